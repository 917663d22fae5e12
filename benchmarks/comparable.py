"""Answers to SPARQL queries in a form in which equal ones are equal: a server's, and those in files of the W3C."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import pyoxigraph as ox

from .served import Reply

RDF, XSD = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2001/XMLSchema#"
JSON, TURTLE = "application/sparql-results+json", "text/turtle"
INTEGERS = {XSD + name for name in ("integer", "int", "long", "short", "byte", "negativeInteger", "nonNegativeInteger")}
FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".rdf": ox.RdfFormat.RDF_XML}
RESULTS = {".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV}


def local(iri: str) -> Path:
    """The path of a file's IRI."""
    return Path(unquote(urlparse(iri).path))


def read(reply: Reply) -> Any:
    """What an answer says, so that equal answers are equal."""
    if reply.media == TURTLE:
        return _canonical(quad for quad in ox.parse(reply.body, ox.RdfFormat.TURTLE))
    form = {JSON: ".srj", "application/sparql-results+xml": ".srx"}.get(reply.media, ".tsv")
    return _results(ox.parse_query_results(reply.body, RESULTS[form]))


def wanted(iri: str) -> Any:
    """What a file of the suite expects, in the form of :func:`read`."""
    path = local(iri)
    if path.suffix in RESULTS:
        return _results(ox.parse_query_results(path=str(path), format=RESULTS[path.suffix]))
    return _canonical(ox.parse(path=str(path), format=FORMATS[path.suffix], base_iri=iri))


def _results(found: Any) -> Any:
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    quads = []
    for row in found:
        node = ox.BlankNode()
        quads.append(ox.Quad(node, ox.NamedNode(RDF + "type"), ox.NamedNode("urn:row")))
        for name in names:
            if row[name] is not None:
                quads.append(ox.Quad(node, ox.NamedNode(f"urn:column:{name}"), row[name]))
    return _canonical(quads)


def _canonical(quads: Iterable[Any]) -> list[str]:
    """Triples with blank nodes named alike and numbers written alike."""
    dataset = ox.Dataset([ox.Quad(q.subject, q.predicate, _plain(q.object)) for q in quads])
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return sorted(map(str, dataset))


def _plain(term: Any) -> Any:
    if not isinstance(term, ox.Literal) or term.language:
        return term
    kind, value = term.datatype.value, term.value
    try:
        if kind in INTEGERS:  # derived types count as equal
            return ox.Literal(str(int(value)), datatype=ox.NamedNode(XSD + "integer"))
        if kind == XSD + "boolean":
            return ox.Literal("true" if value in ("1", "true") else "false", datatype=term.datatype)
        if kind == XSD + "decimal":
            return ox.Literal(str(Decimal(value).normalize() + 0), datatype=term.datatype)
        if kind in (XSD + "double", XSD + "float"):
            return ox.Literal(f"{float(value):.9g}", datatype=term.datatype)
    except (ValueError, ArithmeticError):
        pass
    return term


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV answer, in an order that rests on no order of columns: SELECT * leaves that open."""

    def cell(text: str) -> str:
        if text.startswith("_:"):
            return "_:"
        try:
            return f"{float(text):.9g}"
        except ValueError:
            return text

    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    return sorted(({name: cell(row[name]) for name in sorted(row)} for row in rows), key=str)
