"""The component that tells how each event is meant: actual, planned, demanded, hypothetical or denied.

The scope of a cue is read off the dependency parse: what stands with a predicate itself (auxiliaries,
negation, adverbs), then what governs it, on the way up to its sentence's root. The nearest cue decides.
The classes follow the factuality values of Sauri and Pustejovsky, "FactBank" (LREC 2009), with intentions
and demands apart.
"""

from __future__ import annotations

import importlib.resources
import tomllib
from collections.abc import Callable, Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from ..model import Stance
from .grammar import has_auxiliary
from .speakers import covering
from .state import EventFrame, reading_of

CLIMB = 8
GOVERNED = frozenset({"xcomp", "dobj", "pobj", "acl", "pcomp", "ccomp", "nsubjpass", "nsubj", "oprd", "attr", "advcl"})
PREDICATES = frozenset({"VERB", "AUX"})
NOMINALS = frozenset({"NOUN", "PROPN"})
DEFINITE = frozenset({"the", "this", "these", "that", "those", "last"})
COMPARATIVES = frozenset({"less", "more", "fewer", "longer", "later"})
INHERITED = frozenset({Stance.PLANNED, Stance.DEMANDED, Stance.HYPOTHETICAL})
NEGATIVE_DETERMINERS = frozenset({"no", "neither", "without"})


class StanceReader:
    """Decides the stance of words and fills that of events. Settings are those of ``stance.toml``."""

    def __init__(self, settings: Mapping[str, Mapping[str, list[str]]]) -> None:
        self.auxiliary = _by_word(settings["auxiliary"])
        self.governor = _by_word(settings["governor"])
        self.modifier = _by_word(settings["modifier"])
        self.transitive = frozenset(settings["takes"]["object"])
        self.prepositions = {name: frozenset(words) for name, words in settings["prepositions"].items()}
        self.clause = {name: frozenset(words) for name, words in settings["clause"].items()}

    @classmethod
    def load(cls) -> StanceReader:
        """A reader with the word lists that come with the package."""
        text = (importlib.resources.files(__package__) / "stance.toml").read_text("utf8")
        return cls(tomllib.loads(text))

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        for event in reading.events:
            event.stance = self.stance_of(event.trigger.root)
            around = covering(reading, event.trigger)
            if around is not None and event.speaker is None:
                event.speaker = around.speaker
        _pass_on(reading.events)
        return doc

    def stance_of(self, token: Token) -> Stance:
        """How the happening that a word evokes is meant."""
        current = token
        for _ in range(CLIMB):
            own = self._own(current)
            if own is not None:
                return own
            if current.dep_ == "ROOT":
                break
            scope = self._scope(current)
            if scope is not None:
                return scope
            above = self._above(current)
            if above is None:
                break
            current = above
        return self._doubted(token)

    def _doubted(self, token: Token) -> Stance:
        """Whether a predicate stands anywhere within a clause of uncertain truth."""
        definite = token.pos_ in NOMINALS and any(c.lower_ in DEFINITE for c in token.children)
        current = token
        while current.head.i != current.i and not definite:
            doubted = current.dep_ == "ccomp" and current.head.lemma_.lower() in self.clause["doubt"]
            if doubted and not any(child.dep_ == "dobj" for child in current.head.children):
                return Stance.HYPOTHETICAL
            if current.dep_ in {"advcl", "relcl", "nsubj"}:
                break
            current = current.head
        return Stance.ACTUAL

    def _own(self, token: Token) -> Stance | None:
        """What stands with a predicate itself."""
        found: Stance | None = None
        for child in token.children:
            word = child.lower_
            if self._negates(child):
                return None if _until(token) else Stance.DENIED
            if child.dep_ == "mark" and word in self.clause["condition"]:
                return Stance.HYPOTHETICAL
            if child.dep_ == "aux" and word in self.auxiliary:
                found = found or self._modal(token, child)
            elif child.dep_ in {"amod", "advmod", "acl"} and word in self.modifier:
                found = found or self.modifier[word]
            elif child.dep_ in {"nsubj", "nsubjpass"} and any(self._negates(c) for c in child.children):
                return Stance.DENIED
            elif child.dep_ in {"acl", "relcl", "xcomp"}:
                found = found or self._announced(token, child)
        return found

    @staticmethod
    def _negates(word: Token) -> bool:
        if word.dep_ == "neg":
            return word.lower_ != "only"
        number = word.i + 1 < len(word.doc) and word.nbor().lower_ in COMPARATIVES
        return word.lower_ in NEGATIVE_DETERMINERS and word.dep_ in {"det", "cc", "preconj"} and not number

    def _announced(self, token: Token, clause: Token) -> Stance | None:
        """ "talks planned for May", "a meeting that will be held", "is to convene"."""
        lemma = clause.lemma_.lower()
        if clause.dep_ == "xcomp":
            infinitive = clause.tag_ == "VB" and any(c.lower_ == "to" for c in clause.children)
            return Stance.PLANNED if token.lemma_ == "be" and infinitive else None
        if clause.dep_ == "acl" and clause.tag_ == "VBN" and token.pos_ in NOMINALS:
            stance = self.governor.get(lemma)
            return stance if stance is Stance.PLANNED else None
        if clause.dep_ == "relcl" and token.pos_ in NOMINALS and lemma in self.clause["happening"]:
            about_it = any(c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ == "PRON" for c in clause.children)
            return self._own(clause) if about_it else None
        return None

    def _modal(self, verb: Token, auxiliary: Token) -> Stance:
        stance = self.auxiliary[auxiliary.lower_]
        if auxiliary.lower_ in {"would", "'d"} and self._reported(verb):
            return Stance.PLANNED
        return stance

    def _reported(self, verb: Token) -> bool:
        """Whether a clause is what somebody said, so that its "would" is a "will"."""
        head = verb.head
        conditional = any(c.dep_ == "advcl" and any(m.lower_ == "if" for m in c.children) for c in verb.children)
        return verb.dep_ == "ccomp" and head.lemma_.lower() in self.clause["saying"] and not conditional

    def _scope(self, token: Token) -> Stance | None:
        """What the word that governs a predicate makes of it."""
        head = token.head
        preposition = ""
        if token.dep_ in {"pobj", "pcomp"}:
            preposition = head.lower_
            if preposition == "without":
                return Stance.DENIED
            head = head.head
        if token.dep_ not in GOVERNED:
            return None
        lemma = head.lemma_.lower()
        infinitive = token.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
        if token.dep_ == "ccomp":
            if lemma in self.clause["doubt"]:
                return Stance.DENIED if lemma == "deny" else Stance.HYPOTHETICAL
            return self.governor.get(lemma) if infinitive or token.tag_ == "VB" or _subjunctive(token) else None
        if infinitive and token.dep_ in {"xcomp", "acl", "advcl"}:
            return self._infinitive(token, head)
        if token.dep_ in {"dobj", "pobj", "pcomp", "xcomp"}:
            return self._governed(token, head, preposition)
        return None

    def _infinitive(self, token: Token, head: Token) -> Stance | None:
        lemma = head.lemma_.lower()
        if lemma in self.governor:
            return self.governor[lemma]
        if lemma in self.clause["implied"]:
            return None
        if head.pos_ == "AUX" and lemma == "be":
            return Stance.PLANNED
        return Stance.HYPOTHETICAL

    def _governed(self, token: Token, head: Token, preposition: str) -> Stance | None:
        """Objects and gerunds: "called for an inquiry", "accused of killing", "denied taking part"."""
        lemma = head.lemma_.lower()
        stance = self.governor.get(lemma)
        if stance is None:
            return None
        if preposition:
            return stance if lemma in self.prepositions.get(preposition, ()) else None
        return stance if token.tag_ == "VBG" or lemma in self.transitive else None

    def _above(self, token: Token) -> Token | None:
        """The predicate whose stance a predicate without one of its own shares."""
        head = token.head
        if token.dep_ == "conj":
            return None if head.pos_ in PREDICATES and _finite(token) else head
        if token.dep_ in {"xcomp", "pcomp"}:
            return head.head if token.dep_ == "pcomp" and head.head.pos_ in PREDICATES else head
        if token.dep_ in {"dobj", "nsubjpass", "nsubj", "attr"} and head.lemma_.lower() in self.clause["happening"]:
            return head
        if token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in self.clause["measure"]:
            return head.head
        if (
            token.dep_ == "pobj"
            and head.head.pos_ in PREDICATES
            and head.head.lemma_.lower() in {"participate", "take", "engage"}
        ):
            return head.head
        return None


def _until(verb: Token) -> bool:
    """Whether a negated verb did happen in the end: "was not released until May"."""
    return any(child.lower_ == "until" for child in verb.children)


def _subjunctive(verb: Token) -> bool:
    """Whether a passive has a bare "be": "(demand that he) be released"."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return [(a.dep_, a.tag_) for a in auxiliaries] == [("auxpass", "VB")]


def _finite(verb: Token) -> bool:
    return has_auxiliary(verb) or verb.tag_ in {"VBD", "VBZ", "VBP"}


def _pass_on(events: Sequence[EventFrame]) -> None:
    """Give an event noun that is new to the text the stance of the event it hangs on: "could be sent to prison"."""
    by_token = {event.trigger.root.i: event for event in events}
    for event in events:
        noun = event.trigger.root
        if event.stance is not Stance.ACTUAL or event.node or noun.pos_ in PREDICATES:
            continue
        if any(child.lower_ in DEFINITE for child in noun.children):
            continue
        above = next((by_token[token.i] for token in noun.ancestors if token.i in by_token), None)
        if above is not None and above.stance in INHERITED:
            event.stance = above.stance


def _by_word(lists: Mapping[str, list[str]]) -> dict[str, Stance]:
    out: dict[str, Stance] = {}
    for name, words in lists.items():
        for word in words:
            out.setdefault(word, Stance(name))
    return out


@Language.factory("claimgraph_stance", requires=["token.dep", "token.tag", "token.lemma"], assigns=["doc._.reading"])
def make_stance(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component, with the word lists of ``stance.toml``."""
    return StanceReader.load()
