"""A graph of any size in the shape that reports give: circles of people around events, a few of them in many."""

from __future__ import annotations

import random
from datetime import date, timedelta

from claimgraph.model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Figure,
    Grounding,
    Interval,
    Reference,
    Source,
    Stance,
    Term,
    Value,
)

_SYLLABLES = "ba ko ri na to le mi sa du ve ga lo pe ra ti no shi ma fe zu".split()
_CLASSES = ("Protest", "Arrest", "Meeting", "Killing", "Strike", "Election", "Trial", "Statement")
_ROLES = ("organizer", "agent", "patient", "attendee")
_STANCES = (*[Stance.ACTUAL] * 20, Stance.DENIED, Stance.PLANNED)
_CIRCLE = 80  # nodes of one circle
_EVENTS = 12  # events told in one report
_FIRST = date(2019, 1, 1)

Records = tuple[list[Source], list[Extraction], list[Entity]]


class Generator:
    """Makes the records of a graph of ``size`` nodes, half of them events; the same ones for the same seed."""

    def __init__(self, size: int, seed: int = 7) -> None:
        self.chance = random.Random(seed)
        self.size = size
        self.circles = max(1, size // _CIRCLE)

    def records(self) -> Records:
        """Sources, extractions and entities."""
        people = [self._other("Person", "person", i) for i in range(self.size * 26 // 100)]
        groups = [self._other("Organization", "org", i) for i in range(self.size * 12 // 100)]
        places = [self._place(i) for i in range(self.size * 12 // 100)]
        events = [self._event(i) for i in range(self.size - len(people) - len(groups) - len(places))]
        sources, extractions = [], []
        for number, start in enumerate(range(0, len(events), _EVENTS)):
            source, claims = self._report(number, events[start : start + _EVENTS], people + groups, places)
            sources.append(source)
            extractions.append(Extraction(source.id, (), (), tuple(claims)))
        return sources, extractions, [*people, *groups, *places, *events]

    def _word(self) -> str:
        return "".join(self.chance.choice(_SYLLABLES) for _ in range(self.chance.randrange(2, 4))).title()

    def _other(self, kind: str, folder: str, number: int) -> Entity:
        words = f"{self._word()} {self._word()}" if kind == "Person" else f"{self._word()} Union"
        return Entity(f"{folder}/{number}", kind, f"{words} {number}", (), kind)  # type: ignore[arg-type]

    def _place(self, number: int) -> Entity:
        latitude, longitude = self.chance.uniform(-40, 60), self.chance.uniform(-120, 140)
        ground = Grounding("city", None, number + 1, round(latitude, 3), round(longitude, 3))
        return Entity(f"place/{number}", "Place", f"{self._word()} {number}", (), "Place", ground)

    def _event(self, number: int) -> Entity:
        kind = self.chance.choice(_CLASSES)
        return Entity(f"event/{number}", "Event", f"{kind} {number}", (), kind, named=False)

    def _member(self, circle: int, pool: list[Entity]) -> Entity:
        """One of a circle's, a hub rather than others; now and then one of any circle."""
        if self.chance.random() < 0.08:
            return pool[min(int(self.chance.paretovariate(0.8)), len(pool)) - 1]
        width = max(1, len(pool) // self.circles)
        return pool[(circle * width + min(int(self.chance.paretovariate(1.1)), width) - 1) % len(pool)]

    def _report(
        self, number: int, events: list[Entity], actors: list[Entity], places: list[Entity]
    ) -> tuple[Source, list[Claim]]:
        text, told = "", []
        for event in events:
            circle = int(event.id.rpartition("/")[2]) % self.circles
            who = [self._member(circle, actors) for _ in range(self.chance.randrange(2, 5))]
            where = self._member(circle, places)
            day = (_FIRST + timedelta(self.chance.randrange(1500))).isoformat()
            sentence = f"The {event.name} in {where.name} on {day} drew {', '.join(one.name for one in who)}."
            told.append((event, who, where, day, len(text), len(text) + len(sentence)))
            text += sentence + " "
        source = Source.of(
            f"report-{number}.txt",
            text,
            title=f"Report {number}",
            publisher=f"Paper {number % 9}",
            published="2023-05-01",
        )
        return source, [claim for one in told for claim in self._claims(source, *one)]

    def _claims(
        self, source: Source, event: Entity, who: list[Entity], where: Entity, day: str, start: int, end: int
    ) -> list[Claim]:
        stance = self.chance.choice(_STANCES)
        speaker = who[0].id if self.chance.random() < 0.1 else None
        values: list[tuple[str, Value]] = [("type", Term(event.type)), ("time", Interval(day, day))]
        values += [(self.chance.choice(_ROLES), Reference(one.id)) for one in who]
        values.append(("place", Reference(where.id)))
        if self.chance.random() < 0.2:
            values += [("figure", Figure("killed", self.chance.randrange(1, 90))) for _ in range(2)]
        evidence = Evidence(source.id, start, end, "rule:generated", 0.9)
        return [Claim(event.id, predicate, value, evidence, stance, speaker) for predicate, value in values]
