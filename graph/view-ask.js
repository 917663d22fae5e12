// Questions as people type them: which figures are disputed, who denies something, how two are connected.

const DISPUTED = /\b(?:disput\w*|contradict\w*|disagree\w*|rival\w*|den(?:y|ies|ied|ials?))\b/;
const JOINED = [/^how (?:is|are|was|were|do|does) (.+?) (?:connected|related|linked|tied) (?:with|to) (.+)$/, /^(?:how (?:is|are|was|were|do|does) )?(.+?) and (.+?) (?:are |is |were )?(?:connected|related|linked|tied|have to do)\b.*$/, /^how (?:is|are|was|were) (.+?) and (.+)$/];

/** What the search offers for a question. */
function findAsked(text) {
  const plain = folded(text).replace(/[?!.\s]+$/, "").trim();
  const joined = JOINED.map((form) => plain.match(form)).find(Boolean);
  if (joined) return [{ says: `How are “${joined[1]}” and “${joined[2]}” connected?`, note: "the way between them", take: () => joinNamed(joined.slice(1, 3)) }];
  const found = plain.match(DISPUTED);
  if (!found) return [];
  const about = plain.slice(found.index + found[0].length).replace(/^\W*(?:figures?|claims?|that|of|about|the|what|is|are)\b/, "").trim();
  return [{ says: `What is disputed or denied${about ? `: “${about}”` : ""}`, note: "tab Disputed", take: () => askDisputes(about, found[0].startsWith("den")) }];
}

/** The id of the one thing that bears a name, or by far the best known of those; undefined where it is not clear. */
async function bearerOf(name) {
  const [node] = findNodes(name, 1);
  if (!live) return node === undefined ? undefined : entities[node].id;
  if (node !== undefined && indexed()[node].includes(folded(name))) return entities[node].id;
  const bearers = (await namedElsewhere(name)).filter((one) => [one.name, one.also].map(folded).includes(folded(name)));
  const [first, second] = bearers;
  return bearers.length === 1 || first?.claims > 4 * second?.claims ? first.id : undefined;
}

/** The way between two that are named as somebody has typed them; asks again where it is not clear who is meant. */
async function joinNamed(names) {
  const ends = await Promise.all(names.map(bearerOf));
  if (!ends.includes(undefined)) join(ends);
  else askPath(null, names, ends);
}

/** Opens what is disputed or denied, of what holds some words where anything does. */
function askDisputes(about, denialsFirst) {
  showDisputes.denialsFirst = denialsFirst;
  turnTo("disputes");
  const field = at("narrow-disputes");
  for (const words of field ? endings(about) : []) {
    field.value = words;
    field.dispatchEvent(new Event("input"));
    if (at("dispute-list").querySelector(".says")) return;
  }
  if (field) { field.value = ""; field.dispatchEvent(new Event("input")); }
}
