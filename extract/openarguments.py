"""The arguments of open claims: the shortest phrase around a head that still says what it is.

Relative clauses, appositions and participles are claims of their own (:mod:`.openclauses`) and stay out, as do the
prepositional phrases that a claim of their own ends in; coordinated heads are arguments each. What MinIE (Gashteovski,
Gemulla and Del Corro, EMNLP 2017) calls minimization.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from .wordlists import toml_of

CLAUSAL = frozenset({"relcl", "acl", "appos", "advcl", "ccomp", "xcomp", "parataxis", "conj", "cc", "preconj", "dep"})
"""What hangs on a noun and is not a part of its phrase."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM", "VERB", "ADV"})


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``open.toml``."""
    return frozenset(toml_of("open.toml")["words"][name])


def scores() -> Mapping[str, float]:
    """How sure each kind of proposition is."""
    found: Mapping[str, float] = toml_of("open.toml")["scores"]
    return found


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that are an argument, in the order of the text; they need not be neighbors."""

    head: Token
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The words, with the spaces of the text between neighbors."""
        return worded(self.tokens)


def worded(tokens: Sequence[Token]) -> str:
    """The words of tokens as a person would write them down.

    >>> import spacy
    >>> doc = spacy.blank("en")("She didn't leave the old house.")
    >>> worded([doc[0], *doc[3:5]]), worded(doc[1:4])
    ('She leave the', "didn't leave")
    """
    out = ""
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        glued = following is not None and following.i == token.i + 1 and not token.whitespace_
        out += token.text if glued else token.text + " "
    return " ".join(out.split())


def alternatives(head: Token) -> list[Token]:
    """A head and those coordinated with it.

    "A, B and C" are three; what is coordinated with the first word of a name is a part of it.
    """
    found = [head]
    for child in head.rights:
        if child.dep_ == "conj" and child.pos_ in NOMINAL and child.tag_ not in {"VBD", "VBZ", "VBP", "VB"}:
            found += alternatives(child)
    return found


def phrase(head: Token, prepositions: bool | None = None) -> Phrase:
    """The phrase of a head: with all its prepositional phrases, with none, or (by default) those that belong to it.

    Those are the ones after "of", without which many nouns say nothing: "a number of strikes".
    """
    kept = set(_members(head, prepositions))
    edges = sorted(kept)
    for index in range(edges[0] + 1, edges[-1]):
        token = head.doc[index]
        if token.dep_ == "punct" and {index - 1, index + 1} <= kept:
            kept.add(index)
    return Phrase(head, tuple(head.doc[i] for i in sorted(kept)))


def _members(head: Token, prepositions: bool | None) -> Iterator[int]:
    yield head.i
    for child in head.lefts:
        if child.dep_ not in CLAUSAL | {"punct", "prep"} and child.lower_ not in words("asides"):
            yield from (t.i for t in child.subtree if t.dep_ != "punct" or t.text in "-–/")
    for child in head.rights:
        if child.dep_ in {"prep", "agent"}:
            if prepositions or (prepositions is None and child.lower_ == "of"):
                yield from _prepositional(child, prepositions)
        elif child.dep_ not in CLAUSAL | {"punct"}:
            yield from (t.i for t in child.subtree if t.dep_ != "punct" or t.text in "-–/")


def _prepositional(preposition: Token, prepositions: bool | None) -> Iterator[int]:
    yield preposition.i
    for child in preposition.children:
        if child.dep_ in {"pobj", "prep"}:
            yield from _members(child, prepositions) if child.dep_ == "pobj" else _prepositional(child, prepositions)
        elif child.dep_ == "pcomp":
            yield from (t.i for t in child.subtree)
