"""Graphs of any size in the shape that ``claimgraph build`` gives them, made up by a seeded generator: no real names.

People, organizations and places are named in few reports or in many, as in real news: the most named are in one
event of fifty. Each report tells of eight events, half of which other reports tell of, too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claimgraph.model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Figure,
    Grounding,
    Interval,
    Quotation,
    Reference,
    Source,
    Stance,
    Term,
    Text,
    Value,
)

SYLLABLES = "ba do fi gu ka le mi no pe ra so tu va ze lor den mar sil tan vek".split()
TYPES = ("Protest", "Meeting", "Arrest", "Attack", "Election", "Agreement", "Statement", "Trial")
ROLES = ("agent", "patient", "organizer", "attendee")
COUNTRIES = ("PL", "NO", "PT", "ES", "MX", "KE", "ID", "PH")
STANCES = (Stance.ACTUAL,) * 8 + (Stance.DENIED, Stance.PLANNED, Stance.DEMANDED)
EVENTS_OF_A_REPORT = 8


@dataclass(frozen=True)
class Made:
    """A graph's records."""

    sources: list[Source]
    extractions: list[Extraction]
    entities: dict[str, Entity]


class _Maker:
    def __init__(self, reports: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.reports = reports
        events = reports * EVENTS_OF_A_REPORT // 2
        self.people = self._entities("person", "Person", max(20, events // 4))
        self.bodies = self._entities("org", "Organization", max(10, events // 10))
        self.places = [self._grounded(place) for place in self._entities("place", "Place", max(10, events // 12))]
        self.events = [self._event(number) for number in range(events)]
        told = [event for event, *_ in self.events]
        self.all = {it.id: it for it in (*self.people, *self.bodies, *self.places, *told)}

    def name(self, words: int) -> str:
        """Some made-up words, capitalized."""
        pick, length = self.random.choice, self.random.randint
        return " ".join("".join(pick(SYLLABLES) for _ in range(length(2, 3))).title() for _ in range(words))

    def words(self, count: int) -> str:
        """Some made-up words."""
        return self.name(count).lower()

    def _entities(self, prefix: str, kind: str, count: int) -> list[Entity]:
        names = [self.name(2 if kind != "Place" else 1) for _ in range(count)]
        return [
            Entity(f"{prefix}/{n}", kind, name, (name.split()[-1],) if n % 3 == 0 else (), kind)
            for n, name in enumerate(names)
        ]

    def _grounded(self, place: Entity) -> Entity:
        number = int(place.id.partition("/")[2])
        latitude, longitude = round(self.random.uniform(-60, 70), 3), round(self.random.uniform(-180, 180), 3)
        where = Grounding("city", COUNTRIES[number % len(COUNTRIES)], 1_000_000 + number, latitude, longitude)
        return replace(place, grounding=where)

    def common(self, things: list[Entity]) -> Entity:
        """One of them, the first far oftener than the last."""
        return things[min(int(self.random.paretovariate(0.7)), len(things)) - 1]

    def _event(self, number: int) -> tuple[Entity, str, str, str]:
        kind, place = self.random.choice(TYPES), self.random.choice(self.places)
        day = (date(2015, 1, 1) + timedelta(days=self.random.randrange(3650))).isoformat()
        name = f"{kind} of {self.words(1)}, {place.name}, {day}"
        return Entity(f"event/{number}", "Event", name, type=kind, named=False), kind, place.id, day

    def report(self, number: int) -> tuple[Source, Extraction]:
        """One report and what was read in it."""
        chosen = [self.events[self.random.randrange(len(self.events))] for _ in range(EVENTS_OF_A_REPORT)]
        sentences = [f"{self.name(2)} {self.words(14)}." for _ in chosen]
        day = (date(2015, 1, 1) + timedelta(days=self.random.randrange(3650))).isoformat()
        publisher = self.bodies[self.random.randrange(min(20, len(self.bodies)))].name
        text = " ".join(sentences)
        source = Source.of(f"{number:06}.txt", text, title=self.name(5), publisher=publisher, published=day)
        claims: list[Claim] = []
        start = 0
        for event, sentence in zip(chosen, sentences, strict=True):
            claims += self._claims(source.id, event, start, start + len(sentence))
            start += len(sentence) + 1
        named = {c.subject for c in claims} | {c.object.id for c in claims if isinstance(c.object, Reference)}
        named |= {c.speaker for c in claims if c.speaker}
        return source, Extraction(source.id, tuple(self.all[name] for name in sorted(named)), (), tuple(claims))

    def _claims(self, source: str, event: tuple[Entity, str, str, str], start: int, end: int) -> Iterator[Claim]:
        it, kind, place, day = event
        pick = self.random
        evidence = Evidence(source, start, end, "rule:made", round(pick.uniform(0.4, 1), 2))
        stance = pick.choice(STANCES)
        speaker = self.common(self.people).id if pick.random() < 0.3 else None
        values: list[tuple[str, Value]] = [
            ("type", Term(kind)),
            ("place", Reference(place)),
            ("time", Interval(day, day)),
            (pick.choice(ROLES), Reference(self.common(self.bodies).id)),
            (pick.choice(ROLES), Reference(pick.choice(self.people).id)),
        ]
        if pick.random() < 0.3:
            values.append(("figure", Figure("participants", pick.randrange(10, 9000), "about")))
        for predicate, value in values:
            yield Claim(it.id, predicate, value, evidence, stance=stance, speaker=speaker)
        if pick.random() < 0.2:
            who = pick.choice(self.people).id
            yield Claim(who, "said", Quotation(self.words(9)), evidence)
            yield Claim(who, "positionHeld", Text(self.words(1)), evidence)
            yield Claim(who, "memberOf", Reference(self.common(self.bodies).id), evidence)


def make(reports: int, seed: int = 7) -> Made:
    """The records of a graph; 1,100 reports give some million quads.

    >>> made = make(20)
    >>> len(made.sources), make(20).extractions == made.extractions
    (20, True)
    """
    maker = _Maker(reports, seed)
    told = [maker.report(number) for number in range(reports)]
    return Made([s for s, _ in told], [x for _, x in told], maker.all)
