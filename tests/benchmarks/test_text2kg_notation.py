"""How Text2KGBench writes what its sentences say: values found by what they mean, and written as the set does."""

from __future__ import annotations

import pytest

from benchmarks.text2kg_notation import Notation, forms, kind, places
from benchmarks.text2kg_scoring import Triple

PORT = "The Orca Pier in the U.S. port of Kärdla opened on May 1st, 1981; its five cranes lift 16,800.5 tonnes."


@pytest.mark.parametrize(
    ("gold", "words"),
    [
        ("Orca_Pier", "Orca Pier"),
        ('"port of Kärdla"', "port of Kärdla"),
        ("port-of-Kardla", "port of Kärdla"),
        ("Orca_(pier)", "Orca"),
        ("Orca-Pier_(harbour)", "Orca Pier"),
        ("1981-05-01", "May 1st, 1981"),
        ("01 May 1981", "May 1st, 1981"),
        ("16800.5", "16,800.5"),
        ("16800.5 (tonnes)", "16,800.5"),
        ("5", "five"),
        ("United_States", "U.S."),
    ],
)
def test_what_a_triple_has_is_found_by_what_it_means(gold: str, words: str) -> None:
    assert [PORT[start:end] for start, end in places(PORT, gold)] == [words]


@pytest.mark.parametrize("gold", ["1982-05-01", "168", "16", "81", "Orca Piers", "Canada", "(pier)", ""])
def test_what_a_sentence_does_not_say_is_not_found(gold: str) -> None:
    assert not places(PORT, gold)


def test_a_year_is_the_first_day_of_it_where_no_day_is_told() -> None:
    text = "Founded in 1987, the yard closed on 1 January 1990."
    assert [text[start:end] for start, end in places(text, "01 January 1987")] == ["1987"]
    assert [text[start:end] for start, end in places(text, "1990-01-01")] == ["1 January 1990"]


@pytest.mark.parametrize(
    ("words", "sort", "written"),
    [
        ("1987", "year", {"1987", "1987-01-01", "01 January 1987", "1987.0"}),
        ("5 May 1981", "day", {"1981-05-05", "05 May 1981", "5 May 1981", "May 5, 1981"}),
        ("16,800", "number", {"16800", "16800.0", "16,800"}),
        ("Orca", "name", {"Orca"}),
    ],
)
def test_values_have_forms(words: str, sort: str, written: set[str]) -> None:
    assert kind(words) == sort
    assert written <= {form for _, form in forms(words)}


def learnt(*told: tuple[str, Triple]) -> Notation:
    """The notation of some sentences with a triple each."""
    notation = Notation()
    for text, triple in told:
        notation.learn(text, triple)
    return notation


def test_values_are_written_as_those_of_their_relation() -> None:
    notation = learnt(
        ("The Orca was built on 2 May 1981.", ("Orca", "built", "1981-05-02")),
        ("The Orca was sold on 3 May 1991.", ("Orca", "sold", '"3 May 1991"')),
        ("The Orca sank in 1999.", ("Orca", "sank", "1999")),
        ("The Orca is 120 m long.", ("Orca", "length", "120.0 (metres)")),
        ("The Orca has a crew of 1,020.", ("Orca", "crew", "1020")),
    )
    assert notation.object("built", "June 5, 1990") == "1990-06-05"
    assert notation.object("sold", "June 5, 1990") == '"5 June 1990"'
    assert notation.object("length", "99") == "99.0(metres)"
    assert notation.object("length", "1970") == "1970.0(metres)"
    assert notation.object("crew", "2,000") == "2000"
    assert notation.object("sank", "2004") == "2004"
    assert notation.object("sank", "soon") == "soon"


def test_names_are_written_as_they_were() -> None:
    notation = learnt(
        ("The Orca flies the flag of the US.", ("Orca_(ship)", "flag", "United_States")),
        ("The Orca is a tanker.", ("Orca_(ship)", "sort", '"tanker"')),
    )
    assert (notation.subject("Orca"), notation.subject("Calypso")) == ("Orca_(ship)", "Calypso")
    assert notation.object("flag", "US") == "United_States"
    assert notation.object("sort", "trawler") == '"trawler"'
