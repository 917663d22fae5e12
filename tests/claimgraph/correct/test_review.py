"""Review: open questions on a terminal and in a pipe, and what is settled stays settled."""

from __future__ import annotations

import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from claimgraph.cli import main
from claimgraph.content import content_of
from claimgraph.correct import correction as corrections
from claimgraph.correct.review import questions
from claimgraph.folder import Folder

REPORTS = {
    "one.txt": "Peter Hansen joined the strike in Bergen on 4 May 1998. Peter Hansen was arrested.\n",
    "two.txt": "Peter Hanson joined the march in Malta on 9 June 2004. Peter Hanson was injured.\n",
}


@pytest.fixture
def kg(tmp_path: Path) -> Path:
    """A graph in which two names may be one person's."""
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    assert main(["build", *(str(tmp_path / name) for name in REPORTS), "-o", str(tmp_path / "kg")]) == 0
    return tmp_path / "kg"


def people(kg: Path) -> list[str]:
    entities = content_of(Folder.open(kg)).resolution.entities.values()
    return sorted(entity.name for entity in entities if entity.kind == "Person")


def on_a_terminal(kg: Path, answers: str) -> str:
    """What ``claimgraph review`` shows on a terminal on which somebody types the answers."""
    master, slave = pty.openpty()
    os.write(master, answers.encode())
    command = [sys.executable, "-m", "claimgraph", "review", str(kg)]
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        shown = b""
        try:
            while chunk := os.read(master, 4096):
                shown += chunk
        except OSError:  # how Linux says that the other end is closed
            pass
    os.close(master)
    assert process.returncode == 0, shown
    return shown.decode()


def in_a_pipe(kg: Path) -> list[str]:
    command = [sys.executable, "-m", "claimgraph", "review", str(kg)]
    return subprocess.run(command, capture_output=True, text=True, check=True, input="").stdout.splitlines()


@pytest.mark.parametrize(
    ("answer", "verb", "left"),
    [("s\n", "merge", ["Peter Hansen"]), ("nonsense\nd\n", "apart", ["Peter Hansen", "Peter Hanson"])],
)
def test_an_answer_on_a_terminal_becomes_a_correction(answer: str, verb: str, left: list[str], kg: Path) -> None:
    shown = on_a_terminal(kg, answer)
    assert "same consonants" in shown
    assert "joined the strike" in shown
    assert [c.do for c in corrections.load(kg / "corrections.toml")] == [verb]
    assert people(kg) == left
    assert in_a_pipe(kg) == []


def test_a_skipped_question_comes_again(kg: Path) -> None:
    on_a_terminal(kg, "\n")
    assert corrections.load(kg / "corrections.toml") == []
    assert len(in_a_pipe(kg)) == 1


def test_in_a_pipe_each_line_is_a_command_that_settles(kg: Path) -> None:
    (line,) = in_a_pipe(kg)
    assert "joined the march" in line
    words = shlex.split(line, comments=True)
    assert words[:4] == ["claimgraph", "correct", str(kg), "merge"]
    assert main(words[1:]) == 0
    assert in_a_pipe(kg) == []
    assert people(kg) == ["Peter Hansen"]


def test_what_is_kept_apart_stays_so_when_a_later_report_would_tie_it(kg: Path, tmp_path: Path) -> None:
    assert main(["correct", str(kg), "apart", "Peter Hansen", "Peter Hanson"]) == 0
    (tmp_path / "known.csv").write_text(
        "name,aliases,kind,iri\nPeter Hansen,Peter Hanson,person,https://example.org/1\n", "utf-8"
    )
    (tmp_path / "three.txt").write_text("Peter Hansen spoke in Oslo on 3 March 2006.\n", "utf-8")
    known = ["--known", str(tmp_path / "known.csv")]
    assert main(["add", str(kg), str(tmp_path / "three.txt"), *known]) == 0
    content = content_of(Folder.open(kg))
    assert len({i for key, i in content.resolution.ids.items() if i.startswith("person/") and key[0]}) == 2
    assert not list(questions(content))
