// Which claims pass the filters, and what is left of lines and nodes when the others are gone.

const EMPTY = Object.freeze({
  types: null,
  relations: [],
  statuses: [],
  industries: [],
  regions: [],
  outlets: [],
  sure: 0,
  from: "",
  until: "",
});
let passes = new Uint8Array(claimCount).fill(1);
// Of each line and node, how many of its claims pass; of each node also how many neighbours, articles and how much money.
const lineLive = new Int32Array(lines.length),
  nodeLive = new Int32Array(nodeCount),
  neighbours = new Int32Array(nodeCount);
const money = new Float64Array(nodeCount),
  reports = new Int32Array(nodeCount);
let rank = [];

const isNarrowed = (filter) =>
  filter.relations.length +
    filter.statuses.length +
    filter.industries.length +
    filter.regions.length +
    filter.outlets.length >
    0 ||
  filter.sure > 0 ||
  filter.from !== "" ||
  filter.until !== "";

// A region is chosen as "zone:동남권", "sido:경상남도" or by the id of its node; each holds the regions below it.
const REGIONS = Object.entries(world.regions).map(([number, [zone, sido]]) => ({ number: Number(number), zone, sido }));
function regionsUnder(choice) {
  if (choice.startsWith("zone:")) return REGIONS.filter(({ zone }) => "zone:" + zone === choice);
  if (choice.startsWith("sido:")) return REGIONS.filter(({ sido }) => "sido:" + sido === choice);
  return REGIONS.filter(({ number }) => N.id[number] === choice);
}

// Which nodes are about any of these: column N.regions or N.industries.
function nodesAbout(column, chosen) {
  const about = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) about[node] = column[node].some((number) => chosen.has(number)) ? 1 : 0;
  return about;
}

function tests(filter) {
  const made = [];
  const among = (column, names, chosen) => {
    const wanted = names.map((name) => chosen.includes(name));
    made.push((claim) => wanted[column[claim]]);
  };
  if (filter.relations.length)
    among(
      C.relation,
      world.relations.map((relation) => relation.id),
      filter.relations,
    );
  if (filter.statuses.length) among(C.status, statusName, filter.statuses);
  if (filter.sure) made.push((claim) => C.sure[claim] >= filter.sure);
  if (filter.outlets.length) made.push((claim) => filter.outlets.includes(A.press[C.article[claim]]));
  if (filter.from || filter.until) {
    const fits = A.date.map(
      (date) => date !== "" && date.slice(0, 7) >= filter.from && date.slice(0, 7) <= (filter.until || "9999"),
    );
    made.push((claim) => fits[C.article[claim]]);
  }
  const tied = (about) => made.push((claim) => about[C.from[claim]] || about[C.to[claim]]);
  if (filter.industries.length)
    tied(nodesAbout(N.industries, new Set(filter.industries.map((id) => numberOf.get(id)))));
  if (filter.regions.length)
    tied(nodesAbout(N.regions, new Set(filter.regions.flatMap(regionsUnder).map(({ number }) => number))));
  return made;
}

function sift(filter) {
  const made = tests(filter);
  for (let claim = 0; claim < claimCount; claim++) passes[claim] = made.every((test) => test(claim)) ? 1 : 0;
  for (const counts of [lineLive, nodeLive, neighbours, money]) counts.fill(0);
  const seen = N.id.map(() => null);
  for (let claim = 0; claim < claimCount; claim++) {
    if (!passes[claim]) continue;
    const head = C.from[claim],
      tail = C.to[claim];
    for (const node of head === tail ? [head] : [head, tail]) {
      nodeLive[node]++;
      money[node] += C.amount[claim];
      (seen[node] ??= new Set()).add(C.article[claim]);
    }
    if (lineOf[claim] >= 0 && lineLive[lineOf[claim]]++ === 0) {
      neighbours[head]++;
      neighbours[tail]++;
    }
  }
  for (let node = 0; node < nodeCount; node++) reports[node] = seen[node]?.size ?? 0;
}

const MEASURES = { claims: nodeLive, neighbours, articles: reports, amount: money };

// Sort the nodes by this measure, the strongest first; of equals the one with more claims, then the first by id.
function rankBy(measure) {
  const values = MEASURES[measure];
  rank = N.id.map((_, node) => node).sort((a, b) => values[b] - values[a] || nodeLive[b] - nodeLive[a] || a - b);
}

const liveClaims = (claims) => claims.filter((claim) => passes[claim]);

// Types that are shown where none was chosen: the overview tells regions, industries and projects.
function shownTypes(state) {
  if (state.filter.types) return new Set(state.filter.types.map((id) => typeNumber.get(id)));
  const plain = state.mode === "overview" && !isNarrowed(state.filter);
  return new Set(plain ? [REGION, INDUSTRY, PROJECT] : world.types.map((_, number) => number));
}
