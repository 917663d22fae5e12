// The panel beside the picture: the chosen node, link or community, or what to begin with.

function fillPanel(...content) {
  at("panel").replaceChildren(...content.filter((part) => part !== ""));
  at("panel").scrollTop = 0;
}

function placeOf({ where }) {
  const point = "latitude" in where ? `${where.latitude.toFixed(2)}, ${where.longitude.toFixed(2)}` : "no coordinates";
  return [where.precision, where.country, point].filter(Boolean).join(" · ");
}

const act = (label, action, title) => make("button", { type: "button", onclick: action, title }, label);

function showNode(node) {
  const entity = entities[node];
  const kind = look(node);
  const own = disputes.filter((dispute) => dispute.node === node);
  const shownLinks = around[node].filter((id) => visible.edges.has(id));
  const leftOut = around[node].filter((id) => !visible.edges.has(id));
  fillPanel(
    make("span", { className: "badge" }, glyph(kind.shape, kind.color), entity.type),
    make("h2", {}, entity.name),
    entity.aliases.length ? make("p", { className: "soft" }, `also ${entity.aliases.join(", ")}`) : "",
    entity.when ? make("p", { className: "soft" }, entity.when) : "",
    entity.kind === PLACE && Object.keys(entity.where).length ? make("p", { className: "soft" }, placeOf(entity)) : "",
    make("div", { className: "acts" }, act("Only this and its neighbors", () => acts.focus(node)), act("Add neighbors", () => acts.expand(node), live ? "Bring what else the graph ties to it" : "Draw the neighbors that are not drawn"), act("Fold neighbors", () => acts.collapse(node), "Take away neighbors that have no other link"), act("Hide", () => acts.hide(node)), act("How is it connected with …", () => askPath(node))),
    ...listed("Decided by people", entity.decided || [], (words) => make("p", { className: "soft" }, words)),
    ...linkLists(node, shownLinks, listed("Reports disagree", own, (dispute) => rivals(dispute, false))),
    ...listed("What is said of it", entity.facts.filter((fact) => !fact.alias), factCard),
    ...listed("Left out by the filters", leftOut, (id) => linkCard(id, node), 5),
    ...listed("What it is called", entity.facts.filter((fact) => fact.alias), factCard, 5),
  );
}

const factCard = (fact) => card(fact, make("span", { className: "what" }, `${fact.what}: `), fact.value);

/** The links of a node: what ties it to people, organizations and places, what is disputed, then its events in order. */
function linkLists(node, ids, disputed) {
  const toEvent = (id) => isEvent(other(id, node));
  const when = (id) => spans[other(id, node)]?.[0] ?? Infinity;
  const inTime = ids.filter(toEvent).sort((a, b) => when(a) - when(b) || a - b);
  const title = isEvent(node) ? ["Who and where", "Other events"] : ["Tied to", "Events"];
  return [...listed(title[0], ids.filter((id) => !toEvent(id)), (id) => linkCard(id, node), disputed.length ? 5 : 25), ...disputed, ...listed(title[1], inTime, (id) => linkCard(id, node))];
}

function showEdge(id) {
  const { from, to } = edgeList[id];
  const beside = around[from].filter((one) => one !== id && other(one, from) === to);
  fillPanel(make("h2", {}, `${entities[from].name} and ${entities[to].name}`), linkCard(id), ...listed("Also said of the two", beside, (one) => linkCard(one)));
}

function showGroup(group) {
  const members = ranked.filter((node) => entities[node].group === group && visible.nodes.has(node));
  const isOpen = state.open.has(group);
  fillPanel(
    make("span", { className: "badge" }, "Community"),
    make("h2", {}, groups[group].name),
    make("p", { className: "soft" }, `${many(members.length, "node")} with more links among themselves than to others${isOpen && members.length > UNFOLDED ? `; the ${UNFOLDED} best connected are drawn` : ""}.`),
    make("div", { className: "acts" }, isOpen ? act("Fold", () => acts.close(group)) : act("Unfold", () => acts.unfold(group))),
    make("h3", {}, "Best connected"),
    memberList(members.slice(0, 40)),
  );
}

const memberList = (members) => make("ul", { className: "most" }, ...members.map((node) => make("li", {}, glyph(look(node).shape, look(node).color), go(node), make("small", { title: "links" }, String(around[node].length)))));

function showWhole() {
  const counts = kinds.filter((kind) => kind.count).map(({ count, one, label }) => many(count, one, label.toLowerCase())).join(", ");
  if (!entities.length) return fillPanel(make("h2", {}, "An empty graph"), make("p", {}, "Build it from reports that name people, organizations, places or events."));
  const dates = spans.some(Boolean);
  const points = entities.some(({ where }) => "latitude" in where);
  const denials = links.some(({ stance }) => stance === "denied");
  const way = (text, action) => make("li", {}, make("button", { type: "button", onclick: action }, text));
  return fillPanel(
    make("h2", {}, "Who did what, and who says so"),
    live ? make("p", {}, `A part of a graph of ${many(live.things, "thing")}: search for any of them, or add the neighbors of what you see.`) : "",
    make("p", {}, `${counts}, from ${many(sources.length, "report")}. ${isOverview() ? "Each disc is a community; click one to unfold it." : "Click a shape or a line to read the sentences that it rests on."}`),
    make("h3", {}, "Ask it"),
    make("ul", { className: "ways" },
      way("Find somebody", () => at("search").focus()),
      edgeList.length ? way("How are two connected?", () => askPath(null)) : "",
      dates ? way("What happened when?", () => turnTo("timeline")) : "",
      points ? way("Where?", () => turnTo("map")) : "",
      disputes.length || denials || live?.disputed.length ? way("What do reports disagree on, or deny?", () => turnTo("disputes")) : "",
    ),
    make("h3", {}, "Most connected"),
    memberList(ranked.slice(0, 12).filter((node) => around[node].length)),
  );
}

/** Shows a node's evidence, and moves the picture to it where asked. */
function select(node, move = false) {
  state.chosen = node;
  state.hidden.delete(node);
  if (state.only && !state.only.has(node)) state.only.add(node);
  if (state.off.kinds.has(entities[node].kind)) { state.off.kinds.delete(entities[node].kind); fillFilters(); }
  sift();
  const edgeIds = around[node].filter((id) => visible.edges.has(id));
  emphasize([node, ...edgeIds.map((id) => other(id, node))], edgeIds);
  showNode(node);
  refresh();
  if (move && drawn.nodes.has(node)) network.fit({ nodes: [...emphasized].filter((one) => drawn.nodes.has(one)), maxZoomLevel: 1.7 / grown, animation: still() ? false : { duration: 350 } });
}

function selectEdge(id) {
  state.chosen = null;
  emphasize([edgeList[id].from, edgeList[id].to], [id]);
  showEdge(id);
  refresh();
}

/** Ends a selection. */
function rest() {
  state.chosen = null;
  network.unselectAll();
  emphasize([], []);
  showWhole();
  refresh();
}

network.on("hoverNode", ({ node }) => { hovered = typeof node === "number" ? node : null; });
network.on("blurNode", () => { hovered = null; });
network.on("click", ({ nodes: [node], edges: [edge] }) => {
  if (typeof node === "number") select(node);
  else if (node !== undefined) { emphasize([], []); state.chosen = null; showGroup(Number(node.slice(1))); }
  else if (typeof edge === "number") selectEdge(edge);
  else rest();
});
network.on("doubleClick", ({ nodes: [node] }) => {
  if (typeof node === "string") acts.unfold(Number(node.slice(1)));
  else if (node !== undefined) acts.expand(node);
});
