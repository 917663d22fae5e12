"""The table of the world's places."""

from __future__ import annotations

import pytest

from claimgraph.extract.atlas import CITY, COUNTRY, DISTRICT, DIVISION, atlas, kilometers


def test_countries_come_with_the_most_populous_first() -> None:
    countries = list(atlas().countries())
    assert len(countries) > 240
    assert {row.kind for row in countries} == {COUNTRY}
    people = [row.population for row in countries]
    assert people == sorted(people, reverse=True)


def test_names_are_found_whatever_their_accents() -> None:
    assert {row.position for row in atlas().named("Córdoba")} == {row.position for row in atlas().named("cordoba")}
    assert {DIVISION, DISTRICT, CITY} <= {row.kind for row in atlas().named("Cordoba")}


@pytest.mark.parametrize("name", ["", "Xyzzyville", "zzzz", "\N{GRINNING FACE}", "!"])
def test_unknown_names(name: str) -> None:
    assert atlas().named(name) == []


@pytest.mark.parametrize(("name", "country"), [("Nairobi", "KE"), ("Quito", "EC"), ("Hanoi", "VN")])
def test_capitals(name: str, country: str) -> None:
    assert [row.country for row in atlas().named(name) if row.capital] == [country]


def test_a_division_lies_between_its_towns() -> None:
    texas = next(row for row in atlas().named("Texas") if row.kind == DIVISION)
    assert (texas.latitude, texas.longitude) == pytest.approx((31.1, -100.0), abs=0.5)


def test_a_row_has_one_identity_whatever_its_name() -> None:
    munich = {row.geonames for name in ("Munich", "München") for row in atlas().named(name) if row.population > 1e6}
    assert munich == {2867714}


def test_kilometers() -> None:
    assert kilometers((0.0, 179.0), (0.0, -179.0)) == pytest.approx(222.4, abs=0.5)
    assert kilometers((10.0, 10.0), (10.0, 10.0)) == 0
