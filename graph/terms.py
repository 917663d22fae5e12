"""Terms of RDF from plain values: the IRIs and literals that every quad of ours is made of."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from ..errors import OntologyError
from ..model import Figure, Interval, Quotation, Reference, Term, Text, Value
from ..ontology.iris import PREFIXES, content_id, entity_iri, slug
from ..ontology.vocabulary import Vocabulary

Graph = NamedNode | DefaultGraph

# What XML 1.0 cannot carry, and half of a surrogate pair, which UTF-8 cannot.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@cache
def term(name: str) -> NamedNode:
    """The IRI of a prefixed name: ``term("schema:Person")``."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


TYPE, LABEL = term("rdf:type"), term("rdfs:label")


def text(value: str, language: str | None = None) -> Literal:
    """A string, each character that cannot be written in every format of ours replaced by U+FFFD."""
    return Literal(_UNWRITABLE.sub("\ufffd", value), language=language)


def number(value: float) -> Literal:
    """A number as ``xsd:integer`` where it is whole, else as ``xsd:decimal``.

    >>> number(30000.0).value, number(0.5).value
    ('30000', '0.5')
    """
    if not math.isfinite(value):
        return Literal(float(value))
    if float(value).is_integer():
        return Literal(str(int(value)), datatype=term("xsd:integer"))
    return Literal(format(Decimal(repr(float(value))), "f"), datatype=term("xsd:decimal"))


def decimal(value: float) -> Literal:
    """A number as ``xsd:decimal``, whole or not."""
    return Literal(format(Decimal(repr(float(value))), "f"), datatype=term("xsd:decimal"))


def date(value: str | None) -> Literal | None:
    """A day as ``xsd:date``; None for what is no day. Times of day are cut off.

    >>> date("1980-08-14T06:00").value, date("1980-02-31")
    ('1980-08-14', None)
    """
    if not value:
        return None
    try:
        return Literal(datetime.date.fromisoformat(value[:10]).isoformat(), datatype=term("xsd:date"))
    except ValueError:
        return None


class Mint:
    """Makes the terms of one graph under its base IRI, with the words of its vocabulary.

    >>> from ..ontology.vocabulary import load
    >>> Mint("https://e.org/", load()).node("person/lech-walesa").value
    'https://e.org/person/lech-walesa'
    """

    def __init__(self, base: str, vocabulary: Vocabulary) -> None:
        self.base, self.vocabulary = base, vocabulary
        self._nodes: dict[str, NamedNode] = {}
        self._words: dict[str, NamedNode] = {}

    def node(self, node_id: str) -> NamedNode:
        """The node of an id such as ``person/lech-walesa``."""
        if node_id not in self._nodes:
            self._nodes[node_id] = NamedNode(entity_iri(self.base, node_id))
        return self._nodes[node_id]

    def word(self, name: str) -> NamedNode:
        """The class or property of this local name; one that the ontology does not have stays in our namespace."""
        if name not in self._words:
            try:
                iri = self.vocabulary.iri(name)
            except OntologyError:
                iri = entity_iri(PREFIXES["cg"], name)
            self._words[name] = NamedNode(entity_iri("", iri))
        return self._words[name]

    def value(self, value: Value) -> NamedNode | Literal:
        """The term that stands for a claim's object; the node of a figure, an interval or a quotation is minted."""
        match value:
            case Reference():
                return self.node(value.id)
            case Term():
                return self.word(value.name)
            case Text():
                return text(value.value)
            case Interval():
                days = f"{_segment(value.begin)}--{_segment(value.end)}"
                return self.node(f"interval/{days}-{value.precision}")
            case Figure():
                content = (value.counts, float(value.value), value.qualifier, value.unit)
                return self.node(content_id("figure", *content))
            case Quotation():
                return self.node(content_id("quotation", value.words, value.verb))

    def details(self, value: Value, graph: Graph) -> Iterator[Quad]:
        """What is told of a minted node, in a graph; nothing of other values."""
        node = self.value(value)
        if not isinstance(node, NamedNode) or isinstance(value, Reference | Term):
            return
        match value:
            case Figure():
                told = {
                    "counts": text(value.counts),
                    "value": number(value.value),
                    "qualifier": text(value.qualifier),
                    "unit": text(value.unit) if value.unit else None,
                }
            case Interval():
                told = {"begin": date(value.begin), "end": date(value.end), "precision": text(value.precision)}
            case Quotation():
                told = {"words": text(value.words), "verb": text(value.verb)}
            case _:
                return
        yield Quad(node, TYPE, term(f"cg:{type(value).__name__}"), graph)
        for name, item in told.items():
            if item is not None:
                yield Quad(node, term(f"cg:{name}"), item, graph)


def _segment(day: str | None) -> str:
    return slug(day) if day else "open"
