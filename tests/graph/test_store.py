"""The quads on disk: put there in one step, opened read-only, and broken ones named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from claimgraph.errors import FolderError
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.records import Records, speakers
from claimgraph.graph.schema import SCHEMA
from claimgraph.graph.store import Store, fill
from claimgraph.model import Entity, Source
from claimgraph.ontology import vocabulary

OPTIONS: dict[str, Any] = {"base": "https://claimgraph.example/", "vocabulary": vocabulary.load()}


def records(kg: KnowledgeGraph) -> Records:
    """What a store is made from."""
    return Records(kg.sources, kg.extractions, kg.entities, **OPTIONS)


def test_what_is_on_disk_is_what_is_in_memory(kg: KnowledgeGraph, tmp_path: Path) -> None:
    Store.rebuild(tmp_path / "store", records(kg))
    assert set(Store.open(tmp_path / "store")) == set(kg.store)


def test_a_store_is_replaced_by_the_next(kg: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "store"
    Store.rebuild(path, records(kg))
    old = Store.open(path)
    Store.rebuild(path, Records(kg.sources[:1], kg.extractions[:1], kg.entities, **OPTIONS))
    assert set(old) == set(kg.store)  # whoever reads the old one goes on reading it
    graphs = {str(quad.graph_name) for quad in Store.open(path)} - {str(SCHEMA)}
    assert len(graphs) == 3 and any(kg.sources[0].id in name for name in graphs)
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


@pytest.mark.parametrize("leftover", ["store.new", "store.old"])
def test_what_a_killed_build_left_is_in_nobodys_way(leftover: str, kg: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / leftover).mkdir()
    (tmp_path / leftover / "half").write_text("written")
    Store.rebuild(tmp_path / "store", records(kg))
    assert set(Store.open(tmp_path / "store")) == set(kg.store)
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


def test_a_source_of_which_nothing_was_read_is_there(tmp_path: Path) -> None:
    source = Source.of("a.txt", "Nothing.")
    store = fill(ox.Store(), Records([source], [], {}, **OPTIONS))
    assert {quad.subject.value for quad in store} == {f"https://claimgraph.example/source/{source.id}"}


def test_a_store_is_opened_read_only(kg: KnowledgeGraph, tmp_path: Path) -> None:
    Store.rebuild(tmp_path / "store", records(kg))
    with pytest.raises(RuntimeError, match="read-write"):
        Store.open(tmp_path / "store").add(next(iter(kg.store)))


def test_a_store_that_is_not_there_or_broken_is_said(kg: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="no store; make it with: claimgraph build"):
        Store.open(tmp_path / "store")
    (tmp_path / "store").mkdir()
    with pytest.raises(FolderError, match=r"broken store .* build again"):
        Store.open(tmp_path / "store")


def test_a_place_that_cannot_be_written_is_said(kg: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FolderError, match="the store cannot be written"):
        Store.rebuild(tmp_path / "file" / "store", records(kg))


@pytest.mark.parametrize(
    ("trust", "found"),
    [
        (("ana lund",), {"person/a"}),
        (("Boss",), {"person/a", "person/b"}),
        (("person/b", "nobody"), {"person/b"}),
        ((), set()),
    ],
)
def test_whoever_is_trusted_goes_by_name_alias_or_id(trust: tuple[str, ...], found: set[str]) -> None:
    people = [Entity("person/a", "Person", "Ána Lund", ("Boss",)), Entity("person/b", "Person", "Bo", ("boss",))]
    assert speakers(trust, {e.id: e for e in people}) == found


@pytest.mark.parametrize(
    ("publisher", "label"), [("HU", "Harbor Union"), ("harbor union", "Harbor Union"), ("Nobody", "Nobody")]
)
def test_a_publisher_whom_the_graph_knows_is_one_node_with_one_name(
    publisher: str, label: str, kg: KnowledgeGraph
) -> None:
    sources = [replace(kg.sources[0], publisher=publisher), kg.sources[1]]
    other = KnowledgeGraph.of(sources, kg.extractions, kg.entities, vocabulary=vocabulary.load())
    text = "SELECT ?l { GRAPH ?g { ?d cg:fileName 'bulletin.txt' ; schema:publisher ?p . ?p rdfs:label ?l } }"
    assert other.query(text).rows == [(label,)]
    mine = [row for row in other.named("who-says", name="Strike").rows if row[3] != "State Gazette"]
    assert mine and {row[3] for row in mine} == {label} and len(set(mine)) == len(mine)
