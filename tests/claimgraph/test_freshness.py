"""A store that is as it should be is left alone; in doubt it is made anew."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from claimgraph import builder, freshness
from claimgraph.builder import build, rebuild
from claimgraph.content import open_store
from claimgraph.folder import Folder, Record
from claimgraph.model import Entity, Extraction, Source
from claimgraph.settings import save

Change = Callable[[Folder], object]


@pytest.fixture
def kg(tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A folder with a store, and the report that it was made of."""
    monkeypatch.setattr(builder, "make_nlp", lambda *_, **__: nlp)
    report = tmp_path / "a.txt"
    report.write_text("Ann Lee lives in Oslo.", "utf-8")
    folder = Folder.create(tmp_path / "kg")
    build([report], folder.path)
    return folder


def made(folder: Folder) -> tuple[int, int]:
    """What differs from one making of the store to another."""
    status = (folder.store / "CURRENT").stat()
    return status.st_ino, status.st_mtime_ns


def add(folder: Folder) -> None:
    source = Source.of("b.txt", "Bo Lund.")
    extraction = Extraction(source.id, (Entity("n1", "Person", "Bo Lund"),))
    folder.save(Record(source, extraction, "../b.txt", folder.settings.fingerprint))


def cut(folder: Folder) -> None:
    path = max(folder.store.glob("*.sst"), key=lambda path: path.stat().st_size)
    path.write_bytes(path.read_bytes()[:-9])


CHANGES: dict[str, Change] = {
    "another base": lambda kg: save(kg.path, dataclasses.replace(kg.settings, base="https://example.org/")),
    "a correction": lambda kg: kg.corrections.write_text("# none yet\n"),
    "a source more": add,
    "a source less": lambda kg: [path.unlink() for path in kg.sources.glob("*.json")],
    "a broken store": cut,
    "no store": lambda kg: [path.unlink() for path in kg.store.iterdir()],
    "no note": lambda kg: (kg.cache / freshness.FILE).unlink(),
    "a broken note": lambda kg: (kg.cache / freshness.FILE).write_text("[1"),
    "a note of something else": lambda kg: (kg.cache / freshness.FILE).write_text("[1]"),
}


def test_a_build_without_anything_new_leaves_the_store_alone(kg: Folder) -> None:
    before = made(kg)
    assert build([kg.path.parent / "a.txt"], kg.path).kept == ["a.txt"]
    assert made(kg) == before
    rebuild(kg.path)
    assert made(kg) != before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_in_doubt_the_store_is_made_anew(kg: Folder, change: Change) -> None:
    before = made(kg)
    change(kg)
    build([kg.path.parent / "a.txt"], kg.path)
    assert made(kg) != before
    assert "Ann Lee" in {label for (label,) in open_store(kg.path).query("SELECT ?l { ?s rdfs:label ?l }").rows}


def test_what_was_to_be_said_is_said_again(kg: Folder) -> None:
    kg.corrections.write_text('[[correction]]\ndo = "rename"\nentity = "person/nobody"\nname = "Bo"\n')
    first = build([kg.path.parent / "a.txt"], kg.path).problems
    before = made(kg)
    assert build([kg.path.parent / "a.txt"], kg.path).problems == first != []
    assert made(kg) == before
