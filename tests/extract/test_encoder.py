"""The encoder: windows, shapes, probabilities."""

from __future__ import annotations

import numpy
import pytest

from claimgraph.extract.encoder import LABELS, SHAPES, WINDOW, encoder, shape_of, windows


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
    scores = encoder().probabilities("Maria Keller left Oslo on Monday .".split() * 60)
    assert scores.shape == (420, len(LABELS))
    assert numpy.allclose(scores.sum(1), 1, atol=1e-3)


@pytest.mark.parametrize("words", [[], [""], ["\u200b"], ["x" * 100_000], ["(" * 500] * 300])
def test_words_that_are_none(words: list[str]) -> None:
    scores = encoder().probabilities(words)
    assert scores.shape == (len(words), len(LABELS))
    assert numpy.allclose(scores.sum(1), 1, atol=1e-3)
