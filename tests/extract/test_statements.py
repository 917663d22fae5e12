"""Statements set out by layout, and lines that begin with a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.state import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Angela Merkel: Our commitment is to rebuild the old harbor.", ["Angela Merkel"]),
        ("Chancellor Angela Merkel: Our commitment is to rebuild the old harbor.", ["Angela Merkel"]),
        (
            "Angela Merkel said in a statement:\n\nThe old harbor will be rebuilt by the spring.\n\nWe thank you.\n",
            ["Angela Merkel"],
        ),
        ("Programme: a walk through the old harbor of the town.", []),
        ("Jerome (Latin: Hieronymus of the old harbor) was a priest.", []),
    ],
)
def test_statements(read_text: Read, text: str, expected: list[str]) -> None:
    reading = read_text(text)
    assert [reading.nodes[q.speaker].name for q in reading.quotations] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The bank paid a fine on Monday to settle claims that it misled investors.",
        "Orteka Steel faces allegations that it dumped oil in the river.",
        "Police are investigating a complaint that Ola Berg beat his dog.",
    ],
)
def test_who_meets_a_claim_has_not_made_it(read_text: Read, text: str) -> None:
    assert read_text(text).quotations == []


def test_who_makes_a_claim_says_it(read_text: Read) -> None:
    (quotation,) = read_text("Eva Lund repeated her allegation that the vote was rigged.").quotations
    assert quotation.span.text == "the vote was rigged"


def test_what_brings_somebody_into_the_final_says_nothing(read_text: Read) -> None:
    assert (
        read_text("A late goal by Nuno Duarte put Norsk Union into the final at the expense of Brann.").quotations == []
    )


def test_the_author_of_a_report_speaks_in_it(read_text: Read) -> None:
    text = "Witnesses saw nothing. According to a report by the audit office, her brother was paid 900 crowns."
    assert [(r.nodes[q.speaker].name) for r in [read_text(text)] for q in r.quotations] == ["audit office"]
