// The table: the same links for whom a picture says nothing.

function showTable() {
  const row = (id) => make("tr", {}, make("td", {}, go(edgeList[id].from)), make("td", {}, links[id].what), make("td", {}, go(edgeList[id].to)), make("td", {}, STANCES[links[id].stance]), make("td", {}, voiceOf(links[id])), make("td", {}, [...linkSources[id]].map((source) => sources[source].name).join(", ")));
  const ids = seenEdges();
  const body = make("tbody");
  let count = 0;
  const more = make("button", { type: "button", onclick: () => extend() });
  function extend() { body.append(...ids.slice(count, count + 200).map(row)); count = Math.min(count + 200, ids.length); more.textContent = `${many(ids.length - count, "more", "more")}`; more.hidden = count === ids.length; }
  extend();
  const heads = ["From", "Claim", "To", "Sense", "According to", "Read in"].map((text) => make("th", { scope: "col" }, text));
  at("table").replaceChildren(make("table", {}, make("caption", {}, "Links"), make("thead", {}, make("tr", {}, ...heads)), body), more);
}

/** The links that are seen: those of the picture, or of all communities where the picture folds them. */
const seenEdges = () => (state.only ? [...drawn.edges] : [...visible.edges]);
