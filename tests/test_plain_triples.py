"""Every plain triple of whole graphs is looked up: none stems from what is denied, demanded, planned, hypothetical."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from claimgraph import build, open_graph
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.ontology.iris import PREFIXES
from claimgraph.sample import sample_folder

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
CG, SEM = PREFIXES["cg"], PREFIXES["sem"]
TYPE = PREFIXES["rdf"] + "type"
# What a thing is called, and where a place lies: no claim of any report.
NAMING = {
    PREFIXES["rdfs"] + "label",
    PREFIXES["skos"] + "altLabel",
    PREFIXES["skos"] + "exactMatch",
    PREFIXES["schema"] + "containedInPlace",
    PREFIXES["geo"] + "hasGeometry",
    PREFIXES["geo"] + "asWKT",
    CG + "countryCode",
}
# What says when an event was rests on a claim of its time.
OF_TIME = {CG + name for name in ("begin", "end", "when", "precision")}
FOLDERS = {
    "the sample": [],
    "the cases": sorted((HERE / "cases").glob("*/report.*")),
    "the shared reports": sorted((SHARED / "reports").glob("*.txt")),
    "the texts of the gold": sorted((SHARED / "data" / "annotated-news" / "dev").glob("*.txt")),
}
CLAIMS = """
SELECT ?s ?p ?o ?stance ?speaker {
  GRAPH ?g { ?claim a cg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; cg:stance ?stance .
    OPTIONAL { ?claim cg:speaker ?speaker } }
}
"""


def graph_of(name: str, folder: Path) -> KnowledgeGraph:
    """The graph of the demonstration, or of some files."""
    if name == "the sample":
        with sample_folder() as sample:
            build([sample / "reports"], folder)
    elif not FOLDERS[name]:
        pytest.skip(f"{name} are not beside this checkout")
    else:
        build(FOLDERS[name], folder)
    return open_graph(folder)


def unfounded(kg: KnowledgeGraph) -> list[str]:
    """The plain triples for which no source says, in its own voice and as actual, what they say."""
    told = [(row[0], row[1], row[2]) for row in kg.query(CLAIMS).rows if row[3] == CG + "Actual" and row[4] is None]
    whole, parts = set(told), {(s, p) for s, p, _ in told}
    objects = {(s, o) for s, _, o in told}
    events = {s for s, p, _ in told if p == TYPE}
    found = []
    for quad in kg.store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        s, p, o = quad.subject.value, quad.predicate.value, quad.object.value
        path = s.removeprefix(kg.base).split("/")[0]
        if path == "event" and s not in events:
            founded = False
        elif path == "figure":
            founded = any(o == s and p == CG + "figure" for _, p, o in whole)
        elif p in NAMING or (p == CG + "precision" and path == "place"):
            founded = True
        elif p == TYPE:
            founded = path != "event" or s in events
        elif p in OF_TIME:
            founded = (s, CG + "time") in parts
        elif p.startswith(SEM):
            founded = (s, o) in objects
        elif isinstance(quad.object, ox.Literal):
            founded = (s, p) in parts
        else:
            founded = (s, p, o) in whole
        if not founded:
            found.append(f"{s} {p} {o}")
    return found


@pytest.mark.parametrize("name", FOLDERS)
def test_no_plain_triple_stems_from_what_is_not_actual(name: str, tmp_path: Path) -> None:
    kg = graph_of(name, tmp_path / "kg")
    rows = kg.query(CLAIMS).rows
    stances = Counter(str(row[3]).removeprefix(CG) for row in rows)
    assert stances["Actual"] and sum(stances.values()) > stances["Actual"], "nothing here could go wrong"
    assert unfounded(kg) == []
    # The same from the other side: what is claimed in another stance alone is not there.
    actual = {row[:3] for row in rows if row[3] == CG + "Actual"}
    for s, p, o in {row[:3] for row in rows if row[3] != CG + "Actual"} - actual:
        predicate = "a" if p == TYPE else f"<{p}>"
        if str(o).startswith("http"):
            assert not kg.query(f"ASK {{ <{s}> {predicate} <{o}> }}").truth, (s, p, o)


def test_a_triple_without_a_claim_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Lena Moor plans to visit Oslo on 4 March 2021. The mayor of Oslo denied it.", "utf-8"
    )
    build([tmp_path / "a.txt"], tmp_path / "kg")
    kg = open_graph(tmp_path / "kg")
    store = ox.Store()
    store.bulk_extend(kg.store)
    event = next(row[0] for row in kg.query(CLAIMS).rows if row[3] == CG + "Planned" and row[1] == TYPE)
    store.add(ox.Quad(ox.NamedNode(str(event)), ox.NamedNode(CG + "place"), ox.NamedNode(kg.base + "place/oslo")))
    spoiled = KnowledgeGraph(store, kg.sources, kg.extractions, kg.entities, kg.base, kg.vocabulary)
    assert unfounded(kg) == []
    assert unfounded(spoiled) == [f"{event} {CG}place {kg.base}place/oslo"]
