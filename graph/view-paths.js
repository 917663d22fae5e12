// How two are connected: the shortest way over visible links, each step with the sentence behind it.

/** The edges of a shortest way between two nodes, over links that pass the filters; null if there is none. */
function shortest(start, end) {
  const came = new Map([[start, null]]);
  let ring = [start];
  while (ring.length && !came.has(end)) {
    const next = [];
    for (const node of ring) {
      for (const id of around[node]) {
        const far = other(id, node);
        if (!visible.edges.has(id) || came.has(far)) continue;
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

function showPath(start, end) {
  const way = shortest(start, end);
  const names = `${entities[start].name} and ${entities[end].name}`;
  state.chosen = null;
  if (!way) {
    fillPanel(make("h2", {}, names), make("p", {}, "No chain of links that pass the filters joins the two. Tick more kinds of claims on the left, and try again."), act("Try other names", () => askPath(start)));
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
    make("p", { className: "soft" }, way.length ? `${many(way.length, "step")}, the shortest way over the links that are shown.` : "They are one and the same."),
    make("div", { className: "acts" }, act("Show only this chain", () => { state.only = new Set(stops); refresh(); fit(); }), act("Other names", () => askPath(start))),
    make("ol", { className: "path" }, ...way.map(step)),
  );
  if (drawn.nodes.size) network.fit({ nodes: stops.filter((node) => drawn.nodes.has(node)), maxZoomLevel: 1 / grown, animation: still() ? false : { duration: 350 } });
}

/** Asks for the two ends. */
function askPath(start) {
  const ends = [start, null];
  const field = (i, text) => {
    const input = make("input", { type: "search", id: `end-${i}`, placeholder: text, autocomplete: "off", spellcheck: "false", role: "combobox", "aria-expanded": "false", "aria-controls": `ends-${i}`, "aria-autocomplete": "list", "aria-label": text });
    const list = make("ul", { id: `ends-${i}`, className: "found", role: "listbox", "aria-label": "Names found", hidden: "" });
    if (ends[i] !== null) input.value = entities[ends[i]].name;
    combine(input, list, (node) => { ends[i] = node; if (ends.every((end) => end !== null)) showPath(...ends); else at(`end-${1 - i}`).focus(); });
    return make("div", { className: "search" }, input, list);
  };
  fillPanel(make("h2", {}, "How are two connected?"), make("p", { className: "soft" }, "Name both: people, organizations, places or events."), field(0, "From …"), field(1, "… to"));
  at(start === null ? "end-0" : "end-1").focus();
}
