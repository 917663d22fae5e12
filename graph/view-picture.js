// The picture: shapes, lines and as many names as there is room for.

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
