// Where the nodes of a scene stand, so that every name can be read: always the same for the same scene and window.

const ROUNDS = 240;
// Of panes: the line of their title, their inner margin, the gap between them, and how much more the shorter side may be loosened.
const TITLE = 24,
  PAD = 16,
  GAP = 14,
  AIR = 60,
  LEAST_PANE = 150;
// Shares of the window's width that panes may take before they are made to fit: the one that stays largest is drawn.
const WIDTHS = [0.8, 0.95, 1.1, 1.3, 1.6];
// The side with less in it keeps at least this share of the width.
const LEAST_SIDE = 0.3;
// Names never fill an area without any gap.
const SLACK = 1.15;
// The column of industries: its width with the gutter before it, which lines cross, and the least height of a row.
const INDUSTRIES = 262,
  GUTTER = 78,
  COLUMN = 27,
  MOST_COLUMN = 28;

// The box that a node and its name take, the name below it: half width, and how far up and down. Names shrink less than the
// map where it must be made smaller, so they are given a little more than they measure.
function boxOf(node, size, text) {
  const { width, rows } = text;
  return {
    node,
    w: Math.max(size, width * 0.54) + 6,
    up: size + 3,
    down: size + 6 + rows * LINE_HEIGHT * 1.08,
    x: 0,
    y: 0,
  };
}

// Push boxes apart, each time along the way that is shorter; `fixed` boxes stay. Where `half` is given, none leaves a column
// of that half width: there the later rounds only push up and down.
function removeOverlaps(boxes, half = Infinity) {
  for (let round = 0; round < ROUNDS; round++) {
    const upright = half < Infinity && round > ROUNDS / 4;
    let moved = false;
    for (let i = 0; i < boxes.length; i++) {
      for (let j = i + 1; j < boxes.length; j++) moved = pushApart(boxes[i], boxes[j], upright) || moved;
    }
    for (const box of boxes) box.x = Math.min(Math.max(box.x, box.w - half), half - box.w);
    if (!moved) return;
  }
}

function pushApart(a, b, upright) {
  const ay = a.y + (a.down - a.up) / 2,
    by = b.y + (b.down - b.up) / 2;
  const dx = a.w + b.w - Math.abs(a.x - b.x),
    dy = (a.up + a.down + b.up + b.down) / 2 - Math.abs(ay - by);
  if (dx <= 0.5 || dy <= 0.5) return false;
  const shares = a.fixed ? [0, 1] : b.fixed ? [1, 0] : [0.5, 0.5];
  if (dx < dy && !upright) {
    const side = a.x < b.x || (a.x === b.x && a.node < b.node) ? 1 : -1;
    a.x -= side * dx * shares[0];
    b.x += side * dx * shares[1];
  } else {
    const side = ay < by || (ay === by && a.node < b.node) ? 1 : -1;
    a.y -= side * dy * shares[0];
    b.y += side * dy * shares[1];
  }
  return true;
}

const bounds = (boxes) => ({
  left: Math.min(...boxes.map((box) => box.x - box.w)),
  right: Math.max(...boxes.map((box) => box.x + box.w)),
  top: Math.min(...boxes.map((box) => box.y - box.up)),
  bottom: Math.max(...boxes.map((box) => box.y + box.down)),
});

// Returns { places: Map(node → {x, y}), panes: titled grounds, side: nodes whose name stands to the right }.
function placeScene(scene, sizes) {
  const boxes = scene.nodes.map((node) => boxOf(node, sizes.get(node), measureLabel(node, sizes.get(node))));
  const placed = { overview: placeIslands, focus: placeAround, between: placeBetween }[scene.kind](scene, boxes);
  return { panes: [], side: new Set(), ...placed, places: new Map(boxes.map(({ node, x, y }) => [node, { x, y }])) };
}

// Islands as titled panes, west and east as on the map of all; industries in a column beside them, each near what it is tied to.
function placeIslands(scene, boxes) {
  const tries = WIDTHS.map((share) => ({ ...islandsOfWidth(boxes, share), kept: boxes.map(({ x, y }) => [x, y]) }));
  const best = tries.reduce((a, b) => (scaleFor(a.panes) >= scaleFor(b.panes) ? a : b));
  boxes.forEach((box, at) => ([box.x, box.y] = best.kept[at]));
  return best;
}

// Panes together as wide as this share of the window; returns them and the nodes whose name stands to the right.
function islandsOfWidth(boxes, share) {
  const wide = stage().width >= NARROW;
  let column = boxes.filter((box) => N.type[box.node] === INDUSTRY);
  if (column.length === boxes.length || column.length > MOST_COLUMN) column = [];
  const rest = boxes.filter((box) => !column.includes(box)),
    groups = new Map();
  for (const box of rest) groups.set(N.island[box.node], [...(groups.get(N.island[box.node]) ?? []), box]);
  const sides = [true, false]
    .map((west) => [...groups].filter(([island]) => world.islands[island].west === west))
    .filter((side) => side.length);
  const room = share * stage().width - 2 * GAP - (wide && column.length ? INDUSTRIES : 0);
  const areas = sides.map((side) => areaOf(side.flatMap(([, members]) => members))),
    all = areas.reduce((sum, area) => sum + area, 0);
  const stacks = sides.map((side, at) => {
    const part = sides.length === 1 ? 1 : Math.min(Math.max(areas[at] / all, LEAST_SIDE), 1 - LEAST_SIDE);
    const width = Math.max(room * part - GAP, LEAST_PANE);
    return side
      .map(([island, members]) => makePane(island, members, width / 2))
      .sort((a, b) => world.islands[a.island].y - world.islands[b.island].y);
  });
  stack(stacks);
  const panes = stacks.flat();
  for (const pane of panes) {
    for (const box of pane.members) {
      box.x += pane.x;
      box.y += pane.y;
    }
  }
  const side = new Set(wide ? column.map(({ node }) => node) : []);
  if (column.length) panes.push(placeColumn(column, rest, panes, wide));
  return { panes: panes.map(({ title, x, y, w, up, down }) => ({ title, x, y, w, up, down })), side };
}

// How large the panes can be drawn in the window.
function scaleFor(panes) {
  const found = bounds(panes),
    { width, height } = openStage();
  return Math.min(width / (found.right - found.left), height / (found.bottom - found.top), 1);
}

// From -1 to 1, in the order of this coordinate on the map of all: near stays near, and the room is filled.
function ranks(members, column) {
  const sorted = [...members].sort((a, b) => column[a.node] - column[b.node] || a.node - b.node),
    last = sorted.length - 1;
  return new Map(sorted.map((box, at) => [box, last ? (2 * at) / last - 1 : 0]));
}

const areaOf = (boxes) => boxes.reduce((sum, box) => sum + 2 * box.w * (box.up + box.down), 0);

// A pane of this half width around its members, as high as they need.
function makePane(island, members, half) {
  const inner = half - PAD / 2,
    across = ranks(members, N.x),
    along = ranks(members, N.y);
  const area = areaOf(members),
    height = (area * SLACK) / (2 * inner);
  for (const box of members) {
    box.x = across.get(box) * (inner - box.w);
    box.y = (along.get(box) * height) / 2;
  }
  removeOverlaps(members, inner);
  const found = bounds(members);
  for (const box of members) box.y -= (found.top + found.bottom) / 2;
  const tall = (found.bottom - found.top) / 2;
  return {
    island,
    members,
    title: told(world.islands[island]),
    x: 0,
    y: 0,
    w: half,
    up: tall + TITLE + 4,
    down: tall + 6,
  };
}

// Set the panes of each side under each other; the shorter side gets more air.
function stack(stacks) {
  const tall = stacks.map((panes) => panes.reduce((sum, pane) => sum + pane.up + pane.down + GAP, -GAP)),
    most = Math.max(...tall);
  let right = 0;
  stacks.forEach((panes, number) => {
    const air = panes.length > 1 ? Math.min((most - tall[number]) / (panes.length - 1), AIR) : 0;
    let y = -(tall[number] + air * (panes.length - 1)) / 2;
    for (const pane of panes) {
      pane.x = right + pane.w;
      pane.y = y + pane.up;
      y += pane.up + pane.down + GAP + air;
    }
    right += 2 * panes[0].w + GAP;
  });
}

// The industries in one column to the right, or on a narrow screen in rows below; returns their pane.
function placeColumn(column, rest, panes, wide) {
  const place = new Map(rest.map((box) => [box.node, box])),
    found = bounds(panes);
  const height = (box) => {
    const tied = linesOf[box.node].map((line) => place.get(otherEnd(line, box.node))).filter(Boolean);
    return tied.length ? tied.reduce((sum, { y }) => sum + y, 0) / tied.length : (found.top + found.bottom) / 2;
  };
  const sorted = column
    .map((box) => [height(box), box])
    .sort(([x, a], [y, b]) => x - y || a.node - b.node)
    .map(([, box]) => box);
  const title = say("industry"),
    middle = (found.top + found.bottom) / 2,
    centre = (found.left + found.right) / 2;
  if (!wide) {
    const cell = (found.right - found.left - 2 * PAD) / 3,
      row = Math.max(...column.map((box) => box.up + box.down)),
      top = found.bottom + GAP + TITLE;
    sorted.forEach((box, at) => {
      box.x = centre + ((at % 3) - 1) * cell;
      box.y = top + Math.floor(at / 3) * row + box.up;
    });
    const rows = Math.ceil(sorted.length / 3);
    return { title, x: centre, y: top, w: (found.right - found.left) / 2, up: TITLE, down: rows * row + PAD };
  }
  const step = Math.max(COLUMN, Math.min(44, (found.bottom - found.top - TITLE - PAD) / sorted.length)),
    half = Math.max((sorted.length * step) / 2 + PAD, (found.bottom - found.top) / 2);
  const left = found.right + GUTTER;
  sorted.forEach((box, at) => {
    box.x = left + 24;
    box.y = middle + TITLE / 2 + (at - (sorted.length - 1) / 2) * step;
  });
  const across = INDUSTRIES - GUTTER;
  return { title, x: left + across / 2, y: middle, w: across / 2, up: half, down: half };
}

// Rings around the node in the middle, those of one type side by side; those of the second step beyond the ones they came by.
function placeAround(scene, boxes) {
  const { parents } = scene;
  const [centre, ...others] = boxes;
  centre.fixed = true;
  const children = new Map(boxes.map((box) => [box.node, []]));
  for (const box of others) children.get(parents.get(box.node)).push(box);
  const kind = (box) => N.type[box.node];
  const first = children.get(centre.node).sort((a, b) => kind(a) - kind(b) || a.node - b.node);
  const weight = (box) => 1 + children.get(box.node).length * 0.7;
  const total = first.reduce((sum, box) => sum + weight(box), 0);
  const area = areaOf(boxes);
  const tall = Math.sqrt(area) * 0.62,
    aspect = Math.min(Math.max(stage().width / stage().height, 0.6), 1.7);
  const at = (box, angle, far) => {
    box.x = Math.cos(angle) * far * tall * aspect;
    box.y = Math.sin(angle) * far * tall;
  };
  let angle = -Math.PI / 2;
  const rings = first.length > 34 ? 3 : first.length > 14 ? 2 : 1;
  first.forEach((box, number) => {
    const span = (weight(box) / total) * 2 * Math.PI,
      middle = angle + span / 2,
      mine = children.get(box.node);
    at(box, middle, others.length > first.length ? 0.5 + 0.2 * (number % 2) : 1 - 0.62 * ((number % rings) / rings));
    mine.forEach((child, place) => at(child, angle + (span * (place + 0.5)) / mine.length, 1 + 0.2 * (place % 3)));
    angle += span;
  });
  removeOverlaps(boxes);
  return {};
}

// The two to the left and right, what ties them in columns between.
function placeBetween(scene, boxes) {
  const [a, b, ...common] = boxes;
  common.sort((x, y) => N.type[x.node] - N.type[y.node] || x.node - y.node);
  const wide = stage().width >= NARROW,
    most = wide ? 13 : 9;
  const columns = Math.max(1, Math.ceil(common.length / most)),
    rows = Math.ceil(common.length / columns);
  const step = Math.max(0, ...common.map((box) => 2 * box.w)) + 26;
  common.forEach((box, number) => {
    box.x = (Math.floor(number / rows) - (columns - 1) / 2) * step;
    box.y = ((number % rows) - (rows - 1) / 2) * 56;
  });
  const far = (columns * step) / 2 + (wide ? 150 : 70);
  a.x = -far;
  b.x = far;
  removeOverlaps(boxes);
  return {};
}
