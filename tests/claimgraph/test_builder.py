"""Building: what is done is not done again, what is withdrawn takes along what rested on it, and mistakes are said."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from claimgraph.builder import build, rebuild, remove
from claimgraph.cli import main
from claimgraph.content import content_of, open_graph
from claimgraph.errors import UsageError
from claimgraph.folder import Folder, Record
from claimgraph.graph.records import Records
from claimgraph.graph.store import fill
from claimgraph.model import Claim, Entity, Evidence, Extraction, Reference, Source
from claimgraph.ontology import vocabulary
from claimgraph.settings import Settings


def record(name: str, text: str, fingerprint: str) -> Record:
    """A source in which two people are said to be allies, with words of its own."""
    source = Source.of(name, text)
    people = (Entity("n1", "Person", "Ann Lee"), Entity("n2", "Person", f"Bo {source.name.partition('.')[0].title()}"))
    claim = Claim("n1", "allyOf", Reference("n2"), Evidence(source.id, 0, 7, "rule", 0.5))
    return Record(source, Extraction(source.id, people, (), (claim,)), f"../{source.name}", fingerprint)


@pytest.fixture
def kg(tmp_path: Path) -> Folder:
    """A folder that holds two sources and no store yet."""
    folder = Folder.create(tmp_path / "kg")
    for name in ("holm.txt", "vik.txt"):
        folder.save(record(name, f"Ann Lee and Bo {name}.", folder.settings.fingerprint))
    return folder


def quads(folder: Folder) -> set[ox.Quad]:
    return set(open_graph(folder.path).store)


def test_the_store_on_disk_is_the_one_in_memory(kg: Folder) -> None:
    assert rebuild(kg.path).problems == []
    content = content_of(kg)
    words = vocabulary.load()
    entities = content.resolution.entities
    memory = fill(ox.Store(), Records(content.sources, content.extractions, entities, kg.settings.base, words))
    assert quads(kg) == set(memory)
    assert len(quads(kg)) > 50


@pytest.mark.parametrize("by", ["name", "id", "path"])
def test_a_withdrawn_source_takes_what_rested_on_it_alone(kg: Folder, by: str) -> None:
    rebuild(kg.path)
    gone = next(r.source for r in kg.records() if r.source.name == "vik.txt")
    called = {"name": gone.name, "id": gone.id[:8], "path": f"reports/{gone.name}"}[by]
    assert remove(kg.path, [called]).withdrawn == ["vik.txt"]
    labels = {term.value for (term,) in open_graph(kg.path).query("SELECT ?l { ?s rdfs:label ?l }").terms}
    assert "Bo Holm" in labels and "Bo Vik" not in labels and "Ann Lee" in labels
    assert not any(gone.id in str(quad) for quad in quads(kg))


def test_a_source_that_is_not_there_is_said_with_those_that_are(kg: Folder) -> None:
    with pytest.raises(UsageError, match=r"no source 'nil.txt'.* it has: holm.txt, vik.txt"):
        remove(kg.path, ["nil.txt"])


def test_only_what_another_version_read_is_read_again(kg: Folder, tmp_path: Path) -> None:
    kg.save(record("old.txt", "Guards arrested Ivo Strand in Oslo on 4 March 2021, his lawyer said.", "of old"))
    new = tmp_path / "new.txt"
    new.write_text("Dockers went on strike in Bilbao on 4 September 1976, their union said.", "utf-8")
    assert sorted(build([new], kg.path).read) == ["new.txt", "old.txt"]
    assert {r.source.name for r in kg.records()} == {"holm.txt", "new.txt", "old.txt", "vik.txt"}
    assert {r.fingerprint for r in kg.records()} == {kg.settings.fingerprint}
    again = build([new], kg.path)
    assert (again.read, again.kept) == ([], ["new.txt"])


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "data.bin").write_bytes(b"\0")
    with pytest.raises(UsageError, match=r"no file of a kind that can be read; these can: .*\.txt"):
        build([tmp_path], tmp_path / "kg")


def test_a_model_that_is_not_installed_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Dockers went on strike in Bilbao on 4 September 1976.", "utf-8")
    with pytest.raises(UsageError, match="'xx_none' is not installed"):
        build([tmp_path / "a.txt"], tmp_path / "kg", settings=Settings(parser="xx_none"))


def test_what_no_file_can_hold_is_replaced_and_the_rest_is_built(kg: Folder, tmp_path: Path) -> None:
    kg.save(record("broken \udcff.txt", "Ann Lee and Bo \ud800.", kg.settings.fingerprint))
    assert rebuild(kg.path).problems == []
    names = {r.source.name: r.source.text for r in kg.records()}
    assert names["broken \ufffd.txt"] == "Ann Lee and Bo \ufffd."
    assert main(["export", str(kg.path), "--format", "json", "-o", str(tmp_path / "json")]) == 0
    assert json.loads((tmp_path / "json" / "broken \ufffd.json").read_text("utf-8"))["doc"] == "broken \ufffd.txt"
