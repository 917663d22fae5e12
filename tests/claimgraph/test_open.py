"""``build --open``: open claims stand apart, in the graph of their source, and change nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from claimgraph.cli import main
from claimgraph.content import open_graph
from claimgraph.graph.query import named_queries

TEXT = """Police arrested Ana Ruiz, who leads the Harbor Union, in Lisbon on 4 May 2020. Ruiz had painted the gate of
the town hall. The Harbor Union may sell its boats to fishermen. Tom Byrne, the mayor, said that Ruiz broke two windows,
but the Harbor Union denied that she broke any window. At least 30 people marched in Lisbon on 5 May 2020.
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two graphs of one report: ``plain``, and ``kg`` with open claims."""
    folder = tmp_path_factory.mktemp("open")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT, "utf-8")
    assert main(["build", str(folder / "in"), "-o", str(folder / "plain")]) == 0
    assert main(["build", str(folder / "in"), "-o", str(folder / "kg"), "--open"]) == 0
    return folder


def test_the_default_graph_has_none_of_them(place: Path) -> None:
    def facts(name: str) -> set[ox.Triple]:
        quads = open_graph(place / name).store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        return {quad.triple for quad in quads}

    assert facts("kg") == facts("plain")
    kg = open_graph(place / "kg")
    graphs = kg.query("SELECT DISTINCT ?g { GRAPH ?g { ?claim a cg:OpenClaim } }").rows
    sources = kg.query("SELECT DISTINCT ?g { GRAPH ?g { ?source cg:sha256 ?hash } }").rows
    assert graphs == sources and len(graphs) == 1


@pytest.mark.parametrize("name", sorted(set(named_queries()) - {"open"}))
def test_other_queries_answer_as_without(place: Path, name: str) -> None:
    parameters = named_queries()[name]
    values = {p: "a" for p in parameters.parameters if p not in parameters.defaults}
    answers = [open_graph(place / folder).named(name, **values).rows for folder in ("kg", "plain")]
    assert answers[0] == answers[1]


def test_what_the_named_query_tells(place: Path) -> None:
    rows = open_graph(place / "kg").named("open").rows
    told = {tuple(str(cell) for cell in row[:5]) for row in rows}
    assert ("Ana Ruiz", "paint", "the gate of the town hall", "Actual", "") in told
    assert ("Ana Ruiz", "break", "two windows", "Actual", "Tom Byrne") in told
    assert ("Harbor Union", "sell", "its boats", "Hypothetical", "") in told
    only = open_graph(place / "kg").named("open", name="ruiz", phrase="paint").rows
    assert {row[1] for row in only} == {"paint", "paint the gate of"}


def test_a_literal_has_its_passage(place: Path) -> None:
    kg = open_graph(place / "kg")
    words = kg.query(
        "SELECT ?words ?exact { GRAPH ?g { ?claim cg:openPredicate/rdfs:label ?p ; cg:openObject ?words ; "
        'cg:openObjectPassage/oa:hasSelector/oa:exact ?exact } FILTER (STR(?p) = "paint") }'
    ).rows
    assert [list(row) for row in words] == [["the gate of the town hall", "the gate of\nthe town hall"]]


def test_people_see_them_apart(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(place / "kg"), "Ana Ruiz"]) == 0
    typed, heading, rest = capsys.readouterr().out.partition("in the reports' own words\n")
    assert heading and " | " not in typed and "Ana Ruiz | paint | the gate of the town hall" in rest
    assert main(["check", str(place / "kg")]) == 0


def test_the_annotation_format_keeps_them_under_a_key_of_their_own(place: Path) -> None:
    data = {}
    for name in ("kg", "plain"):
        main(["export", str(place / name), "--format", "json", "-o", str(place / f"{name}-json")])
        data[name] = json.loads((place / f"{name}-json" / "a.json").read_text("utf-8"))
    told = data["kg"].pop("open")
    assert data["kg"] == data["plain"]
    assert {"p": "sell", "modality": "hypothetical"}.items() <= next(c for c in told if c["p"] == "sell").items()


def test_the_setting_stays_with_the_folder(place: Path) -> None:
    assert "open = true" in (place / "kg" / "claimgraph.toml").read_text("utf-8")
    assert main(["build", str(place / "in"), "-o", str(place / "kg")]) == 0
    assert open_graph(place / "kg").named("open").rows
