"""Names for plain happenings, made for people: "Arrest of Anna Walentynowicz, Gdansk, 14 August 1980"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..model import Interval
from .state import EventFrame, Node

LINKS = {
    "patient": "of",
    "agent": "by",
    "speaker": "by",
    "organizer": "by",
    "attendee": "with",
    "target": "against",
    "beneficiary": "for",
}
LIMIT = 2
"""Participants of one role named in a label; of more, the first stands for all."""


def label_of(frame: EventFrame, nodes: Mapping[str, Node]) -> str:
    """The label of an event: what happened, of and by whom, where and when, as far as known."""
    words = " ".join(frame.trigger.text.split())
    parts = [frame.type if frame.type != "Other" else words[:1].upper() + words[1:]]
    for role, link in LINKS.items():
        names = [nodes[p.node].name for p in frame.participants if p.role == role and p.node in nodes]
        if names:
            parts.append(f"{link} {' and '.join(names) if len(names) <= LIMIT else names[0] + ' and others'}")
    places = [nodes[place].name for place, _ in frame.places if place in nodes]
    when = spoken(frame.times[0].interval) if frame.times else ""
    return ", ".join(filter(None, [" ".join(parts), *places[:1], when]))


def spoken(interval: Interval) -> str:
    """An interval as people write it, by its first day.

    >>> spoken(Interval("1980-08-14", "1980-08-31"))
    '14 August 1980'
    >>> spoken(Interval("1980-08-01", "1980-08-31", "month"))
    'August 1980'
    """
    first = interval.begin or interval.end or ""
    try:
        day = date.fromisoformat(first)
    except ValueError:
        return first
    if interval.precision in {"year", "decade"}:
        return str(day.year)
    return f"{day:%B} {day.year}" if interval.precision == "month" else f"{day.day} {day:%B} {day.year}"
