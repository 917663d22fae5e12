"""From examples to a model, and from the model to claims that name it."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.cli import main
from claimgraph.errors import UsageError
from claimgraph.extract.pairmodel import PairModel
from claimgraph.folder import Folder

HERE = Path(__file__).parent
ONTOLOGY = ["--ontology", str(HERE.parent / "extract" / "ships.ttl")]
EXAMPLES = str(HERE / "ships.txt")
REPORT = "The tanker Dover Castle, operated by Kent Marine, was built in 1991.\n"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("trained") / "ships.model"
    assert main(["train", *ONTOLOGY, "--examples", EXAMPLES, "-o", str(path)]) == 0
    return path


def test_the_same_examples_give_the_same_bytes(model: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.model"
    main(["train", *ONTOLOGY, "--examples", EXAMPLES, "-o", str(again)])
    assert again.read_bytes() == model.read_bytes()


def test_a_model_tells_what_it_was_trained_on(model: Path) -> None:
    header = PairModel.load(model).header
    assert (header.trained_on, header.examples) == ("ships.txt", 7)
    assert header.labels == ("builtIn", "captain", "homePort", "length", "operatedBy")


def test_what_a_model_finds_becomes_claims_that_name_it(model: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    kg = tmp_path / "kg"
    assert main(["build", str(tmp_path / "a.txt"), "-o", str(kg), *ONTOLOGY, "--model", str(model)]) == 0
    (record,) = Folder.open(kg).records()
    names = {entity.id: entity.name for entity in record.extraction.entities}
    found = [c for c in record.extraction.claims if "model:ships" in c.evidence.rule]
    operated = next(c for c in found if c.predicate == "operatedBy")
    assert (names[operated.subject], names[operated.object.id]) == ("Dover Castle", "Kent Marine")  # type: ignore[union-attr]
    assert all(0 < c.evidence.score <= 1 for c in found)
    assert REPORT[operated.evidence.start : operated.evidence.end] == "Dover Castle, operated by Kent Marine"


def test_the_model_that_ships_reads_what_an_ontology_says_is_a_property_of_wikidata(tmp_path: Path) -> None:
    text = "Ruth Okafor graduated from the University of Lagos in 1990.\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "o.ttl").write_text(
        "@prefix : <https://example.org/o#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        ":hasAlumnus a owl:ObjectProperty ; owl:inverseOf <http://www.wikidata.org/prop/direct/P69> .\n"
        ":alumnus a owl:ObjectProperty ; skos:exactMatch <http://www.wikidata.org/entity/P69> .\n",
        "utf-8",
    )
    kg = tmp_path / "kg"
    ontology = ["--ontology", str(tmp_path / "o.ttl")]
    assert main(["build", str(tmp_path / "a.txt"), "-o", str(kg), *ontology, "--model", "general"]) == 0
    (record,) = Folder.open(kg).records()
    names = {entity.id: entity.name for entity in record.extraction.entities}
    found = {
        (names[c.subject], c.predicate, names[c.object.id])  # type: ignore[union-attr]
        for c in record.extraction.claims
        if c.evidence.rule == "model:general"
    }
    learner, school = "Ruth Okafor", "University of Lagos"
    assert found == {(learner, "alumnus", school), (school, "hasAlumnus", learner)}


def test_a_model_is_judged_on_examples(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", EXAMPLES, str(model), *ONTOLOGY]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert rows[0][:3] == ["property", "precision", "recall"]
    assert rows[1] == ["all", "1.000", "1.000", "1.000", "12"]  # it has seen them


def test_sentences_are_prepared_with_suggestions(model: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    out = tmp_path / "examples.txt"
    assert main(["annotate", str(tmp_path / "a.txt"), *ONTOLOGY, "--model", str(model), "-o", str(out)]) == 0
    assert f"{REPORT}? Dover Castle | operated by | Kent Marine\n" in out.read_text("utf-8")


def test_what_is_no_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.model"
    path.write_text("nothing")
    with pytest.raises(UsageError, match=r"x.model: no model .*claimgraph train"):
        PairModel.load(path)


def test_too_few_facts_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "few.txt"
    path.write_text("The Calypso was built in 1984.\nCalypso | built in | 1984\n", "utf-8")
    assert main(["train", *ONTOLOGY, "--examples", str(path), "-o", str(tmp_path / "m")]) == 2
    assert "1 facts; at least 5 are needed" in capsys.readouterr().err
