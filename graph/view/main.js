// What people do, and what then happens: the state changes, and all that differs is shown anew.

const WIDE = 1600;
const SCENE_KEYS = ["mode", "node", "other", "steps", "more", "filter", "measure", "language", "theme"];
let shownState = null;

// Show a state: from what is sifted to what is drawn, told and listed.
function show(next) {
  const before = shownState,
    changed = (...keys) => !before || keys.some((key) => before[key] !== next[key]);
  state = shownState = next;
  if (changed("language", "theme")) {
    language = next.language;
    document.documentElement.dataset.theme = next.theme;
    readTheme();
    nameControls();
  }
  if (changed("filter")) sift(next.filter);
  if (changed("filter", "measure")) rankBy(next.measure);
  const redraw = changed(...SCENE_KEYS);
  if (redraw) {
    emphasis = NOTHING;
    scene = makeScene(next);
  }
  // The bar and the legend first: the map is fitted between them.
  showControls();
  if (redraw) drawScene(next.measure);
  showChosen();
  if (redraw || changed("table")) showTable();
}

function showChosen() {
  const { chosen } = state,
    known = chosen && (chosen.line === undefined ? true : lineLive[chosen.line] > 0);
  unfold(-1);
  const middle = state.mode === "focus" && chosen?.node === state.node;
  emphasise(known && !middle ? chosen : null);
  if (chosen?.line !== undefined) unfold(chosen.line);
  fillPanel();
}

// Choose a node or a line: it stands out in the map and is told in the panel; null chooses nothing.
function choose(target) {
  document.body.classList.toggle("panel-open", target !== null);
  if (target?.node !== undefined && scene.kind !== "all" && !drawn.has(target.node)) focusOn(target.node);
  else go({ chosen: target });
  if (target?.node !== undefined && scene.kind === "all") bringIntoSight(target.node);
}

function focusOn(node) {
  document.body.classList.toggle("panel-open", true);
  go({ mode: "focus", node, other: -1, more: 0, chosen: { node } });
}

function bringIntoSight(node) {
  const scale = Math.max(network.getScale(), 0.7);
  network.moveTo({ position: spot(node), scale, animation: false });
  refreshCrowd();
}

const press = (target) =>
  pairWith >= 0 && target?.node !== undefined && target.node !== pairWith ? showPair(target.node) : choose(target);

// ---- the map

const claimLine = (id) => (typeof id === "string" ? lineOf[Number(id.slice(5))] : id);

network.on("click", ({ nodes, edges, pointer }) => {
  const dot = nodes.length === 0 && scene.kind === "all" ? dotAt(pointer.DOM) : -1;
  if (nodes.length) press({ node: nodes[0] });
  else if (dot >= 0) press({ node: dot });
  else if (edges.length) press({ line: claimLine(edges[0]) });
  else if (state.chosen) choose(null);
});
network.on("doubleClick", ({ nodes }) => nodes.length && focusOn(nodes[0]));
network.on("hoverNode", ({ node }) => state.chosen || emphasise({ node }));
network.on("hoverEdge", ({ edge }) => state.chosen || emphasise({ line: claimLine(edge) }));
for (const event of ["blurNode", "blurEdge"]) network.on(event, () => state.chosen || emphasise(null));
network.on("dragStart", () => mapElement.classList.add("busy"));
network.on("dragEnd", ({ nodes }) => {
  mapElement.classList.remove("busy");
  for (const [node, place] of Object.entries(network.getPositions(nodes))) placing.places.set(Number(node), place);
  settle();
});
network.on("zoom", settle);
// vis-network sets its own view after it tells of a new size; scenes are placed for the window that they have.
network.on("resize", () =>
  requestAnimationFrame(() => {
    if (!shownState) return;
    drawScene(state.measure);
    showChosen();
  }),
);
network.on("beforeDrawing", (context) => {
  if (scene.kind === "all") {
    drawIslands(context);
    drawDots(context);
  } else drawPanes(context);
});
network.on("afterDrawing", (context) => {
  if (emphasis.nodes.size) drawEmphasis(context);
  drawLabels(context);
  if (!document.body.dataset.drawn) document.body.dataset.drawn = String(Math.round(performance.now()));
});

// ---- keys

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The drawn node that lies that way: near, and not far aside.
function nodeTowards(from, [dx, dy]) {
  const start = spot(from);
  let best = -1,
    least = Infinity;
  for (const node of drawn) {
    const { x, y } = spot(node),
      along = (x - start.x) * dx + (y - start.y) * dy,
      aside = Math.abs((x - start.x) * dy + (y - start.y) * dx);
    if (node === from || along <= 0) continue;
    const cost = along + 2 * aside;
    if (cost < least) [best, least] = [node, cost];
  }
  return best;
}

mapElement.addEventListener("keydown", (event) => {
  const way = ARROWS[event.key],
    chosen = state.chosen?.node;
  if (way) {
    const next = chosen !== undefined && drawn.has(chosen) ? nodeTowards(chosen, way) : (scene.nodes[0] ?? -1);
    if (next >= 0) choose({ node: next });
    event.preventDefault();
  } else if (event.key === "Enter" && chosen !== undefined) focusOn(chosen);
  else if (event.key === "+" || event.key === "=")
    network.moveTo({ scale: network.getScale() * 1.25, animation: false });
  else if (event.key === "-") network.moveTo({ scale: network.getScale() / 1.25, animation: false });
  else if (event.key === "0") fitScene();
  else return;
  settle();
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea");
  if (event.key === "/" && !typing) {
    query.focus();
    event.preventDefault();
  } else if (event.key === "Escape") {
    stepBack();
  }
});

// Esc takes back one thing at a time: the menu, the filters on a narrow screen, what is chosen, the focus.
function stepBack() {
  if (byId("save").open) byId("save").open = false;
  else if (!filters.hidden && stage().width < NARROW) toggleFilters();
  else if (state.chosen) choose(null);
  else if (state.mode !== "overview") go({ mode: "overview", more: 0 });
}

// ---- the buttons

function toggleFilters() {
  filters.hidden = !filters.hidden;
  showControls();
}

const dark = () => (state.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const act = (id, action) => byId(id).addEventListener("click", action);
act("home", () => go({ ...START, language: state.language, theme: state.theme }));
act("back", () => walk(-1));
act("forward", () => walk(1));
act("overview", () => go({ mode: "overview", more: 0, chosen: null }));
act("all", () => go({ mode: "all", more: 0, chosen: null }));
act("filter", toggleFilters);
act("close-filters", toggleFilters);
act("clear", () => go({ filter: EMPTY, more: 0 }));
act("unfilter", () => go({ filter: EMPTY, more: 0 }));
act("table", () => go({ table: !state.table }));
act("close-table", () => go({ table: false }));
act("tab-claims", () => showTab("claims"));
act("tab-entities", () => showTab("entities"));
act("more-rows", () => {
  rowsShown += ROWS;
  showTable();
});
act("csv", saveCsv);
act("language", () => go({ language: language === "ko" ? "en" : "ko" }));
act("theme", () => go({ theme: dark() ? "light" : "dark" }));
act("close-panel", () => choose(null));
for (const [id, action] of [
  ["png", savePng],
  ["svg", saveSvg],
  ["save-csv", saveCsv],
  ["print", () => window.print()],
  ["link", copyLink],
]) {
  act(id, () => {
    byId("save").open = false;
    action();
  });
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readTheme();
  drawScene(state.measure);
  showChosen();
});

trail[0] = location.hash.slice(1);
try {
  history.replaceState({ step: 0 }, "", location.hash || "#");
} catch {
  framed = true;
}
// On a wide screen there is room for the filters beside all else.
filters.hidden = window.innerWidth < WIDE;
show(readState(location.hash.slice(1)));
idle(indexIdly);
