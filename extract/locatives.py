"""Which nouns say where something happens: behind which prepositions, in which lists, between which towns."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from .layout import BULLETS
from .namecues import cues
from .state import MentionSpan

LOCATIVE = frozenset(
    "in at near on outside across around throughout through along toward towards within inside off to into over".split()
)
LONGEST_LIST = 200
"""Names of one list, which the parse hangs one on the other."""
EXAMPLES = frozenset({"including", "like", "as"})
"""Prepositions behind which some of the places are named: "in ten towns including Leeds", "towns such as Leeds"."""
ANNOUNCED, LONGEST_ITEM = 15, 6
"""How far before a colon the noun may stand that a list behind it is of; how many tokens an item of it may have."""
WIDTH = {"exact": 0, "near": 0, "site": 0, "city": 1, "province": 2, "country": 3}


def is_container(last: MentionSpan, mention: MentionSpan) -> bool:
    """Whether a place only says where the one before it lies: the second of "Rome, Italy"."""
    doc = mention.span.doc
    between = doc[last.span.end : mention.span.start]
    if last.span.end >= mention.span.start or between[0].text not in {",", "in"}:
        return False
    if not all(t.is_lower for t in between[1:]) or (between[0].text == "in" and not _is_wide(mention)):
        return False
    if is_owner(mention):
        return False
    if len(between) > 3 or any(token.pos_ == "CCONJ" for token in between):
        return False
    inner, outer = last.grounding, mention.grounding
    if inner is not None and outer is not None:
        return WIDTH[outer.precision] > WIDTH[inner.precision] and inner.country == outer.country
    root = mention.span.root
    return root.dep_ != "conj" and not any(child.dep_ == "conj" for child in root.children)


def _is_wide(mention: MentionSpan) -> bool:
    """Whether a place is as large as a province."""
    return mention.grounding is not None and WIDTH[mention.grounding.precision] > WIDTH["city"]


def is_owner(mention: MentionSpan) -> bool:
    """Whether a name stands in the genitive: it begins what is Russia's own, and ends no address."""
    doc, end = mention.span.doc, mention.span.end
    return end < len(doc) and doc[end].tag_ == "POS"


def is_target(token: Token, mention: MentionSpan) -> bool:
    """Whether a country is what something is aimed at, not where it happens: "sanctions on Peru"."""
    return mention.is_country and token.dep_ == "pobj" and token.head.lower_ == "on"


def is_locative(token: Token) -> bool:
    """Whether the first noun of a list stands behind a preposition of place, or among the examples of one that does."""
    if token.dep_ == "pobj" and token.head.lower_ in EXAMPLES and token.head.head.pos_ in {"NOUN", "PROPN"}:
        token = first_of_list(token.head.head)
    noun = token.head.lemma_.lower()
    said = noun in _parts() or (noun in cues().sites and token.text[:1].isupper())
    if said and token.dep_ in {"compound", "amod", "nmod"}:
        token = first_of_list(token.head)  # "in Kaduna state", "at its Duisburg plant"
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _parts():
        token = first_of_list(token.head.head)
    return token.dep_ == "pobj" and token.head.lower_ in LOCATIVE


def is_between(token: Token, mention: MentionSpan) -> bool:
    """Whether something happens on the way from one town to another: "between Graz and Linz"."""
    if mention.is_country or token.dep_ != "pobj" or token.head.lower_ != "between":
        return False
    above = token.head.head
    return above.pos_ == "VERB" or above.lemma_.lower() in cues().links


@cache
def _parts() -> frozenset[str]:
    """Nouns behind whose "of" a place is named that they are, or are a part of: "the town of", "the outskirts of"."""
    return cues().place_nouns | cues().areas


def first_of_list(token: Token) -> Token:
    """The first of the nouns that a noun is coordinated with, or stands in apposition to, also behind a colon."""
    for _ in range(LONGEST_LIST):
        above = _announced_by(token)
        if above is None:
            if token.dep_ not in {"conj", "appos"} or token.head.pos_ in {"VERB", "AUX"}:
                break
            above = token.head
        token = above
    return token


def _announced_by(token: Token) -> Token | None:
    """The noun of places before the colon that a list begins behind ("in these towns: Brno"), or the item before.

    Each item may be a line of its own.
    """
    doc, index = token.doc, token.i - 1
    while index > 0 and (doc[index].is_space or doc[index].text in BULLETS or doc[index].lower_ == "the"):
        index -= 1
    if index < 1:
        return None
    if doc[index].text != ":":
        apart = doc[index + 1 : token.i]
        return doc[index] if apart and apart[0].text.count("\n") == 1 and len(doc[index].sent) <= LONGEST_ITEM else None
    before = (doc[i] for i in range(index - 1, max(index - ANNOUNCED, -1), -1))
    return next((each for each in before if each.lemma_.lower() in cues().place_nouns), None)
