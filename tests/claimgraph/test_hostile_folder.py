"""A folder full of traps: one line on standard error for each, a graph of the rest, nothing outside the folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from claimgraph.cli import main

REPORT = "BILBAO, 4 September 1976 - Dockers led by Ana Ruiz went on strike in Bilbao on Friday. Nobody was hurt."
NASTY: dict[str, str] = json.loads((Path(__file__).parents[1] / "nasty.json").read_text("utf-8"))
NAMES = ["-rf.txt", "a\nclaimgraph: all is well.txt", "\x1b[2J\x1b[31m.txt", "\u202etxt.exe.txt", "$(id) `id` ;#.txt"]
BROKEN = ["\x1b]0;x\x07.pdf", "two\nlines.docx", "\u202efdp.html"]


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder."""
    folder = tmp_path_factory.mktemp("traps")
    for number, name in enumerate(NAMES):
        (folder / name).write_text(f"{REPORT} It was day {number}.")
    for name in BROKEN:
        (folder / name).write_bytes(b"\xff\x00broken")
    (folder / os.fsdecode(b"\xff.txt")).write_bytes(b"\x00")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
    (folder / "loop.md").symlink_to("loop.md")
    articles = [
        {"text": f"{REPORT} {number}. {text}", "id": text, "title": text, "publisher": text, "url": text}
        for number, text in enumerate(NASTY.values())
    ]
    lines = [*map(json.dumps, articles), "{", '{"text": 5}', json.dumps({"text": REPORT, "id": "../../../out"})]
    (folder / "wire.jsonl").write_text("\n".join(lines))
    return folder


def test_a_folder_of_traps_is_built_and_shown(traps: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg, out = tmp_path / "kg", tmp_path / "out"
    assert main(["build", str(traps), "-o", str(kg)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert all(line.startswith("claimgraph: ") and line.isprintable() for line in told)
    assert len(told) == len(BROKEN) + 1 + hasattr(os, "mkfifo") + 1 + 2
    assert not any("all is well" in line or "Traceback" in line for line in told)
    assert main(["export", str(kg), "--format", "json", "-o", str(out)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kg", "out"]
    files = list(out.iterdir())
    assert len(files) == len(NAMES) + len(NASTY) + 1
    assert all(json.loads(path.read_text("utf-8"))["events"] for path in files)
    for command in (["query", str(kg), "--named", "sources"], ["explain", str(kg), "Ana Ruiz"], ["conflicts", str(kg)]):
        assert main(command) == 0
    shown = capsys.readouterr().out
    assert all(character.isprintable() or character == "\n" for character in shown)
    for wrong in (["explain", str(kg), "\x1b[31mnobody"], ["remove", str(kg), "\u202enone"]):
        assert main(wrong) == 2
    assert all(line.isprintable() for line in capsys.readouterr().err.splitlines())
