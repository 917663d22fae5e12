"""Settings on disk, and what is said of broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph import settings
from claimgraph.errors import FolderError, UsageError
from claimgraph.extract import GENERAL
from claimgraph.extract.limits import Limits
from claimgraph.settings import Settings, limits_said


@pytest.mark.parametrize(
    "given",
    [
        Settings(),
        Settings(base="https://example.org/x#"),
        Settings(trust=("Ann Lee", "The Council")),
        Settings(parser="m", model="/m.model"),
        Settings(model=GENERAL),
        Settings(limits=Limits(seconds=2.5, file_bytes=1000)),
    ],
)
def test_settings_come_back_as_they_were_saved(tmp_path: Path, given: Settings) -> None:
    settings.save(tmp_path, given, built="2026-01-01T00:00:00+00:00")
    assert settings.load(tmp_path) == given


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("format = ", "not valid TOML"),
        ("format = 99", "format 99; this version"),
        ('format = 1\ncolor = "red"', "unknown setting 'color'; known: base"),
        ('format = 1\nbase = "x"', "must be an IRI"),
        ('format = 1\ntrust = "everyone"', 'must be "publisher"'),
        ('format = 1\nrecognizer = "mine"', 'must be "encoder" or "model"'),
        ("format = 1\nlimits = 5", "must be a table of numbers, of these: file_bytes"),
        ("format = 1\n[limits]\nminutes = 1", "must be a table of numbers, of these: file_bytes"),
        ("format = 1\n[limits]\nseconds = 0", "seconds is 0; it must be a number above 0"),
        ("format = 1\n[limits]\nseconds = '1'", "seconds is '1'; it must be a number above 0"),
        ("format = 1\nparser = 5", "parser is 5; it must be"),
        ("format = 1\nbase = []", "base is .*; it must be"),
        ("format = 1\nontology = 5", "ontology is 5; it must be"),
        ("format = 1\ntrust = 5", "trust is 5; it must be"),
    ],
)
def test_a_broken_file_is_named_with_what_would_work(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / settings.FILE).write_text(text)
    with pytest.raises(FolderError, match=message):
        settings.load(tmp_path)


@pytest.mark.parametrize("said", ["seconds", "seconds=soon", "minutes=1", "seconds=-1", "seconds=nan.0"])
def test_a_limit_that_is_none_is_refused(said: str) -> None:
    with pytest.raises(UsageError, match="limit"):
        limits_said([said], Limits())


def test_a_folder_that_is_no_graph_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="make a graph with: claimgraph build"):
        settings.load(tmp_path)


def test_what_older_versions_called_the_model_is_the_parser(tmp_path: Path) -> None:
    (tmp_path / settings.FILE).write_text('format = 1\nmodel = "en_core_web_trf"\n')
    assert settings.load(tmp_path) == Settings(parser="en_core_web_trf")


def test_a_base_that_could_break_an_iri_is_refused() -> None:
    with pytest.raises(UsageError, match="must be an IRI"):
        Settings(base="https://example.org/<x>/")


def test_another_model_or_ontology_means_reading_again(tmp_path: Path) -> None:
    ontology = tmp_path / "o.ttl"
    ontology.write_text("one")
    first = Settings(ontology=str(ontology)).fingerprint
    ontology.write_text("two")
    assert (
        len(
            {
                Settings().fingerprint,
                Settings(model=GENERAL).fingerprint,
                Settings(parser="m").fingerprint,
                first,
                Settings(ontology=str(ontology)).fingerprint,
            }
        )
        == 5
    )
