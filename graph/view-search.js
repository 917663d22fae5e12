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

function findNodes(text, most = 12) {
  const wanted = folded(text.trim());
  if (!wanted) return [];
  const order = (name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9);
  const found = [];
  indexed().forEach((names, node) => { const place = best(names, order, Math.min); if (place < 9) found.push([place, rankOf(node), node]); });
  if (!found.length && wanted.length > 3) {
    const own = pairs(wanted);
    indexed().forEach((names, node) => { const like = best(names, (name) => likeness(own, name), Math.max); if (like > 0.45) found.push([9 - like, rankOf(node), node]); });
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, most).map(([, , node]) => node);
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

/** Makes a field suggest nodes, and sentences if asked, while one types; of what a server finds, an id is chosen. */
function combine(input, list, choose, withSentences = false, chooseFar = (id) => open([id], id)) {
  let items = [];
  let current = 0;
  const unfurl = (on) => { list.hidden = !on; input.setAttribute("aria-expanded", String(on)); if (!on) input.removeAttribute("aria-activedescendant"); };
  function point(i) {
    current = i;
    [...list.querySelectorAll("[role=option]")].forEach((item, n) => { item.setAttribute("aria-selected", String(n === i)); if (n === i) item.scrollIntoView({ block: "nearest" }); });
    if (items.length) input.setAttribute("aria-activedescendant", `${list.id}-${i}`);
  }
  function take(i) {
    if (!items[i]) return;
    unfurl(false);
    if (items[i].days) showPeriod(items[i]);
    else if (items[i].elsewhere) { input.value = items[i].elsewhere.name; chooseFar(items[i].elsewhere.id); }
    else if (items[i].node === undefined) showSentence(items[i].passage);
    else { input.value = entities[items[i].node].name; choose(items[i].node); }
  }
  function option({ node, passage, elsewhere, days, of, count }, i) {
    const content = days ? [glyph("diamond", kinds[EVENT].color), make("span", {}, `What happened: ${of === undefined ? "" : `${entities[of].name}, `}${spelled(...days)}`), make("small", {}, count)] : elsewhere ? [make("span", elsewhere.quoted ? { className: "quote" } : {}, elsewhere.name), make("small", {}, elsewhere.note)] : node === undefined ? [make("span", { className: "quote" }, passages[passage][1])] : [glyph(look(node).shape, look(node).color), make("span", {}, entities[node].name), make("small", {}, entities[node].when || entities[node].type)];
    return make("li", { role: "option", id: `${list.id}-${i}`, "aria-selected": "false", onclick: () => take(i) }, ...content);
  }
  function suggest() {
    const named = findNodes(input.value).map((node) => ({ node }));
    const periods = withSentences ? findPeriod(input.value) : [];
    const first = isBegun(named[0]?.node, input.value) ? 1 : 0; // a name that holds a date is meant as a name
    items = [...named.slice(0, first), ...periods, ...named.slice(first), ...(withSentences ? findSentences(input.value) : []).map((passage) => ({ passage }))];
    const further = live && input.value.trim();
    offer(further ? "looking through the whole graph …" : nothingThen(input.value));
    if (further) searchOn(input.value);
  }
  function offer(nothing) {
    list.replaceChildren(...items.map(option));
    if (!items.length) list.replaceChildren(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, nothing));
    unfurl(Boolean(input.value.trim()));
    point(0);
  }
  /** Adds what the server finds, once the reader pauses. */
  function searchOn(text) {
    clearTimeout(searchOn.timer);
    searchOn.timer = setTimeout(async () => {
      const more = await findElsewhere(text);
      if (input.value !== text || document.activeElement !== input) return;
      items.push(...more.filter(({ quoted }) => withSentences || !quoted).map((elsewhere) => ({ elsewhere })));
      offer(nothingThen(text));
    }, 150);
  }
  input.addEventListener("input", suggest);
  input.addEventListener("blur", () => setTimeout(() => unfurl(false), 200));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); if (items.length) point((current + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length); }
    else if (event.key === "Enter") { event.preventDefault(); take(current); }
    else if (event.key === "Escape") unfurl(false);
  });
}
combine(at("search"), at("found"), (node) => select(node, true), true);
