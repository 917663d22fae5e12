"""Which pairs of happenings are worth comparing: those of a kind that share a name, a day, a rare word or a story."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy

from .eventprofiles import Background, EventProfile
from .eventrules import OPEN, group, rules
from .eventstories import neighbors
from .eventwords import table

_CROWD = 40
"""A block up to this size is compared in full."""
_WINDOW = 8
"""In a larger one each is compared with so many of those that follow, in the order of their dates."""
_NAMES, _RARE = 3, 2
"""So many names, and so many of the rarest words of a clause, are anchors."""
_NEAREST = 25
"""Sources whose stories are nearest."""
_NEAR = 0.08
_BITS = 22
"""An anchor's number takes so many bits of a key: four million different anchors."""


def kinds(profile: EventProfile) -> frozenset[str]:
    """Under which headings a happening is compared: its group and families, and what its words are made of."""
    return _of_type(profile.type) | _roots(profile.words)


@lru_cache(maxsize=1 << 10)
def _of_type(name: str) -> frozenset[str]:
    if name == OPEN:
        return frozenset()
    families = rules().families.get(name, frozenset())
    return frozenset(f"family {f}" for f in families) or frozenset({f"group {group(name)}"})


@lru_cache(maxsize=1 << 15)
def _roots(words: frozenset[str]) -> frozenset[str]:
    roots = table().roots
    return frozenset(f"root {root}" for word in words for root in (roots.get(word) or (word,)))


@lru_cache(maxsize=1 << 15)
def _senses(words: frozenset[str]) -> frozenset[str]:
    return frozenset(sense for word in words for sense in table().senses.get(word, ()))


def anchors(profile: EventProfile, background: Background) -> Iterator[tuple[str, str]]:
    """What ties a happening to its time, place and company: one thing that tells much, or two together."""
    rarity = background.rarity
    who = sorted(profile.who or profile.beside, key=lambda i: (-rarity.get(i, 1.0), i))[:_NAMES]
    yield from ((one, "") for one in who)
    yield from ((t, "") for t in sorted(profile.terms, key=lambda t: (-rarity.get(t, 1.0), t))[:_RARE])
    when = [f"day {profile.begin}"] if profile.day else [f"month {profile.begin[:7]}"] if profile.begin else []
    where = sorted(profile.places)[:_NAMES]
    yield from ((a, b) for a in when for b in (*where, *who[:2]))
    yield from ((a, b) for a in where for b in who[:2])


def pairs(found: Sequence[EventProfile], background: Background) -> Iterator[tuple[int, int]]:
    """The positions of the happenings that are worth comparing, each pair once, the smaller first."""
    order = sorted(range(len(found)), key=lambda i: (found[i].begin, found[i].key))
    codes = numpy.unique(numpy.concatenate([_by_anchors(found, background, order), _by_story(found, background)]))
    for code in codes.tolist():
        yield divmod(code, len(found))


def _by_anchors(found: Sequence[EventProfile], background: Background, order: Sequence[int]) -> Any:
    """Pairs of one kind with an anchor in common, each as one number."""
    numbers: dict[str, int] = {"": 0}
    headings: dict[str, int] = {}
    keys, where = array("q"), array("q")
    for rank, i in enumerate(order):
        tied = {
            numbers.setdefault(one, len(numbers)) << _BITS | numbers.setdefault(other, len(numbers))
            for one, other in sorted(set(anchors(found[i], background)))
        }
        for kind in sorted(kinds(found[i])):
            heading = headings.setdefault(kind, len(headings)) << 2 * _BITS
            for anchor in tied:
                keys.append(heading | anchor)
                where.append(rank)
    key, rank_of = numpy.array(keys, dtype="i8"), numpy.array(where, dtype="i8")
    sorting = numpy.lexsort((rank_of, key))
    key, rank_of = key[sorting], rank_of[sorting]
    place = numpy.array(order, dtype="i8")[rank_of] if len(rank_of) else rank_of
    starts = numpy.flatnonzero(numpy.append(True, key[1:] != key[:-1])) if len(key) else key
    sizes = numpy.diff(numpy.append(starts, len(key)))
    reach = numpy.repeat(numpy.where(sizes <= _CROWD, sizes, _WINDOW + 1), sizes)
    ends = numpy.repeat(starts + sizes, sizes)
    codes = [numpy.zeros(0, dtype="i8")]
    for step in range(1, _CROWD):
        here = numpy.flatnonzero((numpy.arange(len(key)) + step < ends) & (step < reach))
        codes.append(_coded(place[here], place[here + step], len(found)))
    return numpy.concatenate(codes)


def _coded(left: Any, right: Any, count: int) -> Any:
    return numpy.unique(numpy.minimum(left, right) * count + numpy.maximum(left, right))


def _by_story(found: Sequence[EventProfile], background: Background) -> Any:
    """Pairs of one kind, or with a sense of their words in common, whose sources tell one story."""
    headings = [kinds(profile) | _senses(profile.words) for profile in found]
    told: dict[str, list[int]] = defaultdict(list)
    for i, profile in enumerate(found):
        told[profile.key[0]].append(i)
    codes = array("q")
    for source, others in _mutual(neighbors(background.stories, _NEAREST, _NEAR)).items():
        theirs = [j for other in others for j in told.get(other, ())]
        for i in told.get(source, ()):
            apart = headings[i].isdisjoint
            codes.extend(min(i, j) * len(found) + max(i, j) for j in theirs if i != j and not apart(headings[j]))
    return numpy.unique(numpy.array(codes, dtype="i8"))


def _mutual(near: Mapping[str, Sequence[tuple[float, str]]]) -> dict[str, list[str]]:
    """For each source itself and those after it whose stories are near to its own, or to which its own is."""
    both: dict[str, set[str]] = defaultdict(set)
    for source, others in near.items():
        both[source].add(source)
        for _, other in others:
            both[min(source, other)].add(max(source, other))
    return {source: sorted(others) for source, others in sorted(both.items())}
