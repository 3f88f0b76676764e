// The panel: what is chosen and all that is claimed about it.

const panel = document.getElementById("panel"),
  panelBody = document.getElementById("panel-body");
// So many of a list are read at once; the rest unfolds.
const LISTED = 8,
  UNFOLDED = 12;
const HUBS = 12;

function fillPanel() {
  const parts =
    state.chosen?.node !== undefined
      ? aboutNode(state.chosen.node)
      : state.chosen
        ? aboutLine(state.chosen.line)
        : state.mode === "between"
          ? aboutPair(state.node, state.other)
          : aboutAll();
  panelBody.replaceChildren(...parts);
  panel.scrollTop = 0;
  panel.classList.toggle("chosen", state.chosen !== null);
}

function section(title, number, content, open = true) {
  const heading = el("summary", {}, el("h3", {}, title), " ", el("span", { class: "count" }, number));
  const made = el("details", {}, heading);
  const fill = () => made.childElementCount === 1 && made.append(...content());
  if (open) fill();
  made.open = open;
  made.addEventListener("toggle", fill);
  return made;
}

// A list of which the rest comes by a button.
function listOf(items, make, most = LISTED) {
  const list = el("ul", { class: "list" }, ...items.slice(0, most).map(make));
  if (items.length > most) {
    const more = button(
      "more",
      () => more.parentElement.replaceWith(...items.slice(most).map(make)),
      `+ ${say("hiddenOf")(count(items.length - most))}`,
    );
    list.append(el("li", {}, more));
  }
  return list;
}

const factRows = (rows) =>
  rows.length ? [el("dl", {}, ...rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]))] : [];

function nodeFacts(node) {
  const rows = words().nodes.facts[node].map(([name, value, others]) => {
    const shown = tellValue(name, value);
    return [
      nameOf(name),
      others ? `${shown} (${say("differs")}: ${others.map((other) => tellValue(name, other)).join(" · ")})` : shown,
    ];
  });
  if (N.aliases[node].length) rows.unshift([say("alias"), N.aliases[node].join(" · ")]);
  return rows;
}

const claimFacts = (claim) =>
  words().claims.facts[claim].map(([name, value]) => [nameOf(name), tellValue(name, value)]);
const factOf = (claim, wanted) => words().claims.facts[claim].find(([name]) => name === wanted)?.[1];
const statusChip = (claim) =>
  el("span", { class: `status ${statusName[C.status[claim]]}` }, told(world.statuses[C.status[claim]]));
const farEnd = (claim, node) => (C.from[claim] === node ? C.to[claim] : C.from[claim]);

function sourceOf(claim) {
  const article = C.article[claim],
    { title, url } = words().articles;
  const parts = [A.press[article], A.date[article]].filter(Boolean).join(" · ");
  const name = title[article] || say("article");
  const link = isWeb(url[article])
    ? el("a", { href: url[article], target: "_blank", rel: "noopener noreferrer" }, name)
    : el("span", {}, name);
  return el("footer", {}, link, el("span", {}, parts));
}

function sureness(claim) {
  const percent = Math.round(C.sure[claim] * 100);
  const meter = el("meter", { min: 0, max: 100, value: percent, "aria-hidden": "true" });
  return el(
    "span",
    { class: "sure", title: `${say("rule")}: ${words().claims.rule[claim]}` },
    meter,
    say("sureOf")(percent),
  );
}

// One claim; where `self` is one of its ends, the other end is named first.
function card(claim, self) {
  const relation = world.relations[C.relation[claim]],
    arrow = relation.mutual ? "↔" : "→";
  const ends = [
    nameButton(C.from[claim]),
    el("span", { class: "relation" }, ` ${told(relation)} ${arrow} `),
    nameButton(C.to[claim]),
  ];
  return el(
    "article",
    { class: "claim" + (self === undefined ? "" : " own") },
    el("div", { class: "top" }, el("span", {}, ...ends), statusChip(claim)),
    markedQuote(claim),
    ...factRows(claimFacts(claim)),
    sureness(claim),
    sourceOf(claim),
  );
}

function sourcesTold(claims) {
  const stories = storiesOf(claims);
  return `${say("folded")(count(claims.length))} · ${stories === 1 ? say("oneSource") : say("sources")(count(stories))}`;
}

// ---- a node

function aboutNode(node) {
  const live = liveClaims(claimsOf[node]),
    hidden = claimsOf[node].length - live.length;
  const tools = el(
    "div",
    { class: "tools" },
    button("tool", () => focusOn(node), say("focusHere")),
    button("tool", () => askSecond(node), say("pair")),
  );
  return [
    el("div", { class: "kind" }, sign(N.type[node]), typeName(node)),
    el("h2", {}, N.label[node]),
    el("p", { class: "soft" }, live.length ? sourcesTold(live) : say("articlesOf")(count(N.articles[node]))),
    tools,
    ...factRows(nodeFacts(node)),
    ...(hidden ? [el("p", { class: "soft" }, say("filteredOut")(count(hidden)))] : []),
    ...(live.length ? [] : [el("p", { class: "soft" }, say("noClaims"))]),
    ...[offices, projects, moneys, timeline, mates, evidence].flatMap((part) => part(node, live)),
  ];
}

const relationIs = (claim, name) => world.relations[C.relation[claim]].id === name;

function offices(node, live) {
  const found = live.filter((claim) => relationIs(claim, "holds_office"));
  const item = (claim) =>
    el(
      "li",
      {},
      nameButton(farEnd(claim, node)),
      el("span", { class: "soft" }, factOf(claim, "title") ?? ""),
      el("span", { class: "end" }, A.date[C.article[claim]].slice(0, 7)),
    );
  const known = new Set(),
    once = found.filter((claim) => {
      const key = `${farEnd(claim, node)} ${factOf(claim, "title")}`;
      return !known.has(key) && known.add(key);
    });
  return once.length ? [section(say("offices"), count(once.length), () => [listOf(once, item)])] : [];
}

function matesOf(node, live) {
  const found = new Map();
  for (const claim of live) {
    const other = farEnd(claim, node);
    if (other !== node) found.set(other, [...(found.get(other) ?? []), claim]);
  }
  return [...found].sort(([a, x], [b, y]) => y.length - x.length || nodeLive[b] - nodeLive[a] || a - b);
}

const mateItem = ([other, claims]) =>
  el(
    "li",
    {},
    sign(N.type[other]),
    nameButton(other),
    el("span", { class: "soft" }, relationText(claims)),
    statusChip(claims[0]),
  );

function projects(node, live) {
  const found = matesOf(node, live).filter(([other]) => N.type[other] === PROJECT);
  return found.length ? [section(say("projects"), count(found.length), () => [listOf(found, mateItem)])] : [];
}

function moneys(node, live) {
  const found = live.filter((claim) => C.amount[claim]).sort((a, b) => C.amount[b] - C.amount[a]);
  const item = (claim) =>
    el(
      "li",
      {},
      el("strong", {}, tellWon(C.amount[claim])),
      nameButton(farEnd(claim, node)),
      el("span", { class: "soft" }, told(world.relations[C.relation[claim]])),
      statusChip(claim),
    );
  return found.length ? [section(say("money"), count(found.length), () => [listOf(found, item)])] : [];
}

// By the day of the event where it is told, else of the report.
function timeline(node, live) {
  const day = (claim) => factOf(claim, "date") ?? factOf(claim, "start") ?? A.date[C.article[claim]];
  const dated = () => live.filter(day).sort((a, b) => (day(a) < day(b) ? 1 : -1));
  const item = (claim) =>
    el(
      "li",
      {},
      el("time", {}, day(claim)),
      nameButton(farEnd(claim, node)),
      el("span", { class: "soft" }, told(world.relations[C.relation[claim]])),
      statusChip(claim),
    );
  return live.length ? [section(say("timeline"), count(live.length), () => [listOf(dated(), item)], false)] : [];
}

function mates(node, live) {
  const found = matesOf(node, live).filter(([other]) => N.type[other] !== PROJECT);
  return found.length ? [section(say("neighbours"), count(found.length), () => [listOf(found, mateItem)])] : [];
}

const evidence = (node, live) =>
  live.length
    ? [
        section(
          say("allClaims"),
          count(live.length),
          () => [listOf(live, (claim) => el("li", {}, card(claim, node)), UNFOLDED)],
          live.length <= UNFOLDED,
        ),
      ]
    : [];

// ---- a line, two nodes, and all

function aboutLine(line) {
  const { a, b, claims } = lines[line],
    live = liveClaims(claims),
    hidden = claims.length - live.length;
  return [
    el("div", { class: "kind" }, sourcesTold(live.length ? live : claims)),
    el("h2", {}, nameButton(a), " — ", nameButton(b)),
    el(
      "div",
      { class: "tools" },
      button("tool", () => go({ mode: "between", node: a, other: b, more: 0 }), say("pairHere")),
    ),
    ...live.map((claim) => card(claim)),
    ...(hidden ? [el("p", { class: "soft" }, say("filteredOut")(count(hidden)))] : []),
  ];
}

function aboutPair(a, b) {
  const line = linesOf[a].find((number) => otherEnd(number, a) === b && lineLive[number]);
  const direct = line === undefined ? [] : liveClaims(lines[line].claims),
    common = scene.nodes.slice(2);
  const item = (node) =>
    el("li", {}, sign(N.type[node]), nameButton(node), el("span", { class: "end" }, typeName(node)));
  return [
    el("h2", {}, nameButton(a), " · ", nameButton(b)),
    section(say("common"), count(common.length), () => [listOf(common, item, HUBS)]),
    section(say("direct"), count(direct.length), () => direct.map((claim) => card(claim))),
  ];
}

function aboutAll() {
  const live = C.from.map((_, claim) => claim).filter((claim) => passes[claim]),
    articles = new Set(live.map((claim) => C.article[claim]));
  const dates = [...articles]
      .map((article) => A.date[article])
      .filter(Boolean)
      .sort(),
    named = isNarrowed(state.filter) ? nodeLive.filter(Boolean).length : nodeCount;
  const hubs = rank.filter((node) => nodeLive[node]).slice(0, HUBS);
  const item = (node) =>
    el(
      "li",
      {},
      sign(N.type[node]),
      nameButton(node),
      el("span", { class: "end" }, say("claimsOf")(count(nodeLive[node]))),
    );
  return [
    el("h2", {}, say("pageTitle")),
    el("p", {}, say("counts")(count(named), count(live.length), count(articles.size))),
    ...(dates.length ? [el("p", { class: "soft" }, say("reported")(dates[0], dates.at(-1)))] : []),
    el("p", {}, say("guide")),
    el("p", {}, say("guideMap")),
    el("h3", {}, say("strongest")),
    listOf(hubs, item, HUBS),
  ];
}
