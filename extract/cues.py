"""Cues: the verbs, nouns and phrases by which a text reports speech, and what grammar says about their speakers."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from .grammar import SUBJECTS, antecedent, conjuncts, is_passive, objects, subjects
from .moods import is_asked, is_unsaid
from .quotes import Stretch
from .wordlists import toml_of

CLIMB = 3
TAKEN_UP = frozenset({"it", "that", "these", "this", "those"})
POINTING = TAKEN_UP | {"the"}


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

    @property
    def lemma(self) -> str:
        """The cue's basic form in lower case."""
        return self.token.lemma_.lower()


def _sources(token: Token) -> list[Token]:
    """Whom something is according to."""
    to = token.nbor() if token.i + 1 < len(token.doc) else token
    if to.lower_ != "to":
        return []
    found = [child for child in to.children if child.dep_ == "pobj"]
    return found or ([to.nbor()] if to.i + 1 < len(to.doc) else [])


def bearers(carrier: Token) -> list[Token]:
    """Who holds, writes or chants what carries words: the subject of the verb that governs it."""
    head = carrier.head
    for _ in range(CLIMB):
        if head.pos_ == "VERB":
            return [] if is_passive(head) else subjects(head)
        head = head.head
    return []


def agents(verb: Token) -> list[Token]:
    """Who does what a passive verb tells: "described by X"."""
    by = [c for c in verb.children if c.dep_ in {"agent", "prep"} and c.lower_ == "by"]
    return [below for c in by for below in c.children if below.dep_ == "pobj"]


def owners(noun: Token, making: Set[str]) -> list[Token]:
    """Whose claim or report a noun stands for: "a claim by X", "X's complaint", or the subject of "make a claim".

    ``making`` are the lemmas of verbs whose subject utters their object; who settles or faces a claim has not made it.
    """
    own = [child for child in noun.children if child.dep_ == "poss"]
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"}:
            own += [below for below in child.children if below.dep_ == "pobj"]
    return own or (bearers(noun) if noun.head.lemma_.lower() in making else [])


def _named_apart(verb: Token) -> Token | None:
    """Who speaks, where another verb names them: "quoted Ann Lee as saying", "it was Ann Lee who said"."""
    head = verb.head
    if verb.dep_ == "pcomp" and head.lower_ == "as" and not is_passive(head.head):
        return next(iter(objects(head.head)), None)
    if verb.dep_ == "ccomp" and head.lemma_ == "be" and any(child.lower_ == "who" for child in verb.lefts):
        return next((child for child in head.children if child.dep_ == "attr"), None)
    return None


class Cues:
    """The word lists of ``speakers.toml`` as look-ups."""

    def __init__(self, lists: Mapping[str, list[str]], unnamed: Mapping[str, list[str]]) -> None:
        self.say = frozenset(lists["say"])
        self.weak = frozenset(lists["weak"])
        self.quote_only = frozenset(lists["quote_only"])
        self.appeal = frozenset(lists["appeal"])
        self.promise = frozenset(lists["promise"])
        self.naming = frozenset(lists["naming"])
        self.judging = frozenset(lists["judging"])
        self.prepositions: dict[str, frozenset[str]] = {}
        for entry in lists["prepositions"]:
            verb, *words = entry.split()
            self.prepositions[verb] = frozenset(words)
        self.unspoken, self.unsaid = (
            {(verb, word) for verb, *words in map(str.split, lists[name]) for word in words}
            for name in ("unspoken", "unsaid")
        )
        self.nouns = frozenset(lists["nouns"])
        self.denying, self.deniable = frozenset(lists["denying"]), frozenset(lists["deniable"])
        self.disputing = frozenset(lists["disputing"])
        self.making = frozenset(lists["making"])
        self.any = frozenset().union(
            self.say,
            self.quote_only,
            self.appeal,
            self.promise,
            self.naming,
            self.judging,
            self.prepositions,
            self.denying,
        )
        self.told = frozenset(lists["told"])
        self.utterances = frozenset(lists["utterances"])
        self.carriers = frozenset(lists["carriers"])
        self.heads = frozenset(lists["heads"])
        self.offices = frozenset(lists["offices"])
        self.members = frozenset(lists["members"])
        self.plural_members = frozenset(lists["plural_members"])
        self.taken_up = frozenset(lists["taken_up"])
        self.unnamed = {lemma: kind for kind, lemmas in unnamed.items() for lemma in lemmas}
        self.callings = frozenset(unnamed["Person"])

    @classmethod
    @functools.cache
    def load(cls) -> Cues:
        """The lists that come with the package.

        >>> "say" in Cues.load().say
        True
        """
        data = toml_of("speakers.toml")
        return cls({name: words for name, words in data.items() if name != "unnamed"}, data["unnamed"])

    def takes_up(self, verb: Token) -> bool:
        """Whether a verb denies a "this" or "the claim", and says no more of what that is."""
        if verb.lemma_.lower() not in self.denying:
            return False
        for thing in objects(verb):
            bare = not any(child.dep_ in {"acl", "relcl", "prep"} for child in thing.rights)
            claim = thing.lemma_.lower() in self.deniable and any(child.lower_ in POINTING for child in thing.lefts)
            if bare and (claim or (thing.lower_ in TAKEN_UP and verb.lemma_.lower() in self.disputing)):
                return True
        return False

    def find(self, doc: Doc, stretches: list[Stretch]) -> list[Cue]:
        """The cues of a document outside quotations, in order."""
        quoted = {i for stretch in stretches for i in range(stretch.start, stretch.end)}
        out = []
        for token in doc:
            if token.i in quoted:
                continue
            if token.lower_ == "according":
                out.append(Cue(token, "according to", tuple(_sources(token)[:1])))
                continue
            lemma = token.lemma_.lower()
            if token.pos_ == "NOUN":
                if lemma in self.carriers:
                    out.append(Cue(token, "said", tuple(bearers(token))))
                elif lemma in self.nouns and any(c.dep_ in {"acl", "ccomp", "relcl"} for c in token.children):
                    out.append(Cue(token, token.text, tuple(owners(token, self.making))))
            elif token.pos_ in {"VERB", "AUX"} and lemma in self.any and (cue := self._verb(token, quoted)):
                out.append(cue)
        return out

    def _verb(self, token: Token, quoted: set[int]) -> Cue | None:
        if any(c.dep_ == "prt" and (token.lemma_.lower(), c.lower_) in self.unspoken for c in token.children):
            return None  # "called off the search"
        things = [child for child in token.children if child.dep_ == "dobj"]
        judged = any(below.lower_ == "as" for child in (token, *things) for below in child.rights)
        if not judged and any((token.lemma_.lower(), thing.lemma_.lower()) in self.unsaid for thing in things):
            return None  # "claimed nine lives", "rejected the appeal", but not "rejected it as late"
        if is_asked(token) or is_unsaid(token):
            return None  # "Does the mayor say that he lied?", "she did not say that he lied"
        if is_passive(token):
            who = agents(token)
            return Cue(token, token.text, tuple(who)) if who and token.dep_ != "amod" else None
        found = tuple(t for t in self._subjects(token, quoted) if t.i not in quoted)
        if len(found) == 1 and found[0].lemma_.lower() in self.carriers:
            found = tuple(bearers(found[0])) or found
        return Cue(token, token.text, found)

    def _subjects(self, token: Token, quoted: set[int]) -> list[Token]:
        """A verb's subject, also where the parser saw a participle or a list: "a letter to X saying ..."."""
        own = [c for c in token.children if c.dep_ in SUBJECTS and c.i not in quoted]
        if (named := _named_apart(token)) is not None:
            return list(conjuncts(named))
        if own:
            return list(conjuncts(antecedent(own[0])))
        if token.dep_ == "acl" and token.tag_ == "VBG":
            of = token.head
            if of.lemma_.lower() in self.utterances:
                return [*owners(of, self.making), of][:1]
            if told := bearers(of):
                return told
        if token.dep_ == "conj" and token.tag_ in {"VBZ", "VBD"} and token.i > 1:
            before = token.nbor(-2) if token.nbor(-1).text == "," else token.nbor(-1)
            if before.pos_ == "PROPN" and before.dep_ in {"appos", "conj"} and before.i not in quoted:
                return [before]
        return subjects(token)
