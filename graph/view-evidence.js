// The evidence: what is said of a node or a link, by whom, in which sentences.

const go = (node) => make("a", { href: `#${new URLSearchParams({ at: entities[node].id })}`, className: "name", onclick: (event) => { event.preventDefault(); select(node, true); } }, entities[node].name);

/** A sentence of a report, with what matters in it marked, and where it stands. */
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

const stanceMark = ({ stance }, name = "") => (stance === "actual" || name.endsWith(`(${stance})`) ? "" : make("span", { className: `stance ${stance}` }, STANCES[stance]));

function speakerLine(claim) {
  if (claim.voice < 0) return "";
  const [name, node] = voices[claim.voice];
  return make("p", { className: "soft" }, "according to ", node >= 0 ? go(node) : name);
}

const card = (claim, ...says) => make("article", { className: "claim" }, make("p", { className: "says" }, ...says, stanceMark(claim)), speakerLine(claim), evidence(claim));

function linkCard(id, here = null) {
  const { from, to } = edgeList[id];
  const what = make("span", { className: "what" }, ` ${links[id].what} `);
  const name = (node) => (node === here ? entities[node].name : go(node));
  return card(links[id], name(from), what, name(to));
}

/** Cards under a heading, the first few at once. */
function listed(heading, items, drawItem, step = 25) {
  if (!items.length) return [];
  const box = make("div");
  const more = make("button", { type: "button", className: "more", onclick: () => extend() });
  let count = 0;
  function extend() {
    box.append(...items.slice(count, count + step).map(drawItem));
    count = Math.min(count + step, items.length);
    more.textContent = `${many(items.length - count, "more", "more")}`;
    more.hidden = count === items.length;
  }
  extend();
  return [heading ? make("h3", {}, heading) : "", box, more];
}

/** Rival values of one thing side by side, each with the sentences that give it. */
function rivals(dispute, named = true) {
  const voice = (claim) => make("div", {}, stanceMark(claim), speakerLine(claim), evidence(claim));
  const column = ({ value, support, claims }) => make("div", { className: "rival" }, make("h4", {}, value), make("p", { className: "soft" }, support), ...claims.map(voice));
  return make("article", { className: "dispute" }, make("p", { className: "says" }, named ? go(dispute.node) : "", make("span", { className: "what" }, `${named ? " — " : ""}${dispute.about}`)), make("div", { className: "rivals" }, ...dispute.values.map(column)));
}
