"""Pronouns and descriptions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.state import Reading

Read = Callable[..., Reading]


def referent(reading: Reading, words: str) -> str | None:
    """The name of the node that the last mention with these words is of."""
    found = [m for m in reading.mentions if m.span.text == words and m.level != "name"]
    return reading.nodes[found[-1].node or ""].name if found else None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Maria Keller resigned. She left Oslo at night.", "She", "Maria Keller"),
        ("Mr. Thomas Roe met Ms. Maria Keller. She left.", "She", "Maria Keller"),
        ("The Ministry of Fisheries closed. The ministry said nothing.", "The ministry", "Ministry of Fisheries"),
        ("Fans filled the streets of Lima. They left the city at dawn.", "the city", "Lima"),
        ("It rained. She left.", "She", None),
        ("It rained. The ministry said nothing.", "The ministry", None),
    ],
)
def test_referent(read_text: Read, text: str, words: str, name: str | None) -> None:
    assert referent(read_text(text), words) == name


def test_a_pronoun_far_away_is_left_alone(read_text: Read) -> None:
    text = "Maria Keller resigned. It rained all day. Nothing moved. The shops were closed. She was not seen."
    assert referent(read_text(text), "She") is None
