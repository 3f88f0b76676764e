"use strict";
// The drawn graph: what vis-network gets, what is emphasised, what is hidden.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const nodes = read("nodes"), lines = read("lines");
const { types, claims, articles } = read("details");

const INK = "#1f2933", LINE = "#52606d", CHOSEN = "#111827";
const typeOf = new Map(types.map((type) => [type.id, type]));
const linesOf = nodes.map(() => []);
for (const line of lines) {
  linesOf[line.from].push(line);
  linesOf[line.to].push(line);
}

// How strongly a line is drawn: the more claims the wider, faint across the map or where all failed, clear where chosen.
function lineLook(line, chosen) {
  const opacity = line.failed ? 0.3 : chosen ? 0.95 : line.long ? 0.13 : 0.6;
  const width = 1 + Math.log2(line.claims.length) * 0.7 + (chosen ? 0.8 : 0);
  return { id: line.id, width, color: { color: chosen ? CHOSEN : LINE, opacity } };
}

const drawnNodes = new vis.DataSet(nodes.map((node) => ({
  id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size,
  color: { background: node.color, border: INK, highlight: { background: node.color, border: CHOSEN } },
})));

const drawnLines = new vis.DataSet(lines.map((line) => ({
  from: line.from, to: line.to, dashes: line.dashes && [5, 4],
  arrows: {
    to: { enabled: line.arrows.includes("to") }, from: { enabled: line.arrows.includes("from") },
    middle: { enabled: line.failed, type: "bar" },
  },
  ...lineLook(line, false),
})));

const map = document.getElementById("map");
const network = new vis.Network(map, { nodes: drawnNodes, edges: drawnLines }, {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hideEdgesOnDrag: true, hideEdgesOnZoom: true, keyboard: { enabled: true, bindToWindow: false } },
  nodes: { borderWidth: 1, borderWidthSelected: 3, chosen: false },
  edges: { smooth: false, chosen: false, selectionWidth: 0, arrowStrikethrough: false,
           arrows: { to: { scaleFactor: 0.4 }, from: { scaleFactor: 0.4 }, middle: { scaleFactor: 0.6 } } },
});

// Draw a veil over everything and these nodes and lines on it once more: far quicker than a new look for all the others.
function drawChosen(context, shownNodes, shownLines) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = "#ffffffd9";
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
  const { edges: edgesById, nodes: nodesById } = network.body;
  const shown = [...shownLines].map((id) => edgesById[id]).filter((edge) => edge.connected && !edge.hidden);
  for (const edge of shown) edge.draw(context);
  for (const edge of shown) edge.drawArrows(context);
  for (const id of shownNodes) if (!nodesById[id].options.hidden) nodesById[id].draw(context);
}

const hiddenTypes = new Set();
function toggleType(type) {
  if (!hiddenTypes.delete(type)) hiddenTypes.add(type);
  drawnNodes.update(nodes.filter((node) => node.type === type).map(({ id }) => ({ id, hidden: hiddenTypes.has(type) })));
  return !hiddenTypes.has(type);
}
