"""What may be the subject or the object of a relation under a user's ontology: names, dates, numbers, words.

The mentions of a :class:`Reading` are persons, organizations, places and events. A user's ontology may speak of
ships, films and awards, too: so runs of proper nouns that no mention covers, and titles in quotation marks, are
candidates, with the class that the text says they are of. None of them is an entity until a relation takes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from ..model import Kind
from ..ontology.kinds import OTHER
from ..ontology.vocabulary import Vocabulary
from .aliases import add_alias
from .candidate import Candidate, joined, numbered
from .columns import columns_of
from .gazetteer import fold
from .labeltypes import ClassNouns
from .numbers import find_numbers
from .state import MentionSpan, Node, Reading

QUOTES = {'"': '"', "“": "”", "«": "»", "‘": "’", "'": "'"}
TOWNS = frozenset({"city", "near", "site", "exact"})
LONGEST_TITLE = 10
INNER = frozenset(
    {"of", "the", "de", "la", "du", "des", "von", "van", "der", "and", "&", "in", "on", "for", "-", "–", "'s", "’s"}
)
"""Small words that may stand inside a name."""
FRONT = frozenset({"DET", "PRON", "PUNCT", "SPACE", "ADP", "CCONJ", "SCONJ", "ADV", "PART", "SYM"})
"""Parts of speech that start no description."""


class Candidates:
    """Finds the candidates of documents under one ontology."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.nouns = ClassNouns(vocabulary)
        self.kinds = {name: vocabulary.kind_of(name) for name in vocabulary.classes}
        self.things = OTHER in {self.kinds[name] for name in vocabulary.own & vocabulary.classes.keys()}

    def of(self, doc: Doc, reading: Reading) -> list[Candidate]:
        """The candidates of a document in the order of the text, none overlapping another.

        Descriptions (``kind="text"``) are noun phrases without their article: what somebody's occupation may be.
        """
        known = _known(reading)
        taken: set[int] = set()
        found: list[Candidate] = []
        for one in (
            *(self._name(span, reading, known) for span in _titles(doc)),
            *self._instances(doc, reading),
            *self._mentions(reading, "name"),
            *_dates(reading),
            *(self._name(span, reading, known) for span in _runs(doc, reading)),
            *_numbers(doc),
            *self._mentions(reading, "nominal", "pronoun"),
        ):
            places = range(one.span.start, one.span.end)
            if not taken.intersection(places):
                taken.update(places)
                found.append(one)
        found = list(self._whole(sorted(found, key=lambda one: one.span.start)))
        found = self._alike(found)
        found += _phrases(doc, {token.i for one in found for token in one.span})
        return sorted(found, key=lambda one: one.span.start)

    def _alike(self, found: list[Candidate]) -> list[Candidate]:
        """Candidates of one name with the class that the text says of any of them.

        A name with an article is of no town ("the Calypso"), whatever a gazetteer knows.
        """
        said = {fold(one.span.text): one.type for one in found if one.type and one.level == "name"}
        out = []
        for one in found:
            known = one.type or (said.get(fold(one.span.text), "") if one.level == "name" else "")
            before = one.span.doc[one.span.start - 1].lower_ if one.span.start else ""
            if self.things and one.precision in TOWNS and (before == "the" or self.kinds.get(known) == OTHER):
                one = replace(one, kind=OTHER, precision="")
            out.append(replace(one, type=known))
        return out

    def _whole(self, found: list[Candidate]) -> Iterator[Candidate]:
        """Candidates with the pieces of one name joined: "1 Decembrie 1918 University", "John" "van den" "Berg"."""
        waiting: Candidate | None = None
        for one in found:
            if waiting is not None and (whole := joined(waiting, one)) is not None:
                waiting = whole
                continue
            if waiting is not None:
                yield self._with_noun(waiting)
            waiting = one
        if waiting is not None:
            yield self._with_noun(waiting)

    def _with_noun(self, one: Candidate) -> Candidate:
        """A candidate with the noun of a class behind it ("the Greek language") and an ordinal before it."""
        one = numbered(one)
        end = one.span.end
        doc = one.span.doc
        said = self.nouns.at(doc[end]) if end < len(doc) and doc[end].pos_ in {"NOUN", "PROPN"} else ""
        if not said or not one.is_entity:
            return one
        whole = doc[one.span.start : end + 1]
        if one.level == "nominal" and one.kind == "Place":
            return replace(one, span=whole, kind=OTHER, level="name", type=said, node="")
        is_part = one.level == "name" and not one.grounded and one.span.root.head.i == end
        if not is_part or self.kinds[said] == "Organization":
            return one
        if one.kind == "Person":
            return replace(one, span=whole, kind=self.kinds[said] or OTHER, type=said, node="")
        return replace(one, span=whole, type=said)

    def _mentions(self, reading: Reading, *levels: str) -> Iterator[Candidate]:
        for mention in sorted(reading.mentions, key=lambda m: (-len(m.span), m.span.start)):
            if mention.level in levels and mention.node in reading.nodes:
                node = reading.nodes[mention.node]
                said = node.type or (self.nouns.of_name(mention.span) if mention.level == "name" else "")
                yield Candidate(mention.span, node.kind, mention.level, said, node.id, _precision(node))

    def _instances(self, doc: Doc, reading: Reading) -> Iterator[Candidate]:
        """Words that are of a class by themselves: "Latin" is a language; but not "an English composer"."""
        for token in doc if self.nouns.instances else ():
            for size in (2, 1):
                span = doc[token.i : token.i + size]
                said = self.nouns.instances.get(span.text.lower())
                if said is None:
                    continue
                mention = reading.mention_at(token)
                inside = mention is not None and mention.level == "name" and len(mention.span) > size
                if not inside and not (token.dep_ == "amod" and self.nouns.at(token.head) != said):
                    yield Candidate(span, OTHER, "name", said)
                break

    def _name(self, span: Span, reading: Reading, known: Mapping[str, str]) -> Candidate:
        """A name that no mention covers: of a node that is called so, or of none yet."""
        node = reading.nodes.get(known.get(fold(span.text), ""))
        if node is not None:
            return Candidate(span, node.kind, "name", node.type, node.id, _precision(node))
        return Candidate(span, OTHER, "name", self.nouns.of_name(span))


def entity_of(candidate: Candidate, reading: Reading, type: str = "", kind: Kind = "Thing") -> str:
    """The id of the entity that a candidate is; made, with all its mentions of that name, if it is new.

    ``type`` and ``kind`` are the class that a property asks for: a Thing, or what the recognizer took for something
    else than the text or the property says, becomes one of that class.
    """
    if not candidate.node:
        name = " ".join(candidate.span.text.split())
        node = _named(name, reading)
        if node is None:
            node = reading.add_node(kind, name)
            node.type = candidate.type or (type if kind == OTHER else "")
        reading.mentions.append(MentionSpan(candidate.span, node.kind, "name", node.id, "candidate", 0.7))
        return node.id
    node = reading.nodes[candidate.node]
    words = " ".join(candidate.span.text.split())
    if candidate.level == "name" and len(words) > len(node.name) and node.name in words:
        add_alias(node, node.name)
        node.name = words
    if not node.type and (candidate.type or kind == OTHER):
        node.type = candidate.type or type
    free = kind == OTHER or (node.kind != "Person" and node.grounding is None)
    if node.kind != kind and free and not any(event.node == node.id for event in reading.events):
        node.kind, node.grounding = kind, None
        for event in reading.events:
            event.places = [place for place in event.places if place[0] != node.id]
        for mention in reading.mentions:
            mention.kind = kind if mention.node == node.id else mention.kind
    return node.id


def _dates(reading: Reading) -> Iterator[Candidate]:
    for date in reading.dates:
        yield Candidate(date.span, "date", interval=date.interval)


def _titles(doc: Doc) -> Iterator[Span]:
    """What stands in quotation marks and looks like a title: short, and most of its words begin with a capital."""
    opened: tuple[int, str] | None = None
    for token in doc:
        if opened and token.text == opened[1]:
            span = doc[opened[0] + 1 : token.i]
            opened = None
            words = [t for t in span if t.is_alpha and len(t.text) > 3] or [t for t in span if t.is_alpha]
            capital = [t for t in words if t.text[0].isupper()]
            if 0 < len(span) <= LONGEST_TITLE and 2 * len(capital) > len(words) and span[-1].text not in ",.":
                yield span
        elif token.text in QUOTES and (token.is_sent_start or token.i == 0 or doc[token.i - 1].whitespace_):
            opened = token.i, QUOTES[token.text]


def _runs(doc: Doc, reading: Reading) -> Iterator[Span]:
    """Runs of proper nouns between the mentions."""
    covered = {i for m in reading.mentions if m.level == "name" for i in range(m.span.start, m.span.end)}
    covered |= {token.i for date in reading.dates for token in date.span}
    start = 0
    while start < len(doc):
        if start in covered or not _opens(doc[start]):
            start += 1
            continue
        end = start + 1
        while end < len(doc) and end not in covered and not doc[end].is_sent_start and _continues(doc[end], covered):
            end += 1
        yield doc[start:end]
        start = end


def _precision(node: Node) -> str:
    return node.grounding.precision if node.grounding is not None else ""


def _named(name: str, reading: Reading) -> Node | None:
    """The first node of a reading that has a name, itself or as an alias."""
    key = fold(name)
    return next((node for node in reading.nodes.values() if key in map(fold, (node.name, *node.aliases))), None)


def _known(reading: Reading) -> dict[str, str]:
    """The nodes of a reading by their folded names."""
    return {fold(name): node.id for node in reversed(reading.nodes.values()) for name in (*node.aliases, node.name)}


def _opens(token: Token) -> bool:
    if any(letter.isdigit() for letter in token.text) and any(letter.isupper() for letter in token.text):
        return True  # a code: "10L/28R"
    return (
        token.pos_ == "PROPN" and (token.text[:1].isupper() or token.text[:1].isdigit()) and token.lower_ not in INNER
    )


def _continues(token: Token, covered: set[int]) -> bool:
    if token.text[:1].isupper() or (token.text[:1].isdigit() and token.nbor(-1).pos_ == "PROPN"):
        return token.pos_ in {"PROPN", "NUM", "ADJ", "NOUN"} or token.text in {"."}
    following = token.i + 1
    return (
        token.lower_ in INNER - {"and", "in", "on", "for"}
        and following < len(token.doc)
        and following not in covered
        and token.doc[following].pos_ == "PROPN"
        and token.doc[following].text[:1].isupper()
    )


def _numbers(doc: Doc) -> Iterator[Candidate]:
    """Numbers in digits and words, with what they mean."""
    for number in find_numbers(doc.text):
        span = doc.char_span(number.start, number.end, alignment_mode="expand")
        if span is not None:
            yield Candidate(span, "number", number=number)


def _phrases(doc: Doc, taken: Iterable[int]) -> Iterator[Candidate]:
    """Noun phrases without what stands in front of them and without the names in them."""
    covered = frozenset(taken)
    told = columns_of(doc)
    for first, _, root in told.chunks:
        start, end = root, root + 1
        if root in covered or told.parts[root] in FRONT:
            continue
        while start > first and start - 1 not in covered and _describes(doc[start - 1]):
            start -= 1
        while start < end - 1 and doc[start].tag_ in {"JJ", "RB", "VBN"} and doc[start + 1].text != "-":
            start += 1  # "a professional chess player" is a chess player
        while start < end - 1 and doc[start].is_punct:
            start += 1
        yield Candidate(doc[start:end], "text", "nominal")


def _describes(token: Token) -> bool:
    """Whether a word in front of a noun belongs to the description, as a hyphen does."""
    return token.text == "-" or token.pos_ not in FRONT | {"NUM"}
