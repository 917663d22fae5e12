"""The matcher that a trained model is: its facts as finds, their arguments as entities of the reading."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from .pairspans import NAMING, Argument
from .state import Reading

LONGEST = 40
"""Tokens of the longest evidence that holds both arguments and what stands between them."""
WIKIDATA = re.compile(r"https?://www\.wikidata\.org/(?:prop/direct|entity|wiki/Property:)/?(?=P\d)")
"""How ontologies name a property of Wikidata, but for its number."""
Meant = tuple[Term, bool]
"""A property, and whether the label of a model means it the other way round."""


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
    meant: Mapping[str, Sequence[Meant]]
    types: Types
    name: str

    @classmethod
    def of(cls, path: Path, vocabulary: Vocabulary) -> ModelRelations:
        """The matcher with the model in a file."""
        reader = reader_of(path)
        return cls(reader, meanings(reader.model.header.labels, vocabulary), Types(vocabulary), f"model:{path.stem}")

    def found(self, doc: Doc, reading: Reading) -> Iterator[Found]:
        """The facts whose property the ontology has, and whose arguments are of its domain and range."""
        mutual: set[tuple[str, Argument, Argument]] = set()
        for fact in self.reader.facts(doc):
            if not (_is_named(fact.subject, doc) and _is_named(fact.object, doc)):
                continue
            for term, is_turned in self.meant.get(fact.predicate, ()):
                told = replace(fact, subject=fact.object, object=fact.subject) if is_turned else fact
                if (term.name, told.object, told.subject) in mutual or not self._fits(
                    told.subject, term.domain, reading
                ):
                    continue
                if term.literal or self._fits(told.object, term.range, reading):
                    if term.symmetric:
                        mutual.add((term.name, told.subject, told.object))
                    yield self._find(told, term, doc, reading)

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
            self._entity(fact.subject, subject, term.domain, reading), term.name, value, evidence, object.root,
            self.name, fact.score, (subject, object),
        )  # fmt: skip

    def _entity(self, argument: Argument, span: Span, classes: tuple[str, ...], reading: Reading) -> str:
        if argument.node is None:
            return entity_of(Candidate(span, OTHER), reading, *self.types.asked(classes))
        node = reading.nodes[argument.node]
        if not classes or self.types.fit(node.kind, node.type, classes, grounded=node.grounding is not None):
            return node.id
        return entity_of(Candidate(span, node.kind, argument.way, node=node.id), reading, *self.types.asked(classes))


def _is_named(argument: Argument, doc: Doc) -> bool:
    """Whether it is known what an argument stands for: of "who" and "where" alone nobody knows."""
    return argument.node is not None or argument.span(doc).root.pos_ in NAMING


def meanings(labels: Iterable[str], vocabulary: Vocabulary) -> dict[str, list[Meant]]:
    """Which properties the labels of a model mean in an ontology.

    A label is the name of a property or its IRI, or the IRI of one elsewhere that the ontology says is the same, or
    the inverse, if no other label is the property's own.

    >>> from ..ontology.vocabulary import load
    >>> found = meanings(["http://www.wikidata.org/prop/direct/P112"], load())
    >>> [(term.name, is_turned) for terms in found.values() for term, is_turned in terms]
    [('founderOf', True)]
    """
    own, elsewhere = dict[str, Term](), dict[str, list[Meant]]()
    for term in vocabulary.properties.values():
        own |= {term.name: term, _uniform(term.iri): term}
        for iri in term.same:
            elsewhere.setdefault(_uniform(iri), []).append((term, False))
        for iri in term.turned:
            elsewhere.setdefault(_uniform(iri), []).append((term, True))
    direct = {label: own[label] for label in labels if label in own}
    taken = {term.name for term in direct.values()}
    found = {label: [(term, False)] for label, term in direct.items()}
    for label in labels:
        others = [meant for meant in elsewhere.get(label, ()) if meant[0].name not in taken]
        found.setdefault(label, []).extend(others)
    return found


def _uniform(iri: str) -> str:
    return WIKIDATA.sub("http://www.wikidata.org/prop/direct/", iri)


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
