// Elements of the page. Text from articles only ever becomes a text node.

const SVG = "http://www.w3.org/2000/svg";

// Make an element: el("p", {class: "soft"}, "words", otherElement).
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function button(className, action, ...children) {
  const made = el("button", { type: "button", class: className }, ...children);
  made.addEventListener("click", action);
  return made;
}

const sign = (type) =>
  svg(
    "svg",
    { viewBox: "-9 -9 18 18", class: "sign", "aria-hidden": "true" },
    svg("path", { d: outline(type, 0, 0, 6), fill: world.types[type].color }),
  );

const nameButton = (node) => button("name", () => choose({ node }), N.label[node]);
const typeName = (node) => told(world.types[N.type[node]]);
const isWeb = (url) => /^https?:\/\//i.test(url);

// The quote as text with the words that stand for the two ends marked.
function markedQuote(claim) {
  const { quote, marks } = words().claims,
    text = [...quote[claim]];
  const spans = ["subject", "object"].flatMap((end, at) => marks[claim][at].map(([start, stop]) => [start, stop, end]));
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const parts = [];
  let at = 0;
  for (const [start, stop, end] of spans) {
    if (start < at || stop > text.length) continue;
    parts.push(text.slice(at, start).join(""), el("mark", { class: end }, text.slice(start, stop).join("")));
    at = stop;
  }
  return el("blockquote", {}, ...parts, text.slice(at).join(""));
}
