"""Texts in one case get their capitals back, and are then read like any other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from claimgraph.extract.casing import capitalized, is_caseless, restored
from claimgraph.extract.pipeline import extract
from claimgraph.extract.state import Reading
from claimgraph.model import Source

WIRE = (
    "LA PAZ, 12 MAY 91 -- TWO BOMBS EXPLODED LAST NIGHT NEAR THE BRITISH EMBASSY IN LA PAZ.\n\n"
    "FOREIGN MINISTER TOMAS VARGAS SAID IN SUCRE ON MONDAY THAT THE U.S. AND BOLIVIA WOULD INVESTIGATE THE ATTACK. "
    "THE ANDEAN PEOPLES FRONT (APF) WAS BLAMED."
)


@pytest.mark.parametrize(
    ("text", "caseless"),
    [
        (WIRE, True),
        (WIRE.lower(), True),
        (WIRE.capitalize(), False),
        ("FIRE IN ROME", False),
        ("STRIKE AT THE HARBOR ENTERS SECOND WEEK\n\nDock workers voted to stay out.", False),
        ("1980 1981 1982 " * 20, False),
        ("رأى " * 40, False),
        ("", False),
    ],
)
def test_what_counts_as_one_case(text: str, caseless: bool) -> None:
    """Only a whole text tells; a line in capitals is a heading, and scripts without case have none to miss."""
    assert is_caseless(text) is caseless


@pytest.mark.parametrize("written", [WIRE, WIRE.lower()], ids=["capitals", "small"])
def test_capitals_come_back(nlp: Language, written: str) -> None:
    """Names, acronyms, months and first words; every letter stays in its place."""
    text = restored(nlp, written)
    assert text.lower() == WIRE.lower()
    for words in (
        "La Paz",
        "12 May 91",
        "Two bombs exploded",
        "British",
        "Tomas Vargas",
        "Sucre",
        "Monday",
        "U.S. and",
    ):
        assert words in text
    assert "(APF)" in text


@pytest.mark.parametrize("text", ["İSTANBUL VE ANKARA " * 10, "STRASSE, DIE GROẞE " * 10, "ŉ ǆ ﬁre " * 30, "A" * 5000])
def test_odd_letters_keep_their_places(nlp: Language, text: str) -> None:
    """Letters whose other case is longer stay as they are, so that offsets hold."""
    assert len(restored(nlp, text)) == len(text)


def test_hyphens_and_apostrophes() -> None:
    """Capitals go on inside a name, not behind the mark of the possessive."""
    assert [capitalized(word) for word in ("saint-denis", "d'estaing", "unions'")] == [
        "Saint-Denis",
        "D'Estaing",
        "Unions'",
    ]


def test_a_text_in_capitals_is_read(read_text: Callable[..., Reading]) -> None:
    """People, places and what happened are found as if the text had been written as usual."""
    reading = read_text(WIRE, published="1991-05-12")
    names = {node.name for node in reading.nodes.values()}
    assert {"Tomas Vargas", "La Paz"} <= names
    assert "Attack" in {event.type for event in reading.events}


def test_quotations_come_from_the_text_as_it_was(nlp: Language) -> None:
    """What is quoted as evidence stands in the source, letter by letter."""
    source = Source.of("wire.txt", WIRE)
    (extraction,) = extract(nlp, [source])
    person = next(entity for entity in extraction.entities if entity.name == "Tomas Vargas")
    mention = next(mention for mention in extraction.mentions if mention.entity == person.id)
    assert source.text[mention.start : mention.end] == "TOMAS VARGAS"
