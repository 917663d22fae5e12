// What is seen as SVG, which the page saves as it is or paints into a PNG.

const n = (value) => value.toFixed(1);

function shapeAt(shape, x, y, size, looks) {
  const points = { square: [[-1, -1], [1, -1], [1, 1], [-1, 1]], diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]], triangle: [[0, -1.15], [1, 0.72], [-1, 0.72]], triangleDown: [[0, 1.15], [1, -0.72], [-1, -0.72]] }[shape];
  if (!points) return draw("circle", { cx: n(x), cy: n(y), r: n(size), ...looks });
  return draw("polygon", { points: points.map(([a, b]) => `${n(x + a * size)},${n(y + b * size)}`).join(" "), ...looks });
}

function lineBetween(edge, spot) {
  const [a, b] = [spot(edge.from), spot(edge.to)];
  const bend = edge.smooth ? edge.smooth.roundness * (edge.smooth.type === "curvedCW" ? 1 : -1) : 0;
  const middle = [(a.x + b.x) / 2 - (b.y - a.y) * bend, (a.y + b.y) / 2 + (b.x - a.x) * bend];
  const looks = { d: `M${n(a.x)} ${n(a.y)}Q${n(middle[0])} ${n(middle[1])} ${n(b.x)} ${n(b.y)}`, fill: "none", stroke: edge.color.color, "stroke-opacity": edge.color.opacity, "stroke-width": n(Math.max(edge.width * network.getScale(), 0.5)) };
  if (edge.dashes) looks["stroke-dasharray"] = "5 4";
  const parts = [draw("path", looks)];
  if (edge.arrows === undefined) {
    const angle = Math.atan2(b.y - middle[1], b.x - middle[0]);
    const back = nodeList[edge.to].size * grown * network.getScale();
    const [x, y] = [b.x - Math.cos(angle) * back, b.y - Math.sin(angle) * back];
    const wing = (turn) => `${n(x - Math.cos(angle + turn) * 6)},${n(y - Math.sin(angle + turn) * 6)}`;
    parts.push(draw("polygon", { points: `${n(x)},${n(y)} ${wing(0.4)} ${wing(-0.4)}`, fill: edge.color.color, "fill-opacity": edge.color.opacity }));
  }
  return parts;
}

function graphDrawing() {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const scale = network.getScale();
  const paper = style("paper");
  const svg = draw("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` }, draw("rect", { width, height, fill: paper }));
  svg.append(...edges.get().flatMap((edge) => lineBetween(edge, spotIn)));
  for (const node of nodes.get()) {
    const { x, y } = spotIn(node.id);
    svg.append(shapeAt(node.shape, x, y, node.size * scale, { fill: node.color.background, "fill-opacity": node.opacity, stroke: node.color.border, "stroke-width": node.borderWidth }));
  }
  label(width, height, inkIn(svg, paper));
  return svg;
}

function mapDrawing() {
  const [width, height] = [at("map").clientWidth, at("map").clientHeight];
  outline ||= unpack();
  const colors = Object.fromEntries(["sea", "land", "border", "paper", "ink", "soft", "halo"].map((name) => [name, style(name)]));
  const svg = draw("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` }, draw("rect", { width, height, fill: colors.sea }));
  const near = (points) => points.map(([x, y]) => spotOf({ x, y }, width, height));
  const path = (points) => points.map(([x, y], i) => `${i ? "L" : "M"}${n(x)} ${n(y)}`).join("");
  const isSeen = (points) => points.some(([x, y]) => x > -width && x < 2 * width && y > -height && y < 2 * height);
  for (const ring of outline.rings) {
    const points = near(ring);
    if (isSeen(points)) svg.append(draw("path", { d: `${path(points)}Z`, fill: colors.land, stroke: colors.border, "stroke-width": 0.6 }));
  }
  const places = crowdedPlaces();
  for (const place of [...places].reverse()) {
    const [x, y] = spotOf(place, width, height);
    const color = kinds[PLACE].color;
    svg.append(draw("circle", { cx: n(x), cy: n(y), r: n(reachOf(place)), ...(place.vague ? { fill: "none", stroke: color, "stroke-width": 2, "stroke-dasharray": "3 3" } : { fill: color, "fill-opacity": 0.85, stroke: colors.paper, "stroke-width": 1.5 }) }));
  }
  namePlaces(inkIn(svg, colors.halo), places, placesOfChosen(), width, height, colors);
  return svg;
}

function timelineDrawing() {
  const svg = timelineChart(Math.max(600, at("timeline").clientWidth - 48));
  svg.setAttribute("xmlns", SVG);
  svg.prepend(draw("rect", { width: "100%", height: "100%", fill: style("raised") }));
  return svg;
}

/** The tab that is open as SVG; of those that are lists, the graph. */
const drawing = () => (state.tab === "map" ? mapDrawing() : state.tab === "timeline" && extent && datedEvents().length ? timelineDrawing() : graphDrawing());
