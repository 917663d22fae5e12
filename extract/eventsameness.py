"""When two tellings are of one happening: what forbids it, how likely it is, and the reason in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import exp

from ..model import Stance
from .eventplaces import Places
from .eventprofiles import Background, EventProfile, plain
from .eventrules import OPEN, relation, rules
from .eventstories import likeness
from .eventwords import kinship

_HOPED = frozenset({Stance.PLANNED, Stance.DEMANDED})
_STEPS = {"none": 0.06, "far": 0.2, "near": 0.4, "close": 0.7}
_SLIP = 7
"""Days by which an inferred date may be wrong."""
_TELLING = 0.6
"""How rare what two have in common must be, together, to tie them."""
_UNTIED = 0.45
"""Two happenings that nothing ties are never surely one."""
_NEWS = 60
"""Days between which reports without a date may tell of one happening."""
_LISTED = 3
"""So many things in common are named in a reason."""


@dataclass(frozen=True, slots=True)
class World:
    """All that a comparison of two happenings asks besides the two."""

    background: Background
    places: Places


def comparable(left: EventProfile, right: EventProfile) -> bool:
    """Whether two happenings are of a kind: the cheap question that is asked first."""
    stands = relation(left.type, right.type)
    if stands in ("same", "near"):
        return True
    return stands != "apart" and kinship(left.words, right.words) != ""


def veto(left: EventProfile, right: EventProfile, world: World) -> str:
    """What forbids that two happenings are one; empty if nothing does."""
    if left.named and right.named:
        return "" if left.id == right.id else "they go by two names"
    if (left.named or right.named) and not _meant(left, right, world):
        return "nothing but its kind ties it to the name"
    if relation(left.type, right.type) == "apart":
        return f"a {left.type} is no {right.type}"
    if (apart := _days_apart(left, right)) and (apart > _SLIP or (left.dated and right.dated) or _solitary(left)):
        return f"one was at {_when(left)}, the other at {_when(right)}"
    if world.places.fit(left.places, right.places) == "apart" and left.placed and right.placed:
        return f"one was in {_first(left.places)}, the other in {_first(right.places)}"
    if left.type in rules().personal and _other_persons(left, right):
        return f"one was of {_first(left.patients)}, the other of {_first(right.patients)}"
    if left.type in rules().spoken and _are_others(left.agents, right.agents):
        return f"one was by {_first(left.agents)}, the other by {_first(right.agents)}"
    if _other_patients(left, right):
        return f"one was of {_first(left.patients)}, the other of {_first(right.patients)}"
    mine, theirs = _ordinals(left), _ordinals(right)
    if mine and theirs and not mine & theirs:
        return f"they are counted apart, {_first(mine)} and {_first(theirs)}"
    if (why := _untied(left, right)) and _hoped(left) != _hoped(right):
        return f"one is only planned or demanded, and {why}"
    return ""


def _meant(left: EventProfile, right: EventProfile, world: World) -> bool:
    """Whether a time, and a place or participant, tie a plain telling to a named event."""
    time = bool(left.begin and right.begin) and not _days_apart(left, right)
    return time and bool(left.who & right.who or world.places.fit(left.places, right.places) in ("same", "inside"))


def _days_apart(left: EventProfile, right: EventProfile) -> int:
    """The days between two stretches of time; 0 where they overlap or one is not known."""
    if not left.begin or not right.begin:
        return 0
    first, second = sorted(((left.begin, left.end), (right.begin, right.end)))
    return _gap(first[1], second[0])


@lru_cache(maxsize=1 << 16)
def _gap(first: str, second: str) -> int:
    """The days from one day to another; 0 if it is not later."""
    if second <= first:
        return 0
    try:
        return (date.fromisoformat(second) - date.fromisoformat(first)).days
    except ValueError:  # the years before the first, which no calendar here knows
        return _NEWS + 1


def _solitary(profile: EventProfile) -> bool:
    return profile.type in rules().solitary


def _other_persons(left: EventProfile, right: EventProfile) -> bool:
    """Whether both befell people, known by full names, that have no word in common."""
    mine, theirs = ([plain(i).split() for i in p.patients if i.startswith("person/")] for p in (left, right))
    if not mine or not theirs or not all(len(name) > 1 for name in mine + theirs):
        return False
    return not any(set(a) & set(b) for a in mine for b in theirs)


def _are_others(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both are told and nobody is among both, nor may be: "the Indian navy" of two reports is one."""
    return bool(left and right) and not left & right and {*map(plain, left)}.isdisjoint(map(plain, right))


def _other_patients(left: EventProfile, right: EventProfile) -> bool:
    """Whether each befell somebody or something of whom the other does not know, and nobody is known to both."""
    if OPEN in (left.type, right.type) or left.who & right.who or not _are_others(left.patients, right.patients):
        return False
    return not (left.patients & right.beside or right.patients & left.beside)


def _tied(left: EventProfile, right: EventProfile, world: World) -> bool:
    """Whether more than their kind ties two happenings: a day and place, somebody, rare words, one story."""
    weigh = world.background.weight
    if left.who & right.who or weigh(left.beside & right.beside) >= _TELLING or left.near & right.near:
        return True
    if (left.who & right.beside) | (right.who & left.beside) or weigh(left.terms & right.terms) >= _TELLING:
        return True
    stories, one, other = world.background.stories, left.key[0], right.key[0]
    alike = one != other and likeness(stories.get(one, {}), stories.get(other, {})) > _STEPS["near"]
    if alike and left.terms and right.terms:
        return True
    return _times(left, right) == "day" and world.places.fit(left.places, right.places) in ("same", "inside")


def _published_apart(left: EventProfile, right: EventProfile, world: World) -> bool:
    """Whether a happening without a date is told long before or after the other: a report tells what is new."""
    if left.begin and right.begin:
        return False
    days = [p.begin or world.background.published.get(p.key[0], "") for p in (left, right)]
    return all(days) and _gap(min(days), max(days)) > _NEWS


def _ordinals(profile: EventProfile) -> frozenset[str]:
    if not _solitary(profile):
        return frozenset()
    words = rules().ordinals
    told = {words[t] for t in profile.terms if t in words}
    return frozenset(told | {t[:-2] for t in profile.terms if t[:-2].isdigit() and t[-2:] in ("st", "nd", "rd", "th")})


def _hoped(profile: EventProfile) -> bool:
    return bool(profile.stances) and profile.stances <= _HOPED


def _untied(left: EventProfile, right: EventProfile) -> str:
    """What does not tie what is hoped for to what was; what is demanded needs a day or place, and a participant."""
    day = bool(left.begin and left.day and right.day and left.begin == right.begin)
    place, who = bool(left.places & right.places), bool(left.who & right.who)
    if Stance.DEMANDED in left.stances | right.stances:
        return "" if who and (day or place) else "no day or place, with a participant, ties it to the other"
    return "" if who or day or place else "no day, place or participant ties it to the other"


def features(left: EventProfile, right: EventProfile, world: World) -> dict[str, float]:
    """What speaks for and against, as numbers from 0 to 1 that the weights are for."""
    found = {f"word {kind_of_words(left, right)}": 1.0}
    found[f"class {relation(left.type, right.type)}"] = 1.0
    found[f"time {_times(left, right)}"] = 1.0
    where = world.places.fit(left.places, right.places)
    found[f"place {where or ('unknown' if left.places and right.places else 'untold')}"] = 1.0
    day, who = "time day" in found, bool(left.who & right.who)
    found["day and place"] = float(day and where == "same")
    found["day and participant"] = float(day and who)
    found["place and participant"] = float(who and where in ("same", "inside"))
    weigh = world.background.weight
    for what in ("agents", "patients"):
        mine, theirs = getattr(left, what), getattr(right, what)
        if shared := mine & theirs:
            found[f"{what} shared"] = min(1.0, weigh(shared))
        elif mine and theirs:
            found[f"{what} apart"] = 1.0
    if not left.who & right.who:
        crossed = (left.who & right.beside) | (right.who & left.beside)
        found["participant beside"] = min(1.0, weigh(crossed))
    found["beside shared"] = min(1.0, weigh(left.beside & right.beside))
    found["about shared" if left.about & right.about else "about apart"] = float(bool(left.about and right.about))
    found |= _of_words(left, right, world)
    numbers = dict(left.figures), dict(right.figures)
    for counted in numbers[0].keys() & numbers[1].keys():
        found["figure shared" if numbers[0][counted] == numbers[1][counted] else "figure apart"] = 1.0
    found["published apart"] = float(_published_apart(left, right, world))
    found["stance apart"] = float(bool(left.stances and right.stances and not left.stances & right.stances))
    found["same source"] = float(left.key[0] == right.key[0])
    return found


def kind_of_words(left: EventProfile, right: EventProfile) -> str:
    """The kinship of the words of two happenings, "other" if there is none, "unknown" where a side has no words."""
    if not left.words or not right.words:
        return "unknown"
    return kinship(left.words, right.words) or "other"


def _of_words(left: EventProfile, right: EventProfile, world: World) -> dict[str, float]:
    weigh, stories = world.background.weight, world.background.stories
    shared = weigh(left.terms & right.terms)
    least = min(weigh(left.terms), weigh(right.terms))
    one, other = left.key[0], right.key[0]
    story = likeness(stories.get(one, {}), stories.get(other, {})) if one != other else 0.0
    close = sorted((weigh({t}) for t in left.near & right.near), reverse=True)
    common = left.words & right.words
    kin = kind_of_words(left, right)
    return {
        "near shared": min(1.0, sum(close)),
        "near common": min(1.0, sum(close)) * (kin == "other"),
        "word rare": min((world.background.rarity.get(word, 1.0) for word in common), default=0.0),
        "lead": float(left.lead and right.lead),
        f"story {_step(story)}": float(one != other),
        "terms shared": shared / least if least else 0.0,
        "terms": min(1.0, shared / 4),
        "story": story,
        "story same word": story * (kin in ("same", "family")),
    }


def _step(likeness: float) -> str:
    """How alike two sources' stories are, in words for the weights."""
    return next((name for name, most in _STEPS.items() if likeness <= most), "one")


def _times(left: EventProfile, right: EventProfile) -> str:
    if not left.begin or not right.begin:
        return "untold" if left.begin or right.begin else "unknown"
    if _days_apart(left, right):
        return "apart"
    return "day" if left.day and right.day and left.begin == right.begin else "overlap"


def probability(found: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float:
    """How likely two happenings with such features are one, by the weights of the settings or by others."""
    chosen = rules().weights if weights is None else weights
    total = chosen["bias"] + sum(chosen.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def judge_events(
    left: EventProfile, right: EventProfile, world: World, weights: Mapping[str, float] | None = None
) -> tuple[float, str]:
    """The probability that two happenings are one (0 where something forbids it), and what forbids it."""
    if left.named and left.id == right.id:
        return 1.0, ""
    if why := veto(left, right, world):
        return 0.0, why
    likely = probability(features(left, right, world), weights)
    return likely if _tied(left, right, world) else min(likely, _UNTIED), ""


def reason_for(left: EventProfile, right: EventProfile, world: World) -> str:
    """What two happenings have in common, in words."""
    words = sorted(left.words & right.words)
    what = f'"{words[0]}" in both' if words else f'"{_first(left.words)}" and "{_first(right.words)}"'
    parts = [f"{_article(left.type)}, {what}" if left.type == right.type else f"{left.type} and {right.type}, {what}"]
    if _times(left, right) == "day":
        parts.append(f"on {left.begin}")
    elif _times(left, right) == "overlap":
        parts.append(f"in {_when(left)} and {_when(right)}")
    fit = world.places.fit(left.places, right.places)
    if fit in ("same", "wide"):
        parts.append(f"in {_first(left.places & right.places)}")
    elif fit == "inside":
        parts.append(f"in {_first(left.places)} and {_first(right.places)}, one in the other")
    if who := sorted(left.who & right.who)[:_LISTED]:
        parts.append(f"with {' and '.join(map(plain, who))}")
    rarity = world.background.rarity
    terms = sorted(left.terms & right.terms, key=lambda t: (-rarity.get(t, 1.0), t))[:_LISTED]
    if terms:
        parts.append("both clauses with " + ", ".join(f'"{t}"' for t in terms))
    return "; ".join(parts)


def _article(name: str) -> str:
    return f"{'an' if name[:1] in 'AEIOU' else 'a'} {name}"


def _when(profile: EventProfile) -> str:
    return profile.begin if profile.begin == profile.end else f"{profile.begin} to {profile.end}"


def _first(items: frozenset[str]) -> str:
    return plain(min(items, default="something else"))
