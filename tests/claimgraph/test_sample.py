"""The sample reports can all be read, and their gold speaks of what stands in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claimgraph.extract.read import find_files, read_paths
from claimgraph.model import Source
from claimgraph.ontology.vocabulary import load
from claimgraph.sample import sample_folder

LITERALS = {"positionHeld", "alsoKnownAs", "foundedOn", "bornOn", "diedOn"}
KEYS = {"doc", "source", "entities", "events", "relations", "quantities", "attributions"}

with sample_folder() as folder:
    SOURCES = list(read_paths([folder / "reports"]))
    GOLD = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((folder / "gold").glob("*.json"))}
    SUFFIXES = {path.suffix for path in find_files([folder / "reports"])}


def fold(text: str) -> str:
    return " ".join(text.split())


def pairs() -> list[Any]:
    by_stem = {Path(source.name).stem: source for source in SOURCES if isinstance(source, Source)}
    return [pytest.param(by_stem[stem], gold, id=stem) for stem, gold in GOLD.items()]


def test_every_report_is_read_and_has_its_gold() -> None:
    assert sorted(Path(source.name).stem for source in SOURCES) == sorted(GOLD)


def test_the_reports_come_in_several_kinds_of_file() -> None:
    assert SUFFIXES >= {".txt", ".html", ".md", ".jsonl"}


def test_four_papers_tell_the_story() -> None:
    publishers = {source.publisher for source in SOURCES if isinstance(source, Source)}
    assert publishers >= {"Coast Strike Bulletin", "Polish State Wire", "The Northern Courier", "Baltic Herald"}


@pytest.mark.parametrize(("source", "gold"), pairs())
class TestGold:
    def test_metadata_are_those_of_the_report(self, source: Source, gold: dict[str, Any]) -> None:
        found = {"publisher": source.publisher, "author": source.author, "published": source.published}
        assert (set(gold), gold["doc"], gold["source"]) == (KEYS, source.name, found)
        assert source.published is not None

    def test_every_name_stands_in_the_report(self, source: Source, gold: dict[str, Any]) -> None:
        text = fold(source.text)
        for entity in gold["entities"]:
            assert any(form in text for form in (entity["name"], *entity["aliases"])), entity["name"]

    def test_every_quote_stands_in_the_report_and_not_in_its_furniture(
        self, source: Source, gold: dict[str, Any]
    ) -> None:
        text = fold(source.text)
        quotes = [item["quote"] for kind in ("events", "relations", "quantities") for item in gold[kind]]
        quotes += [event["trigger"] for event in gold["events"]] + [item["said"] for item in gold["attributions"]]
        assert [quote for quote in quotes if fold(quote) not in text] == []

    def test_every_id_is_one_of_the_report(self, source: Source, gold: dict[str, Any]) -> None:
        entities = {entity["id"] for entity in gold["entities"]}
        known = entities | {event["id"] for event in gold["events"]}
        used = [
            *(
                i
                for e in gold["events"]
                for i in [*e["places"], *e["about"], *(p["entity"] for p in e["participants"])]
            ),
            *(r["s"] for r in gold["relations"]),
            *(r["o"] for r in gold["relations"] if r["p"] not in LITERALS),
            *(q["about"] for q in gold["quantities"]),
            *(a["speaker"] for a in gold["attributions"]),
        ]
        assert [i for i in used if i not in known] == []
        assert len(known) == len(gold["entities"]) + len(gold["events"])

    def test_every_class_and_relation_is_of_the_ontology(self, source: Source, gold: dict[str, Any]) -> None:
        vocabulary = load()
        assert {event["class"] for event in gold["events"]} <= set(vocabulary.classes)
        assert {relation["p"] for relation in gold["relations"]} <= set(vocabulary.properties)
