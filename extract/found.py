"""What the matchers of relations share: the record of a find, and look-ups of nodes around a noun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Span, Token

from ..model import Figure, Interval, Text
from .grammar import conjuncts
from .state import Node, Reading
from .wordlists import toml_of


@dataclass(frozen=True, slots=True)
class Found:
    """A relation as a matcher saw it; ``token`` is the word whose stance is the relation's."""

    subject: str
    predicate: str
    object: str | Text | Interval | Figure
    span: Span
    token: Token
    rule: str
    score: float = 0.7
    arguments: tuple[Span, Span] | None = None
    """The words of the subject and of the object, where the matcher has them."""


def relation_words() -> Mapping[str, Any]:
    """The content of ``relations.toml``.

    >>> "president" in relation_words()["roles"]["leaderOf"]
    True
    """
    return toml_of("relations.toml")


def label_words() -> Mapping[str, Any]:
    """The content of ``labelwords.toml``.

    >>> label_words()["happenings"]["birth"]
    ['bear']
    """
    return toml_of("labelwords.toml")


def node_of(token: Token, reading: Reading, *kinds: str) -> Node | None:
    """The node at a token if it is of one of the kinds."""
    node = reading.node_at(token)
    return node if node is not None and node.kind in kinds else None


def named_behind(noun: Token, reading: Reading, *kinds: str) -> Node | None:
    """The node of a name right behind what it is of, if of one of the kinds: Karl Moss in "the painter Karl Moss"."""
    doc, start = noun.doc, noun.i + 1
    start += start < len(doc) and doc[start].text == ","
    names = (child for child in noun.children if child.dep_ == "appos" and child.left_edge.i == start)
    return next((node for child in names if (node := node_of(child, reading, *kinds)) is not None), None)


def nodes_within(noun: Token, reading: Reading, prepositions: frozenset[str], *kinds: str) -> Iterator[Node]:
    """The nodes inside a noun phrase: its owner, its modifiers, and what stands after the prepositions."""
    own = reading.node_at(noun)
    for child in noun.children:
        if child.dep_ in {"poss", "compound", "amod", "nmod"}:
            for token in (child, *child.lefts):
                node = node_of(token, reading, *kinds)
                if node is not None and node is not own:
                    yield node
                    break
        elif child.dep_ == "prep" and child.lower_ in prepositions:
            for below in child.children:
                if below.dep_ == "pobj":
                    for each in conjuncts(below):
                        node = node_of(each, reading, *kinds) or named_behind(each, reading, *kinds)
                        if node is not None:
                            yield node


def overlap(first: Span, second: Span) -> bool:
    """Whether two spans share a token.

    >>> import spacy
    >>> doc = spacy.blank("en")("The port of Gdynia")
    >>> overlap(doc[0:2], doc[1:4]), overlap(doc[0:2], doc[2:4])
    (True, False)
    """
    return first.start < second.end and second.start < first.end


def stretch(first: Token | Span, second: Token | Span) -> Span:
    """The span from the one to the other, whichever comes first."""
    doc = first.doc
    starts = [x.i if isinstance(x, Token) else x.start for x in (first, second)]
    ends = [x.i + 1 if isinstance(x, Token) else x.end for x in (first, second)]
    return doc[min(starts) : max(ends)]
