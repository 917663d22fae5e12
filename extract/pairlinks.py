"""What a pair classifier knows of two candidates together: their kinds, the words between, the path of the parse.

The features are named in :mod:`pairfeatures`. Candidates overlap, so that many pairs share their gap or the path
between their words: each is looked at once.
"""

from __future__ import annotations

import itertools
from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..model import Grounding
from .gazetteer import gazetteer
from .pairfeatures import Features, hashed
from .pairspans import Argument

BETWEEN = 10
"""Words between two candidates that are looked at, each of them; of more, only the outer ones."""
SHORT = 4
"""Words between two candidates, at most, that are also looked at all together."""
LONGEST_PATH = 7
"""Steps of the longest path in the parse of which more is told than its top."""
DEGREES = (0.1, 0.5, 1.5, 4, 10)
"""Where the ranges begin that distances between places are told by."""
SIDES = frozenset({"neg", "prt", "auxpass", "attr", "amod"})
"""What hangs on a word of a path and is told with it."""
DISTANCES = (0, 1, 2, 3, 5, 8, 12, 20, 40)
"""Where the ranges begin that numbers of words between two candidates are told by."""

CACHED = 1 << 14
"""Lists of features that are kept for the next document."""


def step(number: int) -> int:
    """Which of :data:`DISTANCES` a number of words reaches.

    >>> [step(n) for n in (0, 4, 100)]
    [0, 3, 8]
    """
    return bisect(DISTANCES, number) - 1


class Route(NamedTuple):
    """The path between two words: its hashed features, its arcs (none where it is too long), the words on it."""

    told: list[int]
    arcs: str = ""
    lemmas: Sequence[str] = ()


NOWHERE = Route([])


class Links:
    """The features of pairs of one document's candidates."""

    def __init__(self, features: Features) -> None:
        self.features = features
        self.ups: dict[int, list[int]] = {}
        self.sides: dict[int, list[str]] = {}
        self.routes: dict[tuple[int, int], Route] = {}
        self.words: dict[str, list[int]] = {}
        self.heavy = [i for i, part in enumerate(features.parts) if part in {"VERB", "NOUN"}]
        self.grounded: dict[Argument, Grounding | None] = {}
        countries = Counter(g.country for n in features.reading.nodes.values() if (g := n.grounding) and g.country)
        self.country = min(countries, key=lambda code: (-countries[code], code), default=None)
        """The country of most of the document's places."""

    def of_pair(self, subject: Argument, object: Argument, kinds_between: str = "") -> list[int]:
        """What tells whether, and how, a subject and an object are related: hashed features."""
        first, second = (subject, object) if subject.start <= object.start else (object, subject)
        order = "<" if first is subject else ">"
        one, other = self.features.kind(subject), self.features.kind(object)
        kinds, gap = f"{one}{order}{other}", max(second.start - first.end, 0)
        apart = self.features.sentence(second) - self.features.sentence(first)
        roots = self.features.root(subject), self.features.root(object)
        lemmas = self.features.lemmas
        out = [
            f"out={order}{self.features.word(first.start - 1)}_{self.features.word(second.end)}",
            f"rh={order}{lemmas[roots[0]]}+{lemmas[roots[1]]}",
        ]
        if self.features.counts:
            out += self._standing(subject, object, kinds)
        if gap <= SHORT:
            out.append(f"W={kinds}|{' '.join(lemmas[first.end : second.start])}")
        route = NOWHERE if apart else self._route(*roots)
        if route.arcs:
            out += [f"L+K={route.arcs}+{kinds}", f"P+K={' '.join(route.lemmas)}+{kinds}"]
            out += [f"in+K={lemma}+{kinds}" for lemma in route.lemmas]
        ways = f"{subject.way}{order}{object.way}"
        return [
            *_of_kinds(kinds, ways, order, step(gap), min(apart, 3), first.end > second.start),
            *_of_inner(kinds, kinds_between), *hashed(out), *route.told,
            *self._between(first.end, second.start, order),
        ]  # fmt: skip

    def _between(self, start: int, end: int, order: str) -> Iterator[int]:
        """What the words between two candidates tell."""
        if end - start <= BETWEEN:
            yield from dict.fromkeys(self._words(f"w={order}")[start:end])
            yield from self._twos(f"ww={order}")[start : max(start, end - 1)]
        else:
            yield from dict.fromkeys(self._words(f"wl={order}")[start : start + 3])
            yield from dict.fromkeys(self._words(f"wr={order}")[end - 3 : end])
            told = self._words(f"far w={order}")
            yield from (told[i] for i in self.heavy[bisect_left(self.heavy, start) : bisect_left(self.heavy, end)][:12])
        if end - start <= SHORT:
            yield from hashed([f"W={order}|{' '.join(self.features.lemmas[start:end])}"])

    def _words(self, name: str) -> list[int]:
        """One feature of every word of the document."""
        if name not in self.words:
            self.words[name] = hashed(name + lemma for lemma in self.features.lemmas)
        return self.words[name]

    def _twos(self, name: str) -> list[int]:
        """One feature of every word of the document and the next one."""
        if name not in self.words:
            twos = itertools.pairwise(self.features.lemmas)
            self.words[name] = hashed(f"{name}{one} {two}" for one, two in twos)
        return self.words[name]

    def _standing(self, subject: Argument, object: Argument, kinds: str) -> Iterator[str]:
        """What the document says of the two elsewhere: how often they come, and where they are."""
        counts = [min(self.features.counts[a.node], 4) if a.node else 0 for a in (subject, object)]
        topic = "s" if subject.node == self.features.topic else "o" if object.node == self.features.topic else ""
        yield f"often={counts[0]}{counts[1]}"
        yield f"topic={topic}+{kinds}"
        one, other = self._grounding(subject), self._grounding(object)
        if other is not None:
            inside = "" if one is None else "in" if one.country == other.country else "out"
            yield f"land={inside}{other.precision == 'country'}{other.country == self.country}+{kinds}"
            if one is not None:
                yield f"sizes={inside}{one.precision}>{other.precision}+{_degrees(one, other)}"
        elif one is not None:
            yield f"land of subject={one.country == self.country}+{kinds}"

    def _grounding(self, argument: Argument) -> Grounding | None:
        """Where a candidate is, if it is a place; where its country is, if it is an adjective of one."""
        if argument not in self.grounded:
            root = self.features.doc[self.features.root(argument)]
            node = self.features.reading.node_at(root)
            code = gazetteer().demonyms.get(root.lower_) if node is None else None
            of_node = node.grounding if node is not None else None
            self.grounded[argument] = Grounding("country", code) if code else of_node
        return self.grounded[argument]

    def _route(self, subject: int, object: int) -> Route:
        """The path in the parse from one word to another of its sentence."""
        if (subject, object) not in self.routes:
            self.routes[subject, object] = self._found_route(subject, object)
        return self.routes[subject, object]

    def _found_route(self, subject: int, object: int) -> Route:
        ups, downs = self._ups(subject), self._ups(object)
        meeting = next((n for n, i in enumerate(ups) if i in downs), None)
        if meeting is None:
            return Route(hashed(["path=none"]))
        top = ups[meeting]
        left, right = ups[:meeting], downs[: downs.index(top)]
        if len(left) + len(right) > LONGEST_PATH:
            return Route(hashed([f"path=long+{self.features.lemmas[top]}"]))
        inner = [*left[1:], *([top] if left and right else []), *reversed(right[1:])]
        arcs = (
            "^".join(self.features.arcs[i] for i in left)
            + "|"
            + "v".join(self.features.arcs[i] for i in reversed(right))
        )
        lemmas = [self.features.lemmas[i] for i in inner]
        path = " ".join(lemmas)
        out = [
            f"L={arcs}",
            f"P={arcs}+{path}",
            f"top={self.features.parts[top]}+{len(left)}+{len(right)}",
            f"lemma path={path}",
        ]
        for i in inner:
            side = "s" if i in left else "o" if i in right else "t"
            out += [f"in={side}{self.features.lemmas[i]}", *self._beside(i)]
        return Route(hashed(out), arcs, lemmas)

    def _beside(self, i: int) -> list[str]:
        """What hangs on a verb or noun of a path and changes what it says."""
        if i not in self.sides:
            told = self.features.doc[i].children if self.features.parts[i] in {"VERB", "NOUN"} else ()
            self.sides[i] = [f"side={c.dep_}{self.features.lemmas[c.i]}" for c in told if c.dep_ in SIDES]
        return self.sides[i]

    def _ups(self, i: int) -> list[int]:
        """A word and all above it."""
        if i not in self.ups:
            found = [i]
            while self.features.heads[found[-1]] != found[-1]:
                found.append(self.features.heads[found[-1]])
            self.ups[i] = found
        return self.ups[i]


def _degrees(one: Grounding, other: Grounding) -> str:
    """How far apart two places are, in steps of degrees; empty where that is not known."""
    places = one.latitude, one.longitude, other.latitude, other.longitude
    if None in places:
        return ""
    north, east, other_north, other_east = (place or 0.0 for place in places)
    apart = max(abs(north - other_north), abs(east - other_east))
    return str(sum(apart >= least for least in DEGREES))


@lru_cache(maxsize=CACHED)
def _of_kinds(kinds: str, ways: str, order: str, gap: int, apart: int, overlap: bool) -> list[int]:
    """What the kinds of two candidates tell, and how far from each other they stand."""
    return hashed(
        [f"K={kinds}", f"G={gap}", f"K+G={kinds}+{gap}", f"far={apart}{order}", f"lap={overlap}", f"ways={ways}"]
    )


@lru_cache(maxsize=CACHED)
def _of_inner(kinds: str, between: str) -> list[int]:
    """What the kinds of the candidates tell that stand between two."""
    return hashed([f"between={between}", f"K+between={kinds}+{between}"])


def kinds_between(start: int, end: int, arguments: Iterable[Argument]) -> str:
    """The kinds of the candidates between two places, at most three, each once."""
    found = {a.kind or a.way for a in arguments if start <= a.start and a.end <= end}
    return ",".join(sorted(found)[:3])
