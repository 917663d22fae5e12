// What is shown: by kind, by stance, by source.

const shown = { kinds: kinds.map(() => true), stances: new Set(["actual"]), quoted: true, alone: !edgeList.length, sources: new Set(sources.keys()) };
const visible = { nodes: new Set(), edges: new Set() };

const stands = (claim, from) => shown.stances.has(claim.stance) && (shown.quoted || !claim.speaker) && [...from].some((source) => shown.sources.has(source));

function sift() {
  visible.nodes.clear();
  visible.edges.clear();
  const joined = new Set();
  for (const { id, from, to } of edgeList) {
    if (shown.kinds[entities[from].kind] && shown.kinds[entities[to].kind] && stands(links[id], linkSources[id])) {
      visible.edges.add(id);
      joined.add(from).add(to);
    }
  }
  for (const { id } of nodeList) if (shown.kinds[entities[id].kind] && (shown.alone || joined.has(id))) visible.nodes.add(id);
  nodes.update(nodeList.map(({ id }) => ({ id, hidden: !visible.nodes.has(id) })));
  edges.update(edgeList.map(({ id }) => ({ id, hidden: !visible.edges.has(id) })));
  at("count").textContent = `${many(visible.nodes.size, "node")} and ${many(visible.edges.size, "link")} shown`;
  at("nothing").hidden = visible.nodes.size > 0;
  at("nothing").textContent = entities.length ? "Nothing is left to show: tick more on the left." : "This graph is empty: no report in it names anybody.";
  if (!at("table").hidden) tabulate();
}

function tick(box, symbol, label, count, checked, change) {
  const input = make("input", { type: "checkbox", ...(checked ? { checked: "" } : {}) });
  input.addEventListener("change", () => { change(input.checked); sift(); });
  box.append(make("label", {}, input, symbol, make("span", { title: label }, label), make("small", {}, count === null ? "" : count.toLocaleString("en"))));
  return input;
}

function fillFilters() {
  kinds.forEach((kind, i) => tick(at("kinds"), glyph(kind.shape, kind.color), kind.label, kind.count, true, (on) => { shown.kinds[i] = on; }));
  const alone = entities.filter((_, i) => !around[i].length).length;
  if (alone) tick(at("kinds"), "", "unconnected too", alone, shown.alone, (on) => { shown.alone = on; });
  for (const [stance, label] of Object.entries(STANCES)) {
    const count = links.filter((link) => link.stance === stance).length;
    const symbol = stance === "actual" ? glyph("line", "var(--link)") : glyph("dashes", `var(--${stance})`);
    if (count || stance === "actual") tick(at("stances"), symbol, label, count, stance === "actual", (on) => { shown.stances[on ? "add" : "delete"](stance); });
  }
  const quoted = links.filter((link) => link.speaker).length;
  if (quoted) tick(at("stances"), "", "said by those quoted", quoted, true, (on) => { shown.quoted = on; });
  const boxes = sources.map((source, i) => tick(at("sources"), "", source.title || source.name, null, true, (on) => { shown.sources[on ? "add" : "delete"](i); countSources(); }));
  const all = (on) => { boxes.forEach((box, i) => { box.checked = on; shown.sources[on ? "add" : "delete"](i); }); countSources(); sift(); };
  at("all-sources").addEventListener("click", () => all(true));
  at("no-sources").addEventListener("click", () => all(false));
  at("filters").addEventListener("submit", (event) => event.preventDefault());
  countSources();
}
const countSources = () => { at("source-count").textContent = `${shown.sources.size} of ${sources.length}`; };
