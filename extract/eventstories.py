"""What each source is about, and which sources tell one story: rare words and names, and those of the nearest sources.

A short report shares few words with another one on the same happening; what it shares with the reports around both
brings them together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import Any

import numpy
from scipy.sparse import csr_matrix

Story = Mapping[str, float]

_OWN = 80
"""So many of a source's most telling terms say what it is about."""
_WITH_OTHERS = 120
_NAMED = 1.5
"""An entity tells so many times as much as a word."""
_ROUNDS = 2
_LENDERS = 5
"""So many of the nearest sources lend their terms."""
_LIKE = 0.1
_FREQUENT = 100
"""A term of more stories than these brings none together."""
_AT_ONCE = 500
"""So many stories are compared with all others at a time."""
_ROUNDING = 1e-8


def stories(told: Mapping[str, Mapping[str, int]], rarity: Mapping[str, float]) -> dict[str, Story]:
    """The story of each source from how often it has each term, scaled to length 1.

    >>> found = stories({"a": {"quake": 2}, "b": {"quake": 1, "dam": 1}}, {"quake": 1.0, "dam": 1.0})
    >>> likeness(found["a"], found["b"]) > 0.8
    True
    """
    found = {source: _own(terms, rarity) for source, terms in told.items()}
    for _ in range(_ROUNDS):
        near = neighbors(found, _LENDERS, _LIKE)
        found = {source: _with_others(source, found, near[source]) for source in found}
    return found


def likeness(one: Story, other: Story) -> float:
    """How alike two stories are, 0 to 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def neighbors(found: Mapping[str, Story], most: int, least: float) -> dict[str, list[tuple[float, str]]]:
    """For each source those whose stories are nearest: likeness and source, at most so many, at least so alike.

    >>> neighbors({"a": {"quake": 1.0}, "b": {"quake": 1.0}, "c": {"match": 1.0}}, 5, 0.1)["a"]
    [(1.0, 'b')]
    """
    sources = sorted(found)
    table = _table([found[source] for source in sources])
    near: dict[str, list[tuple[float, str]]] = {}
    for start in range(0, len(sources), _AT_ONCE):
        like = table[start : start + _AT_ONCE] @ table.T
        for row, source in enumerate(sources[start : start + _AT_ONCE], start):
            span = slice(*like.indptr[row - start : row - start + 2])
            near[source] = _nearest(like.indices[span], like.data[span], row, sources, most, least)
    return near


def _table(stories: Sequence[Story]) -> Any:
    """A row for each story, with the weights of those of its terms that may bring it together with others."""
    often = Counter(term for story in stories for term in story)
    columns = {term: column for column, term in enumerate(sorted(t for t, n in often.items() if n <= _FREQUENT))}
    rows = [sorted((columns[t], weight) for t, weight in story.items() if t in columns) for story in stories]
    starts = numpy.cumsum([0, *map(len, rows)])
    places = numpy.fromiter((column for row in rows for column, _ in row), "i4", starts[-1])
    weights = numpy.fromiter((weight for row in rows for _, weight in row), "f8", starts[-1])
    return csr_matrix((weights, places, starts), shape=(len(rows), len(columns)))


def _nearest(
    others: Any, scores: Any, own: int, sources: Sequence[str], most: int, least: float
) -> list[tuple[float, str]]:
    """The best of the sources at some places, by their scores; of equals the first."""
    kept = (scores > least) & (others != own)
    others, scores = others[kept], scores[kept]
    if len(scores) > most:
        close = scores >= numpy.partition(scores, -most)[-most] - _ROUNDING
        others, scores = others[close], scores[close]
    found = zip(others.tolist(), scores.tolist(), strict=True)
    best = sorted((-round(score, 9), sources[other]) for other, score in found)[:most]
    return [(-score, source) for score, source in best]


def _own(terms: Mapping[str, int], rarity: Mapping[str, float]) -> Story:
    weights = {t: rarity[t] * (1 + log(n)) * (_NAMED if "/" in t else 1.0) for t, n in terms.items()}
    return _scaled(weights, _OWN)


def _with_others(source: str, found: Mapping[str, Story], near: list[tuple[float, str]]) -> Story:
    weights = dict(found[source])
    for like, other in near:
        for term, weight in found[other].items():
            weights[term] = weights.get(term, 0.0) + like * weight
    return _scaled(weights, _WITH_OTHERS)


def _scaled(weights: Mapping[str, float], most: int) -> Story:
    """The heaviest terms, in the order of the alphabet, scaled to length 1."""
    kept = sorted(sorted(weights, key=lambda t: (-round(weights[t], 9), t))[:most])
    length = sum(weights[t] ** 2 for t in kept) ** 0.5
    return {t: weights[t] / length for t in kept} if length else {}
