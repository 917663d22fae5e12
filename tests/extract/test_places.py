"""Where places are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.places import bare_place
from claimgraph.extract.state import Reading
from claimgraph.model import Grounding

Read = Callable[..., Reading]


def grounding(reading: Reading, name: str) -> Grounding | None:
    """The grounding of the place of this name."""
    return next(n.grounding for n in reading.nodes.values() if name in [n.name, *n.aliases])


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("The mayor of Paris spoke in Paris on Monday.", "Paris", "FR", "city"),
        ("A tornado hit Paris, Texas, on Monday.", "Paris", "US", "city"),
        ("Fires burned near Birmingham, Alabama, for days.", "Birmingham", "US", "city"),
        ("Floods hit Gansu Province in China.", "Gansu Province", "CN", "province"),
        ("Floods hit Peru.", "Peru", "PE", "country"),
        ("Ministers met in Europe.", "Europe", None, "province"),
    ],
)
def test_grounding(read_text: Read, text: str, name: str, country: str | None, precision: str) -> None:
    place = grounding(read_text(text), name)
    assert place is not None
    assert (place.country, place.precision) == (country, precision)


def test_the_countries_of_the_document_decide_between_namesakes(read_text: Read) -> None:
    text = "Venezuelan troops reached Valencia. Caracas and Maracaibo are calm, the Venezuelan army said in Valencia."
    place = grounding(read_text(text), "Valencia")
    assert place is not None
    assert place.country == "VE"


@pytest.mark.parametrize(
    ("name", "bare"),
    [("Gansu Province", "Gansu"), ("city of Oruro", "Oruro"), ("northern Chile", "Chile"), ("Lima", "Lima")],
)
def test_bare_place(name: str, bare: str) -> None:
    assert bare_place(name) == bare
