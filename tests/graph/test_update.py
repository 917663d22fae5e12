"""A store that was updated holds what one that was made anew does, whatever has changed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from claimgraph.graph.decisions import Decision
from claimgraph.graph.ledger import FILE, Ledger
from claimgraph.graph.records import Records
from claimgraph.graph.store import Store, fill
from claimgraph.graph.update import update
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
from claimgraph.ontology import vocabulary

WORDS = vocabulary.load()
PEOPLE = [Entity(f"person/{n.lower()}", "Person", n, (), "Person") for n in ("Ann", "Bo", "Cy", "Di", "Ed", "Flo")]
BODIES = [Entity(f"org/{n.lower()}", "Organization", n, (), "Organization") for n in ("Union", "Port", "Bank")]
PLACES = [
    Entity("place/oslo", "Place", "Oslo", (), "Place", Grounding("city", "NO", 3143244, 59.9, 10.7)),
    Entity("place/norway", "Place", "Norway", (), "Place", Grounding("country", "NO", 3144096)),
    Entity("place/lund", "Place", "Lund", (), "Place", Grounding("city", "SE", 2693678, 55.7, 13.2)),
]
KINDS = ("Death", "Killing", "Arrest", "Protest")
EVENTS = [Entity(f"event/{n}", "Event", f"{kind} {n}", (), kind, named=False) for n, kind in enumerate(KINDS * 3)]
NAMED = [Entity(f"event/march-{n}", "Event", "Long March", (), "Protest") for n in range(3)]
ALL = [*PEOPLE, *BODIES, *PLACES, *EVENTS, *NAMED]
SENTENCES = [f"On day {n} the {word} of the union was told of in the harbor." for n, word in enumerate("abcdefg")]


def value(chance: random.Random, subject: Entity) -> tuple[str, Value]:
    """Something that may be said of a thing."""
    day = f"2001-03-0{chance.randint(1, 4)}"
    of_event: list[tuple[str, Value]] = [
        ("type", Term(subject.type)),
        ("time", Interval(day, day)),
        ("place", Reference(chance.choice(PLACES).id)),
        ("patient", Reference(chance.choice(PEOPLE).id)),
        ("agent", Reference(chance.choice(PEOPLE).id)),
        ("figure", Figure("killed", chance.choice((3, 30, 300)))),
        ("about", Reference(chance.choice(EVENTS).id)),
        ("statement", Quotation(chance.choice(SENTENCES))),
    ]
    of_others: list[tuple[str, Value]] = [
        ("leaderOf", Reference(chance.choice(BODIES).id)),
        ("positionHeld", Text(chance.choice(("president of the Union", "mayor of Oslo", "mayor of Lund")))),
        ("bornOn", Interval("1960-01-01", f"19{chance.choice((60, 70))}-12-31", "year")),
        ("locatedIn", Reference(chance.choice(PLACES).id)),
        ("alsoKnownAs", Text(subject.name.upper())),
    ]
    return chance.choice(of_event if subject.kind == "Event" else of_others)


def report(chance: random.Random, number: int) -> tuple[Source, Extraction]:
    """A report in which things are said at random of things that others tell of too."""
    text = " ".join(chance.sample(SENTENCES, 3))
    publisher = chance.choice((None, "Courier", "Gazette", "Union"))
    source = Source.of(f"{number}.txt", f"{number} {text}", publisher=publisher, published="2001-03-05")
    claims = []
    for _ in range(chance.randint(0, 4)):
        subject, start = chance.choice(ALL), chance.randint(0, 60)
        predicate, said = value(chance, subject)
        evidence = Evidence(source.id, start, start + 20, "rule", chance.choice((0.5, 0.9)))
        stance = chance.choice((Stance.ACTUAL, Stance.ACTUAL, Stance.DENIED, Stance.PLANNED))
        speaker = chance.choice((None, None, PEOPLE[0].id))
        claims.append(Claim(subject.id, predicate, said, evidence, stance, speaker))
    ids = {one for c in claims for one in (c.subject, c.speaker, getattr(c.object, "id", None))}
    return source, Extraction(source.id, tuple(e for e in ALL if e.id in ids), claims=tuple(claims))


def entities(chance: random.Random, told: Mapping[Source, Extraction]) -> dict[str, Entity]:
    """The entities that are told of; some go by another name, or lie elsewhere, than in the state before."""
    ids = {e.id for extraction in told.values() for e in extraction.entities}
    found = {e.id: e for e in ALL if e.id in ids}
    for identifier in chance.sample(sorted(found), min(1, len(found))):
        one = found[identifier]
        found[identifier] = replace(one, name=one.name + chance.choice(("", " II", " III")), aliases=("It",))
    return found


def state(chance: random.Random, told: Mapping[Source, Extraction]) -> Records:
    """What is known when some reports are."""
    known = entities(chance, told)
    decisions = [Decision(1, "confirm", (i,), (i,), ("",), (i,)) for i in list(known)[: chance.randint(0, 1)]]
    return Records(list(told), list(told.values()), known, "https://example.org/", WORDS, "publisher", decisions)


def of(told: Mapping[Source, Extraction]) -> Records:
    """The same where no entity has another name."""
    ids = {e.id for extraction in told.values() for e in extraction.entities}
    known = {e.id: e for e in ALL if e.id in ids}
    return Records(list(told), list(told.values()), known, "https://example.org/", WORDS)


@pytest.mark.parametrize("seed", range(20))
def test_an_updated_store_is_the_one_made_anew(seed: int) -> None:
    chance = random.Random(seed)
    told = dict(report(chance, number) for number in range(24))
    old = state(chance, told)
    for gone in chance.sample(sorted(told, key=lambda source: source.id), chance.randint(0, 2)):
        del told[gone]
    told |= dict(report(chance, number) for number in range(30, 30 + chance.randint(0, 2)))
    new = state(chance, told)
    assert updated(old, new) == set(fill(ox.Store(), new))


def one(number: int, *said: tuple[str, str, Value], **more: Any) -> tuple[Source, Extraction]:
    """A report of a few claims: subject, predicate and object."""
    words = "zero one two three four five six seven eight nine".split()[number]
    source = Source.of(f"{number}.txt", f"{words} " * 30, published="2001-03-05", **more)
    claims = tuple(Claim(*each, Evidence(source.id, 0, 20, "rule", 0.9)) for each in said)
    ids = {i for c in claims for i in (c.subject, getattr(c.object, "id", None))}
    return source, Extraction(source.id, tuple(e for e in ALL if e.id in ids), claims=claims)


def killed(event: int, day: str) -> tuple[tuple[str, str, Value], ...]:
    """That Ann was killed on a day."""
    name = f"event/{event}"
    said: tuple[tuple[str, Value], ...] = (
        ("type", Term("Death")),
        ("patient", Reference("person/ann")),
        ("time", Interval(day, day)),
    )
    return tuple((name, predicate, value) for predicate, value in said)


FIGURE = ("event/3", "figure", Figure("killed", 3))
TIED = {
    "a death on two days": [one(1, *killed(0, "2001-03-01")), one(2, *killed(4, "2001-03-04"))],
    "one office": [
        one(n, (f"person/{who}", "positionHeld", Text("mayor of Oslo"))) for n, who in enumerate(("ann", "bo"))
    ],
    "one name": [one(n, (f"event/march-{n}", "time", Interval(f"2001-03-0{n + 1}", None))) for n in range(2)],
    "one figure": [one(1, FIGURE), one(2, ("event/7", *FIGURE[1:]))],
    "a planned event": [
        one(1, ("event/1", "about", Reference("event/2")), ("event/1", "type", Term("Killing"))),
        one(2, ("event/2", "type", Term("Arrest"))),
    ],
    "two desks become one": [
        one(1, FIGURE, publisher="Courier"),
        one(2, FIGURE, author="Jane Roe"),
        one(3, ("person/bo", "alsoKnownAs", Text("BO")), publisher="Courier", author="Jane Roe"),
    ],
}


@pytest.mark.parametrize("reports", TIED.values(), ids=list(TIED))
def test_what_reports_have_in_common_comes_and_goes_with_them(reports: list[tuple[Source, Extraction]]) -> None:
    others = [one(n, ("person/cy", "locatedIn", Reference("place/lund"))) for n in (8, 9)]
    less, more = of(dict([*reports[:-1], *others])), of(dict([*reports, *others]))
    for old, new in ((less, more), (more, less)):
        assert updated(old, new) == set(fill(ox.Store(), new))


def updated(old: Records, new: Records) -> set[ox.Quad]:
    """What a store holds that was made from one state and then updated to another."""
    made = fill(ox.Store(), old)
    copy = ox.Store()
    copy.extend(made)
    update(made, copy, Ledger.of(old, ""), Ledger.of(new, ""), new)
    return set(copy)


def test_what_has_not_changed_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance, path = random.Random(1), tmp_path / "store"
    told = dict(report(chance, number) for number in range(8))
    Store.renew(path, of(told))
    made: list[str] = []

    def record(self: Records, source: Source, wrapped: Any = Records.told) -> Any:
        made.append(source.name)
        return wrapped(self, source)

    monkeypatch.setattr(Records, "told", record)
    told |= dict([report(chance, 9)])
    Store.renew(path, of(told))
    assert made == ["9.txt"]
    assert set(Store.open(path)) == set(fill(ox.Store(), of(told)))


def test_a_store_that_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    told = dict(report(random.Random(1), n) for n in range(6))
    Store.renew(tmp_path / "store", of(told))
    for path in (tmp_path / "store").glob("*.sst"):
        path.write_bytes(b"?" * path.stat().st_size)
    told.popitem()
    Store.renew(tmp_path / "store", of(told))
    assert set(Store.open(tmp_path / "store")) == set(fill(ox.Store(), of(told)))


@pytest.mark.parametrize("ledger", ["", "[1]", '{"maker": "x"}', None])
def test_a_store_without_its_ledger_is_made_anew(ledger: str | None, tmp_path: Path) -> None:
    told = dict(report(random.Random(1), n) for n in range(3))
    records = of(told)
    Store.renew(tmp_path / "store", records)
    if ledger is None:
        (tmp_path / "store" / FILE).unlink()
    else:
        (tmp_path / "store" / FILE).write_text(ledger)
    assert Ledger.load(tmp_path / "store") is None
    Store.renew(tmp_path / "store", records)
    assert set(Store.open(tmp_path / "store")) == set(fill(ox.Store(), records))
    assert Ledger.load(tmp_path / "store") == Ledger.of(records, "")
