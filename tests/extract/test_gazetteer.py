"""Look-ups of places by name."""

from __future__ import annotations

import pytest

from claimgraph.extract.atlas import CITY, COUNTRY, DISTRICT, DIVISION
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


@pytest.mark.parametrize(("name", "latitude"), [("Peru", -10.0), ("Kenya", 1.0), ("Japan", 36.0)])
def test_a_country_is_in_its_middle(name: str, latitude: float) -> None:
    country = gazetteer().country(name)
    assert country is not None
    assert gazetteer().located(country).latitude == pytest.approx(latitude, abs=1)


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Queensland", "AU", -20.0, 146.0),
        ("Bavaria", "DE", 48.9, 11.5),
        ("Oaxaca", "MX", 17.0, -96.5),
        ("Luzon", "PH", 16.5, 121.0),
        ("Lake Victoria", None, -1.0, 33.0),
        ("Sahel", None, 14.5, 5.0),
        ("Europe", None, 48.7, 9.1),
    ],
)
def test_regions_are_on_the_map(name: str, country: str | None, latitude: float, longitude: float) -> None:
    place = gazetteer().regions(name)[0]
    assert place.grounding.country == country
    assert place.point == pytest.approx((latitude, longitude), abs=1.5)


@pytest.mark.parametrize(
    ("short", "name"), [("Calif.", "California"), ("W.Va.", "West Virginia"), ("NSW", "New South Wales")]
)
def test_abbreviated_divisions(short: str, name: str) -> None:
    division = gazetteer().abbreviated(short)
    assert division is not None
    assert division.name == name


def test_us_is_no_abbreviated_division() -> None:
    assert gazetteer().abbreviated("US") is None


@pytest.mark.parametrize(
    ("name", "kind"), [("Tulare County", DISTRICT), ("Lorestan", DIVISION), ("Ouagadougou", CITY), ("Chad", COUNTRY)]
)
def test_candidates_of_every_kind(name: str, kind: int) -> None:
    assert kind in {place.kind for place in gazetteer().candidates(name)}


def test_a_town_too_small_to_prove_a_name_is_still_a_candidate() -> None:
    assert not gazetteer().cities("Ushguli")
    assert all(place.population < 15000 for place in gazetteer().candidates("Marfa") if place.grounding.country == "US")
    assert gazetteer().candidates("Marfa")


def test_a_city_knows_its_division_and_district() -> None:
    fresno = gazetteer().cities("Fresno")[0]
    assert fresno.division == gazetteer().regions("California")[0].division
    assert fresno.district in {place.district for place in gazetteer().candidates("Fresno County")}


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("São-Paulo", "sao paulo"),
        ("St. Gallen", "saint gallen"),
        ("Saint-Gallen", "saint gallen"),
        ("Mt. Kenya", "mount kenya"),
        ("Ft. Worth", "fort worth"),
        ("the Hague", "hague"),
        ("Main St.", "main st"),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded
