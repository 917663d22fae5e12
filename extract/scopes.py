"""How the happening that a word evokes is meant: actual, planned, demanded, hypothetical or denied.

The scope of a cue is read off the dependency parse: what stands with a predicate itself (auxiliaries,
negation, adverbs), then what governs it, on the way up to its sentence's root. The nearest cue decides.
The classes follow the factuality values of Sauri and Pustejovsky, "FactBank" (LREC 2009), with intentions
and demands apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Self

from spacy.tokens import Token

from ..model import Stance
from .allegations import NOMINALS, Allegations
from .clauses import (
    OUGHT,
    beyond_object,
    goes_alone,
    happened_after_all,
    is_conditional,
    is_cut_off,
    is_gerund,
    is_imagined,
    is_in_store,
    is_new,
    is_no_comment,
    is_of_reason,
    is_past_clause,
    is_raising,
    is_result,
    is_set_before,
    is_subjunctive,
    is_to_be_done,
    is_unagreeing,
    is_under_way,
    is_unfounded,
    negates,
    ranking,
    takes_part,
)
from .grammar import PREDICATES, has_auxiliary, is_infinitive, is_passive
from .moods import mood_of
from .wordlists import toml_of

CLIMB = 8
GOVERNED = frozenset({"xcomp", "dobj", "pobj", "acl", "pcomp", "ccomp", "nsubjpass", "nsubj", "oprd", "attr", "advcl"})
DETERMINED = frozenset({"nsubj", "nsubjpass", "dobj"})
"""Labels of what a verb needs: with "no" there it did not happen."""
MODALS = frozenset({"must", "should", "would", "'d"})
OPPOSITE = {Stance.PLANNED: Stance.DENIED, Stance.DENIED: Stance.ACTUAL}
"""What a negated governor makes of what it governs: "has no plans to", "did not fail to"."""


class Scopes(Allegations):
    """Decides the stance of words. Settings are those of ``stance.toml``."""

    def __init__(self, settings: Mapping[str, Mapping[str, list[str]]]) -> None:
        self.auxiliary = _by_word(settings["auxiliary"])
        self.governor = _by_word(settings["governor"])
        self.modifier = _by_word(settings["modifier"])
        self.transitive = frozenset(settings["takes"]["object"])
        self.choosy = {name: frozenset(words) for name, words in settings["choosy"].items()}
        self.prepositions = {name: frozenset(words) for name, words in settings["prepositions"].items()}
        self.agenda = frozenset(settings["agenda"]["class"])
        self.clause: Mapping[str, Set[str]] = {name: frozenset(words) for name, words in settings["clause"].items()}

    @classmethod
    def load(cls) -> Self:
        """A reader with the word lists that come with the package."""
        return cls(toml_of("stance.toml"))

    def stance_of(self, token: Token) -> Stance:
        """How the happening that a word evokes is meant."""
        if is_no_comment(token):
            return Stance.ACTUAL
        if (told := self.rejected(token)) is not None:
            return told
        current = token
        for _ in range(CLIMB):
            own = mood_of(current) or self._own(current)
            if own is not None:
                unsure = own is Stance.PLANNED and is_conditional(token, current)
                return Stance.HYPOTHETICAL if unsure or self._forbidden(current, own) else own
            if current.dep_ == "ROOT":
                break
            scope = self._scope(current)
            if scope is not None:
                return scope
            above = self._above(current)
            if above is None:
                break
            current = above
        return self.doubted(token)

    def _forbidden(self, token: Token, own: Stance) -> bool:
        """Whether somebody demands that it not be: nobody denies it with that."""
        return own is Stance.DENIED and (self._scope(token) is Stance.DEMANDED or self.by_modal(token, OUGHT))

    def by_modal(self, token: Token, modals: Set[str] = MODALS) -> bool:
        """Whether a verb has "must", "should", "would" of its own."""
        return any(c.dep_ == "aux" and c.lower_ in modals for c in token.children)

    def _own(self, token: Token) -> Stance | None:
        """What stands with a predicate itself."""
        found: Stance | None = None
        for child in token.children:
            word = child.lower_
            if negates(child):
                return None if happened_after_all(token) else Stance.DENIED
            if child.dep_ == "mark" and word in self.clause["condition"]:
                return Stance.HYPOTHETICAL
            if child.dep_ == "aux" and word in self.auxiliary:
                found = found or self._modal(token, child)
            elif child.dep_ in {"amod", "advmod", "acl", "acomp"} and word in self.modifier and not is_of_reason(child):
                found = found or self.modifier[word]
            elif child.dep_ in DETERMINED and any(negates(c) for c in child.lefts):
                return Stance.DENIED  # "no deal was reached", "the government gave no toll"
            elif child.dep_ in {"acl", "relcl", "xcomp"}:
                found = found or self._announced(token, child)
        return found or (Stance.PLANNED if is_in_store(token) else None)

    def _announced(self, token: Token, clause: Token) -> Stance | None:
        """ "talks planned for May", "a meeting that will be held", "is to convene"."""
        lemma = clause.lemma_.lower()
        if clause.dep_ == "xcomp":
            return Stance.PLANNED if token.lemma_ == "be" and is_infinitive(clause) else None
        if clause.dep_ in {"acl", "relcl"} and token.pos_ in NOMINALS and is_to_be_done(clause):
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
            if preposition == "of" and head.head.lower_ == "ahead":
                return Stance.PLANNED
            head = beyond_object(token, head.head, self.prepositions.get(preposition, ()))
        if is_imagined(token, self.clause["imagined"]):
            return Stance.HYPOTHETICAL
        infinitive = is_infinitive(token)
        if infinitive and (copula := ranking(token, self.clause["aims"])) is not None:
            return self._own(copula)
        if token.dep_ == "relcl" and is_to_be_done(token):
            return Stance.PLANNED
        lemma = head.lemma_.lower()
        called_for = infinitive and token.dep_ == "relcl" and lemma in self.governor  # "calls to resign"
        if not (token.dep_ in GOVERNED or called_for) or is_cut_off(token):
            return None
        if lemma == "face" and token.dep_ == "dobj" and token.lemma_.lower() in self.clause["terms"]:
            return Stance.HYPOTHETICAL
        if token.dep_ == "ccomp" or (token.dep_ == "acl" and any(c.dep_ == "mark" for c in token.children)):
            return self._told(token, head)
        if infinitive and token.dep_ in {"xcomp", "acl", "advcl", "relcl"}:
            return self._purpose(token, head)
        if token.dep_ == "nsubjpass" and lemma in self.clause["settled"] and not is_raising(head):
            return None if self.stood(token.lemma_.lower(), lemma) else self._weighed(self.governor.get(lemma), head)
        if token.dep_ == "advcl" and token.tag_ in {"VBZ", "VBP"} and not has_auxiliary(token):
            pending = any(c.lower_ in self.clause["pending"] for c in token.children)
            return Stance.PLANNED if pending and self.stance_of(head) is not Stance.ACTUAL else None
        if token.dep_ in {"dobj", "pobj", "pcomp", "xcomp", "oprd"}:
            return self._governed(token, head, preposition)
        return None

    def _told(self, clause: Token, head: Token) -> Stance | None:
        """A clause that somebody denies, alleges or demands, or that is hearsay: "rumors that it was sold"."""
        lemma = head.lemma_.lower()
        if head.pos_ in NOMINALS:
            if head.dep_ == "pobj" and head.head.lower_ == "without":
                return Stance.HYPOTHETICAL
            hearsay = bool({lemma, head.lower_} & self.clause["hearsay"])
            return Stance.HYPOTHETICAL if hearsay and head.tag_ != "NNP" else None
        if is_unfounded(head):
            return Stance.HYPOTHETICAL
        if lemma in self.clause["doubt"]:
            return Stance.DENIED if lemma in self.clause["rejecting"] else Stance.HYPOTHETICAL
        if is_subjunctive(clause):
            return Stance.DEMANDED
        if lemma == "announce" and is_under_way(clause):
            return Stance.PLANNED
        if any(child.dep_ == "acomp" and child.lower_ in self.clause["vital"] for child in head.children):
            return Stance.DEMANDED if clause.tag_ in {"VB", "VBP"} and not has_auxiliary(clause) else None
        wished = lemma in self.clause["wishing"] and clause.tag_ == "VBN"  # "want him arrested"
        if is_infinitive(clause) or clause.tag_ == "VB" or is_unagreeing(clause) or wished:
            return self._weighed(self.governor.get(lemma), head)
        return None

    def _purpose(self, token: Token, head: Token) -> Stance | None:
        """Infinitives: "plans to march", "no plans to march", "to be elected in May", "was said to have resigned"."""
        lemma = head.lemma_.lower()
        if lemma in self.clause["rumored"] and is_passive(head) and token.dep_ == "xcomp":
            return Stance.HYPOTHETICAL
        if lemma in self.clause["evident"] and is_passive(head) and token.tag_ == "VBN":
            return None
        if lemma in self.clause["implied"] or (head.dep_ == "pobj" and head.lower_ == "order"):
            return Stance.PLANNED if lemma == "vote" and token.lemma_.lower() in self.clause["afterwards"] else None
        aim = token.dep_ == "advcl" and any(child.dep_ == "dobj" for child in head.children)  # "blocked a road to"
        if lemma in self.governor and not (aim and self.governor[lemma] is Stance.DENIED):
            return self._weighed(self.governor[lemma], head)
        if (head.pos_ == "AUX" and lemma == "be") or (token.dep_ == "acl" and is_to_be_done(token)):
            return Stance.PLANNED
        if token.dep_ == "advcl" and head.pos_ in PREDICATES:
            return self._own(head) or self._scope(head) or self._wanted(head)
        return self._wanted(head.head) if token.dep_ == "acl" and head.dep_ == "dobj" else Stance.HYPOTHETICAL

    def _wanted(self, verb: Token) -> Stance:
        """What the purpose of a deed is: demanded with it, else no more than possible."""
        return Stance.DEMANDED if self.stance_of(verb) is Stance.DEMANDED else Stance.HYPOTHETICAL

    def _weighed(self, stance: Stance | None, governor: Token) -> Stance | None:
        """What a governor that is itself negated, doubtful or demanded makes of what it governs."""
        if stance is None:
            return None
        above = self._own(governor)
        if governor.dep_ == "dobj" and self.governor.get(governor.head.lemma_.lower()) is Stance.DENIED:
            above = Stance.DENIED
        if above is Stance.DENIED:
            return OPPOSITE.get(stance, Stance.HYPOTHETICAL)
        if stance is Stance.PLANNED and above in {Stance.DEMANDED, Stance.HYPOTHETICAL}:
            return above
        return stance

    def _governed(self, token: Token, head: Token, preposition: str) -> Stance | None:
        """Objects and gerunds: "called for an inquiry", "accused of killing", "denied taking part"."""
        lemma = head.lemma_.lower()
        stance = self.governor.get(lemma)
        if stance is None or (lemma in self.clause["deeds"] and not is_gerund(token)):
            return None
        if stance is Stance.DENIED and (self.stood(token.lemma_.lower(), lemma) or self.goes_on(head)):
            return Stance.ACTUAL
        if preposition == "in" and self.termed(head):
            preposition = "to"
        if preposition:
            return self._weighed(stance, head) if lemma in self.prepositions.get(preposition, ()) else None
        return self._weighed(stance, head) if is_gerund(token) or self.takes(lemma, token.lemma_.lower()) else None

    def _above(self, token: Token) -> Token | None:
        """The predicate whose stance a predicate without one of its own shares."""
        head = token.head
        if token.dep_ == "conj":
            alone = head.pos_ in PREDICATES and goes_alone(token)
            return None if alone or is_past_clause(token) else head
        if token.dep_ == "advcl" and is_infinitive(token) and head.lemma_.lower() in self.clause["implied"]:
            return head
        if token.dep_ == "pcomp" and is_set_before(token):
            return None
        if token.dep_ in {"xcomp", "pcomp"} or is_result(token):
            return head.head if token.dep_ == "pcomp" and head.head.pos_ in PREDICATES else head
        if token.dep_ == "dobj" and is_infinitive(head) and is_new(token):
            if self.stance_of(head) in {Stance.PLANNED, Stance.DEMANDED}:
                return head
        told = token.dep_ in {"dobj", "nsubjpass", "nsubj"} and head.lemma_.lower() in self.clause["happening"]
        if told or token.dep_ == "attr":  # "refused to become a member"
            return head
        if token.dep_ in {"ccomp", "dobj"} and head.lemma_.lower() in self.clause["ensuring"]:
            return head
        bare = token.tag_ == "VB" and not has_auxiliary(token)  # "would let her run"
        if token.dep_ == "ccomp" and (bare or is_infinitive(token)) and head.lemma_.lower() in self.clause["implied"]:
            return head  # "should allow the Red Cross to visit"
        term = {"prep": head, "pobj": head.head}.get(token.dep_)
        if term is not None and term.lemma_.lower() in self.clause["terms"]:
            return term
        if token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in self.clause["measure"]:
            return head.head
        return head.head if token.dep_ == "pobj" and takes_part(head.head) else None


def _by_word(lists: Mapping[str, list[str]]) -> dict[str, Stance]:
    out: dict[str, Stance] = {}
    for name, words in lists.items():
        for word in words:
            out.setdefault(word, Stance(name))
    return out
