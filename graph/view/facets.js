// The filters: a section for each thing that claims can be narrowed by.

// How many claims each value of a column has, whatever is filtered.
function tally(column, length) {
  const counts = new Array(length).fill(0);
  for (const value of column) counts[value]++;
  return counts;
}

const openSections = new Set(["time", "region", "industry"]);
const scrolls = new Map(),
  needles = new Map();

function facet(name, chosen, content) {
  const made = el(
    "details",
    { id: `facet-${name}` },
    el("summary", {}, el("h3", {}, say(name)), " ", el("span", { class: "count" }, chosen ? String(chosen) : "")),
    ...content,
  );
  made.open = openSections.has(name);
  made.addEventListener("toggle", () => (made.open ? openSections.add(name) : openSections.delete(name)));
  return made;
}

function check(label, number, on, action, className = "") {
  const box = el("input", { type: "checkbox" });
  box.checked = on;
  box.addEventListener("change", action);
  return el(
    "label",
    { class: `check ${className}`, "data-label": label },
    box,
    el("span", {}, label),
    el("span", { class: "end" }, count(number)),
  );
}

function checks(name, list, options) {
  const made = el(
    "div",
    { class: "checks", "data-checks": name },
    ...options.map(({ id, label, number }) =>
      check(label, number, state.filter[list].includes(id), () =>
        changeFilter({ [list]: toggled(state.filter[list], id) }),
      ),
    ),
  );
  if (options.length <= LISTED * 2) return facet(name, state.filter[list].length, [made]);
  const needle = el("input", {
    type: "search",
    placeholder: say("nameFilter"),
    "aria-label": `${say(name)}: ${say("nameFilter")}`,
  });
  needle.value = needles.get(name) ?? "";
  const narrow = () => {
    needles.set(name, needle.value);
    for (const label of made.children) label.hidden = !plain(label.dataset.label).includes(plain(needle.value));
  };
  needle.addEventListener("input", narrow);
  narrow();
  return facet(name, state.filter[list].length, [needle, made]);
}

function industryOptions() {
  const nodes = N.id.map((_, node) => node).filter((node) => N.type[node] === INDUSTRY && claimsOf[node].length);
  return nodes
    .map((node) => ({ id: N.id[node], label: N.label[node], number: claimsOf[node].length }))
    .sort((a, b) => b.number - a.number);
}

function outletOptions() {
  const counts = new Map();
  for (const article of C.article) counts.set(A.press[article], (counts.get(A.press[article]) ?? 0) + 1);
  return [...counts]
    .filter(([press]) => press)
    .sort((a, b) => b[1] - a[1])
    .map(([press, number]) => ({ id: press, label: press, number }));
}

const schemaOptions = (terms, column) => {
  const counts = tally(column, terms.length);
  return terms
    .map((term, at) => ({ id: term.id, label: told(term), number: counts[at] }))
    .filter(({ number }) => number);
};

// Zones, in each its provinces, in each their cities; whoever is chosen holds all below.
function regionTree() {
  const { regions } = state.filter;
  const choose = (id) => () => changeFilter({ regions: toggled(regions, id) });
  const known = REGIONS.filter(({ number }) => claimsOf[number].length);
  const number = (list) => list.reduce((sum, region) => sum + claimsOf[region.number].length, 0);
  const grouped = (list, key) =>
    [...Map.groupBy(list, (region) => region[key])].sort((a, b) => number(b[1]) - number(a[1]));
  const leaf = (region) =>
    check(
      N.label[region.number],
      claimsOf[region.number].length,
      regions.includes(N.id[region.number]),
      choose(N.id[region.number]),
      "leaf",
    );
  const branch = (name, prefix, list, inner, className) =>
    name
      ? el(
          "details",
          { class: "branch" },
          el(
            "summary",
            {},
            check(name, number(list), regions.includes(prefix + name), choose(prefix + name), className),
          ),
          ...inner(),
        )
      : el("div", {}, ...inner());
  return grouped(known, "zone").map(([zone, inZone]) =>
    branch(
      zone || say("elsewhere"),
      "zone:",
      inZone,
      () =>
        grouped(inZone, "sido").map(([sido, inSido]) =>
          branch(
            sido,
            "sido:",
            inSido,
            () => inSido.sort((a, b) => claimsOf[b.number].length - claimsOf[a.number].length).map(leaf),
            "sido",
          ),
        ),
      "zone",
    ),
  );
}

function showFilters() {
  for (const part of filters.querySelectorAll("[data-checks]")) scrolls.set(part.dataset.checks, part.scrollTop);
  const open = new Set(
    [...filters.querySelectorAll(".branch[open] > summary > .check")].map((label) => label.dataset.label),
  );
  const focused = document.activeElement?.closest?.("#filters .check")?.dataset.label,
    top = byId("facets").scrollTop;
  const { filter } = state;
  const tree = el("div", { class: "checks", "data-checks": "region" }, ...regionTree());
  byId("facets").replaceChildren(
    facet("time", filter.from || filter.until ? 1 : 0, timeFilter()),
    facet("region", filter.regions.length, [tree]),
    checks("industry", "industries", industryOptions()),
    checks("relation", "relations", schemaOptions(world.relations, C.relation)),
    checks("status", "statuses", schemaOptions(world.statuses, C.status)),
    checks("outlet", "outlets", outletOptions()),
    facet("sure", filter.sure ? 1 : 0, sureFilter()),
  );
  for (const part of filters.querySelectorAll("[data-checks]")) part.scrollTop = scrolls.get(part.dataset.checks) ?? 0;
  for (const label of filters.querySelectorAll(".branch > summary > .check"))
    label.closest("details").open = open.has(label.dataset.label);
  byId("facets").scrollTop = top;
  if (focused)
    [...filters.querySelectorAll(".check")]
      .find((label) => label.dataset.label === focused)
      ?.querySelector("input")
      .focus();
}

function sureFilter() {
  const slider = el("input", { type: "range", min: 0, max: 0.95, step: 0.05, "aria-label": say("sure") }),
    shown = el("output");
  slider.value = state.filter.sure;
  const name = () => (shown.textContent = say("atLeast")(Math.round(slider.value * 100)));
  name();
  slider.addEventListener("input", name);
  slider.addEventListener("change", () => changeFilter({ sure: Number(slider.value) }));
  return [el("div", { class: "slider" }, slider, shown)];
}

// ---- the time range: claims a bin of months, two handles

const MOST_BINS = 60;
const monthNumber = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const monthName = (number) => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;

function timeFilter() {
  const months = A.date.map((date) => (/^\d{4}-\d{2}/.test(date) ? monthNumber(date) : -1)),
    dated = months.filter((month) => month >= 0);
  if (!dated.length) return [];
  const first = Math.min(...dated),
    last = Math.max(...dated),
    width = Math.ceil((last - first + 1) / MOST_BINS);
  const bins = new Array(Math.floor((last - first) / width) + 1).fill(0),
    live = [...bins];
  C.article.forEach((article, claim) => {
    if (months[article] < 0) return;
    const bin = Math.floor((months[article] - first) / width);
    bins[bin]++;
    live[bin] += passes[claim];
  });
  const low = state.filter.from ? Math.floor((monthNumber(state.filter.from) - first) / width) : 0;
  const high = state.filter.until ? Math.floor((monthNumber(state.filter.until) - first) / width) : bins.length - 1;
  return [
    histogram(bins, live, first, width),
    ...handles(low, high, bins.length - 1, first, width),
    el("p", { class: "soft small" }, say("undated")),
  ];
}

function histogram(bins, live, first, width) {
  const most = Math.max(...bins),
    step = 240 / bins.length;
  const bar = (number, at, className) =>
    svg(
      "rect",
      {
        class: className,
        x: at * step,
        width: Math.max(step - 1, 0.6),
        y: 46 - (46 * number) / most,
        height: (46 * number) / most,
      },
      svg("title", {}, `${monthName(first + at * width)}: ${number}`),
    );
  return svg(
    "svg",
    { viewBox: "0 0 240 46", class: "histogram", role: "img", "aria-label": say("time") },
    ...bins.map((number, at) => bar(number, at, "whole")),
    ...live.map((number, at) => bar(number, at, "live")),
  );
}

function handles(low, high, last, first, width) {
  const start = el("input", { type: "range", min: 0, max: last, "aria-label": `${say("time")} ${say("from")}` });
  const end = el("input", { type: "range", min: 0, max: last, "aria-label": `${say("time")} ${say("until")}` });
  start.value = Math.max(low, 0);
  end.value = Math.min(high, last);
  const shown = el("output");
  const months = () => {
    const [from, until] = [Number(start.value), Number(end.value)].sort((a, b) => a - b);
    return [
      from === 0 ? "" : monthName(first + from * width),
      until === last ? "" : monthName(first + (until + 1) * width - 1),
    ];
  };
  const name = () => {
    const [from, until] = [Number(start.value), Number(end.value)].sort((a, b) => a - b);
    shown.textContent = `${monthName(first + from * width)} – ${monthName(first + (until + 1) * width - 1)}`;
    for (const handle of [start, end]) handle.setAttribute("aria-valuetext", monthName(first + handle.value * width));
  };
  name();
  for (const handle of [start, end]) {
    handle.addEventListener("input", name);
    handle.addEventListener("change", () => {
      const [from, until] = months();
      changeFilter({ from, until });
    });
  }
  return [el("div", { class: "range" }, start, end), el("div", { class: "shown" }, shown)];
}
