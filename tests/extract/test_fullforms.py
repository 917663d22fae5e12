"""The longer forms that a name stands in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.state import Node, Reading

Read = Callable[..., Reading]


def node(reading: Reading, name: str) -> Node:
    """The node that has this name."""
    return next(n for n in reading.nodes.values() if n.name == name)


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Norwegian President Maria Keller resigned.", "Maria Keller", "Norwegian President Maria Keller"),
        ("Norwegian President Maria Keller resigned.", "Maria Keller", "President Maria Keller"),
        ("It was led by Capt. Thomas Roe of the coast guard.", "Thomas Roe", "Capt. Thomas Roe"),
        ("The 27-year-old pilot Thomas Roe survived.", "Thomas Roe", "pilot Thomas Roe"),
        ("A fire broke out in Tulsa, Oklahoma.", "Tulsa", "Tulsa, Oklahoma"),
        ("Floods reached the town of Tulsa at night.", "Tulsa", "town of Tulsa"),
        ("The opposition Labor Party lost the vote.", "Labor Party", "opposition Labor Party"),
    ],
)
def test_a_fuller_form_is_an_alias(read_text: Read, text: str, name: str, alias: str) -> None:
    assert alias in node(read_text(text), name).aliases


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They toured Lima, Peru and Chile.", "Lima"),
        ("In March, Maria Keller left Oslo.", "Maria Keller"),
        ("Yesterday Maria Keller left Oslo.", "Maria Keller"),
    ],
    ids=["list of places", "month", "adverb"],
)
def test_what_only_stands_beside_a_name_is_no_part_of_it(read_text: Read, text: str, name: str) -> None:
    assert node(read_text(text), name).aliases == []
