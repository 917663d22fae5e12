// The graph as the page holds it, and what builds elements of it.
// Names and sentences come from reports that nobody vouches for: they enter the page as text nodes only, never as markup.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const at = (id) => document.getElementById(id);
const [nodeList, edgeList, options, details] = ["nodes", "edges", "options", "details"].map(read);
const { base, kinds, sources, entities, links, disputes, groups, terms, voices, passages } = details;
const STANCES = { actual: "stated as fact", planned: "planned", demanded: "demanded", hypothetical: "supposed", denied: "denied" };
const SVG = "http://www.w3.org/2000/svg";

function dress(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (key === "className") element.setAttribute("class", value);
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** An element with attributes and children; strings become text. */
const make = (name, attributes = {}, ...children) => dress(document.createElement(name), attributes, children);

/** The same of SVG. */
const draw = (name, attributes = {}, ...children) => dress(document.createElementNS(SVG, name), attributes, children);

const SHAPES = { dot: "M7 1a6 6 0 1 0 .01 0z", square: "M1.5 1.5h11v11h-11z", diamond: "M7 0l7 7-7 7-7-7z", triangle: "M7 1l6.5 12h-13z", triangleDown: "M7 13L.5 1h13z", line: "M0 7h14", ring: "M7 2a5 5 0 1 0 .01 0z" };

/** A small drawing of a kind's shape, or of a stance's line. */
function glyph(shape, color) {
  const stroked = ["line", "dashes", "ring"].includes(shape);
  const path = draw("path", { d: SHAPES[shape === "dashes" ? "line" : shape] || SHAPES.dot, [stroked ? "stroke" : "fill"]: color });
  if (stroked) { path.setAttribute("stroke-width", "2"); path.setAttribute("fill", "none"); }
  if (shape === "dashes") path.setAttribute("stroke-dasharray", "3 2");
  return draw("svg", { width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" }, path);
}

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ł/g, "l").replace(/ø/g, "o").replace(/đ/g, "d").replace(/ß/g, "ss").replace(/æ/g, "ae").replace(/ı/g, "i");
const many = (count, one, more = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : more}`;
const look = (node) => kinds[entities[node].kind];
const EVENT = kinds.findIndex(({ label }) => label === "Events");
const PLACE = kinds.findIndex(({ label }) => label === "Places");
const isEvent = (node) => entities[node].kind === EVENT;
const sourcesOf = (claim) => new Set(claim.evidence.map(([passage]) => passages[passage][0]));
const voiceOf = (claim) => (claim.voice < 0 ? "" : voices[claim.voice][0]);
const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const around = entities.map(() => []); // of each node: its edges
edgeList.forEach((edge) => { around[edge.from].push(edge.id); around[edge.to].push(edge.id); });
const other = (edge, node) => edgeList[edge].from + edgeList[edge].to - node;
const linkSources = links.map(sourcesOf);
const numbered = new Map(entities.map(({ id }, node) => [id, node]));
const disputed = new Set(disputes.map(({ node }) => node));
const ranked = [...entities.keys()].sort((a, b) => around[b].length - around[a].length || a - b);

/** Adds to the list that a map holds under a key. */
function gather(map, key, value) {
  if (map.has(key)) map.get(key).push(value);
  else map.set(key, [value]);
}

/** Days since 1970 of a date as YYYY-MM-DD. */
const day = (text) => Date.parse(`${text}T00:00:00Z`) / 864e5;
const spans = entities.map(({ begin, end }) => (begin || end ? [day(begin || end), day(end || begin)] : null)).map((span) => (span && span.every(Number.isFinite) ? span : null));
const MONTHS = "January February March April May June July August September October November December".split(" ");
function dated(days) {
  const date = new Date(days * 864e5);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()].slice(0, 3)} ${date.getUTCFullYear()}`;
}
