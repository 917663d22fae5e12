// What the reader has chosen, and how it stands in the address, so that a link brings others to the same view.

const TABS = ["graph", "timeline", "map", "disputes", "table"];
const FACETS = ["kinds", "classes", "sources", "voices", "stances"];
const SILENT = ["planned", "demanded", "hypothetical", "denied"];
const fresh = () => ({
  tab: "graph",
  chosen: null, // the selected node
  off: { kinds: new Set(), classes: new Set(), sources: new Set(), voices: new Set(), stances: new Set(SILENT) }, // what is left out
  quoted: true, // what is said by those whom a report quotes
  alone: !edgeList.length, // nodes without links
  undated: true,
  least: 1, // how many reports must say it
  from: null, // the first and the last day
  to: null,
  hidden: new Set(), // nodes taken out by hand
  only: null, // where set, the nodes that are drawn
  open: new Set(), // communities that are unfolded
  extra: new Set(), // nodes drawn though their community is folded
  colors: "kind",
});
let state = fresh();

const asIs = new Set(["classes", "stances"]); // facets whose values are words; the others are numbers

function toFragment() {
  const parts = new URLSearchParams();
  const plain = fresh();
  if (state.chosen !== null) parts.set("at", entities[state.chosen].id);
  for (const key of ["tab", "least", "from", "to", "colors"]) if (state[key] !== plain[key]) parts.set(key, state[key]);
  for (const key of ["quoted", "alone", "undated"]) if (state[key] !== plain[key]) parts.set(key, state[key] ? 1 : 0);
  for (const facet of FACETS) {
    const off = [...state.off[facet]].sort();
    if (off.join("\n") !== [...plain.off[facet]].sort().join("\n")) parts.set(`no-${facet}`, off.join("\n"));
  }
  for (const key of ["hidden", "open", "extra"]) if (state[key].size) parts.set(key, [...state[key]].join("."));
  if (state.only) parts.set("only", [...state.only].join("."));
  return parts.toString();
}

function fromFragment(fragment) {
  const made = fresh();
  const parts = new URLSearchParams(fragment);
  const number = (text, below) => { const value = Number(text); return text !== "" && Number.isInteger(value) && value >= 0 && value < below ? [value] : []; };
  const numbers = (key, below) => new Set((parts.get(key) || "").split(".").flatMap((text) => number(text, below)));
  if (numbered.has(parts.get("at"))) made.chosen = numbered.get(parts.get("at"));
  if (TABS.includes(parts.get("tab"))) made.tab = parts.get("tab");
  if (parts.get("colors") === "group") made.colors = "group";
  for (const key of ["least", "from", "to"]) if (parts.has(key) && Number.isFinite(Number(parts.get(key)))) made[key] = Number(parts.get(key));
  for (const key of ["quoted", "alone", "undated"]) if (parts.has(key)) made[key] = parts.get(key) === "1";
  for (const facet of FACETS) {
    const given = parts.get(`no-${facet}`);
    if (given !== null) made.off[facet] = new Set(given.split("\n").filter(Boolean).map((value) => (asIs.has(facet) ? value : Number(value))));
  }
  made.hidden = numbers("hidden", entities.length);
  made.extra = numbers("extra", entities.length);
  made.open = numbers("open", groups.length);
  if (parts.has("only")) made.only = numbers("only", entities.length);
  return made;
}

function remember() {
  if (location.protocol === "about:") return; // in a notebook, where the page has no address of its own
  const fragment = toFragment();
  history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
}

/** A word on what has just been done. */
function tell(text) {
  at("told").textContent = text;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { at("told").textContent = ""; }, 4000);
}
