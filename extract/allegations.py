"""What is only alleged, or said and then denied: charges, hearsay, wrongs that somebody tells of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from spacy.tokens import Token

from ..model import Stance
from .clauses import DEFINITE, is_cut_off, is_of_reason
from .grammar import is_infinitive, subjects

FAR = 40
POSSIBLY = frozenset({"can", "could", "may", "might", "ca"})
NOMINALS = frozenset({"NOUN", "PROPN"})


class Allegations:
    """Tells what is alleged. ``clause`` holds the sets of words of the table of that name in ``stance.toml``."""

    clause: Mapping[str, Set[str]]
    governor: Mapping[str, Stance]
    transitive: Set[str]
    choosy: Mapping[str, Set[str]]

    def rejected(self, token: Token) -> Stance | None:
        """What the clauses around it make of what is denied or ruled out: "which she denied", "a claim he disputes"."""
        if self._is_denied(token):
            return Stance.DENIED
        verb = token.head
        particles = {f"{verb.lemma_.lower()} {child.lower_}" for child in verb.children if child.dep_ == "prt"}
        if token.dep_ in {"dobj", "xcomp", "pcomp"} and self.clause["excluding"] & particles:
            open_ = any(child.dep_ == "neg" or child.lower_ in POSSIBLY for child in verb.children)
            return Stance.HYPOTHETICAL if open_ else Stance.DENIED
        return None

    def _is_denied(self, token: Token) -> bool:
        above = (token, *token.ancestors)
        clauses = (each.head for each in above if each.dep_ in {"acl", "relcl", "ccomp"})
        phrases = (each.head.head for each in above if each.dep_ in {"pobj", "pcomp"} and each.head.lower_ == "of")
        if any(map(self._false, (*clauses, *phrases))):
            return True
        if token.right_edge.i - token.i > FAR:
            return False
        for each in token.doc[token.i + 1 : token.right_edge.i + 1]:
            if each.dep_ == "relcl" and each.lemma_.lower() in self.clause["rejecting"]:
                taken = any(c.dep_ == "dobj" and c.lower_ == "which" for c in each.children)
                denied = taken and each.lemma_.lower() in self.clause["disputing"]
                return denied or each.head.lemma_.lower() in self.clause["hearsay"]
        return False

    def _false(self, told: Token) -> bool:
        """Whether a noun is of a report that is rejected: "denied a claim that", "the rumor of his death is false"."""
        reports = self.clause["hearsay"] | self.clause["reporting"]
        if told.pos_ not in NOMINALS or not {told.lemma_.lower(), told.lower_} & reports:
            return False
        if told.dep_ == "dobj":
            return told.head.lemma_.lower() in self.clause["rejecting"] | {"dismiss"}
        untrue = any(c.dep_ == "acomp" and c.lower_ in self.clause["untrue"] for c in told.head.children)
        return told.dep_ == "nsubj" and told.head.lemma_ == "be" and untrue

    def stood(self, noun: str, verb: str) -> bool:
        """Whether what a verb denies has yet been: a charge, a contract that is cancelled."""
        ended = verb in self.clause["ending"] and noun in self.clause["standing"]
        return ended or noun in self.clause["hearsay"]

    def takes(self, verb: str, noun: str) -> bool:
        """Whether a governor takes what happens as its object: "planned talks"; "offered to resign", no apology."""
        return noun in self.choosy[verb] if verb in self.choosy else verb in self.transitive

    def termed(self, verb: Token) -> bool:
        """Whether a verb has a term after "to": "sentenced to life"."""
        below = (each for child in verb.children if child.lower_ == "to" for each in child.children)
        return any(each.lemma_.lower() in self.clause["terms"] for each in below)

    def goes_on(self, verb: Token) -> bool:
        """Whether somebody is asked to stop what therefore still happens: "urged to stop paying taxes"."""
        asked = is_infinitive(verb) and self.governor.get(verb.head.lemma_.lower()) is Stance.DEMANDED
        return asked and verb.lemma_.lower() in self.clause["stopping"]

    def accused(self, token: Token) -> bool:
        """Whether a wrong is something that somebody says: "she said that he beat her", not "he beat her"."""
        wrong = token.lemma_.lower() in self.clause["wrongs"] or any(
            child.dep_ == "dobj" and child.lemma_.lower() in self.clause["wrongs"] for child in token.children
        )
        current = token
        wrong = wrong and not _are_unknown(subjects(token))
        while wrong and current.head.i != current.i:
            if current.dep_ == "ccomp" and current.head.lemma_.lower() in self.clause["saying"] | {"document"}:
                return not is_cut_off(current)
            current = current.head
        return False

    def doubted(self, token: Token) -> Stance:
        """Whether a predicate stands anywhere within a clause of uncertain truth."""
        definite = token.pos_ in NOMINALS and any(c.lower_ in DEFINITE or _owns(c) for c in token.children)
        if self.accused(token) or (token.pos_ in NOMINALS and any(c.lower_ == "any" for c in token.lefts)):
            return Stance.HYPOTHETICAL  # "would fight any layoffs"
        for current in () if definite else (token, *token.ancestors):
            if any(c.dep_ == "advmod" and self._alleges(c) for c in current.children):
                return Stance.HYPOTHETICAL
            doubted = current.dep_ == "ccomp" and current.head.lemma_.lower() in self.clause["doubt"]
            doubted = doubted and not any(child.dep_ == "dobj" for child in current.head.children)
            if not is_cut_off(current) and (doubted or self._charged(current)):
                return Stance.HYPOTHETICAL
            if current.dep_ in {"advcl", "relcl", "nsubj"}:
                break
        return Stance.ACTUAL

    def _alleges(self, adverb: Token) -> bool:
        return adverb.lower_ in self.clause["alleging"] and not is_of_reason(adverb)

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


def _owns(child: Token) -> bool:
    """Whether somebody is named whose it is, so that it is taken for granted: "the master's death"."""
    return child.dep_ == "poss" and child.pos_ in NOMINALS


def _are_unknown(doers: Sequence[Token]) -> bool:
    """Whether those who did something are anybody, whom nobody accuses: "thieves stole", "a man robbed"."""
    return bool(doers) and not any(
        each.pos_ != "NOUN" or any(c.lower_ in DEFINITE or c.dep_ in {"poss", "appos"} for c in each.children)
        for each in doers
    )
