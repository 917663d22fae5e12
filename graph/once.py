"""Events that befall somebody once, told as several: the death of one person on two days is one death, disputed.

They stay two events, for nobody can know which day is right; only what is disputed is told of them together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ..model import Claim, Entity, Interval, Reference, Stance
from ..ontology.iris import slug
from .rivals import settings


def events_that_befall_once(
    claims: Mapping[str, Sequence[Claim]], entities: Mapping[str, Entity]
) -> Iterator[tuple[str, str, list[Claim]]]:
    """Of what, its name, and the actual claims of all the events that must be one; only where these are several.

    Events of one proper name that are kept apart for their days alone are among them, with the first one as the thing
    and no name for what befell it.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for event in claims:
        if event in entities and entities[event].kind == "Event" and entities[event].named:
            by_name[slug(entities[event].name)].append(event)
    for _, events in sorted(by_name.items()):
        for together in _near(events, claims, settings()["named"]["within"]):
            yield min(together), "", _actual(together, claims)
    for table in settings()["once"]:
        befallen: dict[str, list[str]] = defaultdict(list)
        for event, own in claims.items():
            entity = entities.get(event)
            if entity is None or entity.type not in table["classes"]:
                continue
            for person in sorted(_befallen(own, table, entities)):
                befallen[person].append(event)
        for person, events in sorted(befallen.items()):
            for together in _near(events, claims, table["within"]):
                yield person, str(table["name"]), _actual(together, claims)


def once_ties(claims: Sequence[Claim], entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    """Each event that may be one with others, with what would tie them: whom it befell, or its name."""
    roles = {name: frozenset(table["roles"]) for table in settings()["once"] for name in table["classes"]}
    for claim in claims:
        event = entities.get(claim.subject)
        if event and isinstance(claim.object, Reference) and claim.predicate in roles.get(event.type, ()):
            yield claim.subject, claim.object.id
    for event in entities.values():
        if event.kind == "Event" and event.named:
            yield event.id, f"name/{slug(event.name)}"


def _actual(events: Sequence[str], claims: Mapping[str, Sequence[Claim]]) -> list[Claim]:
    return [claim for event in events for claim in claims[event] if claim.stance is Stance.ACTUAL]


def _befallen(claims: Sequence[Claim], table: Mapping[str, Any], entities: Mapping[str, Entity]) -> set[str]:
    """The one named person or body that an event befell; of a deed to several nothing follows."""
    people = {
        claim.object.id
        for claim in claims
        if claim.stance is Stance.ACTUAL and claim.predicate in table["roles"] and isinstance(claim.object, Reference)
    }
    return {one for one in people if one in entities and entities[one].named} if len(people) == 1 else set()


def _near(events: Sequence[str], claims: Mapping[str, Sequence[Claim]], within: int) -> Iterator[list[str]]:
    """The events in groups whose first days lie at most so many days apart from the one before; 0: all in one."""
    if within == 0:
        groups = [list(events)]
    else:
        dated = sorted((day, event) for event in events if (day := _first_day(claims[event])))
        groups = []
        for place, (day, event) in enumerate(dated):
            if place and (day - dated[place - 1][0]).days <= within:
                groups[-1].append(event)
            else:
                groups.append([event])
    yield from (group for group in groups if len(group) > 1)


def _first_day(claims: Sequence[Claim]) -> date | None:
    days = [c.object.begin for c in claims if isinstance(c.object, Interval) and c.object.begin]
    return min(map(date.fromisoformat, days), default=None)
