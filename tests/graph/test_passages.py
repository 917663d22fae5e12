"""The sentence around a piece of evidence, found by its punctuation."""

from __future__ import annotations

import pytest

from claimgraph.graph.passages import sentence_around

TEXT = (
    "It rained in Port Lindon. Dr. Ana Lund, of the U.S. mission, spoke to 1.5 million people on Jan. 5 there! "
    "“Will they come?” she asked. They did …\n\nA headline without a stop\n\nThe last line (of two)."
)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("It rained", "It rained in Port Lindon."),
        ("Lund", TEXT[26:105]),
        ("U.S. mission", TEXT[26:105]),
        ("1.5 million", TEXT[26:105]),
        ("Jan. 5", TEXT[26:105]),
        ("headline", "A headline without a stop"),
        ("(of two)", "The last line (of two)."),
        ("Lindon. Dr. Ana", TEXT[:105]),
    ],
)
def test_a_sentence_is_found_around_its_words(words: str, sentence: str) -> None:
    start = TEXT.index(words)
    assert TEXT[slice(*sentence_around(TEXT, start, start + len(words)))] == sentence


@pytest.mark.parametrize("text", ["", " ", "word", "word " * 900, "x" * 3000])
def test_the_evidence_always_lies_within(text: str, nasty: str) -> None:
    whole = text + nasty + text
    start, end = len(text), len(text) + len(nasty)
    first, last = sentence_around(whole, start, end)
    stripped = whole[start:end].strip()
    assert stripped in whole[first:last] and 0 <= first <= last <= len(whole)
