"""How the table of places is made."""

from __future__ import annotations

import pytest

from claimgraph.extract.atlas import CITY, DIVISION, NOWHERE
from claimgraph.extract.training.atlas import CELL, Row, columns, middle, short_names


def cells(*points: tuple[float, float]) -> set[tuple[int, int]]:
    """The cells of points."""
    return {(round(y * CELL), round(x * CELL)) for y, x in points}


@pytest.mark.parametrize(
    ("towns", "point"),
    [
        ([], (NOWHERE, NOWHERE)),
        ([(10.0, 20.0)], (10.0, 20.0)),
        ([(10.0, 20.0), (12.0, 21.0), (11.0, 24.0)], (11.0, 22.0)),
        ([(-33.0, -71.5), (-32.0, -71.0), (-27.0, -109.5)], (-32.5, -71.25)),  # without an island in the ocean
        ([(52.0, 178.0), (52.0, -178.0)], (52.0, 180.0)),
    ],
)
def test_the_middle_of_a_division(towns: list[tuple[float, float]], point: tuple[float, float]) -> None:
    assert middle(cells(*towns)) == point


def test_divisions_without_the_word_for_what_they_are() -> None:
    names = ["Tulare County", "Republic of Karelia", "Gansu", "State of Goa", "Roi Et Province"]
    assert list(short_names(names)) == ["Tulare", "Karelia", "Roi Et"]


def test_columns_index_every_name_once() -> None:
    state = Row(7, "Alta State", DIVISION, "XA", 0, 0, 900, 1.5, 2.5, ("Alta",))
    town = Row(8, "Älta", CITY, "XA", 7, 0, 500, 1.0, 2.0, ("Alta", "Alda"))
    table = columns([state, town])
    assert table["keys"].tobytes() == b"aldaaltaalta state"
    assert table["entry_counts"].tolist() == [1, 2, 1]
    assert table["entries"].tolist() == [2, 1, 3, 1]  # the division's bare name and the town's own are usual
    assert table["division"].tolist() == [-1, 0]
    assert table["latitude"].tolist() == [15000, 10000]
