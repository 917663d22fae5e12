"""How likely two tellings are of one happening, and the reason in words."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from .eventprofiles import EventProfile, plain
from .eventrules import rules
from .eventvetoes import (
    ALIKE,
    Veto,
    World,
    are_others,
    days_apart,
    first,
    gap,
    of_one_story,
    stands,
    story_likeness,
    veto,
    when,
)
from .eventwords import kinship

_STEPS = {"none": 0.06, "far": 0.2, "near": ALIKE, "close": 0.7}
_TELLING = 0.6
"""How rare what two have in common must be, together, to tie them."""
_UNTIED = 0.45
"""Two happenings that nothing ties are never surely one."""
_NEWS = 60
"""Days between which reports without a date may tell of one happening."""
_LISTED = 3
"""So many things in common are named in a reason."""


def comparable(left: EventProfile, right: EventProfile) -> bool:
    """Whether two happenings are of a kind: the cheap question that is asked first."""
    found = stands(left, right)
    if found in ("same", "near"):
        return True
    return found != "apart" and kinship(left.words, right.words) != ""


def _tied(left: EventProfile, right: EventProfile, world: World) -> bool:
    """Whether more than their kind ties two happenings: a day and place, somebody, rare words, one story."""
    weigh = world.background.weight
    if left.who & right.who or weigh(left.beside & right.beside) >= _TELLING or left.near & right.near:
        return True
    if (left.who & right.beside) | (right.who & left.beside) or weigh(left.terms & right.terms) >= _TELLING:
        return True
    telling = bool(left.terms and right.terms) or weigh(left.words & right.words) >= _TELLING
    if telling and of_one_story(left, right, world):
        return True
    return _times(left, right) == "day" and world.places.fit(left.places, right.places) in ("same", "inside")


def _published_apart(left: EventProfile, right: EventProfile, world: World) -> bool:
    """Whether a happening without a date is told long before or after the other: a report tells what is new."""
    if left.begin and right.begin:
        return False
    days = [p.begin or world.background.published.get(p.key[0], "") for p in (left, right)]
    return all(days) and gap(min(days), max(days)) > _NEWS


def features(left: EventProfile, right: EventProfile, world: World) -> dict[str, float]:
    """What speaks for and against, as numbers from 0 to 1 that the weights are for."""
    found = {f"word {kind_of_words(left, right)}": 1.0}
    found[f"class {stands(left, right)}"] = 1.0
    found[f"time {_times(left, right)}"] = 1.0
    where = world.places.fit(left.places, right.places)
    found[f"place {where or ('unknown' if left.places and right.places else 'untold')}"] = 1.0
    day, who = "time day" in found, bool(left.who & right.who)
    # What one report tells, it mostly tells of one day and place; what reports of one story tell, often.
    elsewhere, story = left.key[0] != right.key[0], story_likeness(left, right, world)
    unlike = 1.0 - story / 2 if elsewhere else 0.0
    found["day and place"] = unlike * (day and where == "same")
    found["day and participant"] = unlike * (day and who)
    found["place and participant"] = unlike * (who and where in ("same", "inside"))
    weigh = world.background.weight
    for what in ("agents", "patients"):
        mine, theirs = getattr(left, what), getattr(right, what)
        if shared := mine & theirs:
            found[f"{what} shared"] = min(1.0, weigh(shared))
        elif are_others(mine, theirs):
            found[f"{what} apart"] = 1.0
    if not left.who & right.who:
        crossed = (left.who & right.beside) | (right.who & left.beside)
        found["participant beside"] = min(1.0, weigh(crossed))
    found["beside shared"] = min(1.0, weigh(left.beside & right.beside))
    found["about shared" if left.about & right.about else "about apart"] = float(bool(left.about and right.about))
    found |= _of_words(left, right, world, story if elsewhere else 0.0)
    agreed = {counted for counted, _ in left.figures & right.figures}
    counted = {counted for counted, _ in left.figures} & {counted for counted, _ in right.figures}
    found |= {"figure shared": float(bool(agreed)), "figure apart": float(bool(counted - agreed))}
    found["published apart"] = float(_published_apart(left, right, world))
    found["stance apart"] = float(bool(left.stances and right.stances and not left.stances & right.stances))
    found["same source"] = float(left.key[0] == right.key[0])
    return found


def kind_of_words(left: EventProfile, right: EventProfile) -> str:
    """The kinship of the words of two happenings, "other" if there is none, "unknown" where a side has no words."""
    if not left.words or not right.words:
        return "unknown"
    return kinship(left.words, right.words) or "other"


def _of_words(left: EventProfile, right: EventProfile, world: World, story: float) -> dict[str, float]:
    weigh = world.background.weight
    shared = weigh(left.terms & right.terms)
    least = min(weigh(left.terms), weigh(right.terms))
    close = sorted((weigh({t}) for t in left.near & right.near), reverse=True)
    common = left.words & right.words
    kin = kind_of_words(left, right)
    return {
        "near shared": min(1.0, sum(close)),
        "near common": min(1.0, sum(close)) * (kin == "other"),
        "word rare": min((world.background.rarity.get(word, 1.0) for word in common), default=0.0),
        "lead": float(left.lead and right.lead),
        f"story {_step(story)}": float(left.key[0] != right.key[0]),
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
    if days_apart(left, right):
        return "apart"
    return "day" if left.day and right.day and left.begin == right.begin else "overlap"


def probability(found: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float:
    """How likely two happenings with such features are one, by the weights of the settings or by others."""
    chosen = rules().weights if weights is None else weights
    total = chosen["bias"] + sum(chosen.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def judge_events(
    left: EventProfile, right: EventProfile, world: World, weights: Mapping[str, float] | None = None
) -> tuple[float, Veto | None]:
    """The probability that two happenings are one (0 where something forbids it), and what forbids it."""
    if left.named and left.id == right.id:
        return 1.0, None
    if forbidden := veto(left, right, world):
        return 0.0, forbidden
    likely = probability(features(left, right, world), weights)
    return likely if _tied(left, right, world) else min(likely, _UNTIED), None


def reason_for(left: EventProfile, right: EventProfile, world: World) -> str:
    """What two happenings have in common, in words."""
    words = sorted(left.words & right.words)
    what = f'"{words[0]}" in both' if words else f'"{first(left.words)}" and "{first(right.words)}"'
    parts = [f"{_article(left.type)}, {what}" if left.type == right.type else f"{left.type} and {right.type}, {what}"]
    if _times(left, right) == "day":
        parts.append(f"on {left.begin}")
    elif _times(left, right) == "overlap":
        parts.append(f"in {when(left)} and {when(right)}")
    fit = world.places.fit(left.places, right.places)
    if fit in ("same", "wide"):
        parts.append(f"in {first(left.places & right.places)}")
    elif fit == "inside":
        parts.append(f"in {first(left.places)} and {first(right.places)}, one in the other")
    if who := sorted(left.who & right.who)[:_LISTED]:
        parts.append(f"with {' and '.join(map(plain, who))}")
    rarity = world.background.rarity
    terms = sorted(left.terms & right.terms, key=lambda t: (-rarity.get(t, 1.0), t))[:_LISTED]
    if terms:
        parts.append("both clauses with " + ", ".join(f'"{t}"' for t in terms))
    return "; ".join(parts)


def _article(name: str) -> str:
    return f"{'an' if name[:1] in 'AEIOU' else 'a'} {name}"
