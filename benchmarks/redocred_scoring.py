"""How facts of Re-DocRED are counted: https://github.com/tonytan48/Re-DocRED (Tan et al., EMNLP 2022)."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FREQUENT = frozenset("P17 P131 P27 P150 P175 P577 P463 P527 P495 P361".split())
"""The ten properties that the set's authors count apart; the rest is the long tail."""
CLOSING = frozenset(".,;:!?)]%'") | {"'s", "n't", "''"}
Span = tuple[int, int]
Label = tuple[int, int, str]
"""Numbers of head and tail, and the property."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document: its text, its sentences and the mentions of its entities by characters, types, and its facts."""

    title: str
    text: str
    sentences: tuple[Span, ...]
    entities: tuple[tuple[Span, ...], ...]
    types: tuple[str, ...]
    labels: frozenset[Label]

    def distance(self, head: int, tail: int) -> int:
        """Sentences between the nearest mentions of two entities."""
        one, other = ([self._sentence(m) for m in self.entities[e]] for e in (head, tail))
        return min((abs(a - b) for a in one for b in other), default=0)

    def _sentence(self, mention: Span) -> int:
        return sum(start <= mention[0] for start, _ in self.sentences) - 1

    def names(self, entity: int) -> set[str]:
        """What the text calls an entity."""
        return {self.text[start:end] for start, end in self.entities[entity]}


def load(path: Path) -> list[Page]:
    """The documents of a file in the format of DocRED."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return [page_of(each) for each in json.load(file)]


def page_of(data: dict[str, Any]) -> Page:
    """A document as it is written in the set, with blanks put back between its words.

    >>> page = page_of({"title": "t", "sents": [["Ann", ",", "a", "poet", "."]], "labels": [],
    ...     "vertexSet": [[{"sent_id": 0, "pos": [0, 1], "type": "PER"}]]})
    >>> page.text, page.entities
    ('Ann, a poet.', (((0, 3),),))
    """
    text, places, sentences = "", [], []
    for words in data["sents"]:
        own = []
        for number, word in enumerate(words):
            glued = (word in CLOSING and number) or (number and words[number - 1] in {"(", "["})
            text += "" if glued or not text else " "
            own.append((len(text), len(text) + len(word)))
            text += word
        places.append(own)
        sentences.append((own[0][0], own[-1][1]) if own else (len(text), len(text)))
    entities = tuple(
        tuple(sorted({_span(places[m["sent_id"]], m["pos"]) for m in vertex})) for vertex in data["vertexSet"]
    )
    labels = frozenset((each["h"], each["t"], each["r"]) for each in data.get("labels", ()))
    types = tuple(vertex[0]["type"] for vertex in data["vertexSet"])
    return Page(data["title"], text, tuple(sentences), entities, types, labels)


def _span(places: Sequence[Span], words: Sequence[int]) -> Span:
    return places[words[0]][0], places[words[1] - 1][1]


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
