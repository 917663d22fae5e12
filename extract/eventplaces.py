"""Where one place lies in another: the places of two tellings agree when one contains the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from ..model import Entity, Extraction, Grounding, Reference
from .atlas import atlas, kilometers

Key = tuple[str, str]
Fit = Literal["same", "wide", "inside", "apart", ""]
"""How the places of two events stand: one in common; a country in common; one in another; elsewhere; unknown."""
_FAR = 40.0
"""Kilometers between two towns that cannot be one for any reporter."""
_STEPS = 6
_POINTS = frozenset({"city", "exact", "site", "near"})


class Places:
    """The places of a graph and what contains them, by their ids."""

    def __init__(self, entities: Mapping[str, Entity], extractions: Iterable[Extraction], ids: Mapping[Key, str]):
        self.grounding = {i: e.grounding for i, e in entities.items() if e.kind == "Place" and e.grounding}
        self.within: dict[str, set[str]] = defaultdict(set)
        for extraction in extractions:
            for claim in extraction.claims:
                if claim.predicate == "locatedIn" and isinstance(claim.object, Reference):
                    inner, outer = (ids.get((extraction.source, i)) for i in (claim.subject, claim.object.id))
                    if inner and outer and inner != outer:
                        self.within[inner].add(outer)
        self.names = {i: frozenset((entities[i].name, *entities[i].aliases)) for i in self.grounding}
        self.codes = {i: frozenset(_codes(self.names[i], found)) for i, found in self.grounding.items()}
        self._known: dict[tuple[str, str], Fit] = {}
        self._above: dict[str, frozenset[str]] = {}

    def fit(self, left: frozenset[str], right: frozenset[str]) -> Fit:
        """How the places of two events stand to each other."""
        if not left or not right:
            return ""
        if shared := left & right:
            return "wide" if all(map(self._is_wide, shared)) else "same"
        found = {self.between(a, b) for a in left for b in right}
        return "inside" if "inside" in found else "apart" if found == {"apart"} else ""

    def _is_wide(self, place: str) -> bool:
        found = self.grounding.get(place)
        return found is not None and found.precision == "country"

    def between(self, one: str, other: str) -> Fit:
        """How two places stand."""
        if one == other:
            return "same"
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = self._compare(*pair)
        return self._known[pair]

    def _compare(self, one: str, other: str) -> Fit:
        if other in self.above(one) or one in self.above(other):
            return "inside"
        a, b = self.grounding.get(one), self.grounding.get(other)
        if a is None or b is None:
            return "apart" if a is b else ""  # Of two that no map shows, neither is in the other: no source says so.
        if self._holds(a, other) or self._holds(b, one):
            return "inside"
        if self.names[one] & self.names[other]:
            return ""  # One of them was taken for a namesake, but for which?
        if "site" in (a.precision, b.precision):
            return ""  # Its country is the one of which its text tells most, and may be another.
        if a.country and b.country and a.country != b.country:
            return "apart"
        if a.precision == b.precision == "province":
            return "apart" if a.geonames != b.geonames else "same"
        return _by_distance(a, b)

    def _holds(self, outer: Grounding, inner: str) -> bool:
        """Whether a country or province holds a place, by what is known of the world."""
        codes = self.codes.get(inner, frozenset())
        if outer.precision == "country":
            return f"country {outer.country}" in codes
        return outer.precision == "province" and f"geonames {outer.geonames}" in codes

    def above(self, place: str) -> frozenset[str]:
        """The places in which a place lies, as the sources say."""
        if place not in self._above:
            found: set[str] = set()
            rest = {place}
            for _ in range(_STEPS):
                rest = {outer for inner in rest for outer in self.within.get(inner, ())} - found
                found |= rest
            self._above[place] = frozenset(found - {place})
        return self._above[place]


def _codes(names: Iterable[str], found: Grounding) -> Iterable[str]:
    """The country and the divisions that hold a place, as codes."""
    if found.country and found.precision != "country":
        yield f"country {found.country}"
    if not found.geonames:
        return
    for name in sorted(names):
        for row in atlas().named(name):
            if row.geonames == found.geonames:
                for outer in (row.division, row.district):
                    if outer >= 0 and outer != row.position:
                        yield f"geonames {atlas().row(2 * outer).geonames}"
                return


def _by_distance(a: Grounding, b: Grounding) -> Fit:
    if a.precision not in _POINTS or b.precision not in _POINTS:
        return ""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return ""
    far = kilometers((a.latitude, a.longitude), (b.latitude, b.longitude)) > _FAR
    towns = a.precision == b.precision == "city" and a.geonames != b.geonames
    return "apart" if far or towns else ""
