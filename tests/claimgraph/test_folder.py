"""A graph's folder: what is saved comes back, and what is broken is named."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from claimgraph.errors import FolderError
from claimgraph.folder import Folder, Record
from claimgraph.model import Entity, Extraction, Source
from claimgraph.settings import Settings
from claimgraph.source_index import FILE, held_in


def record(text: str) -> Record:
    source = Source.of("a.txt", text)
    return Record(source, Extraction(source.id, (Entity("n1", "Person", "Ann Lee"),)), "../a.txt", "f")


def test_records_come_back_as_they_were_saved(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "kg")
    folder.save(record("One."))
    folder.save(record("Two."))
    folder.save(record("Two."))
    expected = sorted((record("One."), record("Two.")), key=lambda r: r.source.id)
    assert list(Folder.open(tmp_path / "kg").records()) == expected


def test_a_removed_source_is_gone(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "kg")
    folder.save(record("One."))
    folder.remove(record("One.").source.id)
    assert list(folder.records()) == []


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(FolderError, match="is no claimgraph folder; name a new or empty folder"):
        Folder.create(tmp_path)


def test_a_broken_source_file_is_named(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "kg")
    (folder.path / "sources" / "x.json").write_text('{"source": 1')
    with pytest.raises(FolderError, match=r"x\.json: not a source's file"):
        list(folder.records())


def test_settings_given_replace_those_on_disk(tmp_path: Path) -> None:
    Folder.create(tmp_path / "kg")
    Folder.create(tmp_path / "kg", Settings(base="https://example.org/"))
    assert Folder.open(tmp_path / "kg").settings.base == "https://example.org/"


def test_what_is_noted_of_sources_is_never_old(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "kg")
    for text in ("One.", "Two."):
        folder.save(record(text))
    one, two = (record(text).source.id for text in ("One.", "Two."))
    fresh = held_in(folder, [])
    assert {i: each.name for i, each in fresh.items()} == {one: "a.txt", two: "a.txt"}
    folder.file(one).unlink()
    folder.save(dataclasses.replace(record("Two."), fingerprint="another"))
    assert {i: each.fingerprint for i, each in held_in(folder, []).items()} == {two: "another"}
    for broken in ("", "[]", '{"x": [1]}', '{"x": [1, 2, "f", []]}'):
        (folder.cache / FILE).write_text(broken)
        assert {i: each.fingerprint for i, each in held_in(folder, []).items()} == {two: "another"}


def test_a_broken_source_is_put_aside_and_said(tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "kg")
    folder.save(record("One."))
    path = folder.file(record("One.").source.id)
    path.write_bytes(path.read_bytes()[:40])
    problems: list[str] = []
    assert held_in(folder, problems) == {}
    assert len(problems) == 1 and "give its report again" in problems[0]
    assert [each.name for each in folder.sources.iterdir()] == [path.name + ".broken"]
