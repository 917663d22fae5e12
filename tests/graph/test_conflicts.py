"""Rival values stand side by side with who gives them; compatible ones are no conflict."""

from __future__ import annotations

import pytest

from claimgraph.graph.conflicts import conflicts
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.rivals import compatible_figures, compatible_intervals
from claimgraph.model import Claim, Entity, Evidence, Extraction, Figure, Grounding, Interval, Reference


def figure(value: float, qualifier: str = "exactly") -> Figure:
    return Figure("killed", value, qualifier)


@pytest.mark.parametrize(
    ("left", "right", "compatible"),
    [
        (figure(30000), figure(30000, "more than"), True),
        (figure(31000), figure(30000, "more than"), True),
        (figure(100), figure(105, "about"), True),
        (figure(900, "about"), figure(300), False),
        (figure(30000), figure(1000, "thousands of"), False),
        (figure(12), figure(14), False),
    ],
)
def test_figures(left: Figure, right: Figure, compatible: bool) -> None:
    assert compatible_figures(left, right) is compatible_figures(right, left) is compatible


@pytest.mark.parametrize(
    ("left", "right", "compatible"),
    [
        (Interval("1980-08-01", "1980-08-31", "month"), Interval("1980-08-14", "1980-08-14"), True),
        (Interval("1980-08-13", "1980-08-13"), Interval("1980-08-14", "1980-08-14"), False),
        (Interval("1980-08-01", None), Interval("1981-01-01", "1981-01-01"), True),
    ],
)
def test_times(left: Interval, right: Interval, compatible: bool) -> None:
    assert compatible_intervals(left, right) is compatible_intervals(right, left) is compatible


def test_rival_figures_are_shown_with_who_says_them(kg: KnowledgeGraph) -> None:
    (conflict,) = kg.conflicts()
    assert (conflict.entity, conflict.about) == ("event/strike", "figures: participants")
    text = kg.conflicts_text()
    assert "about 900 participants" in text
    assert "State Gazette, citing Ministry of Ports (gazette.txt, 2021-03-06): “300 people”" in text


def test_explain_gives_words_voice_and_stance(kg: KnowledgeGraph) -> None:
    told = kg.explain("Ana Lund")
    assert "also called Ana Lund" in told
    assert "“Its head, Ána Lund”" in told
    assert "[denied]" in told
    assert "Lindon Courier; bulletin.txt" in told


GROUNDED = {
    "place/oslo": Entity("place/oslo", "Place", "Oslo", grounding=Grounding("city", "NO", 1)),
    "place/bergen": Entity("place/bergen", "Place", "Bergen", grounding=Grounding("city", "NO", 2)),
    "place/norway": Entity("place/norway", "Place", "Norway", grounding=Grounding("country", "NO", 3)),
}


@pytest.mark.parametrize(
    ("left", "right", "rival"), [("oslo", "bergen", True), ("oslo", "norway", False), ("oslo", "oslo", False)]
)
def test_places(left: str, right: str, rival: bool) -> None:
    extractions = [
        Extraction(s, claims=(Claim("event/1", "place", Reference(f"place/{p}"), Evidence(s, 0, 4, "rule", 1.0)),))
        for s, p in (("s1", left), ("s2", right))
    ]
    assert [c.about for c in conflicts(extractions, GROUNDED)] == (["places"] if rival else [])


def test_parts_of_one_count_are_no_rivals() -> None:
    found = Evidence("s1", 0, 16, "rule", 1.0)
    claims = tuple(Claim("event/1", "figure", Figure("votes", n), found) for n in (462, 844))
    assert conflicts([Extraction("s1", claims=claims)], {}) == []
