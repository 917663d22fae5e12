"""The encoder: windows, shapes, probabilities."""

from __future__ import annotations

import numpy
import pytest

from claimgraph.extract.encoder import CLASSES, LABELS, SHAPES, SIZE, WINDOW, encoder, shape_of, windows
from claimgraph.ontology import vocabulary


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("the", "lower"),
        ("Oslo", "Capitalized"),
        ("A", "Capitalized"),
        ("NATO", "CAPITALS"),
        ("McKay", "MixedCase"),
        ("iPhone", "MixedCase"),
        ("1980s", "digits"),
        ("…", "other"),
        ("東京", "MixedCase"),
        ("", "other"),
    ],
)
def test_shape(word: str, shape: str) -> None:
    assert SHAPES[shape_of(word)] == shape


@pytest.mark.parametrize(
    ("length", "starts"), [(0, []), (1, [0]), (WINDOW, [0]), (1000, []), (1000, range(0, 1000, 33))]
)
def test_windows_make_up_the_text(length: int, starts: list[int]) -> None:
    found = list(windows(length, starts))
    assert [i for begin, end in found for i in range(begin, end)] == list(range(length))
    assert all(0 < end - begin <= WINDOW for begin, end in found)


def test_windows_are_cut_where_sentences_start() -> None:
    starts = list(range(0, 1000, 33))
    assert {begin for begin, _ in windows(1000, starts)} <= set(starts)


def test_probabilities_add_up() -> None:
    mentions, events, states = encoder().read("Maria Keller left Oslo on Monday .".split() * 60)
    assert mentions.shape == (420, len(LABELS))
    assert events.shape == (420, 1 + len(CLASSES))
    assert states.shape == (420, SIZE) and states.any(1).all()
    assert numpy.allclose(mentions.sum(1), 1, atol=1e-3)
    assert numpy.allclose(events.sum(1), 1, atol=1e-3)


def test_the_classes_are_those_of_the_ontology() -> None:
    groups = vocabulary.load().event_groups()
    assert set(CLASSES) == {name for name in groups if groups[name] != name} | {"Other"}


@pytest.mark.parametrize("words", [[], [""], ["\u200b"], ["x" * 100_000], ["(" * 500] * 300])
def test_words_that_are_none(words: list[str]) -> None:
    scores = encoder().probabilities(words)
    assert scores.shape == (len(words), len(LABELS))
    assert numpy.allclose(scores.sum(1), 1, atol=1e-3)
