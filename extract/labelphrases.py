"""From the labels of properties to patterns over the parse: "operated by", "home port", "date of birth", "owner of".

A label is read by its shape: a trailing preposition makes it a verb with a complement or a noun of relation, a noun
alone names what the subject has. ``labelwords.toml`` adds how else English says the same: "founder" is who founded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from spacy.language import Language

from ..ontology.vocabulary import Term, Vocabulary
from .found import label_words
from .labelforms import Forms

Shape = Literal["verb", "noun", "is", "in", "count"]
PREPOSITIONS = frozenset(
    {"of", "by", "in", "at", "on", "for", "to", "with", "from", "as", "into", "under", "over", "near", "against"}
    | {
        "through",
        "during",
        "within",
        "about",
        "after",
        "before",
        "between",
        "via",
        "along",
        "across",
        "upon",
        "above",
        "below",
        "toward",
        "towards",
    }
)
AUXILIARY = frozenset(
    {"is", "was", "are", "were", "be", "been", "being", "has", "have", "had", "the", "a", "an", "its", "their"}
)
TIME = "*time*"
"""The preposition of a complement that says when, whatever its preposition."""
FULL, DERIVED = 0.8, 0.7
DESCRIBING = frozenset({"rank", "occupation", "profession", "ethnic group"})
"""Nouns that say what somebody is even at the end of a longer label: "military rank"."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say a property.

    ``words`` are lemmas: a verb (and its particle), a noun phrase, or the preposition of "in". ``flipped`` where the
    grammatical subject, or what is the noun of something, is the *object* of the property ("O founded S", "O is the
    captain of S").
    """

    property: str
    shape: Shape
    words: tuple[str, ...]
    preposition: str = ""
    flipped: bool = False
    score: float = FULL


class Compiler:
    """Compiles the properties of a vocabulary that are a user's own."""

    def __init__(self, vocabulary: Vocabulary, nlp: Language) -> None:
        self.vocabulary = vocabulary
        self.forms = Forms(nlp)
        self.words = label_words()

    def patterns(self) -> list[Pattern]:
        """All patterns of all such properties, each once, the surest first."""
        found: dict[tuple[object, ...], Pattern] = {}
        for name in sorted(self.vocabulary.own & self.vocabulary.properties.keys()):
            term = self.vocabulary.properties[name]
            own: Iterable[Pattern] = (p for phrase in term.phrases for p in self.of_phrase(phrase, term))
            normal = self._normal(term)
            if normal != name:
                own = (_turned(p, normal) for p in own)
            for pattern in own:
                key = pattern.property, pattern.shape, pattern.words, pattern.preposition, pattern.flipped
                if key not in found or found[key].score < pattern.score:
                    found[key] = pattern
        return sorted(found.values(), key=lambda p: (-p.score, p.property, p.shape, p.words, p.preposition))

    def _normal(self, term: Term) -> str:
        """The property that a property is written as: of two that are inverse to each other the one that stands alone.

        That is the one which the other's ``owl:inverseOf`` names; where both name each other, the first by name.
        """
        other = self.vocabulary.properties.get(term.inverse or "")
        if other is None or other.name not in self.vocabulary.own:
            return term.name
        return min(term.name, other.name) if other.inverse == term.name else other.name

    def of_phrase(self, phrase: str, term: Term) -> Iterator[Pattern]:
        """The patterns of one label or other phrase of a property."""
        text, _, tag = phrase.partition(",")[0].partition("/")
        words = [word for word in text.replace("(", " ").replace(")", " ").replace("-", " - ").split() if word != "-"]
        while len(words) > 1 and words[0] in AUXILIARY:
            words = words[1:]
        if not words:
            return
        preposition = words.pop() if len(words) > 1 and words[-1] in PREPOSITIONS else ""
        verb = self.forms.verb(words[0])
        is_verb = tag == "VERB" or (bool(verb) and self._reads_as_verb(words, preposition, phrase, term))
        if is_verb and verb:
            yield from self._verb(verb, words[1:], preposition, term)
        elif preposition == "of" or (preposition and len(words) and not verb):
            yield from self._noun(words, term, of=True, preposition=preposition)
        else:
            yield from self._noun(words if not preposition else [*words, preposition], term)

    def _reads_as_verb(self, words: list[str], preposition: str, phrase: str, term: Term) -> bool:
        """Whether a label starts with a verb: "built in", "designated as terrorist by", "owns", but not "head of"."""
        first = words[0]
        if first.endswith("ing"):
            return len(words) == 1 and bool(preposition)
        if first.endswith(("ed", "wn", "lt", "de", "ng", "un", "ld", "rn", "tten", "nt")) and self.forms.participle(
            first
        ):
            return not (len(words) > 1 and not preposition and self.forms.noun(words[-1]))
        if preposition and preposition != "of":
            return not self.forms.noun(first) or (first.endswith("s") and self.forms.verb(first) != first)
        return (
            len(words) == 1
            and first.endswith("s")
            and not preposition
            and not term.literal
            and (self.forms.verb(first) != first and not self.forms.plural(first))
        )

    def _verb(self, lemma: str, rest: list[str], preposition: str, term: Term) -> Iterator[Pattern]:
        words = (lemma, *rest)
        if preposition == "by":
            yield Pattern(term.name, "verb", words, "", True)
        elif preposition in {"", "in", "on", "at"} and term.literal == "date":
            yield Pattern(term.name, "verb", words, TIME)
        else:
            yield Pattern(term.name, "verb", words, preposition)
        for noun in self.forms.agents(lemma):  # "operated by": its operator
            if preposition == "by" and not rest:
                yield Pattern(term.name, "noun", (noun,), score=DERIVED)
            elif not preposition and not term.literal:
                yield Pattern(term.name, "noun", (noun,), flipped=True, score=DERIVED)

    def _noun(self, words: list[str], term: Term, *, of: bool = False, preposition: str = "") -> Iterator[Pattern]:
        lemmas = tuple(self.forms.noun_lemma(word) for word in words if word not in {"the", "a"})
        if not lemmas:
            return
        name, flipped = term.name, of
        counted = self._counted(lemmas)
        if counted:
            yield Pattern(name, "count", counted)
            yield from self._counting(counted, name)
            lemmas = counted if lemmas[0] != "number" else lemmas
        yield Pattern(name, "noun", lemmas, preposition if preposition != "of" else "", flipped)
        core = self._core(lemmas, term)
        if core:
            yield Pattern(name, "noun", core, "", flipped, DERIVED)
        happening = self._happening(lemmas)
        if happening:
            yield from self._happens(happening, lemmas, term)
        said = len(words) > 1 and self.forms.participle(words[-1]) and not self.forms.noun(words[-1])
        if said:
            yield Pattern(name, "verb", (self.forms.verb(words[-1]),), "", flipped, DERIVED)  # "languages spoken"
            lemmas = lemmas[:-1]
            yield Pattern(name, "noun", lemmas, "", flipped, DERIVED)
        if words[0].endswith("ing") and len(words) > 1 and (doing := self.forms.verb(words[0])) and not term.literal:
            yield Pattern(name, "verb", (doing,), "", not flipped, DERIVED)  # an "operating company" operates it
        if len(lemmas) > 1 and lemmas[-1] == "name" and term.literal:
            yield Pattern(name, "noun", lemmas[:-1], "", flipped, DERIVED - 0.1)
        for key, sure in self._keys(lemmas):
            if not sure and (key in self.words["heads"]["vague"] or lemmas[0] in self.words["heads"]["choosing"]):
                continue
            for entry in self.words["nouns"].get(key, ()):
                pattern = self._entry(entry, name)
                pattern = replace(pattern, score=DERIVED if sure else DERIVED - 0.1)
                if pattern.shape != "is" or sure or (key in DESCRIBING and self._of_people(term)):
                    yield _turned(pattern, name) if of else pattern
            for adjective in self.words["adjectives"].get(key, ()) if term.literal == "number" else ():
                yield Pattern(name, "count", (adjective,), score=DERIVED)
        container = " ".join(lemmas) in self.words["heads"]["containers"]
        if container and not of and not said and not term.literal:
            for verb in ("locate", "base", "situate", "lie", "be"):
                yield Pattern(name, "verb", (verb,), "in", score=DERIVED)
            yield Pattern(name, "in", ("in",), score=DERIVED - 0.1)
        if of and lemmas == ("part",):
            yield Pattern(name, "in", ("in",), score=DERIVED - 0.1)
            yield Pattern(name, "verb", ("belong",), "to", score=DERIVED)

    def _counting(self, counted: tuple[str, ...], name: str) -> Iterator[Pattern]:
        """The verbs whose objects are counted: of "number of employees" how many it employs."""
        for entry in self.words["nouns"].get(counted[-1], ()):
            pattern = self._entry(entry, name)
            if pattern.shape == "verb" and not pattern.flipped and not pattern.preposition:
                yield replace(pattern, score=DERIVED)

    def _core(self, lemmas: tuple[str, ...], term: Term) -> tuple[str, ...]:
        """The noun of a label whose end only says of what or how: "mouth of the watercourse", "height in metres"."""
        at = next((i for i, word in enumerate(lemmas) if word in PREPOSITIONS and i), 0)
        tail = " ".join(lemmas[at + 1 :])
        domain = {
            self.vocabulary.classes[each].label.lower() for each in term.domain if each in self.vocabulary.classes
        }
        return lemmas[:at] if at and (term.literal == "number" or tail in domain) else ()

    def _of_people(self, term: Term) -> bool:
        return not term.domain or any(self.vocabulary.kind_of(name) == "Person" for name in term.domain)

    def _counted(self, lemmas: tuple[str, ...]) -> tuple[str, ...]:
        """Of "number of students", "staff size" and "student count" what is counted."""
        numbers = self.words["heads"]["numbers"]
        if len(lemmas) > 2 and lemmas[0] in numbers and lemmas[1] == "of":
            return lemmas[2:]
        if len(lemmas) > 1 and lemmas[-1] in numbers:
            return lemmas[:-1]
        return ()

    def _keys(self, lemmas: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
        """What to look a noun phrase up by: whole, without what follows "of", by its last words."""
        whole = " ".join(lemmas)
        yield whole, True
        core = lemmas[: lemmas.index("of")] if "of" in lemmas[1:] else lemmas
        first = next((i for i, word in enumerate(core) if word in PREPOSITIONS and i), len(core))
        core = core[:first]
        for start in range(len(core)):
            key = " ".join(core[start:])
            if key != whole:
                yield key, start == 0

    def _happening(self, lemmas: tuple[str, ...]) -> tuple[str, str]:
        """What happens, and what is asked of it: of "birth place" and of "date of birth"."""
        heads = self.words["heads"]
        for what, asked in ((lemmas[0], lemmas[-1]), (lemmas[-1], lemmas[0])):
            if what in self.words["happenings"] and asked in (*heads["places"], *heads["times"]):
                return what, asked
        if len(lemmas) == 1 and lemmas[0].startswith("birth") and lemmas[0] != "birth":
            return "birth", "date" if lemmas[0] == "birthday" else "place"
        return ("", "") if lemmas != ("inception",) else ("inception", "date")

    def _happens(self, happening: tuple[str, str], lemmas: tuple[str, ...], term: Term) -> Iterator[Pattern]:
        what, asked = happening
        is_time = term.literal == "date" or asked in self.words["heads"]["times"]
        for verb in self.words["happenings"].get(what, ()):
            for preposition in (TIME,) if is_time else ("in", "at", "near"):
                yield Pattern(term.name, "verb", tuple(verb.split()), preposition, score=DERIVED)
        if asked == "place" and not is_time:
            yield Pattern(term.name, "noun", (f"{what}place",), score=DERIVED)

    def _entry(self, entry: str, name: str) -> Pattern:
        """A line of ``labelwords.toml`` as a pattern of a property: "O found S", "S play for O", "member of"."""
        words = entry.split()
        if words[0] not in {"S", "O"}:
            of = len(words) > 1 and words[-1] in PREPOSITIONS
            preposition = words[-1] if of and words[-1] != "of" else ""
            return Pattern(name, "noun", tuple(words[: -1 if of else None]), preposition, of)
        middle, flipped = words[1:-1], words[0] == "O"
        if middle == ["be", "a"]:
            return Pattern(name, "is", ("be",), "", flipped)
        if len(middle) == 1 and middle[0] in PREPOSITIONS:
            return Pattern(name, "in", (middle[0],), "", flipped)
        preposition = middle.pop() if len(middle) > 1 and middle[-1] in PREPOSITIONS else ""
        if middle[0] == "be" and len(middle) > 1 and preposition == "of":
            return Pattern(name, "noun", tuple(middle[1:]), "", not flipped)
        return Pattern(name, "verb", tuple(middle), preposition, flipped)


def _turned(pattern: Pattern, name: str) -> Pattern:
    """A pattern of another property whose subject and object are this one's object and subject."""
    return replace(pattern, property=name, flipped=not pattern.flipped)


def by_first(patterns: Iterable[Pattern]) -> dict[str, list[Pattern]]:
    """Patterns by the first of their words."""
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        found.setdefault(pattern.words[0], []).append(pattern)
    return found
