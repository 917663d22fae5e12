"""From a word of the parse to the candidates it stands for: names, also coordinated ones, and what "it" takes up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from ..ontology.kinds import kind_by_label
from .candidate import Candidate
from .grammar import COPULAS, NOUN_SUBJECTS, RELATIVES, antecedent, conjuncts, subjects
from .labeltypes import ClassNouns
from .state import Reading

NEUTRAL = frozenset(
    {"it", "its", "they", "their", "them", "itself", "themselves", "this", "which", "she", "her", "he", "his", "him"}
)
RELATIVE_WORDS = frozenset({"which", "that", "who", "whom", "whose", "where"})
COLLECTIVES = frozenset({"crew", "squad", "staff", "mission", "project", "program", "programme", "family", "flight"})
"""Nouns that a name before them tells: "the Apollo 11 crew"."""
PERSONAL = frozenset({"he", "him", "his", "himself", "who"})
FEMININE = frozenset({"she", "her"})
WITHIN = frozenset({"of", "called", "named"})


class Arguments:
    """The candidates of one document by the words that stand for them."""

    def __init__(self, doc: Doc, reading: Reading, candidates: Sequence[Candidate], nouns: ClassNouns) -> None:
        self.doc = doc
        self.reading = reading
        self.candidates = candidates
        self.nouns = nouns
        self.at: dict[int, Candidate] = {token.i: one for one in candidates for token in one.span}
        self.names = [one for one in candidates if one.level == "name" and one.is_entity]

    def of(self, token: Token) -> list[Candidate]:
        """What a word and those coordinated with it stand for, each once."""
        found: dict[int, Candidate] = {}
        near = self.before_relative(token)
        for each in conjuncts(near.span.root if near is not None else antecedent(token)):
            for one in self._single(each):
                found.setdefault(one.span.start, one)
                for joined in conjuncts(one.span.root):
                    other = self.at.get(joined.i)
                    if other is not None and joined.i not in range(one.span.start, one.span.end):
                        found.setdefault(other.span.start, other)
                for first in self._joined_before(one):
                    found.setdefault(first.span.start, first)
        return list(found.values())

    def _joined_before(self, one: Candidate) -> Iterator[Candidate]:
        """Names coordinated with one that the parse has put below it: "Orla United and Brenk Sports Club"."""
        index = one.span.start - 1
        while index > 0 and self.doc[index].lower_ in {"and", ",", "or", "the"}:
            index -= 1
        before = self._name(self.doc[index]) if 0 <= index < one.span.start - 1 else None
        root = before.span.root if before is not None else None
        if before is not None and root is not None and root.dep_ in {"nmod", "compound"} and root.head in one.span:
            yield before

    def before_relative(self, token: Token) -> Candidate | None:
        """The name right before a relative pronoun, which it stands for whatever the parse says."""
        if token.lower_ not in RELATIVE_WORDS or token.tag_ not in {"WDT", "WP", "WP$", "WRB", "IN"}:
            return None
        index = token.i - 1
        while index > 0 and self.doc[index].text in {",", ";", ")", "-", "–"}:
            index -= 1
        one = self.at.get(index) if index >= 0 else None
        return one if one is not None and one.is_entity and one.span.end == index + 1 else None

    def of_clause(self, token: Token) -> list[Candidate]:
        """What the relative clause around a word is about; nothing if there is none."""
        clause = token
        for _ in range(8):
            if clause.dep_ in {"relcl", "advcl", "ccomp", "conj", "ROOT"}:
                for below in clause.subtree:
                    if below.i < token.i and (near := self.before_relative(below)) is not None:
                        return [near]
            if clause.dep_ == "relcl":
                return self.of(clause.head)
            clause = clause.head
        return []

    def title(self, noun: Token) -> Candidate | None:
        """An office with its body: "President of the Republic of Malta"."""
        of = next((child for child in noun.rights if child.lower_ == "of" and child.i == noun.i + 1), None)
        if of is None or not noun.text[:1].isupper():
            return None
        start, end = noun.i, of.i + 1
        while start and self.doc[start - 1].text[:1].isupper() and self.doc[start - 1].dep_ == "compound":
            start -= 1
        while (
            end < len(self.doc)
            and end <= of.right_edge.i
            and (self.doc[end].text[:1].isupper() or self.doc[end].lower_ in {"the", "of", "and", "-"})
        ):
            end += 1
        while end > of.i + 2 and self.doc[end - 1].lower_ in {"the", "of", "and", "-"}:
            end -= 1
        return Candidate(self.doc[start:end], "text", "nominal") if end > of.i + 1 else None

    def _single(self, token: Token) -> Iterator[Candidate]:
        one = self.at.get(token.i)
        if one is not None and one.kind != "text":
            yield one
            topic = self.topic(token) if one.level == "pronoun" and token.lower_ in FEMININE else None
            if topic is not None:
                yield topic  # ships and countries are "she", too
            return
        if token.lower_ in NEUTRAL | RELATIVES:
            topic = self.topic(token)
            if topic is not None:
                yield topic
            return
        named = list(self._named_by(token))
        if named:
            yield from named
            return
        described = self._described(token) or self._predicated(token)
        if described is not None:
            yield described
        elif one is not None:
            yield one

    def _named_by(self, noun: Token) -> Iterator[Candidate]:
        """The name that a common noun belongs to: "the tanker X", "the city of X", "a ship called X"."""
        following = self.at.get(noun.i + 1) if noun.i + 1 < len(self.doc) else None
        if following is not None and following.level == "name" and following.is_entity and noun.pos_ != "VERB":
            yield following
            return
        if kind_by_label(noun.lower_) in {"Place", "Organization"} or noun.lower_ in COLLECTIVES:
            for child in noun.lefts:
                if child.dep_ in {"compound", "nmod"} and (one := self._name(child)) and child.pos_ == "PROPN":
                    yield one
                    return
        for child in noun.rights:
            if child.dep_ == "appos" and (one := self._name(child)):
                yield one
                return
            if child.lower_ in WITHIN and (
                child.lower_ != "of" or self.nouns.at(noun) or noun.lower_ in PLACE_NOUNS | COLLECTIVES
            ):
                for below in child.children:
                    if below.dep_ in {"pobj", "oprd", "dobj"} and (one := self._name(below)):
                        yield one
                        return

    def _name(self, token: Token) -> Candidate | None:
        one = self.at.get(token.i)
        return one if one is not None and one.level == "name" and one.is_entity else None

    def _described(self, noun: Token) -> Candidate | None:
        """The name before that "the ship" takes up: of that class, or with that noun in it."""
        if noun.pos_ != "NOUN" or not any(
            c.dep_ == "det" and c.lower_ in {"the", "this", "that"} for c in noun.children
        ):
            return None
        said = self.nouns.at(noun)
        for one in reversed([each for each in self.names if each.span.end <= noun.i]):
            if noun.lower_ in one.span.text.lower().split() or (said and one.type == said):
                return one
        return self.topic(noun) if said else None

    def _predicated(self, noun: Token) -> Candidate | None:
        """The name that a noun with a clause or a place of its own says what it is: "X is a company based in"."""
        if noun.pos_ != "NOUN" or not any(c.dep_ in {"acl", "relcl", "prep"} and c.i > noun.i for c in noun.children):
            return None
        while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
            noun = noun.head
        if noun.dep_ == "appos":
            return self._name(noun.head)
        if noun.dep_ == "attr" and noun.head.lemma_ in COPULAS and any(c.dep_ == "det" for c in noun.children):
            tokens = [each for token in subjects(noun.head) for each in (token, antecedent(token))]
            return next((one for token in tokens if (one := self._name(token))), None)
        return None

    def subject_of(self, sentence: Span) -> Candidate | None:
        """The name that is the subject of a sentence; failing that, its first name."""
        inside = [one for one in self.names if sentence.start <= one.span.start < sentence.end]
        return next((one for one in inside if one.span.root.dep_ in NOUN_SUBJECTS), inside[0] if inside else None)

    def topic(self, token: Token) -> Candidate | None:
        """What a sentence and the two before are about: the first name that is a subject, else the first name.

        In its own sentence a pronoun takes up subjects only, and "it" nobody.
        """
        edge, sentence, pronoun = token.i, token.sent, token.lower_ in NEUTRAL
        for far in range(3):
            inside = [one for one in self.names if sentence.start <= one.span.start < edge]
            if pronoun and token.lower_ not in PERSONAL:
                inside = [one for one in inside if one.kind != "Person"]
            acting = [one for one in inside if one.span.root.dep_ in NOUN_SUBJECTS]
            taken_up = far and any(t.dep_ in NOUN_SUBJECTS and t.lower_ in NEUTRAL for t in sentence)
            if acting or (inside and not taken_up and (far or not pronoun)):
                return (acting or inside)[0]
            if not sentence.start:
                return None
            edge = sentence.start
            sentence = self.doc[sentence.start - 1].sent
        return None


PLACE_NOUNS = frozenset(
    {"city", "town", "village", "state", "province", "county", "district", "region", "island", "country"}
)
