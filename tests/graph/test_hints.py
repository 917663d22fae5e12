"""Names of a query that nothing bears."""

from __future__ import annotations

import pytest

from claimgraph.graph.hints import hints
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.query import named_queries


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?e { ?e a cg:Protset }", ["nothing here is called cg:Protset; did you mean cg:Protest?"]),
        ("SELECT ?e { ?e a <https://schema.org/Persn> }", ["nothing here is called schema:Persn; did you mean"]),
        ("SELECT ?e { ?e cg:xxxxxxxx ?x }", ["nothing here is called cg:xxxxxxxx"]),
        ("SELECT ?e { GRAPH ?g { ?e cg:stance cg:Actual ; cg:fileName ?f } }", []),
        ("SELECT ?e { ?e rdfs:label 'cg:Protset' } # cg:Protset", []),
        ("SELECT ?e { ?e foaf:name ?name ; rdfs:lable ?label }", []),
    ],
)
def test_a_name_that_nothing_bears_is_told_with_the_nearest(query: str, told: list[str], kg: KnowledgeGraph) -> None:
    found = hints(query, kg.store, kg.vocabulary)
    assert len(found) == len(told) and all(a.startswith(b) for a, b in zip(found, told, strict=True))


@pytest.mark.parametrize("name", list(named_queries()))
def test_named_queries_use_names_that_there_are(name: str, kg: KnowledgeGraph) -> None:
    missing = [hint for hint in hints(named_queries()[name].text, kg.store, kg.vocabulary) if "did you mean" in hint]
    assert missing == []
