"""Lemmas that the lemmatizer gets wrong, and what they cost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from claimgraph.extract.state import Reading


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Two women were raped by soldiers.", "rape"),
        ("Students staged a protest.", "stage"),
        ("The band rapped for an hour.", "rap"),
        ("The bank was fined on Monday.", "fine"),
        ("The firm rebranded its shops.", "rebrand"),
        ("The mayor planned a fair.", "plan"),
    ],
)
def test_the_lemma_of_a_verb(annotate: Callable[..., Doc], text: str, lemma: str) -> None:
    assert lemma in {token.lemma_ for token in annotate(text) if token.pos_ == "VERB"}


@pytest.mark.parametrize(("text", "lemma"), [("The doses were held up.", "dose"), ("Taxes rose by a fifth.", "tax")])
def test_the_lemma_of_a_noun(annotate: Callable[..., Doc], text: str, lemma: str) -> None:
    assert lemma in {token.lemma_ for token in annotate(text) if token.pos_ == "NOUN"}


def test_a_rape_is_an_attack(read_text: Callable[..., Reading]) -> None:
    reading = read_text("Two women were raped by soldiers of the Iron Guard in Oslo on Monday.", published="2021-05-05")
    (event,) = reading.events
    assert event.type == "Attack"
    assert [reading.nodes[p.node].name for p in event.participants if p.role == "agent"] == ["Iron Guard"]
