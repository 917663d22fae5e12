"""Events that befall somebody once, told as several: the death of one person on two days is one death, disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ..model import Claim, Entity, Interval, Reference, Stance
from .rivals import settings


def events_that_befall_once(
    claims: Mapping[str, Sequence[Claim]], entities: Mapping[str, Entity]
) -> Iterator[tuple[str, str, list[Claim]]]:
    """Of whom, what, and the actual claims of all the events that must be one; only where these are several."""
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
                own = [c for event in together for c in claims[event] if c.stance is Stance.ACTUAL]
                yield person, str(table["name"]), own


def _befallen(claims: Sequence[Claim], table: Mapping[str, Any], entities: Mapping[str, Entity]) -> set[str]:
    """The one named person whom an event befell; of a deed to several nothing follows."""
    people = {
        claim.object.id
        for claim in claims
        if claim.stance is Stance.ACTUAL and claim.predicate in table["roles"] and isinstance(claim.object, Reference)
    }
    named = {one for one in people if (entity := entities.get(one)) and entity.kind == "Person" and entity.named}
    return named if len(people) == 1 else set()


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
