"""Clauses as propositions: whom they are about, in which words, and what ends them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.extract.openclauses import propositions


def told(nlp: Language, text: str) -> set[str]:
    """The propositions of a text, with bars between their parts."""
    doc = nlp(text)
    return {" | ".join((p.subject.text, p.worded, p.object.text)) for p in propositions(doc)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The baker closed the old shop in 1974.", "The baker | closed | the old shop"),
        ("The baker closed the old shop in 1974.", "The baker | closed the old shop in | 1974"),
        ("She became a member of the city council.", "She | became a member of | the city council"),
        ("The bridge was painted by two students.", "The bridge | was painted by | two students"),
        ("Two painters and a poet rented the barn.", "a poet | rented | the barn"),
        ("The choir sang a hymn and two ballads.", "The choir | sang | two ballads"),
        ("The farmer sold the mill and bought a tractor.", "The farmer | bought | a tractor"),
        ("The teacher gave the girl a book.", "The teacher | gave the girl | a book"),
        ("The pilot who landed the plane thanked the crew.", "The pilot | landed | the plane"),
        ("The houses that the storm destroyed were empty.", "the storm | destroyed | The houses"),
        ("The town lost a church built by miners.", "a church | built by | miners"),
        ("The clerk tried to open the safe.", "The clerk | tried to open | the safe"),
        ("The divers were able to reach the wreck.", "The divers | were able to reach | the wreck"),
        ("The coach was said to have hidden the letters.", "The coach | was said to have hidden | the letters"),
        ("The guards were dismissed after losing the keys.", "The guards | were dismissed after | losing the keys"),
        ("The nurse stood in front of the gate.", "The nurse | stood in front of | the gate"),
        ("The museum opened last year.", "The museum | opened | last year"),
        ("Paul Orme, a clockmaker, repaired the tower.", "Paul Orme | be | a clockmaker"),
        ("Visitors admired Ellen Marsh's garden.", "Ellen Marsh | have | garden"),
    ],
)
def test_a_clause_has_its_arguments(nlp: Language, text: str, expected: str) -> None:
    assert expected in told(nlp, text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("For example, the baker closed the shop.", "example"),
        ("The mayor described the need for mending roads.", "mayor | mending"),
        ("The divers were able to reach the wreck.", "| able"),
        ("There was a fire in the barn.", "There |"),
        ("He recalled the day the train left.", "left | the day"),
        ("She loved the town where he was a baker.", "| was | the town"),
    ],
)
def test_what_is_no_proposition(nlp: Language, text: str, part: str) -> None:
    assert not [each for each in told(nlp, text) if part in each]


@pytest.mark.parametrize(
    "text",
    [
        "Bakers and " * 60 + "cooks made " + "bread and " * 60 + "soup.",
        "He saw " + "the head of " * 90 + "the team.",
        "Ana and " * 140 + "Bo left the room.",
    ],
    ids=["each with each", "nested", "coordinated"],
)
def test_endless_sentences_end(nlp: Language, text: str) -> None:
    """A bound holds for what a clause tells: neither its square nor the depth of the stack."""
    assert len(told(nlp, text)) <= 1000
