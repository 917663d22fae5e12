// The page of a part of a graph that a server has the whole of: what is not in the page is asked for there.

// What the page was made around, and how many things the whole graph has; null in a file.
const { live = null } = details;
const isCenter = (node) => live !== null && live.centers.includes(entities[node].id);

/** Opens the part of the graph around some things, with one of them chosen, or with the way between two. */
function open(ids, chosen, joined = false) {
  const at = new URLSearchParams(joined ? { path: 1 } : {});
  if (chosen) at.set("at", chosen);
  if (state.tab !== "graph") at.set("tab", state.tab);
  location.assign(`${location.pathname}?${new URLSearchParams(ids.map((id) => ["with", id]))}#${at}`);
}

/** The way between the first two of some things; where what the server gave holds none, with the neighbors of their neighbors. */
function showPathOf(ids) {
  const [start, end] = ids.map((id) => numbered.get(id));
  if (start === undefined || end === undefined) return;
  const near = [start, end].flatMap((node) => around[node].map((id) => other(id, node)).slice(0, 9));
  if (ids.length === 2 && near.length && !shortest(start, end, () => true)) open([...new Set([...ids, ...near.map((node) => entities[node].id)])], null, true);
  else showPath(start, end);
}

/** Adds a thing's neighbors to what the page shows. */
const load = (node) => open([...live.centers, entities[node].id], entities[node].id);

/** What is disputed in the whole graph of things that the page has not, or denied: a list of links to them. */
function elsewhereDisputed(denied) {
  const own = live ? live.disputed.filter(([id, , about]) => (about === "") === denied && !numbered.has(id)) : [];
  return listed(denied ? "Denied elsewhere in the graph" : "Elsewhere in the graph", own, ([id, name, about]) => make("p", { className: "says" }, make("button", { type: "button", className: "name", onclick: () => open([id], id) }, name), make("span", { className: "what" }, about ? ` — ${about}` : "")));
}

const idOf = (iri) => (iri.startsWith(base) ? decodeURIComponent(iri.slice(base.length)) : iri);

/** What the whole graph has for some words, and the page has not: names, then passages. */
async function findElsewhere(text) {
  const answer = await fetch(`/search?${new URLSearchParams({ q: text, limit: 8 })}`);
  if (!answer.ok) return [];
  const { hits } = await answer.json();
  return hits
    .map((hit) => ({ id: idOf(hit.iri), name: hit.text, quoted: hit.kind === "evidence", note: hit.where }))
    .filter(({ id, quoted }) => !numbered.has(id) && (quoted || !/^source\/|:\/\//.test(id)));
}
