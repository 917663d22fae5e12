"""People's names in apposition: whose name it is that stands behind an office and a place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.state import Reading


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("On Monday the mayor of Ghent, Lode Maes, resigned.", "Lode Maes"),
        ("The president of the Supreme Court of Peru, Luis Vega, resigned.", "Luis Vega"),
        ("The founder of Acme Steel, Anna Kowal, resigned on 3 May 2011.", "Anna Kowal"),
        ("The head of the nuclear plant, Ihor Kask, resigned on 3 May 2021.", "Ihor Kask"),
        ("The director of the museum, Ilmar Kask, resigned on 3 May 2021.", "Ilmar Kask"),
    ],
)
def test_holder_of_the_office_acts(read_text: Callable[..., Reading], text: str, person: str) -> None:
    """Who holds an office somewhere does what the office's holder is told to do."""
    reading = read_text(text)
    (event,) = [event for event in reading.events if event.type == "Resignation"]
    assert [reading.nodes[p.node].name for p in event.participants] == [person]


def test_the_maker_of_a_thing_speaks(read_text: Callable[..., Reading]) -> None:
    """A body in apposition behind "the maker of the drug" is the maker, whatever the parser hangs it on."""
    reading = read_text("The maker of the pesticide, AgroNova, rejected the findings, saying the tests were too short.")
    (quotation,) = reading.quotations
    assert quotation.speaker is not None and reading.nodes[quotation.speaker].name == "AgroNova"
