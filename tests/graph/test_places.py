"""Which places may be one, and which are apart."""

from __future__ import annotations

import pytest

from claimgraph.graph.places import may_be_one_place
from claimgraph.model import Entity, Grounding


def place(name: str, *grounding: object) -> Entity:
    return Entity(f"place/{name}-{grounding}", "Place", name, grounding=Grounding(*grounding) if grounding else None)


OSLO = place("Oslo", "city", "NO", 1, 59.9, 10.75)


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (place("Norway", "country", "NO", 3), True),
        (place("Sweden", "country", "SE", 4), False),
        (place("Bergen", "city", "NO", 2, 60.4, 5.3), False),
        (place("Oslo", "city", "US", 5, 45.2, -96.1), True),
        (place("Old harbor"), True),
        (place("Fornebu", "site", "NO", None, 59.9, 10.6), True),
        (place("Flesland", "site", "NO", None, 60.3, 5.2), False),
        (place("the North", "province", None), True),
    ],
)
def test_places(other: Entity, one: bool) -> None:
    assert may_be_one_place(OSLO, other) is may_be_one_place(other, OSLO) is one
