"""What each source is about, and which sources tell one story: rare words and names, and those of the nearest sources.

A short report shares few words with another one on the same happening; what it shares with the reports around both
brings them together.
"""

from __future__ import annotations

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
    sources = sorted(found)
    terms = sorted({term for story in found.values() for term in story})
    table = _table([found[source] for source in sources], terms)
    for _ in range(_ROUNDS):
        table = _with_others(table, _near(table, _LENDERS, _LIKE))
    return {
        source: {terms[column]: weight for column, weight in zip(*_row(table, place), strict=True)}
        for place, source in enumerate(sources)
    }


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
    terms = sorted({term for story in found.values() for term in story})
    near = _near(_table([found[source] for source in sources], terms), most, least)
    return {
        source: [(like, sources[other]) for like, other in others] for source, others in zip(sources, near, strict=True)
    }


def _table(stories: Sequence[Story], terms: Sequence[str]) -> Any:
    """A row for each story, a column for each term."""
    columns = {term: column for column, term in enumerate(terms)}
    rows = [sorted((columns[term], weight) for term, weight in story.items()) for story in stories]
    starts = numpy.cumsum([0, *map(len, rows)])
    places = numpy.fromiter((column for row in rows for column, _ in row), "i4", starts[-1])
    weights = numpy.fromiter((weight for row in rows for _, weight in row), "f8", starts[-1])
    return csr_matrix((weights, places, starts), shape=(len(rows), len(terms)))


def _row(table: Any, place: int) -> tuple[list[int], list[float]]:
    span = slice(*table.indptr[place : place + 2])
    return table.indices[span].tolist(), table.data[span].tolist()


def _near(table: Any, most: int, least: float) -> list[list[tuple[float, int]]]:
    """For each row those nearest, by terms that are not too frequent: likeness and place."""
    rare = numpy.flatnonzero(numpy.bincount(table.indices, minlength=table.shape[1]) <= _FREQUENT)
    table = table[:, rare]
    others = table.T.tocsr()
    near = []
    for start in range(0, table.shape[0], _AT_ONCE):
        like = table[start : start + _AT_ONCE] @ others
        for row in range(like.shape[0]):
            span = slice(*like.indptr[row : row + 2])
            near.append(_nearest(like.indices[span], like.data[span], start + row, most, least))
    return near


def _nearest(others: Any, scores: Any, own: int, most: int, least: float) -> list[tuple[float, int]]:
    """The best of the stories at some places, by their scores; of equals the first."""
    kept = (scores > least) & (others != own)
    others, scores = others[kept], scores[kept]
    if len(scores) > most:
        close = scores >= numpy.partition(scores, -most)[-most] - _ROUNDING
        others, scores = others[close], scores[close]
    found = zip(others.tolist(), scores.tolist(), strict=True)
    return [(-score, other) for score, other in sorted((-round(score, 9), other) for other, score in found)[:most]]


def _own(terms: Mapping[str, int], rarity: Mapping[str, float]) -> Story:
    weights = {t: rarity[t] * (1 + log(n)) * (_NAMED if "/" in t else 1.0) for t, n in terms.items()}
    return _scaled(weights, _OWN)


def _with_others(table: Any, near: Sequence[Sequence[tuple[float, int]]]) -> Any:
    """Each story with the terms of those nearest to it, as far as they are near: the heaviest, scaled to length 1."""
    size = table.shape[0]
    starts = numpy.cumsum([0, *(1 + len(others) for others in near)])
    given = [each for own, others in enumerate(near) for each in ((1.0, own), *others)]
    shares, places = zip(*given, strict=True) if given else ((), ())
    summed = csr_matrix((shares, places, starts), shape=(size, size)) @ table
    summed.sort_indices()
    row = numpy.repeat(numpy.arange(size), numpy.diff(summed.indptr))
    order = numpy.lexsort((summed.indices, -numpy.round(summed.data, 9), row))
    rank = numpy.arange(len(order)) - summed.indptr[row[order]]
    kept = numpy.sort(order[rank < _WITH_OTHERS])
    row, column, weight = row[kept], summed.indices[kept], summed.data[kept]
    length = numpy.sqrt(numpy.bincount(row, weight**2, minlength=size))
    ends = numpy.cumsum([0, *numpy.bincount(row, minlength=size)])
    return csr_matrix((weight / length[row], column, ends), shape=table.shape)


def _scaled(weights: Mapping[str, float], most: int) -> Story:
    """The heaviest terms, in the order of the alphabet, scaled to length 1."""
    heaviest = sorted((-round(weight, 9), term) for term, weight in weights.items())[:most]
    kept = sorted(term for _, term in heaviest)
    length = sum(weights[t] ** 2 for t in kept) ** 0.5
    return {t: weights[t] / length for t in kept} if length else {}
