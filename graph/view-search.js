// The search: names and aliases, whatever their accents and capitals.

const index = entities.map((entity) => [entity.name, ...entity.aliases].map(folded));
let matches = [];
let current = 0;

function search() {
  const wanted = folded(at("search").value.trim());
  const rank = (node) => Math.min(...index[node].map((name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9)));
  const ranked = wanted ? entities.map((_, node) => [rank(node), -around[node].length, node]).filter(([score]) => score < 9) : [];
  matches = ranked.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, 12).map(([, , node]) => node);
  current = 0;
  at("found").replaceChildren(...matches.map((node, i) => make("li", { role: "option", id: `found-${i}`, onclick: () => choose(i) }, glyph(look(node).shape, look(node).color), entities[node].name, make("small", {}, entities[node].type))));
  if (wanted && !matches.length) at("found").replaceChildren(make("li", { role: "option", "aria-disabled": "true" }, "nothing of that name"));
  point(0);
  open(Boolean(wanted));
}
function open(on) { at("found").hidden = !on; at("search").setAttribute("aria-expanded", String(on)); }
function point(i) {
  current = i;
  [...at("found").children].forEach((item, n) => { item.setAttribute("aria-selected", String(n === i)); if (n === i) item.scrollIntoView({ block: "nearest" }); });
  if (matches.length) at("search").setAttribute("aria-activedescendant", `found-${i}`);
}
function choose(i) { if (matches[i] !== undefined) { at("search").value = entities[matches[i]].name; open(false); select(matches[i], true); } }
at("search").addEventListener("input", search);
at("search").addEventListener("blur", () => setTimeout(() => open(false), 200));
at("search").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); if (matches.length) point((current + (event.key === "ArrowDown" ? 1 : matches.length - 1)) % matches.length); }
  else if (event.key === "Enter") { event.preventDefault(); choose(current); }
  else if (event.key === "Escape") open(false);
});
