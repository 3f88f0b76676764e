// The panel: what is chosen and all claims about it. Text from articles only ever becomes a text node.

const panel = document.getElementById("panel");
const SVG = "http://www.w3.org/2000/svg";
// So many claims are read at once; more are folded up by relation.
const UNFOLDED = 25;
const HUBS = 14;

// Make an element: el("p", {class: "soft"}, "words", otherElement).
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function button(className, action, ...children) {
  const made = el("button", { type: "button", class: className }, ...children);
  made.addEventListener("click", action);
  return made;
}

const SHAPES = {
  dot: "M8 2a6 6 0 1 0 .01 0z",
  square: "M3 3h10v10H3z",
  diamond: "M8 1l7 7-7 7-7-7z",
  triangle: "M8 1.5l7 12.5H1z",
  triangleDown: "M8 14.5L1 2h14z",
  hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
  star: "M8 .8l2.1 4.7 5.1.5-3.9 3.4 1.2 5L8 11.8l-4.5 2.6 1.2-5L.8 6l5.1-.5z",
};

function sign(type) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of [["viewBox", "0 0 16 16"], ["width", "14"], ["height", "14"], ["aria-hidden", "true"]]) {
    svg.setAttribute(name, value);
  }
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[type.shape]);
  path.setAttribute("fill", type.color);
  path.setAttribute("stroke", INK);
  svg.append(path);
  return svg;
}

const nameButton = (number) => button("name", () => choose({ node: number }), nodes[number].name);

function facts(rows) {
  return rows.length ? [el("dl", {}, ...rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]))] : [];
}

function source(article) {
  const parts = [article.press, article.date].filter(Boolean).join(" · ");
  const title = article.title || "기사";
  if (!/^https?:\/\//i.test(article.url)) return el("footer", {}, parts, " · ", title);
  const link = el("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, title);
  return el("footer", {}, parts, " · ", link);
}

// One claim; where `self` is one of its ends, only the other end is named.
function card(claim, self) {
  const status = el("span", { class: "status " + claim.status }, claim.told);
  const ends = self === undefined
    ? [nameButton(claim.head), el("span", { class: "relation" }, ` → ${claim.relation} → `), nameButton(claim.tail)]
    : [nameButton(claim.head === self ? claim.tail : claim.head)];
  return el("article", { class: "claim" },
    el("div", { class: "top" }, el("span", {}, ...ends), status),
    el("blockquote", {}, claim.quote), ...facts(claim.facts), source(articles[claim.article]));
}

function groups(number) {
  const found = new Map();
  for (const claim of claims) {
    if (claim.head !== number && claim.tail !== number) continue;
    const way = claim.mutual ? `${claim.relation} ↔` : claim.head === number ? `${claim.relation} →` : `← ${claim.relation}`;
    if (!found.has(way)) found.set(way, []);
    found.get(way).push(claim);
  }
  return [...found].sort((a, b) => b[1].length - a[1].length);
}

function showNode(number) {
  const node = nodes[number], type = typeOf.get(node.type), found = groups(number);
  const folded = node.claims > UNFOLDED;
  show(
    el("div", { class: "kind" }, sign(type), type.label), el("h2", {}, node.name), el("p", {}, node.seen), ...facts(node.facts),
    ...(found.length ? [] : [el("p", {}, "이 개체에 대한 주장은 없습니다.")]),
    ...found.map(([way, list], place) => {
      const heading = el("summary", {}, el("h3", {}, way), " ", el("span", { class: "count" }, `${list.length}건`));
      const section = el("details", {}, heading, ...list.map((claim) => card(claim, number)));
      section.open = !folded || place === 0;
      return section;
    }));
}

function showLine(line) {
  show(el("div", { class: "kind" }, `주장 ${line.claims.length}건`),
    el("h2", {}, nodes[line.from].name, " — ", nodes[line.to].name),
    ...line.claims.map((number) => card(claims[number])));
}

const counted = (list) => list.length.toLocaleString("ko");

function showAll() {
  const dates = articles.map((article) => article.date).filter(Boolean).sort();
  const hubs = [...nodes].sort((a, b) => b.claims - a.claims).slice(0, HUBS).filter((node) => node.claims);
  panel.replaceChildren(
    el("h2", {}, "무엇이 그려져 있나"),
    el("p", {}, `개체 ${counted(nodes)} · 주장 ${counted(claims)} · 기사 ${counted(articles)}`),
    ...(dates.length ? [el("p", {}, `보도 ${dates[0]} ~ ${dates.at(-1)}`)] : []),
    el("p", {}, "점은 기사에 나온 사람·지역·기관·사업, 선은 기사가 말한 관계입니다. " +
      "점이나 선을 누르면 근거가 된 기사 문장이 여기에 나옵니다. 서로 많이 이어진 것끼리 모여 있습니다."),
    el("h3", {}, "많이 이어진 개체"),
    el("ul", { class: "hubs" }, ...hubs.map((node) => el("li", {}, sign(typeOf.get(node.type)), nameButton(node.id),
      el("span", { class: "count" }, `${node.claims}건`)))));
  panel.scrollTop = 0;
}

function show(...children) {
  panel.replaceChildren(button("close", () => choose(null), "×"), ...children);
  panel.querySelector(".close").setAttribute("aria-label", "닫기");
  panel.scrollTop = 0;
}
