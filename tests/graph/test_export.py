"""The graph in other formats: read back, sorted, and the same bytes whatever order the records come in."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from claimgraph.errors import UsageError
from claimgraph.graph.export import COLUMNS, FORMATS
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.schema import SCHEMA
from claimgraph.graph.weighed import WEIGHED
from claimgraph.ontology import vocabulary


# rdflib warns of what it calls itself.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("form", "theirs", "ending"),
    [
        ("turtle", "turtle", "ttl"),
        ("trig", "trig", "trig"),
        ("nquads", "nquads", "nq"),
        ("jsonld", "json-ld", "jsonld"),
    ],
)
def test_rdf_is_read_back_by_both_engines(form: str, theirs: str, ending: str, kg: KnowledgeGraph) -> None:
    content = kg.export_bytes(form)
    quads = set(ox.parse(content, format=ox.RdfFormat.from_extension(ending)))
    dataset = rdflib.Dataset()
    dataset.parse(data=content.decode("utf-8"), format=theirs)
    plain = [q for q in kg.store if q.graph_name == ox.DefaultGraph()]
    expected = set(plain) if form == "turtle" else set(kg.store)
    assert quads == expected
    assert len(set(dataset.quads())) == len(quads) > 20


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_the_records_does_not_show(form: str, kg: KnowledgeGraph) -> None:
    entities = dict(reversed(kg.entities.items()))
    other = KnowledgeGraph.of(kg.sources[::-1], kg.extractions[::-1], entities, vocabulary=vocabulary.load())
    assert other.export_bytes(form) == kg.export_bytes(form)


def test_turtle_holds_the_plain_triples_alone_and_in_order(kg: KnowledgeGraph) -> None:
    turtle = kg.export_bytes("turtle").decode("utf-8")
    assert "cg:Claim" not in turtle and "cg:Protest" in turtle
    subjects = [line.split()[0] for line in turtle.splitlines() if line.startswith("<")]
    assert len(subjects) > 5 and subjects == sorted(subjects)


def test_quads_are_in_order(kg: KnowledgeGraph) -> None:
    lines = kg.export_bytes("nquads").decode("utf-8").splitlines()
    named = ("#claims> .", f"/{WEIGHED}> .", f"{SCHEMA} .")
    keys = [(f"<{line.rpartition(' <')[2]}" if line.endswith(named) else "~", line.split()[0]) for line in lines]
    assert keys == sorted(keys) and len({graph for graph, _ in keys}) == 5


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networks_say_what_the_network_says(form: str, kg: KnowledgeGraph) -> None:
    read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[form]
    network, own = read(io.BytesIO(kg.export_bytes(form))), kg.network()
    assert dict(network.nodes(data="label")) == dict(own.nodes(data="label"))
    for name in ("predicate", "sources", "begin"):
        assert sorted(network.edges(data=name), key=repr) == sorted(own.edges(data=name), key=repr)
    assert b"lastmodified" not in kg.export_bytes(form)


def test_the_table_has_a_row_for_every_claim(kg: KnowledgeGraph) -> None:
    rows = list(csv.DictReader(io.StringIO(kg.export_bytes("csv").decode("utf-8"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == sum(len(x.claims) for x in kg.extractions)
    texts = {source.name: source.text for source in kg.sources}
    assert all(texts[row["source"]][int(row["start"]) : int(row["end"])] == row["quote"] for row in rows)
    (denied,) = {
        (r["subject_name"], r["stance"]) for r in rows if r["predicate"] == "patient" and r["stance"] == "denied"
    }
    assert denied == ("Beating of Ana Lund", "denied")


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_graph_is_written_too(form: str, tmp_path: Path) -> None:
    empty = KnowledgeGraph.of([], [], {}, vocabulary=vocabulary.load())
    empty.export(form, tmp_path / "x")
    assert (tmp_path / "x").read_bytes() == empty.export_bytes(form)


def test_another_format_is_refused_with_those_there_are(kg: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="no format 'dot'; there are: turtle, trig, nquads"):
        kg.export_bytes("dot")
