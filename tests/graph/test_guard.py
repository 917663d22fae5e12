"""No query reaches beyond the store, and values stay values."""

from __future__ import annotations

import pytest

from claimgraph.errors import QueryError
from claimgraph.graph.guard import refuse_reaching_out, with_values

BODY = "{ ?s ?p ?o }"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE <http://a.example/> {BODY} }}",
        f"SELECT * {{ service silent <http://a.example/> {BODY} }}",
        f"SELECT * {{ SERVICE ?where {BODY} }}",
        f"SELECT * {{ SERVICE a:b {BODY} }}",
        f"SELECT * {{ SERV\\u0049CE <http://a.example/> {BODY} }}",
        f"SELECT * {{ FILTER(0<1)SERVICE:foo#>\n{BODY} }}",
        f"SELECT * {{ ?s ?p 1SERVICE<http://a.example/>{BODY} }}",
    ],
)
def test_service_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE asks another server, which is never done"):
        refuse_reaching_out(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE <http://a.example/> { }' } # SERVICE <x> {",
        "SELECT * { ?s <http://a.example/SERVICE> ?o }",
        "SELECT * { ?s cg:service ?o }",
    ],
)
def test_the_word_alone_is_no_harm(query: str) -> None:
    refuse_reaching_out(query)


def test_a_value_cannot_bring_a_query_in_with_another() -> None:
    service = " { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } "
    text = with_values("SELECT * { BIND (?a AS ?x) }", {"a": '"?b"', "b": service})
    assert "SERVICE" not in text


@pytest.mark.parametrize(
    ("query", "filled"),
    [
        ("ASK { ?a ?ab $a }", 'ASK { "1" ?ab "1" }'),
        ("ASK { ?s ?p '?a' } # ?a", "ASK { ?s ?p '?a' } # ?a"),
        ('ASK { ?s <http://a.example/?a> """?a""" }', 'ASK { ?s <http://a.example/?a> """?a""" }'),
    ],
)
def test_values_stand_only_where_variables_do(query: str, filled: str) -> None:
    assert with_values(query, {"a": '"1"'}) == filled
