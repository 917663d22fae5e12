"""What bodies are to bodies: "Acme, a subsidiary of Nordbank", "Acme is a unit of Nordbank"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from .found import Found, nodes_within, relation_words, stretch
from .grammar import COPULAS, NOUN_SUBJECTS, conjuncts
from .state import MentionSpan, Reading

ACTORS = frozenset({"Organization", "Place"})
OF = frozenset({"of"})


class Bodies:
    """Finds what the bodies of one document are to others."""

    def __init__(self, doc: Doc, reading: Reading) -> None:
        self.reading = reading
        self.relation = {noun: name for name, nouns in relation_words()["bodies"].items() for noun in nouns}

    def found(self) -> Iterator[Found]:
        """All such relations, in the order of the text."""
        for mention in self.reading.mentions:
            if mention.kind not in ACTORS or mention.level != "name" or not mention.node:
                continue
            for noun in (each for head in _said_to_be(mention) for each in conjuncts(head)):
                name = self.relation.get(noun.lemma_.lower())
                if name is None or noun.pos_ != "NOUN" or self.reading.mention_at(noun) is not None:
                    continue
                for body in nodes_within(noun, self.reading, OF, "Organization"):
                    if body.id != mention.node:
                        yield Found(mention.node, name, body.id, stretch(mention.span, noun), noun, "body")


def _said_to_be(mention: MentionSpan) -> Iterator[Token]:
    """The nouns that tell what a name is of: in apposition, and behind "is"."""
    root = mention.span.root
    yield from (child for child in root.children if child.dep_ == "appos" and child not in mention.span)
    if root.dep_ == "appos":
        yield root.head
    if root.dep_ in NOUN_SUBJECTS and root.head.lemma_.lower() in COPULAS:
        yield from (child for child in root.head.children if child.dep_ == "attr")
