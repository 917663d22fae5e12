"""The component that finds names, nationalities, dates, amounts and titles: the encoder's labels as spaCy's entities.

It stands in the place of the stock model's recognizer and speaks its labels, so that whatever reads ``doc.ents``
goes on reading it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from .encoder import CLASSES, LABELS, SIZE, TYPES, Encoder, Scores, encoder

SHARES = "claimgraph_shares"
"""Where a document keeps the probability of each type for each of its tokens."""
TOLD = "claimgraph_told"
"""Where a document keeps the probability of telling nothing, and of each class of events, for each of its tokens."""
STATES = "claimgraph_states"
"""Where a document keeps what the encoder makes of each of its tokens."""
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


PLACING = frozenset({"in", "at", "from", "near", "to", "of", "around"})
"""Behind these words a name is no given name."""


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
    scores, events, states = model.read([doc[i].text for i in tokens], starts)
    told = numpy.zeros((len(doc), events.shape[1]), numpy.float16)
    told[tokens] = events
    doc.user_data[TOLD] = told
    kept = numpy.zeros((len(doc), SIZE), numpy.float16)
    kept[tokens] = states
    doc.user_data[STATES] = kept
    shares = numpy.zeros((len(doc), len(TYPES) + 1), numpy.float16)
    shares[tokens] = numpy.add.reduceat(scores, [0, *range(1, len(LABELS), 2)], axis=1)
    doc.user_data[SHARES] = shares
    return list(
        rejoined(Span(doc, tokens[f.start], tokens[f.end - 1] + 1, SPACY_LABELS[f.type]) for f in decoded(scores))
    )


def type_shares(span: Span) -> dict[str, float] | None:
    """How probable each type is for the words of a span, on average, and that it is of none (``""``)."""
    shares = span.doc.user_data.get(SHARES)
    if shares is None:
        return None
    return dict(zip(("", *TYPES), shares[span.start : span.end].mean(0, numpy.float32).tolist(), strict=True))


def told_at(token: Token) -> tuple[float, str, float] | None:
    """How probable it is that a word tells an event; the likeliest class, and how probable it is."""
    told = token.doc.user_data.get(TOLD)
    if told is None:
        return None
    best = int(told[token.i, 1:].argmax())
    return 1 - float(told[token.i, 0]), CLASSES[best], float(told[token.i, 1 + best])


def told_of(tokens: Iterable[Token]) -> tuple[float, str, float] | None:
    """What the likeliest of several words tells; None where the document was not read by the encoder."""
    return max((told for token in tokens if (told := told_at(token)) is not None), default=None)


def rejoined(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans of a document; one instead of two that a hyphen or an initial's dot ties: "Al-|Sabah", "J|. Roe"."""
    last: Span | None = None
    for span in spans:
        if last is not None and last.label == span.label and _tied(last, span):
            last = Span(span.doc, last.start, span.end, span.label)
            continue
        if last is not None and _is_given_name(last, span):
            last = Span(last.doc, last.start, span.end, span.label)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _is_given_name(left: Span, right: Span) -> bool:
    """Whether a town's name is the given name of the family name behind it: "Paris" and "Moreau"."""
    alone = len(left) == len(right) == 1 and left.end == right.start and not right[0].is_sent_start
    placed = left.start > 0 and left.doc[left.start - 1].lower_ in PLACING
    return alone and left.label_ == "GPE" and right.label_ == "PERSON" and left[0].is_title and not placed


def _tied(left: Span, right: Span) -> bool:
    """Whether a hyphen without spaces, or the dot of an initial, stands between two names or at their edge."""
    doc = left.doc
    if left.end == right.start and left.label_ in {"ORG", "PERSON"} and not right[0].is_sent_start:
        return True
    marks = [token for token in doc[left.end - 1 : right.start + 1] if token.text in {"-", "."}]
    if right.start - left.end > len(marks) or len(marks) != 1:
        return False
    mark, before = marks[0], doc[max(marks[0].i - 1, 0)]
    if mark.text == ".":
        return len(before) == 1 and not before.whitespace_
    return not before.whitespace_ and not mark.whitespace_


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
