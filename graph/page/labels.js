// Names on the map: of one size whatever the zoom, the most linked first, and none over another.

const FONT = '"Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif';
const LONGEST = 22;
// Taken places are kept in boxes of this many pixels, to find neighbours fast.
const BOX = 64;
// White space around a name. Names of the less linked wait until the map is this much larger.
const MARGIN = 8;
const ZOOM = 2.4;

const byRank = [...nodes].sort((a, b) => b.claims - a.claims);
const short = (text) => (text.length > LONGEST ? text.slice(0, LONGEST - 1) + "…" : text);

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

// Draw names in screen pixels over the map that vis-network has drawn; `chosen` holds the nodes and lines to name first.
function drawLabels(context, chosen) {
  const scale = network.getScale(), middle = network.getViewPosition();
  const width = map.clientWidth, height = map.clientHeight, ratio = context.canvas.width / width;
  const at = ({ x, y }) => [(x - middle.x) * scale + width / 2, (y - middle.y) * scale + height / 2];
  const places = network.getPositions();
  const take = freePlaces();
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3.5, strokeStyle: "#fffe" });
  const named = (node) => (chosen.nodes.size ? chosen.nodes.has(node.id) : (1 + node.claims) * scale > ZOOM);
  for (const node of byRank) {
    if (hiddenTypes.has(node.type) || !named(node)) continue;
    const [x, y] = at(places[node.id]);
    if (x < -80 || y < -20 || x > width + 80 || y > height + 20) continue;
    const size = node.id === chosen.node ? 16 : Math.min(15, 11 + Math.log2(1 + node.claims) * 0.7);
    context.font = `${node.claims > 12 || node.id === chosen.node ? "600 " : ""}${size}px ${FONT}`;
    const text = short(node.name), w = context.measureText(text).width + MARGIN, h = size + MARGIN;
    const below = y + node.size * scale + size / 2 + 3;
    if (!take(x - w / 2, below - h / 2, w, h)) continue;
    context.fillStyle = INK;
    write(context, text, x, below);
  }
  for (const line of [...chosen.lines].map((id) => lines[id])) {
    const [ax, ay] = at(places[line.from]), [bx, by] = at(places[line.to]);
    const text = lineText(line);
    context.font = `11.5px ${FONT}`;
    const w = context.measureText(text).width + 4, x = (ax + bx) / 2, y = (ay + by) / 2;
    if (Math.hypot(bx - ax, by - ay) < w + 24 || !take(x - w / 2, y - 8, w, 16)) continue;
    context.fillStyle = "#0b5394";
    write(context, text, x, y);
  }
  context.restore();
}

function lineText(line) {
  const names = [...new Set(line.claims.map((number) => claims[number].relation))];
  return names.length > 2 ? `${names[0]} 외 ${names.length - 1}` : names.join("·");
}
