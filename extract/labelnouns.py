"""Where the arguments of a noun of relation stand: "S's captain, O", "O is the captain of S", "S has a length of O"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from spacy.tokens import Token

from ..ontology.kinds import OTHER
from .candidate import Candidate
from .found import label_words
from .grammar import COPULAS, OBJECTS, RELATIVES, SUBJECTS, conjuncts, subjects
from .labelarguments import Arguments

OWNING = frozenset({"of", "for", "at", "in", "to", "on", "from", "with", "behind"})
APPOSED, EXPLICIT, GUESSED = 0.95, 1.0, 0.75
PARTS = frozenset({"one", "some", "two", "three", "several"})
COUNTED = 3
"""How many words a number stands before what it counts, at most."""
Places = Iterator[tuple[Candidate, Candidate, float]]


class NounPlaces:
    """Finds the arguments of nouns in one document. The first of a pair has what the second is: "S has NOUN O"."""

    def __init__(self, arguments: Arguments) -> None:
        self.arguments = arguments
        verbs = label_words()["verbs"]
        self.having, self.naming = frozenset(verbs["having"]), frozenset(verbs["naming"])
        self.identity = frozenset(label_words()["heads"]["identity"])

    def places(self, first: Token, last: Token, preposition: str = "") -> Places:
        """Pairs around the words from ``first`` to ``last``; owners follow ``preposition`` if one is given."""
        if self._inside_name(last):
            return
        head = self._head(first, last)
        if head.lemma_.lower() in self.identity and not preposition:
            yield from self._identified(head)
        bearers = list(self._bearers(first, last, head))
        owners = list(self._owners(first, head, preposition))
        for (owner, sure), (bearer, clear) in product(owners, bearers):
            yield owner, bearer, sure * clear
        if bearers and not owners:
            topic = self._topic(head)
            for bearer, clear in bearers:
                if topic is not None and topic is not bearer:
                    yield topic, bearer, GUESSED * clear
        yield from self._of_literal(head)

    def _identified(self, head: Token) -> Places:
        """ "S falls under the category of O", "in the rank of O": what follows "of" is what the noun names."""
        below = [t for child in head.children if child.lower_ == "of" for t in child.children if t.dep_ == "pobj"]
        values = [one for token in below for one in self.arguments.of(token)]
        topic = self._topic(head) if values else None
        if topic is not None:
            yield from ((topic, value, APPOSED) for value in values if value is not topic)

    def _inside_name(self, token: Token) -> bool:
        one = self.arguments.at.get(token.i)
        return one is not None and one.level == "name" and len(one.span) > 1 and one.span.end != token.i + 1

    @staticmethod
    def _head(first: Token, last: Token) -> Token:
        """The head noun of the words: "head" of "head of state"."""
        span = first.doc[first.i : last.i + 1]
        return span.root

    def _bearers(self, first: Token, last: Token, head: Token) -> Iterator[tuple[Candidate, float]]:
        """Who or what the noun is said of."""
        of = self.arguments.of
        if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lower_ in PARTS:
            head = head.head.head
        for child in head.children:
            if child.dep_ == "appos" and child.i > last.i:
                yield from ((one, EXPLICIT) for one in of(child))
            elif child.dep_ == "acl" and child.lemma_.lower() in {"call", "name", "know", "dub", "title"}:
                below = [t for t in child.children if t.dep_ in {"oprd", "dobj", "attr"}]
                below += [t for c in child.children if c.lower_ == "as" for t in c.children]
                yield from ((one, EXPLICIT) for token in below for one in of(token))
        if head.dep_ == "appos":
            yield from ((one, EXPLICIT) for one in of(head.head))
        if head.dep_ in {"attr", "oprd"} and head.head.lemma_.lower() in self.naming:
            yield from ((one, EXPLICIT) for token in subjects(head.head) for one in of(token))
        if head.dep_ in SUBJECTS | {"nsubjpass"} and head.head.lemma_.lower() in self.naming:
            verb = head.head
            for child in verb.children:
                if child.dep_ in {"attr", "oprd", "dobj", "acomp"} and child.i > head.i:
                    yield from ((one, EXPLICIT) for one in of(child))
                elif child.dep_ == "prep" and child.lower_ in {"in", "at", "on", "as"} and verb.lemma_ in COPULAS:
                    yield from ((one, APPOSED) for b in child.children if b.dep_ == "pobj" for one in of(b))
        if head.dep_ == "conj" and head.i + 1 < len(head.doc) and head.nbor().lemma_ in COPULAS:
            verb = head.nbor()  # "in Brenk, Norland and its rector is X": the parse has taken the subject for a place
            if not subjects(verb):
                yield from ((one, APPOSED) for c in verb.children if c.dep_ == "attr" for one in of(c))
        if head.dep_ == "pobj" and head.head.lower_ == "as":
            verb = head.head.head
            yield from ((one, EXPLICIT) for token in subjects(verb) for one in of(token))
        yield from self._adjacent(last)

    def _adjacent(self, last: Token) -> Iterator[tuple[Candidate, float]]:
        """A name, date or number right behind: "captain X", "capital: X", "(length 20 m)"."""
        doc, index = last.doc, last.i + 1
        while index < len(doc) and doc[index].text in {":", ",", "(", '"', "“", "‘", "'"} and index < last.i + 3:
            index += 1
        one = self.arguments.at.get(index) if index < len(doc) else None
        if one is None or one.span.start != index or (one.is_entity and one.level != "name"):
            return
        if one.kind != "text" and (index == last.i + 1 or doc[last.i + 1].text != ","):
            for each in self.arguments.of(one.span.root):
                yield each, APPOSED

    def _owners(self, first: Token, head: Token, preposition: str) -> Iterator[tuple[Candidate, float]]:
        """Whose it is."""
        of = self.arguments.of
        for child in head.children:
            if child.dep_ == "poss":
                yield from ((one, EXPLICIT) for one in self._possessor(child, head))
            elif child.dep_ in {"compound", "nmod", "amod"} and child.i < first.i:
                one = self.arguments.at.get(child.i)
                if one is not None and one.is_entity:
                    yield one, APPOSED
            elif child.dep_ == "prep" and child.lower_ in ({preposition} if preposition else OWNING):
                sure = EXPLICIT if child.lower_ in {"of", preposition} else 0.9
                yield from ((one, sure) for below in child.children if below.dep_ == "pobj" for one in of(below))
            elif child.dep_ == "relcl":
                yield from ((one, 0.9) for one in self._stranded(child))
        yield from ((one, 0.9) for one in self._haver(head))

    def _stranded(self, verb: Token) -> Iterator[Candidate]:
        """Who does something with it, by a clause that ends in a preposition: "the club that X plays for"."""
        has_object = any(t.dep_ in OBJECTS and t.lower_ not in RELATIVES for t in verb.children)
        if not has_object and any(t.dep_ == "prep" and not list(t.children) for t in verb.children):
            for token in verb.children:
                if token.dep_ in SUBJECTS and token.pos_ == "PROPN":
                    yield from self.arguments.of(token)

    def _possessor(self, token: Token, head: Token) -> Iterator[Candidate]:
        yield from self.arguments.of_clause(head) if token.lower_ == "whose" else self.arguments.of(token)

    def _haver(self, head: Token) -> Iterator[Candidate]:
        """Who has it: "S has a length", "S, with a length"."""
        for token in [head, *(c for c in [head.head] if head.dep_ == "conj")]:
            governor = token.head
            if token.dep_ in {"dobj", "attr"} and governor.lemma_.lower() in self.having:
                for subject in subjects(governor):
                    yield from self.arguments.of(subject)
            elif token.dep_ == "pobj" and governor.lower_ in {"with", "under", "at"}:
                above = governor.head
                tokens = subjects(above) if above.pos_ in {"VERB", "AUX"} else [above]
                for each in tokens:
                    yield from self.arguments.of(each)

    def _of_literal(self, head: Token) -> Places:
        """ "a length of 20 metres", "a crew of 24": the value behind "of", of whoever has it."""
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "at", "is", "to", "in"}:
                values = [
                    one for t in child.subtree if (one := self.arguments.at.get(t.i)) and one.kind in {"number", "date"}
                ]
                owners = list(self._haver(head)) or [
                    one for c in head.children if c.dep_ == "poss" for one in self._possessor(c, head)
                ]
                topic = self._topic(head)
                owners = owners or ([topic] if topic is not None else [])
                for value in values[:1]:
                    for owner in owners:
                        yield owner, value, EXPLICIT

    def _topic(self, token: Token) -> Candidate | None:
        found = [one for one in self.arguments.of_clause(token) if one.is_entity]
        return found[0] if found else self.arguments.topic(token)

    def counted(self, first: Token, last: Token) -> Places:
        """A number before what it counts or measures: "16,000 students", "243 metres long"."""
        near = range(first.i - 1, max(-1, first.i - 1 - COUNTED), -1)
        value = next((self.arguments.at[i] for i in near if self._number(i)), None)
        if value is None:
            return
        head = self._head(first, last)
        owners = list(self._haver(head))
        if head.dep_ in {"acomp", "attr"} and head.head.lemma_ in COPULAS | self.having:
            owners += [one for token in subjects(head.head) for one in self.arguments.of(token)]
        owners += [
            one
            for child in head.children
            if child.dep_ == "prep" and child.lower_ in {"at", "of", "in"}
            for below in child.children
            if below.dep_ == "pobj"
            for one in self.arguments.of(below)
        ]
        topic = self._topic(first.doc[value.span.start])
        for owner in owners:
            yield owner, value, EXPLICIT
        if not owners and topic is not None:
            yield topic, value, GUESSED

    def _number(self, index: int) -> bool:
        one = self.arguments.at.get(index)
        return one is not None and one.kind == "number"

    @staticmethod
    def _describes(noun: Token) -> bool:
        """Whether a noun says by itself what something is: not "a part of", "the capital of"."""
        return not any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.children)

    def _with_compounds(self, one: Candidate) -> Candidate:
        """A description with the words of a class that stand before its noun: "rugby union player"."""
        doc, start = one.span.doc, one.span.start
        while start and doc[start - 1].dep_ == "compound" and (before := self.arguments.at.get(start - 1)) is not None:
            if not before.type or before.node:
                break
            start = before.span.start
        return replace(one, span=doc[start : one.span.end])

    @staticmethod
    def _may_describe(one: Candidate) -> bool:
        return one.kind == "text" or (one.kind == OTHER and bool(one.type) and one.span.text.islower())

    def descriptions(self) -> Iterator[tuple[Candidate, Candidate, Token]]:
        """What names are said to be: "X is a Y and Z", "X, a Y,", "the Y X"."""
        for name in self.arguments.names:
            root = name.span.root
            nouns: list[Token] = [child for child in root.rights if child.dep_ == "appos"]
            if root.dep_ == "nsubj" and root.head.lemma_ in COPULAS:
                nouns += [child for child in root.head.children if child.dep_ == "attr"]
            if root.dep_ == "appos":
                nouns.append(root.head)
            if name.span.start:
                nouns.append(name.span.doc[name.span.start - 1])
            for noun in nouns:
                for each in conjuncts(noun):
                    one = self.arguments.at.get(each.i)
                    titled = self.arguments.title(each)
                    if titled is not None:
                        yield name, titled, each
                    elif one is not None and one is not name and self._may_describe(one) and self._describes(each):
                        yield name, self._with_compounds(one), each
