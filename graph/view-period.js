// The period: a histogram of the events over two sliders. Both ends are open, so that a few dates far off do not squeeze the rest.

const known = spans.flatMap((span) => (span ? [span[0]] : [])).sort((a, b) => a - b);

/** The days that the sliders and the timeline run over: all of them, or the bulk where single dates lie far off. */
function bulk() {
  if (!known.length) return null;
  const quantile = (share) => known[Math.min(known.length - 1, Math.floor(share * known.length))];
  const [first, last] = [known[0], known[known.length - 1]];
  const [low, high] = [quantile(0.06), quantile(0.94)];
  const wide = Math.max(high - low, 20);
  return [Math.max(first, low - wide / 4), Math.min(last, high + wide / 4)].map((value, i) => (i ? Math.ceil(value) + 1 : Math.floor(value)));
}
const extent = bulk();
const BINS = 44;

function histogram() {
  const [low, high] = extent;
  const bins = Array(BINS).fill(0);
  for (const value of known) bins[Math.max(0, Math.min(BINS - 1, Math.floor(((value - low) / (high - low)) * BINS)))] += 1;
  const most = Math.sqrt(Math.max(...bins));
  const bars = bins.map((count, i) => draw("rect", { x: i * 5, y: 34 - (Math.sqrt(count) / most) * 32, width: 4, height: (Math.sqrt(count) / most) * 32, "data-bin": i }));
  return draw("svg", { viewBox: `0 0 ${BINS * 5} 34`, preserveAspectRatio: "none", className: "histogram", "aria-hidden": "true" }, ...bars);
}

/** The whole months, or years, in which a bar of the histogram stands. */
function daysOfBar(bar) {
  const wide = (extent[1] - extent[0]) / BINS;
  const [first, last] = [0, 1].map((end) => new Date((extent[0] + (bar + end) * wide - end) * 864e5));
  const unit = (date) => (wide > 150 ? daysOf(date.getUTCFullYear()) : daysOf(date.getUTCFullYear(), date.getUTCMonth()));
  const middle = new Date((extent[0] + (bar + 0.5) * wide) * 864e5);
  return wide < 32 ? unit(middle) : [unit(first)[0], unit(last)[1]];
}

function fillPeriod() {
  if (!extent || extent[1] - extent[0] < 2) return;
  const [low, high] = extent;
  const said = make("output", { id: "period-said" });
  const anyTime = make("button", { type: "button", id: "any-time", title: "Any time again", "aria-label": "Any time again", onclick: () => narrow(null) }, "×");
  const slider = (id, label, value) => make("input", { type: "range", id, min: low, max: high, step: 1, value, "aria-label": label });
  const [from, to] = [slider("from", "First day", state.from ?? low), slider("to", "Last day", state.to ?? high)];
  const bars = histogram();
  bars.addEventListener("click", (event) => {
    const box = bars.getBoundingClientRect();
    const days = daysOfBar(Math.min(BINS - 1, Math.floor(((event.clientX - box.left) / box.width) * BINS)));
    narrow(days[0] === state.from && days[1] === state.to ? null : days);
  });
  function say() {
    said.textContent = spelled(state.from, state.to);
    anyTime.hidden = state.from === null && state.to === null;
    for (const bar of bars.children) {
      const middle = low + ((Number(bar.dataset.bin) + 0.5) / BINS) * (high - low);
      bar.classList.toggle("out", (state.from !== null && middle < state.from) || (state.to !== null && middle > state.to));
    }
    for (const input of [from, to]) input.setAttribute("aria-valuetext", dated(Number(input.value)));
  }
  function moved(event) {
    if (Number(from.value) > Number(to.value)) (event.target === from ? from : to).value = (event.target === from ? to : from).value;
    state.from = Number(from.value) <= low ? null : Number(from.value);
    state.to = Number(to.value) >= high ? null : Number(to.value);
    say();
    clearTimeout(moved.timer);
    moved.timer = setTimeout(refresh, 60);
  }
  for (const input of [from, to]) input.addEventListener("input", moved);
  const example = dated(known[Math.floor(known.length / 2)]).replace(/^\d+ /, "");
  const field = make("input", { type: "text", id: "month", placeholder: `a month: ${example}`, autocomplete: "off", spellcheck: "false", "aria-label": `A month, a year or a day, such as ${example}` });
  field.addEventListener("change", () => {
    const period = periodIn(field.value);
    if (period || !field.value.trim()) narrow(period && period.days);
    else tell(`Nothing is known of “${field.value}”: write a month, a year or a day, such as ${example}`);
  });
  const box = make("div");
  at("period").replaceChildren(make("h2", {}, "When ", make("span", {}, said, anyTime)), make("div", { className: "sliders" }, bars, from, to), field, box);
  const undated = entities.filter((_, i) => isEvent(i) && !spans[i]).length;
  if (undated) tick(box, "", "undated events", undated, state.undated, (on) => { state.undated = on; });
  say();
}
