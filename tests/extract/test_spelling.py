"""Spellings of one name."""

from __future__ import annotations

import pytest

from claimgraph.extract.gazetteer import gazetteer
from claimgraph.extract.spelling import sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dezful", "dezfoul"),
        ("masjid soleiman", "masjed soleyman"),
        ("khartoum", "khartum"),
        ("mazar e sharif", "mazar i sharif"),
        ("qandahar", "kandahar"),
        ("deir ezzor", "deir ez zor"),
        ("hodeidah", "hodeida"),
        ("peshawar", "peshavar"),
        ("chernihiv", "tchernihiv"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hama", "homs"), ("basel", "basra"), ("riga", "rica"), ("bonn", "bern"), ("mosul", "mostar")]
)
def test_two_names(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize(
    ("name", "country", "found"),
    [
        ("Dezfoul", "IR", "Dezful"),
        ("Masjid Soleyman", "IR", "Masjed Soleymān"),
        ("Qandahar", "AF", "Kandahār"),
        ("Pitsburgh", "US", "Pittsburgh"),
    ],
)
def test_places_are_found_in_another_spelling(name: str, country: str, found: str) -> None:
    places = gazetteer().spelled(name, country)
    assert found in [place.name for place in places]
    assert {place.grounding.country for place in places} == {country}


@pytest.mark.parametrize(("name", "country"), [("Dezfoul", "PE"), ("Dezfoul", "ZZ"), ("", "IR")])
def test_no_other_spelling(name: str, country: str) -> None:
    assert gazetteer().spelled(name, country) == []
