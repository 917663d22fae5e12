"""A graph's folder: what is saved comes back, and what is broken is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.errors import FolderError
from claimgraph.folder import Folder, Record
from claimgraph.model import Entity, Extraction, Source
from claimgraph.settings import Settings


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
