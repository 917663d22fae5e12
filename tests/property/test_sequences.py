"""Any sequence of add, change, remove and correct ends in the graph that a fresh build of the final state gives.

The pipeline is the real one, loaded once. ``CLAIMGRAPH_EXAMPLES`` sets how many sequences are tried.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from claimgraph import builder
from claimgraph.cli import main
from claimgraph.content import open_content

# Each file has versions of its own; names, places and events are shared, so that reports depend on each other.
TEXTS = {
    "one.txt": (
        "Ann Lee, the leader of the Harbor Union, was arrested in Oslo on 4 May 1998.",
        "Anne Lee, the leader of the Harbor Union, was arrested in Oslo on 5 May 1998.",
    ),
    "two.txt": (
        "The Harbor Union held a protest in Oslo on 5 May 1998, Bo Strand said.",
        "The Harbour Union held a protest in Oslo on 5 May 1998; 300 people came.",
    ),
    "three.txt": (
        "Police arrested Anne Lee in Bergen on 4 May 1998; 12 people were killed.",
        "Bo Strand denied that Ann Lee was arrested in Oslo on 4 May 1998.",
    ),
    "four.txt": (
        "Lee met the Harbor Union in Bergen on 6 May 1998. Ann Lee then left for Oslo.",
        "Bo Strand, a spokesman for the union HU, met Anne Lee in Bergen on 6 May 1998.",
    ),
}
VERBS = ("merge", "apart", "split", "rename", "retype", "reject", "confirm")

writing = st.tuples(st.just("write"), st.sampled_from(sorted(TEXTS)), st.integers(0, 1))
removing = st.tuples(st.just("remove"), st.sampled_from(sorted(TEXTS)))
correcting = st.tuples(st.just("correct"), st.sampled_from(VERBS), st.integers(0, 99), st.integers(0, 99))
undoing = st.tuples(st.just("undo"), st.integers(1, 3))
together = st.tuples(st.just("write"), st.just("*"), st.integers(0, 1))
Step = tuple[str | int, ...]
steps = st.lists(
    st.one_of(writing, writing, removing, correcting, correcting, undoing, together), min_size=2, max_size=5
)


@pytest.fixture
def one_pipeline(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds use the pipeline that is loaded already."""
    monkeypatch.setattr(builder, "make_nlp", lambda *_, **__: nlp)


@settings(
    max_examples=int(os.environ.get("CLAIMGRAPH_EXAMPLES", "6")),
    deadline=None,
    derandomize="CLAIMGRAPH_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
@given(history=steps)
def test_history_does_not_show(
    history: list[Step], one_pipeline: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("history")
    (place / "in").mkdir()
    write(place, "one.txt", 0)
    for step in history:
        act(place, step)
    fresh(place)
    assert exported(place / "kg", "turtle") == exported(place / "fresh", "turtle")
    assert exported(place / "kg", "nquads") == exported(place / "fresh", "nquads")
    shutil.rmtree(place)


def fresh(place: Path) -> None:
    """Build the final state of the reports and of the corrections in a folder of its own."""
    if not any((place / "in").iterdir()):
        write(place, "one.txt", 1)
    run("build", str(place / "in"), "-o", str(place / "fresh"))
    if (place / "kg" / "corrections.toml").exists():
        shutil.copy(place / "kg" / "corrections.toml", place / "fresh")
        run("build", str(place / "in"), "-o", str(place / "fresh"))


def act(place: Path, step: Step) -> None:
    """Take one step of a history."""
    kind, *what = step
    if kind == "write":
        for name in TEXTS if what[0] == "*" else [str(what[0])]:
            (place / "in" / name).write_text(TEXTS[name][int(what[1])], "utf-8")
        run("build", str(place / "in"), "-o", str(place / "kg"))
    elif kind == "remove" and (place / "in" / str(what[0])).exists():
        (place / "in" / str(what[0])).unlink()
        run("remove", str(place / "kg"), str(what[0]))
    elif kind == "undo" and (place / "kg" / "corrections.toml").exists():
        run("correct", str(place / "kg"), "--undo", str(what[0]))
    elif kind == "correct":
        correct(place / "kg", str(what[0]), int(what[1]), int(what[2]))


def write(place: Path, name: str, version: int) -> None:
    """Put one report into the graph."""
    act(place, ("write", name, version))


def correct(folder: Path, verb: str, first: int, second: int) -> None:
    """Decide something about two things that are in the graph now."""
    content, _ = open_content(folder)
    ids = sorted(content.resolution.entities)
    if len(ids) < 2:
        return
    one, other = ids[first % len(ids)], ids[second % len(ids)]
    names = sorted(source.name for source in content.sources)
    words: dict[str, Callable[[], list[str]]] = {
        "merge": lambda: [one, other],
        "apart": lambda: [one, other],
        "split": lambda: [one, names[second % len(names)]],
        "rename": lambda: [one, f"Renamed {second}"],
        "retype": lambda: [one, ("Person", "Organization", "Place", "Protest")[second % 4]],
    }
    run("correct", str(folder), verb, *words.get(verb, lambda: [one])())


def run(*words: str) -> None:
    """Run a command; what it prints does not matter here."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        main(words)


def exported(folder: Path, form: str) -> bytes:
    return open_content(folder)[1].export_bytes(form)
