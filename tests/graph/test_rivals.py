"""Which values can be one, and which contradict each other."""

from __future__ import annotations

import pytest

from claimgraph.graph.rivals import bounds, compatible_figures, compatible_intervals, one_count, overlapping, part_of
from claimgraph.model import Claim, Evidence, Figure, Interval


def figure(value: float, qualifier: str = "exactly", unit: str | None = None) -> Figure:
    return Figure("killed", value, qualifier, unit)


@pytest.mark.parametrize(
    ("left", "right", "compatible"),
    [
        (figure(30000), figure(30000, "more than"), True),
        (figure(31000), figure(30000, "more than"), True),
        (figure(31000), figure(30000, "up to"), False),
        (figure(100), figure(105, "about"), True),
        (figure(900, "about"), figure(300), False),
        (figure(30000), figure(1000, "thousands of"), False),
        (figure(12), figure(14), False),
        (figure(7, unit="USD"), figure(900, unit="EUR"), True),
    ],
)
def test_figures(left: Figure, right: Figure, compatible: bool) -> None:
    assert compatible_figures(left, right) is compatible_figures(right, left) is compatible


@pytest.mark.parametrize(
    ("given", "least", "most"),
    [
        (figure(12), 12, 12),
        (figure(100, "about"), 90, 110),
        (figure(5, "up to"), 0, 5),
        (figure(100, "hundreds of"), 100, 1000),
    ],
)
def test_bounds(given: Figure, least: float, most: float) -> None:
    assert bounds(given) == pytest.approx((least, most))


@pytest.mark.parametrize(
    ("left", "right", "compatible"),
    [
        (Interval("1980-08-01", "1980-08-31", "month"), Interval("1980-08-14", "1980-08-14"), True),
        (Interval("1980-08-13", "1980-08-13"), Interval("1980-08-14", "1980-08-14"), False),
        (Interval("1980-08-01", None), Interval("1981-01-01", "1981-01-01"), True),
        (Interval(None, "1980-08-01"), Interval("1981-01-01", "1981-01-01"), False),
    ],
)
def test_times(left: Interval, right: Interval, compatible: bool) -> None:
    assert compatible_intervals(left, right) is compatible_intervals(right, left) is compatible


def at(start: int, end: int, source: str = "s", value: float = 1, speaker: str | None = None) -> Claim:
    return Claim("event/1", "figure", figure(value), Evidence(source, start, end, "rule", 1.0), speaker=speaker)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [((0, 5), (4, 9), True), ((0, 5), (5, 9), False), ((0, 9), (3, 4), True), ((0, 5), (0, 5, "t"), False)],
)
def test_evidence_overlaps(left: tuple[int, int], right: tuple[int, int], expected: bool) -> None:
    assert overlapping(at(*left).evidence, at(*right).evidence) is expected
    assert overlapping(at(*right).evidence, at(*left).evidence) is expected


TEXT = "Of 40 dead, 12 were nuns; 40 dead, among them 9 monks. Of them, 3 were old."


@pytest.mark.parametrize(
    ("words", "value", "part"), [("9 monks", 9, True), ("3 were", 3, False), ("9 monks", 90, False)]
)
def test_a_part_stands_in_the_sentence_of_its_whole(words: str, value: float, part: bool) -> None:
    start = TEXT.index(words)
    whole = TEXT.index("40 dead, among")
    claims = at(start, start + len(words), value=value), at(whole, whole + 7, value=40)
    assert part_of(*claims, TEXT) is part
    assert part_of(claims[1], claims[0], TEXT) is False
    assert one_count(*claims, TEXT) is one_count(claims[1], claims[0], TEXT) is part


def test_two_voices_give_no_one_count() -> None:
    assert one_count(at(0, 2), at(1, 3), "10-20") is True
    assert one_count(at(0, 2), at(1, 3, speaker="org/police"), "10-20") is False
    assert one_count(at(0, 2), at(1, 3, "t"), "10-20") is False
