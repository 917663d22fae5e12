"""The answer to a query in each of its forms, for each kind of query."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql.results.jsonresults import JSONResultParser
from rdflib.plugins.sparql.results.xmlresults import XMLResultParser

from claimgraph.errors import QueryError
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.query import ask
from claimgraph.graph.results import Result

FORMS = ["table", "csv", "json", "xml"]


def answer(query: str) -> Result:
    """The answer of a store that holds nothing."""
    return ask(ox.Store(), query)


def rows_in(form: str, text: str) -> list[tuple[str | None, ...]]:
    """The rows of a standard form, as rdflib reads them."""
    parser = {"json": JSONResultParser, "xml": XMLResultParser}[form]()
    found = parser.parse(io.BytesIO(text.encode("utf-8")))
    return [tuple(None if row.get(v) is None else str(row.get(v)) for v in found.vars) for row in found.bindings]


@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT * {}", [()]),
        ("SELECT * { FILTER(false) }", []),
        ("SELECT ?a { }", [(None,)]),
        ("SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) (UNDEF 'x'@en) } }", [("1", None), (None, "x")]),
        ("SELECT ?a { VALUES ?a { 1 1 } }", [("1",), ("1",)]),
        ("SELECT ?a { FILTER(false) }", []),
        ("SELECT (<http://a.example/> AS ?a) {}", [("http://a.example/",)]),
    ],
)
def test_rows_in_the_standard_forms(form: str, query: str, rows: list[tuple[str | None, ...]]) -> None:
    assert rows_in(form, answer(query).render(form)) == rows
    assert answer(query).rows == rows


def test_terms_keep_their_kind_language_and_type() -> None:
    query = "SELECT ?a { VALUES ?a { <http://a.example/> 'x'@en 1 'y' } }"
    found = [row["a"] for row in json.loads(answer(query).render("json"))["results"]["bindings"]]
    assert found == [
        {"type": "uri", "value": "http://a.example/"},
        {"type": "literal", "value": "x", "xml:lang": "en"},
        {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        {"type": "literal", "value": "y"},
    ]


@pytest.mark.parametrize(
    ("form", "yes", "no"),
    [
        ("table", "yes\n", "no\n"),
        ("csv", "true\n", "false\n"),
        ("json", '{"head":{},"boolean":true}\n', '{"head":{},"boolean":false}\n'),
    ],
)
def test_a_truth(form: str, yes: str, no: str) -> None:
    assert (answer("ASK {}").render(form), answer("ASK { ?s ?p ?o }").render(form)) == (yes, no)


@pytest.mark.parametrize(("query", "truth"), [("ASK {}", "true"), ("ASK { ?s ?p ?o }", "false")])
def test_a_truth_in_xml(query: str, truth: str) -> None:
    found = ElementTree.fromstring(answer(query).render("xml"))
    assert [e.text for e in found.iter("{http://www.w3.org/2005/sparql-results#}boolean")] == [truth]


def test_a_table_is_as_wide_as_its_cells() -> None:
    table = answer("SELECT ?name ?n { VALUES (?name ?n) { ('Ana' 1) ('Ivo Strand' UNDEF) } }").render()
    assert table == "name        n\n----------  -\nAna         1\nIvo Strand\n(2 rows)\n"
    assert answer("SELECT ?a { FILTER(false) }").render() == "a\n-\n(0 rows)\n"


def test_csv_has_a_head_and_empty_cells() -> None:
    assert answer("SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) } }").render("csv") == "a,b\n1,\n"


@pytest.mark.parametrize("form", ["table", "ttl"])
def test_triples_are_sorted_turtle(form: str, kg: KnowledgeGraph) -> None:
    made = kg.query("CONSTRUCT { ?e a ?t } { ?e a ?t }").render(form)
    assert "cg:Protest" in made
    subjects = [line.split()[0] for line in made.splitlines() if line.startswith("<")]
    assert subjects == sorted(subjects)
    assert answer("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }").render(form) == ""


@pytest.mark.parametrize("query", ["SELECT * {}", "ASK {}"])
def test_rows_are_no_turtle(query: str) -> None:
    with pytest.raises(QueryError, match="gives rows; ask for --format table, csv, json or xml, not ttl"):
        answer(query).render("ttl")


@pytest.mark.parametrize("form", ["csv", "json", "xml"])
@pytest.mark.parametrize("query", ["CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "DESCRIBE <http://a.example/>"])
def test_triples_are_no_rows(form: str, query: str) -> None:
    with pytest.raises(QueryError, match=f"gives triples; ask for --format ttl, not {form}"):
        answer(query).render(form)


@pytest.mark.parametrize("form", FORMS)
def test_blank_nodes_and_no_columns_leave_every_form_whole(form: str) -> None:
    assert answer("SELECT (BNODE() AS ?b) {}").render(form)
    assert answer("SELECT * {}").render(form)
