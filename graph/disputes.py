"""What is disputed: the claims of one entity that cannot all be so, grouped by the rival values.

Two values are rivals only where two voices give them, a voice being what a source says itself or by one speaker: who
names two dates in one breath tells of two days. Tolls are the exception, of which a text may give two in its own voice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from ..model import Claim, Entity, Figure, Interval, Reference, Source, Stance, Term
from .explain import show
from .offices import disputed_offices, of_persons
from .once import events_that_befall_once
from .places import may_be_one_place
from .rivals import (
    bounds,
    compatible_ages,
    compatible_figures,
    compatible_intervals,
    measure,
    one_count,
    other_people,
    overlapping,
    part_of,
    settings,
)

Voice = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What is disputed of one entity, and the claims for each of the rival values."""

    entity: str
    about: str
    values: tuple[tuple[str, tuple[Claim, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Reports:
    """What a comparison of claims asks besides the claims."""

    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]

    def text(self, source: str) -> str:
        found = self.sources.get(source)
        return found.text if found else ""

    def words(self, claim: Claim) -> str:
        return self.text(claim.evidence.source)[claim.evidence.start : claim.evidence.end]

    def day(self, claim: Claim) -> date | None:
        found = self.sources.get(claim.evidence.source)
        try:
            return date.fromisoformat((found.published if found else None) or "")
        except ValueError:
            return None

    def kind(self, identifier: str) -> str:
        found = self.entities.get(identifier)
        return found.type or found.kind if found else ""


def disputes_of(
    claims: Mapping[str, Sequence[Claim]], sources: Mapping[str, Source], entities: Mapping[str, Entity]
) -> list[Dispute]:
    """All disputes; ``claims`` are in order, by the entity that they are about."""
    reports = _Reports(sources, entities)
    found: list[Dispute] = []
    for entity, own in claims.items():
        found += _of_entity(entity, own, reports)
    for entity, name, own in events_that_befall_once(claims, entities):
        found += _when_and_where(entity, f"{name}: " if name else "", own, reports)
    everything = [claim for own in claims.values() for claim in own]
    for office in disputed_offices(of_persons(everything, entities), sources, entities):
        held = tuple((show(Reference(holder), entities), own) for holder, own in office.holders)
        body = office.body if office.body in entities else office.holders[0][0]
        found.append(Dispute(body, f"office: {office.title}", held))
    return found


def _of_entity(entity: str, claims: Sequence[Claim], reports: _Reports) -> Iterator[Dispute]:
    actual = [claim for claim in claims if claim.stance is Stance.ACTUAL]
    yield from _figures(entity, actual, reports)
    yield from _when_and_where(entity, "", actual, reports)
    for predicate in settings()["single"]["dates"]:
        told = [c for c in actual if c.predicate == predicate and isinstance(c.object, Interval)]
        yield from _dates(entity, predicate, told, reports)
    for predicate in settings()["single"]["places"]:
        yield from _places(entity, predicate, [c for c in actual if c.predicate == predicate], reports)
    if reports.kind(entity) in settings()["deeds"]["classes"]:
        yield from _doers(entity, [c for c in actual if c.predicate == "agent"], reports)
    yield from _denials(entity, claims, reports)


def _figures(entity: str, claims: Sequence[Claim], reports: _Reports) -> Iterator[Dispute]:
    """Rival counts of one thing; what is said to be a part of a count rivals nothing."""
    counted: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.object, Figure):
            counted[measure(claim.object.counts, reports.kind(entity))].append(claim)
    for name, given in sorted(counted.items()):
        wholes = [c for c in given if not any(part_of(c, w, reports.text(c.evidence.source)) for w in given)]
        toll = name in settings()["tolls"]["counts"]

        def same(left: Claim, right: Claim) -> bool:
            alike = compatible_figures(_figure(left), _figure(right))
            return alike and not other_people(reports.words(left), reports.words(right))

        def agree(left: Claim, right: Claim, toll: bool = toll, name: str = name) -> bool:
            if name == "age":
                return _ages_agree(left, right, reports)
            return (
                compatible_figures(_figure(left), _figure(right))
                or other_people(reports.words(left), reports.words(right))
                or one_count(left, right, reports.text(left.evidence.source))
                or (not toll and voice_of(left) == voice_of(right))
            )

        ordered = sorted(wholes, key=lambda c: (bounds(_figure(c)), wholes.index(c)))
        yield from _rivals(entity, f"figures: {name}", ordered, same, agree, reports)


def _ages_agree(left: Claim, right: Claim, reports: _Reports) -> bool:
    """Whether two ages can be those of one person; of reports without a day nothing is known."""
    days = reports.day(left), reports.day(right)
    if days[0] is None or days[1] is None or left.evidence.source == right.evidence.source:
        return True
    ages = int(_figure(left).value), int(_figure(right).value)
    return compatible_ages(*ages, (days[1] - days[0]).days)


def _figure(claim: Claim) -> Figure:
    assert isinstance(claim.object, Figure)
    return claim.object


def _when_and_where(entity: str, prefix: str, claims: Sequence[Claim], reports: _Reports) -> Iterator[Dispute]:
    timed = [c for c in claims if c.predicate == "time" and isinstance(c.object, Interval)]
    yield from _dates(entity, f"{prefix}dates", timed, reports)
    yield from _places(entity, f"{prefix}places", [c for c in claims if c.predicate == "place"], reports)


def _dates(entity: str, about: str, claims: Sequence[Claim], reports: _Reports) -> Iterator[Dispute]:
    """Times that cannot be one; all that one voice says of an event is taken together, as one stretch of time."""
    hulls = {voice: _hull(own) for voice, own in _by_voice(claims).items()}

    def same(left: Claim, right: Claim) -> bool:
        return compatible_intervals(_interval(left), _interval(right))

    def agree(left: Claim, right: Claim) -> bool:
        together = overlapping(left.evidence, right.evidence) or voice_of(left) == voice_of(right)
        return together or compatible_intervals(hulls[voice_of(left)], hulls[voice_of(right)])

    ordered = sorted(claims, key=lambda c: (_interval(c).begin or "", _interval(c).end or "", claims.index(c)))
    yield from _rivals(entity, about, ordered, same, agree, reports)


def _interval(claim: Claim) -> Interval:
    assert isinstance(claim.object, Interval)
    return claim.object


def _hull(claims: Iterable[Claim]) -> Interval:
    begins, ends = zip(*((_interval(claim).begin, _interval(claim).end) for claim in claims), strict=True)
    begin = None if None in begins else min(filter(None, begins))
    return Interval(begin, None if None in ends else max(filter(None, ends)), "span")


def _places(entity: str, about: str, claims: Sequence[Claim], reports: _Reports) -> Iterator[Dispute]:
    """Places of which one voice names none that another names, nor one that holds or lies in it."""
    yield from _disjoint(entity, about, claims, may_be_one_place, reports)


def _doers(entity: str, claims: Sequence[Claim], reports: _Reports) -> Iterator[Dispute]:
    """Who did it, where no voice names whom another one names."""

    def may_be_one(left: Entity, right: Entity) -> bool:
        named = [set(" ".join((e.name, *e.aliases)).lower().split()) for e in (left, right)]
        return left.kind != right.kind or bool(named[0] & named[1])

    yield from _disjoint(entity, "done by", claims, may_be_one, reports)


def _disjoint(
    entity: str,
    about: str,
    claims: Sequence[Claim],
    may_be_one: Callable[[Entity, Entity], bool],
    reports: _Reports,
) -> Iterator[Dispute]:
    """Entities named by voices that have none in common."""
    told = [c for c in claims if isinstance(c.object, Reference) and c.object.id in reports.entities]

    def thing(claim: Claim) -> Entity:
        assert isinstance(claim.object, Reference)
        return reports.entities[claim.object.id]

    voices = _by_voice(told)
    apart = {
        frozenset((a, b))
        for a, b in combinations(voices, 2)
        if not any(may_be_one(thing(left), thing(right)) for left in voices[a] for right in voices[b])
    }

    def agree(left: Claim, right: Claim) -> bool:
        return frozenset((voice_of(left), voice_of(right))) not in apart

    def same(left: Claim, right: Claim) -> bool:
        return may_be_one(thing(left), thing(right))

    yield from _rivals(entity, about, told, same, agree, reports)


def _rivals(
    entity: str,
    about: str,
    claims: Sequence[Claim],
    same: Callable[[Claim, Claim], bool],
    agree: Callable[[Claim, Claim], bool],
    reports: _Reports,
) -> Iterator[Dispute]:
    """The claims by position, where some of one do not agree with some of another."""
    positions: list[list[Claim]] = []
    for claim in claims:
        home = next((each for each in positions if all(same(claim, other) for other in each)), None)
        if home is None:
            positions.append([claim])
        else:
            home.append(claim)
    disputed = {
        number
        for a, b in combinations(range(len(positions)), 2)
        if not all(agree(left, right) for left in positions[a] for right in positions[b])
        for number in (a, b)
    }
    if disputed:
        values = (positions[number] for number in sorted(disputed))
        yield Dispute(entity, about, tuple((_shown(own, reports), tuple(own)) for own in values))


def _shown(claims: Sequence[Claim], reports: _Reports) -> str:
    """The values of one position: of a figure under the word for its measure."""
    values = (
        replace(c.object, counts=measure(c.object.counts, reports.kind(c.subject)))
        if isinstance(c.object, Figure)
        else c.object
        for c in claims
    )
    return " or ".join(dict.fromkeys(show(value, reports.entities) for value in values))


def _denials(entity: str, claims: Sequence[Claim], reports: _Reports) -> Iterator[Dispute]:
    """What one voice asserts and another, or the same one elsewhere, denies: that an event took place at all, or else
    single things about it.
    """
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.object, Term) and claim.predicate == "type":
            told[settings()["words"]["type"]].append(claim)
        elif isinstance(claim.object, Reference | Figure):
            told[f"{claim.predicate} {show(claim.object, reports.entities)}"].append(claim)
    for about in sorted(told, key=lambda name: (name != settings()["words"]["type"], name)):
        asserted = [claim for claim in told[about] if claim.stance is Stance.ACTUAL]
        denied = [claim for claim in told[about] if claim.stance is Stance.DENIED]
        if asserted and denied:
            yield Dispute(entity, about, (("asserted", tuple(asserted)), ("denied", tuple(denied))))
            if about == settings()["words"]["type"]:
                return


def voice_of(claim: Claim) -> Voice:
    """Whose voice a claim is: that of its source, or of the speaker whom it cites."""
    return claim.evidence.source, claim.speaker


def _by_voice(claims: Iterable[Claim]) -> dict[Voice, list[Claim]]:
    voices: dict[Voice, list[Claim]] = defaultdict(list)
    for claim in claims:
        voices[voice_of(claim)].append(claim)
    return voices
