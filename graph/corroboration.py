"""How much the reports support a claim: who tells it, how many of them independently, and how sure that makes it.

The formula. Let p1 >= p2 >= ... be the scores of the best reading in each independent voice that tells it, and q the
support that its strongest rival or denial has by the same rule. Then

    support    = 1 - (1 - p1) * (1 - w p2) * (1 - w p3) * ...      with w = 0.5
    confidence = support * (1 - d q)                               with d = 0.5

A noisy-or: each voice more leaves less doubt, but only half as much as if its mistakes had nothing to do with the
others', for reports share their readers' and their reporters' errors. What a rival tells takes away at most half.
A voice is what one desk prints; where all that some desks print of it cites one speaker, they are one voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from ..model import Claim
from .independence import Independence

SHARED_ERROR, RIVALRY = 0.5, 0.5


@dataclass(frozen=True, slots=True)
class Support:
    """What stands behind something that is claimed."""

    sources: int
    """How many sources tell it."""
    independent: int
    """How many of them are independent of each other."""
    voices: int
    """How many voices tell it: independent sources, those that cite one speaker alone taken together."""
    confidence: float
    earliest: str | None = None
    """The day of the earliest report that tells it, as far as days are known."""
    latest: str | None = None


def combined(scores: Iterable[float]) -> float:
    """The support that independent voices give together.

    >>> combined([0.8]), round(combined([0.6, 0.8]), 2), combined([])
    (0.8, 0.86, 0.0)
    """
    ordered = sorted(scores, reverse=True)
    doubt = 1.0
    for place, score in enumerate(ordered):
        doubt *= 1 - (score if place == 0 else SHARED_ERROR * score)
    return round(1 - doubt, 12)


def against(support: float, rival: float) -> float:
    """The confidence in what has this support, where its strongest rival has that one.

    >>> against(0.8, 0.0), round(against(0.8, 0.9), 2)
    (0.8, 0.44)
    """
    return support * (1 - RIVALRY * rival)


def support_of(claims: Sequence[Claim], independence: Independence, days: Iterable[str | None] = ()) -> Support:
    """The support of what some claims tell in common; ``days`` are those on which their sources were published."""
    groups = independence.groups(claims)
    voices = _voices(groups)
    told = sorted(day for day in days if day)
    return Support(
        sources=len({claim.evidence.source for claim in claims}),
        independent=len(groups),
        voices=len(voices),
        confidence=combined(max(claim.evidence.score for claim in voice) for voice in voices),
        earliest=told[0] if told else None,
        latest=told[-1] if told else None,
    )


def _voices(groups: Sequence[Sequence[Claim]]) -> list[list[Claim]]:
    """The groups of one desk each, those that rest on the word of the same speakers alone put together."""
    ties: nx.Graph[int | str] = nx.Graph()
    ties.add_nodes_from(range(len(groups)))
    for number, group in enumerate(groups):
        speakers = {claim.speaker for claim in group}
        if len(speakers) == 1 and (speaker := next(iter(speakers))) is not None:
            ties.add_edge(number, speaker)
    parts = (sorted(n for n in part if isinstance(n, int)) for part in nx.connected_components(ties))
    return [[claim for number in part for claim in groups[number]] for part in sorted(part for part in parts if part)]
