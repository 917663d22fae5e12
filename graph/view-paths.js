// How two are connected: the shortest way over visible links, each step with the sentence behind it.

/** The edges of a shortest way between two nodes, over links that pass the filters or over all; null if there is none. */
function shortest(start, end, isOpen = (id) => visible.edges.has(id)) {
  const came = new Map([[start, null]]);
  let ring = [start];
  while (ring.length && !came.has(end)) {
    const next = [];
    for (const node of ring) {
      for (const id of around[node]) {
        const far = other(id, node);
        if (!isOpen(id) || came.has(far)) continue;
        came.set(far, id);
        next.push(far);
      }
    }
    ring = next.sort((a, b) => rank[a] - rank[b]);
  }
  if (!came.has(end)) return null;
  const way = [];
  for (let node = end; node !== start; node = other(way[0], node)) way.unshift(came.get(node));
  return way;
}

/** Changes the filters so far that some links pass them. */
function letThrough(ids) {
  state.least = 1;
  state.from = state.to = null;
  state.quoted = state.undated = true;
  for (const id of ids) {
    state.off.stances.delete(links[id].stance);
    state.off.voices.delete(links[id].voice);
    for (const source of linkSources[id]) state.off.sources.delete(source);
    for (const node of [edgeList[id].from, edgeList[id].to]) {
      state.hidden.delete(node);
      state.off.kinds.delete(entities[node].kind);
      state.off.classes.delete(entities[node].type);
    }
  }
  fillFilters();
  fillPeriod();
  refresh();
}

/** The passages of evidence that name both of two nodes: no relation, but where one would be looked for. */
function together(start, end) {
  const forms = (node) => [entities[node].name, ...entities[node].aliases].map((name) => ` ${words(name)} `);
  const [ours, theirs] = [forms(start), forms(end)];
  const isIn = (text, names) => names.some((name) => text.includes(name));
  return [...passages.keys()].filter((i) => { const text = ` ${words(passages[i][1])} `; return isIn(text, ours) && isIn(text, theirs); });
}
const words = (text) => folded(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

function showPath(start, end) {
  const way = shortest(start, end);
  const names = `${entities[start].name} and ${entities[end].name}`;
  state.chosen = null;
  if (!way) {
    const wider = shortest(start, end, () => true);
    const lone = [start, end].filter((node) => !around[node].length).map((node) => entities[node].name);
    const nowhere = "No chain of claims joins the two: the links of each lead elsewhere.";
    const told = wider ? `Over links that the filters on the left leave out there is a chain of ${many(wider.length, "step")}.` : lone.length ? `No claim ties ${lone.join(" or ")} to anything else.` : nowhere;
    fillPanel(
      make("h2", {}, names),
      make("p", {}, told),
      make("div", { className: "acts" }, wider ? act("Show it", () => { letThrough(wider); showPath(start, end); }) : "", act("Try other names", () => askPath(start))),
      ...(wider ? [] : listed("Named in one passage, which states no tie", together(start, end), (passage) => sentence([passage, 0, 0]), 4)),
      ...(wider ? [] : [start, end].flatMap((node) => listed(`Links of ${entities[node].name}`, around[node], (id) => linkCard(id, node), 4))),
    );
    return;
  }
  const stops = [start];
  for (const id of way) stops.push(other(id, stops[stops.length - 1]));
  for (const node of stops) {
    if (state.only) state.only.add(node);
    else if (isOverview()) state.extra.add(node);
  }
  emphasize(stops, way);
  turnTo("graph");
  const step = (id, i) => make("li", {}, linkCard(id, stops[i]));
  fillPanel(
    make("h2", {}, `How ${names} are connected`),
    make("p", { className: "soft" }, way.length ? `${many(way.length, "step")}, the shortest way over the links ${live?.way ? `of the whole graph (${many(live.way.looked, "thing")} looked at)` : "that are shown"}.` : "They are one and the same."),
    make("div", { className: "acts" }, live && !live.way && way.length > 1 ? act("Look for a shorter way in the whole graph", () => openWay([start, end].map((node) => entities[node].id))) : "", act("Show only this chain", () => { state.only = new Set(stops); refresh(); fit(); }), act("Other names", () => askPath(start))),
    make("ol", { className: "path" }, ...way.map(step)),
  );
  if (drawn.nodes.size) network.fit({ nodes: stops.filter((node) => drawn.nodes.has(node)), maxZoomLevel: 1 / grown, animation: still() ? false : { duration: 350 } });
}

/** Shows the way between two things; of a part of a graph, asks the server where the part has none. */
function join(ends) {
  const [start, end] = ends.map((id) => numbered.get(id));
  if (live && (start === undefined || end === undefined || !shortest(start, end))) openWay(ends);
  else showPath(start, end);
}

/** Asks for the two ends. */
function askPath(start, typed = [], known = []) {
  const ends = [start === null ? known[0] ?? null : entities[start].id, known[1] ?? null];
  function choose(i, id) {
    ends[i] = id;
    if (ends.includes(null)) { at(`end-${1 - i}`).focus(); return; }
    join(ends);
  }
  const field = (i, text) => {
    const input = make("input", { type: "search", id: `end-${i}`, placeholder: text, autocomplete: "off", spellcheck: "false", role: "combobox", "aria-expanded": "false", "aria-controls": `ends-${i}`, "aria-autocomplete": "list", "aria-label": text });
    const list = make("ul", { id: `ends-${i}`, className: "found", role: "listbox", "aria-label": "Names found", hidden: "" });
    input.value = i === 0 && start !== null ? entities[start].name : typed[i] ?? "";
    combine(input, list, (node) => choose(i, entities[node].id), false, (id) => choose(i, id));
    return make("div", { className: "search" }, input, list);
  };
  fillPanel(make("h2", {}, "How are two connected?"), make("p", { className: "soft" }, "Name both: people, organizations, places or events."), field(0, "From …"), field(1, "… to"));
  const first = at(ends[0] === null ? "end-0" : "end-1");
  first.focus();
  if (first.value) first.dispatchEvent(new Event("input"));
}
