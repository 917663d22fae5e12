"""What is part of what: the rally in one town on one day, of the week of rallies in thirty.

A report tells the whole in its lead and the parts in its lists and captions. A happening is part of another of the
same report where both are about one thing, and the other lasts longer, takes place in the whole country or in many
places, and holds its days and places. The relation is that of sub-events in Hovy et al., "Events are Not Simple:
Identity, Non-Identity, and Quasi-Identity" (2013).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Interval, Stance
from .found import Found, relation_words, stretch
from .state import EventFrame, Reading

WIDE = frozenset({"country"})
MANY = 6
"""So many places tell that something is the whole of what happened in some of them."""


class SubEvents:
    """Finds the parts of the happenings of one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.whole = frozenset(relation_words()["nouns"]["gatherings"])
        self.parts = self.whole | frozenset(relation_words()["nouns"]["acts"])

    def found(self) -> Iterator[Found]:
        """Each part with the first whole that holds it."""
        wholes = [event for event in self.reading.events if event.type in self.whole and self._counts(event)]
        for part in self.reading.events:
            if part.type not in self.parts or not self._counts(part):
                continue
            whole = next((each for each in wholes if each is not part and self._holds(each, part)), None)
            if whole is not None:
                words = stretch(whole.trigger, part.trigger)
                span = words if words[0].sent == words[-1].sent else part.clause
                yield Found(part.id, "partOfEvent", whole.id, span, part.trigger.root, "part:held")

    def _counts(self, event: EventFrame) -> bool:
        return event.stance is Stance.ACTUAL and event.node is None and bool(event.places)

    def _holds(self, whole: EventFrame, part: EventFrame) -> bool:
        """Whether a happening holds the days and the places of another that is about the same."""
        if not {topic.value for topic in whole.about} & {topic.value for topic in part.about}:
            return False
        places = {place for place, _ in whole.places}
        if self._is_wide(part) or not all(p in places or self._contained(p, places) for p, _ in part.places):
            return False
        many = len(places) >= MANY and len(part.places) < len(places)
        if not whole.times:
            return many
        outer, inner = whole.times[0].interval, part.times[0].interval if part.times else None
        lasting = outer.begin != outer.end and outer.precision in {"day", "span"}
        wider = lasting or many or self._is_wide(whole)
        return wider and inner is not None and inner != outer and _within(inner, outer)

    def _is_wide(self, event: EventFrame) -> bool:
        found = [self.reading.nodes[place].grounding for place, _ in event.places]
        return any(each is not None and each.precision in WIDE for each in found)

    def _contained(self, place: str, outer: set[str]) -> bool:
        """Whether a place lies in a country of these."""
        inner = self.reading.nodes[place].grounding
        grounds = [self.reading.nodes[each].grounding for each in outer]
        countries = {each.country for each in grounds if each is not None and each.precision in WIDE}
        return inner is not None and inner.country in countries


def _within(inner: Interval, outer: Interval) -> bool:
    return (outer.begin or "") <= (inner.begin or "") and (inner.end or "") <= (outer.end or "")
