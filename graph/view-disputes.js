// What reports disagree on, and what somebody denies: rival claims side by side.

function showDisputes() {
  const denied = links.flatMap((link, id) => (link.stance === "denied" ? [id] : []));
  const facts = entities.flatMap((entity, node) => entity.facts.filter(({ stance }) => stance === "denied").map((fact) => [node, fact]));
  const hidden = (node) => state.hidden.has(node);
  const own = disputes.filter(({ node }) => !hidden(node));
  const figures = own.filter(({ about }) => about.startsWith("figure"));
  const rest = own.filter(({ about }) => !about.startsWith("figure"));
  at("disputes").replaceChildren(
    make("h2", {}, "What reports disagree on"),
    make("p", { className: "soft" }, own.length || denied.length ? "Each value with the sentences that give it, and whose they are." : "No two claims of these reports contradict each other, and nothing is denied."),
    ...listed("Figures", figures, (dispute) => rivals(dispute), 30),
    ...listed("Dates, places and events", rest, (dispute) => rivals(dispute), 30),
    ...listed("Denied", denied, (id) => linkCard(id), 30),
    ...listed("Also denied", facts, ([node, fact]) => card(fact, go(node), make("span", { className: "what" }, ` ${fact.what}: `), fact.value), 30),
  );
}
at("dispute-count").textContent = disputes.length ? String(disputes.length) : "";
