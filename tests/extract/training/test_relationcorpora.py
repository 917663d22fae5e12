"""Corpora of relations as texts with facts: small files in the formats of the corpora."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

from claimgraph.extract.training.aligned import Told
from claimgraph.extract.training.relationcorpora import (
    WDT,
    annotated_news,
    fewrel,
    knowledgenet,
    load_passages,
    page_of,
    redocred,
)

PAGE = json.loads((Path(__file__).parents[2] / "page.json").read_text("utf-8"))


def words(text: str, fact: Told) -> tuple[list[str], str, list[str]]:
    """A fact in the words of its text."""
    one, other = ([text[start:end] for start, end in places] for places in (fact.subject, fact.object))
    return one, fact.predicate.removeprefix(WDT), other


def packed(path: Path, data: object) -> Path:
    """A file of JSON, packed."""
    with lzma.open(path, "wt", encoding="utf-8") as file:
        json.dump(data, file)
    return path


def test_a_page_is_read_with_its_places() -> None:
    page = page_of(PAGE)
    assert page.text == "Ida Moen (Bergen) is a poet. Moen left Bergen."
    assert [page.text[start:end] for entity in page.entities for start, end in entity] == [
        *("Ida Moen", "Moen", "Bergen", "Bergen")
    ]
    assert [page.distance(0, 1), page.distance(1, 2)] == [0, 1]


def test_a_document_says_all_or_leaves_facts_out(tmp_path: Path) -> None:
    path = packed(tmp_path / "dev.json.xz", [PAGE])
    (whole,), (part,) = redocred(path, True), redocred(path, False)
    assert [words(whole.text, fact) for fact in whole.facts] == [
        (["Ida Moen", "Moen"], name, ["Bergen"]) for name in ("P19", "P551")
    ]
    assert (whole.complete, part.complete) == (None, frozenset())


def test_a_passage_is_complete_in_what_it_was_annotated_for(tmp_path: Path) -> None:
    passage = {
        "passageText": "Ola, son of Kari, works for Norsk Tank.",
        "exhaustivelyAnnotatedProperties": ["CHILD_OF", "EMPLOYER_OR_MEMBER"],
        "facts": [
            {"propertyName": "CHILD_OF", "subjectStart": 0, "subjectEnd": 3, "objectStart": 12, "objectEnd": 16},
            {
                "propertyName": "EMPLOYER_OR_MEMBER",
                "subjectStart": 0,
                "subjectEnd": 3,
                "objectStart": 28,
                "objectEnd": 38,
            },
        ],
    }
    path = tmp_path / "folds.jsonl"
    path.write_text(json.dumps(passage) + "\n", "utf-8")
    (found,) = knowledgenet(load_passages(path), {"CHILD_OF": "^P40"})
    assert [words(found.text, fact) for fact in found.facts] == [(["Kari"], "P40", ["Ola"])]
    assert found.complete == {WDT + "P40"}


def test_a_sentence_of_fewrel_tells_one_fact_and_no_more_is_known(tmp_path: Path) -> None:
    row = {
        "tokens": ["Kari", "Moen", ",", "mother", "of", "Ola"],
        "h": ["kari", "Q1", [[0, 1]]],
        "t": ["o", "Q2", [[5]]],
    }
    path = packed(tmp_path / "val.json.xz", {"P40": [row, row]})
    (found,) = fewrel(path, 1)
    assert [words(found.text, fact) for fact in found.facts] == [(["Kari Moen"], "P40", ["Ola"])]
    assert found.complete == frozenset()


def test_news_have_facts_wherever_a_name_stands(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kari Moen leads Norsk Tank. Moen is 40; Moenland is not.", "utf-8")
    gold = {
        "entities": [
            {"id": "k", "name": "Kari Moen", "aliases": ["Moen"]},
            {"id": "n", "name": "Norsk Tank", "aliases": []},
        ],
        "relations": [{"s": "k", "p": "leaderOf", "o": "n"}, {"s": "k", "p": "likes", "o": "n"}],
    }
    (tmp_path / "a.json").write_text(json.dumps(gold), "utf-8")
    (found,) = annotated_news(tmp_path, ["leaderOf"])
    (fact,) = found.facts
    assert words(found.text, fact)[0] == ["Kari Moen", "Moen", "Moen"]
    assert fact.predicate.endswith("#leaderOf")
