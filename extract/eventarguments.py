"""Who stands where around the word that evokes an event: its subject, its objects, what prepositions bring.

The places are grammatical ones, "subject", "object", "owner", "modifier" or a preposition; what each is in
a class of event stands in ``events.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from .grammar import (
    COPULAS,
    NOUN_SUBJECTS,
    complements,
    conjuncts,
    is_passive,
    is_perfect_infinitive,
    objects,
    predicate_nouns,
    subjects,
)
from .namecues import cues
from .triggers import Trigger

NOMINALS = frozenset({"NOUN", "PROPN"})
OFFICES = frozenset({"oprd", "attr"})
"""Labels of what somebody is made: "elected president of the union"."""
PERIODS = frozenset({"day", "week", "month", "year"})
ANNOUNCE = "announce"
CALLED = frozenset({"Protest", "Conference", "Exhibition"})
"""Classes of what is held by whoever announces it."""
CLOSED = frozenset({"Conference", "Meeting", "Visit", "Travel"})
"""Classes of what only those can end who took part."""


class Arguments:
    """Finds the arguments of triggers. ``settings`` is the content of ``events.toml``."""

    def __init__(self, settings: Mapping[str, Mapping[str, Mapping[str, str]] | list[str]]) -> None:
        roles = settings["roles"]
        assert isinstance(roles, Mapping)
        self.undergone = frozenset(name for name, own in roles.items() if own.get("nearby") == "patient")
        self.endured = frozenset(settings["endured"])
        self.light = frozenset(settings["light"])
        self.taking = frozenset(settings["taking"])
        self.giving = frozenset(settings["giving"]) | frozenset(settings["conveying"])
        self.closing = frozenset(settings["closing"])

    def of(self, trigger: Trigger) -> Iterator[tuple[str, Token]]:
        """The heads of the noun phrases around a trigger, each with its place."""
        token = trigger.token
        if token.pos_ in NOMINALS:
            yield from self._noun_arguments(trigger)
            return
        passive = is_passive(token) or self._is_undergone(trigger)
        yield from (("object", each) for each in _counted_among(token))
        told_of = passive and any(child.dep_ == "xcomp" and is_perfect_infinitive(child) for child in token.children)
        for subject in () if told_of else subjects(token):
            yield ("object" if passive else "subject"), subject
        for each in objects(token):
            yield "object", each
        own = {t.i for t in trigger.tokens}
        for preposition, each in complements(token):
            if preposition == "by" and objects(token) and not passive:
                continue  # "stole paintings by Edvard Munch", where "by" hangs on the theft
            if preposition == "at" and each.lemma_.lower() == "hand":
                yield from (("by", below) for word, below in complements(each) if word == "of")
            elif preposition == "including":
                yield ("object" if passive or objects(token) else "subject"), each
            elif preposition != "with" or not any(o.lemma_.lower() in cues().links for o in objects(token)):
                yield preposition, each  # not "closed its border with Chad"
        for member in trigger.tokens:
            if member.pos_ in NOMINALS:
                yield from self._modifiers(member)
        yield from (("as", child) for child in token.children if child.dep_ in OFFICES)
        for child in token.children:
            if child.dep_ in {"ccomp", "xcomp"} and trigger.type == "Demand":
                yield from (("object", each) for each in subjects(child))
            if child.dep_ in {"dobj", "attr"} and child.i not in own:
                linked = child.lemma_.lower() in cues().links
                for preposition, each in complements(child):
                    if preposition in {"with", "against", "between"} and not linked:
                        yield preposition, each

    def _is_undergone(self, trigger: Trigger) -> bool:
        """Whether what is done to people goes on in the passive, which its form does not tell: "held and freed"."""
        verb = trigger.token
        goes_on = verb.dep_ == "conj" and verb.tag_ == "VBD" and not any(c.dep_ in NOUN_SUBJECTS for c in verb.lefts)
        done = trigger.type in self.undergone or verb.lemma_.lower() in self.endured
        return goes_on and done and is_passive(verb.head) and all(each.lemma_ in PERIODS for each in objects(verb))

    def _noun_arguments(self, trigger: Trigger) -> Iterator[tuple[str, Token]]:
        token = trigger.token
        yield from self._modifiers(token)
        for clause in token.rights:
            if clause.dep_ in {"acl", "relcl"} and clause.lemma_.lower() in self.light:
                yield from (each for each in complements(clause) if each[0] in {"by", "with"})
                if token in objects(clause):
                    yield from (("subject", each) for each in subjects(clause))
        governor = _governor(token)
        verb = governor.lemma_.lower()
        if token.dep_ == "dobj" and verb in self.closing and trigger.type in CLOSED:
            yield from (("with", each) for each in subjects(governor))
        if token.dep_ == "dobj" and verb == ANNOUNCE and trigger.type in CALLED:
            yield from (("by", each) for each in subjects(governor))
        if governor.pos_ == "VERB" and verb in self.light and not _gives_a_name(governor):
            if token.dep_ == "dobj":
                for each in subjects(governor):
                    yield ("to" if verb in self.taking else "subject"), each
            for preposition, each in complements(governor):
                given = preposition == "to" and verb in self.giving
                if given or preposition in {"by", "with", "against", "between"}:
                    yield preposition, each

    @staticmethod
    def _modifiers(token: Token) -> Iterator[tuple[str, Token]]:
        for child in token.children:
            if child.dep_ == "poss":
                for each in conjuncts(child):
                    yield "owner", each
            elif child.dep_ in {"compound", "nmod", "amod"}:
                yield "modifier", child
        for preposition, each in complements(token):
            yield preposition, each
            if preposition == "of":  # "the arrest of nine miners by the police", where "by" hangs on the miners
                yield from (("by", below) for word, below in complements(each) if word == "by")


def _counted_among(participle: Token) -> Iterator[Token]:
    """Who is one of those to whom it was done: "was among those arrested", "those killed included her"."""
    people = participle.head
    if participle.dep_ != "acl" or participle.tag_ != "VBN":
        return
    above = people.head
    if people.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in {"one", "two", "some"}:
        above = above.head
    verb = above.head
    if above.lower_ in {"among", "one", "two", "some"} and verb.lemma_.lower() in COPULAS:
        yield from subjects(verb) or predicate_nouns(verb)
    elif people.dep_ == "nsubj" and above.lemma_.lower() == "include":
        yield from objects(above)


def _governor(noun: Token) -> Token:
    """The verb that a noun hangs on; of "is to be led", the second."""
    verb = noun.head
    if verb.lemma_.lower() in COPULAS and noun.dep_ in NOUN_SUBJECTS:
        return next((child for child in verb.rights if child.dep_ == "xcomp" and is_passive(child)), verb)
    return verb


def _gives_a_name(verb: Token) -> bool:
    """Whether a verb says what to call its object: "called the raid an outrage", "called the vote credible"."""
    named = (below.dep_ == "amod" and below.i > each.i for each in objects(verb) for below in each.rights)
    return any(child.dep_ == "oprd" for child in verb.children) or any(named)
