"""The encoder's labels as spaCy's entities."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from claimgraph.extract.recognizer import rejoined, type_shares


@pytest.fixture(scope="module")
def alone() -> Language:
    """The component in a pipeline that has nothing else."""
    nlp = spacy.blank("en")
    nlp.add_pipe("claimgraph_recognizer")
    return nlp


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Maria Keller resigned on Monday.", "Maria Keller", "PERSON"),
        ("She joined the World Health Organization in 2004.", "World Health Organization", "ORG"),
        ("The train from Wonosobo to Semarang was late.", "Wonosobo", "GPE"),
        ("Two Norwegian sailors were rescued.", "Norwegian", "NORP"),
        ("They met again on 3 May 2019.", "3 May 2019", "DATE"),
        ("The repair cost $ 40 million in all.", "$40 million", "MONEY"),
        ("Foreign Minister Ingrid Vold spoke to reporters.", "Ingrid Vold", "PERSON"),
    ],
)
def test_entity(alone: Language, text: str, words: str, label: str) -> None:
    assert (words.replace(" ", ""), label) in [(ent.text.replace(" ", ""), ent.label_) for ent in alone(text).ents]


def test_lower_case_nouns_are_no_names(alone: Language) -> None:
    assert [ent.text for ent in alone("the committee met in the old town hall and went home").ents] == []


def test_shares_tell_how_probable_each_type_is(alone: Language) -> None:
    doc = alone("Maria Keller left Oslo.")
    shares = type_shares(doc[0:2])
    assert shares is not None
    assert shares["Person"] > 0.8
    assert sum(shares.values()) == pytest.approx(1, abs=0.01)


def test_a_document_that_was_not_read_has_no_shares() -> None:
    assert type_shares(spacy.blank("en")("Maria Keller left.")[0:2]) is None


@pytest.mark.parametrize(
    ("words", "spaces", "spans", "joined"),
    [
        ("Nawaf Al - Sabah left", [1, 0, 0, 1, 0], [(0, 2), (3, 4)], ["Nawaf Al-Sabah"]),
        ("Nawaf Al - Sabah left", [1, 1, 1, 1, 0], [(0, 2), (3, 4)], ["Nawaf Al", "Sabah"]),
        ("J . Roe left", [0, 1, 1, 0], [(0, 1), (1, 3)], ["J. Roe"]),
        ("Anna met . Roe left", [1, 0, 1, 1, 0], [(0, 1), (3, 4)], ["Anna", "Roe"]),
    ],
    ids=["hyphen", "dash", "initial", "full stop"],
)
def test_names_in_pieces(words: str, spaces: list[int], spans: list[tuple[int, int]], joined: list[str]) -> None:
    doc = Doc(spacy.blank("en").vocab, words.split(), [bool(space) for space in spaces])
    pieces = [Span(doc, start, end, "PERSON") for start, end in spans]
    assert [span.text for span in rejoined(pieces)] == joined


@pytest.mark.parametrize(
    ("words", "spans", "joined"),
    [
        ("Paris Moreau left", [(0, 1, "GPE"), (1, 2, "PERSON")], ["Paris Moreau"]),
        ("In Paris Moreau left", [(1, 2, "GPE"), (2, 3, "PERSON")], ["Paris", "Moreau"]),
        ("Paris Anna Moreau left", [(0, 1, "GPE"), (1, 3, "PERSON")], ["Paris", "Anna Moreau"]),
        ("Paris Match wrote", [(0, 1, "GPE"), (1, 2, "ORG")], ["Paris", "Match"]),
    ],
    ids=["given name", "where", "full name", "company"],
)
def test_towns_that_are_given_names(words: str, spans: list[tuple[int, int, str]], joined: list[str]) -> None:
    doc = Doc(spacy.blank("en").vocab, words.split())
    assert [span.text for span in rejoined(Span(doc, *span) for span in spans)] == joined
