// How things look: colours of both themes, a shape for each type, sizes by measure, and how wide names are.

const FONT = '"Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif';
const LABEL_SIZE = 12.5,
  LINE_HEIGHT = 15;
const labelFont = (strong, size = LABEL_SIZE) => `${strong ? "600 " : ""}${size}px ${FONT}`;
// A name takes at most two rows of this many pixels; what is longer ends in … and stands whole in the panel.
const ROW_WIDTH = { wide: 116, narrow: 84 };
const SMALL = 5,
  LARGE = 13,
  STRONG = 9.5;

// Outlines in a square from -1 to 1: points, or a circle; the person is a ring beside the official's full circle.
const ring = (count, start, radius = 1) =>
  Array.from({ length: count }, (_, i) => {
    const angle = start + (i * 2 * Math.PI) / count,
      far = typeof radius === "number" ? radius : radius[i % 2];
    return [Math.cos(angle) * far, Math.sin(angle) * far];
  });
const SHAPES = {
  Official: null,
  Person: ring(5, -Math.PI / 2, 1.1),
  Region: [
    [-0.88, -0.88],
    [0.88, -0.88],
    [0.88, 0.88],
    [-0.88, 0.88],
  ],
  Organization: ring(6, 0, 1.08),
  Project: ring(4, -Math.PI / 2, 1.2),
  Site: [
    [0, -1.05],
    [1.1, 0.85],
    [-1.1, 0.85],
  ],
  Industry: ring(10, -Math.PI / 2, [1.3, 0.58]),
  Policy: [
    [0, 1.05],
    [1.1, -0.85],
    [-1.1, -0.85],
  ],
};

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
let ink, soft, paper, lineColor, chosenColor, paneColor, rimColor;
// Dots have no rim: a part of the ink in them makes the light ones stand out too.
let dotColors = [];
const INK_SHARE = 0.28;
const channels = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
const mixed = (color, other, share) => {
  const others = channels(other);
  return `rgb(${channels(color)
    .map((value, at) => Math.round(value * (1 - share) + others[at] * share))
    .join(" ")})`;
};
function readTheme() {
  [ink, soft, paper, lineColor, chosenColor, paneColor, rimColor] = [
    "--ink",
    "--soft",
    "--map",
    "--line",
    "--accent",
    "--pane",
    "--rim",
  ].map(css);
  dotColors = world.types.map((type) => mixed(type.color, soft, INK_SHARE));
}

const fillOf = (node) => world.types[N.type[node]].color;

// The outline of a type around x, y as SVG path data, which canvas reads too.
function outline(type, x, y, size) {
  const points = SHAPES[world.types[type].id];
  const round = (value) => Math.round(value * 100) / 100;
  if (!points)
    return `M${round(x - size)} ${round(y)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0z`;
  return "M" + points.map(([px, py]) => `${round(x + px * size)} ${round(y + py * size)}`).join("L") + "z";
}

const outlines = world.types.map((_, type) => new Path2D(outline(type, 0, 0, 1)));

function drawShape(context, node, x, y, size, strong) {
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  context.fillStyle = fillOf(node);
  context.strokeStyle = strong ? chosenColor : rimColor;
  context.lineWidth = (strong ? 3 : 1.1) / size;
  context.lineJoin = "round";
  context.fill(outlines[N.type[node]]);
  context.stroke(outlines[N.type[node]]);
  context.restore();
}

// Area grows with the measure; the largest of all nodes has the largest size in every scene.
function sizeOf(node, measure) {
  const values = MEASURES[measure],
    most = rank.length ? values[rank[0]] : 0;
  return SMALL + (LARGE - SMALL) * Math.sqrt(most > 0 ? values[node] / most : 0);
}

const ruler = document.createElement("canvas").getContext("2d");
function widthOf(text, font) {
  ruler.font = font;
  return ruler.measureText(text).width;
}

const measured = new Map();
const rowWidth = () => (stage().width < NARROW ? ROW_WIDTH.narrow : ROW_WIDTH.wide);
// { parts, rows, width } of a node's name, broken into two rows where it is long.
function measureLabel(node, size, oneRow = false) {
  const key = `${node} ${oneRow} ${rowWidth()}`;
  if (!measured.has(key)) measured.set(key, breakLabel(N.label[node], oneRow));
  return measured.get(key);
}

function breakLabel(text, oneRow) {
  const font = labelFont(true),
    width = widthOf(text, font),
    most = rowWidth() * (oneRow ? 1.4 : 1);
  if (width <= most) return { parts: [text], rows: 1, width };
  const cut = (rest) => {
    let end = rest.length;
    while (end > 1 && widthOf(rest.slice(0, end), font) > most) end--;
    const blank = rest.lastIndexOf(" ", end);
    return end < rest.length && blank > end / 2 ? blank : end;
  };
  const first = cut(text),
    rest = text.slice(first).trim();
  const second = oneRow ? 0 : cut(rest);
  const parts = oneRow
    ? [text.slice(0, first - 1) + "…"]
    : [text.slice(0, first), second < rest.length ? rest.slice(0, second - 1) + "…" : rest];
  return { parts, rows: parts.length, width: Math.max(...parts.map((part) => widthOf(part, font))) };
}

// How a line looks: the wider the more claims, dashed while all is open, faint and crossed where all failed.
function lineLook(line, chosen) {
  const live = liveClaims(lines[line].claims),
    statuses = live.map((claim) => statusName[C.status[claim]]);
  const failed = statuses.every((status) => status === FAILED);
  const heads = new Set(
    live.filter((claim) => !world.relations[C.relation[claim]].mutual).map((claim) => C.from[claim]),
  );
  return {
    failed,
    dashed: statuses.every((status) => OPEN.has(status)),
    toA: heads.has(lines[line].b),
    toB: heads.has(lines[line].a),
    count: live.length,
    width: 1.1 + Math.log2(live.length) * 0.6 + (chosen ? 0.5 : 0),
    color: chosen ? chosenColor : lineColor,
    opacity: failed ? 0.4 : chosen ? 0.95 : 0.55,
  };
}

function relationText(claims) {
  const names = [...new Set(claims.map((claim) => told(world.relations[C.relation[claim]])))];
  return names.length > 2 ? `${names[0]} +${names.length - 1}` : names.join("·");
}
