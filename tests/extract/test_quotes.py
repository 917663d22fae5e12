"""Stretches between quotation marks of all kinds."""

from __future__ import annotations

import pytest
import spacy

from claimgraph.extract.quotes import quoted_stretches


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ('He said "go home" twice.', ["go home"]),
        ("He said “go home” twice.", ["go home"]),
        ("He said « go home » twice.", ["go home"]),
        ("He said “she cried ‘never’ again” twice.", ["she cried ‘never’ again"]),
        ('An open " mark stays open.', []),
        ("“One.\n“Two.” End.", ["One.", "Two."]),
        ("The dogs' owners' club met.", []),
    ],
)
def test_stretches(text: str, stretches: list[str]) -> None:
    doc = spacy.blank("en")(text)
    assert [doc[s.start : s.end].text for s in quoted_stretches(doc)] == stretches
