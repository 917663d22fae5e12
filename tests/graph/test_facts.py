"""What becomes a plain triple, and what never does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.model import Claim, Entity, Evidence, Extraction, Grounding, Interval, Source
from claimgraph.ontology import vocabulary
from claimgraph.ontology.check import check


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


def graph(entities: tuple[Entity, ...], *claims: Claim) -> KnowledgeGraph:
    """A graph of one source that names these entities and makes these claims."""
    read = Extraction(SOURCE.id, entities, (), claims)
    return KnowledgeGraph.of([SOURCE], [read], {e.id: e for e in entities}, vocabulary=vocabulary.load())


SOURCE = Source.of("a.txt", "The union was born in the 1960s.")
UNION = Entity("org/union", "Organization", "Union")


@pytest.mark.parametrize(
    ("interval", "plain"),
    [
        (Interval("1960-01-01", "1960-12-31", "year"), ['"1960"^^<http://www.w3.org/2001/XMLSchema#gYear>']),
        (Interval("1960-01-01", "1969-12-31", "decade"), []),
        (Interval("1960-03-01", "1961-12-31", "span"), []),
    ],
)
def test_a_long_time_is_no_plain_date_but_stays_a_claim(interval: Interval, plain: list[str]) -> None:
    kg = graph((UNION,), Claim("org/union", "foundedOn", interval, Evidence(SOURCE.id, 0, 9, "rule", 1.0)))
    assert [str(term) for (term,) in kg.query("SELECT ?d { ?o cg:foundedOn ?d }").terms] == plain
    claimed = (
        "GRAPH ?g { ?c rdf:predicate cg:foundedOn ; rdf:object ?i . ?i cg:begin ?b ; cg:end ?e ; cg:precision ?p }"
    )
    assert kg.query(f"SELECT ?b ?e ?p {{ {claimed} }}").rows == [(interval.begin, interval.end, interval.precision)]


NORWAY = Entity("place/norway-3144096", "Place", "Norway", grounding=Grounding("country", "NO", 3144096))
OSLO = Entity("place/oslo-3143244", "Place", "Oslo", grounding=Grounding("city", "NO", 3143244, 59.9, 10.75))
NOWHERE = Entity("place/nowhere", "Place", "Nowhere", grounding=Grounding("city", "QQ"))


@pytest.mark.parametrize(
    ("entities", "countries"),
    [
        ((OSLO,), {("https://claimgraph.example/place/country-NO", "Norway", "NO")}),
        ((OSLO, NORWAY), {("https://claimgraph.example/place/norway-3144096", "Norway", "NO")}),
        ((NOWHERE,), {("https://claimgraph.example/place/country-QQ", "QQ", "QQ")}),
        ((UNION, Entity("place/x", "Place", "X", grounding=Grounding("site"))), set()),
    ],
)
def test_every_place_lies_in_one_node_of_its_country(
    entities: tuple[Entity, ...], countries: set[tuple[str, ...]]
) -> None:
    kg = graph(entities)
    found = kg.query(
        "SELECT ?c ?name ?code { ?c a schema:Place ; rdfs:label ?name ; cg:countryCode ?code ; cg:precision 'country' }"
    )
    assert set(found.rows) == countries
    within = kg.query("SELECT DISTINCT ?c { ?p schema:containedInPlace ?c }").rows
    assert {row[0] for row in within} == {row[0] for row in countries}
    assert not kg.query("ASK { ?c schema:containedInPlace ?c }").truth
    assert check(kg.graph) == []


def test_a_country_that_no_source_names_stands_in_order_in_turtle() -> None:
    turtle = graph((OSLO, UNION)).export_bytes("turtle").decode()
    subjects = [line.split()[0] for line in turtle.splitlines() if line.startswith("<")]
    assert subjects == sorted(subjects) and any(subject.endswith("/country-NO>") for subject in subjects)
    assert turtle == graph((UNION, OSLO)).export_bytes("turtle").decode()
