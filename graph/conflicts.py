"""Contradicting claims side by side: rival figures, dates and places of one event, and what is asserted and denied.

Compatible values are no conflict: "more than 30,000" and "30,000", Tehran and Iran, a month and a day in it. Nor are
two figures that one voice gives as one count: "between 10 and 20", "10, including 3 children".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Claim, Entity, Extraction, Figure, Interval, Reference, Source, Stance, Term
from .explain import name_of, show, voice_of
from .rivals import compatible_figures, compatible_intervals, one_count, overlapping, part_of
from .texts import printable


@dataclass(frozen=True, slots=True)
class Conflict:
    """What is disputed of one entity, and the claims for each of the rival values."""

    entity: str
    about: str
    values: tuple[tuple[str, tuple[Claim, ...]], ...]


def conflicts(
    sources: Sequence[Source], extractions: Sequence[Extraction], entities: Mapping[str, Entity]
) -> list[Conflict]:
    """All conflicts, by entity."""
    texts = {source.id: source.text for source in sources}
    claims: dict[str, list[Claim]] = defaultdict(list)
    for extraction in extractions:
        for claim in extraction.claims:
            claims[claim.subject].append(claim)
    found: list[Conflict] = []
    for entity in sorted(claims):
        ordered = sorted(claims[entity], key=lambda c: (c.evidence.source, c.evidence.start, repr(c)))
        found += _of_entity(entity, ordered, entities, texts)
    return found


def _of_entity(
    entity: str, claims: list[Claim], entities: Mapping[str, Entity], texts: Mapping[str, str]
) -> Iterator[Conflict]:
    actual = [claim for claim in claims if claim.stance is Stance.ACTUAL]
    yield from _figures(entity, actual, entities, texts)
    timed = [claim for claim in actual if claim.predicate == "time" and isinstance(claim.object, Interval)]
    yield from _rivals(entity, "dates", timed, compatible_intervals, _in_one_breath, entities)
    yield from _places(entity, [c for c in actual if c.predicate == "place"], entities)
    yield from _denials(entity, claims, entities)


def _figures(
    entity: str, claims: Sequence[Claim], entities: Mapping[str, Entity], texts: Mapping[str, str]
) -> Iterator[Conflict]:
    """Rival counts of one thing; what is said to be a part of a count rivals nothing."""

    def together(left: Claim, right: Claim) -> bool:
        return one_count(left, right, texts.get(left.evidence.source, ""))

    counted: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.object, Figure):
            counted[claim.object.counts].append(claim)
    for counts, given in sorted(counted.items()):
        wholes = [c for c in given if not any(part_of(c, w, texts.get(c.evidence.source, "")) for w in given)]
        yield from _rivals(entity, f"figures: {counts}", wholes, compatible_figures, together, entities)


def _in_one_breath(left: Claim, right: Claim) -> bool:
    """Whether two times stand in the same words ("4 to 6 March"): parts of one, not rivals."""
    return overlapping(left.evidence, right.evidence)


def _places(entity: str, claims: Sequence[Claim], entities: Mapping[str, Entity]) -> Iterator[Conflict]:
    """Places of one event of which a source names none that another names, nor one that holds or lies in it."""
    told: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if isinstance(claim.object, Reference) and claim.object.id in entities:
            told[claim.evidence.source][claim.object.id].append(claim)
    sets = [[entities[place] for place in places] for places in told.values()]
    if all(any(_may_be_one(a, b) for a in left for b in right) for left in sets for right in sets):
        return
    values: dict[str, list[Claim]] = defaultdict(list)
    for places in told.values():
        for place, own in places.items():
            values[entities[place].name] += own
    yield Conflict(entity, "places", tuple((value, tuple(own)) for value, own in values.items()))


def _may_be_one(left: Entity, right: Entity) -> bool:
    """Whether two places are one, or one may hold the other as far as they are grounded."""
    a, b = left.grounding, right.grounding
    if left.id == right.id or a is None or b is None:
        return True
    same_country = None in (a.country, b.country) or a.country == b.country
    return same_country and a.precision != b.precision


def _rivals(
    entity: str,
    about: str,
    claims: Sequence[Claim],
    compatible: Callable[[Any, Any], bool],
    together: Callable[[Claim, Claim], bool],
    entities: Mapping[str, Entity],
) -> Iterator[Conflict]:
    if all(compatible(a.object, b.object) or together(a, b) for a in claims for b in claims):
        return
    values: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        values[show(claim.object, entities)].append(claim)
    yield Conflict(entity, about, tuple((value, tuple(own)) for value, own in values.items()))


def _denials(entity: str, claims: Sequence[Claim], entities: Mapping[str, Entity]) -> Iterator[Conflict]:
    """What one voice asserts and another, or the same one elsewhere, denies."""
    by_content: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.object, Reference | Term):
            by_content[claim.predicate, show(claim.object, entities)].append(claim)
    for (predicate, value), same in sorted(by_content.items()):
        asserted = tuple(claim for claim in same if claim.stance is Stance.ACTUAL)
        denied = tuple(claim for claim in same if claim.stance is Stance.DENIED)
        if asserted and denied:
            yield Conflict(entity, f"{predicate} {value}", (("asserted", asserted), ("denied", denied)))


def as_text(found: Sequence[Conflict], sources: Sequence[Source], entities: Mapping[str, Entity]) -> str:
    """Conflicts for people to read: each value with who says so, how many sources, and the words."""
    by_id = {source.id: source for source in sources}
    lines = []
    for conflict in found:
        lines += [
            f"{printable(name_of(conflict.entity, entities))}  ({conflict.entity})",
            f"  {printable(conflict.about)}",
        ]
        for value, claims in conflict.values:
            names = {claim.evidence.source for claim in claims}
            lines.append(f"    {printable(value)}  —  {len(names)} {'source' if len(names) == 1 else 'sources'}")
            for claim in claims:
                source = by_id[claim.evidence.source]
                quote = source.text[claim.evidence.start : claim.evidence.end]
                day = f", {source.published}" if source.published else ""
                told = f"{voice_of(claim, source, entities)} ({source.name}{day}): “{quote}”"
                lines.append(f"        {printable(told)}")
        lines.append("")
    return "\n".join(lines) if lines else "no conflicts\n"
