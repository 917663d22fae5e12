"""When two entities of different sources are one: the layers of evidence, the vetoes, and the reason they give."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Literal

from ..model import Grounding
from .names_compare import NONE, Match, compare_organizations, compare_persons, same_spelling
from .names_parse import is_generic, organization_name, person_name
from .profiles import Profile, normalized

Verdict = Literal["same", "different", "unsure"]
_FAR = 60.0
"""Kilometers between two places that are surely not one."""
_COMPARE = {"Person": compare_persons, "Organization": compare_organizations}
_SURE = ("equal", "form", "spelling")


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whether two profiles are one, why, and how sure that is."""

    verdict: Verdict
    reason: str
    score: float


def judge(left: Profile, right: Profile) -> Opinion | None:
    """Whether two profiles are one entity and why; None where nothing suggests it.

    >>> from ..model import Entity
    >>> one = Profile(("s", "n1"), Entity("n1", "Person", "J. Lee"), names=("J. Lee",))
    >>> judge(one, Profile(("t", "n1"), Entity("n1", "Person", "Jo Lee"), names=("Jo Lee",)))
    Opinion(verdict='unsure', reason='an initial stands for a name in "J. Lee" and "Jo Lee"', score=0.5)
    """
    if left.key[0] == right.key[0] or left.entity.kind != right.entity.kind:
        return None
    if left.entity.kind == "Thing" and left.entity.type != right.entity.type:
        return None
    kind = left.entity.kind
    if kind == "Event":
        return _same_named_event(left, right)
    if kind == "Place":
        return _vetoed(left, right, _same_place(left, right))
    opinion = _same_person(left, right) if kind == "Person" else _same_organization(left, right)
    return _vetoed(left, right, _weakened(left, right, opinion))


def veto(left: Profile, right: Profile) -> str:
    """What forbids that two profiles are one, whatever their names; empty if nothing does."""
    if left.known and right.known and left.key != right.key:
        return f"they are two known entities, {left.key[1]} and {right.key[1]}"
    verb = "born" if left.entity.kind == "Person" else "founded"
    if left.born and right.born and left.born != right.born:
        return f"one was {verb} in {left.born}, the other in {right.born}"
    if left.died and right.died and left.died != right.died:
        return f"one ended in {left.died}, the other in {right.died}"
    if left.entity.kind == "Organization" and left.countries and right.countries:
        if not left.countries & right.countries:
            return f"one is in {', '.join(sorted(left.countries))}, the other in {', '.join(sorted(right.countries))}"
    return ""


def best_match(left: Profile, right: Profile) -> Match:
    """The surest match of any two names; a clash of full names stands unless others are written alike."""
    compare = _COMPARE[left.entity.kind]
    best, clash = NONE, NONE
    for a in left.names:
        for b in right.names:
            if normalized(a) in right.weak or normalized(b) in left.weak:
                continue
            match = compare(a, b)
            if match.level == "conflict":
                clash = match if a == left.entity.name and b == right.entity.name else clash
            elif match.score > best.score and not (match.level == "equal" and _is_short(left, right, a)):
                best = match
            if best.level == "equal":
                return best
    return clash if clash.level == "conflict" and best.level not in _SURE else best


def _is_short(left: Profile, right: Profile, name: str) -> bool:
    """Whether a name that two share is but one word for either, who has longer ones: no proof."""
    if left.entity.kind == "Organization":
        if not organization_name(name).acronym:
            return False
        return all(any(not organization_name(n).acronym for n in p.names) for p in (left, right))
    return len(person_name(name).parts) < 2 and any(len(person_name(n).parts) > 1 for n in left.names + right.names)


def _same_person(left: Profile, right: Profile) -> Opinion | None:
    match = best_match(left, right)
    if match.level in _SURE:
        if left.countries and right.countries and not left.countries & right.countries and not context(left, right):
            return Opinion("unsure", f"{match.why}, but of two countries", 0.5)
        return Opinion("same", match.why, match.score)
    if match.level in ("none", "conflict"):
        return None
    if why := context(left, right):
        if match.score < 0.4 or (match.level == "near" and not _close(left, right)):
            return Opinion("unsure", f"{match.why}; {why}", 0.4)
        return Opinion("same", f"{match.why}; {why}", min(match.score, 0.7))
    if match.level == "part":
        return Opinion("same" if match.score > 0.74 else "unsure", match.why, match.score)
    return Opinion("unsure", match.why, match.score) if match.score >= 0.4 else None


def _same_organization(left: Profile, right: Profile) -> Opinion | None:
    match = best_match(left, right)
    shared = sorted(left.forms & right.forms)
    if match.level == "none" and shared:
        match = Match("acronym", f'both are also called "{shared[0].upper()}", under other names', 0.5)
    if match.level in ("none", "conflict"):
        return None
    why = context(left, right)
    if match.level in _SURE:
        if not _generic(left, right) or why:
            return Opinion("same", match.why, match.score)
        if left.scene and left.scene == right.scene:
            return Opinion("same", f"{match.why}; both sources tell of {left.scene}", 0.85)
        told = f", of {left.scene} and {right.scene}" if left.scene and right.scene else ""
        return Opinion("unsure", f"{match.why}, as in many countries{told}", 0.5)
    if why or (match.level == "acronym" and _long_acronym(left, right) and match.score > 0.5):
        return Opinion("same", "; ".join(filter(None, (match.why, why))), 0.7)
    return Opinion("unsure", match.why, match.score) if match.score >= 0.4 else None


def _generic(left: Profile, right: Profile) -> bool:
    return all(is_generic(name) for name in left.names) or all(is_generic(name) for name in right.names)


def _long_acronym(left: Profile, right: Profile) -> bool:
    """Whether an acronym of four letters or more links two names: few others have it."""
    return any(
        len(short.acronym) > 3 and short.acronym in long.initials
        for a in map(organization_name, left.names)
        for b in map(organization_name, right.names)
        for short, long in ((a, b), (b, a))
    )


def _close(left: Profile, right: Profile) -> bool:
    """Whether they have a companion or a role in common, not just sources that name the same people."""
    return bool((left.companions & right.companions) - left.forms - right.forms or left.roles & right.roles)


def context(left: Profile, right: Profile) -> str:
    """What two profiles have in common besides their names, in words; empty if nothing does."""
    own = left.forms | right.forms
    if shared := sorted((left.companions & right.companions) - own):
        return f'"{shared[0]}" goes with both'
    if shared := sorted(left.roles & right.roles):
        return f'both are "{shared[0]}"'
    if len(shared := sorted((left.company & right.company) - own)) > 1:
        return f'"{shared[0]}" and "{shared[1]}" are named beside both'
    return ""


def _weakened(left: Profile, right: Profile, opinion: Opinion | None) -> Opinion | None:
    """A match on a name that known entities are but loosely called by is no more than a question."""
    weak = (left.weak & right.forms) | (right.weak & left.forms)
    if weak and (opinion is None or opinion.verdict != "same"):
        return Opinion("unsure", f'"{min(weak)}" is but a weak name of a known entity', 0.5)
    return opinion


def _vetoed(left: Profile, right: Profile, opinion: Opinion | None) -> Opinion | None:
    if opinion and opinion.verdict != "different" and (why := veto(left, right)):
        return Opinion("different", f"{opinion.reason}, but {why}", 1.0)
    return opinion


def _same_place(left: Profile, right: Profile) -> Opinion | None:
    a, b = left.entity.grounding, right.entity.grounding
    shared = left.forms & right.forms
    if a and b and a.geonames and b.geonames:
        if a.geonames == b.geonames:
            return Opinion("same", f"the same GeoNames id, {a.geonames}", 1.0)
        why = f"they are GeoNames {a.geonames} and {b.geonames}"
        return Opinion("different", f'the same name, "{min(shared)}", but {why}', 1.0) if shared else None
    match = f'the same name, "{max(sorted(shared), key=len)}"' if shared else ""
    if not match:
        spelled = next(((x, y) for x in left.names for y in right.names if same_spelling(x, y)), None)
        match = f'"{spelled[0]}" and "{spelled[1]}" are spellings of one name' if spelled else ""
    if not match:
        return None
    if why := _elsewhere(left, right, a, b):
        return Opinion("different", f"{match}, but {why}", 1.0)
    return Opinion("same", match, 0.95 if shared else 0.85)


def _elsewhere(left: Profile, right: Profile, a: Grounding | None, b: Grounding | None) -> str:
    mine = {a.country} if a and a.country else left.countries
    theirs = {b.country} if b and b.country else right.countries
    if mine and theirs and not mine & theirs:
        return f"one is in {', '.join(sorted(mine))}, the other in {', '.join(sorted(theirs))}"
    exact = [g for g in (a, b) if g and g.latitude is not None and g.precision in ("exact", "city", "site")]
    if len(exact) == 2 and (far := _kilometers(*exact)) > _FAR:
        return f"they are {far:.0f} km apart"
    return ""


def _kilometers(a: Grounding, b: Grounding) -> float:
    south = ((a.latitude or 0) + (b.latitude or 0)) / 2
    east = ((a.longitude or 0) - (b.longitude or 0) + 180) % 360 - 180
    return 111.2 * hypot((a.latitude or 0) - (b.latitude or 0), east * cos(radians(south)))


def _same_named_event(left: Profile, right: Profile) -> Opinion | None:
    shared = left.forms & right.forms
    if not shared:
        return None
    reason = f'the same name, "{max(sorted(shared), key=len)}"'
    if left.begin and right.begin:
        if left.begin > (right.end or right.begin) or right.begin > (left.end or left.begin):
            return Opinion("different", f"{reason}, but at two times", 1.0)
    return Opinion("same", reason, 1.0)
