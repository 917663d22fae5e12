"""Which of its namesakes a place is."""

from __future__ import annotations

from collections import Counter

import pytest

from claimgraph.extract.gazetteer import Place, gazetteer
from claimgraph.extract.grounding import Name, Weighing, gathered, lies_in
from claimgraph.extract.placenames import meanings


def weighed(*texts: str, homes: tuple[str, ...] = (), **countries: int) -> dict[str, Place]:
    """What the names of a document come to mean."""
    names = [Name(text, 1, meanings(text, gazetteer())) for text in texts]
    Weighing(names, Counter(countries), homes)
    return {name.text: name.candidates[name.best] for name in names}


@pytest.mark.parametrize(
    ("texts", "name", "country"),
    [
        (("Tripoli",), "Tripoli", "LY"),
        (("Tripoli", "Beirut", "Sidon"), "Tripoli", "LB"),
        (("Cordoba", "Seville"), "Cordoba", "ES"),
        (("Cordoba", "Rosario"), "Cordoba", "AR"),
        (("Granada", "Managua"), "Granada", "NI"),
        (("Punjab", "Lahore"), "Punjab", "PK"),
        (("Punjab", "Delhi"), "Punjab", "IN"),
        (("Georgia", "Alabama", "Florida"), "Georgia", "US"),
        (("Georgia", "Armenia"), "Georgia", "GE"),
        (("Mexico", "Guadalajara"), "Mexico", "MX"),
    ],
)
def test_neighbors_tell(texts: tuple[str, ...], name: str, country: str) -> None:
    assert weighed(*texts)[name].grounding.country == country


def test_adjectives_tell() -> None:
    assert weighed("Santiago", DO=9)["Santiago"].grounding.country == "DO"


def test_the_home_of_the_outlet_tells() -> None:
    assert weighed("Newcastle", "Ballarat", homes=("AU",))["Newcastle"].grounding.country == "AU"
    assert weighed("Newcastle", "Leeds", homes=("GB",))["Newcastle"].grounding.country == "GB"


def test_what_the_text_says_tells_more_than_people() -> None:
    name = Name("Paris", 1, meanings("Paris", gazetteer()), stated=gazetteer().regions("Texas"))
    weighing = Weighing([name], Counter(FR=5))
    assert name.candidates[name.best].grounding.country == "US"
    assert weighing.reason(name) == "in Texas, as the text says"


def test_members_of_a_list_are_of_one_kind() -> None:
    oregon = gazetteer().regions("Oregon")
    name = Name("Washington", 1, meanings("Washington", gazetteer()), peers=oregon)
    Weighing([name], Counter())
    assert name.candidates[name.best].name == "Washington"
    assert name.candidates[name.best].kind == oregon[0].kind


def test_shares_sum_to_one_and_order_does_not_matter() -> None:
    texts = ["Springfield", "Chicago", "Peoria", "Naperville"]
    there, back = weighed(*texts), weighed(*reversed(texts))
    assert there == back
    name = Name("Springfield", 1, meanings("Springfield", gazetteer()))
    Weighing([name], Counter())
    assert sum(name.shares) == pytest.approx(1)


@pytest.mark.parametrize(("inner", "outer", "inside"), [("Fresno", "California", True), ("Fresno", "Nevada", False)])
def test_lies_in(inner: str, outer: str, inside: bool) -> None:
    city = gazetteer().cities(inner)[0]
    assert lies_in(city, gazetteer().regions(outer)[0]) is inside
    usa = gazetteer().country("United States")
    assert usa is not None and lies_in(city, usa)
    assert not lies_in(usa, usa)


def test_scattered_places_gather_nowhere() -> None:
    cities = [gazetteer().cities(name)[0] for name in ("Lima", "Oslo", "Hanoi")]
    assert gathered([(city, 1.0) for city in cities]) is None
    assert gathered([]) is None
