"""Pronouns and descriptions that take up a name: "she", "the ministry", "the city".

Only where one name near by fits (the recency and subject preferences of Hobbs, Resolving Pronoun References,
1978, without his tree walk): a wrong link puts words into somebody's mouth, a missing one loses a claim.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from ..model import Kind
from .gazetteer import toml_of
from .nametypes import cues
from .state import MentionSpan, Node, Reading

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
DEFINITE = frozenset({"the", "this", "that"})


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    """The lists of ``coreference.toml``: pronouns, titles and areas."""
    return toml_of("coreference.toml")


class Coreference:
    """Walks through a document and remembers what was named last."""

    def __init__(self, doc: Doc, reading: Reading) -> None:
        self.doc = doc
        self.reading = reading
        self.names = {m.span.start: m for m in reading.mentions if m.node}
        self.covered = {i for m in reading.mentions for i in range(m.span.start, m.span.end)}
        self.genders: dict[str, str] = {}
        self.past: list[MentionSpan] = []

    def links(self) -> Iterator[MentionSpan]:
        """A mention for every pronoun and description whose name is clear, in the order of the text."""
        for token in self.doc:
            if mention := self.names.get(token.i):
                self._note_title(mention)
                self.past.append(mention)
            elif token.i in self.covered:
                continue
            elif link := self._pronoun(token) or self._description(token):
                self.past.append(link)
                yield link

    def _note_title(self, mention: MentionSpan) -> None:
        start = mention.span.start
        if mention.node and start and (gender := _words()["titles"].get(self.doc[start - 1].lower_)):
            self.genders.setdefault(mention.node, gender)

    def _pronoun(self, token: Token) -> MentionSpan | None:
        gender = _words()["pronouns"].get(token.lower_)
        if gender is None:
            return None
        found = self._nearest(token, "Person", gender)
        if found is None or found.node is None:
            return None
        self.genders.setdefault(found.node, gender)
        return MentionSpan(self.doc[token.i : token.i + 1], "Person", "pronoun", found.node, "pronoun", 0.6)

    def _nearest(self, token: Token, kind: Kind, gender: str) -> MentionSpan | None:
        """The last subject, or else the last name, of this kind in this sentence or one of the two before."""
        sentence = token.sent
        recent: list[MentionSpan] = []
        for mention in reversed(self.past[-40:]):
            if mention.kind != kind or not mention.node:
                continue
            if self.genders.get(mention.node, gender) != gender:
                continue
            if _sentences_between(mention.span, sentence) > 2:
                break
            recent.append(mention)
        subjects = [m for m in recent if m.span.root.dep_ in SUBJECTS]
        return next(iter(subjects or recent), None)

    def _description(self, token: Token) -> MentionSpan | None:
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
            return None
        start = _phrase_start(token)
        article = self.doc[start].lower_ if start < token.i else ""
        lower = token.lower_
        if article in DEFINITE and token.i == start + 1:
            if node := self._with_head(lower) or self._area(lower):
                return self._nominal(start, token, node)
        if lower in cues().actors and article in {"", "the"} and token.i - start <= 1:
            if node := self._with_head(lower):
                return self._nominal(start, token, node)
        return None

    def _nominal(self, start: int, token: Token, node: Node) -> MentionSpan:
        return MentionSpan(self.doc[start : token.i + 1], node.kind, "nominal", node.id, "description", 0.6)

    def _with_head(self, noun: str) -> Node | None:
        """The organization named last whose name has this noun for its head."""
        if noun not in cues().organizations | cues().actors:
            return None
        for mention in reversed(self.past):
            node = self.reading.nodes.get(mention.node or "")
            if node is not None and node.kind == "Organization":
                words = [w.casefold() for name in [node.name, *node.aliases] for w in name.split()]
                if noun in words:
                    return node
        return None

    def _area(self, noun: str) -> Node | None:
        """The place named last that is a city, a country and so on, as the noun says."""
        precision = _words()["areas"].get(noun)
        if precision is None:
            return None
        for mention in reversed(self.past[-25:]):
            node = self.reading.nodes.get(mention.node or "")
            if node is not None and node.grounding is not None and node.grounding.precision == precision:
                return node
        return None


def _phrase_start(token: Token) -> int:
    start = token.i
    while (
        start
        and token.doc[start - 1].dep_ in {"det", "amod", "compound", "poss"}
        and token.doc[start - 1].head.i >= start
    ):
        start -= 1
    return start


def _sentences_between(span: Span, sentence: Span) -> int:
    """How many sentences before ``sentence`` a span stands (3 for anything farther)."""
    if span.start >= sentence.start:
        return 0
    edge = sentence.start
    for distance in (1, 2):
        edge = span.doc[edge - 1].sent.start
        if span.start >= edge:
            return distance
    return 3
