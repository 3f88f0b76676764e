// What is shown now, kept in the address after #, so that a view can be sent as a link and the browser can go back.

const START = Object.freeze({
  mode: "overview",
  node: -1,
  other: -1,
  steps: 1,
  more: 0,
  chosen: null,
  filter: EMPTY,
  table: false,
  measure: "claims",
  language: "ko",
  theme: "",
});
const LISTS = { rel: "relations", st: "statuses", ind: "industries", reg: "regions", out: "outlets" };
let state = START;

// Entities stand in the address by their ids, so that it also holds for a page made anew.
function writeState({ mode, node, other, steps, more, chosen, filter, table, measure, language: spoken, theme }) {
  const found = new URLSearchParams();
  const set = (name, value, plain) => value !== plain && found.set(name, value);
  set("v", mode, START.mode);
  if (node >= 0) found.set("n", N.id[node]);
  if (other >= 0) found.set("o", N.id[other]);
  set("s", steps, START.steps);
  set("more", more, 0);
  if (chosen?.node !== undefined) found.set("sel", N.id[chosen.node]);
  if (chosen?.line !== undefined) for (const end of ["a", "b"]) found.append("line", N.id[lines[chosen.line][end]]);
  if (filter.types) found.set("types", filter.types.join(" "));
  for (const [name, list] of Object.entries(LISTS)) for (const item of filter[list]) found.append(name, item);
  set("sure", filter.sure, 0);
  set("from", filter.from, "");
  set("until", filter.until, "");
  set("table", table ? 1 : 0, 0);
  set("size", measure, START.measure);
  set("lang", spoken, START.language);
  set("theme", theme, START.theme);
  return found.toString();
}

// An address may be of another page, or made by hand: what is not known here is left out.
function readState(text) {
  const found = new URLSearchParams(text),
    number = (name) => numberOf.get(found.get(name)) ?? -1;
  const one = (name, known, plain) => (known.includes(found.get(name)) ? found.get(name) : plain);
  const amount = (name, low, high) => Math.min(Math.max(Number(found.get(name)) || low, low), high);
  const month = (name) => (/^\d{4}-\d{2}$/.test(found.get(name) ?? "") ? found.get(name) : "");
  const filter = { ...EMPTY, sure: amount("sure", 0, 1), from: month("from"), until: month("until") };
  for (const [name, list] of Object.entries(LISTS)) filter[list] = found.getAll(name);
  if (found.has("types"))
    filter.types = found
      .get("types")
      .split(" ")
      .filter((id) => typeNumber.has(id));
  const node = number("n"),
    other = number("o");
  let mode = one("v", ["overview", "all", "focus", "between"], START.mode);
  if ((mode === "focus" && node < 0) || (mode === "between" && (node < 0 || other < 0))) mode = START.mode;
  return {
    mode,
    node,
    other,
    steps: amount("s", 1, 2),
    more: amount("more", 0, nodeCount),
    chosen: readChosen(found),
    filter,
    table: found.get("table") === "1",
    measure: one("size", Object.keys(MEASURES), START.measure),
    language: one("lang", ["ko", "en"], START.language),
    theme: one("theme", ["light", "dark"], START.theme),
  };
}

function readChosen(found) {
  const node = numberOf.get(found.get("sel"));
  if (node !== undefined) return { node };
  const [a, b] = found.getAll("line").map((id) => numberOf.get(id));
  const line = a === undefined || b === undefined ? undefined : linesOf[a].find((number) => otherEnd(number, a) === b);
  return line === undefined ? null : { line };
}

// A frame of a notebook has no address of its own: there the steps are kept here alone.
const trail = [""];
let step = 0,
  framed = false;

function remember(text, replace) {
  if (!replace) trail.length = ++step;
  trail[step] = text;
  if (framed) return;
  try {
    history[replace ? "replaceState" : "pushState"]({ step }, "", "#" + text);
  } catch {
    framed = true;
  }
}

// Change what is shown; `replace` where no step back should lead here, as while a slider moves.
function go(change, replace = false) {
  const next = { ...state, ...change },
    text = writeState(next);
  if (text !== trail[step]) remember(text, replace);
  show(next);
}

function walk(by) {
  if (step + by < 0 || step + by >= trail.length) return;
  if (!framed) {
    history.go(by);
    return;
  }
  step += by;
  show(readState(trail[step]));
}

window.addEventListener("popstate", (event) => {
  const text = location.hash.slice(1);
  if (event.state) step = event.state.step;
  else trail.length = ++step;
  trail[step] = text;
  show(readState(text));
});
