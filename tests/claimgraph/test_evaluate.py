"""Scoring agrees with the reference scorer: hand-counted cases, and file by file where it is at hand."""

from __future__ import annotations

import copy
import importlib.util
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from claimgraph.errors import UsageError
from claimgraph.evaluate import load_folder, score
from claimgraph.report import as_json, as_text
from claimgraph.sample import sample_folder

REFERENCE = Path(__file__).parents[3] / "shared" / "tools" / "score.py"
GOLD: dict[str, Any] = {
    "entities": [
        {"id": "p", "type": "Person", "name": "Ann Lee", "aliases": ["Lee"]},
        {"id": "o", "type": "Organization", "name": "Green Union", "aliases": []},
        {"id": "c", "type": "Place", "name": "Lyon", "aliases": [], "country": "FR", "geonames": 2996944},
    ],
    "events": [
        {
            "id": "e1",
            "class": "Protest",
            "trigger": "marched",
            "start": "1999-05-01",
            "end": None,
            "places": ["c"],
            "participants": [{"entity": "o", "role": "agent"}],
            "about": [],
            "modality": "actual",
            "quote": "The Green Union marched in Lyon",
        }
    ],
    "relations": [
        {"s": "p", "p": "leaderOf", "o": "o", "quote": ""},
        {"s": "p", "p": "positionHeld", "o": "chair of the union"},
    ],
    "quantities": [{"about": "e1", "what": "participants", "value": 300, "qualifier": "about", "quote": ""}],
    "attributions": [{"speaker": "p", "said": "we will march again", "verb": "said"}],
}


def changed(path: list[Any], value: Any) -> dict[str, Any]:
    data = copy.deepcopy(GOLD)
    part: Any = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "line", "expected"),
    [
        (["entities", 1, "name"], "Someone Else", "entities", (2 / 3, 2 / 3)),
        (["entities", 0, "type"], "Organization", "entities", (2 / 3, 2 / 3)),
        (["entities", 2, "geonames"], 1, "grounding", (1.0, 1.0)),
        (["events", 0, "class"], "Graffiti", "events", (1.0, 1.0)),
        (["events", 0, "class"], "Birth", "events", (0.0, 0.0)),
        (["events", 0, "start"], "1999-05", "slot date", (0.5, 0.5)),
        (["events", 0, "places"], [], "slot places", (0.0, 0.0)),
        (["events", 0, "modality"], "planned", "slot modality", (0.0, 0.0)),
        (["relations", 1, "o"], "treasurer", "relations", (0.5, 0.5)),
        (["relations", 1, "o"], "union chair of the", "relations", (1.0, 1.0)),
        (["quantities", 0, "value"], 301, "quantities", (0.0, 0.0)),
        (["attributions", 0, "said"], "will march", "attributions", (1.0, 1.0)),
        (["attributions", 0, "said"], "march", "attributions", (0.0, 0.0)),
    ],
)
def test_a_change_costs_what_it_should(path: list[Any], value: Any, line: str, expected: tuple[float, float]) -> None:
    rates = score(GOLD, changed(path, value)).rates(line)
    assert (rates.precision, rates.recall) == pytest.approx(expected)


def test_gold_against_itself_is_perfect_and_against_nothing_is_zero() -> None:
    assert score(GOLD, GOLD).rates("overall").f1 == 1.0
    assert score(GOLD, {}).rates("overall").f1 == 0.0


def test_the_report_says_the_same_as_text_and_as_json() -> None:
    scores = {"a.json": score(GOLD, changed(["relations"], []))}
    assert "relations                P 0.000  R 0.000  F1 0.000   (0 hit, 0 surplus, 2 missed)" in as_text(scores)
    assert '"fn": 2' in as_json(scores)


@pytest.mark.parametrize(
    ("content", "message"), [(None, "holds no .json file"), ("{", "not valid JSON"), ("[]", "holds a list")]
)
def test_a_gold_folder_that_cannot_serve_is_said(tmp_path: Path, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / "a.json").write_text(content)
    with pytest.raises(UsageError, match=message):
        load_folder(tmp_path)


def reference() -> ModuleType:
    specification = importlib.util.spec_from_file_location("reference_scorer", REFERENCE)
    assert specification and specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not beside this checkout")
def test_every_line_agrees_with_the_reference_on_damaged_golds() -> None:
    scorer = reference()
    dice = random.Random(7)
    with sample_folder() as folder:
        golds = list(load_folder(folder / "gold").values())
    assert golds
    for gold in golds:
        damaged = scorer.renamed(copy.deepcopy(gold))
        for part in ("entities", "events", "relations", "quantities", "attributions"):
            damaged[part] = [item for item in damaged[part] if dice.random() < 0.8]
        for event in damaged["events"]:
            if event["start"] and dice.random() < 0.3:
                event["start"] = event["start"][:4]
            if dice.random() < 0.2:
                event["class"] = "Other"
        ours = score(gold, damaged)
        for line, theirs in scorer.summary(*scorer.score(gold, damaged)).items():
            if line != "extra":
                assert ours.rates(line).f1 == pytest.approx(theirs["f1"]), (gold["doc"], line)
