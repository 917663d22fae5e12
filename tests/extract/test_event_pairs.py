"""Pairs of reports through the whole pipeline: no near miss is merged, and most of what is one is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from claimgraph.extract.pipeline import extract, make_nlp
from claimgraph.extract.resolve import resolve
from claimgraph.model import Extraction, Source

PAIRS = tomllib.loads(Path(__file__).with_name("event_pairs.toml").read_text("utf-8"))
READ = ("left", "right")


@pytest.fixture(scope="module")
def nlp() -> Any:
    return make_nlp()


def merged(nlp: Any, pair: dict[str, Any]) -> bool:
    """Whether an event that the words of one report tell of is one that those of the other tell of."""
    sources = [Source(name, f"{name}.txt", pair[name]) for name in READ]
    extractions = list(extract(nlp, sources))
    ids = resolve(extractions, sources=sources).ids
    told = [events(x, s.text, word) for x, s, word in zip(extractions, sources, pair["words"], strict=True)]
    left, right = ({ids[x.source, e] for e in each} for x, each in zip(extractions, told, strict=True))
    return bool(left & right)


def events(extraction: Extraction, text: str, words: str) -> set[str]:
    start = text.index(words)
    end = start + len(words)
    return {m.entity for m in extraction.mentions if m.kind == "Event" and m.start < end and start < m.end}


@pytest.mark.parametrize("pair", PAIRS["different"], ids=lambda pair: pair["left"][:40])
def test_near_misses_stay_apart(nlp: Any, pair: dict[str, Any]) -> None:
    assert not merged(nlp, pair)


def test_most_of_what_is_one_is_merged(nlp: Any) -> None:
    found = [merged(nlp, pair) for pair in PAIRS["same"]]
    assert sum(found) >= len(found) - 2
