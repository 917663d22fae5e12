"""Corrections: written, read back, replayed, and reported when they no longer apply."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph import corrections
from claimgraph.corrections import Correction
from claimgraph.errors import CorrectionError
from claimgraph.extract.resolve import resolve
from claimgraph.model import Claim, Entity, Evidence, Extraction, Reference, Text
from claimgraph.ontology.iris import claim_id

FOUND = {s: Evidence(s, 0, 5, "rule", 0.5) for s in ("s1", "s2")}
EXTRACTIONS = [
    Extraction(
        "s1",
        (Entity("n1", "Organization", "Green Union"), Entity("n2", "Person", "Ann Lee")),
        claims=(Claim("n2", "leaderOf", Reference("n1"), FOUND["s1"]),),
    ),
    Extraction(
        "s2",
        (Entity("n1", "Organization", "The Greens"), Entity("n2", "Person", "Ann Lee")),
        claims=(Claim("n2", "positionHeld", Text("mayor"), FOUND["s2"]),),
    ),
]
NAMES = {"s1": "one.txt", "s2": "two.txt"}


def corrected(*given: Correction) -> tuple[dict[str, Entity], list[Claim], list[str]]:
    resolution, extractions, problems = corrections.apply(resolve(EXTRACTIONS), EXTRACTIONS, NAMES, given)
    return resolution.entities, [claim for x in extractions for claim in x.claims], problems


def test_merge_makes_one_of_two() -> None:
    entities, _, problems = corrected(Correction("merge", ("org/green-union", "org/greens")))
    assert problems == []
    assert entities["org/green-union"].aliases == ("The Greens",)
    assert "org/greens" not in entities


def test_split_takes_a_source_apart() -> None:
    entities, claims, _ = corrected(Correction("split", ("person/ann-lee", "two.txt")))
    people = [e for e in entities.values() if e.kind == "Person"]
    assert len(people) == 2
    assert {claim.subject for claim in claims} == {person.id for person in people}


def test_rename_keeps_the_old_name_as_an_alias() -> None:
    entities, _, _ = corrected(Correction("rename", ("person/ann-lee",), "Ann B. Lee"))
    assert (entities["person/ann-lee"].name, entities["person/ann-lee"].aliases) == ("Ann B. Lee", ("Ann Lee",))


def test_retype_changes_the_kind() -> None:
    entities, _, _ = corrected(Correction("retype", ("org/greens",), "Place"))
    assert (entities["org/greens"].kind, entities["org/greens"].type) == ("Place", "Place")


def test_a_rejected_entity_takes_its_claims_along() -> None:
    entities, claims, _ = corrected(Correction("reject", ("person/ann-lee",)))
    assert "person/ann-lee" not in entities
    assert claims == []


def test_a_rejected_claim_goes_alone_and_a_confirmed_one_is_certain() -> None:
    _, claims, _ = corrected()
    left, right = claims
    _, claims, _ = corrected(Correction("reject", (claim_id(left),)), Correction("confirm", (claim_id(right),)))
    assert [(c.predicate, c.evidence.score) for c in claims] == [("positionHeld", 1.0)]


def test_a_correction_that_no_longer_applies_is_reported_and_the_rest_goes_on() -> None:
    entities, _, problems = corrected(
        Correction("rename", ("person/nobody",), "X"), Correction("rename", ("person/ann-lee",), "Y")
    )
    assert problems == ["correction rename person/nobody 'X': no entity 'person/nobody' in this graph any more"]
    assert entities["person/ann-lee"].name == "Y"


def test_corrections_come_back_as_they_were_saved(tmp_path: Path) -> None:
    given = [
        Correction("merge", ("org/a", "org/b"), why="same"),
        Correction("apart", ("org/a", "org/b"), "one.txt: A\ntwo.txt: B"),
        Correction("split", ("org/a", "one.txt", "two.txt")),
        Correction("rename", ("org/a",), "The “A”"),
        Correction("retype", ("org/a",), "Place"),
        Correction("reject", ("claim/12",)),
        Correction("confirm", ("org/a",)),
    ]
    corrections.save(tmp_path / "c.toml", given)
    assert corrections.load(tmp_path / "c.toml") == given


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[correction]", "not valid TOML"),
        ('[[correction]]\ndo = "marry"', "correction 1 has do = 'marry'; known: merge"),
        ('[[correction]]\ndo = "rename"\nentity = "a"', r"correction 1 \(rename\) has no 'name'"),
    ],
)
def test_a_broken_file_is_named_with_the_entry(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "c.toml").write_text(text)
    with pytest.raises(CorrectionError, match=message):
        corrections.load(tmp_path / "c.toml")


@pytest.mark.parametrize(
    ("verb", "words", "expected"),
    [
        ("merge", ["A", "B"], Correction("merge", ("id/A", "id/B"))),
        ("split", ["A", "one.txt"], Correction("split", ("id/A", "one.txt"))),
        ("rename", ["A", "New Name"], Correction("rename", ("id/A",), "New Name")),
        ("reject", ["claim/9"], Correction("reject", ("claim/9",))),
    ],
)
def test_words_of_the_command_line_become_a_correction(verb: str, words: list[str], expected: Correction) -> None:
    assert corrections.make(verb, words, "", lambda name: f"id/{name}") == expected


def test_missing_words_are_said_with_what_is_needed() -> None:
    with pytest.raises(CorrectionError, match="merge got 1 words; it takes: merge A B"):
        corrections.make("merge", ["A"], "", str)
