"""From examples as people write them to a trained classifier, and how good one is on examples it has not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from ...model import Source, Text
from ...ontology.vocabulary import Vocabulary
from ..examples import Line, Written, places_of
from ..pairmodel import PairModel
from ..pipeline import make_doc
from ..state import Reading, RelationFrame, reading_of
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
    """How many facts of a property (or of all: ``""``) were found rightly, were found, and could have been found."""

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


def judge(nlp: Language, written: Sequence[Written], vocabulary: Vocabulary) -> list[Judged]:
    """Precision and recall of a pipeline's relations on examples, all together first, then by property.

    A relation is right where an example has its property, and a name that the text has for its subject and its object,
    whatever the capitals. Properties that no example has are counted where the ontology is the user's own.
    """
    asked = {fact.predicate for each in written for fact in each.facts} | (
        vocabulary.own & vocabulary.properties.keys()
    )
    right, found, told = Counter[str](), Counter[str](), Counter[str]()
    docs = nlp.pipe(make_doc(nlp, Source.of("example", each.text)) for each in written)
    for doc, each in zip(docs, written, strict=True):
        facts = dict.fromkeys((f.predicate, folded(f.subject), folded(f.object)) for f in each.facts)
        told.update(name for name, _, _ in facts)
        reading = reading_of(doc)
        relations = [relation for relation in reading.relations if relation.predicate in asked]
        found.update(relation.predicate for relation in relations)
        ends = [(relation.predicate, *ends_of(relation, reading)) for relation in relations]
        right.update(
            name for name, one, other in facts if any(_tells(end, (name, one, other), vocabulary) for end in ends)
        )
    rows = [Judged(name, right[name], found[name], told[name]) for name in sorted(found.keys() | told.keys())]
    return [Judged("", right.total(), found.total(), told.total()), *rows]


def _tells(end: tuple[str, set[str], set[str]], fact: tuple[str, str, str], vocabulary: Vocabulary) -> bool:
    """Whether a relation is a fact; one of a symmetric property may stand the other way round."""
    predicate, subjects, objects = end
    name, one, other = fact
    if predicate != name:
        return False
    turned = vocabulary.properties[name].symmetric and other in subjects and one in objects
    return (one in subjects and other in objects) or turned


def ends_of(relation: RelationFrame, reading: Reading) -> tuple[set[str], set[str]]:
    """All that a text calls the subject of a relation, and its object."""
    words = relation.arguments or ()
    one, other = ({folded(span.text)} for span in words) if words else (set[str](), set[str]())
    return one | names_of(relation.subject, reading), other | names_of(relation.object, reading)


def names_of(value: object, reading: Reading) -> set[str]:
    """All that a text calls a node or a value."""
    if isinstance(value, Text):
        return {folded(value.value)}
    if not isinstance(value, str):
        return set()
    spans = {folded(mention.span.text) for mention in reading.mentions if mention.node == value}
    return spans | ({folded(reading.nodes[value].name)} if value in reading.nodes else set())


def folded(words: str) -> str:
    """Words without capitals, an article in front and double blanks.

    >>> folded("The  Ocean Pearl")
    'ocean pearl'
    """
    return " ".join(words.lower().split()).removeprefix("the ")
