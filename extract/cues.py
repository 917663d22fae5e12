"""Cues: the verbs and phrases by which a text reports speech, and what grammar says about them."""

from __future__ import annotations

import importlib.resources
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from .grammar import is_passive, subjects
from .quotes import Stretch


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word. ``subjects`` are the tokens that grammar gives for the speaker."""

    token: Token
    verb: str
    subjects: tuple[Token, ...]

    @property
    def span(self) -> Span:
        """The cue as a span of one token."""
        return self.token.doc[self.token.i : self.token.i + 1]


def _sources(token: Token) -> list[Token]:
    """Whom something is according to."""
    to = token.nbor() if token.i + 1 < len(token.doc) else token
    return [child for child in to.children if child.dep_ == "pobj"] if to.lower_ == "to" else []


def _bearers(carrier: Token) -> list[Token]:
    """Who holds, writes or chants what carries words: the subject of the verb that governs it."""
    head = carrier.head
    for _ in range(3):
        if head.pos_ == "VERB":
            return subjects(head)
        head = head.head
    return []


class Cues:
    """The word lists of ``speakers.toml`` as look-ups."""

    def __init__(self, lists: Mapping[str, list[str]], unnamed: Mapping[str, list[str]]) -> None:
        self.say = frozenset(lists["say"])
        self.any = self.say | frozenset(lists["quote_only"]) | frozenset(lists["appeal"])
        self.weak = frozenset(lists["clause_needs_quote"])
        self.appeal = frozenset(lists["appeal"])
        self.promise = frozenset(lists["promise"])
        self.utterances = frozenset(lists["utterances"])
        self.carriers = frozenset(lists["carriers"])
        self.offices = frozenset(lists["offices"])
        self.unnamed = {lemma: kind for kind, lemmas in unnamed.items() for lemma in lemmas}

    @classmethod
    def load(cls) -> Cues:
        """The lists that come with the package.

        >>> "say" in Cues.load().say
        True
        """
        text = (importlib.resources.files(__package__) / "speakers.toml").read_text("utf8")
        data = tomllib.loads(text)
        unnamed = data.pop("unnamed")
        return cls(data, unnamed)

    def find(self, doc: Doc, stretches: list[Stretch]) -> list[Cue]:
        """The cues of a document outside quotations, in order."""
        quoted = {i for stretch in stretches for i in range(stretch.start, stretch.end)}
        out = []
        for token in doc:
            if token.i in quoted:
                continue
            if token.lower_ == "according":
                out += [Cue(token, "according to", (source,)) for source in _sources(token)]
            lemma = token.lemma_.lower()
            if lemma in self.carriers and token.pos_ == "NOUN":
                out.append(Cue(token, "said", tuple(_bearers(token))))
            if lemma not in self.any:
                continue
            if token.pos_ == "VERB" and not is_passive(token):
                who = tuple(t for t in subjects(token) if t.i not in quoted)
                if len(who) == 1 and who[0].lemma_.lower() in self.carriers:
                    who = tuple(_bearers(who[0]))
                out.append(Cue(token, token.text, who))
        return out
