"""From examples as people write them to a trained classifier, and how good one is on examples it has not seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from ...model import Source
from ...ontology.vocabulary import Vocabulary
from ..examples import Line, Written, places_of
from ..pairmodel import PairModel
from ..pairs import PairReader
from ..pipeline import make_doc
from .aligned import Example, Told
from .pairs import Options, train


def read_texts(nlp: Language, texts: Iterable[str]) -> list[Doc]:
    """The texts, read by all components but the one of relations."""
    with nlp.select_pipes(disable=["claimgraph_relations"]):
        return list(nlp.pipe(make_doc(nlp, Source.of("example", text)) for text in texts))


def examples_of(nlp: Language, written: Sequence[Written]) -> list[Example]:
    """Examples read and with the places of their facts."""
    docs = read_texts(nlp, (each.text for each in written))
    return [
        Example(doc, tuple(_told(doc.text, fact) for fact in each.facts))
        for doc, each in zip(docs, written, strict=True)
    ]


def _told(text: str, line: Line) -> Told:
    return Told(places_of(text, line.subject), line.predicate, places_of(text, line.object))


def train_on(nlp: Language, written: Sequence[Written], vocabulary: Vocabulary, options: Options) -> PairModel:
    """A classifier of the properties that the examples have, under an ontology."""
    labels = sorted({fact.predicate for each in written for fact in each.facts})
    model = train(examples_of(nlp, written), labels, phrases_of(labels, vocabulary), options)
    return replace(model, header=replace(model.header, ontology=fingerprint(vocabulary)))


def phrases_of(labels: Sequence[str], vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """For each property, its label and the phrases that evoke it, without their parts of speech."""
    found = []
    for label in labels:
        term = vocabulary.properties[label]
        phrases = (term.label.lower(), *(phrase.partition("/")[0] for phrase in term.phrases))
        found.append(tuple(dict.fromkeys(phrases)))
    return found


def fingerprint(vocabulary: Vocabulary) -> str:
    """The properties of an ontology, to tell whether a model was trained for it."""
    return " ".join(sorted(vocabulary.own & vocabulary.properties.keys()))


@dataclass(frozen=True, slots=True)
class Judged:
    """How many facts of a property (or of all: ``""``) a model found rightly, found, and could have found."""

    name: str
    right: int
    found: int
    told: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is told that was found."""
        return self.right / self.told if self.told else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / (self.found + self.told) if self.right else 0.0


def judge(nlp: Language, model: PairModel, written: Sequence[Written]) -> list[Judged]:
    """Precision and recall of a model on examples, all together first, then by property.

    A fact is right where an example has the same property, subject and object, whatever their capitals.
    """
    reader = PairReader(model)
    docs = read_texts(nlp, (each.text for each in written))
    found, told = set[tuple[str, int, str, str]](), set[tuple[str, int, str, str]]()
    for number, (doc, each) in enumerate(zip(docs, written, strict=True)):
        for fact in reader.facts(doc):
            subject, object = (_folded(argument.span(doc).text) for argument in (fact.subject, fact.object))
            found.add((fact.predicate, number, subject, object))
        told |= {(f.predicate, number, _folded(f.subject), _folded(f.object)) for f in each.facts}
    names = [name for name, _ in groupby(sorted(item[0] for item in found | told))]
    sets = [("", found, told)]
    sets += [(name, {f for f in found if f[0] == name}, {t for t in told if t[0] == name}) for name in names]
    return [Judged(name, len(f & t), len(f), len(t)) for name, f, t in sets]


def _folded(words: str) -> str:
    return " ".join(words.lower().split())
