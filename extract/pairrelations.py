"""The matcher that a trained model is: its facts as finds, their arguments as entities of the reading."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span

from ..model import Interval, Text
from ..ontology.kinds import OTHER
from ..ontology.vocabulary import Term, Vocabulary
from .candidates import Candidate, entity_of
from .found import Found, stretch
from .labeltypes import Types
from .pairmodel import PairModel
from .pairs import Fact, PairReader
from .pairspans import Argument
from .state import Reading

LONGEST = 40
"""Tokens of the longest evidence that holds both arguments and what stands between them."""


@functools.cache
def reader_of(path: Path) -> PairReader:
    """The reader with the model in a file, loaded once. Raises UsageError if there is none."""
    return PairReader(PairModel.load(path))


@dataclass(frozen=True)
class ModelRelations:
    """What a model finds in documents under an ontology."""

    reader: PairReader
    vocabulary: Vocabulary
    types: Types
    name: str

    @classmethod
    def of(cls, path: Path, vocabulary: Vocabulary) -> ModelRelations:
        """The matcher with the model in a file."""
        return cls(reader_of(path), vocabulary, Types(vocabulary), f"model:{path.stem}")

    def found(self, doc: Doc, reading: Reading) -> Iterator[Found]:
        """The facts whose property the ontology has, and whose arguments are of its domain and range."""
        for fact in self.reader.facts(doc):
            term = self.vocabulary.properties.get(fact.predicate)
            if term is None or not self._fits(fact.subject, term.domain, reading):
                continue
            if term.literal or self._fits(fact.object, term.range, reading):
                yield self._find(fact, term, doc, reading)

    def _fits(self, argument: Argument, classes: tuple[str, ...], reading: Reading) -> bool:
        if argument.node is None:
            return True
        node = reading.nodes[argument.node]
        return self.types.fit(node.kind, node.type, classes, grounded=node.grounding is not None)

    def _find(self, fact: Fact, term: Term, doc: Doc, reading: Reading) -> Found:
        subject, object = fact.subject.span(doc), fact.object.span(doc)
        evidence = stretch(subject, object)
        evidence = evidence if len(evidence) <= LONGEST else object
        value: str | Text | Interval
        if term.literal:
            value = _literal(object, term.literal, reading)
        else:
            value = self._entity(fact.object, object, term.range, reading)
        return Found(
            self._entity(fact.subject, subject, term.domain, reading), fact.predicate, value, evidence, object.root,
            self.name, fact.score,
        )  # fmt: skip

    def _entity(self, argument: Argument, span: Span, classes: tuple[str, ...], reading: Reading) -> str:
        if argument.node is not None:
            return argument.node
        wanted = classes[0] if classes else ""
        kind: Any = self.types.kinds.get(wanted, OTHER)
        return entity_of(Candidate(span, OTHER), reading, wanted, kind)


def _literal(span: Span, literal: str, reading: Reading) -> Text | Interval:
    """The value of a datatype property: the interval of a date, or the words."""
    if literal == "date":
        for date in reading.dates:
            if date.span.start < span.end and span.start < date.span.end:
                return date.interval
    return Text(" ".join(span.text.split()))


def voted(rules: list[Found], trained: list[Found]) -> list[Found]:
    """What rules and a model find: what both find is as probable as that not both are wrong, and names both."""
    by_key = {(each.subject, each.predicate, each.object): each for each in trained}
    out = []
    for each in rules:
        same = by_key.pop((each.subject, each.predicate, each.object), None)
        if same is not None:
            score = 1 - (1 - each.score) * (1 - same.score)
            each = replace(each, rule=f"{each.rule}+{same.rule}", score=score)
        out.append(each)
    return out + list(by_key.values())
