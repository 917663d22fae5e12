"""What a trained pair classifier reads in a document: candidates, the likely ones, their pairs, and the facts.

The gate drops candidates that are hardly an argument of anything, the classifier scores the pairs of the rest within
:data:`REACH` sentences, and of facts that share their words the likeliest stands.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import numpy
from spacy.tokens import Doc

from .pairfeatures import Features, hashed, kinds_between
from .pairlabels import LabelFeatures
from .pairmodel import Numbers, PairModel
from .pairspans import Argument, candidates, named
from .state import Reading, reading_of

REACH = 2
"""Sentences between two candidates, at most."""
FAR = 60
"""Words between two candidates, at most."""
BOTH = 0.02
"""How likely it is, at least, that both candidates of a pair are arguments of something."""
MOST = 14
"""Candidates of one sentence whose pairs are looked at, the likeliest."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A property that joins two candidates, and how probable it is."""

    subject: Argument
    predicate: str
    object: Argument
    score: float


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document's candidates with their features."""

    doc: Doc
    features: Features
    arguments: Sequence[Argument]
    words: Sequence[Sequence[int]]

    @classmethod
    def of(cls, doc: Doc, reading: Reading, named_only: bool, known: Set[str]) -> Prepared:
        """The candidates of a document: all, or only the mentions of its nodes."""
        features = Features(doc)
        arguments = named(reading) if named_only else candidates(doc, reading, known)
        return cls(doc, features, arguments, [hashed(features.of_argument(a)) for a in arguments])

    def kept(self, chances: Sequence[float], least: float) -> list[int]:
        """The candidates that are likely enough, and among the likeliest of their sentence."""
        by_sentence: dict[int, list[int]] = {}
        for i in sorted(range(len(chances)), key=lambda i: (-chances[i], i)):
            if chances[i] >= least:
                by_sentence.setdefault(self.features.sentence(self.arguments[i]), []).append(i)
        return sorted(i for each in by_sentence.values() for i in each[:MOST])

    def kind_pair(self, i: int, j: int) -> str:
        """The kinds of two candidates, without what they are called more closely."""
        return f"{self.arguments[i].coarse}>{self.arguments[j].coarse}"

    def pairs(self, kept: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Ordered pairs of candidates near each other that share no words."""
        for n, i in enumerate(kept):
            for j in kept[n + 1 :]:
                one, other = self.arguments[i], self.arguments[j]
                if self.features.sentence(other) - self.features.sentence(one) > REACH or other.start - one.end > FAR:
                    break
                if not one.overlaps(other) and (one.node is None or one.node != other.node):
                    yield i, j
                    yield j, i

    def link(self, i: int, j: int, kept: Sequence[int]) -> list[int]:
        """The hashed features of a pair."""
        one, other = self.arguments[i], self.arguments[j]
        low, high = sorted((bisect(kept, i), bisect(kept, j)))
        between = kinds_between(one, other, [self.arguments[k] for k in kept[low : high - 1]])
        return hashed(self.features.of_pair(one, other, between))


class PairReader:
    """Reads facts with one model."""

    def __init__(self, model: PairModel) -> None:
        self.model = model
        self.known = frozenset(model.header.known)

    def facts(self, doc: Doc, least: float | None = None) -> list[Fact]:
        """The facts of a document that are at least so probable (None: as the model has it), the likeliest first."""
        model = self.model
        prepared = Prepared.of(doc, reading_of(doc), model.header.named_only, self.known)
        rows = [model.word_rows(words) for words in prepared.words]
        likely = [model.gate(each) for each in rows]
        kept = prepared.kept(likely, model.header.gate)
        pairs = [
            (i, j)
            for i, j in prepared.pairs(kept)
            if likely[i] * likely[j] >= BOTH and prepared.kind_pair(i, j) in model.kinds
        ]
        if not pairs:
            return []
        as_subject = {i: model.subjects[rows[i]].sum(0) for i in kept}
        as_object = {i: model.objects[rows[i]].sum(0) for i in kept}
        labels = LabelFeatures(doc, model.header.phrases)
        scores = numpy.array(
            [
                as_subject[i] + as_object[j] + model.pairs[model.link_rows(prepared.link(i, j, kept))].sum(0)
                for i, j in pairs
            ]
        )
        for n, (i, j) in enumerate(pairs):
            for label, features in labels.of_pair(prepared.arguments[i], prepared.arguments[j]):
                scores[n, label + 1] += model.mark(hashed(features))
        may = numpy.array([model.kinds[prepared.kind_pair(*pair)] for pair in pairs])
        chances = model.probability(scores[:, 1:] - scores[:, :1]) * may
        return decoded(prepared, pairs, chances, model, model.header.threshold if least is None else least)


def decoded(
    prepared: Prepared, pairs: Sequence[tuple[int, int]], chances: Numbers, model: PairModel, least: float
) -> list[Fact]:
    """The likeliest facts: of those of one property that share words on both sides, or a subject of one object, one."""
    found: list[Fact] = []
    single = set(model.header.single)
    rows, columns = numpy.nonzero(chances >= least)
    order = sorted(zip((-chances[rows, columns]).tolist(), rows.tolist(), columns.tolist(), strict=True))
    for chance, row, column in order:
        i, j = pairs[row]
        fact = Fact(prepared.arguments[i], model.header.labels[column], prepared.arguments[j], -chance)
        if not any(_excludes(old, fact, fact.predicate in single, prepared.doc) for old in found):
            found.append(fact)
    return found


def _excludes(old: Fact, new: Fact, single: bool, doc: Doc) -> bool:
    if old.predicate != new.predicate:
        return False
    same = old.subject.overlaps(new.subject) or old.subject.span(doc).text == new.subject.span(doc).text
    return same and (
        single or old.object.overlaps(new.object) or old.object.span(doc).text == new.object.span(doc).text
    )
