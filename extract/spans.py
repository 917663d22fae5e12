"""Names that stand in several pieces or without capitals: what the words around a name say of where it ends.

Each function takes the candidates found so far and returns them with some joined, or further ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from .aliases import is_acronym
from .candidate import PARTICLES
from .gazetteer import Gazetteer
from .namecues import cues
from .nametypes import Candidate

LONGEST_REPEATED = 5
"""Names of so many words and more are seldom told again in full."""
LONGEST_DEFINITION = 12
"""How many tokens before a parenthesized acronym may belong to the name that it abbreviates."""

LOCATIVE = frozenset({"inside", "near", "outside"})
ACTING = frozenset({"nsubj", "nsubjpass", "dobj"})


def joined(doc: Doc, candidates: Sequence[Candidate], places: Gazetteer) -> list[Candidate]:
    """Join what a hyphen without spaces connects, and an institution with the "of" phrase behind it."""
    result: list[Candidate] = []
    for candidate in candidates:
        if result and _belong_together(doc, result[-1], candidate, places):
            last = result.pop()
            label = candidate.label if _is_given_name(last, candidate, places) else last.label or candidate.label
            rule = "joined"
            candidate = Candidate(doc[last.span.start : candidate.span.end], label, rule=rule)
        result.append(candidate)
    return result


def with_fronts(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates with the word before them by which the names of some bodies begin: "Alpin" of "Radio Alpin"."""
    out = []
    for candidate in candidates:
        start = candidate.span.start
        before = doc[start - 1] if start else None
        if before is not None and before.text in cues().body_fronts and before.head in candidate.span:
            candidate = Candidate(doc[start - 1 : candidate.span.end], "ORG", rule="front")
            candidate.votes["Organization"] += 3
        out.append(candidate)
    return out


def whole_again(doc: Doc, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Names of several words wherever they come again, though the recognizer saw but a part there: "New Start won"."""
    by_first: dict[str, dict[tuple[str, ...], str]] = {}
    for candidate in candidates:
        words = tuple(token.text for token in candidate.span)
        if 1 < len(words) < LONGEST_REPEATED and candidate.label and all(word.istitle() for word in words):
            by_first.setdefault(words[0], {}).setdefault(words, candidate.label)
    starts = {candidate.span.start: candidate.span.end for candidate in candidates}
    for token in doc:
        for words, label in by_first.get(token.text, {}).items():
            end = token.i + len(words)
            if starts.get(token.i, 0) < end and tuple(each.text for each in doc[token.i : end]) == words:
                yield Candidate(doc[token.i : end], label)


def _belong_together(doc: Doc, left: Candidate, right: Candidate, places: Gazetteer) -> bool:
    between = [t.lower_ for t in doc[left.span.end : right.span.start]]
    if between == ["-"]:
        hyphen = doc[left.span.end]
        if places.country(right.span.text) and places.cities(left.span.text):
            return False  # "Malmo-Sweden"
        return not hyphen.whitespace_ and not doc[hyphen.i - 1].whitespace_ and right.span[0].text[:1].isupper()
    if not between and (_is_rest_of_body(left, right) or _goes_on_abroad(left, right)):
        return True
    if not between:
        return _is_surname(left, right, places) or _is_given_name(left, right, places)
    words = cues()
    head = left.span[-1]
    if between == ["and", "the"] and left.label == "ORG" and right.label in {"GPE", "LOC"}:
        return any(t.lower_ == "of" for t in left.span)
    if between == ["in"] and head.lower_ in {"embassy", "consulate"}:
        return right.label == "GPE"
    if between == [","] and right.span.text in {"D.C.", "DC", "D.C"}:
        return True
    if between in (["of"], ["of", "the"], ["for"]) and head.text[:1].isupper():
        return head.lower_ in words.organizations - words.weak_organizations or head.lower_ in words.houses
    return False


def _is_rest_of_body(left: Candidate, right: Candidate) -> bool:
    """Whether what an institution is called goes on: "Cultures" behind "Museum of World"."""
    last = left.span[-1]
    goes_on = last.dep_ == "compound" and last.head in right.span and right.span[0].text.istitle()
    return goes_on and left.rule == "joined" and any(token.lower_ in {"of", "for"} for token in left.span)


def _goes_on_abroad(left: Candidate, right: Candidate) -> bool:
    """Whether a name goes on with a particle of another language: "do Cais" behind "Diario"."""
    particle = right.span[0].text in PARTICLES | {"do", "dos", "das"}
    return particle and len(right.span) > 1 and left.span[-1].text.istitle()


def _is_surname(first: Candidate, last: Candidate, places: Gazetteer) -> bool:
    """Whether what the recognizer took for a place behind a first name is a surname."""
    if first.label != "PERSON" or last.label not in {"GPE", "LOC", "FAC"} or len(first.span) + len(last.span) > 2:
        return False
    root = first.span.root
    return root.dep_ == "compound" and root.head in last.span and not places.knows(last.span.text)


def _is_given_name(first: Candidate, last: Candidate, places: Gazetteer) -> bool:
    """Whether what the recognizer took for a body before a person's name begins that name: "Lone" of "Lone Madsen"."""
    if first.label != "ORG" or last.label != "PERSON" or len(first.span) + len(last.span) > 2:
        return False
    root, name, start = first.span.root, first.span.text, first.span.start
    if not start or first.span.doc[start - 1].text != ",":
        return False
    if root.dep_ != "compound" or root.head not in last.span or not name.istitle():
        return False
    return not (places.country(name) or places.demonym(name)) and name.lower() not in cues().organizations


def defined_names(doc: Doc) -> Iterator[Candidate]:
    """The name that acronyms in parentheses behind it abbreviate: "Food and Agriculture Organization (FAO)"."""
    for token in doc:
        if token.text != "(":
            continue
        acronyms = []
        for inner in doc[token.i + 1 : token.i + 6]:
            if inner.text.isalpha() and inner.text[:1].isupper():
                acronyms.append(inner)
            elif inner.text != "/":
                break
        starts = [start for acronym in acronyms if (start := _definition(doc, token.i, acronym)) is not None]
        if starts:
            yield Candidate(doc[starts[0] : token.i], "ORG", rule="acronym")
            for acronym in acronyms:
                yield Candidate(doc[acronym.i : acronym.i + 1], "ORG", rule="acronym")


def _definition(doc: Doc, end: int, acronym: Token) -> int | None:
    for start in range(end - 2, max(-1, end - LONGEST_DEFINITION), -1):
        first = doc[start]
        if first.is_space or first.text in {".", ";", "("}:
            return None
        if first.text[:1].isupper() and is_acronym(acronym.text, doc[start:end].text):
            return start
    return None


def acting_groups(doc: Doc, places: Gazetteer) -> Iterator[Candidate]:
    """Bodies named by their country and a common noun: "Peruvian police", "the Kenyan government"."""
    words = cues()
    for token in doc:
        lower = token.lower_
        if lower not in words.country_actors or token.i == 0 or token.text.isupper():
            continue
        start = token.i - 1
        while start > 0 and _modifies(doc[start], token, places):
            start -= 1
        owner = _owner(doc, start, places)
        if owner is not None:
            yield Candidate(doc[owner : token.i + 1], "ORG", rule="acting-group")
        elif token.text[0].isupper() and (end := _end_of_country(doc, token.i + 1, places)):
            yield Candidate(doc[token.i : end], "ORG", rule="acting-group")


def _end_of_country(doc: Doc, start: int, places: Gazetteer) -> int | None:
    """Where "of Chile" ends behind "the government"; None if no country stands there."""
    if start >= len(doc) or doc[start].lower_ != "of":
        return None
    start += 1 + (start + 1 < len(doc) and doc[start + 1].lower_ == "the")
    ends = range(min(start + 4, len(doc)), start, -1)
    return next((end for end in ends if doc[start].text[:1].isupper() and places.country(doc[start:end].text)), None)


def _modifies(token: Token, head: Token, places: Gazetteer) -> bool:
    """Whether a word may stand between a country and its body: "interim", or "Interior" of an "Interior Ministry"."""
    if token.text.islower():
        return token.pos_ == "ADJ"
    return head.text.istitle() and token.text.istitle() and token.is_alpha and not _owner(token.doc, token.i, places)


def _owner(doc: Doc, last: int, places: Gazetteer) -> int | None:
    """Where the adjective or name of a country that ends at ``last`` starts."""
    for length in (3, 2, 1):
        start = last - length + 1
        if start >= 0 and doc[start].lower_ != "the":
            text = doc[start : last + 1].text
            if text[:1].isupper() and text[-1:] not in {".", ","} and (places.demonym(text) or places.country(text)):
                return start
    return None


def bare_actors(doc: Doc, named: Sequence[Candidate]) -> Iterator[Candidate]:
    """Bodies without a name that act or are acted upon: "police arrested ...", "the clerical regime"."""
    words = cues()
    heads = {c.span[-1].lower_ for c in named} | {c.span[0].lower_ for c in named}
    starts = {c.span.start for c in named}
    for token in doc:
        lower = token.lower_
        if token.i + 1 in starts:
            continue  # "the opposition Civic Alliance"
        pair = token.i > 0 and f"{token.nbor(-1).lower_} {lower}" in words.actors  # "the coast guard"
        if (pair or lower in words.actors) and lower not in heads and _acts(token) and token.ent_type_ == "":
            start = token.i
            while start and doc[start - 1].dep_ in {"amod", "compound"} and doc[start - 1].head.i == token.i:
                if doc[start - 1].lower_ in LOCATIVE or (start > 1 and doc[start - 2].text == "-"):
                    break  # "the 26-member cabinet"
                start -= 1
            if start == token.i or doc[start].ent_type_ == "":
                yield Candidate(doc[start : token.i + 1], "ORG", rule="actor")


def _acts(token: Token) -> bool:
    return token.dep_ in ACTING or (token.dep_ == "pobj" and token.head.dep_ == "agent")
