// The evidence: what is said of a node or a link, by whom, in which sentences.

const go = (node) => make("a", { href: `#${encodeURIComponent(entities[node].id)}`, className: "name", onclick: (event) => { event.preventDefault(); select(node, true); } }, entities[node].name);

function sentence([passage, start, end]) {
  const [source, text] = passages[passage];
  const { name, title, publisher, published } = sources[source];
  const told = [...new Set([publisher, title, published, name])].filter(Boolean).join(" · ");
  const characters = [...text]; // offsets count characters, where a string of JavaScript counts UTF-16 units
  const part = (from, to) => characters.slice(from, to).join("");
  return make("figure", {}, make("blockquote", {}, part(0, start), make("mark", {}, part(start, end)), part(end)), make("figcaption", {}, told));
}

function evidence(claim) {
  const [first, ...rest] = claim.evidence.map(sentence);
  const box = make("div", {}, first || "");
  if (rest.length) box.append(make("details", { className: "more" }, make("summary", {}, many(rest.length, "more sentence")), ...rest));
  return box;
}

function card(claim, ...says) {
  const stance = claim.stance === "actual" ? "" : make("span", { className: `stance ${claim.stance}` }, STANCES[claim.stance]);
  const speaker = claim.speaker ? make("p", { className: "soft" }, `according to ${claim.speaker}`) : "";
  return make("article", { className: "claim" }, make("p", { className: "says" }, ...says, stance), speaker, evidence(claim));
}

function linkCard(id, here = null) {
  const { from, to } = edgeList[id];
  const what = make("span", { className: "what" }, ` ${links[id].what} `);
  const name = (node) => (node === here ? entities[node].name : go(node));
  return card(links[id], name(from), what, name(to));
}

/** Cards under a heading, the first few at once. */
function listed(heading, items, draw, step = 25) {
  if (!items.length) return [];
  const box = make("div");
  const more = make("button", { type: "button", className: "more", onclick: () => extend() });
  let drawn = 0;
  function extend() {
    box.append(...items.slice(drawn, drawn + step).map(draw));
    drawn = Math.min(drawn + step, items.length);
    more.textContent = `${many(items.length - drawn, "more", "more")}`;
    more.hidden = drawn === items.length;
  }
  extend();
  return [make("h3", {}, heading), box, more];
}

function showNode(node) {
  const entity = entities[node];
  const kind = look(node);
  const where = [entity.where.precision, entity.where.country, "latitude" in entity.where ? `${entity.where.latitude.toFixed(2)}, ${entity.where.longitude.toFixed(2)}` : ""].filter(Boolean).join(" · ");
  at("panel").replaceChildren(
    make("span", { className: "badge" }, glyph(kind.shape, kind.color), entity.type),
    make("h2", {}, entity.name),
    entity.aliases.length ? make("p", { className: "soft" }, `also ${entity.aliases.join(", ")}`) : "",
    entity.when ? make("p", { className: "soft" }, entity.when) : "",
    where ? make("p", { className: "soft" }, where) : "",
    ...listed("What is said of it", entity.facts, (fact) => card(fact, make("span", { className: "what" }, `${fact.what}: `), fact.value)),
    ...listed("Links", around[node], (id) => linkCard(id, node)),
  );
  at("panel").scrollTop = 0;
}

function showEdge(id) {
  const { from, to } = edgeList[id];
  const beside = around[from].filter((other) => other !== id && (edgeList[other].from === to || edgeList[other].to === to));
  at("panel").replaceChildren(make("h2", {}, `${entities[from].name} and ${entities[to].name}`), linkCard(id), ...listed("Also said of the two", beside, (other) => linkCard(other)));
  at("panel").scrollTop = 0;
}

function showWhole() {
  const most = ranked.slice(0, 12).filter((node) => around[node].length);
  const counts = kinds.filter((kind) => kind.count).map((kind) => `${kind.count.toLocaleString("en")} ${kind.label.toLowerCase()}`).join(", ");
  at("panel").replaceChildren(
    make("h2", {}, entities.length ? "Who did what, and who says so" : "An empty graph"),
    make("p", {}, entities.length ? `${counts}, from ${many(sources.length, "report")}. Click a shape or a line to read the sentences that it rests on.` : "Build it from reports that name people, organizations, places or events."),
    most.length ? make("h3", {}, "Most connected") : "",
    make("ul", { className: "most" }, ...most.map((node) => make("li", {}, glyph(look(node).shape, look(node).color), go(node), make("small", { title: "links" }, String(around[node].length))))),
  );
}

/** Shows a node's evidence, and moves the picture to it where asked. */
function select(node, move = false) {
  if (!visible.nodes.has(node)) { shown.alone = true; shown.kinds[entities[node].kind] = true; nodes.update({ id: node, hidden: false }); }
  const edgeIds = around[node].filter((id) => visible.edges.has(id));
  chosen = node;
  network.selectNodes([node]);
  emphasize([node, ...edgeIds.map((id) => edgeList[id].from + edgeList[id].to - node)], edgeIds);
  if (move) network.focus(node, { scale: Math.max(network.getScale(), 0.9), animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 350 } });
  history.replaceState(null, "", `#${encodeURIComponent(entities[node].id)}`);
  showNode(node);
}

/** Ends a selection. */
function rest() {
  chosen = null;
  network.unselectAll();
  emphasize([], []);
  history.replaceState(null, "", location.pathname + location.search);
  showWhole();
}

network.on("hoverNode", ({ node }) => { hovered = node; });
network.on("blurNode", () => { hovered = null; });
network.on("afterDrawing", label);
network.on("click", ({ nodes: [node], edges: [edge] }) => {
  if (node !== undefined) select(node);
  else if (edge !== undefined) { chosen = null; emphasize([edgeList[edge].from, edgeList[edge].to], [edge]); showEdge(edge); }
  else rest();
});
