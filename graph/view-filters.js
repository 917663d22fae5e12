// What passes the filters: by kind, class, stance, source, speaker, period and number of reports.

const visible = { nodes: new Set(), edges: new Set() };

function isInPeriod(node) {
  if (state.from === null && state.to === null && state.undated) return true;
  if (!isEvent(node)) return true;
  const span = spans[node];
  if (!span) return state.undated;
  return (state.from === null || span[1] >= state.from) && (state.to === null || span[0] <= state.to);
}

function saidByEnough(id) {
  let count = 0;
  for (const source of linkSources[id]) if (!state.off.sources.has(source)) count += 1;
  return count >= state.least;
}

const passes = (node) => !state.off.kinds.has(entities[node].kind) && !state.off.classes.has(entities[node].type) && !state.hidden.has(node) && isInPeriod(node);
const holds = (link, id) => !state.off.stances.has(link.stance) && (state.quoted || link.voice < 0) && !state.off.voices.has(link.voice) && saidByEnough(id);

function sift() {
  visible.nodes.clear();
  visible.edges.clear();
  const fit = entities.map((_, node) => passes(node));
  const joined = new Set();
  for (const { id, from, to } of edgeList) {
    if (fit[from] && fit[to] && holds(links[id], id)) {
      visible.edges.add(id);
      joined.add(from).add(to);
    }
  }
  fit.forEach((fits, node) => { if (fits && (state.alone || joined.has(node) || node === state.chosen)) visible.nodes.add(node); });
}

function tick(box, symbol, label, count, checked, change) {
  const input = make("input", { type: "checkbox", ...(checked ? { checked: "" } : {}) });
  input.addEventListener("change", () => { change(input.checked); refresh(); });
  box.append(make("label", {}, input, symbol, make("span", { title: label }, label), make("small", {}, count === null ? "" : count.toLocaleString("en"))));
  return input;
}

/** Check boxes for one property, the commonest first; a long list gets a field that narrows it. */
function facet(name, title, choices) {
  const off = state.off[name];
  const found = make("div");
  const told = make("span", { className: "soft" });
  const count = () => { told.textContent = off.size ? `${choices.length - off.size} of ${choices.length}` : `${choices.length}`; };
  const set = (value, on) => { off[on ? "delete" : "add"](value); count(); };
  function list(wanted) {
    const near = choices.filter(({ label }) => folded(label).includes(wanted));
    found.replaceChildren();
    near.slice(0, 40).forEach(({ value, label, count: size }) => tick(found, "", label, size, !off.has(value), (on) => set(value, on)));
    if (near.length > 40) found.append(make("p", { className: "soft" }, `and ${many(near.length - 40, "more", "more")}: narrow the list`));
  }
  const all = (on) => () => { choices.forEach(({ value }) => set(value, on)); list(""); refresh(); };
  const field = make("input", { type: "text", placeholder: "narrow the list", "aria-label": `Narrow the list: ${title}` });
  field.addEventListener("input", () => list(folded(field.value)));
  const buttons = make("div", { className: "all" }, make("button", { type: "button", id: `all-${name}`, onclick: all(true) }, "all"), make("button", { type: "button", id: `no-${name}`, onclick: all(false) }, "none"));
  list("");
  count();
  return make("details", { id: `by-${name}`, ...(off.size ? { open: "" } : {}) }, make("summary", {}, `${title} `, told), buttons, choices.length > 12 ? field : "", found);
}

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function fillFilters() {
  for (const id of ["kinds", "stances", "facets"]) at(id).replaceChildren();
  kinds.forEach((kind, i) => tick(at("kinds"), glyph(kind.shape, kind.color), kind.label, kind.count, !state.off.kinds.has(i), (on) => { state.off.kinds[on ? "delete" : "add"](i); }));
  const alone = entities.filter((_, i) => !around[i].length).length;
  if (alone) tick(at("kinds"), "", "unconnected too", alone, state.alone, (on) => { state.alone = on; });
  if (disputed.size) at("kinds").append(make("p", { className: "key" }, glyph("ring", "var(--disputed)"), "ringed: reports disagree"));
  const stanceCounts = new Map(tally(links.map(({ stance }) => stance)));
  for (const [stance, label] of Object.entries(STANCES)) {
    const symbol = stance === "actual" ? glyph("line", "var(--link)") : glyph("dashes", `var(--${stance})`);
    if (stanceCounts.has(stance) || stance === "actual") tick(at("stances"), symbol, label, stanceCounts.get(stance) || 0, !state.off.stances.has(stance), (on) => { state.off.stances[on ? "delete" : "add"](stance); });
  }
  const quoted = links.filter((link) => link.voice >= 0).length;
  if (quoted) tick(at("stances"), "", "said by those quoted", quoted, state.quoted, (on) => { state.quoted = on; });
  const classes = tally(entities.filter((_, i) => isEvent(i)).map(({ type }) => type)).map(([type, count]) => ({ value: type, label: type, count }));
  const reports = tally(linkSources.flatMap((from) => [...from])).map(([i, count]) => ({ value: i, label: sources[i].title || sources[i].name, count }));
  const speakers = tally(links.map(({ voice }) => voice)).map(([i, count]) => ({ value: i, label: i < 0 ? "the reports themselves" : voices[i][0], count }));
  const parts = [["classes", "Kinds of event", classes], ["sources", "Reports", reports], ["voices", "Who says so", speakers]];
  at("facets").append(...parts.filter(([, , choices]) => choices.length > 1).map((part) => facet(...part)));
  at("least").value = state.least;
  sayLeast();
}

const sayLeast = () => { at("least-said").textContent = many(state.least, "report"); };
at("least").addEventListener("input", () => { state.least = Number(at("least").value); sayLeast(); refresh(); });
at("filters").addEventListener("submit", (event) => event.preventDefault());
