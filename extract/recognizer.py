"""The component that finds names, nationalities, dates, amounts and titles: the encoder's labels as spaCy's entities.

It stands in the place of the stock model's recognizer and speaks its labels, so that whatever reads ``doc.ents``
goes on reading it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from .encoder import LABELS, Encoder, Scores, encoder

SPACY_LABELS = {
    "Person": "PERSON",
    "Organization": "ORG",
    "Place": "GPE",
    "Event": "EVENT",
    "Nationality": "NORP",
    "Date": "DATE",
    "Time": "TIME",
    "Quantity": "QUANTITY",
    "Money": "MONEY",
    "Title": "TITLE",
}


@dataclass(frozen=True, slots=True)
class Recognized:
    """A mention: the words from ``start`` up to ``end``, its type, and the probability of its weakest word."""

    start: int
    end: int
    type: str
    score: float


@Language.factory("claimgraph_recognizer", assigns=["doc.ents"])
def make_recognizer(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it replaces what entities a document has."""

    def component(doc: Doc) -> Doc:
        doc.set_ents(entities(doc, encoder()))
        return doc

    return component


def entities(doc: Doc, model: Encoder) -> list[Span]:
    """The mentions of a document in spaCy's labels; white space is not read."""
    tokens = [token.i for token in doc if not token.is_space]
    starts = [number for number, i in enumerate(tokens) if doc[i].is_sent_start]
    scores = model.probabilities([doc[i].text for i in tokens], starts)
    return [
        Span(doc, tokens[found.start], tokens[found.end - 1] + 1, SPACY_LABELS[found.type]) for found in decoded(scores)
    ]


def decoded(scores: Scores) -> list[Recognized]:
    """Mentions from the probabilities of shape (words, labels): the best label each, begins where the type changes."""
    best = scores.argmax(1)
    found: list[Recognized] = []
    for word, label in enumerate(best.tolist()):
        if not label:
            continue
        mark, _, kind = LABELS[label].partition("-")
        score = float(scores[word, label])
        last = found[-1] if found else None
        if mark == "I" and last and last.end == word and last.type == kind:
            found[-1] = Recognized(last.start, word + 1, kind, min(last.score, score))
        else:
            found.append(Recognized(word, word + 1, kind, score))
    return found
