"""How facts of KnowledgeNet are counted."""

from __future__ import annotations

import pytest

from benchmarks.knowledgenet import Counts, Triple, pooled, score

PASSAGE = {
    "exhaustivelyAnnotatedProperties": ["CEO", "FOUNDED_BY"],
    "facts": [
        {"propertyName": "CEO", "subjectStart": 0, "subjectEnd": 9, "objectStart": 20, "objectEnd": 30},
        {"propertyName": "CEO", "subjectStart": 40, "subjectEnd": 42, "objectStart": 20, "objectEnd": 30},
    ],
}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], Counts(0, 2, 0)),
        ([("CEO", (0, 9), (20, 30))], Counts(1, 1, 0)),
        ([("CEO", (8, 12), (29, 33))], Counts(1, 1, 0)),  # sharing a character is enough
        ([("CEO", (9, 12), (20, 30))], Counts(0, 2, 1)),
        ([("CEO", (0, 42), (20, 30))], Counts(2, 0, 0)),  # one may serve several
        ([("CEO", (20, 30), (0, 9))], Counts(0, 2, 1)),
        ([("FOUNDED_BY", (0, 9), (20, 30))], Counts(0, 2, 1)),
        ([("SPOUSE", (0, 9), (20, 30))], Counts(0, 2, 0)),  # nobody annotated spouses here
        ([("CEO", (0, 9), (20, 30)), ("CEO", (0, 9), (20, 30))], Counts(1, 1, 0)),
    ],
)
def test_facts_are_counted_as_the_set_counts_them(found: list[Triple], expected: Counts) -> None:
    assert pooled(score([PASSAGE], [found]).values()) == expected
