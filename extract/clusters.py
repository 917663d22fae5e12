"""Merging as a pure function of judgements: the surest first, and never across a veto."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .bundles import Bundle
from .names_compare import compare_persons
from .names_parse import person_name
from .profiles import Profile
from .sameness import veto

_MOST_CHECKS = 4000
"""Pairs of names that are compared before two clusters count as too mixed to be one."""


@dataclass(slots=True)
class Cluster:
    """What a cluster holds, as far as vetoes ask."""

    members: list[int]
    names: set[str] = field(default_factory=set)
    born: set[str] = field(default_factory=set)
    died: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    spots: set[object] = field(default_factory=set)
    countries: list[frozenset[str]] = field(default_factory=list)
    apart: set[int] = field(default_factory=set)


def cluster_of(index: int, bundle: Bundle, apart: Mapping[int, set[int]]) -> Cluster:
    """The cluster of one bundle."""
    profile = bundle.profile
    cluster = Cluster([index], apart=set(apart.get(index, ())))
    if profile.entity.kind == "Person":
        cluster.names = {n for n in profile.names[:1] if person_name(n).full and not profile.known}
    if profile.entity.kind in ("Organization", "Place") and profile.countries:
        cluster.countries = [profile.countries]
    cluster.born, cluster.died = {profile.born} - {""}, {profile.died} - {""}
    cluster.known = {profile.key[1]} if profile.known else set()
    grounding = profile.entity.grounding
    if grounding and grounding.geonames:
        cluster.spots = {grounding.geonames}
    if grounding and grounding.country:
        cluster.countries = [frozenset({grounding.country})]
    return cluster


def forbidden(left: Cluster, right: Cluster) -> str:
    """Why two clusters must stay apart, whatever links them; empty if nothing does."""
    if left.apart & set(right.members) or right.apart & set(left.members):
        return "the user keeps them apart"
    for what in ("born", "died", "known", "spots"):
        mine, theirs = getattr(left, what), getattr(right, what)
        if mine and theirs and not (what in ("born", "died") and mine & theirs) and mine != theirs:
            return f"their other names are of two, by {', '.join(sorted(map(str, mine | theirs)))}"
    if any(not a & b for a in left.countries for b in right.countries):
        return "their other mentions are in two countries"
    fresh = sorted(left.names - right.names), sorted(right.names - left.names)
    if len(fresh[0]) * len(fresh[1]) > _MOST_CHECKS:
        return "each goes by too many names"
    for a in fresh[0]:
        for b in fresh[1]:
            match = compare_persons(a, b)
            if match.level == "conflict":
                return f'"{a}" and "{b}" are two persons\' names'
    return ""


def merge(left: Cluster, right: Cluster) -> None:
    """Take the right cluster into the left one."""
    left.members += right.members
    for what in ("names", "born", "died", "known", "spots", "apart"):
        getattr(left, what).update(getattr(right, what))
    left.countries = sorted({*left.countries, *right.countries}, key=sorted)


def ambiguous(same: Sequence[tuple[int, int, float]], bundles: Sequence[Bundle]) -> dict[tuple[int, int], str]:
    """The less than sure pairs of which one side may as well be another one, who is somebody else; and who that is.

    "George Bush" is part of two longer names: which one is meant, no name can tell.
    """
    loose: dict[int, list[int]] = defaultdict(list)
    for left, right, score in same:
        if score <= 0.85:
            loose[left].append(right)
            loose[right].append(left)
    found: dict[tuple[int, int], str] = {}
    for one, others in loose.items():
        others = sorted(others)[:_MOST_RIVALS]
        for i, a in enumerate(others):
            for b in others[i + 1 :]:
                if _rivals(bundles[a].profile, bundles[b].profile):
                    names = bundles[a].profile.entity.name, bundles[b].profile.entity.name
                    for other, name in ((a, names[1]), (b, names[0])):
                        found.setdefault((min(one, other), max(one, other)), name)
    return found | _of_two_known(same, bundles)


def _of_two_known(same: Sequence[tuple[int, int, float]], bundles: Sequence[Bundle]) -> dict[tuple[int, int], str]:
    """The pairs in which a name is that of a known entity, but as well or better that of another known one."""
    claimed: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for left, right, score in same:
        for one, other in ((left, right), (right, left)):
            if bundles[other].profile.known:
                claimed[one].append((-score, other))
    found: dict[tuple[int, int], str] = {}
    for one, others in claimed.items():
        for score, other in others:
            rival = min(((s, o) for s, o in others if s <= score and o != other), default=None)
            if rival:
                found[min(one, other), max(one, other)] = bundles[rival[1]].profile.entity.name
    return found


_MOST_RIVALS = 30


def _rivals(left: Profile, right: Profile) -> bool:
    if veto(left, right):
        return True
    a, b = left.entity, right.entity
    if a.kind == "Place":
        spots = [e.grounding and (e.grounding.geonames or e.grounding.country) for e in (a, b)]
        return all(spots) and spots[0] != spots[1]
    if a.kind == "Organization":
        return left.forms.isdisjoint(right.forms)
    return a.kind == "Person" and compare_persons(a.name, b.name).level == "conflict"
