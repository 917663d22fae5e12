"""How the happening that a word evokes is meant: actual, planned, demanded, hypothetical or denied.

The scope of a cue is read off the dependency parse: what stands with a predicate itself (auxiliaries,
negation, adverbs), then what governs it, on the way up to its sentence's root. The nearest cue decides.
The classes follow the factuality values of Sauri and Pustejovsky, "FactBank" (LREC 2009), with intentions
and demands apart.
"""

from __future__ import annotations

import importlib.resources
import tomllib
from collections.abc import Mapping
from typing import Self

from spacy.tokens import Token

from ..model import Stance
from .grammar import has_auxiliary, is_passive

CLIMB = 8
GOVERNED = frozenset({"xcomp", "dobj", "pobj", "acl", "pcomp", "ccomp", "nsubjpass", "nsubj", "oprd", "attr", "advcl"})
PREDICATES = frozenset({"VERB", "AUX"})
NOMINALS = frozenset({"NOUN", "PROPN"})
DEFINITE = frozenset({"the", "this", "these", "that", "those", "last"})
COMPARATIVES = frozenset({"less", "more", "fewer", "longer", "later"})
NEGATIVE_DETERMINERS = frozenset({"no", "neither", "without"})
FAR = 40
MODALS = frozenset({"must", "should", "would", "'d"})
CUT = frozenset({";", ".", ":"})
OPPOSITE = {Stance.PLANNED: Stance.DENIED, Stance.DENIED: Stance.ACTUAL}
"""What a negated governor makes of what it governs: "has no plans to", "did not fail to"."""


class Scopes:
    """Decides the stance of words. Settings are those of ``stance.toml``."""

    def __init__(self, settings: Mapping[str, Mapping[str, list[str]]]) -> None:
        self.auxiliary = _by_word(settings["auxiliary"])
        self.governor = _by_word(settings["governor"])
        self.modifier = _by_word(settings["modifier"])
        self.transitive = frozenset(settings["takes"]["object"])
        self.prepositions = {name: frozenset(words) for name, words in settings["prepositions"].items()}
        self.agenda = frozenset(settings["agenda"]["class"])
        self.clause = {name: frozenset(words) for name, words in settings["clause"].items()}

    @classmethod
    def load(cls) -> Self:
        """A reader with the word lists that come with the package."""
        text = (importlib.resources.files(__package__) / "stance.toml").read_text("utf8")
        return cls(tomllib.loads(text))

    def stance_of(self, token: Token) -> Stance:
        """How the happening that a word evokes is meant."""
        if self._rejected(token):
            return Stance.DENIED
        current = token
        for _ in range(CLIMB):
            own = self._own(current)
            if own is not None:
                return Stance.HYPOTHETICAL if own is Stance.PLANNED and _conditional(token, current) else own
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

    def by_modal(self, token: Token) -> bool:
        """Whether a verb has "must", "should", "would" of its own."""
        return any(c.dep_ == "aux" and c.lower_ in MODALS for c in token.children)

    def _rejected(self, token: Token) -> bool:
        """Whether a clause after it says that somebody denies it: "which she denied", "a claim he disputes"."""
        if token.right_edge.i - token.i > FAR:
            return False
        for each in token.doc[token.i + 1 : token.right_edge.i + 1]:
            if each.dep_ == "relcl" and each.lemma_.lower() in self.clause["rejecting"]:
                taken = any(c.dep_ == "dobj" and c.lower_ == "which" for c in each.children)
                return taken or each.head.lemma_.lower() in self.clause["hearsay"]
        return False

    def _doubted(self, token: Token) -> Stance:
        """Whether a predicate stands anywhere within a clause of uncertain truth."""
        definite = token.pos_ in NOMINALS and any(c.lower_ in DEFINITE for c in token.children)
        current = token
        while current.head.i != current.i and not definite:
            if any(child.dep_ == "advmod" and child.lower_ in self.clause["alleging"] for child in current.children):
                return Stance.HYPOTHETICAL
            doubted = current.dep_ == "ccomp" and current.head.lemma_.lower() in self.clause["doubt"]
            doubted = doubted and not any(child.dep_ == "dobj" for child in current.head.children)
            if not _cut_off(current) and (doubted or self._charged(current)):
                return Stance.HYPOTHETICAL
            if current.dep_ in {"advcl", "relcl", "nsubj"}:
                break
            current = current.head
        return Stance.ACTUAL

    def _charged(self, token: Token) -> bool:
        """Whether it is what a charge says, not a witness: "prosecutors said that", "the indictment says"."""
        around = [token.head] if token.dep_ in {"ccomp", "conj"} else []
        around += [child for child in token.children if child.dep_ in {"parataxis", "ccomp"}]
        return any(
            child.dep_ == "nsubj" and child.lemma_.lower() in self.clause["accusers"]
            for verb in around
            if verb.lemma_.lower() in self.clause["saying"] | self.clause["doubt"]
            for child in verb.children
        )

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
            return Stance.PLANNED if token.lemma_ == "be" and _infinitive(clause) else None
        if clause.dep_ in {"acl", "relcl"} and token.pos_ in NOMINALS and _to_be_done(clause):
            return Stance.PLANNED if lemma in self.clause["happening"] else None
        if clause.dep_ == "acl" and clause.tag_ == "VBN" and token.pos_ in NOMINALS:
            return self.governor.get(lemma) if lemma in self.clause["settled"] | {"announce", "intend"} else None
        if clause.dep_ == "relcl" and token.pos_ in NOMINALS and lemma in self.clause["happening"]:
            about_it = any(c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ == "PRON" for c in clause.children)
            return self._own(clause) if about_it else None
        return None

    def _modal(self, verb: Token, auxiliary: Token) -> Stance:
        stance = self.auxiliary[auxiliary.lower_]
        if auxiliary.lower_ == "should" and verb.dep_ == "advcl":
            return Stance.HYPOTHETICAL
        if auxiliary.lower_ in {"would", "'d"} and self._reported(verb):
            return Stance.PLANNED
        return stance

    def _reported(self, verb: Token) -> bool:
        """Whether a clause is what somebody said, so that its "would" is a "will"."""
        if verb.dep_ == "conj" and verb.head.pos_ in PREDICATES:
            verb = verb.head
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
        infinitive = _infinitive(token)
        if token.dep_ == "relcl" and _to_be_done(token):
            return Stance.PLANNED
        if token.dep_ not in GOVERNED or _cut_off(token):
            return None
        lemma = head.lemma_.lower()
        if token.dep_ == "ccomp" or (token.dep_ == "acl" and any(c.dep_ == "mark" for c in token.children)):
            return self._told(token, head)
        if infinitive and token.dep_ in {"xcomp", "acl", "advcl"}:
            return self._purpose(token, head)
        if token.dep_ == "nsubjpass" and lemma in self.clause["settled"] and not _raising(head):
            return self._weighed(self.governor.get(lemma), head)
        if token.dep_ == "advcl" and token.tag_ in {"VBZ", "VBP"} and not has_auxiliary(token):
            pending = any(c.lower_ in self.clause["pending"] for c in token.children)
            return Stance.PLANNED if pending and self.stance_of(head) is not Stance.ACTUAL else None
        if token.dep_ in {"dobj", "pobj", "pcomp", "xcomp"}:
            return self._governed(token, head, preposition)
        return None

    def _told(self, clause: Token, head: Token) -> Stance | None:
        """A clause that somebody denies, alleges or demands, or that is hearsay: "rumors that it was sold"."""
        lemma = head.lemma_.lower()
        if head.pos_ in NOMINALS:
            return Stance.HYPOTHETICAL if lemma in self.clause["hearsay"] and head.tag_ != "NNP" else None
        if lemma in self.clause["doubt"]:
            return Stance.DENIED if lemma == "deny" else Stance.HYPOTHETICAL
        if _subjunctive(clause) and lemma in self.governor:
            return Stance.DEMANDED
        if _infinitive(clause) or clause.tag_ == "VB":
            return self._weighed(self.governor.get(lemma), head)
        return None

    def _purpose(self, token: Token, head: Token) -> Stance | None:
        """Infinitives: "plans to march", "no plans to march", "to be elected in May", "was said to have resigned"."""
        lemma = head.lemma_.lower()
        if lemma in self.clause["rumored"] and is_passive(head) and token.dep_ == "xcomp":
            return Stance.HYPOTHETICAL
        if lemma in self.clause["implied"] or (head.dep_ == "pobj" and head.lower_ == "order"):
            return None
        if lemma in self.governor:
            return self._weighed(self.governor[lemma], head)
        if (head.pos_ == "AUX" and lemma == "be") or (token.dep_ == "acl" and _to_be_done(token)):
            return Stance.PLANNED
        if token.dep_ == "advcl" and head.pos_ in PREDICATES:
            return self._own(head) or self._scope(head) or Stance.HYPOTHETICAL
        return Stance.HYPOTHETICAL

    def _weighed(self, stance: Stance | None, governor: Token) -> Stance | None:
        """What a governor that is itself negated, doubtful or demanded makes of what it governs."""
        if stance is None:
            return None
        above = self._own(governor)
        if above is Stance.DENIED:
            opposite = OPPOSITE.get(stance, Stance.HYPOTHETICAL)
            return None if opposite is Stance.ACTUAL else opposite
        if stance is Stance.PLANNED and above in {Stance.DEMANDED, Stance.HYPOTHETICAL}:
            return above
        return stance

    def _governed(self, token: Token, head: Token, preposition: str) -> Stance | None:
        """Objects and gerunds: "called for an inquiry", "accused of killing", "denied taking part"."""
        lemma = head.lemma_.lower()
        stance = self.governor.get(lemma)
        if stance is None or (lemma in self.clause["deeds"] and token.tag_ != "VBG"):
            return None
        if preposition:
            return self._weighed(stance, head) if lemma in self.prepositions.get(preposition, ()) else None
        return self._weighed(stance, head) if token.tag_ == "VBG" or lemma in self.transitive else None

    def _above(self, token: Token) -> Token | None:
        """The predicate whose stance a predicate without one of its own shares."""
        head = token.head
        if token.dep_ == "conj":
            return None if head.pos_ in PREDICATES and _finite(token) else head
        if token.dep_ == "pcomp" and any(child.dep_ == "nsubj" for child in token.children):
            return None
        if token.dep_ in {"xcomp", "pcomp"}:
            return head.head if token.dep_ == "pcomp" and head.head.pos_ in PREDICATES else head
        if token.dep_ in {"dobj", "nsubjpass", "nsubj", "attr"} and head.lemma_.lower() in self.clause["happening"]:
            return head
        if token.dep_ in {"prep", "pobj"}:
            term = head if token.dep_ == "prep" else head.head
            if term.lemma_.lower() in self.clause["terms"]:
                return term
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


def _infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to", active or passive."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _to_be_done(verb: Token) -> bool:
    """Whether a verb is a passive infinitive: "to be elected"."""
    return _infinitive(verb) and any(c.dep_ == "auxpass" and c.lower_ == "be" for c in verb.children)


def _cut_off(clause: Token) -> bool:
    """Whether a clause only seems to hang on a later verb: a semicolon or a full stop stands between."""
    head = clause.head
    if clause.dep_ != "ccomp" or clause.i > head.i:
        return False
    return any(token.text in CUT or "\n\n" in token.text for token in clause.doc[clause.i : head.i])


def _raising(verb: Token) -> bool:
    """Whether a passive has an infinitive, and says nothing of its subject: "the pact is expected to end the war"."""
    return any(child.dep_ == "xcomp" for child in verb.children)


def _conditional(*verbs: Token) -> bool:
    """Whether one of the verbs has a clause with "if"."""
    clauses = (child for verb in verbs for child in verb.children if child.dep_ == "advcl")
    return any(mark.lower_ == "if" and mark.dep_ == "mark" for clause in clauses for mark in clause.children)


def _finite(verb: Token) -> bool:
    return has_auxiliary(verb) or verb.tag_ in {"VBD", "VBZ", "VBP"}


def _by_word(lists: Mapping[str, list[str]]) -> dict[str, Stance]:
    out: dict[str, Stance] = {}
    for name, words in lists.items():
        for word in words:
            out.setdefault(word, Stance(name))
    return out
