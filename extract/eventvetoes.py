"""What forbids that two tellings are of one happening: other days, places or people, or a hope that nothing ties to it.

A veto on firm ground holds for whole clusters. One that may rest on a misreading, or asks for a tie that another
telling may provide, holds for the two alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ..model import Stance
from .eventplaces import Places
from .eventprofiles import Background, EventProfile, plain
from .eventrules import OPEN, Relation, relation, rules
from .eventstories import likeness

_HOPED = frozenset({Stance.PLANNED, Stance.DEMANDED})
_SLIP = 7
"""Days by which an inferred date may be wrong."""
_FOREVER = 400
"""Days, where no calendar tells how many."""
ALIKE = 0.4
"""Two sources tell one story from this likeness on."""
_FEWEST = 3
"""So many words and names they have in common."""
_SHORTEST = 3
"""Letters of a word that two names may have in common."""


@dataclass(frozen=True, slots=True)
class World:
    """All that a comparison of two happenings asks besides the two."""

    background: Background
    places: Places


class Veto(NamedTuple):
    """What forbids that two happenings are one, and whether no third telling can make up for it."""

    reason: str
    firm: bool = True


def veto(left: EventProfile, right: EventProfile, world: World) -> Veto | None:
    """What forbids that two happenings are one; ``None`` if nothing does."""
    if left.named and right.named:
        return None if left.id == right.id else Veto("they go by two names")
    if (left.named or right.named) and not _meant(left, right, world):
        return Veto("nothing but its kind ties it to the name", firm=False)
    if stands(left, right) == "apart":
        alone = not rules().solitary.isdisjoint((left.type, right.type))
        return Veto(f"a {left.type} is no {right.type}", firm=alone)
    if _at_other_times(left, right):
        return Veto(f"one was at {when(left)}, the other at {when(right)}")
    if world.places.fit(left.places, right.places) == "apart" and left.placed and right.placed:
        return Veto(f"one was in {first(left.places)}, the other in {first(right.places)}")
    if left.type in rules().personal and _other_persons(left, right):
        return Veto(f"one was of {first(left.patients)}, the other of {first(right.patients)}")
    if left.type in rules().spoken and are_others(left.agents, right.agents):
        return Veto(f"one was by {first(left.agents)}, the other by {first(right.agents)}")
    if _other_patients(left, right):
        return Veto(f"one was of {first(left.patients)}, the other of {first(right.patients)}", firm=False)
    mine, theirs = _ordinals(left), _ordinals(right)
    if mine and theirs and not mine & theirs:
        return Veto(f"they are counted apart, {first(mine)} and {first(theirs)}")
    if _hoped(left) != _hoped(right) and (why := _untied(left, right, world)):
        return Veto(f"one is only planned or demanded, and {why}", Stance.DEMANDED in left.stances | right.stances)
    return None


def stands(left: EventProfile, right: EventProfile) -> Relation:
    """How the classes of two happenings stand; what is told in one word may have been read as of two kinds."""
    found = relation(left.type, right.type)
    if found == "apart" and left.words == right.words and not {left.type, right.type} & rules().solitary:
        return "open"
    return found


def story_likeness(left: EventProfile, right: EventProfile, world: World) -> float:
    """How alike the stories of the sources of two happenings are, 0 to 1; 1 for one source."""
    stories, one, other = world.background.stories, left.key[0], right.key[0]
    return 1.0 if one == other else likeness(stories.get(one, {}), stories.get(other, {}))


def of_one_story(left: EventProfile, right: EventProfile, world: World) -> bool:
    """Whether two sources tell one story, and it is more than a few words."""
    stories, one, other = world.background.stories, left.key[0], right.key[0]
    if one == other or story_likeness(left, right, world) <= ALIKE:
        return False
    return len(stories[one].keys() & stories[other].keys()) >= _FEWEST


def _meant(left: EventProfile, right: EventProfile, world: World) -> bool:
    """Whether a plain telling is of a named event: in its very words, or a time and a place or participant tie them."""
    if left.type == right.type == OPEN and left.words == right.words and of_one_story(left, right, world):
        return True
    time = bool(left.begin and right.begin) and not days_apart(left, right)
    return time and bool(left.who & right.who or world.places.fit(left.places, right.places) in ("same", "inside"))


def _at_other_times(left: EventProfile, right: EventProfile) -> bool:
    """Whether the times of two happenings cannot be one; whoever died on two days, died once."""
    apart = days_apart(left, right)
    if not apart or _is_told_twice(left, right):
        return False
    return apart > _SLIP or (left.dated and right.dated) or _is_solitary(left)


def _is_told_twice(left: EventProfile, right: EventProfile) -> bool:
    """Whether both befell one person, and can but once."""
    once = rules().once
    return (
        left.type in once
        and right.type in once
        and any(i.startswith("person/") for i in left.patients & right.patients)
    )


def days_apart(left: EventProfile, right: EventProfile) -> int:
    """The days between two stretches of time; 0 where they overlap or one is not known."""
    if not left.begin or not right.begin:
        return 0
    earlier, later = sorted(((left.begin, left.end), (right.begin, right.end)))
    return gap(earlier[1], later[0])


@lru_cache(maxsize=1 << 16)
def gap(begin: str, end: str) -> int:
    """The days from one day to another; 0 if it is not later."""
    if end <= begin:
        return 0
    try:
        return (date.fromisoformat(end) - date.fromisoformat(begin)).days
    except ValueError:  # the years before the first, which no calendar here knows
        return _FOREVER


def _is_solitary(profile: EventProfile) -> bool:
    return profile.type in rules().solitary


def _other_persons(left: EventProfile, right: EventProfile) -> bool:
    """Whether both befell people, known by full names, that have no word in common."""
    mine, theirs = ([plain(i).split() for i in p.patients if i.startswith("person/")] for p in (left, right))
    if not mine or not theirs or not all(len(name) > 1 for name in mine + theirs):
        return False
    return not any(set(a) & set(b) for a in mine for b in theirs)


def are_others(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both are told and nobody is among both, nor may be: "the Indian navy" of two reports is one."""
    return bool(left and right) and not left & right and {*map(plain, left)}.isdisjoint(map(plain, right))


def _may_be_one(left: str, right: str) -> bool:
    """Whether two names may be of one: a person's first and last name, or names with a word in common."""
    mine, theirs = plain(left).split(), plain(right).split()
    if left.startswith("person/") and right.startswith("person/") and min(len(mine), len(theirs)) == 1:
        return True
    return any(len(word) >= _SHORTEST and word in theirs for word in mine)


def _other_patients(left: EventProfile, right: EventProfile) -> bool:
    """Whether each befell somebody or something of whom the other does not know, and nobody is known to both."""
    if OPEN in (left.type, right.type) or left.who & right.who or not are_others(left.patients, right.patients):
        return False
    if any(_may_be_one(mine, theirs) for mine in left.patients for theirs in right.patients):
        return False
    return not (left.patients & right.beside or right.patients & left.beside)


def _ordinals(profile: EventProfile) -> frozenset[str]:
    if not _is_solitary(profile):
        return frozenset()
    words = rules().ordinals
    told = {words[t] for t in profile.terms if t in words}
    return frozenset(told | {t[:-2] for t in profile.terms if t[:-2].isdigit() and t[-2:] in ("st", "nd", "rd", "th")})


def _hoped(profile: EventProfile) -> bool:
    return bool(profile.stances) and profile.stances <= _HOPED


def _untied(left: EventProfile, right: EventProfile, world: World) -> str:
    """What does not tie what is hoped for to what was; what is demanded needs a day or place, and a participant."""
    day = bool(left.begin and left.day and right.day and left.begin == right.begin)
    place, who = bool(left.places & right.places), bool(left.who & right.who)
    if Stance.DEMANDED in left.stances | right.stances:
        return "" if who and (day or place) else "no day or place, with a participant, ties it to the other"
    if who or day or place or (left.words & right.words and of_one_story(left, right, world)):
        return ""
    return "no day, place or participant ties it to the other"


def when(profile: EventProfile) -> str:
    """The time of a happening, in words."""
    return profile.begin if profile.begin == profile.end else f"{profile.begin} to {profile.end}"


def first(items: frozenset[str]) -> str:
    """The first of some ids, in words."""
    return plain(min(items, default="something else"))
