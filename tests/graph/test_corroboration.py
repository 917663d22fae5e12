"""The stated formula, and what counts as a voice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.graph.corroboration import against, combined, kind_of, reading, support_of
from claimgraph.graph.independence import Independence
from claimgraph.model import Claim, Evidence, Figure, Interval, Quotation, Reference, Source, Term, Value

SCORES = st.lists(st.floats(0, 1), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], 0.0),
        ([0.7], 0.7),
        ([0.7, 0.6], 1 - 0.3 * (1 - 0.5 * 0.6)),
        ([0.5, 0.7, 0.6], 1 - 0.3 * (1 - 0.5 * 0.6) * (1 - 0.5 * 0.5)),
        ([1.0, 0.2], 1.0),
    ],
)
def test_the_formula(scores: list[float], expected: float) -> None:
    assert combined(scores) == pytest.approx(expected)


@given(SCORES, st.floats(0, 1))
def test_a_further_voice_never_lessens_and_never_makes_sure(scores: list[float], more: float) -> None:
    assert max(scores) - 1e-9 <= combined(scores) <= combined([*scores, more]) + 1e-9 <= 1 + 2e-9
    assert combined(scores) == pytest.approx(combined(scores[::-1]))


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_rival_takes_away_at_most_half(support: float, rival: float) -> None:
    assert support / 2 - 1e-9 <= against(support, rival) <= support


def told(*voices: tuple[str, str | None, float]) -> list[Claim]:
    """Claims of one thing: each by a source, a speaker and a score."""
    return [
        Claim("event/1", "figure", Figure("killed", 3), Evidence(source, 0, 3, "rule", score), speaker=speaker)
        for source, speaker, score in voices
    ]


@pytest.mark.parametrize(
    ("voices", "counts", "scores"),
    [
        ([("a", None, 0.8)], (1, 1, 1), [0.8]),
        ([("a", None, 0.8), ("a", None, 0.4)], (1, 1, 1), [0.8]),
        ([("a", None, 0.8), ("b", None, 0.6)], (2, 2, 2), [0.8, 0.6]),
        ([("a", "org/m", 0.8), ("b", "org/m", 0.6)], (2, 2, 1), [0.8]),
        ([("a", "org/m", 0.8), ("b", "org/n", 0.6)], (2, 2, 2), [0.8, 0.6]),
        ([("a", "org/m", 0.8), ("b", "org/m", 0.6), ("b", None, 0.6)], (2, 2, 2), [0.8, 0.6]),
    ],
)
def test_who_cites_one_speaker_is_one_voice(
    voices: list[tuple[str, str | None, float]], counts: tuple[int, int, int], scores: list[float]
) -> None:
    support = support_of(told(*voices), Independence({}, {}), ["2021-03-06", None, "2021-03-04"])
    assert (support.sources, support.independent, support.voices) == counts
    assert support.confidence == pytest.approx(combined(reading(told(("a", None, s))[0]) for s in scores))
    assert (support.earliest, support.latest) == ("2021-03-04", "2021-03-06")


def test_a_copy_adds_nothing() -> None:
    text = (
        "Three people were killed when the crane of the eastern quay fell on Monday morning, the harbor master said. "
        * 3
    )
    sources = [Source.of(name, text + name, publisher=name) for name in ("one", "two")]
    claims = told(*((source.id, None, 0.8) for source in sources))
    support = support_of(claims, Independence.of(sources))
    assert (support.sources, support.independent) == (2, 1)
    assert support.confidence == pytest.approx(reading(claims[0]))


@pytest.mark.parametrize(
    ("predicate", "value", "kind"),
    [
        ("type", Term("Protest"), "type"),
        ("time", Interval("2021-03-04", "2021-03-04"), "time"),
        ("organizer", Reference("org/a"), "participant"),
        ("figure", Figure("killed", 3), "figure"),
        ("said", Quotation("We stay."), "quotation"),
        ("leaderOf", Reference("org/a"), "relation"),
    ],
)
def test_every_kind_has_a_curve_that_does_not_fall(predicate: str, value: Value, kind: str) -> None:
    claims = [Claim("event/1", predicate, value, Evidence("a", 0, 1, "rule", s)) for s in (0.0, 0.2, 0.5, 0.9, 1.0)]
    assert {kind_of(claim) for claim in claims} == {kind}
    likely = [reading(claim) for claim in claims]
    assert likely == sorted(likely) and 0 < likely[0] <= likely[-1] < 1
