// The map: what vis-network is given to draw. It never holds more than can be read; of a crowd it gets what is in sight.

const mapElement = document.getElementById("map");
const stage = () => ({ width: mapElement.clientWidth || 900, height: mapElement.clientHeight || 600 });
// Of all nodes, so many are drawn as shapes with lines; the others in sight are dots until the map is enlarged.
const CROWD = 260,
  CROWD_LINES = 420;
const SETTLE = 140;
const MOST_ZOOM = 1.2,
  EDGE = 14;
const NEAR = 9;
const UNFOLDED_LINES = 14;

const drawnNodes = new vis.DataSet(),
  drawnLines = new vis.DataSet();
let scene = { kind: "overview", nodes: [], lines: [] },
  placing = { panes: [], side: new Set(), places: new Map() };
let sizes = new Map(),
  drawn = new Set(),
  drawnLineSet = new Set();
let unfolded = -1;

const network = new vis.Network(
  mapElement,
  { nodes: drawnNodes, edges: drawnLines },
  {
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      hover: true,
      hideEdgesOnDrag: true,
      hideEdgesOnZoom: true,
      keyboard: false,
      selectConnectedEdges: false,
    },
    nodes: { chosen: false },
    edges: {
      smooth: false,
      chosen: false,
      selectionWidth: 0,
      hoverWidth: 0,
      arrowStrikethrough: false,
      arrows: { to: { scaleFactor: 0.42 }, from: { scaleFactor: 0.42 }, middle: { scaleFactor: 0.55 } },
    },
  },
);

const spot = (node) => (scene.kind === "all" ? { x: N.x[node], y: N.y[node] } : placing.places.get(node));

function visNode(node) {
  const size = sizes.get(node),
    { x, y } = spot(node);
  return {
    id: node,
    x,
    y,
    size,
    shape: "custom",
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
    id: line,
    from: lines[line].a,
    to: lines[line].b,
    width: look.width,
    dashes: look.dashed && [5, 4],
    color: { color: look.color, opacity: aside(line) && !chosen ? 0.22 : look.opacity, inherit: false },
    arrows: { to: { enabled: look.toB }, from: { enabled: look.toA }, middle: { enabled: look.failed, type: "bar" } },
  };
}

// The claims of the unfolded line, side by side, each with its relation.
function visClaims(line) {
  const shown = liveClaims(lines[line].claims).slice(0, UNFOLDED_LINES),
    named = new Set();
  return shown.map((claim, at) => {
    const bend = (at - (shown.length - 1) / 2) * Math.min(0.24, 1.5 / shown.length);
    const turned = C.from[claim] > C.to[claim] ? -bend : bend,
      status = statusName[C.status[claim]];
    return {
      id: "claim" + claim,
      from: C.from[claim],
      to: C.to[claim],
      width: 1.8,
      dashes: OPEN.has(status) && [5, 4],
      smooth: { enabled: true, type: turned < 0 ? "curvedCCW" : "curvedCW", roundness: Math.abs(turned) },
      color: { color: chosenColor, opacity: status === FAILED ? 0.5 : 0.95, inherit: false },
      arrows: {
        to: { enabled: !world.relations[C.relation[claim]].mutual },
        middle: { enabled: status === FAILED, type: "bar" },
      },
      // Each relation is named once: on a short line more names would cover each other.
      label:
        named.has(C.relation[claim]) || !named.add(C.relation[claim]) ? "" : told(world.relations[C.relation[claim]]),
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
    const { x, y } = spot(node),
      text = measureLabel(node, 0, placing.side.has(node)),
      size = sizes.get(node);
    return placing.side.has(node)
      ? { x: x + text.width / 2, y, w: text.width / 2 + size, up: size, down: size }
      : { ...boxOf(node, size, text), x, y };
  });
  return bounds([...boxes, ...placing.panes]);
}

function fitScene() {
  if (!scene.nodes.length) return;
  const found = sceneBounds(),
    { width, height } = openStage();
  const scale = Math.min(width / (found.right - found.left), height / (found.bottom - found.top), MOST_ZOOM);
  const lift = (barHeight() - legendHeight()) / 2 / scale;
  network.moveTo({
    position: { x: (found.left + found.right) / 2, y: (found.top + found.bottom) / 2 - lift },
    scale,
    animation: false,
  });
}

// The part of the map that bar, legend and edge leave free.
const openStage = () => ({
  width: stage().width - 2 * EDGE,
  height: stage().height - barHeight() - legendHeight() - 2 * EDGE,
});

// What covers the map above and, where the screen is wide, below.
const barHeight = () => document.getElementById("bar").offsetHeight || 44;
const legendHeight = () => (stage().width < NARROW ? 0 : (document.getElementById("legend").offsetHeight || 64) + 6);
