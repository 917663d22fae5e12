"""What speaks for the kind of thing that a name is of: the name itself, the words beside it, the recognizer."""

from __future__ import annotations

import re
from collections.abc import Collection

from spacy.tokens import Span

from ..model import Kind
from .attachments import described, introduced
from .gazetteer import Gazetteer, fold
from .namecontext import (
    calls_itself_it,
    governor,
    hyphenated,
    in_dateline,
    is_determined,
    is_doer_of_country,
    is_named_again,
    is_of_goods,
    is_of_work,
    is_title,
    is_warship,
    locates,
    looks_personal,
    names_itself,
    plays,
    speaks,
    word_before_of,
)
from .namecues import Cues, cues
from .nametypes import NOTHING, Candidate
from .recognizer import type_shares
from .takenup import given_names

KINDS: dict[str, Kind] = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "EVENT": "Event",
}  # fmt: skip
"""The recognizer's labels that are ours; every other label speaks against a name."""
LOCATING = frozenset({"in", "at", "near"})
OPENING = frozenset({"-", "–", "—", ":", "\n"})
PLACING = frozenset({"in", "at", "near", "from", "to", "around", "outside", "across", "throughout", "into"})
_CODE = re.compile(r"[A-Z]{2,3}[$€£]?[\d.,]+$")
"""Sums of money and flight numbers: "EUR20"."""
_SAID_TO_BE = 2
LABEL_WEIGHT = 2.0
"""What the encoder's certainty weighs, beside the votes of words and lists."""


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
        if _is_of_trade(span, {word, hyphenated(before)}):
            votes["Organization"] += 2.5
        if word in words.titles and before.ent_type_ not in {"GPE", "LOC"} and not span[0].is_sent_start:
            votes["Person"] += 2.5
        if word in words.never_named and is_determined(before) and not is_warship(span):
            votes[NOTHING] += 5
        if word in PLACING and len(span) < 4:
            votes["Place"] += (0.9 if word in LOCATING else 0.5) if known else 0.2
        if word == "the" and not known:
            votes["Place"] -= 0.5
            votes["Person"] -= 0.7
            votes["Organization"] += 0.3
    _vote_described(votes, span, words)
    _vote_governed(votes, span, words)
    after = span.doc[span.end] if span.end < len(span.doc) else None
    if span.doc[span.end : span.end + 2].text.lower() == "-based":
        votes["Place"] += 3
    if known and after is not None and after.text.istitle() and after.lower_ in words.never_heads:
        votes["Place"] += 3  # "the Oslo Accord"
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


def _is_of_trade(span: Span, before: set[str]) -> bool:
    """Whether the noun before a name says that it is a firm's; a name of one word may be that of any body."""
    words = cues()
    return bool(before & words.businesses or (before & words.trades and len(span) == 1 and not span[0].is_sent_start))


def _vote_governed(votes: dict[str, float], span: Span, words: Cues) -> None:
    """What the noun whose phrase it stands in says: "the isle of Elba", "shares in Acme", "the sinking of the Orca"."""
    noun, preposition, determined = governor(span)
    if preposition == "in" and noun in words.stakes and not determined:
        votes["Organization"] += 3
    elif preposition == "of" and noun in words.place_nouns:
        votes["Place"] += 2
    elif preposition == "of" and noun in words.wrecked and determined:
        votes[NOTHING] += 5


def _vote_doing(votes: dict[str, float], span: Span, places: Gazetteer, known: bool) -> None:
    """What the sentence tells of it: teams play, nobody's name is a plural, and whoever has a chief is a body."""
    doc, first = span.doc, span[0]
    if is_of_work(span) or is_title(span):
        votes[NOTHING] += 5
    begins = first.is_sent_start or doc[span.start - 1].text in OPENING
    after = doc[span.end] if span.end + 1 < len(doc) else None
    if begins and len(span) == 1 and first.tag_ in {"NNS", "NNPS"} and not is_named_again(first):
        votes["Person"] -= 2  # "Burglars"
        if first.ent_type_ == "EVENT":
            votes[NOTHING] += 2  # "Wildfires"
    if after is not None and after.text in cues().titles and after.dep_ == "compound" and after.nbor().text.istitle():
        votes["Person"] -= 2  # "Halden chief Ann Lee"
    if after is not None and after.lower_.startswith("spokes") and span.root.head == after:
        votes["Person"] -= 1.5  # "a Kremlin spokesman"
        votes["Organization"] += 0.5
    titled = after is not None and after.lower_ in cues().titles
    if not known and not titled and speaks(span):
        votes["Place"] -= 1.0  # "the Museum of Art has agreed"
        votes["Organization"] += 0.5
    if len(span) > 1 and first.text.isupper() and places.country(first.text):
        votes["Person"] -= 2  # "US Capitol"
    if not known and calls_itself_it(span):
        votes["Organization"] += 1.0
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
    elif noun in words.businesses or (noun in words.organizations and noun not in words.weak_organizations):
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
    if (
        places.demonym(text)
        or (first in words.directions and places.demonym(last.title()))
        or fold(text) in words.never
        or not any(c.isalpha() for c in text)
        or _CODE.match(text)
    ):
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
    elif len(span) in (2, 3) and first in given_names() and span[0].is_title:
        votes["Person"] += 1.8
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
