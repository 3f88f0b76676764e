// The table twin of what is shown: the same claims and entities for those who read, sort and count.

const tableElement = byId("twin");
const ROWS = 200;
const sorting = { claims: ["date", -1], entities: ["claims", -1] };
let tab = "claims",
  rowsShown = ROWS;

const sceneClaims = () => {
  const inScene = scene.kind === "all" ? new Set(scene.nodes) : null;
  const found = inScene
    ? C.from
        .map((_, claim) => claim)
        .filter((claim) => passes[claim] && inScene.has(C.from[claim]) && inScene.has(C.to[claim]))
    : [
        ...scene.nodes.flatMap((node) => claimsOf[node].filter((claim) => passes[claim] && lineOf[claim] < 0)),
        ...scene.lines.flatMap((line) => liveClaims(lines[line].claims)),
      ];
  return found;
};

// A column: its name, its value to sort by and, where that is not what is read, what is read.
const COLUMNS = {
  claims: [
    { key: "head", value: (claim) => N.label[C.from[claim]] },
    { key: "relation", value: (claim) => told(world.relations[C.relation[claim]]) },
    { key: "tail", value: (claim) => N.label[C.to[claim]] },
    { key: "status", value: (claim) => C.status[claim], read: (claim) => told(world.statuses[C.status[claim]]) },
    { key: "date", value: (claim) => A.date[C.article[claim]] },
    { key: "press", value: (claim) => A.press[C.article[claim]] },
    { key: "sure", value: (claim) => C.sure[claim], read: (claim) => `${Math.round(C.sure[claim] * 100)}%` },
    { key: "quote", value: (claim) => words().claims.quote[claim] },
    { key: "article", value: (claim) => words().articles.title[C.article[claim]], apart: true },
    { key: "url", value: (claim) => words().articles.url[C.article[claim]], apart: true },
  ],
  entities: [
    { key: "name", value: (node) => N.label[node] },
    { key: "type", value: typeName },
    { key: "claims", value: (node) => nodeLive[node] },
    { key: "neighbours", value: (node) => neighbours[node] },
    { key: "articles", value: (node) => reports[node] },
    { key: "amount", value: (node) => money[node], read: (node) => (money[node] ? tellWon(money[node]) : "") },
  ],
};
const headingOf = (key) => (tab === "entities" && WORDS[language].measures[key]) || say(key);

function sortedRows() {
  const [key, way] = sorting[tab],
    { value } = COLUMNS[tab].find((column) => column.key === key);
  const rows = (tab === "claims" ? sceneClaims() : [...scene.nodes]).map((row) => [value(row), row]);
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "ko"));
  return rows.sort(([a, x], [b, y]) => way * compare(a, b) || x - y).map(([, row]) => row);
}

function showTable() {
  byId("drawer").hidden = !state.table;
  if (!state.table) return;
  for (const name of ["claims", "entities"]) byId(`tab-${name}`).setAttribute("aria-selected", String(tab === name));
  const rows = sortedRows(),
    shown = rows.slice(0, rowsShown),
    columns = COLUMNS[tab].filter((column) => !column.apart);
  byId("row-count").textContent = say("rows")(count(shown.length), count(rows.length));
  byId("more-rows").hidden = shown.length === rows.length;
  tableElement.replaceChildren(
    el("thead", {}, el("tr", {}, ...columns.map(headCell))),
    el("tbody", {}, ...shown.map((row) => bodyRow(row, columns))),
  );
}

function headCell({ key }) {
  const [sorted, way] = sorting[tab];
  const made = button(
    "",
    () => {
      sorting[tab] = [key, sorted === key ? -way : 1];
      showTable();
      tableElement.querySelector(`[data-key="${key}"]`).focus();
    },
    headingOf(key),
    sorted === key ? (way > 0 ? " ▲" : " ▼") : "",
  );
  made.dataset.key = key;
  return el(
    "th",
    { scope: "col", ...(sorted === key ? { "aria-sort": way > 0 ? "ascending" : "descending" } : {}) },
    made,
  );
}

function bodyRow(row, columns) {
  const target = tab === "entities" ? { node: row } : lineOf[row] >= 0 ? { line: lineOf[row] } : { node: C.from[row] };
  const made = el(
    "tr",
    {},
    ...columns.map(({ key, value, read: told = value }, at) =>
      el("td", { "data-column": key }, at === 0 ? button("name", () => choose(target), told(row)) : String(told(row))),
    ),
  );
  made.addEventListener("click", (event) => event.target.closest("button") || choose(target));
  return made;
}

function showTab(name) {
  tab = name;
  rowsShown = ROWS;
  showTable();
}

// What a spreadsheet takes for the start of a formula, also in full width.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const csvCell = (value) => {
  const text = String(value),
    safe = typeof value === "string" && FORMULA.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

// The table as CSV that Excel opens as it is: all rows and columns, in the order shown, with a byte-order mark.
function tableCsv() {
  const rows = [
    COLUMNS[tab].map(({ key }) => headingOf(key)),
    ...sortedRows().map((row) =>
      COLUMNS[tab].map(({ value, read: told, key }) => (key === "status" ? told(row) : value(row))),
    ),
  ];
  return "\ufeff" + rows.map((row) => row.map(csvCell).join(",") + "\r\n").join("");
}
