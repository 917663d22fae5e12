"""The figures of an evaluation, as a table for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .evaluate import Score
from .slots import SLOTS

_RATIOS = {
    "alias recall": ("alias_hit", "alias_gold"),
    "geonames id accuracy": ("geo_id_ok", "geo_id"),
    "country accuracy": ("geo_country_ok", "geo_country"),
    "role accuracy": ("role_ok", "role_n"),
}
_TALLIES = {"split errors": "splits", "merge errors": "merges", "type errors": "type_errors"}


def as_text(documents: Mapping[str, Score]) -> str:
    """One line a kind of claim, with the overall micro-average last.

    >>> print(as_text({"a.json": Score()}).splitlines()[-1])
    OVERALL (micro)          P 1.000  R 1.000  F1 1.000   (0 hit, 0 surplus, 0 missed)
    """
    total = total_of(documents)
    lines = []
    if len(documents) > 1:
        lines += [f"{name:40} overall F1 {score.rates('overall').f1:.3f}" for name, score in documents.items()]
    lines += [_row(total, line) for line in _lines(total)]
    lines += [f"{name:30} {_show(value)}" for name, value in _extra(total).items()]
    return "\n".join([*lines, _row(total, "overall", "OVERALL (micro)")]) + "\n"


def as_json(documents: Mapping[str, Score]) -> str:
    """The same figures as JSON, with those of each document when there are several."""
    data = _data(total_of(documents))
    if len(documents) > 1:
        data["documents"] = {name: _data(score) for name, score in documents.items()}
    return json.dumps(data, indent=1) + "\n"


def total_of(documents: Mapping[str, Score]) -> Score:
    """The scores of all documents added up."""
    total = Score()
    for score in documents.values():
        total.update(score)
    return total


def _lines(score: Score) -> Iterator[str]:
    yield "entities"
    yield from (line for line in score.counts if line.startswith("entity "))
    yield from ("grounding", "events")
    yield from (f"slot {slot}" for slot in SLOTS)
    yield from ("relations", "quantities", "value only", "attributions")


def _row(score: Score, line: str, title: str = "") -> str:
    r = score.rates(line)
    text = f"{title or line:24} P {r.precision:.3f}  R {r.recall:.3f}  F1 {r.f1:.3f}   "
    text += f"({r.hits:g} hit, {r.surplus:g} surplus, {r.missed:g} missed)"
    if line.startswith("slot "):
        text += f"  on matched events F1 {score.rates('matched' + line[4:]).f1:.3f}"
    return text


def _extra(score: Score) -> dict[str, float | None]:
    matched = score.rates("events").hits
    extra: dict[str, float | None] = {name: score.ratio(*parts) for name, parts in _RATIOS.items()}
    extra |= {name: score.tallies[tally] for name, tally in _TALLIES.items()}
    extra["exact class on matched events"] = score.tallies["class_ok"] / matched if matched else None
    return extra


def _show(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def _data(score: Score) -> dict[str, Any]:
    lines = [*_lines(score), *(f"matched {slot}" for slot in SLOTS), "overall"]
    names = ("p", "r", "f1", "tp", "fp", "fn")
    data: dict[str, Any] = {line: dict(zip(names, score.rates(line), strict=True)) for line in lines}
    return {**data, "extra": _extra(score)}
