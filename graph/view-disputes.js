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

let narrowed = ""; // the words that what is listed must hold

function showDisputes() {
  const holds = (text) => folded(text).includes(folded(narrowed.trim()));
  const wordsOf = (claims) => claims.flatMap(({ voice, evidence }) => [voice < 0 ? "" : voices[voice][0], ...evidence.map(([passage]) => passages[passage][1])]);
  const own = disputes.filter(({ node, about, values }) => !state.hidden.has(node) && holds([entities[node].name, about, ...values.flatMap(({ value, claims }) => [value, ...wordsOf(claims)])].join("\n")));
  const isFigure = (about) => about.startsWith("figure");
  const figures = own.filter(({ about }) => isFigure(about));
  const rest = own.filter(({ about }) => !isFigure(about));
  const denied = denials().filter(([node, claims]) => holds([entities[node].name, ...wordsOf(claims.map(({ link }) => link))].join("\n")));
  const disagreed = [
    ...listed("Figures", figures, (dispute) => rivals(dispute), 30),
    ...listed("Dates, places and events", rest, (dispute) => rivals(dispute), 30),
    ...elsewhereDisputed("Figures elsewhere in the graph", (about, text) => isFigure(about) && holds(text)),
    ...elsewhereDisputed("Dates, places and events elsewhere in the graph", (about, text) => about && !isFigure(about) && holds(text)),
  ];
  const deniedOnes = [...listed(disputes.length || live ? "Denied" : "", denied, denialCard, 30), ...elsewhereDisputed("Denied elsewhere in the graph", (about, text) => !about && holds(text))];
  const lists = showDisputes.denialsFirst ? [...deniedOnes, ...disagreed] : [...disagreed, ...deniedOnes];
  if (narrowed.trim() && !lists.length) lists.push(make("p", { className: "soft" }, "Nothing that is disputed or denied holds these words."));
  const kept = at("dispute-list");
  if (kept) { kept.replaceChildren(...lists); return; }
  const any = disputes.length || denials().length || live?.disputed.length;
  const field = make("input", { type: "search", id: "narrow-disputes", placeholder: "Of whom or what? A name, or words of a report", autocomplete: "off", spellcheck: "false", "aria-label": "Only what holds these words" });
  field.addEventListener("input", () => { narrowed = field.value; showDisputes(); });
  at("disputes").replaceChildren(
    make("h2", {}, disputes.length ? "What reports disagree on" : "What is denied"),
    make("p", { className: "soft" }, any ? "Each with the sentences that say so, and whose they are." : live ? "In this part of the graph no two claims contradict each other, and nothing is denied." : "No two claims of these reports contradict each other, and nothing is denied."),
    any ? field : "",
    make("div", { id: "dispute-list" }, ...lists),
  );
}
at("dispute-count").textContent = disputes.length ? String(disputes.length) : "";
