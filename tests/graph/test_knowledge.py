"""The graph that was built: every way to ask it, in memory and from disk."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from claimgraph.errors import FolderError
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.records import Records
from claimgraph.graph.store import Store
from claimgraph.model import Stance


@pytest.fixture
def opened(kg: KnowledgeGraph, tmp_path: Path) -> KnowledgeGraph:
    """The graph of the harbor, from disk."""
    records = kg.sources, kg.extractions, kg.entities
    Store.rebuild(tmp_path / "store", Records(*records, kg.base, kg.vocabulary))
    return KnowledgeGraph.open(tmp_path / "store", *records, base=kg.base, vocabulary=kg.vocabulary)


def test_from_disk_it_answers_as_in_memory(opened: KnowledgeGraph, kg: KnowledgeGraph, tmp_path: Path) -> None:
    assert opened.path == tmp_path / "store" and kg.path is None
    assert opened.named("who-says", name="Strike").rows == kg.named("who-says", name="Strike").rows
    for name in ("explain", "find"):
        assert getattr(opened, name)("HU") == getattr(kg, name)("HU")
    assert opened.conflicts_text() == kg.conflicts_text()
    assert opened.analyze().text() == kg.analyze().text()
    assert opened.view() == kg.view()


def test_a_graph_that_was_never_built_is_said(kg: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="no store"):
        KnowledgeGraph.open(tmp_path / "store", (), (), {}, base=kg.base, vocabulary=kg.vocabulary)


# rdflib warns of what it calls itself.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdflib_sees_the_same_store(opened: KnowledgeGraph) -> None:
    event = rdflib.URIRef("https://claimgraph.example/event/strike")
    label = opened.graph.value(event, rdflib.RDFS.label)
    assert str(label) == "Strike, Port Lindon, 4 March 2021"
    assert len(list(opened.graph.quads())) == len(opened.store)
    (row,) = opened.graph.query("SELECT ?u { ?e cg:organizer ?u }")
    assert str(row[0]).endswith("org/harbor-union")


def test_the_network_has_an_edge_for_what_is_believed(kg: KnowledgeGraph) -> None:
    assert kg.network().has_edge("event/strike", "org/harbor-union")
    assert not kg.network().has_edge("event/meeting", "org/harbor-union")
    planned = kg.network(stances=(Stance.PLANNED,))
    assert planned.has_edge("event/meeting", "org/harbor-union") and not planned.has_edge(
        "event/strike", "org/harbor-union"
    )
