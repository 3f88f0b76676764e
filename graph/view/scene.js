// Which nodes and lines a state shows: the overview, the surroundings of one node, what ties two, or all.

// So many labelled nodes can be read at once; the rest comes by "more".
const OVERVIEW = { wide: [24, 18, 26], narrow: [7, 6, 6] };
const FILTERED = { wide: 70, narrow: 26 };
const AROUND = { wide: 60, narrow: 24 };
const NARROW = 640;

const room = (limits) => (stage().width < NARROW ? limits.narrow : limits.wide);

// { nodes, lines, of, kind }: what is shown, and of how many that match.
function makeScene(state) {
  const types = shownTypes(state);
  const fits = (node) => types.has(N.type[node]) && nodeLive[node] > 0;
  const made = { overview, all: everything, focus: around, between }[state.mode](state, fits);
  const shown = new Set(made.nodes);
  made.lines ??= linesAmong(shown);
  return made;
}

function linesAmong(shown) {
  const found = [];
  for (const node of shown) {
    for (const line of linesOf[node]) {
      if (lines[line].a === node && lineLive[line] && shown.has(lines[line].b)) found.push(line);
    }
  }
  return found;
}

function overview(state, fits) {
  const matching = rank.filter(fits);
  if (state.filter.types || isNarrowed(state.filter)) {
    const nodes = matching.slice(0, room(FILTERED) + state.more);
    return { kind: "overview", filtered: true, nodes, of: matching.length };
  }
  const [regions, industries, projects] = room(OVERVIEW);
  const top = (type, count) =>
    matching.filter((node) => N.type[node] === type).slice(0, count + Math.round(state.more / 3));
  const frame = new Set([...top(REGION, regions), ...top(INDUSTRY, industries)]);
  // A project that nothing shown is tied to would stand there without a reason.
  const tied = (node) => linesOf[node].some((line) => lineLive[line] && frame.has(otherEnd(line, node)));
  const strong = matching.filter((node) => N.type[node] === PROJECT && (tied(node) || !frame.size));
  const nodes = [...frame, ...strong.slice(0, projects + Math.round(state.more / 3))];
  return { kind: "overview", nodes, of: rank.length };
}

const everything = (_, fits) => ({ kind: "all", nodes: rank.filter(fits), lines: [] });

// The nodes around one, strongest tie first; `parents` tells through whom each of the second step came.
function around(state, fits) {
  const centre = state.node,
    most = room(AROUND) + state.more;
  const parents = new Map([[centre, null]]);
  let ring = [centre],
    matching = 0;
  for (let step = 0; step < state.steps; step++) {
    const ties = new Map();
    for (const node of ring) {
      for (const line of linesOf[node]) {
        const other = otherEnd(line, node);
        if (!lineLive[line] || parents.has(other) || !fits(other)) continue;
        const known = ties.get(other);
        if (!known || known.weight < lineLive[line]) ties.set(other, { weight: lineLive[line], parent: node });
      }
    }
    matching += ties.size;
    const sorted = [...ties].sort(([a, x], [b, y]) => y.weight - x.weight || nodeLive[b] - nodeLive[a] || a - b);
    // The first step leaves a part of the room for the second.
    const left = most - parents.size + 1,
      share = step + 1 < state.steps ? Math.ceil(left / 3) : left;
    for (const [node, { parent }] of sorted.slice(0, share)) parents.set(node, parent);
    ring = sorted.slice(0, share).map(([node]) => node);
  }
  return { kind: "focus", nodes: [...parents.keys()], parents, of: matching };
}

function between(state, fits) {
  const { node: a, other: b } = state;
  const mates = (node) => new Set(linesOf[node].filter((line) => lineLive[line]).map((line) => otherEnd(line, node)));
  const ofA = mates(a),
    ofB = mates(b);
  const common = rank.filter((node) => ofA.has(node) && ofB.has(node) && fits(node));
  const nodes = [a, b, ...common.slice(0, room(AROUND) + state.more)];
  return { kind: "between", nodes, of: common.length };
}
