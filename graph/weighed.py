"""What follows from all sources together, in a named graph of its own: how well each claim is supported, and conflicts.

A source more or less changes what it says of claims in other sources; the graphs of the sources hold nothing but what
each of them says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

import pyoxigraph as ox

from ..model import Claim, Entity, Extraction, Figure, Interval, Reference, Source, Stance, Term, Value
from ..ontology.iris import claim_id, content_id
from ..ontology.spoken import spoken
from .conflicts import Conflict, conflicts
from .corroboration import Support, support_of
from .encode import XSD_DECIMAL, Encoder, Statement, date, node, number, text
from .explain import show
from .independence import Independence
from .network import about
from .offices import office_ties
from .once import once_ties
from .rivals import compatible_figures, compatible_intervals

WEIGHED = "weighed"
"""The id of the named graph."""
_TELLING_NO_VALUE = frozenset({"type", "alsoKnownAs", "said"})


def weighed_quads(
    encoder: Encoder,
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    independence: Independence,
    subjects: Collection[str] | None = None,
) -> Iterator[ox.Quad]:
    """The support of every claim about an event, and of every relation, figure and quotation; what claims of several
    days answer; and all conflicts.

    Or what of it follows from the claims on some subjects, which must hold all that shares a tie (:func:`ties`).
    """
    graph = encoder.iri(WEIGHED)
    if subjects is not None:
        extractions = [about(extraction, subjects) for extraction in extractions]
    supports, found = weigh(sources, extractions, encoder.entities, independence)
    told = ((claim_id(claim), support) for claim, support in supports.items())
    for identifier, support in sorted(told, key=itemgetter(0)):
        for statement in _supported(encoder.iri(identifier), support):
            yield ox.Quad(*statement, graph)
    for statement in _answers(encoder, sources, extractions):
        yield ox.Quad(*statement, graph)
    for statement in _named(encoder, supports):
        yield ox.Quad(*statement, graph)
    for conflict in found:
        for statement in _conflict(encoder, conflict):
            yield ox.Quad(*statement, graph)


def weigh(
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    entities: Mapping[str, Entity],
    independence: Independence | None = None,
) -> tuple[dict[Claim, Support], list[Conflict]]:
    """The support of each claim, rivals taken into account, and all conflicts."""
    independence = independence or Independence.of(sources)
    found = conflicts(sources, extractions, entities, independence)
    supports = claim_supports(sources, extractions, entities, independence)
    for conflict in found:
        for position in conflict.values:
            for claim in position.claims:
                # Of two conflicts over one claim the one that leaves less counts.
                known = supports.get(claim, position.support)
                sure = min(known.confidence, position.support.confidence)
                supports[claim] = replace(known, confidence=sure)
    return supports, found


def ties(claims: Sequence[Claim], entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    """What may decide how claims on a subject are weighed, besides the other claims on it: pairs of subject and tie.

    Claims on two subjects can be in one conflict only where these have a tie in common, or one is a tie of the other.
    """
    yield from once_ties(claims, entities)
    yield from office_ties(claims, entities)


def _answers(encoder: Encoder, sources: Sequence[Source], extractions: Sequence[Extraction]) -> Iterator[Statement]:
    """Which question each actual claim answers, where reports of more than one day answer it.

    A question is what one thing's value is in one respect. That it has a node of its own spares a query for what
    changed the joining of all claims with their subjects and properties.
    """
    published = {source.id: source.published for source in sources}
    told: dict[tuple[str, str], dict[Claim, str]] = defaultdict(dict)
    for extraction in extractions:
        for claim in extraction.claims:
            day = published.get(claim.evidence.source)
            if day and claim.stance is Stance.ACTUAL and claim.predicate not in _TELLING_NO_VALUE:
                respect = claim.object.counts if isinstance(claim.object, Figure) else claim.predicate
                told[claim.subject, respect][claim] = day
    for question, days in sorted(told.items()):
        if len(set(days.values())) > 1:
            for identifier in sorted(map(claim_id, days)):
                yield encoder.iri(identifier), node("cg:answers"), encoder.iri(content_id("question", *question))


def _named(encoder: Encoder, claims: Iterable[Claim]) -> Iterator[Statement]:
    """Each node that claims are about, have as their value or cite, with the words for it: once."""
    values: dict[Value, None] = {}
    for claim in claims:
        values[Reference(claim.subject)] = values[claim.object] = None
        if claim.speaker:
            values[Reference(claim.speaker)] = None
    for value in sorted(values, key=repr):
        it, _ = encoder.value(value)
        if isinstance(it, ox.NamedNode) and (words := _words(value, encoder)):
            yield it, node("rdfs:label"), words


def _words(value: Value, encoder: Encoder) -> ox.Literal | None:
    """What a value is called; None for a thing or class that is not known."""
    if isinstance(value, Reference):
        entity = encoder.entities.get(value.id)
        return text(entity.name, "en") if entity else None
    if isinstance(value, Term):
        known = encoder.vocabulary.classes.get(value.name)
        return text(known.label, "en") if known else None
    return text((spoken(value) if isinstance(value, Interval) else "") or show(value, {}))


def claim_supports(
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    entities: Mapping[str, Entity],
    independence: Independence,
) -> dict[Claim, Support]:
    """The support of each claim, by all that claim the same in the same stance; rivals are left out of account."""
    published = {source.id: source.published for source in sources}
    same: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for extraction in extractions:
        for claim in extraction.claims:
            if not _is_weighed(claim, entities):
                continue
            same[claim.subject, claim.predicate, claim.stance, _kin(claim.object)].append(claim)
    supports: dict[Claim, Support] = {}
    for claims in same.values():
        for together in _compatible(sorted(claims, key=repr) if len(claims) > 1 else claims):
            days = [published.get(each) for each in dict.fromkeys(c.evidence.source for c in together)]
            support = support_of(together, independence, days)
            supports.update(dict.fromkeys(together, support))
    return supports


def _kin(value: Value) -> object:
    """What values have in common that may be one: of figures what they count, of times nothing, else the value."""
    if isinstance(value, Figure):
        return value.counts, value.unit
    return None if isinstance(value, Interval) else value


def _is_weighed(claim: Claim, entities: Mapping[str, Entity]) -> bool:
    """Whether a claim says more than what something is called, or that it is a person, organization or place."""
    if claim.predicate == "type":
        return claim.subject in entities and entities[claim.subject].kind == "Event"
    return claim.predicate != "alsoKnownAs"


def _compatible(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Figures and times by those that may be one; other claims of one key say the same."""
    if not isinstance(claims[0].object, Figure | Interval):
        return [list(claims)]
    groups: list[list[Claim]] = []
    for claim in claims:
        home = next((group for group in groups if all(_agree(claim, other) for other in group)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    return groups


def _agree(left: Claim, right: Claim) -> bool:
    if isinstance(left.object, Figure) and isinstance(right.object, Figure):
        return compatible_figures(left.object, right.object)
    if isinstance(left.object, Interval) and isinstance(right.object, Interval):
        return compatible_intervals(left.object, right.object)
    return False


def _supported(it: ox.NamedNode, support: Support) -> Iterator[Statement]:
    yield it, node("cg:sourceCount"), number(support.sources)
    yield it, node("cg:independentSources"), number(support.independent)
    yield it, node("cg:corroboratedConfidence"), ox.Literal(f"{support.confidence:.3f}", datatype=XSD_DECIMAL)


def _conflict(encoder: Encoder, conflict: Conflict) -> Iterator[Statement]:
    it = encoder.iri(content_id("conflict", conflict.entity, conflict.about))
    yield it, node("rdf:type"), node("cg:Conflict")
    yield it, node("cg:conflictOf"), encoder.iri(conflict.entity)
    yield it, node("cg:disputes"), text(conflict.about)
    for position in conflict.values:
        side = encoder.iri(content_id("position", conflict.entity, conflict.about, position.value))
        yield it, node("cg:position"), side
        yield side, node("rdf:type"), node("cg:Position")
        yield side, node("rdfs:label"), text(position.value, "en")
        yield from _supported(side, position.support)
        for name, day in (("cg:earliest", position.support.earliest), ("cg:latest", position.support.latest)):
            if day:
                yield side, node(name), date(day)
        for claim in position.claims:
            yield side, node("cg:restsOn"), encoder.iri(claim_id(claim))
