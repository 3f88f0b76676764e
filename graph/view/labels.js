// Names on the map: of one size whatever the zoom, the strongest first, and none over another.

// Taken places are kept in boxes of this many pixels, to find neighbours fast.
const BOX = 64;
const MARGIN = 3;
// Where a placed scene is drawn smaller than made, its names shrink along, but not below this share.
const LEAST_SHRINK = 0.84;

// A record of taken rectangles: take(x, y, w, h) tells whether the place was free, and takes it.
function freePlaces() {
  const boxes = new Map();
  return (x, y, w, h) => {
    const keys = [];
    for (let i = Math.floor(x / BOX); i <= (x + w) / BOX; i++) {
      for (let j = Math.floor(y / BOX); j <= (y + h) / BOX; j++) keys.push(i * 65536 + j);
    }
    const meets = ([a, b, c, d]) => x < a + c && a < x + w && y < b + d && b < y + h;
    if (keys.some((key) => (boxes.get(key) || []).some(meets))) return false;
    for (const key of keys) boxes.set(key, [...(boxes.get(key) || []), [x, y, w, h]]);
    return true;
  };
}

function write(context, text, x, y) {
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

// From the map's units to pixels of the window.
function screen() {
  const scale = network.getScale(),
    middle = network.getViewPosition(),
    { width, height } = stage();
  const at = ({ x, y }) => [(x - middle.x) * scale + width / 2, (y - middle.y) * scale + height / 2];
  return { scale, width, height, at };
}

function drawPanes(context) {
  // Titles keep their size where the scene is drawn smaller.
  const enlarge = 1 / Math.min(network.getScale(), 1);
  context.save();
  for (const { title, x, y, w, up, down } of placing.panes) {
    context.fillStyle = paneColor;
    context.beginPath();
    context.roundRect(x - w, y - up, 2 * w, up + down, 14);
    context.fill();
    context.font = `600 ${13 * Math.min(enlarge, 1.4)}px ${FONT}`;
    context.fillStyle = soft;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillText(title, x - w + 12, y - up + 15);
  }
  context.restore();
}

function drawIslands(context) {
  context.save();
  const shown = new Set(scene.nodes.map((node) => N.island[node]));
  for (const island of shown) {
    const { x, y, radius } = world.islands[island];
    context.fillStyle = paneColor;
    context.beginPath();
    context.arc(x, y, radius + 12, 0, 2 * Math.PI);
    context.fill();
  }
  context.restore();
}

// What is named first: the chosen, then those around it, then the strongest.
function namesInOrder() {
  const all =
    scene.kind === "all"
      ? scene.nodes.filter((node) => drawn.has(node))
      : [...scene.nodes].sort((a, b) => nodeLive[b] - nodeLive[a] || a - b);
  if (!emphasis.nodes.size) return all;
  return [...emphasis.middle, ...all.filter((node) => emphasis.nodes.has(node) && !emphasis.middle.has(node))];
}

function drawLabels(context) {
  const { scale, width, height, at } = screen(),
    ratio = context.canvas.width / width,
    take = freePlaces();
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(context, {
    textBaseline: "middle",
    textAlign: "center",
    lineJoin: "round",
    lineWidth: 3.5,
    strokeStyle: paper,
  });
  if (scene.kind === "all" && !emphasis.nodes.size) drawIslandNames(context, at, scale, take);
  for (const node of namesInOrder()) {
    const place = spot(node);
    if (!place) continue;
    const [x, y] = at(place);
    if (x > -80 && y > -20 && x < width + 80 && y < height + 20) drawLabel(context, node, x, y, scale, take);
  }
  if (scene.kind !== "all") keepNodesClear(at, scale, take);
  drawLineNames(context, at, take);
  context.restore();
}

function keepNodesClear(at, scale, take) {
  for (const node of scene.nodes) {
    const [x, y] = at(spot(node)),
      size = sizes.get(node) * scale;
    take(x - size, y - size, 2 * size, 2 * size);
  }
}

function drawLabel(context, node, x, y, scale, take) {
  const size = sizes.get(node) * scale,
    beside = placing.side.has(node),
    text = measureLabel(node, size, beside);
  const strong =
    emphasis.middle.has(node) || sizes.get(node) > STRONG || (scene.kind === "focus" && node === scene.nodes[0]);
  const shrink = scene.kind === "all" ? 1 : Math.min(Math.max(scale, LEAST_SHRINK), 1),
    row = LINE_HEIGHT * shrink;
  const h = text.rows * row,
    w = text.width * shrink;
  const left = beside ? x + size + 5 : x - w / 2,
    top = beside ? y - h / 2 : y + size + 3;
  if (!take(left - MARGIN, top, w + 2 * MARGIN, h)) return;
  context.font = labelFont(strong, LABEL_SIZE * shrink);
  context.fillStyle = emphasis.middle.has(node) ? chosenColor : ink;
  context.textAlign = beside ? "left" : "center";
  text.parts.forEach((part, at) => write(context, part, beside ? left : x, top + (at + 0.5) * row));
}

function drawIslandNames(context, at, scale, take) {
  context.font = `700 17px ${FONT}`;
  context.fillStyle = soft;
  for (const island of new Set(scene.nodes.map((node) => N.island[node]))) {
    const { x, y, radius } = world.islands[island],
      [middle, top] = at({ x, y: y - radius - 12 });
    const text = told(world.islands[island]),
      w = context.measureText(text).width;
    if (take(middle - w / 2, top - 24, w, 22)) write(context, text, middle, top - 13);
  }
}

// A folded line tells how many claims it holds; a chosen one, or one of a node in focus, its relation.
function drawLineNames(context, at, take) {
  const named = emphasis.lines.size
    ? emphasis.lines
    : scene.kind === "focus"
      ? new Set(linesOf[scene.nodes[0]])
      : new Set();
  const counted = scene.kind === "all" ? [] : scene.lines.filter((line) => !emphasis.nodes.size && lineLive[line] > 1);
  context.textAlign = "center";
  for (const line of new Set([...named, ...counted])) {
    if (!drawnLineSet.has(line) || line === unfolded) continue;
    const live = lineLive[line],
      [ax, ay] = at(spot(lines[line].a)),
      [bx, by] = at(spot(lines[line].b));
    const relation = named.has(line) ? relationText(liveClaims(lines[line].claims)) : "";
    const text = [relation, live > 1 ? (relation ? `×${live}` : String(live)) : ""].filter(Boolean).join(" ");
    context.font = labelFont(!relation, relation ? 11 : 10.5);
    const w = context.measureText(text).width + 6,
      x = (ax + bx) / 2,
      y = (ay + by) / 2;
    if (Math.hypot(bx - ax, by - ay) < w + 30 || !take(x - w / 2, y - 8, w, 16)) continue;
    if (!relation) drawBadge(context, x, y, w + 4);
    context.fillStyle = relation ? chosenColor : soft;
    write(context, text, x, y + 0.5);
  }
}

function drawBadge(context, x, y, w) {
  context.fillStyle = paper;
  context.beginPath();
  context.roundRect(x - w / 2, y - 8, w, 16, 8);
  context.fill();
}
