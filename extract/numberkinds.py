"""Numbers whose own words tell what they are: ages, magnitudes, pounds that are money, what is unreal."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Span, Token

from .grammar import PREDICATES
from .numbers import Number
from .wordlists import toml_of

LIVED = ("year", "month", "week", "day")
"""Units of age."""
CLIMB = 4
"""Words above a number among which the verb stands that gives it."""
STERLING = 1000
"""So many pounds or more are rarely a weight."""
_WORDS = toml_of("quantities.toml")["words"]
_POSSIBLY = frozenset({"could", "may", "might"})
PUTTING = frozenset(_WORDS["putting"])
"""Verbs that give a number."""
_PERSONS = frozenset(_WORDS["persons"])
_AGING = frozenset(_WORDS["aging"])
_PAYING = frozenset(_WORDS["paying"])
_WEIGHING = frozenset(_WORDS["weighing"])


def is_magnitude(span: Span) -> bool:
    """ "magnitude 6.3", "6.3-magnitude", "a magnitude of 6.3"."""
    doc = span.doc
    near = doc[max(span.start - 3, span.sent.start) : min(span.end + 3, span.sent.end)]
    return any(token.lower_ in {"magnitude", "richter"} for token in near)


def is_age(span: Span) -> bool:
    """ "23-year-old", "aged 14", "the age of six", "a boy of 12", or a number alone behind a name: "Ann Lee, 23,"."""
    doc, end = span.doc, span.end
    after = [token.lower_ for token in doc[end : min(end + 5, len(doc))]]
    if after[:2] == ["-", "year-old"] or ("old" in after[:4] and any(word.startswith(LIVED) for word in after[:3])):
        return True
    before = [token.lower_ for token in doc[max(span.start - 3, 0) : span.start]]
    if before[-1:] in (["aged"], ["age"]) or before[-2:] == ["age", "of"]:
        return True
    if before[-1:] == ["at"] and doc[span.start - 1].head.lemma_.lower() in _AGING and span[-1].text.isdigit():
        return not after or doc[end].pos_ not in {"NOUN", "PROPN", "ADJ"}  # "dies at 91"
    if before[-1:] == ["of"] and _PERSONS.intersection(before[-2:-1]):  # "a boy of 12"
        return not after or doc[end].pos_ not in {"NOUN", "PROPN", "ADJ"}
    alone = not after or after[0] in {",", ")", ".", "and"}
    named = len(before) > 1 and before[-1] in {",", "("} and doc[span.start - 2].ent_type_ == "PERSON"
    return alone and named and span[-1].text.isdigit() and len(span[-1].text) < 3


def is_sterling(noun: Token, number: Number) -> bool:
    """Whether pounds are money: what is paid, or thousands of them that are pounds of nothing and weigh nothing."""
    verb = next((each.lemma_.lower() for each in noun.ancestors if each.pos_ == "VERB"), "")
    if any(child.lower_ == "of" for child in noun.rights) or verb in _WEIGHING:
        return False
    return verb in _PAYING or number.value >= STERLING


def putting_verb(number: Token) -> Token | None:
    """The verb near above a number that gives it: "put the toll at 11", "rose to 31"."""
    above = islice((number, *number.ancestors), CLIMB)
    return next((each for each in above if each.pos_ in PREDICATES and each.lemma_.lower() in PUTTING), None)


def is_unreal(span: Span) -> bool:
    """Whether a number is said not to hold, or only to be possible: "nine, not 20", "the toll could rise to 20"."""
    if span.start and span[0].nbor(-1).lower_ == "not":
        return True
    verb = putting_verb(span[-1])
    return verb is not None and any(child.lower_ in _POSSIBLY for child in verb.children if child.dep_ == "aux")
