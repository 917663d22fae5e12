"""Clauses as propositions: a subject, a relation in the words of the text, and one more argument.

The way is that of ClausIE (Del Corro and Gemulla, "ClausIE: Clause-Based Open Information Extraction", WWW 2013): the
clauses of a sentence are found in its dependency parse, with their subjects, objects, complements and adverbials, and
each argument beyond the first makes a proposition of its own. Relations take in what stands between, as in MinIE
(Gashteovski et al., EMNLP 2017), so that every proposition has two arguments: "handed the keys to | the mayor".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from .grammar import PREDICATES, objects
from .openarguments import Phrase, alternatives, phrase, worded, words
from .openverbs import chain, group, own_subjects

COMPLEMENTS = frozenset({"attr", "acomp", "oprd"})
DEPTH = 2
"""How many prepositional phrases behind one another make propositions."""

LONGEST = 300
"""The most tokens of a sentence that is read: beyond are tables and lists."""
MOST = 200
"""The most propositions of a clause: where everything is coordinated, each with each is too much to say."""

Kind = Literal["object", "complement", "adverbial", "nominal", "apposition", "possessive"]
"""What ends a proposition: an argument of its clause, what hangs on a noun of it, or a phrase without a verb."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A relation and what follows it."""

    relation: tuple[Token, ...]
    object: Phrase
    kind: Kind


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a clause says of two arguments. ``implied`` is a relation that no word of the text expresses.

    ``verbs`` are its predicate and those that govern it ("attempted to popularize"), the outermost first.
    """

    subject: Phrase
    relation: tuple[Token, ...]
    object: Phrase
    kind: Kind
    verbs: tuple[Token, ...] = ()
    implied: str = ""

    @property
    def worded(self) -> str:
        """The relation in the words of the text, auxiliaries and negations among them."""
        return self.implied or worded(self.relation)


def propositions(doc: Doc) -> Iterator[Proposition]:
    """The propositions of a parsed document, word by word of what they hang on; endless sentences tell none."""
    for token in (token for sentence in doc.sents if len(sentence) <= LONGEST for token in sentence):
        if token.pos_ in PREDICATES and token.dep_ not in {"aux", "auxpass", "amod", "compound"}:
            yield from of_verb(token)
        elif token.pos_ in {"NOUN", "PROPN"}:
            yield from of_noun(token)


def of_verb(verb: Token) -> Iterator[Proposition]:
    """The propositions of one clause, one for each of its subjects and each way to end it."""
    relation = group(verb)
    who = own_subjects(verb)
    if not who or relation is None:
        return
    verbs = tuple(chain(verb))
    rests = list(dict.fromkeys(itertools.islice(_rests(verb, relation), MOST)))
    for subject, rest in itertools.islice(itertools.product(who, rests), MOST):
        if subject not in rest.object.tokens and subject not in rest.relation:
            yield Proposition(phrase(subject, True), rest.relation, rest.object, rest.kind, verbs)


def of_noun(noun: Token) -> Iterator[Proposition]:
    """What an apposition or a possessive says: "Ana Ruiz, a nurse" is one, "the mayor's house" has one."""
    for child in noun.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN" and child.i > noun.i:
            for each in alternatives(child):
                yield Proposition(phrase(noun), (), phrase(each), "apposition", implied="be")
        elif child.dep_ == "poss" and child.pos_ == "PROPN" and noun.pos_ == "NOUN":
            owner = Phrase(child, tuple(t for t in phrase(child).tokens if t.dep_ != "case"))
            inner = set(child.subtree)
            owned = Phrase(noun, tuple(t for t in phrase(noun).tokens if t not in inner))
            yield Proposition(owner, (), owned, "possessive", implied="have")


def _rests(verb: Token, relation: tuple[Token, ...]) -> Iterator[Rest]:
    """Every way to end a clause."""
    cores = [each for each in objects(verb) if each.i != verb.i and not _sets_scene(each, verb)]
    given = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    complements = [a for c in verb.children if c.dep_ in COMPLEMENTS for a in alternatives(c) if not _opens(a)]
    for one in given:
        yield Rest(relation, phrase(one), "object")
    carried = (*relation, *phrase(given[0]).tokens) if given else relation
    for core in cores:
        yield Rest(carried, phrase(core), "object")
        yield from _nominal(carried, core, DEPTH)
    for complement in complements:
        held = (*relation, *phrase(cores[0]).tokens) if cores else relation
        yield Rest(held, phrase(complement), "complement")
        yield from _nominal(held, complement, DEPTH)
    adverbials = list(_adverbials(verb))
    stems = [(*carried, *phrase(core).tokens) for core in (*cores, *complements)] or [carried]
    for stem in stems:
        for preposition, value in adverbials:
            told = (*stem, *preposition)
            if value.pos_ in PREDICATES and preposition:
                yield Rest(told, phrase(value, True), "adverbial")
            else:
                yield Rest(told, phrase(value), "adverbial")
                yield from _nominal(told, value, DEPTH)


def _sets_scene(noun: Token, verb: Token) -> bool:
    """Whether a relative clause hangs on a time or place that is no object of it: "the day he left"."""
    if verb.dep_ != "relcl" or verb.head.i != noun.i or any(c.dep_ == "dobj" for c in verb.children):
        return False
    adverbial = any(child.lower_ in words("relatives") for child in verb.children)
    return adverbial or verb.lemma_ == "be" or noun.lemma_.lower() in words("times")


def _opens(complement: Token) -> bool:
    """Whether a complement only leads to an infinitive: "was able to leave"."""
    return any(child.dep_ == "xcomp" for child in complement.rights)


def _adverbials(verb: Token) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """The prepositional phrases of a verb, and the noun phrases that say when."""
    for child in verb.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.pos_ in {"ADP", "SCONJ", "VERB"}:
            yield from prepositional(child)
        elif child.dep_ == "npadvmod" and child.lemma_.lower() in words("times"):
            yield (), child
        elif child.dep_ == "advmod" and any(c.dep_ == "npadvmod" for c in child.children):
            yield (), child


def prepositional(preposition: Token) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """The heads behind a preposition, each with the prepositions before it: "out of | the house"."""
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            if f"{preposition.lower_} {worded(phrase(child, False).tokens).lower()}" in words("linking"):
                for behind in child.rights:
                    if behind.dep_ == "prep" and behind.lower_ in words("links"):
                        yield from (((preposition, child, *more), each) for more, each in prepositional(behind))
                continue
            for each in alternatives(child):
                yield (preposition,), each
        elif child.dep_ == "prep":
            for more, each in prepositional(child):
                yield (preposition, *more), each
        elif child.dep_ == "conj" and child.pos_ == "ADP":
            yield from prepositional(child)


def _nominal(relation: tuple[Token, ...], noun: Token, depth: int) -> Iterator[Rest]:
    """What the prepositional phrases of a noun add: "became a member of | the council"."""
    if not depth:
        return
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.i > noun.i:
            for more, each in prepositional(child):
                told = (*relation, *phrase(noun, False).tokens, *more)
                yield Rest(told, phrase(each), "nominal")
                yield from _nominal(told, each, depth - 1)
