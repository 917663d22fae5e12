"""What the text itself says a name is: "the tanker X", "X, a tanker", "X was a tanker", "Aberdeen Harbour"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from ..model import Kind
from ..ontology.kinds import OTHER
from ..ontology.vocabulary import Vocabulary
from .found import label_words
from .grammar import COPULAS, subjects


class ClassNouns:
    """The labels of a user's classes as nouns to be found in a text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.classes: dict[tuple[str, ...], str] = {}
        for name in sorted(vocabulary.own & vocabulary.classes.keys(), reverse=True):
            for phrase in vocabulary.classes[name].phrases:
                words = tuple(word.partition("/")[0] for word in phrase.split())
                if any(words):  # a label may be blank
                    self.classes[words] = name
        self.longest = max(map(len, self.classes), default=0)
        known: dict[str, str] = label_words()["instances"]
        self.instances = {
            word.replace("_", " "): name
            for words, name in self.classes.items()
            for word in known.get(words[-1], "").split()
        }
        """Words that are of a class by themselves."""

    def at(self, token: Token) -> str:
        """The class whose label ends at a token; empty if there is none.

        "cargo ship" is found before "ship", whatever else stands in front of it.
        """
        for size in range(self.longest, 0, -1):
            start = token.i - size + 1
            if start >= 0:
                words = [t.lower_ for t in token.doc[start : token.i]]
                for last in (token.lemma_.lower(), token.lower_):
                    found = self.classes.get((*words, last))
                    if found is not None:
                        return found
        return ""

    def of_name(self, span: Span) -> str:
        """The class that the text says a name is of; empty if it does not say."""
        return next((found for token in self._nouns(span) if (found := self.at(token))), "")

    def _nouns(self, span: Span) -> Iterator[Token]:
        """The nouns that may say what a name is, the surest first."""
        doc, root = span.doc, span.root
        if span.start and doc[span.start - 1].pos_ in {"NOUN", "PROPN"}:
            yield doc[span.start - 1]
        yield from (child for child in root.rights if child.dep_ == "appos" and child.pos_ == "NOUN")
        if root.dep_ == "appos" and root.head.pos_ == "NOUN":
            yield root.head
        if root.dep_ == "nsubj" and root.head.lemma_ in COPULAS:
            yield from (child for child in root.head.children if child.dep_ == "attr" and root in subjects(root.head))
        if root.dep_ == "attr" and root.head.lemma_ in COPULAS:
            yield from (token for token in subjects(root.head) if token.pos_ == "NOUN")
        yield span[-1]


class Types:
    """Which entities a property of the ontology may join: a look at kinds, and at classes where the text says them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.kinds: dict[str, Kind] = {name: vocabulary.kind_of(name) or OTHER for name in vocabulary.classes}

    def asked(self, classes: tuple[str, ...]) -> tuple[str, Kind]:
        """The class and the kind that a property asks for by its domain or range: the first; none, any thing."""
        return (classes[0], self.kinds.get(classes[0], OTHER)) if classes else ("", OTHER)

    def fit(
        self, kind: str, said: str, classes: tuple[str, ...], *, grounded: bool = False, as_object: bool = False
    ) -> bool:
        """Whether an entity of a kind, which the text says is of the class ``said``, may be of one of the classes.

        Names whose kind nobody knows are Things, and fit everywhere; to a class of Things also fits what the
        recognizer took for an organization, an event or a place that no gazetteer knows. Countries and cities act as
        organizations do, but only as subjects.
        """
        grounding = (grounded, grounded and as_object)
        return not classes or any(self._fits(kind, said, each, grounding) for each in classes)

    def _fits(self, kind: str, said: str, wanted: str, grounding: tuple[bool, bool]) -> bool:
        is_a = self.vocabulary.is_a
        if said:
            if is_a(said, wanted) or is_a(wanted, said) or self._same_noun(said, wanted):
                return True
            return self.kinds[said] == self.kinds.get(wanted) != OTHER
        want = self.kinds.get(wanted, wanted)
        if kind == want or kind == OTHER:
            return True
        if want == OTHER:
            return kind in {"Organization", "Event"} or (kind == "Place" and not grounding[0])
        return {kind, want} == {"Place", "Organization"} and (want == "Place" or not grounding[1])

    def _same_noun(self, one: str, other: str) -> bool:
        """Whether two classes have the same last noun, and one whose words are known: "rank" and "military rank"."""
        labels = [term.label.lower().split() for name in (one, other) if (term := self.vocabulary.classes.get(name))]
        return len({words[-1] for words in labels}) == 1 and labels[0][-1] in label_words()["instances"]
