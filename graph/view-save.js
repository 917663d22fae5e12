// Saving what is seen: PNG, SVG, CSV and Turtle. Nothing leaves the machine.

const fileName = (ending) => `${folded(document.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "graph"}.${ending}`;

function download(blob, ending) {
  const link = make("a", { href: URL.createObjectURL(blob), download: fileName(ending) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  tell(`Saved as ${fileName(ending)}`);
}

const svgBlob = () => new Blob([new XMLSerializer().serializeToString(drawing())], { type: "image/svg+xml" });

function savePicture() {
  const svg = drawing();
  const [width, height] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
  const image = new Image();
  const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }));
  image.addEventListener("load", () => {
    const target = make("canvas", { width: width * 2, height: height * 2 });
    const context = target.getContext("2d");
    context.scale(2, 2);
    context.drawImage(image, 0, 0, width, height);
    URL.revokeObjectURL(url);
    target.toBlob((blob) => download(blob, "png"), "image/png");
  });
  image.addEventListener("error", () => { URL.revokeObjectURL(url); tell("This browser cannot paint the picture; save the drawing (SVG) instead"); });
  image.src = url;
}

/** A cell that no spreadsheet takes for a formula (OWASP: CSV injection). */
function cell(text) {
  const harmless = /^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}

function asCsv() {
  const head = ["from", "claim", "to", "sense", "according_to", "reports", "sentence"];
  const rowOf = (id) => {
    const { from, to } = edgeList[id];
    const [first] = links[id].evidence;
    return [entities[from].name, links[id].what, entities[to].name, links[id].stance, voiceOf(links[id]), [...linkSources[id]].map((source) => sources[source].name).join("; "), first ? passages[first[0]][1] : ""];
  };
  return [head, ...seenEdges().map(rowOf)].map((row) => row.map(cell).join(",")).join("\n");
}

const iriOf = (node) => `<${entities[node].iri || base + entities[node].id}>`;
const termOf = (label) => `<${terms[label]}>`;
const literal = (text) => `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu, "\ufffd")}"`;

/** Plain triples of what the reports state as fact, and every claim that is seen with its sense and whose it is. */
function asTurtle() {
  const ids = seenEdges();
  const seen = new Set(ids.flatMap((id) => [edgeList[id].from, edgeList[id].to]));
  const lines = ["@prefix cg: <https://w3id.org/claimgraph#> .", "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .", "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .", ""];
  for (const node of seen) lines.push(`${iriOf(node)} a ${termOf(entities[node].type)} ; rdfs:label ${literal(entities[node].name)} .`);
  for (const id of ids) {
    const { stance, voice, what } = links[id];
    const [subject, predicate, object] = [iriOf(edgeList[id].from), termOf(what), iriOf(edgeList[id].to)];
    if (stance === "actual" && voice < 0) lines.push(`${subject} ${predicate} ${object} .`);
    const speaker = voice < 0 ? "" : voices[voice][1] >= 0 ? ` ; cg:speaker ${iriOf(voices[voice][1])}` : ` ; cg:speaker [ rdfs:label ${literal(voices[voice][0])} ]`;
    const words = links[id].evidence.map(([passage]) => literal(passages[passage][1])).filter((text, i, all) => all.indexOf(text) === i).join(", ");
    lines.push(`[] a cg:Claim, rdf:Statement ; rdf:subject ${subject} ; rdf:predicate ${predicate} ; rdf:object ${object} ; cg:stance cg:${stance[0].toUpperCase()}${stance.slice(1)}${speaker}${words ? ` ; rdfs:comment ${words}` : ""} .`);
  }
  return `${lines.join("\n")}\n`;
}

const saving = {
  "save-png": savePicture,
  "save-svg": () => download(svgBlob(), "svg"),
  "save-csv": () => download(new Blob(["\ufeff", asCsv()], { type: "text/csv" }), "csv"),
  "save-turtle": () => download(new Blob([asTurtle()], { type: "text/turtle" }), "ttl"),
};
for (const [id, save] of Object.entries(saving)) at(id).addEventListener("click", () => { at("save").open = false; save(); });
at("share").addEventListener("click", () => {
  remember();
  const copied = navigator.clipboard ? navigator.clipboard.writeText(location.href) : Promise.reject(new Error("no clipboard"));
  copied.then(() => tell("Link copied: it opens this very view in a copy of this file"), () => tell("Copy the link from the address bar: it opens this very view"));
});
document.addEventListener("click", (event) => { if (!at("save").contains(event.target)) at("save").open = false; });
