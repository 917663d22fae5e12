"""How much the reports support a claim: who tells it, how many of them independently, and how sure that makes it.

The formula. Of the best reading in each independent voice, with the score s that its rule or model gives it,

    p          = 1 / (1 + exp(-(start + slope * ln(s / (1 - s)))))

is how often such readings are right; start and slope of each kind of claim stand in ``calibration.toml``. Let
p1 >= p2 >= ... be these of all voices, and q the support that the strongest rival or denial has by the same rule. Then

    support    = 1 - (1 - p1) * (1 - w p2) * (1 - w p3) * ...      with w = 0.5
    confidence = support * (1 - d q)                               with d = 0.5

A noisy-or: each voice more leaves less doubt, but only half as much as if its mistakes had nothing to do with the
others', for reports share their readers' and their reporters' errors. What a rival tells takes away at most half.
A voice is what one desk prints; where all that some desks print of it cites one speaker, they are one voice.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log

import networkx as nx

from ..model import Claim, Figure, Quotation
from .independence import Independence

SHARED_ERROR, RIVALRY = 0.5, 0.5
_LEAST = 0.02
_SLOTS = frozenset({"type", "time", "place", "about"})
_ROLES = frozenset({"agent", "patient", "organizer", "speaker", "attendee", "target", "beneficiary"})


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


def kind_of(claim: Claim) -> str:
    """The kind of claim by which readings are more or less often right.

    >>> from ..model import Evidence, Reference
    >>> kind_of(Claim("event/1", "place", Reference("place/1"), Evidence("s", 0, 1, "rule", 0.9)))
    'place'
    """
    if isinstance(claim.object, Figure):
        return "figure"
    if isinstance(claim.object, Quotation):
        return "quotation"
    if claim.predicate in _SLOTS:
        return claim.predicate
    return "participant" if claim.predicate in _ROLES else "relation"


def reading(claim: Claim) -> float:
    """How likely a claim is read rightly, given its kind and the score of the rule or model that read it.

    >>> from ..model import Evidence, Reference
    >>> claim = Claim("event/1", "place", Reference("place/1"), Evidence("s", 0, 1, "rule", 0.5))
    >>> round(reading(claim), 3)
    0.555
    """
    curve = _curves()[kind_of(claim)]
    score = min(max(claim.evidence.score, _LEAST), 1 - _LEAST)
    return 1 / (1 + exp(-(curve["start"] + curve["slope"] * log(score / (1 - score)))))


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
    groups = [tuple(claims)] if len(claims) == 1 else independence.groups(claims)  # most stand alone
    voices = _voices(groups)
    told = sorted(day for day in days if day)
    return Support(
        sources=len({claim.evidence.source for claim in claims}),
        independent=len(groups),
        voices=len(voices),
        confidence=combined(max(map(reading, voice)) for voice in voices),
        earliest=told[0] if told else None,
        latest=told[-1] if told else None,
    )


def _voices(groups: Sequence[Sequence[Claim]]) -> list[list[Claim]]:
    """The groups of one desk each, those that rest on the word of the same speakers alone put together."""
    if len(groups) == 1:
        return [list(groups[0])]
    ties: nx.Graph[int | str] = nx.Graph()
    ties.add_nodes_from(range(len(groups)))
    for number, group in enumerate(groups):
        speakers = {claim.speaker for claim in group}
        if len(speakers) == 1 and (speaker := next(iter(speakers))) is not None:
            ties.add_edge(number, speaker)
    parts = (sorted(n for n in part if isinstance(n, int)) for part in nx.connected_components(ties))
    return [[claim for number in part for claim in groups[number]] for part in sorted(part for part in parts if part)]


@cache
def _curves() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads((resources.files(__package__) / "calibration.toml").read_text("utf-8"))
