"""How facts of Re-DocRED are counted: https://github.com/tonytan48/Re-DocRED (Tan et al., EMNLP 2022)."""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimgraph.extract.training.aligned import Span
from claimgraph.extract.training.relationcorpora import Label, Page

FREQUENT = frozenset("P17 P131 P27 P150 P175 P577 P463 P527 P495 P361".split())
"""The ten properties that the set's authors count apart; the rest is the long tail."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts were found rightly, were found, and are in the gold."""

    right: float
    found: float
    gold: float

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / (self.found + self.gold) if self.right else 0.0


def score(pages: Sequence[Page], found: Sequence[Iterable[Label]]) -> Score:
    """Micro-averaged over all documents; what was found twice counts once."""
    sets = [set(each) for each in found]
    right = sum(len(own & page.labels) for page, own in zip(pages, sets, strict=True))
    return Score(right, sum(map(len, sets)), sum(len(page.labels) for page in pages))


def ignoring(pages: Sequence[Page], found: Sequence[Iterable[Label]], facts: set[tuple[str, str, str]]) -> float:
    """The set's "Ign F1": precision without what is right and a fact of training (head, tail, property)."""
    plain = score(pages, found)
    known = sum(
        any((h, t, label[2]) in facts for h in page.names(label[0]) for t in page.names(label[1]))
        for page, own in zip(pages, found, strict=True)
        for label in set(own) & page.labels
    )
    precision = (plain.right - known) / (plain.found - known + 1e-5)
    return 2 * precision * plain.recall / (precision + plain.recall) if plain.right else 0.0


def train_facts(path: Path) -> set[tuple[str, str, str]]:
    """The facts of a list of names and properties, for :func:`ignoring`; a few names have a line break in them."""
    facts, told = set(), ""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            told += line
            if told.count("\t") == 2:
                head, tail, name = told.removesuffix("\n").split("\t")
                facts.add((head, tail, name))
                told = ""
    return facts


def among(page: Page, entities: Sequence[Span], exact: bool = False) -> int | None:
    """The entity of the gold that has most of some mentions: those that overlap, or only the exact ones."""

    def shared(gold: tuple[Span, ...]) -> int:
        if exact:
            return len(set(gold) & set(entities))
        return sum(any(a < d and c < b for c, d in gold) for a, b in entities)

    best = max(range(len(page.entities)), key=lambda n: (shared(page.entities[n]), -n), default=None)
    return best if best is not None and shared(page.entities[best]) else None
