"""Contradicting claims side by side: rival figures, dates, places, doers and holders of offices, asserted and denied.

Compatible values are no conflict: "more than 30,000" and "30,000", Tehran and Iran, a month and a day in it. Nor are
two figures that one voice gives as one count: "between 10 and 20", "10, including 3 children". Two reports of one
outlet or agency are two sources, but not independent ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Claim, Entity, Extraction, Source
from .corroboration import Support, against, support_of
from .disputes import Dispute, disputes_of
from .explain import name_of
from .independence import Independence

LEAST = 0.3
"""What is read with less support than this is a misreading more often than not, and opens no conflict."""


@dataclass(frozen=True, slots=True)
class Position:
    """One of the rival values: what is said, the claims that say so, and what supports it."""

    value: str
    claims: tuple[Claim, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class Conflict:
    """What is disputed of one entity, and the rival positions."""

    entity: str
    about: str
    values: tuple[Position, ...]


def conflicts(
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    entities: Mapping[str, Entity],
    independence: Independence | None = None,
) -> list[Conflict]:
    """All conflicts, by entity. What is known of where the sources come from is worked out if it is not given."""
    by_id = {source.id: source for source in sources}
    claims: dict[str, list[Claim]] = defaultdict(list)
    for extraction in extractions:
        for claim in extraction.claims:
            claims[claim.subject].append(claim)
    ordered = {
        subject: sorted(claims[subject], key=lambda c: (c.evidence.source, c.evidence.start, repr(c)))
        for subject in sorted(claims)
    }
    found = disputes_of(ordered, by_id, entities)
    if not found:
        return []
    known = independence or Independence.of(sources)
    weighed = [_weighed(dispute, by_id, known) for dispute in found]
    return sorted(
        (conflict for conflict in weighed if len(conflict.values) > 1),
        key=lambda c: (name_of(c.entity, entities).lower(), c.entity, c.about),
    )


def _weighed(dispute: Dispute, sources: Mapping[str, Source], independence: Independence) -> Conflict:
    """A dispute with the support of each position, which its strongest rival weakens; without likely misreadings."""
    supports, values = [], []
    for value, claims in dispute.values:
        told = dict.fromkeys(claim.evidence.source for claim in claims)
        days = [sources[each].published for each in told if each in sources]
        support = support_of(claims, independence, days)
        if support.confidence >= LEAST:
            supports.append(support)
            values.append((value, claims))
    positions = []
    for place, (value, claims) in enumerate(values):
        own = supports[place]
        rival = max((other.confidence for i, other in enumerate(supports) if i != place), default=0.0)
        weakened = replace(own, confidence=against(own.confidence, rival))
        positions.append(Position(value, claims, weakened))
    return Conflict(dispute.entity, dispute.about, tuple(positions))
