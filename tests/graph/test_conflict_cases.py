"""Written reports that contradict each other or only seem to, built as any folder is, and what ``conflicts`` shows.

A case that shows no conflict may say ``shared``: claims of that property that several of its reports make of one thing,
so that what does not conflict was compared at all.
"""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from claimgraph import build, open_graph
from claimgraph.builder import rebuild
from claimgraph.folder import Folder, Record
from claimgraph.graph.knowledge import KnowledgeGraph

CASES = tomllib.loads((Path(__file__).parent / "conflict_cases.toml").read_text("utf-8"))["case"]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Record]:
    """The reports of all cases by publisher and text, read in one build: it is the parser that takes long to load."""
    folder = tmp_path_factory.mktemp("cases")
    reports = [report for case in CASES for report in case["report"]]
    (folder / "reports.jsonl").write_text("".join(json.dumps(report) + "\n" for report in reports), "utf-8")
    assert not build([folder / "reports.jsonl"], folder / "kg").problems
    found = Folder.open(folder / "kg").records()
    return {(str(record.source.publisher), record.source.text): record for record in found}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], records: dict[tuple[str, str], Record], tmp_path: Path) -> None:
    folder = Folder.create(tmp_path / "kg")
    for report in case["report"]:
        folder.save(records[report["publisher"], report["text"]])
    assert not rebuild(folder.path).problems
    kg = open_graph(folder.path)
    shown = [
        (
            conflict.about,
            kg.entities[conflict.entity].name,
            {each.value: [each.support.sources, each.support.independent] for each in conflict.values},
        )
        for conflict in kg.conflicts()
    ]
    wanted = case.get("conflict", [])
    met = [w for w in wanted for s in shown if s[0] == w["about"] and w["of"] in s[1] and s[2] == w["values"]]
    assert (len(shown), met) == (len(wanted), wanted), kg.conflicts_text()
    named = {row[1]: row[2] for row in kg.named("conflicts").rows}
    assert set(named) == {w["about"] for w in wanted}
    if "shared" in case:
        assert shared(kg, case["shared"]), "what should not conflict was never compared"


def shared(kg: KnowledgeGraph, predicate: str) -> bool:
    """Whether several sources make claims of a property about one thing."""
    told: dict[str, set[str]] = defaultdict(set)
    for claim in (claim for extraction in kg.extractions for claim in extraction.claims):
        if claim.predicate == predicate:
            told[claim.subject].add(claim.evidence.source)
    return any(len(sources) > 1 for sources in told.values())


def test_there_are_enough() -> None:
    assert len(CASES) >= 30
    assert len({case["name"] for case in CASES}) == len(CASES)
    seeming = [case for case in CASES if "conflict" not in case]
    assert len(seeming) >= 12 and len(CASES) - len(seeming) >= 12
