// Which of the visible nodes are drawn: all of a small graph; of a big one its communities, and what is unfolded of them.

const FEW = 700; // more visible nodes than this are shown as communities
const UNFOLDED = 160; // so many members of an unfolded community are drawn, the best connected
const BUBBLES = 80; // so many communities are drawn, the biggest
const NEAR = 40; // so many neighbors are drawn with a node that is looked up in a folded community
const drawn = { nodes: new Set(), edges: new Set(), groups: new Map(), ties: [], order: [], left: 0 };
const rank = new Uint32Array(entities.length);
ranked.forEach((node, place) => { rank[node] = place; });
const isOverview = () => state.only === null && visible.nodes.size > FEW;
/** The nodes that pass the filters and that the reader has not put aside. */
const seenNodes = () => [...visible.nodes].filter((node) => !state.only || state.only.has(node));
const neighbors = (node) => [...new Set(around[node].filter((id) => visible.edges.has(id)).map((id) => other(id, node)))].sort((a, b) => rank[a] - rank[b]);

function fold() {
  const members = new Map();
  for (const node of visible.nodes) {
    const group = entities[node].group;
    if (group >= 0) gather(members, group, node);
  }
  const bySize = [...members].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  bySize.forEach(([group, own], place) => {
    if (state.open.has(group)) own.sort((a, b) => rank[a] - rank[b]).slice(0, UNFOLDED).forEach((node) => drawn.nodes.add(node));
    else if (place < BUBBLES) drawn.groups.set(group, own.length);
    else drawn.left += own.length;
  });
  for (const node of state.extra) if (visible.nodes.has(node)) drawn.nodes.add(node);
  if (state.chosen !== null && !drawn.nodes.has(state.chosen)) [state.chosen, ...neighbors(state.chosen).slice(0, NEAR)].forEach((node) => drawn.nodes.add(node));
}

/** Links of which an end lies in a folded community, many in one; each community keeps its three strongest. */
function tie() {
  const counts = new Map();
  const end = (node) => (drawn.nodes.has(node) ? node : drawn.groups.has(entities[node].group) ? `g${entities[node].group}` : null);
  for (const id of visible.edges) {
    const [from, to] = [end(edgeList[id].from), end(edgeList[id].to)];
    if (from === null || to === null || from === to || (typeof from === "number" && typeof to === "number")) continue;
    const key = from < to ? `${from} ${to}` : `${to} ${from}`;
    counts.set(key, (counts.get(key) || 0) + 1);
  }
  const kept = new Map();
  const few = (end) => (kept.get(end) || 0) < 3;
  for (const [key, count] of [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
    const [from, to] = key.split(" ");
    if (!few(from) && !few(to)) continue;
    for (const one of [from, to]) kept.set(one, (kept.get(one) || 0) + 1);
    drawn.ties.push({ from, to, count });
  }
}

/** Names of events are long: those of events with few links come last, and cover no shape. */
const isMinor = (node) => isEvent(node) && around[node].length < 8;

function restage() {
  drawn.nodes.clear();
  drawn.edges.clear();
  drawn.groups.clear();
  drawn.ties = [];
  drawn.left = 0;
  if (isOverview()) fold();
  else for (const node of visible.nodes) if (!state.only || state.only.has(node)) drawn.nodes.add(node);
  for (const id of visible.edges) if (drawn.nodes.has(edgeList[id].from) && drawn.nodes.has(edgeList[id].to)) drawn.edges.add(id);
  if (isOverview()) tie();
  drawn.order = [...drawn.nodes].sort((a, b) => isMinor(a) - isMinor(b) || rank[a] - rank[b]);
}

/** What the reader may do with a node in the picture. */
const acts = {
  focus(node) { state.only = new Set([node, ...neighbors(node)]); refresh(); fit(); },
  expand(node) {
    if (live && !isCenter(node)) { load(node); return; }
    const near = neighbors(node);
    if (state.only) near.forEach((one) => state.only.add(one));
    else near.forEach((one) => state.extra.add(one));
    refresh();
  },
  collapse(node) {
    const near = new Set(neighbors(node).filter((one) => neighbors(one).every((far) => far === node || !drawn.nodes.has(far))));
    near.forEach((one) => state.extra.delete(one));
    if (!state.only && !isOverview()) state.only = new Set(drawn.nodes);
    if (state.only) near.forEach((one) => state.only.delete(one));
    refresh();
    tell(near.size ? `${many(near.size, "neighbor")} folded away` : "Its neighbors have other links, too: they stay");
  },
  hide(node) { state.hidden.add(node); state.chosen = null; rest(); refresh(); },
  unfold(group) { state.open.add(group); refresh(); lookAt(groups[group]); showGroup(group); },
  close(group) { state.open.delete(group); refresh(); showGroup(group); },
  everything() {
    const { tab, chosen, colors } = state;
    state = { ...fresh(), tab, chosen, colors };
    fillFilters();
    fillPeriod();
    refresh();
    fit();
  },
};
