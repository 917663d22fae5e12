"""Rival values stand side by side with who gives them; compatible ones are no conflict."""

from __future__ import annotations

import pytest

from claimgraph.graph.conflicts import conflicts
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.model import Claim, Entity, Evidence, Extraction, Figure, Grounding, Reference, Source


def test_rival_figures_are_shown_with_who_says_them(kg: KnowledgeGraph) -> None:
    (conflict,) = kg.conflicts()
    assert (conflict.entity, conflict.about) == ("event/strike", "figures: participants")
    text = kg.conflicts_text()
    assert "about 900 participants" in text
    said = "“A strike in Port Lindon drew 300 people, the Ministry of Ports said.”"
    assert f"State Gazette, citing Ministry of Ports (gazette.txt, 2021-03-06): {said}" in text


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
    assert [c.about for c in conflicts([], extractions, GROUNDED)] == (["places"] if rival else [])


def told(text: str, *figures: tuple[str, int, str | None]) -> list[list[str]]:
    """The rival values of a text; each figure is the words that give it, its value and its speaker."""
    source = Source.of("a.txt", text)
    claims = []
    for words, value, speaker in figures:
        start = text.index(words)
        evidence = Evidence(source.id, start, start + len(words), "rule", 1.0)
        claims.append(Claim("event/1", "figure", Figure("killed", value), evidence, speaker=speaker))
    found = conflicts([source], [Extraction(source.id, claims=tuple(claims))], {})
    return [[position.value for position in conflict.values] for conflict in found]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Between 10 and 20 people died.", [("10", 10, None), ("20 people", 20, None)]),
        ("Between 10 and 20 people died.", [("10 and 20 people", 10, None), ("20 people", 20, None)]),
        ("Some 10 to 20 people died.", [("10", 10, None), ("20 people", 20, None)]),
        ("10–20 people died.", [("10", 10, None), ("20 people", 20, None)]),
        ("It killed 10 people, including 3 children.", [("10 people", 10, None), ("3 children", 3, None)]),
        ("It killed 10; no, 12 people, two of them nuns.", [("12 people", 12, None), ("two", 2, None)]),
        ("It killed 462 of 844 cattle.", [("462", 462, None), ("844 cattle", 844, None)]),
        (
            "It killed 40, including 9 miners, six guards and two cooks.",
            [("40", 40, None), ("9 miners", 9, None), ("six guards", 6, None), ("two cooks", 2, None)],
        ),
    ],
)
def test_parts_of_one_count_are_no_rivals(text: str, figures: list[tuple[str, int, str | None]]) -> None:
    assert told(text, *figures) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Police said 10 people died, organizers said 10,000.",
            [("10 people", 10, "org/police"), ("10,000", 10_000, "org/organizers")],
        ),
        (
            "Police said 10 people died, organizers said 10,000.",
            [("10 people", 10, None), ("10,000", 10_000, None)],
        ),
        (
            "Police said 10 and the union said 20 people died.",
            [("10 and the union said 20 people", 10, "org/police"), ("20 people", 20, "org/union")],
        ),
        ("Ten people died in the north. Including the south, 30 did.", [("Ten people", 10, None), ("30", 30, None)]),
        ("It killed 3, including, some say, 30 others.", [("3", 3, None), ("30 others", 30, None)]),
        ("10 people died and 20 people, by other accounts.", [("10 people", 10, None), ("20 people", 20, None)]),
    ],
)
def test_figures_of_one_sentence_can_be_rivals(text: str, figures: list[tuple[str, int, str | None]]) -> None:
    ((left, right),) = told(text, *figures)
    assert left != right


def test_a_part_rivals_no_other_count() -> None:
    text = "It killed 10 people, including 3 children. It killed 12 people."
    found = told(text, ("10 people", 10, None), ("3 children", 3, None), ("12 people", 12, None))
    assert found == [["10 killed", "12 killed"]]


@pytest.mark.parametrize(("score", "shown"), [(0.9, True), (0.02, False)])
def test_a_likely_misreading_opens_no_conflict(score: float, shown: bool) -> None:
    sources = [Source.of(name, "Reports differ.", publisher=name) for name in ("one", "two")]
    claims = [
        Claim("event/1", "figure", Figure("killed", value), Evidence(source.id, 0, 7, "rule", sure))
        for source, value, sure in zip(sources, (3, 30), (0.9, score), strict=True)
    ]
    extractions = [Extraction(claim.evidence.source, claims=(claim,)) for claim in claims]
    assert bool(conflicts(sources, extractions, {})) is shown
