"""Where and when events took place: on the way between two towns, in the place that is visited."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.state import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Drivers blocked the road between Accra and Kumasi on Tuesday.", ["Accra", "Kumasi"]),
        ("A train derailed between Bergen and Trondheim on Monday.", ["Bergen", "Trondheim"]),
        ("Eva Lund will visit Lima next week.", ["Lima"]),
    ],
)
def test_places(read_text: Read, text: str, expected: list[str]) -> None:
    reading = read_text(text, published="2021-05-05")
    assert [reading.nodes[place].name for place, _ in reading.events[0].places] == expected


def test_talks_between_two_countries_are_not_held_in_them(read_text: Read) -> None:
    reading = read_text("Talks between Peru and Chile ended in Quito on Monday.", published="2021-05-05")
    assert [reading.nodes[place].name for place, _ in reading.events[0].places] == ["Quito"]
