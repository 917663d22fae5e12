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

from .columns import Columns, columns_of
from .state import MentionSpan, Reading

JOINING = frozenset(
    {"of", "the", "de", "da", "del", "della", "di", "la", "van", "von", "der", "al", "and", "&", "for", "in", "y"}
)
LONGEST = 9
"""Tokens of the longest candidate that is no name."""
SUFFIXES = 4
"""How many words are taken off the front of a noun phrase, one by one."""
INNER = frozenset({",", "'s", "-", ".", "'", "(", ")", "/", "–"})
"""What may stand between capitals."""
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
    told = columns_of(doc)
    for start, end, root in told.chunks:
        yield from _phrases(doc, told, start, end, root)
    yield from _capitals(told)
    yield from _tokens(told)
    yield from _quoted(told)
    if known:
        yield from _known(told, known)


def _of_mention(mention: MentionSpan) -> Argument:
    detail = f":{mention.grounding.precision}" if mention.kind == "Place" and mention.grounding else ""
    return Argument(mention.span.start, mention.span.end, mention.level, mention.kind + detail, mention.node)


def _of_date(span: Span) -> Argument:
    return Argument(span.start, span.end, "date", "Date")


def _phrases(doc: Doc, told: Columns, start: int, end: int, root: int) -> Iterator[Argument]:
    """A noun phrase without its article; what is left when its first words go; and with the "of" behind it."""
    words, parts = told.words, told.parts
    if start < end - 1 and parts[start] == "DET" and told.capital[start] and not doc[start].is_sent_start:
        yield Argument(start, end, "phrase")
    while start < end - 1 and (parts[start] in {"DET", "PUNCT", "PRON"} or told.tags[start] == "POS"):
        start += 1
    yield Argument(start, end, "phrase")
    for first in range(start + 1, min(start + 1 + SUFFIXES, end)):
        if told.flags.alpha[first] or told.flags.number[first] or told.capital[first]:
            yield Argument(first, end, "part")
    for last in range(start + 1, min(start + 1 + SUFFIXES, end)):
        if not told.flags.mark[last - 1]:
            yield Argument(start, last, "part")
    if end < len(words) and told.heads[end] == root and told.lower[end] in {"of", "in", "for"}:
        yield from _with_of(doc[end], start, end)


def _with_of(of: Token, start: int, end: int) -> Iterator[Argument]:
    """A noun phrase with the "of" behind it and what that is of, up to its noun and whole."""
    stop = min(of.right_edge.i + 1, start + LONGEST)
    inner = next((c for c in of.children if c.dep_ == "pobj"), None)
    if inner is not None and inner.i < stop:
        yield Argument(start, inner.i + 1, "of")
        if start + 1 < end:
            yield Argument(end - 1, inner.i + 1, "of")
        if inner.right_edge.i + 1 == stop > inner.i + 1:
            yield Argument(start, stop, "of")


def _capitals(told: Columns) -> Iterator[Argument]:
    """Runs of words with capitals and of figures, also over the small words within names and one comma."""
    words, size = told.words, len(told)
    capital = [told.capital[i] or (told.flags.alpha[i] and told.parts[i] == "PROPN") for i in range(size)]
    start = 0
    while start < size:
        if not capital[start]:
            start += 1
            continue
        ends, end = [], start
        while end < size and end - start < LONGEST:
            if capital[end] or (end > start and told.flags.number[end]):
                ends.append(end + 1)
            elif told.lower[end] not in JOINING and words[end] not in INNER:
                break
            end += 1
        if NAMING.isdisjoint(told.parts[start : ends[-1]]):
            start += 1
            continue
        last = next((e for e in ends if e == size or not capital[e]), ends[0])
        closed = (e for e in ends if e < size and told.flags.title[e - 1] and told.flags.mark[e])
        for stop in {last, *ends[-1:], *closed}:
            yield Argument(start, stop, "capitals")
            if stop < size and words[stop] == ")" and "(" in words[start:stop]:
                yield Argument(start, stop + 1, "capitals")
            if start and told.flags.number[start - 1]:
                yield Argument(start - 1, stop, "capitals")
            if start and words[start - 1] == "The":
                yield Argument(start - 1, stop, "capitals")
        start = last


def _tokens(told: Columns) -> Iterator[Argument]:
    parts = told.parts
    for i, word in enumerate(told.words):
        if told.flags.number[i] or any(map(str.isdigit, word)):
            yield Argument(i, i + 1, "number", "Number")
            if i + 1 < len(told) and parts[i + 1] in {"NOUN", "PROPN"}:
                yield Argument(i, i + 2, "number", "Number")
        elif told.lower[i] in PRONOUNS and parts[i] in {"PRON", "DET"}:
            yield Argument(i, i + 1, "pronoun")
        elif told.capital[i] and parts[i] in {"ADJ", "PROPN"}:
            yield Argument(i, i + 1, "part")


def _quoted(told: Columns) -> Iterator[Argument]:
    opened: int | None = None
    for i, word in enumerate(told.words):
        if word in {'"', "“", "”", "''", "``"}:
            if opened is not None and 0 < i - opened - 1 <= LONGEST:
                yield Argument(opened + 1, i, "quoted")
            opened = i


def _known(told: Columns, known: frozenset[str]) -> Iterator[Argument]:
    words = told.lower
    longest, beginnings = _beginnings(known)
    for start in range(len(words)):
        text = ""
        for end in range(start + 1, min(start + longest + 3, len(words)) + 1):
            text += words[end - 1]
            if text not in beginnings:
                break
            if text in known:
                yield Argument(start, end, "known")
            text += " " if told.flags.spaced[end - 1] else ""


@cache
def _beginnings(texts: frozenset[str]) -> tuple[int, frozenset[str]]:
    """How many words the longest text has, and what texts begin with, from the first character to the last."""
    longest = max((len(text.split()) for text in texts), default=0)
    return longest, frozenset(text[:end] for text in texts for end in range(1, len(text) + 1))
