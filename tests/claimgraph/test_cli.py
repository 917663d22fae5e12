"""Every command: its help, what it does, and what it says of an empty graph, a wrong path and a broken file."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from claimgraph import commands
from claimgraph.cli import main, make_parser
from claimgraph.sample import sample_folder

REPORT = """Dockers strike in Bilbao
4 September 1976

BILBAO, Spain - Dockers led by Ana Ruiz, the president of the Harbor Union (HU), went on strike in Bilbao on Friday.
"We will not yield," said Ruiz. The port authority denied that 300 dockers had been arrested.
"""
ON_A_GRAPH = [
    ["query", "{kg}", "SELECT ?s WHERE {{ ?s ?p ?o }} LIMIT 1"],
    ["query", "{kg}", "--named", "timeline"],
    ["export", "{kg}", "--format", "turtle", "-o", "{out}/x.ttl"],
    ["export", "{kg}", "--format", "graphml", "-o", "{out}/x.graphml"],
    ["export", "{kg}", "--format", "json", "-o", "{out}/json"],
    ["view", "{kg}", "-o", "{out}/x.html"],
    ["analyze", "{kg}"],
    ["analyze", "{kg}", "--since", "1976-01-01", "--format", "csv", "--page", "{out}/x.html"],
    ["conflicts", "{kg}"],
    ["check", "{kg}"],
]
COMMANDS = sorted(make_parser()._subparsers._group_actions[0].choices)  # type: ignore[union-attr, arg-type]


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one report."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "dockers.txt").write_text(REPORT, "utf-8")
    assert main(["build", str(folder / "dockers.txt"), "-o", str(folder / "kg")]) == 0
    return folder / "kg"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph from which its only report was withdrawn."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "dockers.txt").write_text(REPORT, "utf-8")
    assert main(["build", str(folder / "dockers.txt"), "-o", str(folder / "kg")]) == 0
    assert main(["remove", str(folder / "kg"), "dockers.txt"]) == 0
    return folder / "kg"


def run(arguments: list[str], kg: Path, out: Path) -> int:
    return main([argument.format(kg=kg, out=out) for argument in arguments])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert f"example: claimgraph {command}" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", ON_A_GRAPH, ids=" ".join)
def test_commands_on_a_graph(arguments: list[str], kg: Path, tmp_path: Path) -> None:
    assert run(arguments, kg, tmp_path) == 0


@pytest.mark.parametrize("arguments", ON_A_GRAPH, ids=" ".join)
def test_commands_on_an_empty_graph(arguments: list[str], empty: Path, tmp_path: Path) -> None:
    assert run(arguments, empty, tmp_path) == 0


@pytest.mark.parametrize("arguments", [*ON_A_GRAPH, ["explain", "{kg}", "x"], ["serve", "{kg}"]], ids=" ".join)
def test_commands_on_a_wrong_path(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments, tmp_path / "nowhere", tmp_path) == 2
    assert "make a graph with: claimgraph build" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", ON_A_GRAPH, ids=" ".join)
def test_commands_on_broken_settings(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kg").mkdir()
    (tmp_path / "kg" / "claimgraph.toml").write_text("format = [")
    assert run(arguments, tmp_path / "kg", tmp_path) == 2
    assert "claimgraph.toml: not valid TOML" in capsys.readouterr().err


def test_what_was_read_can_be_explained(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(kg), "ana ruiz"]) == 0
    told = capsys.readouterr().out
    assert "Harbor Union" in told
    assert "We will not yield" in told


def test_an_unknown_name_is_answered_with_near_ones(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(kg), "Ana Ruis"]) == 2
    assert "Ana Ruiz" in capsys.readouterr().err


def test_what_is_denied_is_no_plain_triple(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(kg), "ASK { ?event a cg:Arrest }"]) == 0
    assert capsys.readouterr().out == "no\n"
    assert main(["query", str(kg), "--named", "denials", "--format", "csv"]) == 0
    assert any("arrested" in row["words"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out)))


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "csv"])
def test_exports_are_the_same_from_run_to_run(form: str, kg: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert main(["export", str(kg), "--format", form, "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() != b""


def test_turtle_is_read_by_both_engines(kg: Path, tmp_path: Path) -> None:
    assert main(["export", str(kg), "--format", "turtle", "-o", str(tmp_path / "x.ttl")]) == 0
    triples = list(pyoxigraph.parse(path=str(tmp_path / "x.ttl"), format=pyoxigraph.RdfFormat.TURTLE))
    assert len(rdflib.Graph().parse(tmp_path / "x.ttl")) == len(set(triples)) > 10


def test_json_is_named_after_the_source(kg: Path, tmp_path: Path) -> None:
    assert main(["export", str(kg), "--format", "json", "-o", str(tmp_path)]) == 0
    data = json.loads((tmp_path / "dockers.json").read_text("utf-8"))
    assert data["source"]["published"] == "1976-09-04"
    assert any(entity["name"] == "Bilbao" for entity in data["entities"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "{kg}"], "give one of: a SPARQL query"),
        (["query", "{kg}", "SELECT * {{ ?s ?p"], "not a SPARQL query"),
        (["query", "{kg}", "SELECT * {{ SERVICE <http://example.org/> {{ ?s ?p ?o }} }}"], "SERVICE"),
        (["query", "{kg}", "INSERT DATA {{ <a:a> <a:b> <a:c> }}"], "not a SPARQL query"),
        (["query", "{kg}", "--named", "nonsense"], "no named query 'nonsense'; there are: by-scheme"),
        (["query", "{kg}", "--named", "who-is"], "needs --param name="),
        (["query", "{kg}", "--named", "who-is", "--param", "name"], "has no '='"),
        (["query", "{kg}", "--file", "{out}/none.rq"], "none.rq: No such file"),
        (["query", "{kg}", "--file", "{out}/latin.rq"], "latin.rq: not in UTF-8"),
        (["remove", "{kg}", "other.txt"], "no source 'other.txt' in"),
        (["view", "{kg}", "-o", "{out}/x.html", "--around", "Nobody"], "Nobody"),
        (["correct", "{kg}", "merge", "Ana Ruiz"], "merge got 1 words"),
        (["build", "{out}/none", "-o", "{out}/kg"], "none"),
        (["build", "{out}", "-o", "{out}/kg"], "no file of a kind that can be read"),
        (["build", "{kg}", "-o", "{out}/kg", "--jobs", "0"], "--jobs is 0"),
        (["build", "{kg}", "-o", "{out}/kg", "--ontology", "{out}/none.ttl"], "none.ttl"),
        (["evaluate", "{out}/none", "{kg}"], "no such folder"),
    ],
)
def test_wrong_usage_is_said_with_what_would_work(
    arguments: list[str], message: str, kg: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "latin.rq").write_bytes("SELECT 'é' {}".encode("latin-1"))
    assert run(arguments, kg, tmp_path) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.startswith("claimgraph: ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "x", "-o", "y", "--limt", "3"], "--limt 3; near it: --limit; see: claimgraph build --help"),
        (["serve", "kg", "--port", "70000"], "'70000' is no port; it must be a number from 0 to 65535"),
        (["serve", "kg", "--port", "http"], "'http' is no port"),
    ],
)
def test_an_option_that_is_misspelled_or_wrong_is_said_with_its_command(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert message in capsys.readouterr().err


def test_what_cannot_be_read_is_named_and_the_rest_is_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "good.txt").write_text(REPORT, "utf-8")
    (reports / "empty.txt").write_text("")
    (reports / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (reports / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert main(["build", str(reports), "-o", str(tmp_path / "kg")]) == 1
    out = capsys.readouterr()
    assert "1 read" in out.out
    assert all(name in out.err for name in ("empty.txt", "binary.txt", "broken.pdf"))


def test_a_second_build_reads_nothing_again_and_a_changed_file_replaces_its_old_self(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, "utf-8")
    for _ in range(2):
        assert main(["build", str(report), "-o", str(tmp_path / "kg")]) == 0
    assert "1 kept" in capsys.readouterr().out
    report.write_text(REPORT.replace("Bilbao", "Vigo"), "utf-8")
    assert main(["add", str(tmp_path / "kg"), str(report)]) == 0
    assert "1 read, 1 withdrawn" in capsys.readouterr().out
    assert len(list((tmp_path / "kg" / "sources").iterdir())) == 1


def test_a_correction_is_replayed(kg: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    assert main(["build", str(tmp_path / "report.txt"), "-o", str(tmp_path / "kg")]) == 0
    assert main(["correct", str(tmp_path / "kg"), "rename", "Ana Ruiz", "Ana Ruiz Soto", "--why", "full name"]) == 0
    assert main(["explain", str(tmp_path / "kg"), "Ana Ruiz Soto"]) == 0
    assert "Ana Ruiz Soto" in capsys.readouterr().out


SEA = """
@prefix : <https://example.org/sea#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:Shipwreck a owl:Class ; rdfs:subClassOf <http://semanticweb.cs.vu.nl/2009/11/sem/Event> ;
    rdfs:label "shipwreck"@en ; skos:altLabel "sink/VERB"@en .
"""


def test_an_ontology_of_ones_own_drives_the_extractor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sea.ttl").write_text(SEA, "utf-8")
    (tmp_path / "sea.txt").write_text(
        "The ferry Aurora sank off Malta on 3 May 2011, and 12 people survived.\n", "utf-8"
    )
    kg = str(tmp_path / "kg")
    assert main(["build", str(tmp_path / "sea.txt"), "-o", kg, "--ontology", str(tmp_path / "sea.ttl")]) == 0
    capsys.readouterr()
    assert (
        main(["query", kg, 'ASK { ?e a <https://example.org/sea#Shipwreck> ; cg:begin "2011-05-03"^^xsd:date }']) == 0
    )
    assert capsys.readouterr().out == "yes\n"
    assert main(["check", kg]) == 0


def test_evaluate_scores_a_folder_and_a_graph(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sample_folder() as folder:
        assert main(["evaluate", str(folder / "gold"), str(folder / "gold"), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["overall"]["f1"] == 1.0
        assert main(["evaluate", str(folder / "gold"), str(kg)]) == 0
    assert "OVERALL (micro)" in capsys.readouterr().out


def test_every_export_of_the_contract_is_offered() -> None:
    contract = {"turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "csv", "json"}
    assert set(commands.EXPORTS) == {*contract, "csv-exact"}


@pytest.mark.parametrize("ways", [["--jobs", "1"], ["--jobs", "2"]], ids=" ".join)
def test_processes_and_hash_seeds_do_not_show(
    ways: list[str], tmp_path: Path, run_claimgraph: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    with sample_folder() as folder:
        reports = sorted((folder / "reports").glob("*.txt"))[:3]
        done = run_claimgraph("build", *map(str, reports), "-o", str(tmp_path / "kg"), *ways, seed=len(ways[1]))
        assert done.returncode == 0, done.stderr
    assert main(["export", str(tmp_path / "kg"), "--format", "nquads", "-o", str(tmp_path / "a.nq")]) == 0
    with sample_folder() as folder:
        reports = sorted((folder / "reports").glob("*.txt"), reverse=True)[-3:]
        done = run_claimgraph("build", *map(str, reports), "-o", str(tmp_path / "other"), seed=77)
        assert done.returncode == 0, done.stderr
    assert main(["export", str(tmp_path / "other"), "--format", "nquads", "-o", str(tmp_path / "b.nq")]) == 0
    assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "b.nq").read_bytes()


@pytest.fixture
def run_claimgraph() -> Callable[..., subprocess.CompletedProcess[str]]:
    """A function that runs the command line in a process of its own, with a hash seed."""

    def run(*arguments: str, seed: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "claimgraph", *arguments],
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": str(seed), "PATH": "/usr/bin:/bin"},
            timeout=200,
        )

    return run


def test_path_shows_each_step(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["path", str(kg), "Ana Ruiz", "Harbor Union"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Ana Ruiz and Harbor Union: 1 step\n") and "the president of the Harbor Union" in out


def test_a_day_that_is_none_is_said(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", str(kg), "--since", "August"]) == 2
    assert "it must be a day, such as 1980-08-14" in capsys.readouterr().err
