"""What a date in the parse is of, and what it only compares with or tells apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from ..model import Interval
from .state import DateSpan
from .triggers import Trigger

RARE = frozenset({"first", "second", "third", "only", "such"})
LIKE = frozenset({"as", "than"})
BEGINNINGS = {"day": 10, "month": 8, "year": 5}
"""How much of the last day of an interval is that of its first, by precision."""
MODIFIERS = frozenset({"nummod", "compound", "amod", "poss", "nmod"})


def is_modifier(token: Token, by_token: Mapping[int, Trigger]) -> bool:
    """Whether a date only tells a noun from others of its kind ("the 1994 edition") that is no event here.

    That before an anniversary is the date of what it recalls.
    """
    noun = token.head
    told = noun.i in by_token and noun.lemma_.lower() != "anniversary"
    return token.dep_ in MODIFIERS and noun.pos_ in {"NOUN", "PROPN"} and not told


def is_compared(token: Token) -> bool:
    """Whether a date only says how rare something is, or since when somebody is what he is.

    "The first such vote since 1994", "the worst storm since May"; "President X, in power since 1994, has said".
    """
    if any(each.lower_ in LIKE and each.head.pos_ in {"ADJ", "ADV"} for each in _up(token)):
        return True  # "ten times as many as in 2019"
    if token.dep_ != "pobj" or token.head.lower_ != "since":
        return False
    noun = token.head.head
    if noun.pos_ == "ADP" and noun.head.pos_ in {"NOUN", "PROPN"}:
        return True
    if noun.dep_ in {"pobj", "appos"} or (noun.dep_ == "attr" and noun.head.dep_ == "relcl"):
        return True
    told = [child for child in noun.children if child.dep_ == "attr"] if noun.pos_ == "AUX" else [noun]
    rare = any(child.tag_ in {"JJS", "RBS"} or child.lower_ in RARE for each in told for child in each.children)
    return noun.pos_ in {"NOUN", "AUX"} and rare


def _up(token: Token) -> Iterator[Token]:
    """The prepositions and nouns above a date, up to a verb."""
    for above in token.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            return
        yield above


def told_of(date: Token, by_token: Mapping[int, Trigger]) -> Trigger | None:
    """What a clause behind a date says happened then: "since 1988, when two trains collided"."""
    clauses = (child for child in date.rights if child.dep_ == "relcl" and child.i in by_token)
    return next((by_token[c.i] for c in clauses if any(w.lower_ == "when" for w in c.lefts)), None)


def as_told(date: DateSpan) -> DateSpan:
    """The day of "until that day"."""
    interval = date.interval
    if interval.begin is not None or interval.end is None or interval.precision not in BEGINNINGS:
        return date
    begin = interval.end[: BEGINNINGS[interval.precision]] + "1900-01-01"[BEGINNINGS[interval.precision] :]
    return DateSpan(date.span, Interval(begin, interval.end, interval.precision))


def last_of(date: DateSpan) -> DateSpan:
    """The last year of several: "from 1994 to 2001, when she returned"."""
    begin, end = date.interval.begin or "", date.interval.end or ""
    if begin[4:] != "-01-01" or end[4:] != "-12-31" or begin[:4] == end[:4]:
        return date
    return DateSpan(date.span, Interval(f"{end[:4]}-01-01", end, "year"))
