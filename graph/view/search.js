// Finding an entity by name, alias, initial consonants (ㅊㅇㅅ), a half-typed syllable, a slip, or in the wrong keyboard.

const query = document.getElementById("query"), hits = document.getElementById("hits");
const MOST = 12;
// A slip is forgiven in five keys, two in nine.
const SLIPS = [[9, 2], [5, 1]];

const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const VOWELS = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ".split(" ");
const FINALS = " ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(" ");
const PAIRS = { ㄳ: "ㄱㅅ", ㄵ: "ㄴㅈ", ㄶ: "ㄴㅎ", ㄺ: "ㄹㄱ", ㄻ: "ㄹㅁ", ㄼ: "ㄹㅂ", ㄽ: "ㄹㅅ", ㄾ: "ㄹㅌ", ㄿ: "ㄹㅍ", ㅀ: "ㄹㅎ", ㅄ: "ㅂㅅ",
  ㅘ: "ㅗㅏ", ㅙ: "ㅗㅐ", ㅚ: "ㅗㅣ", ㅝ: "ㅜㅓ", ㅞ: "ㅜㅔ", ㅟ: "ㅜㅣ", ㅢ: "ㅡㅣ" };
// The Korean keyboard: what each Latin key writes.
const KEYS = Object.fromEntries([..."qwertyuiopasdfghjklzxcvbnmQWERTOP"].map((key, at) => [key, [..."ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ"][at]]));

const plain = (text) => text.normalize("NFC").toLowerCase().replace(/[\s·ㆍ.,'"“”‘’()~-]/g, "");

// Each syllable as the keys that write it: 창원 is ㅊㅏㅇㅇㅜㅓㄴ.
function keysOf(text) {
  let keys = "";
  for (const letter of text) {
    const code = letter.charCodeAt(0) - 0xac00;
    if (code >= 0 && code < 11172) keys += INITIALS[Math.floor(code / 588)] + VOWELS[Math.floor(code / 28) % 21] + FINALS[code % 28];
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
      names.push({ node: indexed, name, text, keys: keysOf(text), initials: initialsOf(text), words: name.normalize("NFC").toLowerCase().split(/\s+/) });
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
  const keys = wanted.slice(0, MOST_BITS), last = 1 << (keys.length - 1), masks = new Map();
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

// The nodes that fit, best first, with the name by which each was found.
function find(typed) {
  const text = plain(typed);
  if (!text) return [];
  const latin = /^[a-z]+$/.test(text), keys = keysOf(text);
  const queries = [[keysOf(text), text, /^[ㄱ-ㅎ]+$/.test(text)]];
  if (latin) queries.push([keysOf([...typed.replace(/\s/g, "")].map((key) => KEYS[key] ?? KEYS[key.toLowerCase()] ?? key).join("")), null, false]);
  const best = new Map();
  const keep = (row, score) => {
    const known = best.get(row.node);
    if (score < Infinity && (!known || score < known.score)) best.set(row.node, { ...row, score });
  };
  for (const row of indexNames()) {
    for (const [typedKeys, letters, initials] of queries) {
      keep(row, letters === null ? (row.keys.startsWith(typedKeys) ? 4 : row.keys.includes(typedKeys) ? 6 : Infinity) : fit(row, initials ? typedKeys : letters, typedKeys, initials));
    }
  }
  const [, slips] = SLIPS.find(([least]) => keys.length >= least) ?? [0, 0];
  if (best.size < MOST && slips) {
    const near = queries.map(([typedKeys]) => nearly(typedKeys, slips));
    for (const row of indexNames()) {
      if (!best.has(row.node) && near.some((test) => test(row.keys))) keep(row, 8);
    }
  }
  return [...best.values()].sort((a, b) => a.score - b.score || claimsOf[b.node].length - claimsOf[a.node].length ||
    a.text.length - b.text.length || a.node - b.node).slice(0, MOST);
}

// ---- the box and its list

let active = -1, pairWith = -1, onOffer = [];

function search() {
  onOffer = find(query.value);
  active = onOffer.length ? 0 : -1;
  hits.replaceChildren(...onOffer.map(hitItem));
  if (query.value.trim() && !onOffer.length) hits.append(el("li", { class: "none" }, say("noHit")));
  hits.hidden = !query.value.trim();
  query.setAttribute("aria-expanded", String(!hits.hidden));
  document.getElementById("live").textContent = hits.hidden ? "" : say("hits")(onOffer.length);
  markActive();
}

function hitItem({ node, name }, at) {
  const item = el("li", { role: "option", id: `hit${at}` }, sign(N.type[node]), el("span", { class: "label" }, N.label[node]),
    ...(name === N.label[node] ? [] : [el("span", { class: "soft" }, name)]),
    el("span", { class: "end" }, `${typeName(node)} · ${say("claimsOf")(count(claimsOf[node].length))}`));
  item.addEventListener("mousedown", (event) => event.preventDefault());
  item.addEventListener("click", () => pick(node));
  return item;
}

function markActive() {
  [...hits.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
  if (active >= 0) {
    query.setAttribute("aria-activedescendant", `hit${active}`);
    hits.children[active].scrollIntoView({ block: "nearest" });
  } else query.removeAttribute("aria-activedescendant");
}

function closeHits() {
  hits.hidden = true;
  query.setAttribute("aria-expanded", "false");
}

function pick(node) {
  closeHits();
  query.value = "";
  query.blur();
  if (pairWith >= 0 && pairWith !== node) showPair(node);
  else focusOn(node);
}

// The next name found, or node pressed, is shown together with this one.
function askSecond(node) {
  pairWith = node;
  nameControls();
  query.focus();
}

function showPair(node) {
  const first = pairWith;
  pairWith = -1;
  nameControls();
  go({ mode: "between", node: first, other: node, more: 0, chosen: null });
}

query.addEventListener("input", search);
query.addEventListener("focus", search);
query.addEventListener("blur", closeHits);
query.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by && onOffer.length) {
    active = (active + by + onOffer.length) % onOffer.length;
    markActive();
    event.preventDefault();
  } else if (event.key === "Enter" && !event.isComposing && active >= 0) {
    pick(onOffer[active].node);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    pairWith = -1;
    nameControls();
    query.value = "";
    closeHits();
    mapElement.focus();
  }
});
