// The map: what vis-network is given to draw. It never holds more than can be read; of a crowd it gets what is in sight.

const mapElement = document.getElementById("map");
const stage = () => ({ width: mapElement.clientWidth || 900, height: mapElement.clientHeight || 600 });
// Of all nodes, so many are drawn as shapes with lines; the others in sight are dots until the map is enlarged.
const CROWD = 260, CROWD_LINES = 420;
const SETTLE = 140;
const MOST_ZOOM = 1.2, EDGE = 14;
const NEAR = 9;
const UNFOLDED_LINES = 14;

const drawnNodes = new vis.DataSet(), drawnLines = new vis.DataSet();
let scene = { kind: "overview", nodes: [], lines: [] }, placing = { panes: [], side: new Set(), places: new Map() };
let sizes = new Map(), drawn = new Set(), drawnLineSet = new Set();
let unfolded = -1;

const network = new vis.Network(mapElement, { nodes: drawnNodes, edges: drawnLines }, {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, hideEdgesOnDrag: true, hideEdgesOnZoom: true, keyboard: false, selectConnectedEdges: false },
  nodes: { chosen: false },
  edges: { smooth: false, chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false,
           arrows: { to: { scaleFactor: 0.42 }, from: { scaleFactor: 0.42 }, middle: { scaleFactor: 0.55 } } },
});

const spot = (node) => (scene.kind === "all" ? { x: N.x[node], y: N.y[node] } : placing.places.get(node));

function visNode(node) {
  const size = sizes.get(node), { x, y } = spot(node);
  return {
    id: node, x, y, size, shape: "custom",
    ctxRenderer: ({ ctx, x: left, y: top }) => ({
      drawNode: () => drawShape(ctx, node, left, top, size, emphasis.middle.has(node)),
      nodeDimensions: { width: 2.2 * size, height: 2.2 * size },
    }),
  };
}

// In a focus, a line that does not lead to the middle.
const aside = (line) => scene.kind === "focus" && lines[line].a !== scene.nodes[0] && lines[line].b !== scene.nodes[0];

function visLine(line, chosen) {
  const look = lineLook(line, chosen);
  return {
    id: line, from: lines[line].a, to: lines[line].b, width: look.width, dashes: look.dashed && [5, 4],
    color: { color: look.color, opacity: aside(line) && !chosen ? 0.22 : look.opacity, inherit: false },
    arrows: { to: { enabled: look.toB }, from: { enabled: look.toA }, middle: { enabled: look.failed, type: "bar" } },
  };
}

// The claims of the unfolded line, side by side, each with its relation.
function visClaims(line) {
  const shown = liveClaims(lines[line].claims).slice(0, UNFOLDED_LINES), named = new Set();
  return shown.map((claim, at) => {
    const bend = (at - (shown.length - 1) / 2) * Math.min(0.24, 1.5 / shown.length);
    const turned = C.from[claim] > C.to[claim] ? -bend : bend, status = statusName[C.status[claim]];
    return {
      id: "claim" + claim, from: C.from[claim], to: C.to[claim], width: 1.8, dashes: OPEN.has(status) && [5, 4],
      smooth: { enabled: true, type: turned < 0 ? "curvedCCW" : "curvedCW", roundness: Math.abs(turned) },
      color: { color: chosenColor, opacity: status === FAILED ? 0.5 : 0.95, inherit: false },
      arrows: { to: { enabled: !world.relations[C.relation[claim]].mutual }, middle: { enabled: status === FAILED, type: "bar" } },
      // Each relation is named once: on a short line more names would cover each other.
      label: named.has(C.relation[claim]) || !named.add(C.relation[claim]) ? "" : told(world.relations[C.relation[claim]]),
      font: { size: 11.5, face: FONT, color: chosenColor, strokeColor: paper, strokeWidth: 4, align: "horizontal" },
    };
  });
}

// Draw the scene, whole in the window.
function drawScene(measure) {
  unfolded = -1;
  sizes = new Map(scene.nodes.map((node) => [node, sizeOf(node, measure)]));
  placing = scene.kind === "all" ? { panes: [], side: new Set(), places: new Map() } : placeScene(scene, sizes);
  // vis-network may draw as soon as it is told of a change.
  drawn = new Set(scene.kind === "all" ? [] : scene.nodes);
  drawnLineSet = new Set(scene.lines);
  drawnLines.clear();
  drawnNodes.clear();
  if (scene.kind === "all") {
    fitScene();
    refreshCrowd();
  } else {
    drawnNodes.add(scene.nodes.map(visNode));
    drawnLines.add(scene.lines.map((line) => visLine(line, false)));
    fitScene();
  }
}

function sceneBounds() {
  if (scene.kind === "all") {
    const rims = [...new Set(scene.nodes.map((node) => N.island[node]))].map((island) => world.islands[island]);
    return bounds(rims.map(({ x, y, radius }) => ({ x, y, w: radius, up: radius + 60, down: radius })));
  }
  const boxes = scene.nodes.map((node) => {
    const { x, y } = spot(node), text = measureLabel(node, 0, placing.side.has(node)), size = sizes.get(node);
    return placing.side.has(node)
      ? { x: x + text.width / 2, y, w: text.width / 2 + size, up: size, down: size }
      : { ...boxOf(node, size, text), x, y };
  });
  return bounds([...boxes, ...placing.panes]);
}

function fitScene() {
  if (!scene.nodes.length) return;
  const found = sceneBounds(), { width, height } = openStage();
  const scale = Math.min(width / (found.right - found.left), height / (found.bottom - found.top), MOST_ZOOM);
  const lift = (barHeight() - legendHeight()) / 2 / scale;
  network.moveTo({ position: { x: (found.left + found.right) / 2, y: (found.top + found.bottom) / 2 - lift }, scale, animation: false });
}

// The part of the map that bar, legend and edge leave free.
const openStage = () => ({ width: stage().width - 2 * EDGE, height: stage().height - barHeight() - legendHeight() - 2 * EDGE });

// What covers the map above and, where the screen is wide, below.
const barHeight = () => document.getElementById("bar").offsetHeight || 44;
const legendHeight = () => (stage().width < NARROW ? 0 : (document.getElementById("legend").offsetHeight || 64) + 6);

// ---- a crowd: give vis-network the strongest nodes in sight, and the lines among them

function inSight(node, view) {
  return N.x[node] > view.left && N.x[node] < view.right && N.y[node] > view.top && N.y[node] < view.bottom;
}

function sight() {
  const { x, y } = network.getViewPosition(), scale = network.getScale(), { width, height } = stage();
  return { left: x - width / 2 / scale, right: x + width / 2 / scale, top: y - height / 2 / scale, bottom: y + height / 2 / scale };
}

function refreshCrowd() {
  if (scene.kind !== "all") return;
  const view = sight(), wanted = new Set(emphasis.nodes);
  for (const node of scene.nodes) {
    if (wanted.size >= CROWD + emphasis.nodes.size) break;
    if (inSight(node, view)) wanted.add(node);
  }
  const wantedLines = linesAmong(wanted).sort((a, b) => lineLive[b] - lineLive[a] || a - b).slice(0, CROWD_LINES);
  const keep = new Set([...wantedLines, ...emphasis.lines]);
  for (const node of wanted) if (!sizes.has(node)) sizes.set(node, SMALL);
  drawnLines.remove(drawnLines.getIds().filter((line) => !keep.has(line)));
  drawnNodes.remove([...drawn].filter((node) => !wanted.has(node)));
  drawnNodes.add([...wanted].filter((node) => !drawn.has(node)).map(visNode));
  drawnLines.add([...keep].filter((line) => !drawnLines.get(line)).map((line) => faint(visLine(line, emphasis.lines.has(line)))));
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
  const scale = network.getScale(), side = Math.max(2.6, 7 * scale) / scale, view = sight();
  const byType = world.types.map(() => []);
  for (const node of scene.nodes) if (!drawn.has(node) && inSight(node, view)) byType[N.type[node]].push(node);
  byType.forEach((members, type) => {
    context.fillStyle = dotColors[type];
    for (const node of members) context.fillRect(N.x[node] - side / 2, N.y[node] - side / 2, side, side);
  });
}

// The node at a point of the window that vis-network does not hold.
function dotAt({ x, y }) {
  const { x: mapX, y: mapY } = network.DOMtoCanvas({ x, y }), reach = NEAR / network.getScale();
  let best = -1, least = reach;
  for (const node of scene.nodes) {
    const far = Math.hypot(N.x[node] - mapX, N.y[node] - mapY);
    if (far < least) [best, least] = [node, far];
  }
  return best;
}

// ---- emphasis: what is chosen, or under the pointer, stands out from the rest

const NOTHING = { nodes: new Set(), lines: new Set(), middle: new Set() };
let emphasis = NOTHING;

function emphasisOf(target) {
  if (!target) return NOTHING;
  if (target.line !== undefined) {
    const { a, b } = lines[target.line];
    return { nodes: new Set([a, b]), lines: new Set([target.line]), middle: new Set([a, b]) };
  }
  const inScene = scene.kind === "all" ? linesOf[target.node].filter((line) => lineLive[line]).slice(0, CROWD)
    : linesOf[target.node].filter((line) => drawnLineSet.has(line));
  const nodes = new Set([target.node, ...inScene.map((line) => otherEnd(line, target.node))]);
  return { nodes, lines: new Set(inScene), middle: new Set([target.node]) };
}

function emphasise(target) {
  const before = emphasis.lines;
  emphasis = emphasisOf(target);
  if (scene.kind === "all") refreshCrowd();
  const changed = [...new Set([...before, ...emphasis.lines])].filter((line) => drawnLineSet.has(line) && line !== unfolded);
  drawnLines.update(changed.map((line) => {
    const look = visLine(line, emphasis.lines.has(line));
    return scene.kind === "all" ? faint(look) : look;
  }));
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
