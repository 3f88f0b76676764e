// What people take with them: the picture as SVG and PNG, the table as CSV, the address of the view.

const SHARP = 2;
const MARGIN_OUT = 28,
  HEAD_OUT = 44,
  FOOT_OUT = 40;

function save(name, blob) {
  const url = URL.createObjectURL(blob),
    link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const fileName = (ending) =>
  `sanmaek-${[state.mode, state.node >= 0 && state.mode !== "overview" ? N.label[state.node] : ""]
    .filter(Boolean)
    .join("-")
    .replace(/[\\/:*?"<>|\s]+/g, "_")}.${ending}`;

const textAt = (x, y, words, attributes) =>
  svg(
    "text",
    { x, y, "font-family": FONT.replaceAll('"', "'"), "font-size": LABEL_SIZE, fill: ink, ...attributes },
    words,
  );

// The whole scene, drawn anew as vectors, with its title and the types that occur.
function pictureSvg() {
  const found = sceneBounds(),
    left = found.left - MARGIN_OUT,
    top = found.top - MARGIN_OUT - HEAD_OUT;
  const width = Math.max(found.right - found.left + 2 * MARGIN_OUT, 640),
    height = found.bottom - found.top + 2 * MARGIN_OUT + HEAD_OUT + FOOT_OUT;
  const types = world.types.map((_, type) => type).filter((type) => scene.nodes.some((node) => N.type[node] === type));
  const legendText = types.map((type, at) =>
    svg(
      "g",
      {},
      svg("path", {
        d: outline(type, left + 30 + at * 96, top + height - 24, 6),
        fill: world.types[type].color,
        stroke: rimColor,
      }),
      textAt(left + 42 + at * 96, top + height - 20, told(world.types[type]), { fill: soft }),
    ),
  );
  const shown = scene.kind === "all" ? [...drawnLineSet] : scene.lines;
  return svg(
    "svg",
    { xmlns: SVG, width: Math.round(width), height: Math.round(height), viewBox: `${left} ${top} ${width} ${height}` },
    svg("rect", { x: left, y: top, width, height, fill: paper }),
    textAt(left + 24, top + 32, document.title, { "font-size": 17, "font-weight": 600 }),
    textAt(left + 24, top + 52, barText(), { fill: soft }),
    ...grounds(),
    ...shown.flatMap(svgLine),
    ...scene.nodes.map(svgNode),
    ...svgNames(),
    ...legendText,
  );
}

function grounds() {
  return placing.panes.flatMap(({ title, x, y, w, up, down }) => [
    svg("rect", { x: x - w, y: y - up, width: 2 * w, height: up + down, rx: 14, fill: paneColor }),
    textAt(x - w + 12, y - up + 20, title, { fill: soft, "font-weight": 600 }),
  ]);
}

function svgLine(line) {
  const look = lineLook(line, false),
    a = spot(lines[line].a),
    b = spot(lines[line].b);
  const far = Math.hypot(b.x - a.x, b.y - a.y) || 1,
    ux = (b.x - a.x) / far,
    uy = (b.y - a.y) / far;
  const tip = (end, node, sign) => {
    const reach = sizes.get(node) + 3,
      x = end.x - sign * ux * reach,
      y = end.y - sign * uy * reach;
    const corner = (side) => `${x - sign * ux * 7 + side * uy * 3} ${y - sign * uy * 7 - side * ux * 3}`;
    return svg("path", { d: `M${x} ${y}L${corner(1)}L${corner(-1)}z`, fill: look.color, opacity: look.opacity });
  };
  const middle = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  return [
    svg("line", {
      x1: a.x,
      y1: a.y,
      x2: b.x,
      y2: b.y,
      stroke: look.color,
      "stroke-width": look.width,
      opacity: look.opacity,
      ...(look.dashed ? { "stroke-dasharray": "5 4" } : {}),
    }),
    ...(look.toB ? [tip(b, lines[line].b, 1)] : []),
    ...(look.toA ? [tip(a, lines[line].a, -1)] : []),
    ...(look.failed
      ? [
          svg("line", {
            x1: middle[0] - 6 * uy,
            y1: middle[1] + 6 * ux,
            x2: middle[0] + 6 * uy,
            y2: middle[1] - 6 * ux,
            stroke: look.color,
            "stroke-width": 2,
          }),
        ]
      : []),
  ];
}

const svgNode = (node) =>
  svg("path", {
    d: outline(N.type[node], spot(node).x, spot(node).y, sizes.get(node)),
    fill: fillOf(node),
    stroke: rimColor,
  });

function svgNames() {
  const take = freePlaces();
  return [...scene.nodes]
    .sort((a, b) => nodeLive[b] - nodeLive[a] || a - b)
    .flatMap((node) => {
      const { x, y } = spot(node),
        size = sizes.get(node),
        beside = placing.side.has(node),
        text = measureLabel(node, size, beside);
      const left = beside ? x + size + 5 : x - text.width / 2,
        top = beside ? y - LINE_HEIGHT / 2 : y + size + 4;
      if (!take(left, top, text.width, text.rows * LINE_HEIGHT)) return [];
      return text.parts.map((part, row) =>
        textAt(beside ? left : x, top + (row + 0.8) * LINE_HEIGHT, part, {
          "text-anchor": beside ? "start" : "middle",
          stroke: paper,
          "stroke-width": 3,
          "paint-order": "stroke",
          "stroke-linejoin": "round",
        }),
      );
    });
}

const svgText = () => new XMLSerializer().serializeToString(pictureSvg());
const saveSvg = () => save(fileName("svg"), new Blob([svgText()], { type: "image/svg+xml" }));

async function savePng() {
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgText());
  await image.decode();
  const canvas = el("canvas", { width: image.width * SHARP, height: image.height * SHARP });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => save(fileName("png"), blob), "image/png");
}

const saveCsv = () => save(fileName("csv"), new Blob([tableCsv()], { type: "text/csv;charset=utf-8" }));

async function copyLink() {
  const live = byId("live");
  try {
    await navigator.clipboard.writeText(location.href);
    live.textContent = say("copied");
  } catch {
    prompt(say("link"), location.href);
  }
}
