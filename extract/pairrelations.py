"""The matcher that a trained model is: its facts as finds, their arguments as entities of the reading."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc, Span

from ..model import Figure, Interval, Text
from ..ontology.kinds import OTHER
from ..ontology.vocabulary import Term, Vocabulary
from .candidate import Candidate
from .candidates import entity_of
from .found import Found, overlap, stretch
from .labeltypes import Types
from .numbers import parse_number
from .pairmodel import PairModel
from .pairs import Fact, PairReader
from .pairspans import Argument
from .state import Reading

LONGEST = 40
"""Tokens of the longest evidence that holds both arguments and what stands between them."""


def reader_of(path: Path) -> PairReader:
    """The reader with the model in a file, loaded again only where the file has changed.

    Raises UsageError if it holds no model.
    """
    try:
        state = path.stat()
    except OSError:
        return PairReader(PairModel.load(path))  # which says what is wrong
    return _loaded(path, state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=4)
def _loaded(path: Path, changed: int, size: int) -> PairReader:
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
        fits = self.types.fit(node.kind, node.type, classes, grounded=node.grounding is not None)
        # Of things recognizer and gazetteer know nothing: what they took for a person or a village may be a ship.
        is_country = node.grounding is not None and node.grounding.precision == "country"
        return fits or (not node.type and not is_country and self.types.asked(classes)[1] == OTHER)

    def _find(self, fact: Fact, term: Term, doc: Doc, reading: Reading) -> Found:
        subject, object = fact.subject.span(doc), fact.object.span(doc)
        evidence = stretch(subject, object)
        evidence = evidence if len(evidence) <= LONGEST else object
        value: str | Text | Interval | Figure
        if term.literal:
            value = _literal(object, term, reading)
        else:
            value = self._entity(fact.object, object, term.range, reading)
        return Found(
            self._entity(fact.subject, subject, term.domain, reading), fact.predicate, value, evidence, object.root,
            self.name, fact.score, (subject, object),
        )  # fmt: skip

    def _entity(self, argument: Argument, span: Span, classes: tuple[str, ...], reading: Reading) -> str:
        if argument.node is None:
            return entity_of(Candidate(span, OTHER), reading, *self.types.asked(classes))
        node = reading.nodes[argument.node]
        if not classes or self.types.fit(node.kind, node.type, classes, grounded=node.grounding is not None):
            return node.id
        return entity_of(Candidate(span, node.kind, argument.way, node=node.id), reading, *self.types.asked(classes))


def _literal(span: Span, term: Term, reading: Reading) -> Text | Interval | Figure:
    """The value of a datatype property: the interval of a date, a number, or the words."""
    number = parse_number(span.text) if term.literal == "number" else None
    if number is not None:
        return Figure(term.label, number)
    if term.literal == "date":
        for date in reading.dates:
            if overlap(date.span, span):
                return date.interval
    return Text(" ".join(span.text.split()))


def voted(rules: list[Found], trained: list[Found]) -> list[Found]:
    """What rules and a model find: what both find is as probable as that not both are wrong, and names both."""
    rest = list(trained)
    out = []
    for each in rules:
        same = next((other for other in rest if _same(each, other)), None)
        if same is not None:
            rest.remove(same)
            score = 1 - (1 - each.score) * (1 - same.score)
            each = replace(each, rule=f"{each.rule}+{same.rule}", score=score)
        out.append(each)
    return out + rest


def _same(one: Found, other: Found) -> bool:
    """Whether two finds say the same: of the same nodes, or in words that overlap on both sides."""
    if one.predicate != other.predicate:
        return False
    if (one.subject, one.object) == (other.subject, other.object):
        return True
    if one.arguments is None or other.arguments is None:
        return False
    return all(overlap(a, b) for a, b in zip(one.arguments, other.arguments, strict=True))
