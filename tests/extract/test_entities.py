"""Names clustered into nodes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.state import Node, Reading

Read = Callable[..., Reading]


def node(reading: Reading, name: str) -> Node:
    """The one node that has this name."""
    found = [n for n in reading.nodes.values() if name in [n.name, *n.aliases]]
    assert len(found) == 1, [n.name for n in reading.nodes.values()]
    return found[0]


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("Maria Keller spoke first. Keller then left.", "Keller", "Maria Keller"),
        ("The World Food Council (WFC) met. The WFC voted.", "WFC", "World Food Council"),
        ("The International Sailing Federation met. The ISF voted.", "ISF", "International Sailing Federation"),
        ("The United Nations sent aid. The UN sent trucks.", "UN", "United Nations"),
        ("Kyiv was calm. Nobody left Kiev in Ukraine.", "Kiev", "Kyiv"),
    ],
    ids=["surname", "defined acronym", "acronym", "known acronym", "spellings"],
)
def test_one_node(read_text: Read, text: str, short: str, full: str) -> None:
    reading = read_text(text)
    assert node(reading, short) is node(reading, full)
    assert node(reading, full).name == full


def test_a_shared_surname_does_not_merge_two_people(read_text: Read) -> None:
    reading = read_text("Maria Keller met Thomas Keller in Oslo.")
    assert node(reading, "Maria Keller") is not node(reading, "Thomas Keller")


def test_nodes_are_numbered_in_the_order_of_the_text(read_text: Read) -> None:
    reading = read_text("Maria Keller flew from Oslo to Lima.")
    assert [(n.id, n.name) for n in reading.nodes.values()] == [("n1", "Maria Keller"), ("n2", "Oslo"), ("n3", "Lima")]


def test_a_thousand_names_cost_no_more_than_their_number(read_text: Read) -> None:
    """Names are compared with those that share a word with them, not with all: this would take minutes otherwise."""
    given = "Anna Clara Edith Frida Greta Helen Julia Karin Laura Maria Nora Olga Paula Rosa Sofia Vera".split()
    family = [
        f"{start}{end}"
        for start in "Berg Dahl Ek Fors Gran Hag Lind Nor Sand Storm".split()
        for end in ("man", "gren", "quist", "vall", "lund")
    ]
    names = [f"{first} {last}" for last in family for first in given]
    reading = read_text("".join(f"We met {name}.\n" for name in [*names, *names]))
    assert len({n.name for n in reading.nodes.values()} & set(names)) > 0.9 * len(names)


def test_a_thousand_identical_names_are_one_node(read_text: Read) -> None:
    reading = read_text("Maria Keller left Oslo.\n" * 1000)
    assert sorted(n.name for n in reading.nodes.values()) == ["Maria Keller", "Oslo"]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The Northern Front (Frente Norte, FNX) met in Oslo.", "Northern Front", "FNX"),
        ("The Farmers Union, also known as Union Campesina, met in Oslo.", "Farmers Union", "Union Campesina"),
        (
            "The Government of Chile fell. The Chilean government came back.",
            "Government of Chile",
            "Chilean government",
        ),
        ("The U.S. Coastal Command's (COASTCOM) ships left.", "U.S. Coastal Command", "COASTCOM"),
    ],
    ids=["two names in parentheses", "known as", "of a country", "possessive"],
)
def test_other_names(read_text: Read, text: str, one: str, other: str) -> None:
    reading = read_text(text)
    assert {one, other} <= set().union(
        *({n.name, *n.aliases} for n in reading.nodes.values() if n.name in (one, other))
    )
    assert len([n for n in reading.nodes.values() if n.name in (one, other)]) == 1


def test_examples_in_parentheses_are_not_names_of_one_thing(read_text: Read) -> None:
    reading = read_text("Firms (Shell, Chevron) met.")
    assert node(reading, "Shell") is not node(reading, "Chevron")
