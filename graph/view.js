// The page as a whole: tabs, keys and buttons, light and dark, and the start.

const SHOWS = { timeline: showTimeline, map: showMap, disputes: showDisputes, table: showTable };

/** Draws everything anew after a change. */
function refresh() {
  sift();
  restage();
  paint();
  if (SHOWS[state.tab]) SHOWS[state.tab]();
  const folded = drawn.groups.size ? `, folded into ${many(drawn.groups.size, "community", "communities")}${drawn.left ? ` (${drawn.left.toLocaleString("en")} in smaller ones not drawn)` : ""}` : "";
  const seen = state.only ? drawn : visible;
  at("count").textContent = `${many(seen.nodes.size, "node")} and ${many(seen.edges.size, "link")}${folded}`;
  at("nothing").hidden = visible.nodes.size > 0 || state.tab === "disputes";
  at("nothing").textContent = entities.length ? "Nothing is left to show: tick more on the left." : "This graph is empty: no report in it names anybody.";
  remember();
}

// --- tabs -------------------------------------------------------------------------------------------------------------

const PANES = { graph: "picture", timeline: "timeline", map: "map", disputes: "disputes", table: "table" };

function turnTo(tab) {
  state.tab = tab;
  for (const [name, pane] of Object.entries(PANES)) {
    const on = name === tab;
    at(`tab-${name}`).setAttribute("aria-selected", String(on));
    at(`tab-${name}`).tabIndex = on ? 0 : -1;
    if (name === "graph") at(pane).style.visibility = on ? "" : "hidden"; // vis-network needs its room
    else at(pane).hidden = !on;
  }
  at("moves").hidden = !["graph", "map"].includes(tab);
  at("colors").hidden = tab !== "graph";
  refresh();
}

for (const tab of TABS) at(`tab-${tab}`).addEventListener("click", () => turnTo(tab));
at("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  turnTo(TABS[(TABS.indexOf(state.tab) + step + TABS.length) % TABS.length]);
  at(`tab-${state.tab}`).focus();
});

// --- moving -----------------------------------------------------------------------------------------------------------

const onMap = () => state.tab === "map";
const closer = (factor) => (onMap() ? zoomMap(factor) : zoom(factor));
const moved = (x, y) => (onMap() ? shiftMap(x, y) : shift(x, y));
const all = () => (onMap() ? fitMap() : fit());
const keys = { "+": () => closer(1.3), "=": () => closer(1.3), "-": () => closer(1 / 1.3), 0: all, ArrowLeft: () => moved(-60, 0), ArrowRight: () => moved(60, 0), ArrowUp: () => moved(0, -60), ArrowDown: () => moved(0, 60), Escape: rest, Enter: () => at("panel").focus() };
for (const pane of ["picture", "map"]) {
  at(pane).addEventListener("keydown", (event) => { if (event.target === at(pane) && keys[event.key] && !event.ctrlKey && !event.metaKey) { event.preventDefault(); keys[event.key](); } });
}
document.addEventListener("keydown", (event) => { if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) { event.preventDefault(); at("search").focus(); } });
at("closer").addEventListener("click", () => closer(1.3));
at("farther").addEventListener("click", () => closer(1 / 1.3));
at("whole").addEventListener("click", all);
at("everything").addEventListener("click", acts.everything);
at("color-by").addEventListener("change", () => { state.colors = at("color-by").value; refresh(); });

// --- light and dark ---------------------------------------------------------------------------------------------------

const night = matchMedia("(prefers-color-scheme: dark)");
let theme = null; // as the system has it, until the reader decides
function light() {
  document.documentElement.dataset.theme = theme || (night.matches ? "dark" : "light");
  refresh();
}
night.addEventListener("change", light);
at("theme").addEventListener("click", () => { theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark"; light(); });

// --- the start --------------------------------------------------------------------------------------------------------

/** Brings the page to what the address says. */
function start() {
  state = fromFragment(location.hash.slice(1));
  at("color-by").value = state.colors;
  fillFilters();
  fillPeriod();
  emphasize([], []);
  document.documentElement.dataset.theme = theme || (night.matches ? "dark" : "light");
  sift();
  restage();
  paint();
  showWhole();
  fit();
  grown = isOverview() ? 1 : Math.min(2.2, Math.max(1, 0.55 / network.getScale()));
  if (state.chosen !== null) select(state.chosen, true);
  turnTo(state.tab);
  if (live?.way && state.chosen === null) tellWay(live.way);
}

start();
window.addEventListener("hashchange", () => { if (location.hash.slice(1) !== toFragment()) start(); });
new ResizeObserver(() => { if (SHOWS[state.tab]) SHOWS[state.tab](); }).observe(at("stage"));
network.once("afterDrawing", () => { document.documentElement.dataset.ready = "true"; });
network.redraw();
window.claimgraph = { network, select, visible, drawn, emphasized: () => [...emphasized], showGroup };
