// The picture: shapes, lines, and names.

const nodes = new vis.DataSet([]);
const edges = new vis.DataSet([]);
const network = new vis.Network(at("picture"), { nodes, edges }, options);
const canvas = at("picture").querySelector("canvas");
canvas.setAttribute("aria-hidden", "true");
at("picture").setAttribute("aria-description", "A picture. Arrow keys move it, plus and minus bring it closer or farther, 0 shows all. Use the search field, or the table, to reach a node by keyboard.");

const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6bb1", "#a6761d", "#66a61e", "#e7298a", "#1b9e9e", "#7f7f7f"];
const groupColor = (group) => (group < 0 ? PALETTE[11] : PALETTE[group % 11]);
const nodeColor = (node) => (state.colors === "group" ? groupColor(entities[node].group) : look(node).color);
let emphasized = new Set();
let lit = []; // the edges that are brought out
let hovered = null;
let grown = 1; // how much bigger than life nodes and lines are, in a graph that is seen from afar

function nodeItem(node, colors) {
  const { x, y, shape, size } = nodeList[node];
  const color = nodeColor(node);
  const border = disputed.has(node) ? colors.disputed : colors.paper;
  const faint = emphasized.size && !emphasized.has(node);
  return { id: node, x, y, shape, size: size * grown, opacity: faint ? 0.15 : 1, borderWidth: disputed.has(node) ? 3 : 1.5, borderWidthSelected: 3, color: { background: color, border: faint ? colors.paper : border, highlight: { background: color, border: colors.ink }, hover: { background: color, border: colors.ink } } };
}

function bubbleItem([group], colors) {
  const { x, y, radius } = groups[group];
  const color = groupColor(group);
  const faint = emphasized.size > 0;
  return { id: `g${group}`, x, y, shape: "dot", size: radius, opacity: faint ? 0.15 : 0.82, borderWidth: 0, borderWidthSelected: 2, color: { background: color, border: color, highlight: { background: color, border: colors.ink }, hover: { background: color, border: colors.ink } } };
}

/** A line: colored and dashed by stance, faint beside a selection that it does not belong to. */
function edgeItem(id, colors, bright) {
  const { stance } = links[id];
  const color = stance === "actual" ? colors.link : colors[stance];
  const strong = stance === "actual" ? colors.ink : colors[stance];
  const opacity = bright.has(id) ? 0.95 : emphasized.size ? 0.12 : drawn.edges.size > 2000 ? 0.3 : 0.9;
  return { ...edgeList[id], width: 1.2 * grown, color: { color, highlight: strong, hover: strong, opacity } };
}

function tieItem({ from, to, count }, colors) {
  const end = (text) => (text.startsWith("g") ? text : Number(text));
  return { id: `${from} ${to}`, from: end(from), to: end(to), arrows: { to: { enabled: false } }, width: (1 + Math.log2(count) * 1.6) * grown * 2, color: { color: colors.link, opacity: emphasized.size ? 0.08 : 0.35 } };
}

/** Makes a set of vis-network hold just these items. */
function sync(set, items) {
  const wanted = new Set(items.map(({ id }) => id));
  set.remove(set.getIds().filter((id) => !wanted.has(id)));
  set.update(items);
}

function paint() {
  const colors = Object.fromEntries(["paper", "ink", "link", "disputed", ...Object.keys(STANCES)].map((name) => [name, style(name)]));
  const bright = new Set(lit);
  sync(nodes, [...[...drawn.nodes].map((node) => nodeItem(node, colors)), ...[...drawn.groups].map((group) => bubbleItem(group, colors))]);
  sync(edges, [...[...drawn.edges].map((id) => edgeItem(id, colors, bright)), ...drawn.ties.map((one) => tieItem(one, colors))]);
  if (state.chosen !== null && drawn.nodes.has(state.chosen)) network.selectNodes([state.chosen]);
}

/** Brings out some nodes and edges, with what the edges say, and lets the rest step back; nothing given ends that. */
function emphasize(nodeIds, edgeIds) {
  emphasized = new Set(nodeIds);
  lit = edgeIds;
}

/** Where a node or community stands on the screen; far off while it is not drawn yet. */
function spotIn(id) {
  const found = network.getPositions([id])[id];
  return found ? network.canvasToDOM(found) : { x: -1e6, y: -1e6 };
}

/** The names of the picture, by any pen, the best connected first and in one size however near the picture is. */
function label(width, height, pen) {
  const scale = network.getScale();
  const [ink, soft] = ["ink", "soft"].map(style);
  const { write, writeBeside, block } = labeler(width, height, pen);
  const reachOf = (node) => nodeList[node].size * grown * scale;
  const isNear = ({ x, y }) => x > -60 && x < width + 60 && y > -60 && y < height + 20;
  const shapes = [];
  for (const node of drawn.order) {
    const [{ x, y }, reach] = [spotIn(node), reachOf(node) * 0.8];
    if (reach < 2.5 || !isNear({ x, y }) || (emphasized.size && !emphasized.has(node))) continue;
    shapes.push([x - reach, y - reach, x + reach, y + reach]);
    if (disputed.has(node)) block(...shapes[shapes.length - 1]); // its ring is to be seen
  }
  let written = 0;
  const name = (node, forced) => {
    const { x, y } = spotIn(node);
    if (!isNear({ x, y })) return;
    const size = Math.min(10.5 + Math.sqrt(around[node].length), 16.5);
    written += writeBeside(rowsOf(node), x, y, reachOf(node), size, around[node].length > 5 || node === state.chosen ? 600 : 400, ink, shapes, isMinor(node) ? 0 : Infinity, forced);
    const reach = reachOf(node) * 0.8;
    if (reach > 6) block(x - reach, y - reach, x + reach, y + reach); // names that matter less keep off its shape
  };
  if (hovered !== null && drawn.nodes.has(hovered)) name(hovered, true);
  if (state.chosen !== null && drawn.nodes.has(state.chosen)) name(state.chosen, true);
  if (!emphasized.size) {
    for (const [group, count] of drawn.groups) {
      const { x, y } = spotIn(`g${group}`);
      const reach = groups[group].radius * scale;
      const own = wrapped(groups[group].name, 16);
      // A name wider than its disc hides others: small discs bear the beginning of theirs.
      const text = reach > 28 || own.length < 3 ? [...own, count.toLocaleString("en")] : [own[0], `${own[1]} …`];
      if (reach > 9) written += write(text, x, y - text.length * 7, Math.min(11 + reach / 22, 15), 600, ink, false);
    }
  }
  for (const node of drawn.order) {
    if (written > 160) break;
    if (node !== hovered && node !== state.chosen && (!emphasized.size || emphasized.has(node))) name(node, false);
  }
  const said = new Map();
  for (const id of lit.length <= 40 ? lit : []) {
    if (!drawn.edges.has(id)) continue;
    const pair = [edgeList[id].from, edgeList[id].to].sort((a, b) => a - b).join();
    said.set(pair, [...new Set([...(said.get(pair) || []), links[id].what])]);
  }
  for (const [pair, words] of said) {
    const [a, b] = pair.split(",").map((node) => spotIn(Number(node)));
    write([words.join(", ")], (a.x + b.x) / 2, (a.y + b.y) / 2 - 7, 11.5, "italic", soft, false);
  }
}

/** The outline of each community that has some nodes in the picture (its convex hull; Andrew, 1979). */
function hulls(context) {
  if (state.colors !== "group" || isOverview()) return;
  const parts = new Map();
  for (const node of drawn.nodes) if (entities[node].group >= 0) gather(parts, entities[node].group, nodeList[node]);
  for (const [group, members] of parts) {
    if (members.length < 4) continue;
    const points = members.map(({ x, y }) => [x, y]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
    const chain = (list) => list.reduce((line, point) => { while (line.length > 1 && turn(line[line.length - 2], line[line.length - 1], point) <= 0) line.pop(); return [...line, point]; }, []);
    const hull = [...chain(points).slice(0, -1), ...chain(points.reverse()).slice(0, -1)];
    context.save();
    context.globalAlpha = 0.1;
    context.fillStyle = context.strokeStyle = groupColor(group);
    context.lineWidth = 70;
    context.lineJoin = "round";
    const [inside, outside] = [new Path2D(), new Path2D()];
    hull.forEach(([x, y], i) => (i ? inside.lineTo(x, y) : inside.moveTo(x, y)));
    inside.closePath();
    context.fill(inside);
    outside.rect(-1e6, -1e6, 2e6, 2e6);
    outside.addPath(inside);
    context.clip(outside, "evenodd"); // else the rim would be seen twice within
    context.stroke(inside);
    context.restore();
  }
}

network.on("beforeDrawing", hulls);
network.on("afterDrawing", (context) => {
  context.save();
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  label(canvas.clientWidth, canvas.clientHeight, inkOn(context, style("paper")));
  context.restore();
});

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const fit = () => { const ids = nodes.getIds(); if (ids.length) network.fit({ nodes: ids, maxZoomLevel: 1.6, animation: false }); };
const zoom = (factor) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.01), 8) });
const shift = (x, y) => { const view = network.getViewPosition(); network.moveTo({ position: { x: view.x + x / network.getScale(), y: view.y + y / network.getScale() } }); };

/** Moves the picture so that a disc fills it. */
function lookAt({ x, y, radius }) {
  const scale = Math.min(1.2, Math.min(canvas.clientWidth, canvas.clientHeight) / (radius * 2.6));
  network.moveTo({ position: { x, y }, scale, animation: still() ? false : { duration: 450 } });
}
