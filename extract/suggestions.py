"""A document's sentences as examples to be filled in, with what is read in them so far as suggestions."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from ..model import Interval, Source, Text
from ..ontology.vocabulary import Vocabulary
from .examples import written
from .pipeline import make_doc
from .state import Reading, RelationFrame, reading_of

SHORTEST = 4
"""Words of the shortest sentence that is worth a person's time."""


def suggested(nlp: Language, source: Source, vocabulary: Vocabulary) -> list[str]:
    """The sentences of a source as blocks of a file of examples."""
    doc = nlp(make_doc(nlp, source))
    reading = reading_of(doc)
    blocks = []
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if len(words) >= SHORTEST and any(token.pos_ in {"VERB", "AUX"} for token in words):
            text = " ".join(sentence.text.split())
            facts = dict.fromkeys(_facts(doc, sentence, reading, vocabulary))
            stated = [fact for fact in facts if all(end and end in text for end in (fact[0], fact[2]))]
            blocks.append(written(text, stated, suggested=True))
    return blocks


def _facts(doc: Doc, sentence: Span, reading: Reading, vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    for relation in reading.relations:
        term = vocabulary.properties.get(relation.predicate)
        if term is not None and sentence.start <= relation.span.start < sentence.end:
            yield _words(relation.subject, sentence, reading), term.label, _object(relation, sentence, reading)


def _object(relation: RelationFrame, sentence: Span, reading: Reading) -> str:
    """The words of a relation's object; empty where the sentence has none for it."""
    value = relation.object
    if not isinstance(value, str) and relation.arguments is not None:
        return " ".join(relation.arguments[1].text.split())
    if isinstance(value, Text):
        return value.value
    if isinstance(value, Interval):
        here = (date for date in reading.dates if sentence.start <= date.span.start < sentence.end)
        return next((date.span.text for date in here if date.interval == value), "")
    return _words(value, sentence, reading) if isinstance(value, str) else ""


def _words(node: str, sentence: Span, reading: Reading) -> str:
    """How a sentence names a node; its name where the sentence does not; empty for what is no node."""
    here = [m for m in reading.mentions if m.node == node and sentence.start <= m.span.start < sentence.end]
    here.sort(key=lambda m: (m.level != "name", m.span.start))
    if here:
        return " ".join(here[0].span.text.split())
    return reading.nodes[node].name if node in reading.nodes else ""
