// The timeline: events in lanes by what kind they are, and below them in order, with who, where and how many reports.

const ROW = 11; // the height of one event in a lane
const DENSE = 400; // more events than this in a lane are drawn as bars
const BAR = 9; // the width of one
const AT_ONCE = 40; // so many events of a month are listed at first
const HEADED = 46; // room for the years above the lanes

/** The visible events that have a date, in order. */
const datedEvents = () => seenNodes().filter((node) => isEvent(node) && spans[node]).sort((a, b) => spans[a][0] - spans[b][0] || a - b);

function reportsOf(node) {
  const from = new Set();
  for (const id of around[node]) for (const source of linkSources[id]) from.add(source);
  for (const fact of entities[node].facts) for (const source of sourcesOf(fact)) from.add(source);
  return from.size;
}

/** In what sense an event is told: as fact, if any claim tells it so. */
function senseOf(node) {
  const claims = [...around[node].map((id) => links[id]), ...entities[node].facts];
  if (!claims.length || claims.some(({ stance }) => stance === "actual")) return "actual";
  return claims[0].stance;
}

/** Whether only the month, the year or the decade of an event is known. */
const isVague = (node) => ["month", "year", "decade"].includes(entities[node].precision);

const familyColors = new Map(tally(entities.filter((_, i) => isEvent(i)).map(({ family }) => family)).map(([family], i) => [family, PALETTE[i % PALETTE.length]]));

/** The days where the axis has a line, and what stands there. */
function ticks(low, high, width) {
  const most = Math.max(2, width / 90);
  const first = new Date(low * 864e5);
  const at0 = (year, month = 0, date = 1) => Date.UTC(year, month, date) / 864e5;
  const year0 = first.getUTCFullYear();
  const days = high - low;
  for (const step of [1, 3, 6]) {
    if (days / (30.4 * step) > most || days < 40) continue;
    const found = [];
    for (let month = 0; at0(year0, month) < high; month += step) {
      const here = new Date(at0(year0, month) * 864e5);
      if (at0(year0, month) >= low) found.push([at0(year0, month), `${MONTHS[here.getUTCMonth()].slice(0, 3)}${here.getUTCMonth() < step || !found.length ? ` ${here.getUTCFullYear()}` : ""}`]);
    }
    return found;
  }
  if (days < 40) {
    const step = Math.max(1, Math.ceil(days / most));
    return Array.from({ length: Math.floor(days / step) + 1 }, (_, i) => [low + i * step, dated(low + i * step).replace(/ \d+$/, i ? "" : "$&")]);
  }
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((years) => days / (365.25 * years) <= most) || 5000;
  const found = [];
  for (let year = Math.ceil(year0 / step) * step; at0(year) < high; year += step) if (at0(year) >= low) found.push([at0(year), String(year)]);
  return found;
}

/** The lanes: each event at the first free height in the lane of its kind. */
function arranged(events, low, high, width) {
  const x = (value) => 8 + ((value - low) / (high - low)) * (width - 16);
  const lanes = new Map();
  const sizes = new Map(tally(events.map((node) => entities[node].family)));
  for (const node of events) {
    const [begin, end] = spans[node];
    if (end < low || begin > high) continue;
    const [left, right] = [x(Math.max(begin, low)), x(Math.min(end, high))];
    const family = entities[node].family;
    if (!lanes.has(family)) lanes.set(family, { ends: [], marks: [] });
    const lane = lanes.get(family);
    let row = sizes.get(family) > DENSE ? 0 : lane.ends.findIndex((taken) => taken <= left - 6);
    if (row < 0) row = lane.ends.length;
    lane.ends[row] = Math.max(right, left) + 6;
    lane.marks.push({ node, left, right, row });
  }
  const exact = ([, { marks }]) => marks.filter(({ node }) => !isVague(node)).length; // kinds with exact days first: they tell most
  return [...lanes].sort((a, b) => exact(b) - exact(a) || (a[0] < b[0] ? -1 : 1));
}

/** A lane of very many events: how many there were when, and those near the chosen one. A pressed bar shows its days alone. */
function denseLane([family, { marks }], top, colors, near, dayAt) {
  const color = familyColors.get(family);
  const parts = [draw("text", { x: 8, y: top + 13, "font-size": 12, "font-weight": 600, fill: colors.soft, "font-family": FONT }, `${family} · ${marks.length.toLocaleString("en")}`)];
  const counts = tally(marks.map(({ left }) => Math.floor(left / BAR)));
  const most = counts[0][1]; // the commonest come first
  for (const [bin, count] of counts) {
    const height = Math.max(2, (count / most) * 46);
    const days = [Math.floor(dayAt(bin * BAR)), Math.max(Math.floor(dayAt(bin * BAR)), Math.ceil(dayAt((bin + 1) * BAR)) - 1)];
    const bar = draw("rect", { x: bin * BAR, y: top + 68 - height, width: BAR - 1, height, fill: color, className: "event", ...(near ? { opacity: 0.3 } : {}) }, draw("title", {}, `${many(count, "event")}, ${spelled(...days)}`));
    bar.addEventListener("click", () => narrow(days));
    parts.push(bar);
  }
  for (const { node, left } of near ? marks.filter(({ node }) => near.has(node)) : []) {
    const mark = draw("circle", { cx: left, cy: top + 62, r: node === state.chosen ? 7 : 5, fill: color, stroke: node === state.chosen ? colors.ink : colors.raised, "stroke-width": 2, className: "event", "data-node": node }, draw("title", {}, `${entities[node].name} (${entities[node].when})`));
    mark.addEventListener("click", () => select(node));
    parts.push(mark);
  }
  return [parts, 78];
}

function laneOf([family, { ends, marks }], top, colors, near) {
  const tight = Math.min(ROW, 110 / ends.length);
  const color = familyColors.get(family);
  const parts = [draw("text", { x: 8, y: top + 13, "font-size": 12, "font-weight": 600, fill: colors.soft, "font-family": FONT }, `${family} · ${marks.length}`)];
  for (const { node, left, right, row } of marks) {
    const sense = senseOf(node);
    const y = top + 26 + row * tight;
    const chosen = node === state.chosen;
    const look = { fill: sense === "actual" ? color : colors.raised, stroke: chosen ? colors.ink : sense === "actual" ? colors.raised : colors[sense], "stroke-width": chosen ? 2.5 : sense === "actual" ? 1 : 2, className: "event", "data-node": node };
    if (sense !== "actual") look["stroke-dasharray"] = "3 2";
    if (near && !near.has(node)) look.opacity = 0.2;
    const half = Math.min(isVague(node) ? 3 : 4.5, tight / 2);
    const mark = right - left > 8 ? draw("rect", { x: left - 4, y: y - half, width: right - left + 8, height: half * 2, rx: half, ...look, "fill-opacity": chosen || !isVague(node) ? 0.85 : 0.4 }) : draw("circle", { cx: left, cy: y, r: chosen ? 7 : 5, ...look });
    mark.append(draw("title", {}, `${entities[node].name} (${entities[node].when})`));
    mark.addEventListener("click", () => select(node));
    parts.push(mark);
  }
  return [parts, 26 + ends.length * tight + 10];
}

/** The chart as SVG, of a given width. */
function timelineChart(width) {
  const events = datedEvents();
  const low = state.from ?? extent[0];
  const high = Math.max(state.to ?? extent[1], low + 1);
  const colors = Object.fromEntries(["soft", "line", "raised", "ink", ...Object.keys(STANCES).slice(1)].map((name) => [name, style(name)]));
  const x = (value) => 8 + ((value - low) / (high - low)) * (width - 16);
  const [before, after] = [events.filter((node) => spans[node][1] < low).length, events.filter((node) => spans[node][0] > high).length];
  const near = state.chosen === null ? null : new Set([state.chosen, ...neighbors(state.chosen)]);
  const body = [];
  let top = HEADED - 12;
  for (const lane of arranged(events, low, high, width)) {
    const dayAt = (pixel) => low + ((pixel - 8) / (width - 16)) * (high - low);
    const [parts, height] = lane[1].marks.length > DENSE ? denseLane(lane, top, colors, near, dayAt) : laneOf(lane, top, colors, near);
    body.push(draw("line", { x1: 0, x2: width, y1: top, y2: top, stroke: colors.line }), ...parts);
    top += height;
  }
  const axis = ticks(low, high, width).flatMap(([value, text]) => [draw("line", { x1: x(value), x2: x(value), y1: 22, y2: top, stroke: colors.line }), draw("text", { x: Math.min(Math.max(x(value), 24), width - 30), y: 14, "font-size": 12, "text-anchor": "middle", fill: colors.soft, "font-family": FONT }, text)]);
  const edge = [];
  if (before) edge.push(draw("text", { x: 8, y: 31, "font-size": 11, fill: colors.soft, "font-family": FONT }, `◂ ${before} earlier`));
  if (after) edge.push(draw("text", { x: width - 8, y: 31, "font-size": 11, "text-anchor": "end", fill: colors.soft, "font-family": FONT }, `${after} later ▸`));
  return draw("svg", { width, height: top + 4, viewBox: `0 0 ${width} ${top + 4}`, role: "img", "aria-label": `${many(events.length, "dated event")} in lanes by kind; the list below holds the same` }, ...axis, ...body, ...edge);
}

function eventRow(node) {
  const near = neighbors(node).filter((one) => !isEvent(one));
  const [where, who] = [near.filter((one) => entities[one].kind === PLACE), near.filter((one) => entities[one].kind !== PLACE)];
  const names = [who, where].flatMap((list) => list.slice(0, 3).map((one) => entities[one].name)).join(" · ");
  const sense = senseOf(node);
  const dot = draw("svg", { width: 12, height: 12, viewBox: "0 0 12 12", "aria-hidden": "true" }, draw("circle", { cx: 6, cy: 6, r: 5, fill: familyColors.get(entities[node].family) }));
  const mark = sense === "actual" ? "" : make("span", { className: `stance ${sense}` }, STANCES[sense]);
  const clash = disputed.has(node) ? make("span", { className: "stance disputed" }, "disputed") : "";
  return make("li", { "data-node": node, ...(node === state.chosen ? { "aria-current": "true" } : {}) }, make("span", { className: "date" }, entities[node].when || "no date"), dot, make("span", { className: "what" }, go(node), mark, clash, names ? make("small", {}, names) : ""), make("small", { className: "reports" }, many(reportsOf(node), "report")));
}

/** Offers the events of the chosen person, organization or place alone. */
function whoseEvents() {
  const { chosen } = state;
  const note = (text, label, action) => make("p", { className: "note" }, text, make("button", { type: "button", onclick: action }, label));
  if (state.only) return note("Only a part of the graph is shown. ", "Show all events", () => { state.only = null; refresh(); });
  if (chosen === null || isEvent(chosen)) return "";
  const own = neighbors(chosen).filter(isEvent).length;
  return own ? note(`${many(own, "event")} of ${entities[chosen].name}: `, "show only these", () => acts.focus(chosen)) : "";
}

/** The heading of a month or year; pressed, it shows that alone, and pressed again all. */
function headed(title) {
  const period = periodIn(title);
  if (!period) return title;
  const same = period.days[0] === state.from && period.days[1] === state.to;
  return make("button", { type: "button", className: "month", title: same ? "Show any time again" : `Show ${title} alone`, onclick: () => narrow(same ? null : period.days) }, title);
}

/** The events of a month, the first of them at once. */
function rowsOfMonth(events) {
  const own = [...events].sort((a, b) => isVague(a) - isVague(b)); // else those of which no day is known come before all
  const list = make("ol");
  const more = make("button", { type: "button", className: "more", onclick: () => extend() });
  const first = Math.max(AT_ONCE, own.indexOf(state.chosen) + 1);
  let count = 0;
  function extend() {
    list.append(...own.slice(count, count + (count ? 200 : first)).map(eventRow));
    count = list.childElementCount;
    more.textContent = many(own.length - count, "more", "more");
    more.hidden = count === own.length;
  }
  extend();
  return own.length > first ? [list, more] : [list];
}

function showTimeline() {
  const box = at("timeline");
  const events = datedEvents().filter((node) => (state.from === null || spans[node][1] >= state.from) && (state.to === null || spans[node][0] <= state.to));
  const undated = seenNodes().filter((node) => isEvent(node) && !spans[node]);
  const scrolled = box.scrollTop;
  const chart = extent && events.length ? make("div", { className: "chart", tabindex: 0, role: "region", "aria-label": "Events in lanes by kind" }, timelineChart(Math.max(300, box.clientWidth - 48))) : "";
  const list = make("div", { className: "chronicle" });
  const months = new Map();
  for (const node of events) { gather(months, (entities[node].begin || entities[node].end).slice(0, ["day", "month"].includes(entities[node].precision) ? 7 : 4), node); }
  const blocks = [...months].map(([month, own]) => [month.length > 4 ? `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}` : month, own]);
  // Within a month, what is known by its year alone comes behind what is known to be of that month.
  if (state.from !== null && state.to !== null && state.to - state.from < 200) {
    const late = ([title]) => /^\d+$/.test(title);
    blocks.splice(0, blocks.length, ...blocks.filter((block) => !late(block)), ...blocks.filter(late).map(([title, own]) => [`Some time in ${title}`, own]));
  }
  if (undated.length) blocks.push(["Without a date", undated]);
  list.append(...listed("", blocks, ([title, own]) => make("section", {}, make("h3", {}, headed(title)), ...rowsOfMonth(own)), 12));
  box.replaceChildren(...[chart, partNote(), whoseEvents(), list].filter(Boolean));
  box.scrollTop = scrolled;
  const row = state.chosen === null ? null : list.querySelector(`li[data-node="${state.chosen}"]`);
  if (row && showTimeline.last !== state.chosen) row.scrollIntoView({ block: "center" });
  showTimeline.last = state.chosen;
}
