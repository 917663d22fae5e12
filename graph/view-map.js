// The map: places by how many events they saw, on the world's coasts and borders (Mercator's projection).

const world = read("world");
const sheet = make("canvas", { "aria-hidden": "true" });
const lens = { x: 0, y: 0, scale: 0 }; // what stands in the middle, in radians of the sheet, and how many pixels a radian takes
const placed = entities.map((entity, node) => [node, entity.where]).filter(([, where]) => "latitude" in where).map(([node, where]) => ({ node, x: (where.longitude * Math.PI) / 180, y: north(where.latitude), vague: ["country", "province"].includes(where.precision) }));
let outline = null;

function north(latitude) {
  const bound = Math.max(-78, Math.min(83.7, latitude));
  return -Math.log(Math.tan(Math.PI / 4 + (bound * Math.PI) / 360));
}

/** The lines of the world in radians of the sheet. */
function unpack() {
  const lines = world.lines.map((differences) => {
    const points = [];
    let [x, y] = [0, 0];
    for (let i = 0; i < differences.length; i += 2) { x += differences[i]; y += differences[i + 1]; points.push([(x / 100) * (Math.PI / 180), north(y / 100)]); }
    return points;
  });
  const rings = world.land.map((ring) => unwound(ring.flatMap((number) => (number < 0 ? [...lines[~number]].reverse() : lines[number]))));
  const trace = (path, points) => points.forEach(([x, y], i) => (i ? path.lineTo(x, y) : path.moveTo(x, y)));
  const [land, borders] = [new Path2D(), new Path2D()];
  for (const ring of rings) { trace(land, ring); land.closePath(); }
  for (const number of world.borders) trace(borders, unwound(lines[number]));
  return { rings, land, borders };
}

/** A line that goes on where it crosses the 180th meridian, and does not run back around the world. */
function unwound(points) {
  let turn = 0;
  return points.map(([x, y], i) => {
    if (i && Math.abs(x - points[i - 1][0]) > Math.PI) turn += x > 0 ? -2 * Math.PI : 2 * Math.PI;
    return [x + turn, y];
  });
}

/** The visible places with the number of visible events at each, the most first. */
function crowdedPlaces() {
  const count = (node) => neighbors(node).filter(isEvent).length;
  return placed.filter(({ node }) => visible.nodes.has(node) && (!state.only || state.only.has(node))).map((place) => ({ ...place, count: count(place.node) })).sort((a, b) => b.count - a.count || rank[a.node] - rank[b.node]);
}
let swell = 1; // less where so many places are in sight that they would cover the map
const reachOf = ({ count }) => Math.max(2.5, swell * (4 + 2.4 * Math.sqrt(count)));

/** Lets the places in sight cover at most an eighth of the map. */
function thin(places, width, height) {
  swell = 1;
  const inSight = places.filter((place) => { const [x, y] = spotOf(place, width, height); return x > 0 && x < width && y > 0 && y < height; });
  const area = inSight.reduce((sum, place) => sum + Math.PI * reachOf(place) ** 2, 0);
  swell = Math.min(1, Math.sqrt((width * height) / 8 / area)); // of no place: 1
}

const spotOf = ({ x, y }, width, height) => [(x - lens.x) * lens.scale + width / 2, (y - lens.y) * lens.scale + height / 2];

function frame(places) {
  const [width, height] = [at("map").clientWidth, at("map").clientHeight];
  const near = places.length ? places : placed;
  const side = width > 700 ? 250 : 0; // the list of places stands there
  const xs = near.length ? near.map(({ x }) => x) : [-3, 3];
  const ys = near.length ? near.map(({ y }) => y) : [-2.2, 1.4];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const globe = (width - side) / 6.4;
  lens.x = (left + right) / 2;
  lens.y = (top + bottom) / 2;
  const close = Math.min((width - 140 - side) / Math.max(right - left, 0.06), (height - 140) / Math.max(bottom - top, 0.06));
  lens.scale = close < globe * 1.3 ? globe : close;
  if (lens.scale === globe) [lens.x, lens.y] = [0, (north(83) + north(-56)) / 2]; // all around, so that no coast is cut
  lens.x += side / 2 / lens.scale;
}

/** The places that most of the events were at: a few far off do not shrink the rest. */
function heart(places) {
  const all = places.reduce((sum, { count }) => sum + count, 0);
  let sum = 0;
  return places.filter(({ count }) => { const inside = count && sum < all * 0.75; sum += count; return inside; });
}

/** The places near the chosen node: itself, those of its events. */
function placesOfChosen() {
  if (state.chosen === null) return null;
  const found = new Set([state.chosen]);
  for (const near of neighbors(state.chosen)) { found.add(near); if (isEvent(near)) neighbors(near).forEach((one) => found.add(one)); }
  return found;
}

function nameCountries(write, width, height, soft) {
  for (const [name, longitude, latitude, area] of world.names) {
    const [x, y] = spotOf({ x: (longitude * Math.PI) / 180, y: north(latitude) }, width, height);
    const size = Math.sqrt(area) * (Math.PI / 180) * lens.scale;
    if (x < 0 || x > width || y < 12 || y > height - 12) continue; // else it would be cut
    if (size > name.length * 5) write([name.toUpperCase()], x, y - 6, size > 300 ? 13 : 10.5, 400, soft);
  }
}

function drawMap() {
  const box = at("map");
  const [width, height] = [box.clientWidth, box.clientHeight];
  if (!width) return;
  outline ||= unpack();
  const places = crowdedPlaces();
  if (!lens.scale) frame(heart(places));
  thin(places, width, height);
  const dense = devicePixelRatio;
  sheet.width = width * dense;
  sheet.height = height * dense;
  const context = sheet.getContext("2d");
  const colors = Object.fromEntries(["sea", "land", "border", "paper", "ink", "soft", "halo"].map((name) => [name, style(name)]));
  context.fillStyle = colors.sea;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.setTransform(lens.scale * dense, 0, 0, lens.scale * dense, (width / 2 - lens.x * lens.scale) * dense, (height / 2 - lens.y * lens.scale) * dense);
  context.fillStyle = colors.land;
  context.fill(outline.land, "evenodd");
  context.lineJoin = "round";
  context.strokeStyle = colors.border;
  context.lineWidth = 0.8 / lens.scale;
  context.stroke(outline.land);
  context.setLineDash([4 / lens.scale, 2 / lens.scale]);
  context.stroke(outline.borders);
  context.setTransform(dense, 0, 0, dense, 0, 0);
  context.setLineDash([]);
  const near = placesOfChosen();
  for (const place of [...places].reverse()) {
    const [x, y] = spotOf(place, width, height);
    context.globalAlpha = near && !near.has(place.node) ? 0.25 : 0.85;
    context.beginPath();
    context.arc(x, y, reachOf(place), 0, Math.PI * 2);
    context.setLineDash(place.vague ? [3, 3] : []);
    context.fillStyle = place.vague ? "transparent" : kinds[PLACE].color;
    context.fill();
    context.lineWidth = place.node === state.chosen ? 3 : place.vague ? 2 : 1.5;
    context.strokeStyle = place.node === state.chosen ? colors.ink : place.vague ? kinds[PLACE].color : colors.paper;
    context.stroke();
  }
  context.globalAlpha = 1;
  const covered = [...box.querySelectorAll(".gazetteer, .credit")].map((one) => [one.offsetLeft, one.offsetTop, one.offsetLeft + one.offsetWidth, one.offsetTop + one.offsetHeight]);
  namePlaces(inkOn(context, colors.halo), places, near, width, height, colors, covered);
}

function namePlaces(pen, places, near, width, height, colors, covered = []) {
  const { write, block } = labeler(width, height, pen);
  for (const box of covered) block(...box);
  const order = near ? [...places.filter(({ node }) => near.has(node)), ...places.filter(({ node }) => !near.has(node))] : places;
  for (const place of order) {
    const [x, y] = spotOf(place, width, height);
    const reach = reachOf(place);
    if (!place.vague) block(x - reach * 0.7, y - reach * 0.7, x + reach * 0.7, y + reach * 0.7);
    if (near && !near.has(place.node)) continue;
    write(rowsOf(place.node), x, y + reach + 1, Math.min(11 + Math.sqrt(place.count), 15), place.count > 2 ? 600 : 400, colors.ink, place.node === state.chosen);
  }
  nameCountries(write, width, height, colors.soft);
}

function showMap() {
  const box = at("map");
  const places = crowdedPlaces();
  const lacking = seenNodes().filter((node) => entities[node].kind === PLACE && !("latitude" in entities[node].where)).length;
  const item = ({ node, count }) => make("li", {}, go(node), make("small", { title: "events" }, String(count)));
  const key = make("p", { className: "key" }, glyph("dot", kinds[PLACE].color), "a place, bigger with more events; dashed: only the country or province is known, drawn in its middle");
  const list = make("details", { className: "gazetteer", open: "" }, make("summary", {}, many(places.length, "place")), make("ul", { className: "most" }, ...places.slice(0, 200).map(item)), lacking ? make("p", { className: "soft" }, `${many(lacking, "place")} without coordinates ${lacking === 1 ? "is" : "are"} not on the map`) : "", key);
  const kept = box.querySelector(".gazetteer");
  if (kept) { if (!kept.open) list.removeAttribute("open"); kept.replaceWith(list); }
  else box.replaceChildren(sheet, list, make("p", { className: "credit" }, "Natural Earth"));
  drawMap();
}

const zoomMap = (factor, x = at("map").clientWidth / 2, y = at("map").clientHeight / 2) => {
  const [width, height] = [at("map").clientWidth, at("map").clientHeight];
  const scale = Math.min(Math.max(lens.scale * factor, width / 7), 40000);
  lens.x += (x - width / 2) * (1 / lens.scale - 1 / scale);
  lens.y += (y - height / 2) * (1 / lens.scale - 1 / scale);
  lens.scale = scale;
  drawMap();
};
const shiftMap = (x, y) => { lens.x += x / lens.scale; lens.y += y / lens.scale; drawMap(); };
const fitMap = () => { frame(crowdedPlaces()); drawMap(); };

function pickPlace(x, y) {
  const [width, height] = [at("map").clientWidth, at("map").clientHeight];
  const hit = crowdedPlaces().map((place) => { const [a, b] = spotOf(place, width, height); return [Math.hypot(a - x, b - y) - reachOf(place), place.node]; }).filter(([far]) => far < 4).sort((a, b) => a[0] - b[0]);
  if (!hit.length) rest();
  else if (hit.length === 1) select(hit[0][1]);
  else { select(hit[0][1]); at("panel").append(make("h3", {}, "Also here"), memberList(hit.slice(1).map(([, node]) => node))); }
}

sheet.addEventListener("wheel", (event) => { event.preventDefault(); zoomMap(Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY); }, { passive: false });
sheet.addEventListener("pointerdown", (event) => {
  let moved = 0;
  sheet.setPointerCapture(event.pointerId);
  const drag = (one) => { moved += Math.abs(one.movementX) + Math.abs(one.movementY); shiftMap(-one.movementX, -one.movementY); };
  const drop = (one) => { sheet.removeEventListener("pointermove", drag); sheet.removeEventListener("pointerup", drop); if (moved < 5) pickPlace(one.offsetX, one.offsetY); };
  sheet.addEventListener("pointermove", drag);
  sheet.addEventListener("pointerup", drop);
});
