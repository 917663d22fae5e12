"""When two entities of different sources are one: what is compared, and the reason it gives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..model import Entity, Extraction, Interval, Reference

_LEADING = {"the", "a", "an", "mr", "mrs", "ms", "dr"}


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of an entity of one source, as far as sameness goes."""

    key: tuple[str, str]
    entity: Entity
    forms: frozenset[str]
    """Its proper names and aliases, normalized; descriptions ("the ministry") are left out."""
    begin: str | None = None
    end: str | None = None
    day: bool = False
    places: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()


def profiles(extraction: Extraction) -> Iterator[Profile]:
    """A profile of every entity of an extraction."""
    names = {e.id: normalized(e.name) for e in extraction.entities}
    times: dict[str, Interval] = {}
    places: dict[str, set[str]] = {}
    actors: dict[str, set[str]] = {}
    for claim in extraction.claims:
        if isinstance(claim.object, Interval) and claim.predicate == "time":
            times.setdefault(claim.subject, claim.object)
        elif isinstance(claim.object, Reference):
            group = places if claim.predicate == "place" else actors
            group.setdefault(claim.subject, set()).add(names.get(claim.object.id, ""))
    for entity in extraction.entities:
        interval = times.get(entity.id)
        forms = (entity.name, *entity.aliases)
        yield Profile(
            (extraction.source, entity.id),
            entity,
            frozenset(normalized(f) for f in forms if entity.kind == "Event" or _proper(f)) - {""},
            interval.begin if interval else None,
            interval.end if interval else None,
            bool(interval and interval.precision == "day"),
            frozenset(places.get(entity.id, ())),
            frozenset(actors.get(entity.id, ())),
        )


def candidate_keys(profile: Profile) -> Iterator[str]:
    """The blocks in which a profile is compared with others: a cheap filter that loses few true pairs."""
    entity = profile.entity
    if entity.kind == "Place" and entity.grounding and entity.grounding.geonames:
        yield f"geonames {entity.grounding.geonames}"
        return
    if entity.named:
        for form in sorted(profile.forms):
            yield f"{entity.kind} {form}"
    elif profile.day and entity.type not in ("Other", "Statement"):
        yield f"{entity.type} {profile.begin}"


def judge(left: Profile, right: Profile) -> str | None:
    """The reason why two profiles are one entity, or None if they are left apart.

    >>> a = Profile(("s1", "n1"), Entity("n1", "Organization", "Red Cross"), frozenset({"red cross"}))
    >>> b = Profile(("s2", "n4"), Entity("n4", "Organization", "the Red Cross"), frozenset({"red cross"}))
    >>> judge(a, b)
    'the same name, "red cross"'
    """
    if left.key[0] == right.key[0] or left.entity.kind != right.entity.kind:
        return None
    if left.entity.kind == "Event" and not (left.entity.named and right.entity.named):
        return _same_happening(left, right)
    if left.entity.kind == "Place":
        return _same_place(left, right)
    shared = left.forms & right.forms
    if left.entity.kind == "Person":
        shared = frozenset(form for form in shared if " " in form) or _only_names(left, right)
    elif left.entity.kind == "Event" and not _times_meet(left, right):
        return None
    if not shared:
        return None
    return f'the same name, "{max(sorted(shared), key=len)}"'


def _only_names(left: Profile, right: Profile) -> frozenset[str]:
    """A person known by one word alone (Khomeini) is one person in both sources, if both know no more."""
    both = left.forms | right.forms
    return left.forms & right.forms if all(" " not in form for form in both) else frozenset()


def _same_place(left: Profile, right: Profile) -> str | None:
    a, b = left.entity.grounding, right.entity.grounding
    if a and b and a.geonames and b.geonames:
        return f"the same GeoNames id, {a.geonames}" if a.geonames == b.geonames else None
    if a and b and a.country and b.country and a.country != b.country:
        return None
    shared = left.forms & right.forms
    return f'the same name, "{max(sorted(shared), key=len)}"' if shared else None


def _same_happening(left: Profile, right: Profile) -> str | None:
    """Same class, same days, and a place or an actor in common with none to contradict it."""
    if left.entity.type != right.entity.type or not left.begin:
        return None
    if (left.begin, left.end) != (right.begin, right.end):
        return None
    places, actors = left.places & right.places, left.actors & right.actors
    if (left.places and right.places and not places) or (left.actors and right.actors and not actors):
        return None
    if not places and not actors:
        return None
    what = sorted(places | actors)[0]
    return f'a {left.entity.type} on the same day, with "{what}" in both'


def _times_meet(left: Profile, right: Profile) -> bool:
    if not left.begin or not right.begin:
        return True
    return left.begin <= (right.end or right.begin) and right.begin <= (left.end or left.begin)


def _proper(form: str) -> bool:
    """Whether a form is a name rather than a description: its main word starts with a capital or a digit."""
    words = [word for word in form.split() if word.casefold() not in _LEADING]
    return bool(words) and any(word[:1].isupper() for word in words) and not words[-1][:1].islower()


@cache
def normalized(name: str) -> str:
    """A name for comparison: no case, accents, punctuation, possessive or leading article.

    >>> normalized("The People’s Council"), normalized("Wałęsa")
    ('peoples council', 'walesa')
    """
    name = name.replace("’", "'").replace("ł", "l").replace("Ł", "L").replace("'s", "s").replace("'", "")
    folded = unicodedata.normalize("NFKD", name).casefold()
    words = re.findall(r"\w+", "".join(c for c in folded if not unicodedata.combining(c)))
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return " ".join(words)
