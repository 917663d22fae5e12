"use strict";
// Answers hold text of reports. YASGUI escapes them, and the content security policy runs no script in them.
(() => {
  const at = (id) => document.getElementById(id);
  const { queries, view, prefixes, terms: known } = JSON.parse(at("data").textContent);
  const endpoint = new URL("/sparql", location.href).href;
  const link = (address, text) => { const a = document.createElement("a"); a.href = address; a.textContent = text; return a; };
  at("links").append("For programs: ", link("/sparql", "/sparql"), ", ", link("/store", "/store"), view ? ". To look at: " : "", view ? link("/view", "the view") : "", ".");

  // Suggestions come from this graph, never from another server.
  async function terms(query) {
    const answer = await fetch(endpoint, { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" }, body: query });
    return answer.ok ? (await answer.json()).results.bindings.map((row) => row.term.value) : [];
  }
  const local = { bulk: true, persistenceId: null };
  Yasgui.Yasqe.forkAutocompleter("class", { ...local, name: "class-here", get: () => terms("SELECT DISTINCT ?term { ?s a ?term } LIMIT 1000") }, false);
  Yasgui.Yasqe.forkAutocompleter("property", { ...local, name: "property-here", get: () => terms("SELECT DISTINCT ?term { ?s ?term ?o } LIMIT 1000") }, false);
  Yasgui.Yasqe.forkAutocompleter("prefixes", { ...local, name: "prefixes-here", get: () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`) }, false);

  // What was answered is not kept in the browser; what was asked is.
  const yasgui = new Yasgui(at("yasgui"), {
    requestConfig: { endpoint, method: "POST", acceptHeaderGraph: "text/turtle" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
    populateFromUrl: true,
    yasqe: { autocompleters: ["variables", "class-here", "property-here", "prefixes-here"], value: `PREFIX rdfs: <${prefixes.rdfs}>\nSELECT ?thing ?name WHERE {\n  ?thing rdfs:label ?name\n}\nORDER BY ?name\nLIMIT 50` },
    yasr: { maxPersistentResponseSize: 0, prefixes },
  });
  // A tab kept from another port of this machine would still ask there.
  for (const tab of Object.values(yasgui._tabs)) tab.setEndpoint(endpoint);
  yasgui.on("tabSelect", (_, id) => yasgui.getTab(id)?.setEndpoint(endpoint));

  // An empty answer may come of a name that nothing bears: each that the ontology lacks is looked for, and the nearest one told.
  const OURS = ["cg", "schema", "sem"];
  const pairs = (text) => new Set([...text.toLowerCase()].map((letter, i, all) => letter + (all[i + 1] || "")));
  function likeness(a, b) {
    const [ours, theirs] = [pairs(a), pairs(b)];
    return (2 * [...ours].filter((pair) => theirs.has(pair)).length) / (ours.size + theirs.size);
  }
  function namesIn(query) {
    const bare = query.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""').replace(/<([^<>\s]*)>/g, (_, iri) => { const prefix = OURS.find((one) => iri.startsWith(prefixes[one])); return prefix ? ` ${prefix}:${iri.slice(prefixes[prefix].length)} ` : " "; }).replace(/#.*/g, "");
    return [...new Set(bare.match(/\b(?:cg|schema|sem):[A-Za-z]\w*/g) || [])].filter((name) => !known.includes(name));
  }
  async function isUsed(name) {
    const [prefix, local] = name.split(":");
    const term = `<${prefixes[prefix]}${local}>`;
    const either = `{ ?s ${term} ?o } UNION { ?s ?p ${term} }`;
    return (await terms(`SELECT (true AS ?term) { ${either} UNION { GRAPH ?g { ${either} } } } LIMIT 1`)).length > 0;
  }
  async function hint(query) {
    const told = [];
    for (const name of namesIn(query)) {
      if (await isUsed(name)) continue;
      const [best] = known.map((term) => [likeness(term.split(":")[1], name.split(":")[1]), term]).sort((a, b) => b[0] - a[0]);
      told.push(`Nothing here is called ${name}${best && best[0] > 0.5 ? `; did you mean ${best[1]}?` : "."}`);
    }
    at("hint").textContent = told.join(" ");
  }
  yasgui.on("query", () => { at("hint").textContent = ""; });
  const isEmpty = (tab) => tab.getYasr().results?.getBindings()?.length === 0;
  yasgui.on("queryResponse", (_, tab) => setTimeout(() => { if (isEmpty(tab)) hint(tab.getYasqe().getValue()); })); // it is told before it is shown

  for (const name of Object.keys(queries)) at("named").append(new Option(name, name));
  at("choice").hidden = !Object.keys(queries).length;
  at("named").addEventListener("change", () => {
    const name = at("named").value;
    if (name) yasgui.addTab(true, { name, yasqe: { value: queries[name] } });
    at("named").value = "";
  });
  window.yasgui = yasgui;
  document.documentElement.dataset.ready = "";
})();
