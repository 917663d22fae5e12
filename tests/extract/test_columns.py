"""A document's words by attribute: the same as spaCy's own answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from claimgraph.extract.columns import Columns, columns_of

TEXT = 'OSLO, 5 May 2021 - Police in the city of Bergen, "a quiet place", arrested 12 men.\n\nBorn in Graz, she left.'


@pytest.fixture
def doc(annotate: Callable[..., Doc]) -> Doc:
    return annotate(TEXT)


def test_attributes_are_those_of_the_words(doc: Doc) -> None:
    told = Columns(doc)
    assert told.words == [token.text for token in doc]
    assert told.lemmas == [token.lemma_.lower() for token in doc]
    assert (told.lower, told.tags) == ([token.lower_ for token in doc], [token.tag_ for token in doc])
    assert (told.parts, told.arcs) == ([token.pos_ for token in doc], [token.dep_ for token in doc])
    assert told.heads == [token.head.i for token in doc]
    assert told.flags.number == [token.like_num for token in doc]
    assert told.flags.mark == [token.is_punct for token in doc]
    assert told.text == doc.text
    assert told.flags.spaced == [bool(token.whitespace_) for token in doc]


def test_roots_and_texts_are_those_of_spans(doc: Doc) -> None:
    """Also of words that do not hang together, and where a line break or a mark stands beside a word."""
    told = Columns(doc)
    for start in range(len(doc)):
        for end in range(start + 1, min(start + 8, len(doc)) + 1):
            span = doc[start:end]
            assert (told.root(start, end), told.between(start, end)) == (span.root.i, span.text)
    assert told.chunks == [(chunk.start, chunk.end, chunk.root.i) for chunk in doc.noun_chunks]


def test_nothing_has_no_words(annotate: Callable[..., Doc]) -> None:
    told = columns_of(annotate(""))
    assert (len(told), told.flags.number, told.chunks) == (0, [], [])


def test_a_document_is_looked_at_once(doc: Doc, annotate: Callable[..., Doc]) -> None:
    assert columns_of(doc) is columns_of(doc)
    assert columns_of(annotate("Another one.")).words == ["Another", "one", "."]
