"""The command ``correct``: signed, listed, taken back, shared; and shown wherever the corrected thing is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from claimgraph import open_graph
from claimgraph.cli import main
from claimgraph.correct.file import editor
from claimgraph.ontology.iris import claim_id

REPORTS = {
    "one.txt": "Ann Lee, the leader of the Harbor Union, was arrested in Oslo on 4 May 1998.\n",
    "two.txt": "Anne Lee met Bo Strand in Bergen on 6 May 1998.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of two reports."""
    place = tmp_path_factory.mktemp("correct")
    for name, text in REPORTS.items():
        (place / name).write_text(text, "utf-8")
    assert main(["build", *(str(place / name) for name in REPORTS), "-o", str(place / "kg")]) == 0
    return place


@pytest.fixture
def kg(built: Path, tmp_path: Path) -> Path:
    """A copy of it that may be changed."""
    shutil.copytree(built / "kg", tmp_path / "kg")
    return tmp_path / "kg"


def correct(kg: Path, *words: str) -> int:
    return main(["correct", str(kg), *words])


def names(kg: Path) -> set[str]:
    return {entity.name for entity in open_graph(kg).entities.values() if entity.kind == "Person"}


def test_who_when_and_why_are_shown_in_explain_and_in_rdf(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert correct(kg, "merge", "Ann Lee", "Anne Lee", "--why", "one <b>person</b>", "--by", "Kim") == 0
    capsys.readouterr()
    main(["explain", str(kg), "Ann Lee"])
    told = capsys.readouterr().out
    assert "correction 1: merge Ann Lee; Anne Lee, by Kim, " in told and ": one <b>person</b>" in told
    rows = (
        open_graph(kg)
        .query(
            """SELECT ?what ?who ?day ?why ?used {
          GRAPH <corrections> {
            ?it a cg:Correction, prov:Activity ; cg:decides "merge" ; cg:corrects ?what ; rdfs:comment ?why ;
              cg:decidedOn ?day ; prov:wasAssociatedWith/rdfs:label ?who ; prov:used ?used } } ORDER BY ?used"""
        )
        .rows
    )
    base = "https://claimgraph.example/person/"
    assert [(row[0], row[1], row[3], row[4]) for row in rows] == [
        (f"{base}ann-lee", "Kim", "one <b>person</b>", f"{base}{each}") for each in ("ann-lee", "anne-lee")
    ]
    assert all(len(row[2]) == 10 for row in rows)
    assert main(["check", str(kg)]) == 0


def test_a_rejected_thing_says_so(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert correct(kg, "reject", "Bo Strand", "--why", "a misreading", "--by", "Kim") == 0
    assert main(["explain", str(kg), "bo strand"]) == 2
    assert "correction 1: reject Bo Strand, by Kim" in capsys.readouterr().err


def test_a_judged_claim_says_so(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claims = [c for x in open_graph(kg).extractions for c in x.claims if c.predicate == "leaderOf"]
    assert correct(kg, "confirm", claim_id(claims[0]), "--why", "seen it", "--by", "Kim") == 0
    assert correct(kg, "merge", "Bo Strand", "Ann Lee", "--by", "") == 0  # the claim's subject has another id now
    capsys.readouterr()
    main(["explain", str(kg), "Harbor Union"])
    told = capsys.readouterr().out
    assert "Ann Lee | leaderOf | Harbor Union" in told
    assert told.count("correction 1: confirm one.txt#") == 2  # of the union, of the claim


def test_taking_back_leaves_the_graph_as_it_was(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = open_graph(kg).export_bytes("nquads")
    assert correct(kg, "rename", "Ann Lee", "A. Lee") == 0
    assert correct(kg, "merge", "A. Lee", "Anne Lee") == 0
    assert correct(kg, "--list") == 0
    assert "  2  merge person/ann-lee person/anne-lee; by " in capsys.readouterr().out
    assert correct(kg, "--undo", "1") == 0
    assert names(kg) == {"Ann Lee", "Bo Strand"}
    assert correct(kg, "--undo") == 0
    assert open_graph(kg).export_bytes("nquads") == before
    assert correct(kg, "--undo") == 2
    assert "no correction 1; it has none" in capsys.readouterr().err


def test_a_contradiction_is_refused_with_the_way_out(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert correct(kg, "apart", "Ann Lee", "Anne Lee", "--by", "Kim", "--why", "sisters") == 0
    assert correct(kg, "merge", "Ann Lee", "Anne Lee") == 2
    told = capsys.readouterr().err
    assert "by Kim" in told and "sisters" in told and "--undo 1" in told
    assert (kg / "corrections.toml").read_text("utf-8").count("[[correction]]") == 1


def test_decisions_are_shared(kg: Path, built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two people with the same reports, under other names in one of the two."""
    (tmp_path / "uno.txt").write_text(REPORTS["one.txt"], "utf-8")
    (tmp_path / "dos.txt").write_text(REPORTS["two.txt"], "utf-8")
    theirs = tmp_path / "theirs"
    assert main(["build", str(tmp_path / "uno.txt"), str(tmp_path / "dos.txt"), "-o", str(theirs)]) == 0
    for mine, words in ((True, "apart"), (False, "merge")):
        folder, by = (kg, "Ann") if mine else (theirs, "Bo")
        assert correct(folder, "confirm", "Harbor Union", "--by", by) == 0
        assert correct(folder, words, "Ann Lee", "Anne Lee", "--by", by, "--why", f"says {by}") == 0
    assert correct(theirs, "rename", "Bo Strand", "Bo B. Strand", "--by", "Bo") == 0
    capsys.readouterr()
    assert correct(kg, "--import", str(theirs / "corrections.toml")) == 1
    out, err = capsys.readouterr()
    assert "1 taken over, 1 known already" in out
    assert "says Ann" in err and "says Bo" in err and "by Ann" in err and "by Bo" in err
    assert names(kg) == {"Ann Lee", "Anne Lee", "Bo B. Strand"}
    assert correct(kg, "--undo", "2") == 0
    assert correct(kg, "--import", str(theirs / "corrections.toml")) == 0
    assert names(kg) == names(theirs) == {"Ann Lee", "Bo B. Strand"}
    assert correct(kg, "--import", str(theirs / "corrections.toml")) == 0
    assert (kg / "corrections.toml").read_text("utf-8").count("[[correction]]") == 3


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("split", "Ann Lee", "nine.txt"), "is not named in nine.txt"),
        (("retype", "Ann Lee", "Organisation"), "near it: Organization"),
        (("reject", "claim/0123"), "no claim 'claim/0123'"),
    ],
)
def test_what_would_have_no_effect_is_not_written(
    words: tuple[str, ...], message: str, kg: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correct(kg, *words) == 2
    assert message in capsys.readouterr().err
    assert not (kg / "corrections.toml").exists()


def test_what_somebody_else_wrote_leaves_the_terminal_alone(
    kg: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "theirs.toml").write_text(
        '[[correction]]\ndo = "reject"\ntarget = "person/\\u001b[2J"\nby = "\\u001b]0;x\\u0007"\nwhy = "\\u202e"\n',
        "utf-8",
    )
    assert correct(kg, "--import", str(tmp_path / "theirs.toml")) == 1
    assert correct(kg, "--list") == correct(kg, "--undo") == 0
    out, err = capsys.readouterr()
    assert all(c.isprintable() or c == "\n" for c in out + err)


@pytest.mark.parametrize("words", [(), ("--list", "--undo"), ("merge", "a", "b", "--list"), ("--import", "/no/such")])
def test_what_is_not_clear_is_refused(words: tuple[str, ...], kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert correct(kg, *words) == 2
    assert capsys.readouterr().err.startswith("claimgraph: ")


def test_git_says_who_decides(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    subprocess.run(["git", "-C", str(tmp_path), "config", "user.name", "Åsa Nord"], check=True)
    assert editor(tmp_path) == "Åsa Nord"
