"""Corrections as they stand in the file and on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.correct import correction as corrections
from claimgraph.correct.correction import Correction
from claimgraph.errors import CorrectionError

ENTRY = '[[correction]]\ndo = "rename"\nentity = "a"\nname = "X"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[correction]", "not valid TOML"),
        ("correction = 5", "no list of tables"),
        ('correction = ["merge"]', "no list of tables"),
        ('[[correction]]\ndo = "marry"', "correction 1 has do = 'marry'; known: merge"),
        ("[[correction]]\ndo = []", r"correction 1 has do = \[\]; known: merge"),
        ('[[correction]]\ndo = "rename"\nentity = "a"', r"correction 1 \(rename\) has no 'name'"),
        (ENTRY + '[[correction]]\ndo = "rename"\nentity = ["a", "b"]\nname = "X"', r"correction 2 .* it takes one"),
        ('[[correction]]\ndo = "merge"\nentities = ["a", "a"]', "has 1 entities; it takes two or more"),
        ('[[correction]]\ndo = "apart"\nentities = ["a", "b", "c"]', "has 3 entities; it takes two"),
        ('[[correction]]\ndo = "reject"\ntarget = 7', "has target = 7; it takes a string"),
        (ENTRY + "seen = [1]", "has seen = .*; it takes a string, or a list of strings"),
        (ENTRY + "when = 12", "has when = 12; it takes a day"),
    ],
)
def test_a_broken_file_is_named_with_the_entry(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "c.toml").write_text(text)
    with pytest.raises(CorrectionError, match=message):
        corrections.load(tmp_path / "c.toml")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(CorrectionError, match=r"c\.toml: not in UTF-8"):
        corrections.load(tmp_path / "c.toml")


@pytest.mark.parametrize("day", ["2026-03-04", '"2026-03-04"', "2026-03-04T10:00:00Z"])
def test_a_day_is_read_however_it_is_written(day: str, tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text(f"{ENTRY}when = {day}\n")
    assert [c.when for c in corrections.load(tmp_path / "c.toml")] == ["2026-03-04"]


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


@pytest.mark.parametrize(
    ("verb", "words", "message"),
    [
        ("merge", ["A"], "merge got 1 words; it takes: merge A B"),
        ("merge", ["A", "A"], "merge got 'A' twice"),
        ("rename", ["A", " "], "rename got no word after 'A'"),
    ],
)
def test_missing_words_are_said_with_what_is_needed(verb: str, words: list[str], message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        corrections.make(verb, words, "", str)
