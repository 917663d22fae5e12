"""What the name of a place can mean."""

from __future__ import annotations

import pytest

from claimgraph.extract.atlas import COUNTRY, DIVISION
from claimgraph.extract.gazetteer import gazetteer
from claimgraph.extract.placenames import areas, bare_place, is_divided, meanings


@pytest.mark.parametrize(
    ("text", "country", "kind"),
    [
        ("Calif.", "US", DIVISION),
        ("W.Va.", "US", DIVISION),
        ("Peruvian", "PE", COUNTRY),
        ("Peru's", "PE", COUNTRY),
        ("Gansu Province", "CN", DIVISION),
        ("Eastern Siberia", "RU", DIVISION),
        ("province of Ontario", "CA", DIVISION),
    ],
)
def test_meanings(text: str, country: str, kind: int) -> None:
    assert (country, kind) in {(place.grounding.country, place.kind) for place in meanings(text, gazetteer())}


@pytest.mark.parametrize("text", ["EU", "Zorblatt", "", "   ", "-", "St. Zorblatt-Krelm"])
def test_no_meaning(text: str) -> None:
    assert meanings(text, gazetteer()) == []


def test_a_town_glued_to_its_country() -> None:
    assert {place.grounding.country for place in meanings("Valencia-Venezuela", gazetteer())} == {"VE"}


def test_a_division_named_after_its_seat_is_the_town_unless_it_says_so() -> None:
    tehran, province = (meanings(text, gazetteer()) for text in ("Tehran", "Tehran Province"))
    assert "province" not in {place.grounding.precision for place in tehran if place.grounding.country == "IR"}
    assert {place.grounding.precision for place in province} == {"province"}


@pytest.mark.parametrize(("text", "names"), [("Chile", ["Chile"]), ("Tex.", ["Texas"]), ("Oslo Airport", [])])
def test_areas(text: str, names: list[str]) -> None:
    assert [place.name for place in areas(text, gazetteer())] == names


@pytest.mark.parametrize(("name", "divided"), [("Kerala state", True), ("Kerala", False), ("northern Chile", False)])
def test_is_divided(name: str, divided: bool) -> None:
    assert is_divided(name) is divided
    assert bare_place(name) in {"Kerala", "Chile"}
