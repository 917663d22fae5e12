"""Repeated mentions of one happening in a document become one event.

A later trigger joins an earlier event where it takes the event up again ("the attack"), or tells the
same thing with the same word and nothing speaks against it: no other date, place or participant.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from .clauses import is_negated, is_new
from .dates import day_of
from .drafts import Draft
from .grammar import is_passive, objects, preposition_of, subjects
from .intervals import overlap
from .participants import nodes_of
from .state import EventFrame
from .triggers import UTTERANCES
from .wordlists import toml_of

HEADLINE = 20
"""A sentence that begins within so many tokens of the text tells what the lead tells again."""
RECENT = timedelta(days=60)
"""What happened longer before a document than that is no news."""
MEMORY = 50
"""So many of the latest events of a class can be taken up again: keeps the merging linear in long documents."""
WITHIN = frozenset({"in", "during", "through", "via"})
NEXT = 2
"""Within fewer sentences somebody who says that nobody was killed denies what was just said."""
VAGUE = UTTERANCES | {"Other"}
"""Classes of which "the ceremony" may be any: only the same word takes one up."""
PERFORMING = frozenset({"announce", "declare", "issue", "proclaim"})
"""Verbs whose object is what they make by saying it: "declared a state of emergency"."""
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
LASTING = frozenset(toml_of("events.toml")["lasting"])
"""Nouns of what consists of many deeds."""
FURTHER = frozenset(toml_of("events.toml")["further"])
"""Words that set a happening apart from one told before: "a second strike"."""


def merge_repeats(drafts: Sequence[Draft], threshold: float, published: str | None = None) -> list[Draft]:
    """The drafts that score ``threshold`` or more, each happening once; ``published`` is the day of the document.

    The triggers of repeats are added to ``mentions`` of the first, also of repeats that score less.
    """
    kept: list[Draft] = []
    day = day_of(published)

    def is_again(draft: Draft, other: Draft) -> bool:
        return _repeats(draft, other) and not _is_of_the_past(draft, other, day)

    by_class: dict[str, deque[Draft]] = {}
    named: dict[str, Draft] = {}
    for draft in drafts:
        if draft.score < threshold and not draft.trigger.node:
            continue
        told = by_class.setdefault(draft.frame.type, deque(maxlen=MEMORY))
        node = draft.trigger.node
        earlier = named.get(node) if node else next((k for k in told if is_again(draft, k)), None)
        if earlier is None:
            kept.append(draft)
            told.appendleft(draft)
            if node:
                named[node] = draft
        else:
            absorb(earlier.frame, draft.frame)
    for draft in drafts:
        if draft.score < threshold and not draft.trigger.node and draft.trigger.token.pos_ != "VERB":
            told = by_class.get(draft.frame.type, deque())
            earlier_first = sorted(told, key=lambda k: k.trigger.token.i > draft.trigger.token.i)
            again = next((k for k in earlier_first if is_again(draft, k) and not _is_ahead(k, draft)), None)
            if again is not None:
                again.frame.mentions.append(draft.frame.trigger)
    return kept


def _is_ahead(other: Draft, draft: Draft) -> bool:
    """Whether what a noun would take up in other words is told only after it: "the crackdown", then "shot a girl"."""
    word, later = draft.trigger.token, other.trigger.token
    return later.sent.start > word.sent.start and stem(word) != stem(later)


def without_vehicles(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without the nouns of what somebody says something in: "said in a statement" tells one utterance."""
    saying = {d.trigger.token.i: d for d in drafts if d.is_utterance and d.trigger.token.pos_ == "VERB"}

    def verb(draft: Draft) -> Draft | None:
        token = draft.trigger.token
        if not draft.is_utterance or token.pos_ != "NOUN":
            return None
        if token.dep_ == "dobj" and token.head.lemma_.lower() in PERFORMING:
            return saying.get(token.head.i)
        return saying.get(token.head.head.i) if token.dep_ == "pobj" and token.head.lower_ in WITHIN else None

    return without_parts(drafts, verb, {})


def without_parts(
    drafts: Sequence[Draft], whole_of: Callable[[Draft], Draft | None], roles: Mapping[str, str]
) -> list[Draft]:
    """The drafts without those told as part of another, which takes over what they say, with other ``roles``."""
    kept: list[Draft] = []
    for draft in drafts:
        whole = whole_of(draft)
        if whole is None:
            kept.append(draft)
        else:
            draft.frame.participants = [replace(p, role=roles.get(p.role, p.role)) for p in draft.frame.participants]
            absorb(whole.frame, draft.frame)
            whole.score = max(whole.score, draft.score)
    return kept


def _repeats(draft: Draft, earlier: Draft) -> bool:
    trigger, before, frame, event = draft.trigger, earlier.trigger, draft.frame, earlier.frame
    if "caption" in (frame.rule, event.rule):
        return frame.rule == event.rule and _occasion(frame) == _occasion(event)
    if before.node:
        return False
    same_word = stem(trigger.token) == stem(before.token)
    # "Two were killed, she said; he said that nobody was killed."
    disputed = same_word and is_negated(trigger.token) != is_negated(before.token)
    if frame.type != event.type or (trigger.token.sent.start == before.token.sent.start and not disputed):
        return False
    if _is_further(trigger.token, before.token) or _are_told_apart(trigger.token, before.token):
        return False
    if not _compatible(frame, event):
        return False
    if disputed and trigger.token.dep_ == before.token.dep_ == "ccomp" and draft.sentence - earlier.sentence < NEXT:
        return True
    another = _is_done_to_another(trigger.token, before.token)
    if same_word and before.token.sent.start < HEADLINE and trigger.known and frame.type not in UTTERANCES:
        return not (another and before.token.sent.text.rstrip().endswith("."))
    if is_definite(trigger.token) and not trigger.token.pos_ == "VERB":
        if not same_word and trigger.token.lemma_.lower() in LASTING and before.token.pos_ == "VERB":
            return False  # "the war" is more than that they "shelled the town"
        return same_word or (trigger.known and frame.type not in VAGUE)
    if frame.type in UTTERANCES or not same_word or another:
        return False
    if trigger.token.pos_ != "VERB":
        return True
    shared = nodes_of(frame.participants) & nodes_of(event.participants)
    return bool(shared)


def _is_of_the_past(draft: Draft, other: Draft, published: date | None) -> bool:
    """Whether the later of two happened long before the report, and the other is told as news: "A quake hit in 1976".

    What takes up a happening with "the" may yet bring its date: "the quake of 1976".
    """
    first, later = sorted((draft, other), key=lambda each: each.trigger.token.i)
    ends = [each.interval.end for each in later.frame.times if each.interval.end]
    if not ends or first.frame.times:
        return False
    word = later.trigger.token
    if preposition_of(word) == "since" or any(child.lower_ == "last" for child in word.children):
        return True  # "the worst since the wreck of 1996", "the last long strike, in 1994"
    indefinite = any(child.lower_ in {"a", "an"} for child in word.children)
    if published is None:
        told = any(each.interval.precision == "year" for each in later.frame.times)
        return told and indefinite and _ends(first.trigger.token) and later.sentence > first.sentence
    if any(published - date.fromisoformat(end) <= RECENT for end in ends):
        return False
    return indefinite or not (
        is_definite(first.trigger.token) or is_definite(word) or any(c.dep_ == "poss" for c in word.children)
    )


def _ends(word: Token) -> bool:
    """Whether the sentence of a word ends as sentences do, and headlines do not."""
    return word.sent.text.rstrip(' \n"”’').endswith(".")


def _are_told_apart(verb: Token, other: Token) -> bool:
    """Whether of two verbs one tells what is to come, and one what has been.

    "The firm plans to cut 900 jobs. It cut 800 jobs in 2019."
    """
    return verb.pos_ == other.pos_ == "VERB" and _is_to_come(verb) != _is_to_come(other)


def _is_to_come(verb: Token) -> bool:
    """Whether a verb stands in the infinitive, with "to" or "will", but not after "did"."""
    return verb.tag_ == "VB" and any(c.lower_ == "to" or c.tag_ == "MD" for c in verb.children if c.dep_ == "aux")


def _is_further(token: Token, other: Token) -> bool:
    """Whether the later of two words tells of one more of a kind: "a second strike", "another fire killed six"."""
    first, later = sorted((token, other), key=lambda each: each.i)
    told = {child.lower_ for child in first.children}
    around = (later, *(subjects(later) if later.pos_ == "VERB" else ()))
    return any(child.lower_ in FURTHER and child.lower_ not in told for each in around for child in each.children)


def _is_done_to_another(token: Token, other: Token) -> bool:
    """Whether the later of two verbs brings in an object of another kind: "held a driver ... held nine miners"."""
    first, later = sorted((token, other), key=lambda each: each.i)
    told = _objects(first)
    known = {each.lemma_ for each in told}
    new = [each for each in _objects(later) if each.pos_ == "NOUN" and is_new(each)]
    numbers = {child.lower_ for each in told for child in each.children if child.dep_ == "nummod"}
    counted = any(child.lower_ in numbers for each in new for child in each.children)
    return bool(known and new) and not counted and known.isdisjoint(each.lemma_ for each in new)


def _objects(verb: Token) -> list[Token]:
    return subjects(verb) if is_passive(verb) else objects(verb)


def _occasion(frame: EventFrame) -> tuple[str, list[str], list[str]]:
    return frame.type, sorted(place for place, _ in frame.places), [str(date.interval) for date in frame.times]


def stem(token: Token) -> str:
    """The beginning that a verb and its noun share ("explode", "explosion")."""
    return token.lemma_.lower()[:5]


def is_definite(token: Token) -> bool:
    """Whether a noun takes up what is known already."""
    return any(child.dep_ == "det" and child.lower_ in DEFINITE for child in token.children)


def _compatible(frame: EventFrame, event: EventFrame) -> bool:
    if (
        frame.times
        and event.times
        and not any(overlap(a.interval, b.interval) for a in frame.times for b in event.times)
    ):
        return False
    first, second = {p for p, _ in frame.places}, {p for p, _ in event.places}
    if first and second and not first & second:
        return False
    mine, theirs = (nodes_of(p for p in each.participants if p.role == "patient") for each in (frame, event))
    if mine and theirs and not mine & theirs:
        return False  # "police arrested Roe", "police arrested Lee"
    mine, theirs = nodes_of(frame.participants), nodes_of(event.participants)
    return not (mine and theirs) or bool(mine & theirs)


def absorb(event: EventFrame, repeat: EventFrame) -> None:
    """Add to an event what a repeat says and it does not."""
    event.mentions += [repeat.trigger, *repeat.mentions]
    known = nodes_of(event.participants)
    event.participants.extend(p for p in repeat.participants if p.node not in known)
    event.places = event.places or repeat.places
    event.times = event.times or repeat.times
    event.about.extend(a for a in repeat.about if a not in event.about)
