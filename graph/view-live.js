// The page of a part of a graph that a server has the whole of: what is not in the page is asked for there.

// What the page was made around, and how many things the whole graph has; null in a file.
const { live = null } = details;
const isCenter = (node) => live !== null && live.centers.includes(entities[node].id);

/** Goes to another part of the graph: what is asked of the server, and what is chosen of it. */
function visit(asked, { chosen = null, tab = state.tab, ...more } = {}) {
  const at = new URLSearchParams(more);
  if (chosen) at.set("at", chosen);
  if (tab !== "graph") at.set("tab", tab);
  location.assign(`${location.pathname}?${new URLSearchParams(asked)}#${at}`);
}

/** Opens the part of the graph around some things, with one of them chosen. */
const open = (ids, chosen) => visit(ids.map((id) => ["with", id]), { chosen });

/** Adds a thing's neighbors to what the page shows. */
const load = (node) => open([...live.centers, entities[node].id], entities[node].id);

/** Asks for the way between two things in the whole graph. */
const openWay = (ends) => visit(ends.map((id) => ["way", id]), { tab: "graph" });

/** Asks for what happened within some days in the whole graph, or for that of it that has to do with one thing. */
function openPeriod(days, id = null) {
  const [begin, end] = days.map((value) => new Date(value * 864e5).toISOString().slice(0, 10));
  visit([...(id ? [["with", id]] : []), ["begin", begin], ["end", end]], { chosen: id, tab: "timeline", from: days[0], to: days[1], undated: 0 });
}

/** What the server says of the way between two. */
function tellWay({ ends, stops, looked, whole }) {
  const [start, end] = ends.map((id) => numbered.get(id));
  const names = [start, end].map((node, i) => entities[node]?.name ?? ends[i]);
  const seen = many(looked, "thing was", "things were");
  if (start !== undefined && end !== undefined && stops.length) return showPath(start, end);
  const lone = [start, end].filter((node) => node !== undefined && !around[node].length).map((node) => entities[node].name);
  const told = lone.length ? `No claim of the whole graph ties ${lone.join(" or ")} to anything else, so no chain joins the two.` : whole ? `No chain of claims joins the two in the whole graph: ${seen} looked at, and that is all that claims tie to one of them, directly or through others.` : `No chain of claims was found: ${seen} looked at around the two, each with all that claims tie to it, and the search ended there. The two may yet be connected by a longer chain.`;
  const nearby = (node, i) => (node === undefined ? make("p", { className: "soft" }, `Nothing in this graph is called ${ends[i]}.`) : act(`What is near ${names[i]}`, () => open([ends[i]], ends[i])));
  return fillPanel(
    make("h2", {}, names.join(" and ")),
    make("p", {}, told),
    make("p", { className: "soft" }, "Try somebody or something that both have to do with, or look at what is near each:"),
    make("div", { className: "acts" }, ...[start, end].map(nearby), act("Try other names", () => askPath(start ?? null))),
    ...[start, end].flatMap((node) => (node === undefined ? [] : listed(`Links of ${entities[node].name}`, around[node], (id) => linkCard(id, node), 4))),
  );
}

/** What the timeline of a part says: of what it tells, and how to have it of the whole graph. */
function partNote() {
  if (!live) return "";
  const days = state.from !== null && state.to !== null ? [state.from, state.to] : null;
  const same = live.period && days && day(live.period.begin) === days[0] && day(live.period.end) === days[1];
  const note = (...content) => make("p", { className: "note" }, ...content);
  const of = entities[numbered.get(live.centers[0])];
  const then = same && `${of ? `${of.name} in ` : ""}${spelled(...days)}`;
  if (same && live.period.events > live.period.shown) return note(`${live.period.shown} of the ${many(live.period.events, "event")} that the graph knows of ${then}: first those of which the day is known, then those that most claims tell.`);
  if (same) return note(live.period.events ? `All that the graph knows of ${then}.` : `The graph knows of nothing that happened then: ${then}.`);
  const whole = days ? make("button", { type: "button", onclick: () => openPeriod(days) }, `All of ${spelled(...days)}`) : "Type a month on the left or in the search to have that of the whole graph.";
  return note(datedEvents().length || !days ? "These are events of the part of the graph that is shown. " : "Nothing happened then in the part of the graph that is shown. ", whole);
}

/** What is disputed or denied in the whole graph of things that the page has not: a list of links to them. */
function elsewhereDisputed(heading, isWanted) {
  const own = live ? live.disputed.filter(([id, name, about]) => !numbered.has(id) && isWanted(about, `${name} ${about}`)) : [];
  return listed(heading, own, ([id, name, about]) => make("p", { className: "says" }, make("button", { type: "button", className: "name", onclick: () => open([id], id) }, name), make("span", { className: "what" }, about ? ` — ${about}` : "")));
}

const idOf = (iri) => (iri.startsWith(base) ? decodeURIComponent(iri.slice(base.length)) : iri);
const kindOf = (id) => ({ person: 0, org: 1, place: PLACE, event: EVENT })[id.split("/")[0]] ?? -1;

async function hitsOf(text, kind, limit) {
  const answer = await fetch(`/search?${new URLSearchParams({ q: text, kind, limit })}`);
  return answer.ok ? (await answer.json()).hits.map((hit) => ({ ...hit, id: idOf(hit.iri) })) : [];
}

/** Things of the whole graph by a name or, where it has none of that name, by the words that end it. */
async function namedElsewhere(text) {
  for (const words of endings(text)) {
    const hits = (await hitsOf(words, "name", 12)).filter(({ id }) => !/^source\/|:\/\//.test(id));
    if (hits.length) return weighed(hits.map(({ id, label, text: name }) => ({ id, name: label, also: name === label ? "" : name })), words);
  }
  return [];
}

/** Things with how many claims are about each: of namesakes the best known first, and events last. */
async function weighed(things, name) {
  const answer = await fetch(`/view/weights?${new URLSearchParams(things.map(({ id }) => ["with", id]))}`);
  const weights = answer.ok ? await answer.json() : {};
  const bears = (one) => [one.name, one.also].map(folded).includes(folded(name));
  const place = (one) => (kindOf(one.id) === EVENT ? 2 : 0) + (bears(one) ? 0 : 1);
  return things.map((one) => ({ ...one, claims: weights[one.id] ?? 0 })).sort((a, b) => place(a) - place(b) || b.claims - a.claims);
}

/** What the whole graph has for some words, and the page has not: names, then passages that say more than the words. */
async function findElsewhere(text, withSentences) {
  const [names, hits] = await Promise.all([namedElsewhere((withSentences && readPeriod(text)?.rest) || text), withSentences ? hitsOf(text, "evidence", 24) : []]);
  const passages = new Map(hits.filter(({ id, text: words }) => !numbered.has(id) && words.length > text.trim().length + 8).map((hit) => [hit.text, { id: hit.id, name: hit.text, quoted: true, note: hit.where }]));
  return [...names.filter(({ id }) => !numbered.has(id)).slice(0, 8), ...[...passages.values()].slice(0, 5)];
}

/** In which months how much happened that has to do with a thing. */
async function monthsOf(id) {
  const answer = await fetch(`/view/months?${new URLSearchParams({ with: id })}`);
  return answer.ok ? Object.entries(await answer.json()) : [];
}

/** What the search offers for a period in the whole graph; of a month without a year, the year that most happened in. */
async function periodElsewhere(text) {
  const named = readPeriod(text);
  if (!named || (!named.rest && named.year === null)) return [];
  const { year, month, date, rest } = named;
  const offer = (days, far, note) => (days ? [periodItem(days, far?.name ?? "", note, () => openPeriod(days, far?.id))] : []);
  if (!rest) return offer(daysOf(year, month, date), null, "in the whole graph");
  const [near] = findNodes(rest, 1);
  const far = isBegun(near, rest) ? entities[near] : (await namedElsewhere(rest))[0];
  if (!far) return [];
  const all = await monthsOf(far.id);
  const then = all.filter((one) => (year === null || one.year === year) && (month === null || one.month === month));
  const when = whenOf(named);
  if (!then.length) return [{ says: `Nothing of ${far.name} is dated to ${when}`, note: all.length ? `most is of ${all.slice(0, 2).map((one) => `${MONTHS[one.month]} ${one.year}`).join(", ")}` : "nor to any month" }];
  const of = then.filter((one) => one.year === then[0].year);
  return offer(daysOf(of[0].year, month, date), far, `${many(of.reduce((sum, { count }) => sum + count, 0), "event")}${date === null ? "" : ` in ${when}`}`);
}

/** In which months most happened that has to do with a thing. */
async function monthsOf(id) {
  const answer = await fetch(`/view/months?${new URLSearchParams({ with: id })}`);
  const found = answer.ok ? Object.entries(await answer.json()) : [];
  return found.map(([month, count]) => ({ year: Number(month.slice(0, 4)), month: Number(month.slice(5)) - 1, count })).sort((a, b) => b.count - a.count);
}
