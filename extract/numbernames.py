"""Numbers that count nothing: parts of names and titles, days, hours, letters of a code, one of several people."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from .datepatterns import WORDS as DATES
from .grammar import COPULAS
from .wordlists import toml_of

_WORDS = toml_of("quantities.toml")["words"]
_NUMBERING = frozenset(_WORDS["numbering"])
_CLOCK = frozenset(_WORDS["clock"])
_MONTHS = frozenset(name.title() for month in DATES["months"] for name in (month, month[:3], f"{month[:3]}."))
_HYPHENS = frozenset("-–")
_MODEL = re.compile(r"[A-Z]+\d+")
"""What a number with a hyphen belongs to: "A320-200"."""


def counts_nothing(span: Span) -> bool:
    """Whether the number at ``span`` is a word of a name, of a time or of a code, or stands for somebody."""
    return _is_named(span) or _is_somebody(span[-1]) or is_code(span[-1])


def may_be_day(span: Span) -> bool:
    """Whether a number may be a day of a month: "on 11 May", where nobody knows of which year."""
    return span.text.isdigit() and len(span.text) < 3


def is_code(number: Token) -> bool:
    """Whether a number in capitals is a word of a code: "(SIX: NVX)"."""
    return number.text.isalpha() and number.text.isupper() and not number.sent.text.isupper()


def _is_named(span: Span) -> bool:
    """Whether a number is a day, an hour or a name's part: "Nov. 24", "flight 12", "the 6 o'clock train"."""
    doc = span.doc
    before = doc[span.start - 1] if span.start else None
    if _opens_title(span):
        return True
    after = doc[span.end] if span.end < len(doc) else None
    if after is not None and (after.lower_ in _CLOCK or (after.text in _MONTHS and may_be_day(span))):
        return True
    if before is None:
        return False
    if before.lower_ in _NUMBERING or before.text in _MONTHS:
        return True
    if before.lower_ in {"in", "of"} and span.start > 1 and doc[span.start - 2].like_num:
        return before.lower_ == "in" or span.text.lower() == "one"  # "one in three", "nine of one family"
    if before.text in _HYPHENS and _MODEL.fullmatch(doc[span.start - 2 : span.start - 1].text):
        return True
    if after is None or not (span.text.isdigit() and after.text.istitle() and after.tag_ == before.tag_ == "NNP"):
        return False
    return before.ent_iob_ != "O" and after.head.i != before.i


def _opens_title(span: Span) -> bool:
    """Whether a number begins a title in quotation marks: "Nine Nights"."""
    words = span.doc[max(span.start - 1, 0) : span.end + 1]
    return len(words) == 3 and words[0].is_quote and words[1].is_title and words[2].is_title


def _is_somebody(number: Token) -> bool:
    """Whether "one" is somebody who is named: "One of the detainees was Jo Berg", "she was one of the nine"."""
    copula = number.head.lemma_.lower() in COPULAS and number.dep_ in {"nsubj", "attr"}
    return copula and number.lower_ == "one" and any(child.lower_ == "of" for child in number.rights)
