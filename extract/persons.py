"""Whom a cue's subject means: a node, a pronoun's person, or somebody unnamed who is quoted."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ..model import Kind
from .cues import Cue, Cues
from .quotes import is_break
from .state import MentionSpan, Node, Reading

PERSONAL = frozenset({"he", "she"})
PLURAL = frozenset({"they", "it"})
LABEL = 10
"""The longest name, in tokens, that stands before a colon as a speaker's label."""
REACH = 8
FIELD = 4
"""The longest field of an office, in tokens: "trade and public works"."""


class Speakers:
    """Finds nodes for speakers, making new ones for the unnamed."""

    def __init__(self, reading: Reading, cues: Cues) -> None:
        self.reading = reading
        self.cues = cues
        self.made: dict[str, str] = {}
        self.heard: list[tuple[int, str]] = []

    def of(self, cue: Cue) -> str | None:
        """The node id of a cue's speaker."""
        for token in cue.subjects:
            found = self.node(token)
            if found is not None:
                self.heard.append((cue.token.i, found))
                return found
        if cue.subjects:
            return None
        if cue.token.pos_ == "NOUN":
            return self._latest(cue.token.i, ("Organization",)) or self._latest(cue.token.i, ("Person",))
        neighbor = self._neighbor(cue.token)
        if neighbor is not None:
            self.heard.append((cue.token.i, neighbor))
        return neighbor

    def node(self, token: Token) -> str | None:
        """The node that a noun phrase in a speaker's place stands for."""
        node = self.reading.node_at(token)
        if node is not None and node.kind != "Event":
            return node.id
        if token.lower_ in PERSONAL:
            return self._latest(token.i, ("Person",))
        if token.lower_ in PLURAL:
            return self._latest(token.i, ("Organization",))
        if token.pos_ not in {"NOUN", "PROPN"}:
            return None
        if (named := self._named_within(token)) is not None:
            return named
        lemma = token.lemma_.lower()
        if lemma in self.cues.utterances:
            return next((n.id for n in self._owners(token)), None)
        if kind := self.cues.unnamed.get(lemma):
            return self._unnamed(token, "Person" if kind == "Person" else "Organization")
        return self._surname(token) if token.pos_ == "PROPN" else None

    def _named_within(self, token: Token) -> str | None:
        """The person whose name the parser hung on a role: "director general X", "the chairman, X"."""
        for child in token.children:
            if child.dep_ in {"appos", "compound", "nmod", "conj", "nsubj"} and (
                child.dep_ != "conj" or child.pos_ == "PROPN"
            ):
                node = self._node(child)
                if node is not None and node.kind == "Person":
                    return node.id
        doc = token.doc
        for index in range(token.i + 1, min(token.i + 7, len(doc))):
            if doc[index].pos_ in {"VERB", "AUX"} or doc[index].text in {".", ";"} or doc[index].is_space:
                return None
            node = self._node(doc[index])
            if node is not None and node.kind == "Person" and doc[index].pos_ == "PROPN":
                return node.id
        return None

    def _surname(self, token: Token) -> str:
        """A person whom no name was recognized for: one whose name ends so, or a new one."""
        for node in self.reading.nodes.values():
            if node.kind in {"Person", "Organization"} and node.name.split()[-1:] == [token.text]:
                return node.id
        first = token.i
        while first > token.left_edge.i and token.doc[first - 1].pos_ == "PROPN":
            first -= 1
        span = token.doc[first : token.i + 1]
        node = self.reading.add_node("Person", span.text)
        self.reading.mentions.append(MentionSpan(span, "Person", "name", node.id, "speaker", 0.5))
        return node.id

    def _owners(self, token: Token) -> Iterator[Node]:
        """The nodes inside a noun phrase: "the ministry's statement", "a statement by the ministry"."""
        for child in token.children:
            if child.dep_ in {"poss", "compound", "appos", "nmod", "amod"}:
                if (node := self._node(child)) is not None:
                    yield node
            elif child.dep_ == "prep" and child.lower_ in {"by", "from", "of"}:
                for below in child.children:
                    if (node := self._node(below)) is not None:
                        yield node

    def _node(self, token: Token) -> Node | None:
        node = self.reading.node_at(token)
        return node if node is not None and node.kind != "Event" else None

    def _unnamed(self, token: Token, kind: Kind) -> str:
        """A node for people who are quoted but not named, one for each description."""
        named = next((c for c in token.children if c.dep_ == "appos" and self._node(c) is not None), None)
        if named is not None and (node := self._node(named)) is not None:
            return node.id
        doc = token.doc
        first = min(
            [token.i, *(c.left_edge.i for c in token.children if c.dep_ in {"compound", "amod", "poss", "nmod"})]
        )
        first = first if token.i - first <= 4 else token.i
        span = doc[first : self._end(token)]
        key = token.lemma_.lower() if span.end == token.i + 1 else span.text.lower()
        if key not in self.made:
            node = self.reading.add_node(kind, span.text)
            self.made[key] = node.id
            self.made.setdefault(token.lemma_.lower(), node.id)
        self.reading.mentions.append(MentionSpan(span, kind, "nominal", self.made[key], "quoted", 0.6))
        return self.made[key]

    def _end(self, head: Token) -> int:
        """Where a description ends: "ministry of justice" goes on behind its head, "group of boys" does not."""
        of = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else head
        if head.lemma_.lower() in self.cues.offices and of.lower_ == "of" and of.head.i == head.i:
            field = head.doc[of.i + 1 : of.right_edge.i + 1]
            if 0 < len(field) <= FIELD and all(
                t.is_lower and t.pos_ in {"NOUN", "PROPN", "ADJ", "CCONJ"} for t in field
            ):
                return field.end
        return head.i + 1

    def _latest(self, index: int, kinds: tuple[Kind, ...]) -> str | None:
        """The last speaker, or else the last name of these kinds, before a token."""
        since, best = next(
            ((at, heard) for at, heard in reversed(self.heard) if self.reading.nodes[heard].kind in kinds), (-1, None)
        )
        for mention in self.reading.mentions:
            if (
                since < mention.span.start < index
                and mention.kind in kinds
                and mention.node
                and mention.level == "name"
            ):
                if best is None or mention.span.root.dep_ in {"nsubj", "nsubjpass"}:
                    since, best = mention.span.start, mention.node
        return best

    def _neighbor(self, cue: Token) -> str | None:
        """The name next to a cue that the parser gave no subject."""
        doc = cue.doc
        for step in (1, -1):
            for distance in range(1, REACH):
                index = cue.i + step * distance
                if not 0 <= index < len(doc) or is_break(doc[index]) or doc[index].text in {".", ";", "?", "!"}:
                    break
                node = self._node(doc[index])
                if node is not None and node.kind != "Place":
                    return node.id
                if doc[index].lower_ in PERSONAL and distance <= 2:
                    return self._latest(cue.i, ("Person",))
        return None

    def label_before(self, doc: Doc, end: int) -> str | None:
        """The speaker of "NAME: words": a name, perhaps with a role, that fills a line up to a colon."""
        index = end - 1
        while index >= 0 and doc[index].is_space and not is_break(doc[index]):
            index -= 1
        if index < 1 or doc[index].text not in {":", "—", "–"}:
            return None
        found: str | None = None
        for back in range(index - 1, max(-1, index - 1 - LABEL), -1):
            token = doc[back]
            if is_break(token) or token.text in {".", "?", "!", "”", '"'}:
                return found
            node = self._node(token)
            if node is not None and node.kind != "Place":
                found = node.id
            if back == 0:
                return found
        return None
