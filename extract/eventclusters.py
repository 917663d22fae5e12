"""Happenings put together from judgements on pairs: the likeliest first, and only where the clusters agree as wholes.

A chain of weak links merges nothing: of two clusters every pair is asked, none may be forbidden on firm ground, few on
other ground, and the mean must hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .eventvetoes import Veto
from .forest import Forest

Judge = Callable[[int, int], tuple[float, Veto | None]]
"""The probability that the happenings at two positions are one, and what forbids it."""
Link = tuple[float, int, int]

_MOST = 400
"""Pairs that are asked when two clusters meet; of larger ones an even share is."""
_DOUBTS = 1 / 3
"""The share of them that may be forbidden on ground that is not firm."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A link that merged two clusters, or did not, for the reason ``against``."""

    left: int
    right: int
    score: float
    against: str = ""


def put_together(
    count: int,
    links: Iterable[Link],
    judge: Judge,
    least: float,
    apart: Mapping[int, set[int]],
    joined: Iterable[Sequence[int]] = (),
) -> tuple[list[list[int]], list[Outcome]]:
    """The clusters of positions 0 to ``count`` - 1, in order, and what became of each link that was of consequence.

    ``least`` is the mean probability that two clusters need; ``apart`` holds what people keep apart, ``joined`` the
    positions that are one beforehand.

    >>> scores = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.1}
    >>> put_together(3, [(0.8, 1, 2), (0.9, 0, 1)], lambda i, j: (scores[i, j], None), 0.5, {})[0]
    [[0, 1], [2]]
    """
    forest = Forest(count)
    members = {i: [i] for i in range(count)}
    for first, *others in joined:
        for other in others:
            forest.join(first, other)
            members[first] = sorted(members[first] + members.pop(other))
    outcomes = []
    for score, i, j in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        left, right = sorted((forest.root(i), forest.root(j)))
        if left == right:
            continue
        why = _against(members[left], members[right], judge, least, apart)
        outcomes.append(Outcome(i, j, score, why))
        if why:
            continue
        forest.join(left, right)
        members[left] = sorted(members[left] + members.pop(right))
    return sorted(members.values()), outcomes


def _against(
    left: Sequence[int], right: Sequence[int], judge: Judge, least: float, apart: Mapping[int, set[int]]
) -> str:
    """Why two clusters stay two; empty if nothing speaks against it."""
    if any(j in apart.get(i, ()) for i in left for j in right):
        return "the user keeps them apart"
    pairs = [(i, j) for i in left for j in right]
    if len(pairs) == 1:
        return ""
    step = -(-len(pairs) // _MOST)
    total, doubts, asked = 0.0, 0, pairs[::step]
    for i, j in asked:
        score, forbidden = judge(min(i, j), max(i, j))
        doubts += forbidden is not None
        if forbidden and (forbidden.firm or doubts > _DOUBTS * len(asked)):
            return f"of their other mentions, {forbidden.reason}"
        total += score
    return "" if total / len(asked) >= least else "their other mentions agree too little"
