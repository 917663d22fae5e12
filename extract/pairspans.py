"""What may be an argument of a relation: the spans of a document that a pair classifier looks at.

An ontology may speak of more than the four kinds of entity: of genres, ranks, films, lengths. So, beside names, their
descriptions and pronouns that were read already, every noun phrase is a candidate, whole and without its first
words, every run of capitals, number, date and quotation, and every string that the examples used twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from .state import MentionSpan, Reading

JOINING = frozenset(
    {"of", "the", "de", "da", "del", "della", "di", "la", "van", "von", "der", "al", "and", "&", "for", "in", "y"}
)
LONGEST = 9
"""Tokens of the longest candidate that is no name."""
SUFFIXES = 4
"""How many words are taken off the front of a noun phrase, one by one."""
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "VERB", "X"})
PRONOUNS = frozenset(
    {"he", "she", "it", "his", "her", "him", "its", "they", "their", "who", "which", "that", "whose", "i", "we", "my"}
)
COARSE = frozenset({"Person", "Organization", "Place", "Event", "Date", "Number"})
RANK = {
    way: rank
    for rank, ways in enumerate(
        "name|date|amount|pronoun nominal|known|capitals|quoted|phrase number|of|part".split("|")
    )
    for way in ways.split()
}
"""Which way of finding a candidate counts where there are several."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A candidate: tokens from ``start`` up to ``end``, how they were found, their kind, and their node if any."""

    start: int
    end: int
    way: str
    kind: str = ""
    node: str | None = None

    @property
    def coarse(self) -> str:
        """Its kind as far as the reading knows it: one of the kinds of entity, a date, a number, or words."""
        kind = self.kind.partition(":")[0]
        return kind if kind in COARSE else "words"

    def span(self, doc: Doc) -> Span:
        """Its words."""
        return doc[self.start : self.end]

    def overlaps(self, other: Argument) -> bool:
        """Whether the two share a token."""
        return self.start < other.end and other.start < self.end


def named(reading: Reading) -> list[Argument]:
    """The mentions of a reading's nodes, and its dates, in the order of the text."""
    found = {(d.span.start, d.span.end): _of_date(d.span) for d in reading.dates}
    found |= {(m.span.start, m.span.end): _of_mention(m) for m in reading.mentions if m.node}
    return [found[key] for key in sorted(found)]


def candidates(doc: Doc, reading: Reading, known: frozenset[str] = frozenset()) -> list[Argument]:
    """All candidates of a document, each stretch of words once, in the order of the text.

    ``known`` are strings in lower case that the examples used. Candidates may overlap: which of them are arguments is
    left to the classifier.
    """
    best: dict[tuple[int, int], Argument] = {}
    for each in _all(doc, reading, known):
        old = best.get((each.start, each.end))
        if old is None or RANK[each.way] < RANK[old.way]:
            best[each.start, each.end] = each
    return [best[key] for key in sorted(best)]


def _all(doc: Doc, reading: Reading, known: frozenset[str]) -> Iterator[Argument]:
    for mention in reading.mentions:
        yield _of_mention(mention)
    for date in reading.dates:
        yield _of_date(date.span)
    for ent in doc.ents:
        if ent.label_ in {"DATE", "TIME"}:
            yield _of_date(ent)
        elif ent.label_ in {"MONEY", "QUANTITY", "TITLE", "NORP"}:
            yield Argument(ent.start, ent.end, "amount", ent.label_.capitalize())
    for chunk in doc.noun_chunks:
        yield from _phrases(doc, chunk)
    yield from _capitals(doc)
    yield from _tokens(doc)
    yield from _quoted(doc)
    if known:
        yield from _known(doc, known)


def _of_mention(mention: MentionSpan) -> Argument:
    detail = f":{mention.grounding.precision}" if mention.kind == "Place" and mention.grounding else ""
    return Argument(mention.span.start, mention.span.end, mention.level, mention.kind + detail, mention.node)


def _of_date(span: Span) -> Argument:
    return Argument(span.start, span.end, "date", "Date")


def _phrases(doc: Doc, chunk: Span) -> Iterator[Argument]:
    """A noun phrase without its article; what is left when its first words go; and with the "of" behind it."""
    start, end = chunk.start, chunk.end
    if start < end - 1 and doc[start].pos_ == "DET" and doc[start].text[:1].isupper() and not doc[start].is_sent_start:
        yield Argument(start, end, "phrase")
    while start < end - 1 and (doc[start].pos_ in {"DET", "PUNCT", "PRON"} or doc[start].tag_ == "POS"):
        start += 1
    yield Argument(start, end, "phrase")
    for first in range(start + 1, min(start + 1 + SUFFIXES, end)):
        if doc[first].is_alpha or doc[first].like_num or doc[first].text[:1].isupper():
            yield Argument(first, end, "part")
    for last in range(start + 1, min(start + 1 + SUFFIXES, end)):
        if not doc[last - 1].is_punct:
            yield Argument(start, last, "part")
    for child in chunk.root.rights:
        if child.lower_ in {"of", "in", "for"} and child.i == end:
            stop = min(child.right_edge.i + 1, start + LONGEST)
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and inner.i < stop:
                yield Argument(start, inner.i + 1, "of")
                if start + 1 < end:
                    yield Argument(end - 1, inner.i + 1, "of")
                if inner.right_edge.i + 1 == stop > inner.i + 1:
                    yield Argument(start, stop, "of")


def _capitals(doc: Doc) -> Iterator[Argument]:
    """Runs of words with capitals and of figures, also over the small words within names and one comma."""
    start = 0
    while start < len(doc):
        if not _is_capital(doc[start]):
            start += 1
            continue
        ends, end = [], start
        while end < len(doc) and end - start < LONGEST:
            if _is_capital(doc[end]) or (end > start and doc[end].like_num):
                ends.append(end + 1)
            elif doc[end].lower_ not in JOINING and doc[end].text not in {",", "'s", "-", ".", "'", "(", ")", "/", "–"}:
                break
            end += 1
        if all(token.pos_ not in NAMING for token in doc[start : ends[-1]]):
            start += 1
            continue
        last = next((e for e in ends if e == len(doc) or not _is_capital(doc[e])), ends[0])
        for stop in {last, *ends[-1:], *(e for e in ends if doc[e - 1].is_title and e < len(doc) and doc[e].is_punct)}:
            yield Argument(start, stop, "capitals")
            if stop < len(doc) and doc[stop].text == ")" and any(t.text == "(" for t in doc[start:stop]):
                yield Argument(start, stop + 1, "capitals")
            if start and doc[start - 1].like_num:
                yield Argument(start - 1, stop, "capitals")
            if start and doc[start - 1].text == "The":
                yield Argument(start - 1, stop, "capitals")
        start = last


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() or (token.pos_ == "PROPN" and token.is_alpha)


def _tokens(doc: Doc) -> Iterator[Argument]:
    for token in doc:
        if token.like_num or any(map(str.isdigit, token.text)):
            yield Argument(token.i, token.i + 1, "number", "Number")
            if token.i + 1 < len(doc) and token.nbor().pos_ in {"NOUN", "PROPN"}:
                yield Argument(token.i, token.i + 2, "number", "Number")
        elif token.lower_ in PRONOUNS and token.pos_ in {"PRON", "DET"}:
            yield Argument(token.i, token.i + 1, "pronoun")
        elif token.pos_ in {"ADJ", "PROPN"} and token.text[:1].isupper():
            yield Argument(token.i, token.i + 1, "part")


def _quoted(doc: Doc) -> Iterator[Argument]:
    opened: int | None = None
    for token in doc:
        if token.text in {'"', "“", "”", "''", "``"}:
            if opened is not None and 0 < token.i - opened - 1 <= LONGEST:
                yield Argument(opened + 1, token.i, "quoted")
            opened = token.i


def _known(doc: Doc, known: frozenset[str]) -> Iterator[Argument]:
    words = [token.lower_ for token in doc]
    longest = max((len(text.split()) for text in known), default=0)
    beginnings = _beginnings(known)
    for start in range(len(words)):
        text = ""
        for end in range(start + 1, min(start + longest + 3, len(words)) + 1):
            text += words[end - 1]
            if text not in beginnings:
                break
            if text in known:
                yield Argument(start, end, "known")
            text += " " if doc[end - 1].whitespace_ else ""


@cache
def _beginnings(texts: frozenset[str]) -> frozenset[str]:
    """What the texts begin with, from the first character to the last."""
    return frozenset(text[:end] for text in texts for end in range(1, len(text) + 1))
