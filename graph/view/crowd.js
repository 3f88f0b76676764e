// A crowd: vis-network is given the strongest nodes in sight and the lines among them, the rest are dots.

function inSight(node, view) {
  return N.x[node] > view.left && N.x[node] < view.right && N.y[node] > view.top && N.y[node] < view.bottom;
}

function sight() {
  const { x, y } = network.getViewPosition(),
    scale = network.getScale(),
    { width, height } = stage();
  return {
    left: x - width / 2 / scale,
    right: x + width / 2 / scale,
    top: y - height / 2 / scale,
    bottom: y + height / 2 / scale,
  };
}

function refreshCrowd() {
  if (scene.kind !== "all") return;
  const view = sight(),
    wanted = new Set(emphasis.nodes);
  for (const node of scene.nodes) {
    if (wanted.size >= CROWD + emphasis.nodes.size) break;
    if (inSight(node, view)) wanted.add(node);
  }
  const wantedLines = linesAmong(wanted)
    .sort((a, b) => lineLive[b] - lineLive[a] || a - b)
    .slice(0, CROWD_LINES);
  const keep = new Set([...wantedLines, ...emphasis.lines]);
  for (const node of wanted) if (!sizes.has(node)) sizes.set(node, SMALL);
  drawnLines.remove(drawnLines.getIds().filter((line) => !keep.has(line)));
  drawnNodes.remove([...drawn].filter((node) => !wanted.has(node)));
  drawnNodes.add([...wanted].filter((node) => !drawn.has(node)).map(visNode));
  drawnLines.add(
    [...keep].filter((line) => !drawnLines.get(line)).map((line) => faint(visLine(line, emphasis.lines.has(line)))),
  );
  drawn = wanted;
  drawnLineSet = keep;
}

// Lines from island to island would cover what lies between.
function faint(line) {
  const far = Math.hypot(N.x[line.from] - N.x[line.to], N.y[line.from] - N.y[line.to]) > 300;
  return far && !emphasis.lines.has(line.id) ? { ...line, color: { ...line.color, opacity: 0.14 } } : line;
}

let settling = 0;
function settle() {
  clearTimeout(settling);
  settling = setTimeout(refreshCrowd, SETTLE);
}

// All that the crowd has besides: one small square each, in a few strokes of one colour.
function drawDots(context) {
  const scale = network.getScale(),
    side = Math.max(2.6, 7 * scale) / scale,
    view = sight();
  const byType = world.types.map(() => []);
  for (const node of scene.nodes) if (!drawn.has(node) && inSight(node, view)) byType[N.type[node]].push(node);
  byType.forEach((members, type) => {
    context.fillStyle = dotColors[type];
    for (const node of members) context.fillRect(N.x[node] - side / 2, N.y[node] - side / 2, side, side);
  });
}

// The node at a point of the window that vis-network does not hold.
function dotAt({ x, y }) {
  const { x: mapX, y: mapY } = network.DOMtoCanvas({ x, y }),
    reach = NEAR / network.getScale();
  let best = -1,
    least = reach;
  for (const node of scene.nodes) {
    const far = Math.hypot(N.x[node] - mapX, N.y[node] - mapY);
    if (far < least) [best, least] = [node, far];
  }
  return best;
}
