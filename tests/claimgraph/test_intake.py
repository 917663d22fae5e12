"""One text in several files: it goes by the first name, whatever order they came in, and stays while one holds it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from claimgraph import builder
from claimgraph.builder import build
from claimgraph.folder import Folder
from claimgraph.model import Extraction
from claimgraph.settings import Settings
from claimgraph.workers import Read


@pytest.fixture(autouse=True)
def nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read in a text is of no matter here."""

    def load(settings: Settings) -> Read:
        return lambda source: Extraction(source.id)

    monkeypatch.setattr(builder, "load_parser", load)
    monkeypatch.setattr(builder, "extract", lambda read, sources: map(read, sources))


def texts(kg: Path) -> dict[str, str]:
    return {record.source.text: record.source.name for record in Folder.open(kg).records()}


@pytest.mark.parametrize("order", list(itertools.permutations(["a.txt", "b.txt", "c.txt"])))
def test_a_text_goes_by_its_first_name(tmp_path: Path, order: tuple[str, ...]) -> None:
    for name in order:
        (tmp_path / name).write_text("The same.", "utf-8")
        build([tmp_path / name], tmp_path / "kg")
    whole = {path.name: path.read_bytes() for path in (tmp_path / "kg" / "sources").iterdir()}
    build([tmp_path / name for name in order], tmp_path / "kg2")
    assert {path.name: path.read_bytes() for path in (tmp_path / "kg2" / "sources").iterdir()} == whole
    assert texts(tmp_path / "kg") == {"The same.": "a.txt"}


@pytest.mark.parametrize("all_given", [True, False])
def test_a_text_stays_while_one_file_holds_it(tmp_path: Path, all_given: bool) -> None:
    reports, kg = tmp_path / "reports", tmp_path / "kg"
    reports.mkdir()
    for name in ("a.txt", "b.txt"):
        (reports / name).write_text("The same.", "utf-8")
    build([reports], kg)
    (reports / "a.txt").write_text("Another.", "utf-8")
    report = build([reports if all_given else reports / "a.txt"], kg)
    assert (report.withdrawn, texts(kg)) == ([], {"The same.": "b.txt", "Another.": "a.txt"})
    (reports / "b.txt").write_text("Yet another.", "utf-8")
    assert build([reports], kg).withdrawn == ["b.txt"]
    assert texts(kg) == {"Another.": "a.txt", "Yet another.": "b.txt"}


def test_a_line_that_moves_is_known_by_its_new_number(tmp_path: Path) -> None:
    lines = [f'{{"text": "Report number {number} tells of a fire in a mill."}}\n' for number in range(3)]
    wires = tmp_path / "wires.jsonl"
    wires.write_text(lines[0] + lines[1], "utf-8")
    build([wires], tmp_path / "kg")
    wires.write_text(lines[2] + lines[1], "utf-8")
    report = build([wires], tmp_path / "kg")
    assert (len(report.read), len(report.withdrawn)) == (1, 1)
    build([wires], tmp_path / "fresh")
    assert texts(tmp_path / "kg") == texts(tmp_path / "fresh")
