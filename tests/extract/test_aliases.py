"""When two names are of one thing."""

from __future__ import annotations

import pytest

from claimgraph.extract.aliases import is_acronym, same_event, same_organization, same_person, without_title, words_of


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Keller", "Maria Keller", True),
        ("Maria", "Maria Keller", True),
        ("M. Keller", "Maria Ann Keller", True),
        ("Maria Ann", "Maria Ann Keller", True),
        ("Thomas Keller", "Maria Keller", False),
        ("T. Keller", "Maria Keller", False),
        ("Kell", "Maria Keller", False),
    ],
)
def test_same_person(short: str, full: str, same: bool) -> None:
    assert same_person(words_of(short), words_of(full)) is same


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Red Stars", "Oslo Red Stars", True),
        ("Acme", "Acme Group", True),
        ("Archdiocese", "Archdiocese of Lima", True),
        ("Acme", "Acme Workers United Front Paper", False),
        ("Bank of Norway", "Bank of Peru", False),
    ],
)
def test_same_organization(short: str, full: str, same: bool) -> None:
    assert same_organization(words_of(short), words_of(full)) is same


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("ILO", "International Labour Organization", True),
        ("MoD", "Ministry of Defence", True),
        ("ILO", "Ministry of Defence", False),
        ("Ilo", "International Labour Organization", False),
    ],
)
def test_is_acronym(short: str, full: str, same: bool) -> None:
    assert is_acronym(short, full) is same


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Prime Minister Jane Roe", "Jane Roe"),
        ("Mr. Doe Jr.", "Doe"),
        ("President", "President"),
        ("Jane Roe", "Jane Roe"),
    ],
)
def test_without_title(name: str, bare: str) -> None:
    assert without_title(name) == bare


def test_same_event() -> None:
    assert same_event(words_of("World Games"), words_of("2031 World Games"))
    assert not same_event(words_of("2030 World Games"), words_of("2031 World Games"))
