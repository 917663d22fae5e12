"""How sources, claims and the passages they rest on look in RDF: one named graph a source.

Claims are reified (``rdf:Statement``), which every RDF 1.1 tool reads. All nodes have IRIs minted from content, so
that the same input gives the same bytes. PROV-O says whose claim it is, Web Annotation (``oa:``) where it was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from ..model import (
    Claim,
    Entity,
    Extraction,
    Figure,
    Interval,
    Quotation,
    Reference,
    Source,
    Stance,
    Term,
    Text,
    Value,
)
from ..ontology.iris import (
    PREFIXES,
    claim_id,
    content_id,
    entity_iri,
    graph_id,
    passage_id,
    passage_of,
    predicate_id,
    slug,
    source_id,
)
from ..ontology.vocabulary import Vocabulary
from .texts import storable

XSD_DATE = ox.NamedNode(PREFIXES["xsd"] + "date")
XSD_DECIMAL = ox.NamedNode(PREFIXES["xsd"] + "decimal")
XSD_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")
# The literal of each precision, and how many characters of a day are its own.
_DATE_KINDS = {"day": ("date", 10), "month": ("gYearMonth", 7), "year": ("gYear", 4)}


Statement = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]
"""Subject, predicate and object: an ``ox.Triple`` is made only where one is asked for."""


@cache
def node(name: str) -> ox.NamedNode:
    """The node of a prefixed name.

    >>> node("rdf:type").value
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
    """
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def text(value: str, language: str | None = None) -> ox.Literal:
    """A literal of some words; characters that not every form of RDF can hold are replaced."""
    return ox.Literal(storable(value), language=language)


def number(value: float) -> ox.Literal:
    """A number without exponent: an integer where it is one, else a decimal.

    >>> number(30000.0).value, number(0.5).value
    ('30000', '0.5')
    """
    if float(value).is_integer():
        return ox.Literal(str(int(value)), datatype=XSD_INTEGER)
    return ox.Literal(f"{value:.6f}".rstrip("0"), datatype=XSD_DECIMAL)


def date(value: str) -> ox.Literal:
    """An ``xsd:date``; of a bare year or month its first day."""
    return ox.Literal(
        value + "-01-01"[: 10 - len(value)] if len(value) == 4 else (value + "-01")[:10], datatype=XSD_DATE
    )


def dated(interval: Interval) -> ox.Literal | None:
    """The date of a birth or founding, no more exact than the source has it: a day, a month or a year.

    None for a longer or an open time ("in the 1960s", "after 1960"), of which no such literal would be true.

    >>> dated(Interval("1960-01-01", "1960-12-31", "year")).value
    '1960'
    >>> dated(Interval("1960-01-01", "1969-12-31", "decade"))
    """
    kind, length = _DATE_KINDS.get(interval.precision, ("", 0))
    begin, end = (interval.begin or "")[:length], (interval.end or "")[:length]
    if not begin or begin != end:
        return None
    return ox.Literal(begin, datatype=ox.NamedNode(PREFIXES["xsd"] + kind))


def publisher_id(source: Source) -> str | None:
    """The id of a source's publisher, minted from its name; None where it is not known."""
    name = slug(source.publisher or "")
    return f"org/{name}" if name else None


@dataclass(frozen=True, slots=True)
class Encoder:
    """Turns the records of a graph into quads under one base IRI."""

    base: str
    vocabulary: Vocabulary
    entities: Mapping[str, Entity]
    publishers: Mapping[str, str] = field(default_factory=dict)
    """Source id to the id of the entity that published it, where the graph knows that entity by name."""
    nodes: dict[str, ox.NamedNode] = field(default_factory=dict, repr=False, compare=False)
    """The nodes made so far, by id."""

    def iri(self, identifier: str) -> ox.NamedNode:
        """The node of an id."""
        known = self.nodes.get(identifier)
        if known is None:
            known = self.nodes[identifier] = ox.NamedNode(entity_iri(self.base, identifier))
        return known

    def term(self, name: str) -> ox.NamedNode:
        """The node of a class or property, by local name or IRI; what a user's ontology lacks is one of ours."""
        words = self.vocabulary
        known = "://" in name or name in words.classes or name in words.properties
        return ox.NamedNode(words.iri(name) if known else PREFIXES["cg"] + name)

    def source(self, source: Source, extraction: Extraction) -> Iterator[ox.Quad]:
        """All quads of one source: what it is, its claims, and the passages they rest on. One may come twice."""
        graph = self.iri(graph_id(source.id))
        for subject, predicate, value in self._statements(source, extraction):
            yield ox.Quad(subject, predicate, value, graph)

    def _statements(self, source: Source, extraction: Extraction) -> Iterator[Statement]:
        yield from self._document(source)
        for entity in extraction.entities:  # what is only planned or denied has its label nowhere else
            yield self.iri(entity.id), node("rdfs:label"), text(entity.name, "en")
        for claim in extraction.claims:
            yield from self._claim(claim, source)
        for claim in extraction.open_claims:
            yield from self._open_claim(claim, source)
        for value in dict.fromkeys(claim.object for claim in extraction.claims):
            yield from self.value(value)[1]
        told = (*extraction.claims, *extraction.open_claims)
        for start, end in dict.fromkeys((claim.evidence.start, claim.evidence.end) for claim in told):
            yield from self._passage(source, start, end)

    def _document(self, source: Source) -> Iterator[Statement]:
        it = self.iri(source_id(source.id))
        yield it, node("rdf:type"), node("schema:NewsArticle")
        yield it, node("cg:sha256"), text(source.id)
        yield it, node("cg:fileName"), text(source.name)
        yield it, node("rdfs:label"), text(source.title or source.name)
        if source.title:
            yield it, node("schema:headline"), text(source.title)
        if source.published:
            yield it, node("schema:datePublished"), date(source.published)
        if source.author:
            yield it, node("schema:author"), text(source.author)
        if source.url:
            yield it, node("schema:url"), text(source.url)
        if publisher := self.publisher(source):
            yield it, node("schema:publisher"), self.iri(publisher)
            known = self.entities.get(publisher)
            yield self.iri(publisher), node("rdfs:label"), text(known.name if known else source.publisher or "", "en")

    def publisher(self, source: Source) -> str | None:
        """The id of who published a source: the entity of that name, or one minted from the name."""
        return self.publishers.get(source.id) or publisher_id(source)

    def _claim(self, claim: Claim, source: Source) -> Iterator[Statement]:
        it = self.iri(claim_id(claim))
        yield it, node("rdf:type"), node("cg:Claim")
        yield it, node("rdf:type"), node("rdf:Statement")
        yield it, node("rdf:subject"), self.iri(claim.subject)
        yield it, node("rdf:predicate"), self.predicate(claim.predicate)
        yield it, node("rdf:object"), self.value(claim.object)[0]
        yield from self._telling(it, claim, source)

    def _open_claim(self, claim: Claim, source: Source) -> Iterator[Statement]:
        """An open claim, in properties of its own, so that no query for claims meets one unasked."""
        it, predicate = self.iri(claim_id(claim)), self.iri(predicate_id(claim.predicate))
        assert isinstance(claim.object, Reference)
        yield it, node("rdf:type"), node("cg:OpenClaim")
        yield it, node("cg:openPredicate"), predicate
        yield predicate, node("rdf:type"), node("cg:OpenPredicate")
        yield predicate, node("rdfs:label"), text(claim.predicate, "en")
        for role, place, argument in (
            ("cg:openSubject", "cg:openSubjectPassage", claim.subject),
            ("cg:openObject", "cg:openObjectPassage", claim.object.id),
        ):
            passage = passage_of(argument)
            if passage is None:
                yield it, node(role), self.iri(argument)
                continue
            _, start, end = passage
            yield it, node(role), text(" ".join(source.text[start:end].split()))
            yield it, node(place), self.iri(argument)
            yield from self._passage(source, start, end)
        yield from self._telling(it, claim, source)

    def _telling(self, it: ox.NamedNode, claim: Claim, source: Source) -> Iterator[Statement]:
        """How a claim is meant, whose it is, and where it was read."""
        evidence = claim.evidence
        yield it, node("cg:stance"), stance_node(claim.stance)
        if publisher := self.publisher(source):
            yield it, node("prov:wasAttributedTo"), self.iri(publisher)
        if claim.speaker:
            yield it, node("cg:speaker"), self.iri(claim.speaker)
        yield it, node("prov:hadPrimarySource"), self.iri(source_id(source.id))
        yield it, node("prov:wasQuotedFrom"), self.iri(passage_id(source.id, evidence.start, evidence.end))
        yield it, node("cg:confidence"), ox.Literal(f"{evidence.score:.3f}", datatype=XSD_DECIMAL)
        yield it, node("cg:rule"), text(evidence.rule)

    def _passage(self, source: Source, start: int, end: int) -> Iterator[Statement]:
        passage = self.iri(passage_id(source.id, start, end))
        selector = ox.NamedNode(passage.value + "#selector")
        yield passage, node("rdf:type"), node("oa:SpecificResource")
        yield passage, node("oa:hasSource"), self.iri(source_id(source.id))
        yield passage, node("oa:hasSelector"), selector
        yield selector, node("rdf:type"), node("oa:TextQuoteSelector")
        yield selector, node("rdf:type"), node("oa:TextPositionSelector")
        yield selector, node("oa:exact"), text(source.text[start:end])
        yield selector, node("oa:start"), number(start)
        yield selector, node("oa:end"), number(end)

    def predicate(self, name: str) -> ox.NamedNode:
        """The node of a claim's predicate; ``type`` is ``rdf:type``."""
        return node("rdf:type") if name == "type" else self.term(name)

    def value(self, value: Value) -> tuple[ox.NamedNode | ox.Literal, list[Statement]]:
        """A claim's object as a term, and the statements that say what it is if it is a node of its own."""
        if isinstance(value, Reference):
            return self.iri(value.id), []
        if isinstance(value, Term):
            return self.term(value.name), []
        if isinstance(value, Text):
            return text(value.value), []
        if isinstance(value, Interval):
            it = self.iri(f"interval/{value.begin or 'open'}--{value.end or 'open'}--{value.precision}")
            return it, _described(it, "cg:Interval", interval_slots(value))
        if isinstance(value, Figure):
            it = self.iri(content_id("figure", value.counts, value.value, value.qualifier, value.unit))
            return it, _described(it, "cg:Figure", figure_slots(value))
        it = self.iri(content_id("quotation", value.words, value.verb))
        return it, _described(it, "cg:Quotation", _quotation_slots(value))


def stance_node(stance: Stance) -> ox.NamedNode:
    """The individual of a stance: ``cg:Actual`` and its like."""
    return node(f"cg:{stance.value.capitalize()}")


def _described(it: ox.NamedNode, kind: str, slots: Mapping[str, ox.Literal]) -> list[Statement]:
    return [(it, node("rdf:type"), node(kind)), *((it, node(name), value) for name, value in slots.items())]


def interval_slots(interval: Interval) -> dict[str, ox.Literal]:
    """What is said of an interval, by prefixed property."""
    slots = {"cg:precision": text(interval.precision)}
    if interval.begin:
        slots["cg:begin"] = date(interval.begin)
    if interval.end:
        slots["cg:end"] = date(interval.end)
    return slots


def figure_slots(figure: Figure) -> dict[str, ox.Literal]:
    """What is said of a figure, by prefixed property."""
    slots = {
        "cg:counts": text(figure.counts),
        "cg:value": number(figure.value),
        "cg:qualifier": text(figure.qualifier),
    }
    return {**slots, "cg:unit": text(figure.unit)} if figure.unit else slots


def _quotation_slots(quotation: Quotation) -> dict[str, ox.Literal]:
    return {"cg:words": text(quotation.words), "cg:verb": text(quotation.verb)}
