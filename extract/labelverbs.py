"""Where the arguments of a verb and of a preposition stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from spacy.tokens import Token

from .candidate import Candidate
from .grammar import NOUN_SUBJECTS, complements, is_passive, objects, subjects
from .labelarguments import Arguments
from .labelphrases import TIME

REACH = 18
"""The most words between a verb and its date."""
STANDING = frozenset({"be", "locate", "lie", "situate", "base", "stand", "find", "live", "headquarter"})


class VerbPlaces:
    """Finds the arguments of verbs and prepositions in one document."""

    def __init__(self, arguments: Arguments) -> None:
        self.arguments = arguments

    @staticmethod
    def has_words(verb: Token, words: tuple[str, ...]) -> bool:
        """Whether the further words of a pattern stand with a verb: a particle, an object without article."""
        below = {child.lemma_.lower() for child in verb.children}
        return all(word in below for word in words[1:])

    def places(self, verb: Token, preposition: str, *, flipped: bool) -> Iterator[tuple[Candidate, Candidate, float]]:
        """The grammatical subject in the active, and the object or the complement of a preposition."""
        if preposition == TIME:
            yield from self._dated(verb)
            return
        acting, patients = self._subjects(verb), []
        if preposition:
            found = [token for word, token in complements(verb) if word == preposition]
            patients = [one for token in found for one in self._complement(token, preposition)]
            patients += self._following(patients)
        elif is_passive(verb):
            agents = [token for word, token in complements(verb) if word == "by"]
            patients = acting
            acting = [one for token in agents for one in self.arguments.of(token)]
        else:
            patients = [one for token in objects(verb) for one in self.arguments.of(token)]
            patients += [one for token in objects(verb) for one in self._number(token)]
            patients += [
                one
                for child in verb.children
                if child.dep_ in {"attr", "oprd"}
                for one in self._complement(child, "as")
            ]
        for one, other in product(acting, patients):
            yield one, other, 1.0

    def _number(self, token: Token) -> Iterator[Candidate]:
        """How many of its object there are: "employs 8,500 people"."""
        for child in token.children:
            one = self.arguments.at.get(child.i) if child.dep_ == "nummod" else None
            if one is not None and one.kind == "number":
                yield one

    def _complement(self, token: Token, preposition: str) -> list[Candidate]:
        titled = self.arguments.title(token) if preposition == "as" else None
        return [titled] if titled is not None else self.arguments.of(token)

    def _subjects(self, verb: Token) -> list[Candidate]:
        found = [one for token in subjects(verb) for one in self.arguments.of(token)]
        if not found and verb.dep_ in {"ROOT", "acl", "advcl", "amod", "appos", "dep", "ccomp", "conj", "nmod"}:
            index = verb.i - 1
            if index >= 1 and verb.doc[index].text in "(,":
                before = self.arguments.at.get(index - 1)
                found = [before] if before is not None and before.is_entity else []
        if not found and verb.tag_ == "VBN":
            following = [c for c in verb.head.children if c.dep_ in NOUN_SUBJECTS] if verb.head is not verb else []
            found = [one for token in following for one in self.arguments.of(token)]
        return found

    def _following(self, found: list[Candidate]) -> list[Candidate]:
        """What stands behind a place with only a comma between: "in Alba Iulia, Romania"."""
        out = []
        for one in found:
            while one.kind == "Place" or one.kind == "Thing":
                index = one.span.end
                doc = one.span.doc
                if index + 1 >= len(doc) or doc[index].text not in {",", "in", "("}:
                    break
                if doc[index].text == "," and doc[index + 1].lower_ == "in" and index + 2 < len(doc):
                    index += 1
                after = self.arguments.at.get(index + 1)
                if after is None or after.kind not in {"Place", "Thing"} or after.level != "name":
                    break
                out.append(after)
                one = after
        return out

    def _dated(self, verb: Token) -> Iterator[tuple[Candidate, Candidate, float]]:
        """The nearest date behind a verb, in its own clause."""
        right = min(verb.right_edge.i + 1, verb.i + REACH)
        for token in verb.doc[verb.i + 1 : right]:
            one = self.arguments.at.get(token.i)
            if token.dep_ in {"relcl", "conj"} and token.pos_ == "VERB":
                break
            if one is not None and one.kind == "date":
                for subject in self._subjects(verb):
                    yield subject, one, 1.0
                return
        for child in verb.lefts:  # "In 1976 the yard built X"
            for token in child.subtree:
                one = self.arguments.at.get(token.i)
                if one is not None and one.kind == "date" and child.dep_ in {"prep", "npadvmod"}:
                    patients = objects(verb) if not is_passive(verb) and objects(verb) else subjects(verb)
                    for subject in (each for t in patients for each in self.arguments.of(t)):
                        yield subject, one, 0.9
                    return

    def inside(self, preposition: Token) -> Iterator[tuple[Candidate, Candidate, float]]:
        """ "X in Y" within a noun phrase, and "X, Y" of places."""
        found = [one for child in preposition.children if child.dep_ == "pobj" for one in self.arguments.of(child)]
        found = [one for one in found if one.level == "name"]
        found += self._following(found)
        head = preposition.head
        if head.pos_ in {"NOUN", "PROPN", "NUM"}:
            for one, other in product(self.arguments.of(head), found):
                yield one, other, 1.0
