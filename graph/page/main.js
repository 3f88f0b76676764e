// What is chosen, and what happens when that changes.

const NOTHING = { node: null, nodes: new Set(), lines: new Set() };
let chosen = NOTHING;

// choose({node}) or choose({line}) shows it in map and panel; choose(null) shows all; `move` brings a node into view.
function choose(target, move = false) {
  const before = chosen;
  if (!target) {
    chosen = NOTHING;
    showAll();
  } else if (target.line !== undefined) {
    const line = lines[target.line];
    chosen = { node: null, nodes: new Set([line.from, line.to]), lines: new Set([line.id]) };
    showLine(line);
  } else {
    const mine = linesOf[target.node];
    chosen = { node: target.node, nodes: new Set([target.node, ...mine.flatMap((line) => [line.from, line.to])]),
               lines: new Set(mine.map((line) => line.id)) };
    showNode(target.node);
    if (move) network.focus(target.node, { scale: Math.max(network.getScale(), 0.9), animation: false });
  }
  drawnLines.update([...before.lines].map((id) => lineLook(lines[id], false)));
  drawnLines.update([...chosen.lines].map((id) => lineLook(lines[id], true)));
  network.selectNodes(chosen.node === null ? [] : [chosen.node], false);
}

network.on("afterDrawing", (context) => {
  if (chosen.nodes.size) drawChosen(context, chosen.nodes, chosen.lines);
  drawLabels(context, chosen);
});
network.on("dragStart", () => map.classList.add("busy"));
network.on("dragEnd", () => map.classList.remove("busy"));
network.on("click", (event) => {
  if (event.nodes.length) choose({ node: event.nodes[0] });
  else if (event.edges.length) choose({ line: event.edges[0] });
  else choose(null);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") choose(null);
});

document.getElementById("types").append(...types.map((type) => {
  const toggle = button("", () => toggle.setAttribute("aria-pressed", String(toggleType(type.id))), sign(type), type.label);
  toggle.setAttribute("aria-pressed", "true");
  return toggle;
}));
showAll();
