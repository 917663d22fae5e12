"""The scorer of Text2KGBench against the published scores of Vicuna, and the ontologies as Turtle."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

from benchmarks.text2kg import lines, turtle
from benchmarks.text2kg_scoring import Totals, Triple, official, relation
from benchmarks.text2kg_trained import TRUSTED, Votes, believed, example_of
from claimgraph.extract.training.aligned import Told
from claimgraph.ontology import vocabulary

SHARED = Path(__file__).parents[3] / "shared" / "data" / "text2kgbench"
PUBLISHED = {
    "wikidata_tekgen": {"3_sport": 0.52, "5_military": 0.24, "8_politics": 0.33, "9_nature": 0.25, "10_culture": 0.31},
    "dbpedia_webnlg": {
        "1_university": 0.23, "3_airport": 0.27, "5_athlete": 0.29, "6_politician": 0.32, "7_company": 0.41,
        "9_astronaut": 0.32, "12_monument": 0.05, "15_sportsteam": 0.42, "16_city": 0.12,
    },
}  # fmt: skip


@pytest.mark.skipif(not SHARED.is_dir(), reason="the benchmark is not beside this checkout")
@pytest.mark.parametrize(("part", "name"), [(part, name) for part, names in PUBLISHED.items() for name in names])
def test_the_official_score_agrees_with_the_published_one(part: str, name: str) -> None:
    path = next((SHARED / part / "reference_scores_vicuna13b").glob(f"ont_{name}_*"))
    total = Totals()
    for row in lines(path):
        found: list[Triple] = [(s, r, o) for s, r, o in row["llm_triples"]]
        expected: list[Triple] = [(s, r, o) for s, r, o in row["gt_triples"]]
        total.add("", found, expected)
        assert official(found, expected)[2] == pytest.approx(float(row["f1"]), abs=0.006), row["id"]
    total.sentences = sum(1 for _ in lines(SHARED / part / "ground_truth" / f"ont_{name}_ground_truth.jsonl.gz"))
    assert total.means()[2] == pytest.approx(PUBLISHED[part][name], abs=0.006)


def test_what_is_unfiltered_counts_every_triple() -> None:
    total = Totals(relations=frozenset({"captain"}))
    found: list[Triple] = [("Calypso", "captain", "Anna Berger"), ("Calypso", "owner", "Meridian")]
    total.add("Anna Berger is captain of the Calypso.", found, [("calypso", "captain", "Anna_Berger")])
    assert total.means() == (1.0, 1.0, 1.0)
    assert total.unfiltered()[:2] == (0.5, 1.0)
    assert (total.conforming, total.subjects_elsewhere, total.objects_elsewhere) == (1, 0, 1)


def test_an_ontology_of_the_benchmark_is_read_as_turtle(tmp_path: Path) -> None:
    ontology = {
        "concepts": [{"qid": "Q5", "label": "human"}, {"qid": "Club", "label": "Club"}],
        "relations": [
            {"pid": "P54", "label": "member of sports team ", "domain": "Q5", "range": "Club"},
            {"pid": "birthYear", "label": "birthYear", "domain": "Q5", "range": "Year"},
        ],
    }
    (tmp_path / "o.ttl").write_text(turtle(json.loads(json.dumps(ontology))))
    words = vocabulary.load(tmp_path / "o.ttl")
    assert words.own == {"Q5", "Club", "P54", "birthYear"}
    assert (words.kind_of("Q5"), words.kind_of("Club")) == ("Person", "Organization")
    assert (words.properties["P54"].range, words.properties["birthYear"].literal) == (("Club",), "date")
    assert words.properties["birthYear"].label == "birth year"
    assert relation("member of sports team ") == "member_of_sports_team"


def test_a_year_alone_stands_in_the_sentence_as_the_first_day_of_the_year() -> None:
    total = Totals(relations=frozenset({"inception"}))
    found: list[Triple] = [("Orca", "inception", "01 January 1987"), ("Orca", "inception", "01 January 1986")]
    total.add("The yard Orca was founded in 1987.", found, found[:1])
    assert total.objects_elsewhere == 1


def test_a_matcher_is_trusted_as_far_as_it_was_right() -> None:
    votes = Votes()
    for port in ("Oslo", "Kiel", "Bremen", "Gdynia", "Riga", "Turku"):
        own, other = ("Calypso", "home_port", port), ("Calypso", "owner", port)
        votes.add({own: "relation:label:noun:port", other: "relation:label:noun:owner"}, [own])
    shares = [votes.share(("Orca", name, "Lübeck"), "relation:label:noun:x") for name in ("home_port", "owner", "flag")]
    assert shares[0] > 0.7 > shares[2] > 0.3 > shares[1]


def test_labels_of_several_relations_for_the_same_words_are_not_believed() -> None:
    flag, port, owner = (("Orca", name, "Malta") for name in ("flag", "home_port", "owner"))
    other = ("Orca", "home_port", "Riga")
    untold = {"home_port", "owner"}
    assert believed({}, {port: 0.1, owner: 0.1, other: 0.1}, untold, 0.5) == [other]
    assert believed({flag: 0.6}, {port: 0.1, other: 0.1}, untold, 0.5) == [flag, other]
    assert believed({}, {flag: TRUSTED, port: 0.1}, untold, 0.5) == [flag]
    assert believed({}, {flag: TRUSTED - 0.01}, untold, 0.5) == []


def test_a_sentence_whose_triple_is_not_found_in_it_leaves_that_relation_open() -> None:
    doc = spacy.blank("en")("The Orca flies the flag of Malta.")
    flag = Told(((4, 8),), "flag", ((27, 32),))
    lost = Told((), "owner", ((27, 32),))
    assert example_of(doc, (flag,), ["flag", "owner"]).complete is None
    example = example_of(doc, (flag, lost, Told((), "unasked", ())), ["flag", "owner"])
    assert (example.told, example.complete) == ((flag, lost), {"flag"})
