"""How far a graph agrees with a hand-made gold: counts and F1 by kind, as the reference scorer computes them.

>>> gold = {"entities": [{"id": "a", "type": "Place", "name": "Rome"}]}
>>> score(gold, gold).rates("entities").f1
1.0
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from .alignment import Annotation, Json, align_entities, align_events, overlap, pair_up, words_of
from .errors import UsageError
from .slots import SLOTS, Keys, score_slots

VAGUE = {"tens of", "hundreds of", "thousands of"}
PARTS = ("entities", "grounding", "events", "relations", "quantities", "attributions", *(f"slot {s}" for s in SLOTS))


class Rates(NamedTuple):
    """Precision, recall and F1, with the hits, surplus and misses they come from."""

    precision: float
    recall: float
    f1: float
    hits: float
    surplus: float
    missed: float


@dataclass(slots=True)
class Score:
    """Counts by line of the report (hits, surplus, missed), additive over documents, and further tallies."""

    counts: dict[str, list[float]] = field(default_factory=dict)
    tallies: Counter[str] = field(default_factory=Counter)

    def add(self, line: str, hits: float, surplus: float, missed: float) -> None:
        """Add to a line's counts."""
        old = self.counts.get(line, [0, 0, 0])
        self.counts[line] = [a + b for a, b in zip(old, (hits, surplus, missed), strict=True)]

    def pairs(self, line: str, hits: int, predicted: Any, gold: Any) -> None:
        """Add the outcome of pairing ``predicted`` with ``gold`` things, ``hits`` of which met."""
        self.add(line, hits, len(predicted) - hits, len(gold) - hits)

    def update(self, other: Score) -> None:
        """Add another document's score."""
        for line, counts in other.counts.items():
            self.add(line, *counts)
        self.tallies.update(other.tallies)

    def rates(self, line: str) -> Rates:
        """The rates of one line; ``overall`` is the micro-average of all kinds of claims."""
        if line == "overall":
            hits, surplus, missed = (sum(self._counts(part)[i] for part in PARTS) for i in range(3))
        else:
            hits, surplus, missed = self._counts(line)
        precision = hits / (hits + surplus) if hits + surplus else float(not missed)
        recall = hits / (hits + missed) if hits + missed else float(not surplus)
        total = precision + recall
        return Rates(precision, recall, 2 * precision * recall / total if total else 0.0, hits, surplus, missed)

    def _counts(self, line: str) -> list[float]:
        if line != "entities":
            return self.counts.get(line, [0, 0, 0])
        return [sum(c[i] for k, c in self.counts.items() if k.startswith("entity ")) for i in range(3)]

    def ratio(self, part: str, whole: str) -> float | None:
        """One tally as a share of another; None where there is nothing to share."""
        return self.tallies[part] / self.tallies[whole] if self.tallies[whole] else None


def score(gold: Json, predicted: Json) -> Score:
    """Score one document's annotation against its gold, both as the annotation format has them."""
    result = Score()
    left, right = Annotation(gold), Annotation(predicted)
    matched, loose = align_entities(left, right)
    _score_entities(left, right, matched, result)
    result.tallies["type_errors"] += len(loose)
    entities = {**loose, **matched}
    events = align_events(left, right, entities)
    result.pairs("events", len(events), right.events, left.events)
    keys = Keys(left, right, entities, events)
    score_slots(keys, result)
    _score_relations(keys, result)
    _score_quantities(keys, result)
    _score_attributions(keys, result)
    return result


def _score_entities(gold: Annotation, predicted: Annotation, matched: dict[str, str], result: Score) -> None:
    golds, predictions = (Counter(e.get("type") for e in a.entities.values()) for a in (gold, predicted))
    hits = Counter(predicted.type_of(p) for p in matched)
    for kind in golds | predictions:
        result.add(f"entity {kind}", hits[kind], predictions[kind] - hits[kind], golds[kind] - hits[kind])
    found = {g: p for p, g in matched.items()}
    for g, forms in gold.forms.items():
        result.tallies["alias_gold"] += len(forms) - 1 if forms else 0
        if g in found:
            result.tallies["alias_hit"] += len(set(forms[1:]) & set(predicted.forms[found[g]]))
    shares: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for g, ours in gold.forms.items():
        for p, theirs in predicted.forms.items():
            if gold.type_of(g) == predicted.type_of(p) and set(ours) & set(theirs):
                shares[0][g] += 1
                shares[1][p] += 1
    result.tallies["splits"] += sum(count - 1 for count in shares[0].values())
    result.tallies["merges"] += sum(count - 1 for count in shares[1].values())
    for p, g in matched.items():
        if gold.type_of(g) == "Place":
            _score_grounding(gold.entities[g], predicted.entities[p], result)


def _score_grounding(gold: Json, predicted: Json, result: Score) -> None:
    values = [(name, gold.get(f), predicted.get(f)) for name, f in (("id", "geonames"), ("country", "country"))]
    right = any(g is not None and str(g) == str(p) for _, g, p in values)
    if any(g is not None for _, g, _ in values):
        wrong = any(p is not None for _, _, p in values) and not right
        result.add("grounding", right, wrong, not right)
    for name, g, p in values:
        if g is not None:
            result.tallies[f"geo_{name}"] += 1
            result.tallies[f"geo_{name}_ok"] += str(g) == str(p)


def _score_relations(keys: Keys, result: Score) -> None:
    gold = list(dict.fromkeys(keys.triple(r, keys.gold) for r in keys.left.relations))
    predicted = list(dict.fromkeys(keys.triple(r, keys.predicted) for r in keys.right.relations))

    def same(a: tuple[Any, ...], b: tuple[Any, ...]) -> bool:
        literal = a[:2] == b[:2] and a[2][0] == b[2][0] == "literal"
        return a == b or (literal and overlap(a[2][1], b[2][1]) >= 0.8)

    met = pair_up((1 + (a == b), i, j) for i, a in enumerate(gold) for j, b in enumerate(predicted) if same(a, b))
    result.pairs("relations", len(met), predicted, gold)


def _score_quantities(keys: Keys, result: Score) -> None:
    gold, predicted = keys.left.quantities, keys.right.quantities

    def same_about(a: Json, b: Json) -> bool:
        return keys.gold(a.get("about")) == keys.predicted(b.get("about"))

    met = [
        (1 + (a.get("what") == b.get("what")) + 2 * same_about(a, b), i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(predicted)
        if _same_value(a, b)
    ]
    for line, candidates in (("quantities", [c for c in met if c[0] >= 3]), ("value only", met)):
        result.pairs(line, len(pair_up(candidates)), predicted, gold)


def _same_value(a: Json, b: Json) -> bool:
    if a.get("qualifier") in VAGUE and a.get("qualifier") == b.get("qualifier"):
        return True
    try:
        return abs(float(a["value"]) - float(b["value"])) <= 1e-6 * abs(float(a["value"]))
    except (KeyError, TypeError, ValueError):
        return False


def _score_attributions(keys: Keys, result: Score) -> None:
    gold, predicted = keys.left.attributions, keys.right.attributions

    def said(a: Json, b: Json) -> float:
        left, right = Counter(words_of(a.get("said"))), Counter(words_of(b.get("said")))
        longer = max(left.total(), right.total())
        return (left & right).total() / longer if longer else 0.0

    met = [
        (share, i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(predicted)
        if keys.gold(a.get("speaker")) == keys.predicted(b.get("speaker")) and (share := said(a, b)) >= 0.5
    ]
    result.pairs("attributions", len(pair_up(met)), predicted, gold)


def load_folder(folder: Path) -> dict[str, Json]:
    """The annotations in a folder, by file name. Raises UsageError if there are none, or one is broken."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; it must hold one .json file a document, in the annotation format")
    files = sorted(folder.glob("*.json"))
    if not files:
        raise UsageError(f"{folder}: holds no .json file; it must hold one a document, in the annotation format")
    return {file.name: _load(file) for file in files}


def _load(path: Path) -> Json:
    try:
        data = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise UsageError(f"{path}: not valid JSON: {error}") from None
    if not isinstance(data, dict):
        raise UsageError(f"{path}: holds a {type(data).__name__}; the annotation format is one object a file")
    return data
