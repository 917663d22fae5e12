// Days, months and years as people write them: in the field under the histogram, in the search, and what they are called.

const written = MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`.toLowerCase()).join("|").replace("sep", "sept?");
const IN_WORDS = new RegExp(`\\b(?:(\\d{1,2})(?:st|nd|rd|th)? +)?(${written})\\b\\.?(?: +(\\d{1,2})(?:st|nd|rd|th)?\\b)?(?:,? +(\\d{4}))?(?!\\S)`);
const IN_NUMBERS = /(?<![\p{L}\d-])(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?![\p{L}\d-])/u;

/** The first and the last day of a year, of a month of it, or of a day of that; null if there is no such day. */
function daysOf(year, month = null, date = null) {
  const from = new Date(Date.UTC(year, month ?? 0, date ?? 1));
  if (from.getUTCMonth() !== (month ?? 0) || from.getUTCDate() !== (date ?? 1)) return null;
  const next = date !== null ? Date.UTC(year, month, date + 1) : month !== null ? Date.UTC(year, month + 1) : Date.UTC(year + 1, 0);
  return [from.getTime() / 864e5, next / 864e5 - 1];
}

/** The year in which most events are known to have been in a month; where none was, that of most events. */
function yearOf(month) {
  const begun = entities.filter(({ begin }, node) => isEvent(node) && begin);
  const exact = begun.filter(({ begin, precision }) => ["day", "month"].includes(precision) && Number(begin.slice(5, 7)) === month + 1);
  return tally((exact.length ? exact : begun).map(({ begin }) => Number(begin.slice(0, 4))))[0]?.[0] ?? null;
}

/** The year, month and day that a text names, null where it does not, and what else stands in it; null if it names none. */
function readPeriod(text) {
  const plain = folded(text).replace(/[?!.\s]+$/, "");
  const rest = (found) => `${plain.slice(0, found.index)} ${plain.slice(found.index + found[0].length)}`.replace(/^(?:what|which) .*?(?:happened|was there|events)\b/, "").replace(/[?,]/g, " ").replace(/^\s*(?:in|at|to|with) /, "").replace(/\b(?:in|on|of|during)\s*$/, "").trim();
  const words = plain.match(IN_WORDS);
  const number = (part) => (part === undefined ? null : Number(part));
  if (words) {
    const [, before, name, after, year] = words;
    return { year: number(year), month: MONTHS.findIndex((one) => one.toLowerCase().startsWith(name.slice(0, 3))), date: number(before ?? after), rest: rest(words) };
  }
  const numbers = plain.match(IN_NUMBERS);
  if (!numbers) return null;
  const [year, month, date] = numbers.slice(1).map(number);
  return { year, month: month === null ? null : month - 1, date, rest: rest(numbers) };
}

/** The first and the last day of the period that a text names, and what else stands in it; null if it names none. */
function periodIn(text) {
  const named = readPeriod(text);
  const year = named && (named.year ?? yearOf(named.month));
  const days = year === null ? null : daysOf(year, named.month, named.date);
  return days && { days, rest: named.rest };
}

/** What a period is called: a month or a year where it is just that. */
function spelled(from, to) {
  if (from === null && to === null) return "any time";
  if (from !== null && to !== null) {
    const first = new Date(from * 864e5);
    const [year, month] = [first.getUTCFullYear(), first.getUTCMonth()];
    if (from === to) return dated(from);
    const [ofMonth, ofYear] = [daysOf(year, month), daysOf(year)];
    if (from === ofMonth[0] && to === ofMonth[1]) return `${MONTHS[month]} ${year}`;
    if (from === ofYear[0] && to === ofYear[1]) return String(year);
  }
  return `${from === null ? "…" : dated(from)} – ${to === null ? "…" : dated(to)}`;
}

/** Shows what happened within some days alone; without them, at any time. */
function narrow(days) {
  [state.from, state.to] = days ?? [null, null];
  state.undated = days === null;
  const typing = ["month", "any-time"].includes(document.activeElement?.id); // what had the focus is made anew
  fillPeriod();
  if (typing) at("month").focus();
  refresh();
}

const isWithin = (node, [from, to]) => Boolean(spans[node]) && spans[node][1] >= from && spans[node][0] <= to;

/** What the search offers for a period, alone or with the name of who or what its events are of. */
function findPeriod(text) {
  const named = readPeriod(text);
  if (!named) return [];
  const { rest } = named;
  const [node] = rest ? findNodes(rest, 1) : [];
  if (rest && node === undefined) return [];
  const days = periodIn(text)?.days;
  const nothing = isBegun(node, rest) ? [{ says: `Nothing of ${entities[node].name} is dated to ${whenOf(named)}` }] : [];
  if (!days) return nothing;
  const pool = node === undefined ? entities.keys() : new Set(around[node].map((id) => other(id, node)));
  const then = [...pool].filter((one) => isEvent(one) && isWithin(one, days));
  const sure = then.filter((one) => spans[one][1] - spans[one][0] <= Math.max(62, days[1] - days[0])).length;
  const count = sure ? many(sure, "event") : `${then.length} some time in ${new Date(days[0] * 864e5).getUTCFullYear()}`;
  return then.length ? [periodItem(days, node === undefined ? "" : entities[node].name, count, () => showPeriod(days, node))] : nothing;
}

/** What a month or year is called that somebody has typed. */
const whenOf = ({ year, month }) => [month === null ? "" : MONTHS[month], year ?? ""].join(" ").trim();

const periodItem = (days, name, count, take) => ({ mark: glyph("diamond", kinds[EVENT].color), says: `What happened: ${name ? `${name}, ` : ""}${spelled(...days)}`, note: count, take });

/** What to say where no event of a period is found. */
const nothingThen = (text) => { const period = periodIn(text); return period ? `no event is known in ${spelled(...period.days)}` : "nothing of that name"; };

/** The events of a period in order, or those of them that are of one node. */
function showPeriod(days, of) {
  state.only = null;
  narrow(days);
  if (of !== undefined) {
    select(of);
    state.only = new Set([of, ...neighbors(of)]);
  }
  turnTo("timeline");
}
