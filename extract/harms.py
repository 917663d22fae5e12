"""Harm that is told as part of what does it, and what is told all the same: the hurt of a day, a deed denied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from spacy.tokens import Token

from .clauses import SAYING, negates
from .drafts import Draft
from .eventmerge import without_parts
from .grammar import complements, is_passive, objects, subjects
from .reported import DENIAL
from .state import Reading

DEATHS = frozenset({"Death", "Killing", "Massacre"})
OF_DEATH = frozenset({"in", "by", "from", "during"})
CALAMITIES = frozenset({"Accident", "Disaster"})
HARMED = {"target": "patient"}
COUNTED = DEATHS | {"Attack", "Accident", "Arson", "Disaster", "MilitaryAction", "Torture"}
"""Classes of what harms people."""
ASKED = frozenset({"advcl", "ccomp", "xcomp"})
NEAR = 2
"""So many sentences around it, what happened may have done harm."""


def without_harm(drafts: Sequence[Draft], harms: Set[str], harmful: Set[str]) -> list[Draft]:
    """The drafts without harm that is told as part of what does it, which takes over what is said of the harm.

    ``harms`` are the lemmas of words of harm, ``harmful`` the classes of what does it: "12 were hurt on Monday when a
    tram overturned" tells one happening, and so does "a fire killed nine", where nobody is named.
    """
    harm = {draft.trigger.token.i for draft in drafts if draft.trigger.token.lemma_.lower() in harms}
    told = {draft.trigger.token.i: draft for draft in drafts if draft.frame.type in harmful}

    def cause(draft: Draft) -> Draft | None:
        token = draft.trigger.token
        around = (token.head, *subjects(token), *token.subtree) if token.i in harm else ()
        told_around = (told[each.i] for each in around if each.i in told and each.i not in harm)
        return (
            next(told_around, None) or _calamity(draft, told) or _same(draft, told) or _told_before(draft, told, harm)
        )

    return without_parts(drafts, cause, HARMED)


def keep_counted(drafts: Sequence[Draft], threshold: float) -> None:
    """Let harm that the text counts be told, where nothing near by is told that did it: "14 people were hurt".

    So is harm that somebody reports, whatever did it: "her party said that two people were killed".
    """
    sure = {draft.sentence for draft in drafts if draft.frame.type in COUNTED and draft.score >= threshold}
    for draft in drafts:
        verb = draft.trigger.token
        near = not sure.isdisjoint(range(draft.sentence - NEAR, draft.sentence + NEAR + 1))
        told = verb.head if verb.dep_ == "conj" and verb.head.pos_ == "VERB" else verb
        reported = told.dep_ == "ccomp" and told.head.lemma_ in SAYING
        if draft.frame.type in COUNTED and (reported or not near) and draft.trigger.known and _tells_a_number(verb):
            draft.score = max(draft.score, threshold)


def keep_meant(drafts: Sequence[Draft], reading: Reading, threshold: float) -> None:
    """Let what somebody denies or asks for be told: "rejected claims that it had tortured them"."""
    denied = {q.span.root.i for q in reading.quotations if q.rule.startswith(DENIAL)}
    demands = {draft.trigger.token.i for draft in drafts if draft.frame.type == "Demand" and draft.score >= threshold}
    for draft in drafts:
        token = draft.trigger.token
        asked = token.head.i in demands and token.dep_ in ASKED and draft.frame.type != "Other"
        if draft.trigger.known and (token.i in denied or asked):
            draft.score = max(draft.score, threshold)


def _calamity(draft: Draft, told: Mapping[int, Draft]) -> Draft | None:
    """The calamity that a verb of dying has as subject, around it or behind "in"; None if a victim is named."""
    verb = draft.trigger.token
    if draft.frame.type not in DEATHS or draft.frame.participants or verb.pos_ != "VERB":
        return None
    told_when = (child for child in verb.children if child.dep_ == "advcl")
    told_in = (each for word, each in complements(verb) if word in OF_DEATH)
    told_with = _before_participle(verb, told)
    causes = (told[each.i] for each in (*subjects(verb), *told_with, *told_when, *told_in) if each.i in told)
    return next((cause for cause in causes if cause.frame.type in CALAMITIES), None)


def _same(draft: Draft, told: Mapping[int, Draft]) -> Draft | None:
    """The calamity whose verb only says that it came: "the storm made landfall"."""
    verb = draft.trigger.token
    if verb.pos_ != "VERB" or draft.frame.type not in CALAMITIES:
        return None
    above = (told[each.i] for each in subjects(verb) if each.i in told)
    return next((each for each in above if each.frame.type == draft.frame.type), None)


def _before_participle(verb: Token, told: Mapping[int, Draft]) -> list[Token]:
    """What a participle behind a comma goes with ("capsized, killing nine"); if the parser lost it, the last harm."""
    if verb.tag_ != "VBG" or verb.i == verb.sent.start or verb.nbor(-1).text != ",":
        return []
    if verb.dep_ == "advcl" and verb.head.i < verb.i:
        return [verb.head]
    return [verb.doc[max((i for i in told if verb.sent.start <= i < verb.i), default=verb.i)]]


def _told_before(draft: Draft, told: Mapping[int, Draft], harm: Set[int]) -> Draft | None:
    """The one thing told in the sentence before that does harm, where nobody is said to have done it.

    "A tram overturned. Nine others were hurt": those who hurt nobody are no attackers.
    """
    verb = draft.trigger.token
    own = draft.frame.participants or draft.frame.times or draft.frame.places
    if verb.i not in harm or own or verb.pos_ != "VERB" or not is_passive(verb):
        return None
    if any(child.dep_ == "agent" for child in verb.children):
        return None
    before = [
        each for each in told.values() if each.trigger.token.i not in harm and draft.sentence - each.sentence == 1
    ]
    return before[0] if len(before) == 1 else None


def _tells_a_number(verb: Token) -> bool:
    """Whether a finite verb says how many it befell: "14 people were hurt", "killed nine"."""
    auxiliary = any(child.dep_ in {"aux", "auxpass"} for child in verb.lefts)
    if verb.pos_ != "VERB" or verb.tag_ not in {"VBD", "VBN"} or (verb.tag_ == "VBN" and not auxiliary):
        return False
    told = subjects(verb) if is_passive(verb) or not objects(verb) else objects(verb)
    return any(each.pos_ == "NUM" or negates(each) or any(c.dep_ == "nummod" for c in each.lefts) for each in told)
