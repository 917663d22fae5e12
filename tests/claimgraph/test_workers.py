"""Documents that kill the process that reads them: named, set aside, and the rest goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from claimgraph import builder
from claimgraph.aside import begin, load
from claimgraph.builder import Report
from claimgraph.cli import main
from claimgraph.errors import ClaimgraphError, UsageError
from claimgraph.extract.read import read_file
from claimgraph.folder import Folder
from claimgraph.model import Extraction, Source
from claimgraph.workers import Failure, read_in_workers

HERE = str(Path(__file__).parent)


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """A module that workers can import."""
    monkeypatch.syspath_prepend(HERE)
    import deadly

    return getattr(deadly, "make")  # noqa: B009


def test_the_one_that_kills_is_known_and_the_rest_is_read(deadly: Callable[..., object], tmp_path: Path) -> None:
    texts = ["one", "kill", "two", f"once {tmp_path / 'tried'}", "leave", "fail", "three"]
    sources = [Source.of(f"{i}.txt", text) for i, text in enumerate(texts)]
    found = {source.name: outcome for source, outcome in read_in_workers(deadly, sources, 2)}
    assert {name: outcome.reason for name, outcome in found.items() if isinstance(outcome, Failure)} == {
        "1.txt": "it ended the process that read it (SIGKILL)",
        "4.txt": "it ended the process that read it (exit status 5)",
        "5.txt": "MemoryError",
    }
    assert {n for n, x in found.items() if isinstance(x, Extraction)} == {"0.txt", "2.txt", "3.txt", "6.txt"}


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("make_none", UsageError, "'xx' is not installed"),
        ("make_dead", ClaimgraphError, r"exit status 7.*fewer --jobs"),
    ],
)
def test_workers_that_cannot_start_are_no_documents_fault(
    deadly: object, name: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        list(read_in_workers(getattr(sys.modules["deadly"], name), [Source.of("a.txt", "one")], 1))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killer_is_set_aside_and_tried_again_only_when_asked(
    deadly: Callable[..., object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, jobs: int
) -> None:
    monkeypatch.setattr(builder, "_reader", deadly)
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, text in (("a.txt", "one"), ("b.txt", "kill"), ("c.txt", "two")):
        (reports / name).write_text(text, "utf-8")
    kg = tmp_path / "kg"

    def build(retry: bool = False) -> Report:
        # As a build with one process leaves it that was killed while it read these.
        begin(Folder.create(kg).path, (source.id for path in reports.iterdir() for source in read_file(path)))
        return builder.build([reports], kg, jobs=jobs, retry=retry)

    first = build()
    assert (first.read, len(first.problems)) == (["a.txt", "c.txt"], 1)
    assert first.problems[0].startswith("b.txt: set aside: it ended the process that read it (SIGKILL)")
    monkeypatch.setattr(builder, "_reader", sys.modules["deadly"].make_none)  # nothing is read again
    assert build().problems == first.problems
    assert build().kept == ["a.txt", "c.txt"]
    monkeypatch.setattr(builder, "_reader", deadly)
    assert build(retry=True).problems == first.problems
    assert [each.name for each in load(kg).values()] == ["b.txt"]
    (reports / "b.txt").write_text("three", "utf-8")
    mended = build()
    assert (mended.read, mended.problems, load(kg)) == (["b.txt"], [], {})


def test_the_command_line_can_ask_for_another_try(tmp_path: Path) -> None:
    assert main(["build", str(tmp_path / "none"), "-o", str(tmp_path / "kg"), "--retry"]) == 2
