// The legend and the buttons above the map. All of them change the state and are told anew from it.

const byId = (id) => document.getElementById(id);
const filters = byId("filters"),
  legend = byId("legend"),
  bar = byId("bar");

const changeFilter = (change, replace) => go({ filter: { ...state.filter, ...change }, more: 0 }, replace);
const toggled = (list, item) => (list.includes(item) ? list.filter((other) => other !== item) : [...list, item]);

// ---- the buttons that stand in the page

function nameControls() {
  document.documentElement.lang = language;
  query.placeholder = pairWith >= 0 ? say("second") : say("searchHint");
  query.setAttribute("aria-label", pairWith >= 0 ? say("second") : say("search"));
  query.classList.toggle("asking", pairWith >= 0);
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-name]")) {
    element.setAttribute("aria-label", say(element.dataset.name));
    if (element.tagName === "BUTTON") element.title = say(element.dataset.name);
  }
}

function showControls() {
  byId("back").disabled = step === 0;
  byId("forward").disabled = step >= trail.length - 1;
  byId("overview").setAttribute("aria-pressed", String(state.mode === "overview"));
  byId("all").setAttribute("aria-pressed", String(state.mode === "all"));
  byId("table").setAttribute("aria-pressed", String(state.table));
  const { filter } = state,
    set =
      ["relations", "statuses", "industries", "regions", "outlets"].filter((name) => filter[name].length).length +
      (filter.sure ? 1 : 0) +
      (filter.from || filter.until ? 1 : 0);
  byId("filter").setAttribute("aria-expanded", String(!filters.hidden));
  byId("narrowed").textContent = set ? String(set) : "";
  showBar();
  showLegend();
  if (!filters.hidden) showFilters();
}

// ---- what is shown, and how to show more of it

function barText() {
  const n = count(scene.nodes.length),
    of = count(scene.of ?? scene.nodes.length);
  if (state.mode === "all") return say("allTold")(n);
  if (state.mode === "focus") return say("focusTold")(N.label[state.node], count(scene.nodes.length - 1), of);
  if (state.mode === "between") return say("betweenTold")(N.label[state.node], N.label[state.other], of);
  return say(scene.filtered ? "filteredTold" : "overviewTold")(n, of);
}

function showBar() {
  const parts = [el("span", { class: "told" }, barText())];
  if (state.mode === "focus") {
    const choices = [1, 2].map((steps) => {
      const made = button("tool", () => go({ steps, more: 0 }), say("steps")(steps));
      made.setAttribute("aria-pressed", String(state.steps === steps));
      return made;
    });
    parts.push(el("span", { class: "group" }, ...choices));
  }
  const rest = (scene.of ?? 0) - scene.nodes.length + (state.mode === "focus" ? 1 : state.mode === "between" ? 2 : 0);
  if (rest > 0 && scene.kind !== "all")
    parts.push(button("tool", () => go({ more: state.more + Math.max(30, room(AROUND) / 2) }), say("more")));
  if (isNarrowed(state.filter) || state.filter.types)
    parts.push(button("tool", () => go({ filter: EMPTY, more: 0 }), say("unfilter")));
  bar.replaceChildren(...parts);
  byId("empty").hidden = scene.nodes.length > (state.mode === "between" ? 1 : 0);
}

// ---- the legend, which is also the filter of types and statuses

function showLegend() {
  const shown = shownTypes(state),
    kinds = world.types.map((type, number) => {
      const made = button(
        "key",
        () => {
          const now = toggled([...shown], number).sort((a, b) => a - b);
          changeFilter({
            types:
              now.length === world.types.length && isNarrowed(state.filter)
                ? null
                : now.map((kind) => world.types[kind].id),
          });
        },
        sign(number),
        told(type),
      );
      made.setAttribute("aria-pressed", String(shown.has(number)));
      return made;
    });
  const openStatuses = world.statuses.map(({ id }) => id).filter((id) => OPEN.has(id) && id !== FAILED);
  const sets = [
    ["solid", statusName.filter((id) => !OPEN.has(id))],
    ["dashed", openStatuses],
    ["crossed", [FAILED]],
  ];
  const strokes = sets.map(([name, statuses]) => {
    const all = state.filter.statuses.length === 0,
      on = all || statuses.some((id) => state.filter.statuses.includes(id));
    const made = button(
      "key",
      () => {
        const now = all ? statusName : state.filter.statuses;
        const next = on ? now.filter((id) => !statuses.includes(id)) : [...now, ...statuses];
        changeFilter({ statuses: next.length === statusName.length ? [] : next });
      },
      lineSign(name),
      say(name),
    );
    made.setAttribute("aria-pressed", String(on));
    return made;
  });
  const measures = el(
    "select",
    { "aria-label": say("size") },
    ...Object.keys(MEASURES).map((name) => el("option", { value: name }, say("measures")[name])),
  );
  measures.value = state.measure;
  measures.addEventListener("change", () => go({ measure: measures.value }));
  legend.replaceChildren(
    el("div", { class: "keys", role: "group", "aria-label": `${say("types")}. ${say("legend")}` }, ...kinds),
    el(
      "div",
      { class: "keys", role: "group", "aria-label": `${say("lines")}. ${say("legend")}` },
      ...strokes,
      el("label", { class: "measure" }, say("size"), measures),
    ),
  );
}

const lineSign = (name) =>
  svg(
    "svg",
    { viewBox: "0 0 30 10", class: `stroke ${name}`, "aria-hidden": "true" },
    svg("line", { x1: 1, y1: 5, x2: 29, y2: 5 }),
    ...(name === "crossed" ? [svg("line", { x1: 15, y1: 1, x2: 15, y2: 9 })] : []),
  );
