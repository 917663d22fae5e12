"""What a request asks, and in which format it is answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import QueryError
from claimgraph.graph.guard import refuse_reaching_out
from claimgraph.graph.protocol import DIRECT, FORM, GRAPHS, RESULTS, ProtocolError, Request, choose, read_request

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


@pytest.mark.parametrize(
    ("method", "query_string", "content_type", "body"),
    [
        ("GET", "query=ASK%7B%7D", "", b""),
        ("POST", "", FORM, b"query=ASK%7B%7D"),
        ("POST", "", f"{FORM}; charset=UTF-8", b"query=ASK%7B%7D"),
        ("POST", "", DIRECT, b"ASK{}"),
    ],
)
def test_three_ways_to_ask(method: str, query_string: str, content_type: str, body: bytes) -> None:
    assert read_request(method, query_string, content_type, body) == Request("ASK{}")


def test_graphs_of_the_request() -> None:
    asked = read_request(
        "POST", "default-graph-uri=urn:a&named-graph-uri=urn:b&named-graph-uri=urn:c", DIRECT, b"ASK{}"
    )
    assert asked == Request("ASK{}", ("urn:a",), ("urn:b", "urn:c"))


def test_a_plain_get_asks_for_the_description() -> None:
    assert read_request("GET", "", "", b"") is None


@pytest.mark.parametrize(
    ("method", "query_string", "content_type", "body", "status"),
    [
        ("PUT", "", "", b"", 405),
        ("DELETE", "query=ASK%7B%7D", "", b"", 405),
        ("POST", "", "text/plain", b"ASK{}", 415),
        ("POST", "", "", b"ASK{}", 415),
        ("POST", "", f"{DIRECT}; charset=utf-16", b"ASK{}", 415),
        ("POST", "", DIRECT, b"\xff\xfe", 400),
        ("POST", "", FORM, b"", 400),
        ("POST", "", FORM, b"query=%FF", 400),
        ("GET", "query=ASK%7B%7D&query=ASK%7B%7D", "", b"", 400),
        ("POST", "query=ASK%7B%7D", DIRECT, b"ASK{}", 400),
        ("POST", "", FORM, b"update=CLEAR+ALL", 400),
        ("POST", "", "application/sparql-update", b"CLEAR ALL", 403),
        ("GET", "default-graph-uri=urn:a", "", b"", 400),
    ],
)
def test_malformed_requests(method: str, query_string: str, content_type: str, body: bytes, status: int) -> None:
    with pytest.raises(ProtocolError) as caught:
        read_request(method, query_string, content_type, body)
    assert caught.value.status == status


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/csv", "text/csv"),
        (f"{XML}, {JSON};q=0.9", XML),
        (f"{XML};q=0.3, {JSON};q=0.9", JSON),
        ("text/*", "text/csv"),
        ("*/*;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
        (f"{JSON};q=0, */*", XML),
        ("image/png", None),
        ("text/html, application/xhtml+xml, */*;q=0.8", JSON),
        ("text/csv;q=nonsense", None),
    ],
)
def test_the_format_follows_accept(accept: str, media: str | None) -> None:
    assert choose(accept, RESULTS, JSON) == media


@given(st.text())
def test_any_accept_header_gives_an_offered_format_or_none(accept: str) -> None:
    assert choose(accept, GRAPHS, "text/turtle") in {*GRAPHS, None}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "PREFIX : <http://a/> SELECT * { SERVICE :b { } }",
        "SELECT * { ?s ?p 'it''s'SERVICE<http://a/>{} }",
        "SELECT * { FILTER(?a<3) SERVICE <http://a/> {} }",
        "SELECT * { \\u0053ERVICE <http://a/> {} }",
        'SELECT * { ?s ?p "a\\"" . SERVICE <http://a/> {} } # "',
        "SELECT * {#c\rSERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { SERVICE:foo { ?s ?p ?o } }",
        "SELECT * { FILTER(?x > 900SERVICE<http://example.org/>{}) }",
    ],
)
def test_service_is_refused_wherever_it_stands(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        refuse_reaching_out(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT * { ?s <http://a/SERVICE> 'SERVICE' }",
        "PREFIX service: <http://a/> SELECT * { ?s service:SERVICE ?o }",
        "# SERVICE\nASK {}",
        'ASK { ?s ?p """ "SERVICE" """@en }',
    ],
)
def test_the_word_service_elsewhere_is_fine(query: str) -> None:
    refuse_reaching_out(query)
