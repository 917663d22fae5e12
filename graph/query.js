"use strict";
// Answers hold text of reports: they enter the page as text nodes only.
(() => {
  const at = (id) => document.getElementById(id);
  const { queries, view } = JSON.parse(at("data").textContent);
  const link = (address, text) => { const a = document.createElement("a"); a.href = address; a.textContent = text; return a; };
  at("links").append("For programs, the endpoint is ", link("/sparql", "/sparql"), view ? "; the graph can be " : "", view ? link("/view", "looked at") : "", ".");
  for (const name of Object.keys(queries)) at("named").append(new Option(name, name));
  at("choice").hidden = !Object.keys(queries).length;
  at("named").addEventListener("change", () => { if (at("named").value) at("query").value = queries[at("named").value]; });

  function say(text, wrong = false) { at("status").textContent = text; at("status").classList.toggle("wrong", wrong); }

  function cell(name, value) {
    const element = document.createElement(name);
    if (value) element.textContent = value.value ?? value;
    return element;
  }

  function table({ head, results }) {
    const box = document.createElement("table");
    const top = box.createTHead().insertRow();
    for (const name of head.vars) top.append(cell("th", name));
    const body = box.createTBody();
    for (const row of results.bindings.slice(0, 2000)) body.insertRow().append(...head.vars.map((name) => cell("td", row[name])));
    return box;
  }

  async function ask() {
    say("asking …");
    at("answer").replaceChildren();
    try {
      const answer = await fetch("/sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.9" }, body: at("query").value });
      const text = await answer.text();
      if (!answer.ok) return say(text, true);
      if (!answer.headers.get("Content-Type").includes("json")) { say("triples"); const pre = document.createElement("pre"); pre.textContent = text; return at("answer").replaceChildren(pre); }
      const found = JSON.parse(text);
      if ("boolean" in found) return say(found.boolean ? "yes" : "no");
      const count = found.results.bindings.length;
      say(`${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"}${count > 2000 ? ", the first 2,000 shown" : ""}`);
      at("answer").replaceChildren(table(found));
    } catch (error) { say(`no answer: ${error.message}`, true); }
  }
  at("form").addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  at("query").addEventListener("keydown", (event) => { if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); ask(); } });
})();
