// Finding an entity by name, alias, initial consonants (ㅊㅇㅅ), a half-typed syllable, a slip, or in the wrong keyboard.

const MOST = 12;
// A slip is forgiven in five keys, two in nine.
const SLIPS = [
  [9, 2],
  [5, 1],
];
const NEAR_SCORE = 8;

const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const VOWELS = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ".split(" ");
const FINALS =
  " ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(" ");
const PAIRS = {
  ㄳ: "ㄱㅅ",
  ㄵ: "ㄴㅈ",
  ㄶ: "ㄴㅎ",
  ㄺ: "ㄹㄱ",
  ㄻ: "ㄹㅁ",
  ㄼ: "ㄹㅂ",
  ㄽ: "ㄹㅅ",
  ㄾ: "ㄹㅌ",
  ㄿ: "ㄹㅍ",
  ㅀ: "ㄹㅎ",
  ㅄ: "ㅂㅅ",
  ㅘ: "ㅗㅏ",
  ㅙ: "ㅗㅐ",
  ㅚ: "ㅗㅣ",
  ㅝ: "ㅜㅓ",
  ㅞ: "ㅜㅔ",
  ㅟ: "ㅜㅣ",
  ㅢ: "ㅡㅣ",
};
// The Korean keyboard: what each Latin key writes.
const KEYS = Object.fromEntries(
  [..."qwertyuiopasdfghjklzxcvbnmQWERTOP"].map((key, at) => [
    key,
    [..."ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ"][at],
  ]),
);

const plain = (text) =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s·ㆍ.,'"“”‘’()~-]/g, "");

// Each syllable as the keys that write it: 창원 is ㅊㅏㅇㅇㅜㅓㄴ.
function keysOf(text) {
  let keys = "";
  for (const letter of text) {
    const code = letter.charCodeAt(0) - 0xac00;
    if (code >= 0 && code < 11172)
      keys += INITIALS[Math.floor(code / 588)] + VOWELS[Math.floor(code / 28) % 21] + FINALS[code % 28];
    else keys += PAIRS[letter] ?? letter;
  }
  return keys;
}

function initialsOf(text) {
  let found = "";
  for (const letter of text) {
    const code = letter.charCodeAt(0) - 0xac00;
    found += code >= 0 && code < 11172 ? INITIALS[Math.floor(code / 588)] : letter;
  }
  return found;
}

// One row a name; several names may be of one node. They are made in idle moments, a slice at a time, or when first asked for.
const SLICE = 400;
const names = [];
let indexed = 0;

function indexSlice(end) {
  for (; indexed < Math.min(end, nodeCount); indexed++) {
    for (const name of [N.label[indexed], ...N.aliases[indexed]]) {
      const text = plain(name);
      names.push({
        node: indexed,
        name,
        text,
        keys: keysOf(text),
        initials: initialsOf(text),
        words: name.normalize("NFC").toLowerCase().split(/\s+/),
      });
    }
  }
}

function indexNames() {
  indexSlice(nodeCount);
  return names;
}

const idle = window.requestIdleCallback ?? setTimeout;
function indexIdly() {
  indexSlice(indexed + SLICE);
  if (indexed < nodeCount) idle(indexIdly);
}

// How well a name fits, less is better; Infinity where it does not.
function fit(row, text, keys, initials) {
  if (row.text === text) return 0;
  if (row.text.startsWith(text)) return 1;
  if (row.words.some((word) => word.startsWith(text))) return 2;
  if (row.text.includes(text)) return 3;
  if (initials) return row.initials.startsWith(text) ? 4 : row.initials.includes(text) ? 5 : Infinity;
  if (row.keys.startsWith(keys)) return 4;
  return row.keys.includes(keys) ? 6 : Infinity;
}

// A test whether keys stand anywhere in a name with at most so many slips: all states of the comparison in the bits of
// `slips` + 1 numbers, a few steps a letter (Wu and Manber 1992).
const MOST_BITS = 31;
function nearly(wanted, slips) {
  const keys = wanted.slice(0, MOST_BITS),
    last = 1 << (keys.length - 1),
    masks = new Map();
  [...keys].forEach((key, at) => masks.set(key, (masks.get(key) ?? 0) | (1 << at)));
  const states = new Int32Array(slips + 1);
  return (name) => {
    for (let slip = 0; slip <= slips; slip++) states[slip] = (1 << slip) - 1;
    for (const letter of name) {
      const mask = masks.get(letter) ?? 0;
      let before = states[0];
      states[0] = ((before << 1) | 1) & mask;
      for (let slip = 1; slip <= slips; slip++) {
        const own = states[slip];
        states[slip] = (((own << 1) | 1) & mask) | before | (before << 1) | (states[slip - 1] << 1) | 1;
        before = own;
      }
      if (states[slips] & last) return true;
    }
    return false;
  };
}

// What was typed, and where it is Latin also what the same keys write in Korean: tests of a row, each less is better.
function readings(typed) {
  const text = plain(typed),
    keys = keysOf(text),
    initials = /^[ㄱ-ㅎ]+$/.test(text);
  const found = [{ keys, score: (row) => fit(row, initials ? keys : text, keys, initials) }];
  if (/^[a-z]+$/.test(text)) {
    const letters = [...typed.replace(/\s/g, "")].map((key) => KEYS[key] ?? KEYS[key.toLowerCase()] ?? key);
    const korean = keysOf(letters.join(""));
    found.push({ keys: korean, score: (row) => fit(row, korean, korean, false) });
  }
  return found;
}

// The nodes that fit, best first, with the name by which each was found.
function find(typed) {
  if (!plain(typed)) return [];
  const read = readings(typed),
    rows = indexNames(),
    scores = new Float32Array(nodeCount).fill(Infinity),
    found = new Map();
  const keep = (row, score) => {
    if (score >= scores[row.node]) return;
    scores[row.node] = score;
    found.set(row.node, row);
  };
  for (const row of rows) for (const { score } of read) keep(row, score(row));
  const [, slips] = SLIPS.find(([least]) => read[0].keys.length >= least) ?? [0, 0];
  if (found.size < MOST && slips) {
    const near = read.map(({ keys }) => nearly(keys, slips));
    for (const row of rows) {
      if (scores[row.node] === Infinity && near.some((test) => test(row.keys))) keep(row, NEAR_SCORE);
    }
  }
  return strongest(
    found.values(),
    (a, b) =>
      scores[a.node] - scores[b.node] ||
      claimsOf[b.node].length - claimsOf[a.node].length ||
      a.text.length - b.text.length ||
      a.node - b.node,
  );
}

// The first of many in this order, without sorting the rest.
function strongest(rows, order) {
  const kept = [];
  for (const row of rows) {
    if (kept.length === MOST && order(row, kept[MOST - 1]) >= 0) continue;
    const at = kept.findIndex((other) => order(row, other) < 0);
    kept.splice(at < 0 ? kept.length : at, 0, row);
    if (kept.length > MOST) kept.pop();
  }
  return kept;
}
