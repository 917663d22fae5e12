// The search: names and aliases whatever their accents, capitals and small slips, months, then the words of reports.

let index = null;
const indexed = () => (index ||= entities.map((entity) => [entity.name, ...entity.aliases].map(folded)));
let sentencesFolded = null;
const pairs = (text) => [...new Set(Array.from({ length: Math.max(text.length - 1, 0) }, (_, i) => text.slice(i, i + 2)))];

/** How much of two names' pairs of letters is common (Dice, 1945; a pair that a name holds twice counts as two). */
function likeness(wanted, name) {
  let common = 0;
  for (const pair of wanted) if (name.includes(pair)) common += 1;
  return (2 * common) / (wanted.length + name.length - 1 || 1);
}

/** The best that a measure gives any of some names. */
function best(names, measure, better) {
  let found = measure(names[0]);
  for (let i = 1; i < names.length; i += 1) found = better(found, measure(names[i]));
  return found;
}

/** Names of events hold those of others: who or what bears a name itself comes first. */
const rankOf = (node) => rank[node] + (isEvent(node) ? entities.length : 0);

/** A text, and its last three, two and one words: "who led the union" ends in a name. */
function endings(text) {
  const words = text.replace(/[?!.\s]+$/, "").trim().split(/\s+/);
  return [words.join(" "), ...[3, 2, 1].filter((count) => count < words.length).map((count) => words.slice(-count).join(" ")).filter((ending) => ending.length > 1)];
}

const inOrder = (found, most) => found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, most).map(([, , node]) => node);

/** The nodes that have a name which holds a text, those first whose name begins with it. */
function findNamed(text, most) {
  const wanted = folded(text.trim());
  if (!wanted) return [];
  const order = (name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9);
  const found = [];
  indexed().forEach((names, node) => { const place = best(names, order, Math.min); if (place < 9) found.push([place, rankOf(node), node]); });
  return inOrder(found, most);
}

/** The nodes that a text names: as it stands, nearly so, or by its last words alone. */
function findNodes(text, most = 12) {
  const named = findNamed(text, most);
  const wanted = folded(text.trim());
  if (named.length || wanted.length < 4) return named;
  const own = pairs(wanted);
  const alike = [];
  indexed().forEach((names, node) => { const like = best(names, (name) => likeness(own, name), Math.max); if (like > 0.45) alike.push([9 - like, rankOf(node), node]); });
  if (alike.some(([place]) => place < 8.4)) return inOrder(alike, most);
  for (const ending of endings(text).slice(1)) {
    const found = findNamed(ending, most);
    if (isBegun(found[0], ending)) return found;
  }
  return inOrder(alike, most);
}

/** Whether a node has a name that begins with a text. */
const isBegun = (node, text) => node !== undefined && indexed()[node].some((name) => name.startsWith(folded(text.trim())));

let spoken = null;
/** Sentences that hold some words, each with what rests on it. */
function findSentences(text, most = 5) {
  const wanted = folded(text.trim());
  if (wanted.length < 3) return [];
  sentencesFolded ||= passages.map(([, words]) => folded(words));
  const found = [];
  for (let i = 0; i < passages.length && found.length < most; i += 1) if (sentencesFolded[i].includes(wanted)) found.push(i);
  return found;
}

/** Everything that rests on a sentence. */
function showSentence(passage) {
  if (!spoken) {
    spoken = passages.map(() => [[], []]);
    links.forEach((link, id) => link.evidence.forEach(([one]) => spoken[one][0].push(id)));
    entities.forEach((entity, node) => entity.facts.forEach((fact) => fact.evidence.forEach(([one]) => spoken[one][1].push([node, fact]))));
  }
  const [ids, facts] = spoken[passage].map((list) => [...new Set(list)]);
  const ends = [...new Set([...ids.flatMap((id) => [edgeList[id].from, edgeList[id].to]), ...facts.map(([node]) => node)])];
  state.chosen = null;
  emphasize(ends, ids);
  refresh();
  fillPanel(make("h2", {}, "What this sentence says"), sentence([passage, 0, 0]), ...listed("Links", ids, (id) => linkCard(id)), ...listed("Besides", facts, ([node, fact]) => card(fact, go(node), make("span", { className: "what" }, ` ${fact.what}: `), fact.value)));
}
