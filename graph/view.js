// The page as a whole: the table, the keys and buttons that move the picture, and the start.

// --- the table, for whom a picture says nothing ---------------------------------------------------------------------

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

// --- moving ---------------------------------------------------------------------------------------------------------

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
