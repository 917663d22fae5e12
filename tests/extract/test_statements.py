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
