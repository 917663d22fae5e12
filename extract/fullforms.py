"""The longer forms that a name stands in, each another name of what it names."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from .gazetteer import gazetteer
from .namecues import cues
from .state import MentionSpan

LONGEST_TITLE = 7
"""Words before a name that may describe who it is."""
NO_TITLES = frozenset({"DATE", "TIME"})


def fuller_forms(mention: MentionSpan) -> Iterator[str]:
    """The longer forms that a name stands in: "Prime Minister Jane Roe", "Reno, Nevada"."""
    span = mention.span
    if mention.kind == "Person":
        yield from _titled_forms(span)
    elif mention.kind == "Place":
        yield from _contained_forms(span)
        if span.start > 1 and span.doc[span.start - 1].lower_ == "of":
            if span.doc[span.start - 2].lower_ in cues().place_nouns:
                yield span.doc[span.start - 2 : span.end].text
        yield from _sorted_forms(span, cues().place_nouns | {"area"})
    elif mention.kind == "Organization":
        yield from _owned_forms(span)
        yield from _sorted_forms(span, cues().taken_up | cues().members)


def _titled_forms(span: Span) -> Iterator[str]:
    """All that describes a person before the name, and the titles next to it: "Senator Roe" of "former Senator Roe"."""
    doc, words = span.doc, cues()
    start = span.start
    while start and span.start - start < LONGEST_TITLE:
        dotted = doc[start - 1].text == "." and start > 1 and f"{doc[start - 2].lower_}." in words.titles
        if not dotted and (doc[start].is_sent_start or not _describes(doc[start - 1], doc[start : span.end])):
            break
        start -= 2 if dotted else 1
    titles = [
        i
        for i in range(start, span.start)
        if doc[i].lower_.strip(".") in words.titles or doc[i].tag_ == "NN" or doc[i].ent_type_ == "TITLE"
    ]
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
    if token.lower_ in cues().titles or token.ent_type_ == "TITLE":
        return True
    if token.text[:1].isupper():
        noun = token.tag_ in {"NNP", "JJ", "NNPS"} or (token.tag_ == "NN" and not token.is_sent_start)
        return noun and token.ent_type_ not in NO_TITLES
    root = behind.root
    if token.tag_ == "NN" and token.i == behind.start - 1:
        if (root.dep_ == "appos" and root.head == token) or (root.dep_, root.head) == (token.dep_, token.head):
            return True
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


def _sorted_forms(span: Span, sorts: frozenset[str]) -> Iterator[str]:
    """A name with the noun behind it that says what it is: "Kono district", "the Rapid group"."""
    doc = span.doc
    if span.end < len(doc) and doc[span.end].text in sorts:
        yield doc[span.start : span.end + 1].text


def _owned_forms(span: Span) -> Iterator[str]:
    """An organization with the country or party before it: "Kenya's Supreme Court", "the opposition Labor Party"."""
    doc, places = span.doc, gazetteer()
    start = span.start
    if start and doc[start - 1].text in {"'s", "’s"}:
        start -= 1
    if not start or doc[start].is_sent_start or doc[start - 1].is_punct:
        return
    for length in (3, 2, 1):
        owner = doc[start - length : start].text if length <= start else ""
        if owner[:1].isupper() and (places.demonym(owner) or places.country(owner)):
            yield doc[start - length : span.end].text
            return
    before = doc[start - 1]
    body = before.lower_ in cues().actors - cues().trades  # but not "the energy group Fjordkraft"
    if start == span.start and body and before.dep_ in {"compound", "nmod", "amod"}:
        yield doc[start - 1 : span.end].text
