"""What the words around and within a name say of where it stands and what it may be of."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from .cues import Cues
from .gazetteer import Gazetteer
from .grammar import ARTICLES, is_passive
from .layout import dateline, town_filed
from .namecues import cues
from .quotes import MARKS
from .wordlists import toml_of

OPPOSING = frozenset({"against", "at", "over", "to", "with"})
_SCORE = re.compile(r"\b(\d{1,3})[-–](\d{1,3})\b(?![-–])")
"""The result of a game."""
WHOLE = 100
PHRASE = 6
"""Tokens before a noun among which its article is looked for."""
NEAR = 300
"""Tokens within which a name comes again."""
NAMING = frozenset(toml_of("events.toml")["naming"])
"""Verbs behind which stands what somebody is called."""


def locates(span: Span, places: Gazetteer) -> bool:
    """Whether the country or division behind the comma says where this is: "Reno, Nevada", "Luleå, northern Sweden"."""
    doc = span.doc
    start = span.end + 1
    before = doc[span.start - 1].text if span.start else ""
    while start < len(doc) and doc[start].lower_ in cues().directions and doc[start].text.islower():
        start += 1
    for end in (start + 2, start + 1):
        name = doc[start:end].text
        if name[:1].isupper() and (places.country(name) or places.regions(name)):
            return before != ","
    return False


def in_dateline(span: Span) -> bool:
    """Whether a line begins with this name as the place where it was filed: "CAIRO (Reuters) -", "Cairo:"."""
    text, start = span.doc.text, span.start_char
    if start and text[start - 1] != "\n":
        return False
    return _dateline_of(text, start) > len(span.text)


def is_credit(span: Span) -> bool:
    """Whether a name is of the agency in a dateline: "COLUMBUS, Ohio (AP) - "."""
    text = span.doc.text
    start = text.rfind("\n", 0, span.start_char) + 1
    if span.start_char == start or text[span.start_char - 1] != "(":
        return False
    return span.end_char - start <= _dateline_of(text, start)


def _dateline_of(text: str, start: int) -> int:
    """How long the dateline is of the line that begins at ``start``; 0 if it has none."""
    end = text.find("\n", start)
    line = text[start:] if end < 0 else text[start:end]
    return max(dateline(line), town_filed(line))


def hyphenated(token: Token) -> str:
    """A word with what a hyphen ties to its front: "start-up"."""
    start, doc = token.i, token.doc
    while start >= 2 and doc[start - 1].text == "-" and not (doc[start - 1].whitespace_ or doc[start - 2].whitespace_):
        start -= 2
    return doc[start : token.i + 1].text.lower()


def governor(span: Span) -> tuple[str, str, bool]:
    """The noun and the preposition right before a name, and whether "the" stands between: "the sinking of the Orca"."""
    doc = span.doc
    determined = span.start > 0 and doc[span.start - 1].lower_ == "the"
    start = span.start - determined
    return (doc[start - 2].lower_, doc[start - 1].lower_, determined) if start >= 2 else ("", "", determined)


def is_determined(noun: Token) -> bool:
    """Whether an article or a possessive begins the phrase that a noun ends: "the Greek-owned tanker"."""
    first = next((each for each in reversed(noun.doc[max(noun.i - PHRASE, 0) : noun.i]) if not _modifies(each)), None)
    return first is not None and (first.lower_ in ARTICLES or first.tag_ == "PRP$")


def _modifies(token: Token) -> bool:
    return token.text == "-" or token.dep_ in {"amod", "compound", "nummod", "npadvmod"}


def word_before_of(span: Span) -> str | None:
    """The head of "Ministry of Health": the word before the first "of" or "for"."""
    for token in span[1:-1]:
        if token.lower_ in {"of", "for"}:
            return span.doc[token.i - 1].lower_
    return None


def looks_personal(span: Span) -> bool:
    """Two or three capitalized words that do something, or that a colon follows."""
    if not all(t.is_alpha and t.is_title and t.tag_ == "NNP" for t in span):
        return False
    after = span.doc[span.end].text if span.end < len(span.doc) else ""
    return after == ":" or (span.root.dep_ in {"nsubj", "appos"} and not span[0].is_sent_start)


def is_named_again(token: Token) -> bool:
    """Whether a word is a name for the tagger elsewhere in the text around: "Williams", but not "Burglars"."""
    around = token.doc[max(token.i - NEAR, 0) : token.i + NEAR]
    return any(other.text == token.text and other.tag_ == "NNP" for other in around)


def is_warship(span: Span) -> bool:
    """Whether a name begins as those of ships of a navy, which act: "the frigate HMS Lion"."""
    return len(span) > 1 and len(span[0]) < 5 and span[0].text.isalpha() and span[0].text.isupper()


def is_of_work(span: Span) -> bool:
    """Whether a name belongs to the title of a work, behind what the work is: "her film The Long Field"."""
    doc, start = span.doc, span.start
    while start and doc[start - 1].text[:1].isupper() and not doc[start].is_sent_start:
        start -= 1
    titled = doc[start].text == "The" and start < span.end
    return bool(start) and titled and doc[start - 1].lower_ in cues().never_named


def is_title(span: Span) -> bool:
    """Whether a name and its article alone stand between marks: that of a work, "The Flight of Psyche"."""
    doc, before = span.doc, span.start - 2
    if before < 0 or span.end >= len(doc) or doc[span.start - 1].text not in {"The", "A", "An"}:
        return False
    end = span.end + (doc[span.end].text == ",")
    return doc[before].text in MARKS and end < len(doc) and doc[end].text in MARKS


def is_doer_of_country(span: Span, places: Gazetteer) -> bool:
    """Whether a name behind a country's does something: "Kenya's Paul Rono won", "Norway's Nordbank cut jobs"."""
    doc, start, root = span.doc, span.start, span.root
    if start < 2 or doc[start - 1].tag_ != "POS" or root.dep_ != "nsubj" or is_passive(root.head):
        return False
    if root.head.pos_ != "VERB" or root.head.lemma_.lower() in cues().befalling:
        return False
    owners = (doc[first : start - 1].text for first in range(max(start - 4, 0), start - 1))
    return any(places.country(owner) for owner in owners)


def plays(span: Span, places: Gazetteer) -> bool:
    """Whether a name is a team's: its town's in a result of a game, "Arvika beat Lund 3-1"."""
    root = span.root
    verb = root.head.head if root.dep_ == "pobj" else root.head  # or a noun: "a 2-0 win over Lille"
    if root.dep_ not in {"nsubj", "dobj", "pobj"} or verb.lemma_.lower() not in cues().contests:
        return False
    if (root.dep_ == "pobj" and root.head.lower_ not in OPPOSING) or places.country(span.text):
        return False
    results = _SCORE.findall(span.sent.text)
    return len(results) == 1 and sum(map(int, results[0])) != WHOLE  # not "6-3, 6-4", and no shares of the vote


def calls_itself_it(span: Span) -> bool:
    """Whether who is named speaks of itself as "it": "Corbel said that it had sold its shares"."""
    name = span.root
    if name.dep_ != "nsubj" or name.head.pos_ != "VERB":
        return False
    within = (
        below for child in name.head.rights if child.dep_ == "prep" for noun in child.rights for below in noun.rights
    )
    told = (each for each in (*name.head.rights, *within) if each.dep_ in {"ccomp", "acl"} and each.lemma_ != "be")
    return any(each.dep_ == "nsubj" and each.lower_ == "it" for clause in told for each in clause.lefts)


def speaks(span: Span) -> bool:
    """Whether who is named says, promises or agrees to something."""
    name, words = span.root, Cues.load()
    return name.dep_ == "nsubj" and name.head.pos_ == "VERB" and name.head.lemma_ in words.say | words.promise


def names_itself(span: Span) -> bool:
    """Whether several call themselves by a name: "a group calling itself Black Heron"."""
    before = span.doc[max(span.start - 2, 0) : span.start]
    return len(before) == 2 and before[0].lemma_.lower() in NAMING and before[1].lower_ in {"itself", "themselves"}


def is_of_goods(span: Span) -> bool:
    """Whether the words before a name of one word tell what a business deals in: "the furniture maker Koivu".

    So does how often it appears: "the weekly Al Manara".
    """
    if not span.start:
        return False
    trade = span.doc[span.start - 1]
    if len(span) > 1 or trade.lower_ in cues().periodicals:
        return trade.lower_ in cues().periodicals
    goods = [child.lower_ for child in trade.lefts if child.dep_ == "compound" and child.text.islower()]
    return bool(goods) and trade.lower_ in cues().holders | cues().trades and not cues().crafts & set(goods)
