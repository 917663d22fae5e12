"""How two are connected in a graph that is too big to be read whole: rings of things around each, until two rings meet.

The search goes from both ends at once, always on the side that has less to be looked at (Pohl, "Bi-directional
search", Machine Intelligence 6, 1971).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

_MOST = 8000  # so many things are looked at, at most: some five seconds

Tied = Callable[[Collection[str]], Iterable[tuple[str, str]]]
"""What is tied to some things: pairs of one of them and what is tied to it."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What a search came to: ``stops`` are the things from one end to the other, none where no chain was found.

    ``looked`` is how many things were looked at, and ``whole`` whether that was all that one of the ends leads to.
    """

    ends: tuple[str, str]
    stops: tuple[str, ...]
    looked: int
    whole: bool


def chain(start: str, end: str, tied: Tied, most: int = _MOST) -> Chain:
    """A shortest chain between two things, looking at no more than ``most``; always the same one.

    >>> near = {"a": "b", "b": "ac", "c": "bd", "d": "c", "e": ""}
    >>> def tied(ids): return [(here, far) for here in ids for far in near[here]]
    >>> chain("a", "d", tied)
    Chain(ends=('a', 'd'), stops=('a', 'b', 'c', 'd'), looked=3, whole=True)
    >>> chain("a", "e", tied)
    Chain(ends=('a', 'e'), stops=(), looked=4, whole=True)
    """
    if start == end:
        return Chain((start, end), (start,), 0, True)
    came: tuple[dict[str, str | None], ...] = ({start: None}, {end: None})
    rings, looked = [[start], [end]], 0
    while all(rings):
        side = int(len(rings[1]) < len(rings[0]))
        if looked + len(rings[side]) > most:
            return Chain((start, end), (), looked, False)
        looked += len(rings[side])
        new: dict[str, str] = {}
        for here, far in sorted(tied(rings[side])):
            if far not in came[side]:
                new.setdefault(far, here)
        came[side].update(new)
        if met := new.keys() & came[1 - side].keys():
            middle = min(met)
            stops = (*reversed(_back(middle, came[0])), middle, *_back(middle, came[1]))
            return Chain((start, end), stops, looked, True)
        rings[side] = sorted(new)
    return Chain((start, end), (), looked, True)


def _back(middle: str, came: dict[str, str | None]) -> list[str]:
    """The way from a thing back to where its side began, without itself."""
    way: list[str] = []
    stop = came[middle]
    while stop is not None:
        way.append(stop)
        stop = came[stop]
    return way
