"""What is one entity across sources, and what is left apart."""

from __future__ import annotations

import random
from typing import Any

import pytest

from claimgraph.extract.resolve import resolve
from claimgraph.model import Claim, Entity, Evidence, Extraction, Grounding, Interval, Kind, Reference, Term


def named(source: str, kind: Kind, name: str, *aliases: str, place: Grounding | None = None) -> Extraction:
    return Extraction(source, (Entity("n1", kind, name, aliases, kind, place),))


def happening(source: str, day: str, place: str, actor: str) -> Extraction:
    found = Evidence(source, 0, 9, "r", 1.0)
    return Extraction(
        source,
        (
            Entity("e1", "Event", f"Protest in {place}", (), "Protest", named=False),
            Entity("n1", "Place", place),
            Entity("n2", "Organization", actor),
        ),
        claims=(
            Claim("e1", "type", Term("Protest"), found),
            Claim("e1", "time", Interval(day, day), found),
            Claim("e1", "place", Reference("n1"), found),
            Claim("e1", "agent", Reference("n2"), found),
        ),
    )


SPRINGFIELDS = (Grounding("city", "US", 4250542, 39.8, -89.6), Grounding("city", "US", 4409896, 37.2, -93.3))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (named("a", "Person", "Lech Wałęsa"), named("b", "Person", "Lech Walesa")),
        (named("a", "Person", "Pelé"), named("b", "Person", "Pele")),
        (named("a", "Organization", "World Food Programme", "WFP"), named("b", "Organization", "WFP")),
        (named("a", "Organization", "The Red Cross"), named("b", "Organization", "Red Cross")),
        (named("a", "Organization", "Indian Navy"), named("b", "Organization", "the Indian navy")),
        (named("a", "Organization", "Government of Chile"), named("b", "Organization", "Chilean government")),
        (
            named("a", "Place", "Bombay", place=Grounding("city", "IN", 1275339)),
            named("b", "Place", "Mumbai", place=Grounding("city", "IN", 1275339)),
        ),
        (happening("a", "1999-05-01", "Lyon", "Green Union"), happening("b", "1999-05-01", "Lyon", "the Green Union")),
    ],
)
def test_one_in_both(left: Extraction, right: Extraction) -> None:
    resolution = resolve([left, right])
    assert {resolution.ids["a", e.id] for e in left.entities} == {resolution.ids["b", e.id] for e in right.entities}
    assert all(judgement.reason for judgement in resolution.judgements)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (named("a", "Person", "Ann Lee"), named("b", "Person", "Bob Lee", "Lee")),
        (named("a", "Person", "Lee"), named("b", "Person", "Bob Lee", "Lee")),
        (named("a", "Organization", "the ministry"), named("b", "Organization", "the ministry")),
        (named("a", "Organization", "Indian police"), named("b", "Organization", "Indian police")),
        (named("a", "Organization", "Indian navy"), named("b", "Organization", "Iranian navy")),
        (named("a", "Organization", "Police", "police"), named("b", "Person", "Police")),
        (
            named("a", "Place", "Springfield", place=SPRINGFIELDS[0]),
            named("b", "Place", "Springfield", place=SPRINGFIELDS[1]),
        ),
        (happening("a", "1999-05-01", "Lyon", "Greens"), happening("b", "2000-05-01", "Lyon", "Greens")),
        (happening("a", "1999-05-01", "Lyon", "Greens"), happening("b", "1999-05-01", "Nice", "Greens")),
    ],
)
def test_two_things(left: Extraction, right: Extraction) -> None:
    first = left.entities[0].id
    resolution = resolve([left, right])
    assert resolution.ids["a", first] != resolution.ids["b", first]


def test_the_order_of_the_sources_does_not_show() -> None:
    extractions = [
        happening(f"s{i}", f"1999-05-0{1 + i % 3}", ("Lyon", "Nice")[i % 2], ("Greens", "Reds")[i % 2])
        for i in range(8)
    ]
    expected: Any = None
    for seed in range(5):
        random.Random(seed).shuffle(extractions)
        resolution = resolve(extractions)
        found = (resolution.entities, sorted(resolution.ids.items()))
        assert expected in (None, found)
        expected = found


def test_ids_say_what_they_are_of() -> None:
    extractions = [
        named("a", "Place", "Gdańsk", place=Grounding("city", "PL", 3099434)),
        happening("b", "1980-08-14", "Paris", "Union"),
    ]
    assert list(resolve(extractions).entities) == [
        "event/protest-in-paris-1980-08-14",
        "org/union",
        "place/gdansk-3099434",
        "place/paris",
    ]
