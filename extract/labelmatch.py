"""The relations of a user's ontology, found in the parse by the patterns of :mod:`.labelphrases`.

Each shape of pattern knows where its subject and its object stand: beside a verb, around a noun of relation, behind
a copula, inside a prepositional phrase, before a noun that is counted. What is found there is checked against the
domain and the range of the property, so that nothing comes out that the ontology does not allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from ..model import Figure, Interval, Text
from ..ontology.kinds import OTHER
from ..ontology.vocabulary import Vocabulary
from .candidate import Candidate
from .candidates import Candidates, entity_of
from .found import Found, label_words, overlap, stretch
from .labelarguments import Arguments
from .labelnouns import NounPlaces
from .labelphrases import Compiler, Pattern, by_first
from .labeltypes import Types
from .labelverbs import STANDING, VerbPlaces
from .state import Reading

BY_CLASS = 0.4
LONGEST = 60
"""The longest evidence, in tokens; its sentence alone where the subject stands in another."""
SCARCE = frozenset({OTHER, "Organization"})
"""Kinds of which a class says much: there are many places and people in a text, but few leagues."""
Key = tuple[str, int, int]
Match = tuple[float, Pattern, Token, Candidate, Candidate]
Place = tuple[Candidate, Candidate, float]
"""A subject and an object as the words have them, and how sure that is, as a factor of the pattern's score."""


class LabelRelations:
    """Reads the relations of a vocabulary's own properties; made once, used for every document."""

    def __init__(self, vocabulary: Vocabulary, nlp: Language) -> None:
        self.vocabulary = vocabulary
        self.candidates = Candidates(vocabulary)
        self.types = Types(vocabulary)
        patterns = Compiler(vocabulary, nlp).patterns()
        self.verbs = by_first(p for p in patterns if p.shape == "verb")
        self.nouns = by_first(p for p in patterns if p.shape in {"noun", "count"})
        self.by_range = self._only_properties()
        self.links = [p for p in patterns if p.shape == "is"]
        self.inside = by_first(p for p in patterns if p.shape == "in")

    def _only_properties(self) -> dict[str, str]:
        """The property of each class of things that is the range of no other property."""
        ranges: dict[str, list[str]] = {}
        for name in sorted(self.vocabulary.own & self.vocabulary.properties.keys()):
            for each in self.vocabulary.properties[name].range:
                ranges.setdefault(each, []).append(name)
        kinds = self.types.kinds
        return {each: names[0] for each, names in ranges.items() if len(names) == 1 and kinds.get(each) in SCARCE}

    def found(self, doc: Doc, reading: Reading) -> list[Found]:
        """The relations of a document in the order of the text; their entities are put into the reading."""
        arguments = Arguments(doc, reading, self.candidates.of(doc, reading), self.candidates.nouns)
        verbs, nouns = VerbPlaces(arguments), NounPlaces(arguments)
        best: dict[Key, Match] = {}
        for token, pattern, places in self._matches(doc, verbs, nouns):
            for left, right, factor in places:
                subject, value = (right, left) if pattern.flipped else (left, right)
                if value.span.start < subject.span.start and self.vocabulary.properties[pattern.property].symmetric:
                    subject, value = value, subject
                score = round(pattern.score * factor, 3)
                key = pattern.property, subject.span.start, value.span.start
                if self._fits(pattern, subject, value) and (key not in best or best[key][0] < score):
                    best[key] = score, pattern, token, subject, value
        best = _most_exact(best, self._rank)
        best |= self._by_class(doc, arguments, {key[1:] for key in best})
        ordered = sorted(best.items(), key=lambda item: (item[0][1], item[0][2], item[0][0]))
        return [one for _, match in ordered for one in self._written(match, reading)]

    def _by_class(self, doc: Doc, arguments: Arguments, told: set[tuple[int, int]]) -> dict[Key, Match]:
        """What a sentence is about, with what in it is of just the class a property asks for: a league, a language.

        The weakest way to read a property: no word says it, so it is only for classes of things that are told by
        their names, and for pairs of which nothing else is said.
        """
        found: dict[Key, Match] = {}
        for value in arguments.candidates:
            name = self.by_range.get(value.type)
            topic = arguments.subject_of(value.span.sent) if name is not None and value.level == "name" else None
            if name is None or topic is None or (topic.span.start, value.span.start) in told:
                continue
            pattern = Pattern(name, "is", (value.type.lower(),), score=BY_CLASS)
            if topic is not value and self._fits(pattern, topic, value):
                key = name, topic.span.start, value.span.start
                found[key] = BY_CLASS, replace(pattern, words=("class",)), value.span.root, topic, value
        return found

    def _matches(
        self, doc: Doc, verbs: VerbPlaces, nouns: NounPlaces
    ) -> Iterator[tuple[Token, Pattern, Iterable[Place]]]:
        for token in doc:
            lemma = token.lemma_.lower()
            if token.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} and token.tag_ not in {"NN", "NNS"}:
                for pattern in self.verbs.get("bear" if token.lower_ == "born" else lemma, ()):
                    if verbs.has_words(token, pattern.words):
                        yield token, pattern, verbs.places(token, pattern.preposition, flipped=pattern.flipped)
            if token.pos_ in {"NOUN", "PROPN", "ADJ", "ADP", "ADV"} or token.like_num:
                for pattern in self._nouns_at(token, lemma):
                    last = doc[token.i + len(pattern.words) - 1]
                    if pattern.shape == "count":
                        yield last, pattern, nouns.counted(token, last)
                    else:
                        yield last, pattern, nouns.places(token, last, pattern.preposition)
            for pattern in self.inside.get(token.lower_, ()) if token.dep_ == "prep" else ():
                yield token, pattern, verbs.inside(token)
        if self.links:
            for subject, value, token in nouns.descriptions():
                yield from ((token, pattern, [(subject, value, 1.0)]) for pattern in self.links)

    def _nouns_at(self, token: Token, lemma: str) -> Iterator[Pattern]:
        """The patterns whose words start here, of those of one property and direction the longest."""
        forms = dict.fromkeys((lemma, token.lower_))
        found = [p for form in forms for p in self.nouns.get(form, ()) if _stand_at(token, p.words)]
        longest: dict[tuple[str, bool, str], Pattern] = {}
        for pattern in sorted(found, key=lambda p: -len(p.words)):
            longest.setdefault((pattern.property, pattern.flipped, pattern.shape), pattern)
        yield from longest.values()

    def _fits(self, pattern: Pattern, subject: Candidate, value: Candidate) -> bool:
        term = self.vocabulary.properties[pattern.property]
        if overlap(subject.span, value.span):
            return False
        if not subject.is_entity or (subject.node and subject.node == value.node):
            return False
        if not self.types.fit(subject.kind, subject.type, term.domain, grounded=subject.grounded):
            return False
        if term.literal:
            return self._is_literal(value, term.literal)
        if value.kind == "text":
            return self._may_be_described(value, term.range, pattern)
        if not value.is_entity:
            return False
        if value.level == "nominal" and value.kind == "Place" and self._wants_things(term.range):
            return True  # "English": not the country, but a language
        if not self._precise(value, pattern):
            return False
        return self.types.fit(value.kind, value.type, term.range, grounded=value.grounded, as_object=True)

    def _wants_things(self, classes: tuple[str, ...]) -> bool:
        return bool(classes) and all(self.types.kinds.get(name) == OTHER for name in classes)

    def _may_be_described(self, value: Candidate, classes: tuple[str, ...], pattern: Pattern) -> bool:
        """Whether words without a name can be what a property has: a profession, a sport, a material."""
        root = value.span.root
        if root.pos_ not in {"NOUN", "ADJ", "PROPN"} or (len(value.span) == 1 and self.candidates.nouns.at(root)):
            return False
        if pattern.shape == "is" and not self._may_be_called(value, pattern):
            return False
        allowed = {OTHER, "Person"} if pattern.shape == "is" or pattern.preposition == "as" else {OTHER}
        return not classes or any(self.types.kinds.get(name) in allowed for name in classes)

    def _may_be_called(self, value: Candidate, pattern: Pattern) -> bool:
        """Whether what somebody is said to be can be such a thing: "politician" is no rank, and no office."""
        words = self.vocabulary.properties[pattern.property].label.lower().split()
        if words[-1] in label_words()["instances"]:
            return bool(value.type)
        return value.span.text[:1].isupper() or not set(words) & set(label_words()["heads"]["titles"])

    def _is_literal(self, value: Candidate, literal: str) -> bool:
        if literal == "text":
            return (value.level == "name" and value.kind not in {"date", "number"}) or value.kind == "text"
        return value.kind == literal

    def _precise(self, value: Candidate, pattern: Pattern) -> bool:
        """Whether a place is as wide as the label of the property asks: a "country" is none that is a city."""
        last = self.vocabulary.properties[pattern.property].label.lower().split()[-1]
        wanted = label_words()["precisions"].get(last)
        return not (wanted and value.precision) or value.precision in wanted

    def _rank(self, pattern: Pattern, value: Candidate) -> int:
        """How exactly a property of places says what a place is: a country above a state above a location."""
        label = self.vocabulary.properties[pattern.property].label.lower()
        wanted = label_words()["precisions"].get(label.split()[-1], ())
        if value.type and value.type in self.vocabulary.properties[pattern.property].range:
            return 4
        if value.precision in wanted:
            return 3 if value.precision == wanted[0] else 2
        return 0 if label.endswith("part of") else 1

    def _written(self, match: Match, reading: Reading) -> Iterator[Found]:
        score, pattern, token, subject, value = match
        term = self.vocabulary.properties[pattern.property]
        source = entity_of(subject, reading, *self.types.asked(term.domain))
        here = subject.span.start >= token.sent.start and subject.span.end <= token.sent.end
        span = stretch(token, value.span)
        if here and len(stretch(span, subject.span)) < LONGEST:
            span = stretch(span, subject.span)
        target: str | Text | Interval | Figure
        if term.literal == "date" and value.interval is not None:
            target = value.interval
        elif term.literal == "number" and value.number is not None:
            unit = value.number.unit or _unit(value)
            target = Figure(term.label, value.number.value, value.number.qualifier, unit)
        elif term.literal:
            target = Text(" ".join(value.span.text.split()))
        else:
            target = entity_of(value, reading, *self.types.asked(term.range))
        if source != target:
            rule = f"label:{pattern.shape}:{'_'.join(pattern.words)}"
            yield Found(source, pattern.property, target, span, token, rule, score, (subject.span, value.span))


def _most_exact(best: dict[Key, Match], rank: Callable[[Pattern, Candidate], int]) -> dict[Key, Match]:
    """Matches without those that others make superfluous.

    Of properties read at the same words the one with the longest words stays ("doctoral students" are not said to be
    "students"), and of those that only say where something is the most exact one.
    """
    longest: dict[tuple[int, int, int], int] = {}
    highest: dict[tuple[int, int], int] = {}
    for (_, subject, value), (_, pattern, token, _, candidate) in best.items():
        words = token.i, subject, value
        longest[words] = max(longest.get(words, 0), len(pattern.words))
        if _only_places(pattern):
            highest[subject, value] = max(highest.get((subject, value), 0), rank(pattern, candidate))
    kept = {}
    for key, match in best.items():
        _, pattern, token, _, candidate = match
        if pattern.shape in {"noun", "count"} and len(pattern.words) < longest[token.i, key[1], key[2]]:
            continue
        if not _only_places(pattern) or rank(pattern, candidate) in (1, highest[key[1], key[2]]):
            kept[key] = match
    return kept


def _only_places(pattern: Pattern) -> bool:
    return pattern.shape == "in" or (
        pattern.shape == "verb" and pattern.words[0] in STANDING and bool(pattern.preposition)
    )


def _unit(value: Candidate) -> str | None:
    """The unit behind a number: "metre" of "243 metres long"."""
    doc, end = value.span.doc, value.span.end
    if end < len(doc) and doc[end].lemma_.lower() in label_words()["units"]["words"]:
        return str(doc[end].lemma_.lower())
    return None


def _stand_at(token: Token, words: tuple[str, ...]) -> bool:
    """Whether words stand in a text from a token on, by their lemmas."""
    doc = token.doc
    if token.i + len(words) > len(doc):
        return False
    return all(word in (t.lemma_.lower(), t.lower_) for word, t in zip(words, doc[token.i :], strict=False))
