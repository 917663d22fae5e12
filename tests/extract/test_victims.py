"""Who is named among the dead, the injured and the arrested of what was told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.state import Reading

Read = Callable[..., Reading]


def patients(reading: Reading, kind: str) -> set[str]:
    """The names of the patients of the event of a class."""
    event = next(event for event in reading.events if event.type == kind)
    return {reading.nodes[p.node].name for p in event.participants if p.role == "patient"}


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        (
            "A bomb killed nine people in Bergen on Monday. Two buses burned. The dead included Kim Lee and Eva Lund.",
            "Killing",
            {"Kim Lee", "Eva Lund"},
        ),
        ("A bus crashed near Bergen on Monday, killing nine. Among the dead was Kim Lee.", "Accident", {"Kim Lee"}),
        ("A gunman killed a woman in Bergen on Monday. Police named the victim as Eva Lund.", "Killing", {"Eva Lund"}),
        ("A gunman killed a woman in Bergen on Monday. The victim was named as Eva Lund.", "Killing", {"Eva Lund"}),
        ("A gunman killed a woman in Bergen on Monday. The victim, Eva Lund, was a nurse.", "Killing", {"Eva Lund"}),
        ("A gunman killed a woman in Bergen on Monday. The killer, Jo Berg, is a nurse.", "Killing", set()),
        ("A gunman killed a nurse in Bergen on Monday. The nurse, Eva Lund, was 45.", "Killing", {"Eva Lund"}),
        ("A gunman killed a nurse in Bergen on Monday. The doctor, Eva Lund, was 45.", "Killing", set()),
        ("Police arrested nine people on Monday. The detained include Jo Berg.", "Arrest", {"Jo Berg"}),
        ("Police arrested nine people on Monday. One of the detainees was Jo Berg.", "Arrest", {"Jo Berg"}),
        ("Police arrested nine people on Monday. Among the dead was Jo Berg.", "Arrest", set()),
        ("Rain and a flood hit Bergen on Monday. Among the dead was the mayor, Jo Berg.", "Disaster", {"Jo Berg"}),
        ("A ferry sank on Monday. The victims were Kim Lee and Jo Berg.", "Accident", {"Kim Lee", "Jo Berg"}),
    ],
)  # fmt: skip
def test_the_named_are_patients_of_what_was_told(read_text: Read, text: str, kind: str, names: set[str]) -> None:
    assert patients(read_text(text, published="2021-05-05"), kind) == names


def test_the_killed_have_a_victim_in_their_relations(read_text: Read) -> None:
    reading = read_text("A gunman killed a woman in Bergen on Monday. The victim was named as Eva Lund.")
    assert [reading.nodes[r.subject].name for r in reading.relations if r.predicate == "victimOf"] == ["Eva Lund"]
