"""How evidence looks in RDF: one named graph a source, with its claims and the passages that they rest on.

Claims are reified (``rdf:Statement``), so that every tool of RDF 1.1 reads them; passages follow the Web Annotation
Data Model (https://www.w3.org/TR/annotation-model/#selectors). No node is blank: all are named from their content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from ..model import Claim, Entity, Extraction, Reference, Source
from ..ontology.iris import claim_id, graph_id, passage_id, slug, source_id
from .terms import LABEL, TYPE, Mint, date, decimal, number, term, text

_CONTEXT = 32  # characters kept before and after a quote, to find it again in a text that has changed


def source_quads(
    source: Source, extraction: Extraction, entities: Mapping[str, Entity], mint: Mint, publishers: Mapping[str, str]
) -> Iterator[Quad]:
    """All quads of one source, in the graph that is named after it.

    ``publishers`` is what :func:`publishers_of` makes of the entities.
    """
    graph = mint.node(graph_id(source.id))
    publisher = _publisher(source, publishers)
    yield from _document(source, publisher, mint, graph)
    kept: dict[str, Claim] = {}
    for claim in extraction.claims:
        known = kept.get(claim_id(claim))
        if known is None or _rank(claim) < _rank(known):  # two rules that read the same are one claim
            kept[claim_id(claim)] = claim
    passages: set[tuple[int, int]] = set()
    for name, claim in kept.items():
        yield from _claim(name, claim, publisher, mint, graph)
        span = claim.evidence.start, claim.evidence.end
        if span not in passages:
            passages.add(span)
            yield from _passage(source, *span, mint, graph)
    for entity in _told_of(kept.values()):
        if entity in entities:
            yield Quad(mint.node(entity), LABEL, label(entities[entity]), graph)


def publishers_of(entities: Mapping[str, Entity]) -> dict[str, str]:
    """The organizations by the normalized names under which they may publish, own names before aliases."""
    found: dict[str, str] = {}
    organizations = [entities[i] for i in sorted(entities) if entities[i].kind == "Organization"]
    for name, entity in [
        *((e.name, e.id) for e in organizations),
        *((alias, e.id) for e in organizations for alias in e.aliases),
    ]:
        found.setdefault(slug(name), entity)
    found.pop("", None)
    return found


def label(entity: Entity) -> Literal:
    """An entity's name; that of a happening is made by us, in English."""
    return text(entity.name, "en" if entity.kind == "Event" else None)


def _rank(claim: Claim) -> tuple[float, str]:
    return -claim.evidence.score, claim.evidence.rule


def _publisher(source: Source, publishers: Mapping[str, str]) -> str | None:
    name = slug(source.publisher or "")
    return publishers.get(name, f"org/{name}") if name else None


def _document(source: Source, publisher: str | None, mint: Mint, graph: NamedNode) -> Iterator[Quad]:
    node = mint.node(source_id(source.id))
    yield Quad(node, TYPE, term("schema:NewsArticle"), graph)
    told = {
        "schema:name": text(source.name),
        "schema:headline": text(source.title) if source.title else None,
        "schema:datePublished": date(source.published),
        "schema:author": text(source.author) if source.author else None,
        "schema:url": text(source.url) if source.url else None,
        "schema:publisher": mint.node(publisher) if publisher else None,
        "cg:sha256": text(source.id),
    }
    for name, value in told.items():
        if value is not None:
            yield Quad(node, term(name), value, graph)
    if publisher:
        yield Quad(mint.node(publisher), TYPE, term("schema:Organization"), graph)
        yield Quad(mint.node(publisher), LABEL, text(source.publisher or ""), graph)


def _claim(name: str, claim: Claim, publisher: str | None, mint: Mint, graph: NamedNode) -> Iterator[Quad]:
    evidence = claim.evidence
    told: dict[str, NamedNode | Literal | None] = {
        "rdf:subject": mint.node(claim.subject),
        "rdf:predicate": mint.word(claim.predicate),
        "rdf:object": mint.value(claim.object),
        "cg:stance": term(f"cg:{claim.stance.capitalize()}"),
        "prov:wasAttributedTo": mint.node(publisher) if publisher else None,
        "cg:speaker": mint.node(claim.speaker) if claim.speaker else None,
        "prov:hadPrimarySource": mint.node(source_id(evidence.source)),
        "prov:wasQuotedFrom": mint.node(passage_id(evidence.source, evidence.start, evidence.end)),
        "cg:confidence": decimal(evidence.score),
        "cg:rule": text(evidence.rule),
    }
    node = mint.node(name)
    yield Quad(node, TYPE, term("cg:Claim"), graph)
    yield Quad(node, TYPE, term("rdf:Statement"), graph)
    for predicate, value in told.items():
        if value is not None:
            yield Quad(node, term(predicate), value, graph)
    yield from mint.details(claim.object, graph)


def _passage(source: Source, start: int, end: int, mint: Mint, graph: NamedNode) -> Iterator[Quad]:
    name = passage_id(source.id, start, end)
    node, selector = mint.node(name), mint.node(f"{name}#selector")
    yield Quad(node, TYPE, term("oa:SpecificResource"), graph)
    yield Quad(node, term("oa:hasSource"), mint.node(source_id(source.id)), graph)
    yield Quad(node, term("oa:hasSelector"), selector, graph)
    yield Quad(selector, TYPE, term("oa:TextQuoteSelector"), graph)
    yield Quad(selector, TYPE, term("oa:TextPositionSelector"), graph)
    told = {
        "oa:exact": text(source.text[start:end]),
        "oa:prefix": text(source.text[max(0, start - _CONTEXT) : start]),
        "oa:suffix": text(source.text[end : end + _CONTEXT]),
        "oa:start": number(start),
        "oa:end": number(end),
    }
    for predicate, value in told.items():
        yield Quad(selector, term(predicate), value, graph)


def _told_of(claims: Iterable[Claim]) -> list[str]:
    """The entities that claims speak of, each once, so that a graph of claims can be read by itself."""
    found: dict[str, None] = {}
    for claim in claims:
        found[claim.subject] = None
        if isinstance(claim.object, Reference):
            found[claim.object.id] = None
        if claim.speaker:
            found[claim.speaker] = None
    return list(found)
