// Emphasis: what is chosen, or under the pointer, stands out from the rest.

const NOTHING = { nodes: new Set(), lines: new Set(), middle: new Set() };
let emphasis = NOTHING;

function emphasisOf(target) {
  if (!target) return NOTHING;
  if (target.line !== undefined) {
    const { a, b } = lines[target.line];
    return { nodes: new Set([a, b]), lines: new Set([target.line]), middle: new Set([a, b]) };
  }
  const inScene =
    scene.kind === "all"
      ? linesOf[target.node].filter((line) => lineLive[line]).slice(0, CROWD)
      : linesOf[target.node].filter((line) => drawnLineSet.has(line));
  const nodes = new Set([target.node, ...inScene.map((line) => otherEnd(line, target.node))]);
  return { nodes, lines: new Set(inScene), middle: new Set([target.node]) };
}

function emphasise(target) {
  const before = emphasis.lines;
  emphasis = emphasisOf(target);
  if (scene.kind === "all") refreshCrowd();
  const changed = [...new Set([...before, ...emphasis.lines])].filter(
    (line) => drawnLineSet.has(line) && line !== unfolded,
  );
  drawnLines.update(
    changed.map((line) => {
      const look = visLine(line, emphasis.lines.has(line));
      return scene.kind === "all" ? faint(look) : look;
    }),
  );
  network.redraw();
}

function unfold(line) {
  if (unfolded === line) return;
  if (unfolded >= 0) {
    drawnLines.remove(drawnLines.getIds().filter((id) => typeof id === "string"));
    drawnLines.update(visLine(unfolded, false));
  }
  unfolded = line >= 0 && drawnLineSet.has(line) && lineLive[line] > 1 ? line : -1;
  if (unfolded < 0) return;
  drawnLines.remove(unfolded);
  drawnLines.add(visClaims(unfolded));
}

// Draw a veil over everything and these nodes and lines on it once more: far quicker than a new look for all the others.
function drawEmphasis(context) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 0.82;
  context.fillStyle = paper;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
  const { edges, nodes } = network.body;
  const ids = [...emphasis.lines, ...drawnLines.getIds().filter((id) => typeof id === "string")];
  const shown = ids.map((id) => edges[id]).filter((edge) => edge && edge.connected);
  for (const edge of shown) edge.draw(context);
  for (const edge of shown) edge.drawArrows(context);
  for (const node of emphasis.nodes) nodes[node]?.draw(context);
}
