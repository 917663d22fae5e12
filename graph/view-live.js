// The page of a part of a graph that a server has the whole of: what is not in the page is asked for there.

// What the page was made around, and how many things the whole graph has; null in a file.
const { live = null } = details;
const isCenter = (node) => live !== null && live.centers.includes(entities[node].id);

/** Opens the part of the graph around some things, with one of them chosen. */
function open(ids, chosen) {
  const at = new URLSearchParams();
  if (chosen) at.set("at", chosen);
  if (state.tab !== "graph") at.set("tab", state.tab);
  location.assign(`${location.pathname}?${new URLSearchParams(ids.map((id) => ["with", id]))}#${at}`);
}

/** Adds a thing's neighbors to what the page shows. */
const load = (node) => open([...live.centers, entities[node].id], entities[node].id);

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
