"""What becomes a plain triple, and what never does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claimgraph.graph.knowledge import KnowledgeGraph


@pytest.mark.parametrize(
    "pattern",
    [
        '?e a cg:Protest, sem:Event ; rdfs:label "Strike, Port Lindon, 4 March 2021"@en',
        '?e cg:begin "2021-03-04"^^xsd:date ; cg:end "2021-03-04"^^xsd:date ; cg:precision "day"',
        "?e cg:place ?p ; sem:hasPlace ?p . ?p a schema:Place",
        "?e cg:organizer ?u ; sem:hasActor ?u . ?u a schema:Organization",
        '?p cg:countryCode "NO" ; cg:precision "city" ; skos:exactMatch <https://sws.geonames.org/12345/>',
        '?p geo:hasGeometry/geo:asWKT "POINT(-3.5 58.25)"^^geo:wktLiteral',
        '?who cg:leaderOf ?u ; cg:positionHeld "head" . ?u skos:altLabel "HU"',
    ],
)
def test_what_the_reports_assert_is_plain(pattern: str, kg: KnowledgeGraph) -> None:
    assert kg.query(f"ASK {{ {pattern} }}").truth


@pytest.mark.parametrize(
    "pattern",
    [
        "?e a cg:Meeting",
        "?e a cg:Attack",
        "<event/meeting> ?p ?o",
        "<event/beating> ?p ?o",
        "?m cg:opposes ?u",
        "?m cg:said ?w",
    ],
)
def test_what_is_planned_denied_or_quoted_is_not(pattern: str, kg: KnowledgeGraph) -> None:
    assert not kg.query(f"ASK {{ {pattern} }}").truth
    assert kg.query("ASK { GRAPH ?g { ?c rdf:subject <event/beating> ; cg:stance cg:Denied } }").truth


def test_a_figure_that_anybody_rivals_is_not_plain(kg: KnowledgeGraph) -> None:
    assert not kg.query("ASK { ?e cg:figure ?f }").truth
    assert len(kg.named("figures").rows) == 2


@pytest.mark.parametrize(
    ("trust", "believed"),
    [("publisher", False), ("any-speaker", True), (("Ministry of Ports",), True), (("HU",), False)],
)
def test_trust_decides_whose_word_counts(trust: Any, believed: bool, graph_with: Callable[..., KnowledgeGraph]) -> None:
    assert graph_with(trust).query("ASK { ?m cg:opposes ?u }").truth is believed
