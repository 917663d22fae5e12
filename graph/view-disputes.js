// What reports disagree on, and what somebody denies: rival claims side by side.

/** What is denied, by event: each with what is said of it, whose words they are, and the sentences once. */
function denials() {
  const found = new Map();
  links.forEach((link, id) => { if (link.stance === "denied") gather(found, isEvent(edgeList[id].to) && !isEvent(edgeList[id].from) ? edgeList[id].to : edgeList[id].from, { link, id }); });
  entities.forEach((entity, node) => entity.facts.forEach((fact) => { if (fact.stance === "denied" && !fact.alias) gather(found, node, { link: fact }); }));
  return [...found];
}

function denialCard([node, claims]) {
  const says = claims.filter(({ link }) => link.what !== "told as").map(({ link, id }) => make("li", {}, make("span", { className: "what" }, `${link.what}: `), id === undefined ? link.value : go(other(id, node))));
  const voicesHeard = [...new Map(claims.filter(({ link }) => link.voice >= 0).map(({ link }) => [link.voice, speakerLine(link)])).values()];
  const sentences = new Map(claims.flatMap(({ link }) => link.evidence).map((place) => [place[0], place]));
  return make("article", { className: "claim" }, make("p", { className: "says" }, go(node), stanceMark({ stance: "denied" }, entities[node].name)), ...voicesHeard, says.length ? make("ul", { className: "roles" }, ...says) : "", ...[...sentences.values()].map(sentence));
}

function showDisputes() {
  const own = disputes.filter(({ node }) => !state.hidden.has(node));
  const figures = own.filter(({ about }) => about.startsWith("figure"));
  const rest = own.filter(({ about }) => !about.startsWith("figure"));
  const denied = denials();
  at("disputes").replaceChildren(
    make("h2", {}, own.length ? "What reports disagree on" : "What is denied"),
    make("p", { className: "soft" }, own.length || denied.length ? "Each with the sentences that say so, and whose they are." : live ? "In this part of the graph no two claims contradict each other, and nothing is denied." : "No two claims of these reports contradict each other, and nothing is denied."),
    ...listed("Figures", figures, (dispute) => rivals(dispute), 30),
    ...listed("Dates, places and events", rest, (dispute) => rivals(dispute), 30),
    ...elsewhereDisputed(false),
    ...listed(own.length ? "Denied" : "", denied, denialCard, 30),
    ...elsewhereDisputed(true),
  );
}
at("dispute-count").textContent = disputes.length ? String(disputes.length) : "";
