// Finding an entity by a part of its name.

const query = document.getElementById("query"), hits = document.getElementById("hits");
const MOST = 12;
const plain = (text) => text.normalize("NFC").toLowerCase().replace(/\s/g, "");

function search() {
  const wanted = plain(query.value);
  const found = wanted ? byRank.filter((node) => plain(node.name).includes(wanted)).slice(0, MOST) : [];
  hits.replaceChildren(...found.map((node) => el("li", {},
    button("", () => pick(node.id), sign(typeOf.get(node.type)), el("span", {}, node.name)))));
  if (wanted && !found.length) hits.append(el("li", {}, "찾는 이름이 없습니다."));
  hits.hidden = !wanted;
}

function pick(number) {
  hits.hidden = true;
  query.value = nodes[number].name;
  choose({ node: number }, true);
}

query.addEventListener("input", search);
query.addEventListener("focus", search);
document.getElementById("search").addEventListener("keydown", (event) => {
  const options = [query, ...hits.querySelectorAll("button")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    options[Math.min(Math.max(options.indexOf(document.activeElement) + step, 0), options.length - 1)].focus();
    event.preventDefault();
  } else if (event.key === "Enter" && event.target === query && !event.isComposing && options.length > 1) {
    options[1].click();
  }
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("#search")) hits.hidden = true;
});
