"""Look-ups of places by name."""

from __future__ import annotations

import pytest

from claimgraph.extract.gazetteer import fold, gazetteer


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Peru", "PE"),
        ("the Netherlands", "NL"),
        ("U.S.", "US"),
        ("US", "US"),
        ("us", None),
        ("Britain", "GB"),
        ("Lima", None),
    ],
)
def test_country(name: str, code: str | None) -> None:
    country = gazetteer().country(name)
    assert (country.grounding.country if country else None) == code


@pytest.mark.parametrize(("word", "code"), [("Peruvian", "PE"), ("Peruvians", "PE"), ("Swiss", "CH"), ("Lunar", None)])
def test_demonym(word: str, code: str | None) -> None:
    assert gazetteer().demonym(word) == code


@pytest.mark.parametrize("name", ["Gdansk", "Gdańsk", "gdansk"])
def test_spellings_of_one_city(name: str) -> None:
    assert gazetteer().cities(name)[0].grounding.geonames == 3099434


def test_namesakes_come_by_population() -> None:
    countries = [city.grounding.country for city in gazetteer().cities("Birmingham")]
    assert countries[:2] == ["GB", "US"]


@pytest.mark.parametrize(("name", "country", "found"), [("Arequippa", "PE", "Arequipa"), ("Xyzzy", "PE", None)])
def test_similar_city(name: str, country: str, found: str | None) -> None:
    city = gazetteer().similar_city(name, country)
    assert (city.name if city else None) == found


def test_a_country_is_at_its_capital() -> None:
    peru = gazetteer().country("Peru")
    assert peru is not None
    assert gazetteer().located(peru).latitude == pytest.approx(-12.04, abs=0.05)


def test_fold_keeps_words() -> None:
    assert fold("São-Paulo") == "sao paulo"
