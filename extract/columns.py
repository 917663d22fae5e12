"""What a document's words have, a list for each attribute: many times faster than to ask each word for each.

A word of spaCy is made anew every time it is asked for (spaCy, "Token"), which costs more than most questions; the
reading of candidates and their pairs asks every word a dozen times.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import NamedTuple

from spacy.tokens import Doc


class Flags(NamedTuple):
    """Of each word of a document, whether it is made of letters, looks like a number (in digits or letters), has a
    capital and small letters behind it, is punctuation, and has a space behind it.
    """

    alpha: list[bool]
    number: list[bool]
    title: list[bool]
    mark: list[bool]
    spaced: list[bool]


class Columns:
    """The words of one document by attribute. Make it with :func:`columns_of`, which keeps the last one.

    >>> import spacy
    >>> columns = columns_of(spacy.blank("en")("The Berlin office has 12 desks"))
    >>> columns.words[1], columns.capital[:3], columns.lower[0], columns.flags.number
    ('Berlin', [True, True, False], 'the', [False, False, False, False, True, False])
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lemmas = [lemma.lower() for lemma in self._told("LEMMA")]
        self.parts, self.arcs = self._told("POS"), self._told("DEP")
        self.words = self._told("ORTH")
        self.lower = [word.lower() for word in self.words]

    def _told(self, attribute: str) -> list[str]:
        ids = self.doc.to_array(attribute).tolist()
        strings = {each: self.doc.vocab.strings[each] for each in set(ids)}
        return [strings[each] for each in ids]

    @cached_property
    def text(self) -> str:
        """The text of the document."""
        return "".join(word + " " * space for word, space in zip(self.words, self.flags.spaced, strict=True))

    @cached_property
    def tags(self) -> list[str]:
        """The fine parts of speech."""
        return self._told("TAG")

    @cached_property
    def shapes(self) -> list[str]:
        """The words with letters and digits by kind alone."""
        return self._told("SHAPE")

    @cached_property
    def flags(self) -> Flags:
        """What words are like."""
        table = self.doc.to_array(["IS_ALPHA", "LIKE_NUM", "IS_TITLE", "IS_PUNCT", "SPACY"]).astype(bool)
        return Flags(*table.T.tolist())

    @cached_property
    def capital(self) -> list[bool]:
        """Whether it begins with a capital."""
        return [word[:1].isupper() for word in self.words]

    @cached_property
    def heads(self) -> list[int]:
        """The place of the word that it hangs on; of a root its own."""
        return (self.doc.to_array("HEAD").astype("int64") + range(len(self.doc))).tolist()  # type: ignore[no-any-return]

    @cached_property
    def starts(self) -> list[int]:
        """The character that it begins with."""
        return self.doc.to_array("IDX").tolist()  # type: ignore[no-any-return]

    @cached_property
    def _parents(self) -> set[int]:
        return {head for i, head in enumerate(self.heads) if head != i}

    def __len__(self) -> int:
        return len(self.words)

    def between(self, start: int, end: int) -> str:
        """The text of the words from one up to another."""
        return self.text[self.starts[start] : self.starts[end - 1] + len(self.words[end - 1])]

    def root(self, start: int, end: int) -> int:
        """The place of the word, of those from one up to another, on which the others hang, as spaCy's spans have it.

        Where there are several it is the one nearest to the root of its sentence, and no mark if there is a word.
        """
        if end - start == 1:
            return start
        for i in range(start, end):
            if self.heads[i] == i:
                return i
        tops = [i for i in range(start, end) if not start <= self.heads[i] < end]
        return min(tops, key=self._depth) if len(tops) > 1 else tops[0]

    def _depth(self, i: int) -> int:
        if i not in self._parents and (self.flags.mark[i] or self.words[i].isspace()):
            return len(self.words) - 1
        depth = 0
        while self.heads[i] != i:
            i, depth = self.heads[i], depth + 1
        return depth

    @cached_property
    def chunks(self) -> list[tuple[int, int, int]]:
        """Where its noun phrases begin and end, and where the word stands that their others hang on."""
        return [(chunk.start, chunk.end, self.root(chunk.start, chunk.end)) for chunk in self.doc.noun_chunks]


@lru_cache(maxsize=1)
def columns_of(doc: Doc) -> Columns:
    """The words of a document that is read to its end, looked at once."""
    return Columns(doc)
