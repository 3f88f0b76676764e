// What is known: nodes, claims and the lines that fold them. Words of claims are read when first asked for.

const block = (id) => JSON.parse(document.getElementById(id).textContent);
const world = block("world");
const N = {
  id: [],
  label: [],
  aliases: [],
  type: [],
  articles: [],
  regions: [],
  industries: [],
  island: [],
  x: [],
  y: [],
  ...block("nodes"),
};
const C = { from: [], to: [], relation: [], status: [], article: [], sure: [], amount: [], ...block("claims") };
const nodeCount = N.id.length,
  claimCount = C.from.length;
const A = { press: [], date: [], story: [], ...world.articles };

let read = null;
const words = () => (read ??= block("words"));

const numberOf = new Map(N.id.map((id, number) => [id, number]));
const typeNumber = new Map(world.types.map((type, number) => [type.id, number]));
const REGION = typeNumber.get("Region"),
  INDUSTRY = typeNumber.get("Industry"),
  PROJECT = typeNumber.get("Project");
const statusName = world.statuses.map((status) => status.id);
const OPEN = new Set(["proposed", "planned", "failed"]),
  FAILED = "failed";

// A line joins two entities, however many claims do; `claims` are numbers of claims, the latest report first.
const lines = [];
const linesOf = N.id.map(() => []);
const claimsOf = N.id.map(() => []);
const lineOf = new Int32Array(claimCount).fill(-1);

function foldClaims() {
  const known = new Map();
  for (let claim = 0; claim < claimCount; claim++) {
    const head = C.from[claim],
      tail = C.to[claim];
    claimsOf[head].push(claim);
    if (head === tail) continue;
    claimsOf[tail].push(claim);
    const a = Math.min(head, tail),
      b = Math.max(head, tail),
      key = a * nodeCount + b;
    let line = known.get(key);
    if (line === undefined) {
      known.set(key, (line = lines.length));
      lines.push({ id: line, a, b, claims: [] });
      linesOf[a].push(line);
      linesOf[b].push(line);
    }
    lines[line].claims.push(claim);
    lineOf[claim] = line;
  }
}
foldClaims();

const otherEnd = (line, node) => (lines[line].a === node ? lines[line].b : lines[line].a);
const storiesOf = (claims) => new Set(claims.map((claim) => A.story[C.article[claim]])).size;
