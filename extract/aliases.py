"""When two names in one document are of the same person, organization, place or event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from .gazetteer import fold, gazetteer
from .nametypes import cues
from .state import MentionSpan, Node

_SPELLED_OUT = {
    "un": ("united", "nations"),
    "us": ("united", "states"),
    "uk": ("united", "kingdom"),
    "eu": ("european", "union"),
}
LONGEST_TITLE = 7
"""Words before a name that may describe who it is."""
_MINOR = frozenset({"of", "the", "for", "and", "in", "on", "de", "&", "to", "'s"})


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, without possessives.

    >>> words_of("the People’s Assembly")
    ('peoples', 'assembly')
    """
    words = re.findall(r"\w+", re.sub(r"'s?\b", lambda m: m.group()[1:], fold(name)))
    return tuple(part for word in words for part in _SPELLED_OUT.get(word, (word,)))


def without_title(name: str) -> str:
    """A person's name without honorifics and suffixes.

    >>> without_title("Prime Minister Jane Roe"), without_title("Mr Doe Jr.")
    ('Jane Roe', 'Doe')
    """
    words = name.split()
    while len(words) > 1 and words[0].casefold() in cues().honorifics:
        words = words[1:]
    while len(words) > 1 and words[-1].casefold() in cues().suffixes and not words[-1].isupper():
        words = words[:-1]
    return " ".join(words).strip(",")


def same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the shorter name can be of the person with the longer one.

    >>> same_person(("doe",), ("jane", "doe")), same_person(("j", "doe"), ("jane", "ann", "doe"))
    (True, True)
    >>> same_person(("john", "doe"), ("jane", "doe"))
    False
    """
    if not short or len(short) > len(full):
        return False
    if len(short) == 1:
        return len(full) > 1 and short[0] in {full[0], full[-1]}
    if short[-1] != full[-1]:
        return short == full[: len(short)] and len(full) - len(short) < 3
    rest = iter(full[:-1])
    return all(any(_initial(part, other) for other in rest) for part in short[:-1])


def _initial(part: str, other: str) -> bool:
    return part == other or (len(part) == 1 and other.startswith(part)) or (len(other) == 1 and part.startswith(other))


def is_acronym(short: str, full: str) -> bool:
    """Whether the capitals of one name are the initials of the other.

    >>> is_acronym("ILO", "International Labour Organization"), is_acronym("MoD", "Ministry of Defence")
    (True, True)
    """
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not 2 <= len(letters) <= 8 or sum(c.isupper() for c in letters) < 2 or " " in short.strip():
        return False
    parts = [p for p in re.findall(r"[\w’']+", full.replace("-", " ")) if p]
    if len(parts) < 2:
        return False
    major = "".join(p[0] for p in parts if p.casefold() not in _MINOR).casefold()
    every = "".join(p[0] for p in parts).casefold()
    return letters.casefold() in {major, every}


def same_organization(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the shorter name leaves out a beginning or an end of the longer one.

    >>> same_organization(("red", "stars"), ("oslo", "red", "stars"))
    True
    """
    if not short or len(short) >= len(full):
        return False
    if len(short) == 1 and len(short[0]) < 4:
        return False
    if short == full[-len(short) :]:
        return True
    # "Acme" of "Acme Group", but no "Ministry of Justice" of a longer ministry.
    return (
        short == full[: len(short)]
        and (len(full) - len(short) == 1 or full[len(short)] == "of")
        and full[-1] in (cues().organizations | {"of"} | set(full))
    )


def same_event(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one name of an event is a part of the other, with the same last word or the same year."""
    return 0 < len(short) < len(full) and set(short) <= set(full) and (short[-1] == full[-1] or len(short) > 1)


def add_alias(node: Node, text: str) -> None:
    """Note another name of a node, its white space folded, unless it has it."""
    text = " ".join(text.split())
    if text and text != node.name and text not in node.aliases:
        node.aliases.append(text)


def fuller_forms(mention: MentionSpan) -> Iterator[str]:
    """The longer forms that a name stands in: "Prime Minister Jane Roe", "Reno, Nevada"."""
    if mention.kind == "Person":
        yield from _titled_forms(mention.span)
    elif mention.kind == "Place":
        yield from _contained_forms(mention.span)


def _titled_forms(span: Span) -> Iterator[str]:
    """All that describes a person before the name, and the titles next to it: "Senator Roe" of "former Senator Roe"."""
    doc, words = span.doc, cues()
    start = span.start
    while start and span.start - start < LONGEST_TITLE:
        dotted = doc[start - 1].text == "." and start > 1 and f"{doc[start - 2].lower_}." in words.titles
        if not dotted and (doc[start].is_sent_start or not _describes(doc[start - 1], doc[start : span.end])):
            break
        start -= 2 if dotted else 1
    titles = [i for i in range(start, span.start) if doc[i].lower_.strip(".") in words.titles or doc[i].tag_ == "NN"]
    if not titles:
        return
    if start and doc[start - 1].text == "-" and not doc[start - 1].whitespace_:
        start = titles[0]  # "the 27-year-old pilot Jane Roe"
    yield doc[start : span.end].text
    for i in titles:
        if i > start and doc[i - 1].lower_ not in words.honorifics - words.titles:
            yield doc[i : span.end].text


def _describes(token: Token, behind: Span) -> bool:
    """Whether a word belongs to the description before a name."""
    if token.lower_ in cues().titles:
        return True
    if token.text[:1].isupper():
        return token.tag_ in {"NN", "NNP", "JJ", "NNPS"} and token.ent_type_ != "PERSON"
    return token.dep_ in {"compound", "amod", "nmod"} and behind.start <= token.head.i < behind.end


def _contained_forms(span: Span) -> Iterator[str]:
    """A place with the country or division behind its comma."""
    doc, places = span.doc, gazetteer()
    if span.end + 1 >= len(doc) or doc[span.end].text != ",":
        return
    for end in range(min(span.end + 4, len(doc)), span.end + 1, -1):
        container = doc[span.end + 1 : end].text if not doc[end - 1].is_punct else ""
        if container and container[0].isupper() and (places.country(container) or places.regions(container)):
            if not (places.country(span.text) or _goes_on(doc, end)):
                yield doc[span.start : end].text
            return


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether a list of places goes on: "Lima, Peru and Chile"."""
    if end >= len(doc):
        return False
    return doc[end].lower_ in {"and", "&", "or"} or (
        doc[end].text == "," and doc[min(end + 1, len(doc) - 1)].pos_ == "PROPN"
    )
