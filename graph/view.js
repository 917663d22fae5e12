"use strict";
// Names and sentences come from reports that nobody vouches for: they enter the page as text nodes only, never as markup.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const at = (id) => document.getElementById(id);
  const [nodeList, edgeList, options, details] = ["nodes", "edges", "options", "details"].map(read);
  const { kinds, sources, entities, links, passages } = details;
  const CALM = 4000; // with more nodes than this, the rest of the picture is not dimmed around a selection
  const STANCES = { actual: "stated as fact", planned: "planned", demanded: "demanded", hypothetical: "supposed", denied: "denied" };

  /** An element with attributes and children; strings become text. */
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "onclick") element.addEventListener("click", value);
      else if (key === "className") element.className = value;
      else element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  /** A small drawing of a kind's shape, or of a stance's line. */
  function glyph(shape, color) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [key, value] of Object.entries({ width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" })) svg.setAttribute(key, value);
    const paths = { dot: "M7 1a6 6 0 1 0 .01 0z", square: "M1.5 1.5h11v11h-11z", diamond: "M7 0l7 7-7 7-7-7z", triangle: "M7 1l6.5 12h-13z", triangleDown: "M7 13L.5 1h13z", line: "M0 7h14" };
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", paths[shape === "dashes" ? "line" : shape] || paths.dot);
    path.setAttribute(shape === "line" || shape === "dashes" ? "stroke" : "fill", color);
    if (shape === "dashes") path.setAttribute("stroke-dasharray", "3 2");
    if (shape === "line" || shape === "dashes") path.setAttribute("stroke-width", "2");
    svg.append(path);
    return svg;
  }

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ł/g, "l").replace(/ø/g, "o").replace(/đ/g, "d").replace(/ß/g, "ss").replace(/æ/g, "ae").replace(/ı/g, "i");
  const many = (count, one, more = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : more}`;
  const look = (node) => kinds[entities[node].kind];
  const sourcesOf = (claim) => new Set(claim.evidence.map(([passage]) => passages[passage][0]));

  const around = entities.map(() => []); // of each node: its edges
  edgeList.forEach((edge) => { around[edge.from].push(edge.id); around[edge.to].push(edge.id); });
  const linkSources = links.map(sourcesOf);

  // --- the picture -------------------------------------------------------------------------------------------------

  const nodes = new vis.DataSet(nodeList);
  const edges = new vis.DataSet(edgeList);
  const network = new vis.Network(at("picture"), { nodes, edges }, options);
  const canvas = at("picture").querySelector("canvas");
  canvas.setAttribute("aria-hidden", "true");

  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  function paint() {
    const [paper, ink] = ["paper", "ink"].map(style);
    network.setOptions({ edges: { width: 1.2 * grown } });
    nodes.update(nodeList.map(({ id, color }) => ({ id, color: { background: color, border: paper, highlight: { background: color, border: ink }, hover: { background: color, border: ink } } })));
    shade();
  }

  /** Colors the lines: by stance, and faint beside a selection they do not belong to. */
  function shade() {
    const [line, ink] = ["link", "ink"].map(style);
    const stances = Object.fromEntries(Object.keys(STANCES).map((stance) => [stance, style(stance)]));
    const bright = new Set(lit);
    edges.update(links.map(({ stance }, id) => {
      const color = stance === "actual" ? line : stances[stance];
      const strong = stance === "actual" ? ink : stances[stance];
      return { id, color: { color, highlight: strong, hover: strong, opacity: bright.has(id) ? 0.95 : emphasized.size ? 0.15 : edgeList.length > 2000 ? 0.3 : 0.9 } };
    }));
  }

  let emphasized = new Set();
  let lit = []; // the edges that are brought out
  let hovered = null;
  let chosen = null;
  let grown = 1; // how much bigger than life nodes and lines are, in a big graph that is seen from afar
  /** Brings out some nodes and edges, with what the edges say, and lets the rest step back; nothing given ends that. */
  function emphasize(nodeIds, edgeIds) {
    emphasized = new Set(nodeIds);
    lit = edgeIds;
    if (nodeList.length <= CALM) shade();
    if (nodeList.length <= CALM) nodes.update(nodeList.map(({ id }) => ({ id, opacity: !emphasized.size || emphasized.has(id) ? 1 : 0.15 })));
    else network.redraw();
  }

  const ranked = [...entities.keys()].sort((a, b) => around[b].length - around[a].length || a - b);
  const isEvent = (node) => kinds[entities[node].kind].label === "Events";
  const titled = [...ranked].sort((a, b) => isEvent(a) - isEvent(b) || 0); // whose names are written first: events have long ones
  const rows = entities.map(({ name }) => {
    const lines = [""];
    for (const word of name.split(/\s+/)) {
      if (lines[lines.length - 1] && (lines[lines.length - 1] + word).length > 21) lines.push("");
      lines[lines.length - 1] = `${lines[lines.length - 1]} ${word}`.trim().slice(0, 34);
    }
    return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]} …`] : lines;
  });

  /** Writes as many names as there is room for, the best connected first, in the same size however near the picture is. */
  function label(context) {
    const scale = network.getScale();
    const [paper, ink, soft] = ["paper", "ink", "soft"].map(style);
    const taken = [];
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    context.save();
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.textAlign = "center";
    context.lineJoin = "round";
    context.strokeStyle = paper;

    function write(lines, x, y, size, weight, color, forced) {
      context.font = `${weight} ${size}px system-ui, sans-serif`;
      const half = Math.max(...lines.map((line) => context.measureText(line).width)) / 2 + 3;
      const box = [x - half, y, x + half, y + lines.length * size * 1.15 + 2];
      if (box[2] < 0 || box[0] > width || box[3] < 0 || box[1] > height) return false;
      if (!forced && taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return false;
      taken.push(box);
      context.lineWidth = 3.5;
      context.fillStyle = color;
      lines.forEach((line, i) => {
        context.strokeText(line, x, y + (i + 0.9) * size * 1.15);
        context.fillText(line, x, y + (i + 0.9) * size * 1.15);
      });
      return true;
    }

    const named = emphasized.size ? titled.filter((node) => emphasized.has(node)) : titled;
    const order = hovered === null ? named : [hovered, ...named];
    const spots = new Map();
    for (const node of visible.nodes) {
      const { x, y } = network.canvasToDOM(network.getPosition(node));
      if (x < -60 || x > width + 60 || y < -60 || y > height + 20) continue;
      spots.set(node, { x, y });
    }
    let written = 0;
    for (const node of order) {
      if (!spots.has(node)) continue;
      const { x, y } = spots.get(node);
      const size = Math.min(10.5 + Math.sqrt(around[node].length), 16.5);
      const low = y + nodeList[node].size * scale + 2;
      written += write(rows[node], x, low, size, around[node].length > 5 || node === chosen ? 600 : 400, ink, node === hovered || node === chosen);
      if (around[node].length > 3) { // names that matter less keep off its shape
        const reach = nodeList[node].size * scale * 0.8;
        taken.push([x - reach, y - reach, x + reach, y + reach]);
      }
      if (written > 160) break;
    }
    const said = new Map();
    for (const id of lit.length <= 40 ? lit : []) {
      const pair = [edgeList[id].from, edgeList[id].to].sort((a, b) => a - b).join();
      said.set(pair, [...new Set([...(said.get(pair) || []), links[id].what])]);
    }
    for (const [pair, words] of said) {
      const [a, b] = pair.split(",").map((node) => network.canvasToDOM(network.getPosition(Number(node))));
      write([words.join(", ")], (a.x + b.x) / 2, (a.y + b.y) / 2 - 7, 11.5, "italic", soft, false);
    }
    context.restore();
  }

  // --- what is shown -----------------------------------------------------------------------------------------------

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

  // --- the evidence ------------------------------------------------------------------------------------------------

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

  // --- search ------------------------------------------------------------------------------------------------------

  const index = entities.map((entity) => [entity.name, ...entity.aliases].map(folded));
  let matches = [];
  let current = 0;

  function search() {
    const wanted = folded(at("search").value.trim());
    const rank = (node) => Math.min(...index[node].map((name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9)));
    const ranked = wanted ? entities.map((_, node) => [rank(node), -around[node].length, node]).filter(([score]) => score < 9) : [];
    matches = ranked.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, 12).map(([, , node]) => node);
    current = 0;
    at("found").replaceChildren(...matches.map((node, i) => make("li", { role: "option", id: `found-${i}`, onclick: () => choose(i) }, glyph(look(node).shape, look(node).color), entities[node].name, make("small", {}, entities[node].type))));
    if (wanted && !matches.length) at("found").replaceChildren(make("li", { role: "option", "aria-disabled": "true" }, "nothing of that name"));
    point(0);
    open(Boolean(wanted));
  }
  function open(on) { at("found").hidden = !on; at("search").setAttribute("aria-expanded", String(on)); }
  function point(i) {
    current = i;
    [...at("found").children].forEach((item, n) => { item.setAttribute("aria-selected", String(n === i)); if (n === i) item.scrollIntoView({ block: "nearest" }); });
    if (matches.length) at("search").setAttribute("aria-activedescendant", `found-${i}`);
  }
  function choose(i) { if (matches[i] !== undefined) { at("search").value = entities[matches[i]].name; open(false); select(matches[i], true); } }
  at("search").addEventListener("input", search);
  at("search").addEventListener("blur", () => setTimeout(() => open(false), 200));
  at("search").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); if (matches.length) point((current + (event.key === "ArrowDown" ? 1 : matches.length - 1)) % matches.length); }
    else if (event.key === "Enter") { event.preventDefault(); choose(current); }
    else if (event.key === "Escape") open(false);
  });

  // --- the table, for whom a picture says nothing --------------------------------------------------------------------

  function tabulate() {
    const row = (id) => make("tr", {}, make("td", {}, go(edgeList[id].from)), make("td", {}, links[id].what), make("td", {}, go(edgeList[id].to)), make("td", {}, STANCES[links[id].stance]), make("td", {}, links[id].speaker), make("td", {}, [...linkSources[id]].map((source) => sources[source].name).join(", ")));
    const ids = [...visible.edges];
    const body = make("tbody");
    let drawn = 0;
    const more = make("button", { type: "button", onclick: () => extend() });
    function extend() { body.append(...ids.slice(drawn, drawn + 200).map(row)); drawn = Math.min(drawn + 200, ids.length); more.textContent = `${many(ids.length - drawn, "more", "more")}`; more.hidden = drawn === ids.length; }
    extend();
    const heads = ["From", "Claim", "To", "Sense", "According to", "Read in"].map((text) => make("th", { scope: "col" }, text));
    at("table").replaceChildren(make("table", {}, make("caption", {}, "Links"), make("thead", {}, make("tr", {}, ...heads)), body), more);
  }
  at("tabular").addEventListener("click", () => {
    const on = at("table").hidden;
    at("tabular").setAttribute("aria-pressed", String(on));
    at("table").hidden = !on;
    at("picture").style.visibility = on ? "hidden" : "";
    if (on) tabulate();
  });

  // --- moving ------------------------------------------------------------------------------------------------------

  const zoom = (factor) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.01), 8) });
  const fit = () => { if (visible.nodes.size) network.fit({ nodes: [...visible.nodes], maxZoomLevel: 1.6, animation: false }); };
  const move = (x, y) => { const view = network.getViewPosition(); network.moveTo({ position: { x: view.x + x / network.getScale(), y: view.y + y / network.getScale() } }); };
  const keys = { "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: fit, ArrowLeft: () => move(-60, 0), ArrowRight: () => move(60, 0), ArrowUp: () => move(0, -60), ArrowDown: () => move(0, 60), Escape: rest };
  at("picture").addEventListener("keydown", (event) => { if (keys[event.key] && !event.ctrlKey && !event.metaKey) { event.preventDefault(); keys[event.key](); } });
  at("closer").addEventListener("click", () => zoom(1.3));
  at("farther").addEventListener("click", () => zoom(1 / 1.3));
  at("whole").addEventListener("click", fit);

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  fillFilters();
  sift();
  showWhole();
  fit();
  grown = Math.min(2.2, Math.max(1, 0.55 / network.getScale()));
  if (grown > 1) nodes.update(nodeList.map((node) => { node.size = Math.round(node.size * grown); return { id: node.id, size: node.size }; }));
  paint();
  const linked = entities.findIndex(({ id }) => `#${encodeURIComponent(id)}` === location.hash);
  if (linked >= 0) select(linked, true);
  network.once("afterDrawing", () => { document.documentElement.dataset.ready = "true"; });
  network.redraw();
  window.claimgraph = { network, select, visible, emphasized: () => [...emphasized] };
})();
