"""The measures of Text2KGBench: precision, recall and F1 a sentence, conformance, and what stands in no sentence.

Mihindukulasooriya et al., Text2KGBench: A Benchmark for Ontology-Driven Knowledge Graph Generation from Text, 2023.
The official measure first drops triples whose relation is not among the expected ones of the sentence; the unfiltered
one, pooled over all sentences, does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Triple = tuple[str, str, str]
FIRST_DAY = "01january"
"""What the set writes before a year that stands alone; its own measure of what stands in no sentence drops it."""


def normalized(words: str) -> str:
    """Words as they are compared: without blanks, underscores and case."""
    return re.sub(r"[_\s]+", "", words).lower()


def joined(triple: Triple) -> str:
    """A triple as one string, as it is compared."""
    return "".join(map(normalized, triple))


def relation(name: str) -> str:
    """A relation as triples name it: "country of origin" is ``country_of_origin``."""
    return name.strip().replace(" ", "_")


def official(found: Sequence[Triple], expected: Sequence[Triple]) -> tuple[float, float, float]:
    """Precision, recall and F1 of one sentence, after the official filter.

    >>> official([("A", "b", "C"), ("A", "z", "C")], [("a", "b", "c"), ("a", "b", "d")])
    (1.0, 0.5, 0.6666666666666666)
    """
    wanted = {relation(triple[1]) for triple in expected}
    kept = {joined(triple) for triple in found if relation(triple[1]) in wanted}
    gold = {joined(triple) for triple in expected}
    if not kept:
        return 0.0, 0.0, 0.0
    hits = len(kept & gold)
    precision, recall = hits / len(kept), hits / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


@dataclass(slots=True)
class Totals:
    """What is added up over the sentences of one ontology."""

    sentences: int = 0
    precision: float = 0.0
    recall: float = 0.0
    f1: float = 0.0
    hits: int = 0
    found: int = 0
    expected: int = 0
    conforming: int = 0
    subjects_elsewhere: int = 0
    objects_elsewhere: int = 0
    relations: frozenset[str] = field(default_factory=frozenset)

    def add(self, sentence: str, found: Sequence[Triple], expected: Sequence[Triple]) -> None:
        """Take in what was found in one sentence."""
        scores = official(found, expected)
        self.sentences += 1
        self.precision, self.recall, self.f1 = (
            a + b for a, b in zip((self.precision, self.recall, self.f1), scores, strict=True)
        )
        mine, gold = {joined(t) for t in found}, {joined(t) for t in expected}
        self.hits += len(mine & gold)
        self.found += len(mine)
        self.expected += len(gold)
        self.conforming += sum(relation(t[1]) in self.relations for t in found)
        here = normalized(sentence)
        self.subjects_elsewhere += sum(normalized(t[0]) not in here for t in found)
        self.objects_elsewhere += sum(normalized(t[2]).removeprefix(FIRST_DAY) not in here for t in found)

    def means(self) -> tuple[float, float, float]:
        """Official precision, recall and F1: means over the sentences."""
        count = max(self.sentences, 1)
        return self.precision / count, self.recall / count, self.f1 / count

    def unfiltered(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of all triples of all sentences together, with no filter."""
        precision = self.hits / self.found if self.found else 0.0
        recall = self.hits / self.expected if self.expected else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if self.hits else 0.0


def pooled(totals: Iterable[Totals]) -> Totals:
    """All ontologies together, for the unfiltered figures."""
    out = Totals()
    for each in totals:
        for name in ("sentences", "hits", "found", "expected", "conforming", "subjects_elsewhere", "objects_elsewhere"):
            setattr(out, name, getattr(out, name) + getattr(each, name))
    return out
