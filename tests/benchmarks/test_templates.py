"""The scorer of event templates, against scores worked out by hand."""

from __future__ import annotations

import pytest

from benchmarks import templates as muc


def names(*entities: str) -> tuple[frozenset[str], ...]:
    """Entities, each by its names with a bar between."""
    return tuple(frozenset(muc.normalized(name) for name in entity.split("|")) for entity in entities)


def template(kind: str, day: str = "", place: str = "", **slots: tuple[str, ...]) -> muc.Template:
    """A template from plain words."""
    fillers = {slot: names(*entities) for slot, entities in slots.items()}
    return muc.Template(kind, fillers, muc.days_of(day), muc.places_of(place))


KEY = [
    template(
        "attack", "04 FEB 90", "PERU: LIMA (CITY)", PerpOrg=("Red Path|RP",), Victim=("Ana Ruiz|Ruiz", "the driver")
    ),
    template("bombing", "- 04 FEB 90", "PERU", Target=("a bridge",)),
]


def test_a_case_worked_out_by_hand() -> None:
    """Type, entities, the surplus of an unpaired template, and what is missed, all count."""
    predicted = [
        template("bombing", "03 FEB 90", "LIMA", Target=("bridge", "dam")),
        template("attack", "04 FEB 90", "LIMA", PerpOrg=("RP",), Victim=("Ruiz",)),
        template("attack", "", "", Victim=("Ana Ruiz",)),
    ]
    counts = muc.score(predicted, KEY)
    assert (counts["type"].right, counts["type"].predicted, counts["type"].key) == (2, 3, 2)
    assert (counts["Target"].right, counts["Target"].predicted, counts["Target"].key) == (1, 2, 1)
    assert (counts["Victim"].right, counts["Victim"].predicted, counts["Victim"].found) == (1, 2, 1)
    assert counts["Victim"].key == 2
    assert counts["PerpOrg"].rates == (1, 1, 1)
    # 2 types, a target, a victim and an organization of 8 predicted and 6 in the key.
    assert (counts["all"].right, counts["all"].predicted, counts["all"].found, counts["all"].key) == (5, 8, 5, 6)
    assert (counts["Date"].right, counts["Date"].predicted, counts["Date"].key) == (1.5, 2, 2)
    assert (counts["Location"].right, counts["Location"].predicted) == (1, 2)


def test_the_best_pairing_counts() -> None:
    """Of two templates that could go to one of the key, the one with more in common does."""
    predicted = [template("attack"), template("attack", PerpOrg=("red path",), Victim=("Ana Ruiz",))]
    assert muc.score(predicted, KEY)["all"].right == 3


@pytest.mark.parametrize(
    ("kind", "key", "fits"),
    [("attack", "attack / bombing", True), ("bombing", "attack", False), ("arson", "arson", True)],
)
def test_a_type_may_be_part_of_the_type_in_the_key(kind: str, key: str, fits: bool) -> None:
    assert muc.score([template(kind)], [template(key)])["type"].right == fits


def test_templates_alike_in_the_key_are_one() -> None:
    """The key names some incidents twice over; nobody can find both."""
    assert muc.score([template("attack")], [template("attack"), template("attack")])["type"].rates == (1, 1, 1)


def test_nothing_predicted_or_nothing_to_find() -> None:
    """Documents without incidents are scored, too."""
    assert muc.score([], KEY)["all"].key == 6
    assert muc.score(KEY, [])["all"].predicted == 6
    assert muc.score([], [])["all"].rates == (0, 0, 0)


@pytest.mark.parametrize(
    ("slot", "days"),
    [
        ("02 FEB 90", (("1990-02-02", "1990-02-02"),)),
        ("- 04 FEB 90", (("", "1990-02-04"),)),
        ("02 FEB 90 - 05 MAR 90", (("1990-02-02", "1990-03-05"),)),
        ("(- 04 FEB 90) / (03 FEB 90)", (("", "1990-02-04"), ("1990-02-03", "1990-02-03"))),
        ("-", ()),
        ("11 NOV", ()),
    ],
)
def test_days_of_a_key(slot: str, days: tuple[tuple[str, str], ...]) -> None:
    assert muc.days_of(slot) == days


@pytest.mark.parametrize(
    ("slot", "places"),
    [
        ("PERU", (("PERU",),)),
        ("PERU: LIMA (CITY)", (("PERU", "LIMA"),)),
        ("PERU: LIMA (CITY) - CUSCO (CITY)", (("PERU", "LIMA"), ("CUSCO",))),
        ("-", ()),
    ],
)
def test_places_of_a_key(slot: str, places: tuple[tuple[str, ...], ...]) -> None:
    assert muc.places_of(slot) == places
