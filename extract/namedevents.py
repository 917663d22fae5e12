"""Named events and plain tellings of them: "the 1988 flood" and "in June 1988 the river flooded the town" are one.

The year in a name is the event's time. A plain event of the same family, told with a date in that year and with no
other place, is the named one, as long as no second named event could be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Span

from ..model import Interval
from .participants import nodes_of
from .state import DateSpan, EventFrame, Reading

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


def families_of(settings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Event class to the family whose members tell of one happening in different words."""
    return {member: family for family, members in settings.items() for member in members}


def join_named(frames: Sequence[EventFrame], reading: Reading, families: Mapping[str, str]) -> list[EventFrame]:
    """The frames with those that tell of a named event taken into it."""
    named = [frame for frame in frames if frame.node]
    years = {frame.id: year for frame in named if (year := year_in(reading.nodes[str(frame.node)].name))}
    for frame in named:
        if frame.id in years:
            inside = [date for date in frame.times if (date.interval.begin or "").startswith(years[frame.id])]
            frame.times = inside or [DateSpan(frame.trigger, _whole(years[frame.id]))]
    kept, same = [], {str(frame.node): frame.id for frame in named}
    for frame in frames:
        meant = [n for n in named if n.id in years and not frame.node and _tells_of(frame, n, years[n.id], families)]
        if len(meant) == 1:
            _take_in(meant[0], frame)
            same[frame.id] = meant[0].id
        else:
            kept.append(frame)
    for frame in kept:
        told = [topic._replace(value=same.get(topic.value, topic.value)) for topic in reversed(frame.about)]
        topics = {topic.value: topic for topic in told}
        frame.about = [topic for value, topic in reversed(topics.items()) if value != frame.id]
    return kept


def year_in(name: str) -> str | None:
    """The one year that a name holds.

    >>> year_in("1988 massacre"), year_in("Spring Festival"), year_in("1914-1918 war")
    ('1988', None, None)
    """
    found = _YEAR.findall(name)
    return found[0] if len(found) == 1 else None


def _whole(year: str) -> Interval:
    return Interval(f"{year}-01-01", f"{year}-12-31", "year")


def _tells_of(frame: EventFrame, named: EventFrame, year: str, families: Mapping[str, str]) -> bool:
    if families.get(frame.type, frame.type) != families.get(named.type, named.type):
        return False
    dates = [date.interval for date in frame.times]
    if not dates or not all(f"{i.begin}"[:4] == year == f"{i.end or i.begin}"[:4] for i in dates):
        return False
    mine, theirs = {place for place, _ in frame.places}, {place for place, _ in named.places}
    return not (mine and theirs) or bool(mine & theirs)


def _take_in(named: EventFrame, told: EventFrame) -> None:
    """Give a named event what a plain telling says; the plain clause is the better evidence."""
    named.mentions.extend(_others([told.trigger, *told.mentions], named))
    if not named.participants and not named.places:
        named.clause = told.clause
    known = nodes_of(named.participants)
    named.participants.extend(p for p in told.participants if p.node not in known)
    named.places = named.places or told.places
    told_exactly = any(date.interval.precision != "year" for date in told.times)
    if told_exactly and all(date.interval.precision == "year" for date in named.times):
        named.times = told.times
    named.about.extend(a for a in told.about if a not in named.about)
    named.score = max(named.score, told.score)


def _others(spans: Iterable[Span], named: EventFrame) -> list[Span]:
    return [span for span in spans if span != named.trigger and span not in named.mentions]
