"""The corrections file: what a person wrote in it stays as it is, whatever is added or taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.correct import correction as corrections
from claimgraph.correct.correction import Correction
from claimgraph.correct.file import append, take_back
from claimgraph.errors import CorrectionError

GIVEN = [
    Correction("merge", ("org/a", "org/b"), why="same", seen=("one.txt#00000000: A", "two.txt#11111111: B")),
    Correction("apart", ("org/a", "org/b"), seen=("one.txt: A", "two.txt: B"), by="Ann", when="2026-03-04"),
    Correction("split", ("org/a", "one.txt", "two.txt")),
    Correction("rename", ("org/a",), 'The "A"\n\\', when="last week"),
    Correction("retype", ("org/a",), "Place"),
    Correction("reject", ("claim/12",)),
    Correction("confirm", ("org/a",)),
]
WRITTEN = '''# Mine.

# The first, of course.
[[correction]]   # a header
do = "merge"     # why not
# within
entities = ['org/a', "org/b"]
why = """
[[correction]]
# no comment"""

# On the second.
[[ correction ]]
do = "reject"
target = "claim/1"

# The end.'''


def test_corrections_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    append(path, GIVEN[:3])
    append(path, GIVEN[3:])
    assert corrections.load(path) == GIVEN
    assert path.read_text("utf-8").startswith("# Corrections: what people decided")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_a_person_wrote_survives(ending: str, tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    written = WRITTEN.replace("\n", ending)
    path.write_bytes(written.encode())
    append(path, GIVEN)
    text = path.read_bytes().decode()
    assert text.startswith(written)
    for _ in GIVEN:
        take_back(path, 3)
    assert path.read_bytes().decode().rstrip() == written
    gone = take_back(path, 1)
    assert gone.targets == ("org/a", "org/b")
    left = path.read_bytes().decode()
    assert [c.do for c in corrections.load(path)] == ["reject"]
    assert left.split() == (written[: written.index("[[")] + written[written.index("# On the") :]).split()


@pytest.mark.parametrize(("number", "message"), [(0, "no correction 0"), (8, "no correction 8; it has 7")])
def test_what_is_not_there_is_not_taken_back(number: int, message: str, tmp_path: Path) -> None:
    append(tmp_path / "c.toml", GIVEN)
    with pytest.raises(CorrectionError, match=message):
        take_back(tmp_path / "c.toml", number)


def test_a_file_laid_out_otherwise_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text('correction = [{ do = "reject", target = "a" }]\n')
    for edit in (lambda: append(path, GIVEN), lambda: take_back(path, 1)):
        with pytest.raises(CorrectionError, match=r"\[\[correction\]\]|TOML"):
            edit()
    assert path.read_text() == 'correction = [{ do = "reject", target = "a" }]\n'
