// What a search field offers while one types: names, periods, questions and passages. Each item has what it says, a note
// beside it, a drawing if it has one, and what is done when it is taken.

const namedItem = (node, choose) => ({ mark: glyph(look(node).shape, look(node).color), says: entities[node].name, note: entities[node].when || entities[node].type, fills: entities[node].name, take: () => choose(node) });
const passageItem = (passage) => ({ says: passages[passage][1], quoted: true, take: () => showSentence(passage) });

function farItem({ id, name, also = "", quoted, note, claims }, chooseFar) {
  const kind = kinds[kindOf(id)];
  return { mark: kind && !quoted ? glyph(kind.shape, kind.color) : "", says: name, quoted, note: note ?? [also && `“${also}”`, kind?.one, claims && many(claims, "claim")].filter(Boolean).join(" · "), fills: name, take: () => chooseFar(id) };
}

/** Makes a field suggest nodes, and all else if asked, while one types; of what a server finds, an id is chosen. */
function combine(input, list, choose, withAll = false, chooseFar = (id) => open([id], id)) {
  let items = [];
  let current = 0;
  let hasty = false; // whether Enter came before an answer
  const unfurl = (on) => { list.hidden = !on; input.setAttribute("aria-expanded", String(on)); if (!on) input.removeAttribute("aria-activedescendant"); };
  function point(i) {
    current = i;
    [...list.querySelectorAll("[role=option]")].forEach((item, n) => { item.setAttribute("aria-selected", String(n === i)); if (n === i) item.scrollIntoView({ block: "nearest" }); });
    if (items.length) input.setAttribute("aria-activedescendant", `${list.id}-${i}`);
  }
  function take(i) {
    if (!items[i]?.take) return;
    unfurl(false);
    if (items[i].fills) input.value = items[i].fills;
    items[i].take();
  }
  function option({ mark = "", says, quoted, note, take: can }, i) {
    return make("li", { role: "option", id: `${list.id}-${i}`, "aria-selected": "false", ...(can ? { onclick: () => take(i) } : { "aria-disabled": "true" }) }, mark, make("span", quoted ? { className: "quote" } : {}, says), note ? make("small", {}, note) : "");
  }
  function suggest() {
    hasty = false;
    const text = input.value;
    const named = findNodes(text).map((node) => namedItem(node, choose));
    const asked = withAll ? findAsked(text) : [];
    const periods = withAll && !live ? findPeriod(text) : [];
    const first = isBegun(findNodes(text, 1)[0], text) ? 1 : 0; // a name that holds a date is meant as a name
    items = [...named.slice(0, first), ...asked, ...periods.filter((one) => one.take), ...named.slice(first), ...periods.filter((one) => !one.take)];
    const said = withAll ? findSentences(text).map(passageItem) : [];
    if (!live) items.push(...said);
    const further = live && text.trim();
    offer(further ? "looking through the whole graph …" : nothingThen(text));
    clearTimeout(suggest.timer);
    if (further) suggest.timer = setTimeout(() => searchOn(text, first, said), 150);
  }
  function offer(nothing) {
    list.replaceChildren(...(items.length ? items : [{ says: nothing }]).map(option));
    unfurl(Boolean(input.value.trim()));
    point(0);
  }
  /** Adds what the server finds, once the reader pauses. */
  async function searchOn(text, first, said) {
    const [periods, far] = await Promise.all([withAll ? periodElsewhere(text) : [], findElsewhere(text, withAll)]);
    if (input.value !== text || document.activeElement !== input) return;
    items.splice(first, 0, ...periods);
    const names = far.filter(({ quoted }) => !quoted);
    items.push(...[...names, ...far.slice(names.length)].map((one) => farItem(one, chooseFar)));
    items.splice(items.length - far.length + names.length, 0, ...said);
    offer(nothingThen(text));
    if (hasty) take(0);
  }
  input.addEventListener("input", suggest);
  input.addEventListener("blur", () => setTimeout(() => unfurl(false), 200));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); if (items.length) point((current + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length); }
    else if (event.key === "Enter") { event.preventDefault(); hasty = !items.length; take(current); }
    else if (event.key === "Escape") unfurl(false);
  });
}
combine(at("search"), at("found"), (node) => select(node, true), true);
