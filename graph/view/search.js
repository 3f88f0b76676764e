// The search box and its list of names.

const query = document.getElementById("query"),
  hits = document.getElementById("hits");
let active = -1,
  pairWith = -1,
  onOffer = [];

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
  const item = el(
    "li",
    { role: "option", id: `hit${at}` },
    sign(N.type[node]),
    el("span", { class: "label" }, N.label[node]),
    ...(name === N.label[node] ? [] : [el("span", { class: "soft" }, name)]),
    el("span", { class: "end" }, `${typeName(node)} · ${say("claimsOf")(count(claimsOf[node].length))}`),
  );
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
