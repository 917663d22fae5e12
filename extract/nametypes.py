"""What kind of thing a name is of: cues in the name and beside it, one kind a name throughout a document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span

from ..model import Kind
from .attachments import described, introduced
from .gazetteer import Gazetteer, fold, gazetteer
from .grammar import ARTICLES
from .namecontext import (
    in_dateline,
    is_doer_of_country,
    is_named_again,
    is_of_goods,
    is_of_work,
    locates,
    looks_personal,
    names_itself,
    plays,
    word_before_of,
)
from .namecues import Cues, cues
from .recognizer import type_shares

KINDS: dict[str, Kind] = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "EVENT": "Event",
}  # fmt: skip
"""The recognizer's labels that are ours; every other label speaks against a name."""
NOTHING = "Nothing"
LOCATING = frozenset({"in", "at", "near"})
OPENING = frozenset({"-", "–", "—", ":", "\n"})
PLACING = frozenset({"in", "at", "near", "from", "to", "around", "outside", "across", "throughout", "into"})


_CODE = re.compile(r"[A-Z]{2,3}[$€£]?[\d.,]+$")
"""Sums of money and flight numbers: "EUR20"."""


_SAID_TO_BE = 2
LABEL_WEIGHT = 2.0
"""What the encoder's certainty weighs, beside the votes of words and lists."""


@dataclass
class Candidate:
    """A stretch of tokens that may be a name, and what speaks for which kind."""

    span: Span
    label: str = ""
    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    kind: str = ""
    rule: str = "spacy"
    whole: bool = True
    """False for a piece of what the recognizer took for one name: then its label says less."""

    @property
    def key(self) -> str:
        """The name as it is compared within the document."""
        return fold(self.span.text)


def vote(candidate: Candidate, places: Gazetteer, common: Collection[str] = ()) -> None:
    """Add what the name itself, the words beside it and the recognizer say about its kind.

    ``common`` are the words that the document writes in lower case, too.
    """
    votes, span, words = candidate.votes, candidate.span, cues()
    filed = in_dateline(span)
    known = _vote_places(votes, span, places, filed)
    _vote_recognized(candidate, known)
    _vote_inside(votes, span, words, places)
    if filed and known:
        votes["Place"] += 2
    if len(span) == 1 and not known and len(span.text) > 3 and span.text.casefold() in common:
        votes[NOTHING] += 1.2
    if len(span) == 1 and span.start and span.doc[span.start - 1].text in OPENING and candidate.label == "EVENT":
        votes[NOTHING] += 2  # the capital only begins a line: "Lima - Commemoration of the fallen"
    before = span.doc[span.start - 1] if span.start else None
    located = before is not None and before.lower_ in LOCATING
    if before is not None and before.is_sent_start is not None:
        word = before.lower_
        if word in words.titles and before.ent_type_ not in {"GPE", "LOC"} and not span[0].is_sent_start:
            votes["Person"] += 2.5
        if word in words.businesses or (word in words.trades and len(span) == 1 and not span[0].is_sent_start):
            votes["Organization"] += 2.5
        owned = before.i and (before.nbor(-1).lower_ in ARTICLES or before.nbor(-1).tag_ == "PRP$")
        if word in words.never_named and owned:
            votes[NOTHING] += 5
        if word in PLACING and len(span) < 4:
            votes["Place"] += (0.9 if word in LOCATING else 0.5) if known else 0.2
        if word == "the" and not known:
            votes["Place"] -= 0.5
            votes["Person"] -= 0.7
            votes["Organization"] += 0.3
    _vote_described(votes, span, words)
    after = span.doc[span.end] if span.end < len(span.doc) else None
    if after is not None and after.lemma_ in {"say", "tell", "add"}:
        votes["Person"] += 0.2
    if (
        after is not None
        and after.text == ","
        and (known or candidate.label != "PERSON" or located)
        and locates(span, places)
    ):
        votes["Place"] += 1.5
    _vote_doing(votes, span, places, known)
    if not (candidate.label and candidate.whole) and not known and len(span) in (2, 3) and looks_personal(span):
        votes["Person"] += 0.6


def _vote_doing(votes: dict[str, float], span: Span, places: Gazetteer, known: bool) -> None:
    """What the sentence tells of it: teams play, nobody's name is a plural, and whoever has a chief is a body."""
    doc, first = span.doc, span[0]
    if is_of_work(span):
        votes[NOTHING] += 5
    begins = first.is_sent_start or doc[span.start - 1].text in OPENING
    after = doc[span.end] if span.end + 1 < len(doc) else None
    if begins and len(span) == 1 and first.tag_ in {"NNS", "NNPS"} and not is_named_again(first):
        votes["Person"] -= 2  # "Burglars"
        if first.ent_type_ == "EVENT":
            votes[NOTHING] += 2  # "Wildfires"
    if after is not None and after.text in cues().titles and after.dep_ == "compound" and after.nbor().text.istitle():
        votes["Person"] -= 2  # "Halden chief Ann Lee"
    if len(span) > 1 and first.text.isupper() and places.country(first.text):
        votes["Person"] -= 2  # "US Capitol"
    if names_itself(span) or (known and plays(span, places)):
        votes["Organization"] += 4
    if not known and is_doer_of_country(span, places):
        votes["Place"] -= 1.5
        votes["Person" if len(span) > 1 else "Organization"] += 0.8


def _vote_recognized(candidate: Candidate, known: bool) -> None:
    """What the encoder takes the words for; or else the label that a stock model has given."""
    if shares := type_shares(candidate.span):
        weight = LABEL_WEIGHT if candidate.whole else LABEL_WEIGHT / 2
        for kind, share in shares.items():
            candidate.votes[kind if kind in KINDS.values() else NOTHING] += weight * share
    elif candidate.label:
        weight = 0.8 if candidate.label == "GPE" and not known else 1
        weight *= 1 if candidate.whole else 0.5 if candidate.label == "ORG" else 0.8
        candidate.votes[KINDS.get(candidate.label, NOTHING)] += weight


def _vote_described(votes: dict[str, float], span: Span, words: Cues) -> None:
    noun = described(span)
    if noun in words.never_named:
        votes[NOTHING] += 5
    elif noun in words.titles:
        votes["Person"] += _SAID_TO_BE
    elif noun in words.organizations and noun not in words.weak_organizations:
        votes["Organization"] += _SAID_TO_BE
    elif noun in words.place_nouns or noun in words.places:
        votes["Place"] += _SAID_TO_BE
    if is_of_goods(span):
        votes["Organization"] += _SAID_TO_BE
    before = introduced(span)
    if before in words.holders:
        votes["Place"] -= _SAID_TO_BE
        votes["Organization"] += 0.5
    elif before:
        votes["Organization" if before in words.trades else "Person"] += _SAID_TO_BE


def _vote_places(votes: dict[str, float], span: Span, places: Gazetteer, filed: bool) -> bool:
    """What the gazetteer says; whether it knows the name at all. Short capitals are no town, but in a dateline."""
    text = span.text
    if places.country(text):
        votes["Place"] += 5
    elif places.regions(text):
        votes["Place"] += 2.5
    elif (filed or not (text.isupper() and len(text) < 6)) and (cities := places.cities(text)):
        votes["Place"] += (0.8 if cities[0].usual else 0.5) if len(span) == 1 else 1
        if cities[0].population > 500_000 and cities[0].usual:
            votes["Place"] += 1.2
    else:
        return False
    return True


def _vote_inside(votes: dict[str, float], span: Span, words: Cues, places: Gazetteer) -> None:
    text = span.text
    last = span[-1].lower_
    first = span[0].lower_
    head = word_before_of(span)
    if places.demonym(text) or fold(text) in words.never or not any(c.isalpha() for c in text) or _CODE.match(text):
        votes[NOTHING] += 6
    if len(span) > 1 and first in words.never and span[1].like_num:
        votes[NOTHING] += 6
    titled = last in words.titles and last not in words.organizations and head not in words.organizations
    if titled or (last in words.never_heads and len(span) > 1):
        votes[NOTHING] += 3
    elif head is not None:
        if head in words.organizations:
            votes["Organization"] += 3
        elif head in words.event_fronts or head in words.events:
            votes["Event"] += 3
    elif last in words.organizations - words.weak_organizations:
        votes["Organization"] += 4
    elif last in words.events or (first in words.event_fronts and len(span) > 1):
        votes["Event"] += 3 if len(span) > 1 else 0.5
    elif last in words.organizations:
        votes["Organization"] += 1.5
    elif len(span) > 1 and (last in words.places or first in words.place_fronts):
        votes["Place"] += 2.5
    if first in words.honorifics and len(span) > 1 and not head and last not in words.organizations:
        votes["Person"] += 2
    if fold(text) in words.event_names:
        votes["Event"] += 3
    if any(c.isdigit() for c in text) and last not in words.suffixes:
        votes["Person"] -= 2
    before = span.doc[span.start - 1] if span.start else None
    if len(span) == 1 and text.isupper() and before is not None and (before.like_num or ":" in before.text[1:]):
        votes[NOTHING] += 2
    if len(span) == 1 and text.isupper() and 2 <= len(text) <= 6 and not places.country(text):
        votes["Organization"] += 1


def settle(candidates: Sequence[Candidate], lists: Iterable[Sequence[Candidate]]) -> None:
    """Give every candidate its kind: names agree with themselves, and members of a list with each other."""
    by_key: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_key[candidate.key].append(candidate)
    total: dict[str, dict[str, float]] = {}
    for candidate in candidates:
        if candidate.rule == "acting-group":
            candidate.votes["Organization"] += 5
    for key, group in by_key.items():
        votes: dict[str, float] = defaultdict(float)
        for candidate in group:
            for kind, weight in candidate.votes.items():
                votes[kind] += weight / len(group)
        total[key] = votes
    full = {part for key in total for part in key.split() if " " in key}
    for key, group in by_key.items():
        if (
            len(group) == 1
            and group[0].label == "PERSON"
            and " " not in key
            and key not in full
            and not _does(group[0])
        ):
            total[key][NOTHING] += 1.3
    _agree_with_full_names(total)
    for members in lists:
        keys = list(dict.fromkeys(member.key for member in members))
        if len(keys) < 3:
            continue
        winners = [_winner(total[key]) for key in keys]
        common = max(sorted(set(winners)), key=winners.count)
        if common != NOTHING and winners.count(common) > len(keys) / 2:
            for key in keys:
                total[key][common] += 1.5
    for candidate in candidates:
        candidate.kind = _winner(total[candidate.key])


def _agree_with_full_names(total: dict[str, dict[str, float]]) -> None:
    """A part alone is of what its full name is of: a surname, a first name, "Acme" of "Acme Group"."""
    parts: set[str] = set()
    owners: set[str] = set()
    for key, votes in total.items():
        words = key.split()
        if 1 < len(words) < 5 and _winner(votes) == "Person":
            parts |= {words[0], words[-1]}
        elif (len(words) == 2 or cues().partners.intersection(words[-1:])) and _winner(votes) == "Organization":
            owners.add(words[0])
    people = {key for key, votes in total.items() if " " not in key and _winner(votes) == "Person"}
    for key, votes in total.items():
        if 1 < len(key.split()) < 4 and key.split()[-1] in people and votes.get("Organization", 0) < 3:
            votes["Person"] += 1
        if key in parts:
            votes["Person"] += 1.5
        elif key in owners and votes.get("Place", 0) < 1.5:
            votes["Organization"] += 1.5


def _does(candidate: Candidate) -> bool:
    """Whether a name is called by a title, or does something."""
    return candidate.votes.get("Person", 0) > 2 or candidate.span.root.dep_ in {"nsubj", "appos", "agent"}


def _winner(votes: dict[str, float]) -> str:
    return max(votes.items(), key=lambda item: (item[1], item[0]))[0] if votes else NOTHING


def place_names() -> Gazetteer:
    """The gazetteer that kinds are decided with."""
    return gazetteer()
