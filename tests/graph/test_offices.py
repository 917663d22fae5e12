"""Rival holders of an office, and those who came one after the other."""

from __future__ import annotations

import pytest

from claimgraph.graph.offices import disputed_offices, title_of
from claimgraph.model import Claim, Entity, Evidence, Reference, Source, Text

ENTITIES = {
    e.id: e
    for e in (
        Entity("person/lund", "Person", "Ana Lund"),
        Entity("person/strand", "Person", "Ivo Strand"),
        Entity("person/just-lund", "Person", "Lund"),
        Entity("org/union", "Organization", "Union"),
    )
}


def held(
    person: str, published: str | None, words: str = "president", publisher: str = "Post"
) -> tuple[Source, list[Claim]]:
    """A source that says that somebody holds an office."""
    text = f"{ENTITIES[person].name}, {words} of the union, spoke."
    source = Source.of("a", text, published=published, publisher=publisher)
    evidence = Evidence(source.id, 0, text.index(", spoke"), "rule", 0.8)
    claims = [
        Claim(person, "leaderOf", Reference("org/union"), evidence),
        Claim(person, "positionHeld", Text(words), evidence),
    ]
    return source, claims


@pytest.mark.parametrize(
    ("left", "right", "disputed"),
    [
        (("person/lund", "2021-03-04"), ("person/strand", "2021-03-06"), True),
        (("person/lund", "2021-03-04"), ("person/strand", "2021-06-06"), False),
        (("person/lund", None), ("person/strand", "2021-06-06"), True),
        (("person/lund", "2021-03-04"), ("person/lund", "2021-03-06"), False),
        (("person/lund", "2021-03-04"), ("person/just-lund", "2021-03-06"), False),
        (("person/lund", "2021-03-04", "president"), ("person/strand", "2021-03-06", "chairman"), False),
        (("person/lund", "2021-03-04", "former president"), ("person/strand", "2021-03-06"), False),
        (("person/lund", "2021-03-04"), ("person/strand", "2021-03-06", "newly elected president"), False),
        (("person/lund", "2021-03-04", "member"), ("person/strand", "2021-03-06", "member"), False),
    ],
)
def test_offices(left: tuple[str, ...], right: tuple[str, ...], disputed: bool) -> None:
    told = [held(*each) for each in (left, right)]
    claims = [claim for _, own in told for claim in own]
    found = disputed_offices(claims, {source.id: source for source, _ in told}, ENTITIES)
    assert [(d.body, d.title, len(d.holders)) for d in found] == ([("org/union", "president", 2)] if disputed else [])


def test_one_voice_that_names_two_tells_a_history() -> None:
    source, claims = held("person/lund", "2021-03-04")
    others = [Claim("person/strand", c.predicate, c.object, c.evidence) for c in claims]
    assert disputed_offices([*claims, *others], {source.id: source}, ENTITIES) == []


@pytest.mark.parametrize(
    ("position", "title"),
    [
        ("prime minister of Norland", "prime minister"),
        ("Norwegian Prime Minister", "prime minister"),
        ("president-elect", ""),
        ("acting mayor of Lindon", ""),
        ("spokesperson", ""),
    ],
)
def test_titles(position: str, title: str) -> None:
    assert title_of(position) == title
