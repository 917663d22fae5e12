"""Rows that are written as they come are those that are written at once."""

from __future__ import annotations

import io
import os

import pyoxigraph as ox
import pytest

from claimgraph.errors import QueryError
from claimgraph.graph.query import ask
from claimgraph.graph.streaming import write_answer

STORE = ox.Store()
STORE.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("=1+1\n“π”\r\x85", language="en")))
STORE.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:c"), ox.Literal("2", datatype=ox.NamedNode("urn:t"))))
QUERIES = (
    "SELECT ?s ?p ?o ?none { ?s ?p ?o } ORDER BY ?p",
    "SELECT ?s { ?s ?p 'nothing' }",
    "SELECT ?a { VALUES ?a { 'one\\rtwo' '\\r' UNDEF } }",
    "ASK {}",
)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("form", ["csv", "csv-exact", "json", "table", "xml"])
def test_it_is_what_is_written_at_once(query: str, form: str) -> None:
    out = io.BytesIO()
    write_answer(STORE, query, {}, None, form, out)
    assert out.getvalue().decode("utf-8") == ask(STORE, query).render(form)


@pytest.mark.parametrize("form", ["csv", "csv-exact", "json"])
def test_mistakes_are_told(form: str) -> None:
    with pytest.raises(QueryError, match="line 1, column"):
        write_answer(STORE, "SELECT", {}, None, form, io.BytesIO())
    with pytest.raises(QueryError, match="gives triples"):
        write_answer(STORE, "CONSTRUCT WHERE { ?s ?p ?o }", {}, None, form, io.BytesIO())


def test_a_big_answer_is_never_held() -> None:
    class Counting(io.RawIOBase):
        longest = 0

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.longest = max(self.longest, len(bytes(data)))  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    numbers = " ".join(map(str, range(300)))
    query = f"SELECT ?a ?b {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }}"
    for form in ("csv", "csv-exact", "json"):
        out = Counting()
        write_answer(ox.Store(), query, {}, None, form, out)
        assert 0 < out.longest < 100_000  # of about a million bytes


@pytest.mark.parametrize("form", ["csv", "csv-exact", "json"])
def test_a_reader_who_has_enough_is_no_mistake(form: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with pytest.raises(BrokenPipeError), open(writing, "wb", buffering=0) as out:
        write_answer(STORE, QUERIES[0], {}, None, form, out)
