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

const sign = (type) => svg("svg", { viewBox: "-9 -9 18 18", class: "sign", "aria-hidden": "true" },
  svg("path", { d: outline(type, 0, 0, 6), fill: world.types[type].color }));

const nameButton = (node) => button("name", () => choose({ node }), N.label[node]);
const typeName = (node) => told(world.types[N.type[node]]);
const isWeb = (url) => /^https?:\/\//i.test(url);

// Where in the quote an entity is named: by its name, another name, or the longest part of its name that stands there.
function namedIn(quote, node) {
  const found = [];
  for (const name of [N.label[node], ...N.aliases[node]]) {
    for (let at = quote.indexOf(name); name && at >= 0; at = quote.indexOf(name, at + name.length)) found.push([at, at + name.length]);
  }
  return found.length ? found : commonPart(quote, N.label[node]);
}

const LEAST_PART = 2;
function commonPart(quote, name) {
  for (let size = name.length - 1; size >= Math.max(LEAST_PART, name.length * 0.3); size--) {
    for (let start = 0; start + size <= name.length; start++) {
      const part = name.slice(start, start + size), at = quote.indexOf(part);
      if (at >= 0 && part.trim().length >= LEAST_PART) return [[at, at + size]];
    }
  }
  return [];
}

// The quote as text with the names of both ends marked.
function markedQuote(quote, head, tail) {
  const spans = [["head", head], ["tail", tail]].flatMap(([end, node]) => namedIn(quote, node).map((span) => [...span, end]));
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const parts = [];
  let at = 0;
  for (const [start, end, name] of spans) {
    if (start < at) continue;
    parts.push(quote.slice(at, start), el("mark", { class: name }, quote.slice(start, end)));
    at = end;
  }
  return el("blockquote", {}, ...parts, quote.slice(at));
}
