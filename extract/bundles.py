"""Profiles that nothing tells apart are compared as one: a thousand equal names cost what one does."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..model import Grounding
from .names_parse import is_generic
from .profiles import Profile

_MOST_CONTEXT = 200
"""Of a bundle's companions and company so many are kept, the first in the alphabet: enough to find one in common."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Profiles of different sources with equal names and facts; ``profile`` stands for all of them."""

    profile: Profile
    members: tuple[Profile, ...]
    alone: bool = False
    """Its source has several by this name, so that nobody can say which of them another source means."""

    @property
    def key(self) -> tuple[str, str]:
        """The first of its members' keys."""
        return self.members[0].key


def bundle(found: Iterable[Profile], apart: Collection[tuple[str, str]]) -> list[Bundle]:
    """The profiles in bundles, in the order of their first members; those the user keeps apart are by themselves."""
    groups: dict[object, list[Profile]] = defaultdict(list)
    for profile in found:
        groups[_signature(profile, profile.key in apart)].append(profile)
    bundles = []
    for members in groups.values():
        members.sort(key=lambda p: p.key)
        often = Counter(p.key[0] for p in members)
        several = [p for p in members if often[p.key[0]] > 1]
        single = [p for p in members if often[p.key[0]] == 1]
        bundles += [Bundle(p, (p,), alone=True) for p in several]
        if single:
            bundles.append(Bundle(_joined(single), tuple(single)))
    return sorted(bundles, key=lambda b: b.key)


def _signature(profile: Profile, apart: bool) -> object:
    entity = profile.entity
    if profile.known or apart or not profile.names or not entity.named:
        return profile.key
    short = all(" " not in form for form in profile.forms)
    local = entity.kind == "Organization" and any(map(is_generic, profile.names))
    scene = (profile.scene or profile.key) if local else None
    time = (profile.begin, profile.end) if entity.kind == "Event" else None
    facts = (profile.born, profile.died, profile.countries, _place(entity.grounding), scene, time, short)
    return (entity.kind, tuple(sorted(set(profile.names))), facts)


def _place(grounding: Grounding | None) -> object:
    if grounding is None:
        return None
    if grounding.geonames:
        return grounding.geonames
    return (grounding.country, grounding.latitude, grounding.longitude, grounding.precision)


def _joined(members: list[Profile]) -> Profile:
    """One profile with the company of all."""
    if len(members) == 1:
        return members[0]

    def some(field: str) -> frozenset[str]:
        every: set[str] = set()
        for member in members[:_MOST_CONTEXT]:
            every |= getattr(member, field)
        return frozenset(sorted(every)[:_MOST_CONTEXT])

    return dataclasses.replace(
        members[0], companions=some("companions"), roles=some("roles"), company=some("company"), scene=_scene(members)
    )


def _scene(members: list[Profile]) -> str:
    scenes = Counter(p.scene for p in members if p.scene)
    return min(scenes, key=lambda s: (-scenes[s], s)) if scenes else ""
