"""The recognizer's spans put right: cut where they run together, extended where they stop short, trimmed."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from .gazetteer import Gazetteer
from .namecues import cues
from .nametypes import Candidate

SEPARATORS = frozenset({",", "&", "and", "/"})
HARD = frozenset({"–", "—", "|", "•", "“", "”", '"', "(", ")", ":", ";"})
"""No name goes on across these, but for a nickname in quotation marks."""
FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
LOOSE = frozenset({"IN", "TO", "CC", "DT"})
NOT_NAMES = frozenset({"CARDINAL", "ORDINAL", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "LANGUAGE"})


def recognized(doc: Doc, places: Gazetteer) -> Iterator[Candidate]:
    """The recognizer's spans, cut where they run together and extended where they stop short."""
    for ent in doc.ents:
        if ent.label_ in NOT_NAMES:
            continue
        pieces = list(_pieces(doc, ent.start, ent.end, ent.label_, places))
        for start, end in pieces:
            end = _extended(doc, end, ent.label_)
            if ent.label_ == "PERSON":
                yield from _before_role(doc, start, end)
                start = _past_office(doc, start, end, places)
            start, end = trimmed(doc, start, end, ent.label_)
            while end - start > 1 and _is_trade(doc[start]):
                start += 1  # "Hoppe" of "the energy group Hoppe"
            if ent.label_ == "ORG" and end - start > 1 and doc[end - 1].text in cues().taken_up | cues().members:
                end -= 1  # "Rapid" of "the Rapid party"
            if start < end and ent.label_ in {"PERSON", "ORG"}:
                start, end = _over_hyphens(doc, start, end)
            if start < end:
                yield Candidate(doc[start:end], ent.label_, whole=len(pieces) == 1)


def _pieces(doc: Doc, start: int, end: int, label: str, places: Gazetteer) -> Iterator[tuple[int, int]]:
    """Cut at line breaks, and at commas, dashes and "and" between names that stand by themselves."""
    begin = start
    nickname = label == "PERSON" and [t.text for t in doc[start:end] if t.text in '“”"']
    for i in range(start, end):
        if nickname and len(nickname) == 2 and doc[i].text in nickname and start < i < end - 1:
            continue
        if (
            _cuts(doc, begin, i)
            or _parts_country(doc, begin, i, end, places)
            or (doc[i].lower_ in SEPARATORS and _divides(doc, begin, i, end, label, places))
        ):
            if begin < i:
                yield begin, i
            begin = i + 1
    if begin < end:
        yield begin, end


def _cuts(doc: Doc, begin: int, i: int) -> bool:
    """Whether no name goes on across this token."""
    token = doc[i]
    if token.is_space and token.i + 1 < len(doc) and token.text == "\n" and not doc[token.i + 1].is_sent_start:
        return False  # A line that was only wrapped.
    if token.is_space or token.text in HARD or (token.tag_ in FINITE and i > begin):
        return True
    spaced = bool(token.whitespace_) or i == begin or bool(doc[i - 1].whitespace_)
    if token.text == "-":
        return spaced
    if token.text == "&":
        return i > begin and bool(token.whitespace_) and not doc[i - 1].whitespace_
    return token.lower_ == "the" and i > begin and doc[i - 1].lower_ not in cues().joiners and doc[i - 1].pos_ != "ADP"


def _parts_country(doc: Doc, begin: int, at: int, end: int, places: Gazetteer) -> bool:
    """Whether a hyphen stands between a town and its country: "Malmo-Sweden", but not in "Guinea-Bissau"."""
    if doc[at].text != "-" or places.country(doc[begin:end].text):
        return False
    return bool(places.country(doc[at + 1 : end].text) and places.cities(doc[begin:at].text))


def _divides(doc: Doc, start: int, at: int, end: int, label: str, places: Gazetteer) -> bool:
    stop = next((i for i in range(at + 1, end) if doc[i].lower_ in SEPARATORS or _cuts(doc, at + 1, i)), end)
    left, right = doc[start:at].text, doc[at + 1 : stop].text
    if right.replace(".", "").casefold() in cues().tails:
        return False
    if doc[at].text == "," and right[:1].islower():
        return True  # "bound for Peru, police chief"
    if label in {"PERSON", "GPE"} or (label != "ORG" and doc[at].text == ","):
        return True
    return places.knows(left) and places.knows(right)


def _extended(doc: Doc, end: int, label: str) -> int:
    """Take in a capitalized head noun that follows: "Sea" + "Patrol"."""
    words = cues()
    while label == "EVENT" and end < len(doc) and doc[end].tag_ == "NNP" and not doc[end].ent_type_:
        end += 1
    if end < len(doc) and label in {"ORG", "GPE", "NORP", "LOC", "PERSON", "FAC"}:
        token = doc[end]
        heads = words.organizations if label != "LOC" else words.places
        if token.text[:1].isupper() and token.lower_ in heads and token.ent_type_ == "" and not token.is_sent_start:
            return end + 1
    return end


def _is_trade(token: Token) -> bool:
    """Whether a word only says what the name behind it is of: a small "union", a sentence's first "Carmaker"."""
    return token.text in cues().trades or bool(token.is_sent_start and token.lower_ in cues().businesses)


def _role(doc: Doc, start: int, end: int) -> int:
    """Where in a span a title in small letters stands, behind other words: "Halden chief Ann Lee"; -1 for nowhere."""
    return next((i for i in range(end - 2, start, -1) if doc[i].text in cues().titles and doc[i].pos_ == "NOUN"), -1)


def _before_role(doc: Doc, start: int, end: int) -> Iterator[Candidate]:
    """The body whose head somebody is, where both were taken for one name."""
    if (role := _role(doc, start, end)) > start:
        yield Candidate(doc[start:role], "ORG", whole=False)


def _past_office(doc: Doc, start: int, end: int, places: Gazetteer) -> int:
    """Where a person's name starts: behind "Norwegian President", "Halden chief", "the Middle East"."""
    words = cues()
    if (role := _role(doc, start, end)) > start and doc[role + 1].text[:1].isupper():
        return role + 1
    for i in range(end - 2, start - 1, -1):
        if doc[i].lower_ in words.offices:
            return i + 1 if doc[i + 1].text[:1].isupper() else end  # "Minister for Trade" names nobody.
    titled = any(token.lower_ in words.honorifics for token in doc[start + 1 : end - 1])
    if titled and places.demonym(doc[start].text):
        return start + 1
    for stop in range(end - 1, start + 1, -1):
        known = doc[start:stop].text
        if places.country(known) or places.regions(known):
            return stop
    return start


def _over_hyphens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Take in what hyphens without spaces tie to a name: "al-" before it, "-Presse" behind it."""
    while start > 1 and _is_glue(doc[start - 1]) and not doc[start - 2].ent_type_:
        if not (doc[start - 2].text[:1].isupper() or doc[start - 2].lower_ in cues().joiners):
            break
        start -= 2
    while end + 1 < len(doc) and _is_glue(doc[end]) and doc[end + 1].text[:1].isupper() and not doc[end + 1].ent_type_:
        end += 2
    return start, end


def _is_glue(token: Token) -> bool:
    return token.text == "-" and not token.whitespace_ and bool(token.i) and not token.nbor(-1).whitespace_


def trimmed(doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
    """Without articles, possessives, quotation marks and titles."""
    words = cues()
    titled = label == "PERSON"
    while start < end and (
        doc[start].lower_ in words.trimmed
        or doc[start].is_punct
        or doc[start].is_space
        or (titled and start < end - 1 and doc[start].lower_ in words.honorifics)
    ):
        start += 1
    while end > start and (doc[end - 1].lower_ in words.trimmed or _is_edge(doc[end - 1]) or doc[end - 1].is_space):
        end -= 1
    return start, end


def _is_edge(token: Token) -> bool:
    loose = token.ent_type_ == "ORG" and token.tag_ in LOOSE and token.is_lower  # "The Council on" Thursday
    return (token.is_punct and token.text not in {")", "."}) or token.text == "-" or loose
