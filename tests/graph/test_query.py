"""Queries: named ones with help, values that stay values, mistakes that are said, and the forms of an answer."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from claimgraph.errors import QueryError, UsageError
from claimgraph.graph.guard import with_values
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.query import ask, ask_named, named_queries
from claimgraph.graph.texts import storable


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_every_named_query_has_help_and_runs(name: str, kg: KnowledgeGraph) -> None:
    query = named_queries()[name]
    values = {p: "Port Lindon" for p in query.parameters if p not in query.defaults}
    assert query.help.endswith(".")
    assert all(query.parameters.values())
    assert kg.named(name, **values).columns


def test_there_are_a_dozen() -> None:
    assert len(named_queries()) >= 12


def test_a_value_stays_a_value(nasty: str, kg: KnowledgeGraph) -> None:
    assert kg.named("who-is", name=nasty).rows == []
    assert kg.query("SELECT ?given { BIND (?value AS ?given) }", value=nasty).rows == [(storable(nasty),)]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {", "not a SPARQL query: .*line 1"),
        ("DELETE WHERE { ?s ?p ?o }", "not a SPARQL query"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE asks another server"),
    ],
)
def test_a_mistake_is_said(query: str, message: str, kg: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match=message):
        kg.query(query)


def test_triples_are_turtle_and_rows_are_not(kg: KnowledgeGraph) -> None:
    assert "cg:Protest" in kg.query("CONSTRUCT { ?e a cg:Protest } { ?e a cg:Protest }").render("ttl")
    with pytest.raises(QueryError, match="gives rows"):
        kg.query("SELECT * {}").render("ttl")
    with pytest.raises(QueryError, match="ask for --format ttl"):
        kg.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }").render("csv")


@pytest.mark.parametrize(
    "name", ["ana lund", "Ána Lund", "person/ana-lund", "https://claimgraph.example/person/ana-lund"]
)
def test_a_name_is_found_in_any_spelling(name: str, kg: KnowledgeGraph) -> None:
    assert kg.find(name) == "person/ana-lund"


def test_a_name_nobody_has_is_answered_with_near_ones(kg: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="near it: Ána Lund"):
        kg.find("Ana Lunt")


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networks_are_well_formed_xml(form: str, kg: KnowledgeGraph) -> None:
    assert len(list(ElementTree.fromstring(kg.export_bytes(form)).iter())) > 20


def test_a_value_cannot_bring_a_query_in_with_another() -> None:
    service = " { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } "
    text = with_values("SELECT * { BIND (?a AS ?x) }", {"a": '"?b"', "b": service})
    assert "SERVICE" not in text


def test_service_behind_a_comparison_is_refused(kg: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        kg.query("SELECT * { FILTER(0<1)SERVICE:foo#>\n{ ?s ?p ?o } }")


def test_relative_iris_are_under_the_base(kg: KnowledgeGraph) -> None:
    text = "SELECT ?l { <person/ana-lund> rdfs:label ?l }"
    assert ask(kg.store, text, base=kg.base).rows == kg.query(text).rows == [("Ána Lund",)]
    assert ask(kg.store, text, base="https://elsewhere.example/").rows == []


def test_a_named_query_is_asked_as_any_other(kg: KnowledgeGraph) -> None:
    own = ask(kg.store, named_queries()["who-is"].text, {"name": "HU"}, base=kg.base)
    assert (
        ask_named(kg.store, "who-is", {"name": "HU"}, base=kg.base).rows
        == own.rows
        == kg.named("who-is", name="HU").rows
    )
    assert own.rows


@pytest.mark.parametrize("name", ["base", "text", "store", "values"])
def test_any_variable_takes_a_value(name: str, kg: KnowledgeGraph) -> None:
    assert kg.query(f"SELECT ?x {{ BIND (?{name} AS ?x) }}", **{name: "1"}).rows == [("1",)]
