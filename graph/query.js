"use strict";
// Answers hold text of reports. YASGUI escapes them, and the content security policy runs no script in them.
(() => {
  const at = (id) => document.getElementById(id);
  const { queries, view, prefixes } = JSON.parse(at("data").textContent);
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
