// The graph as the page holds it, and what builds elements of it.
// Names and sentences come from reports that nobody vouches for: they enter the page as text nodes only, never as markup.

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
