"""Stretches of text between quotation marks: curly, straight or angular, nested, over several paragraphs.

Marks are paired in one pass over the tokens. Inside a quotation, marks of the other kind are its own
business. A quotation that goes on over a paragraph's end is reopened, by custom, at the start of the next
one; the parts are then one speaker's words (``continues``).
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

OPENING = {"“": "”", "„": "“”", "«": "»", "‟": "”", "``": "''"}
STRAIGHT = {'"', "''", "＂"}
SINGLE = {"‘", "'", "`"}
ADJOINING = {"(", "[", "-", "–", "—", ":", ",", "“", '"', "/"}
"""What may stand right before an opening mark."""
MARKS = frozenset({'"', "“", "”"})
"""Marks of speech, straight or curly: the same ones open and close in loose typing, so only their number tells."""
LONGEST = 400
"""A mark that is not closed within so many tokens was no opening mark."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens ``start`` to ``end`` between marks; ``continues`` if they carry on the stretch before."""

    start: int
    end: int
    continues: bool = False

    def __contains__(self, index: int) -> bool:
        return self.start <= index < self.end


def is_across(first: Token, later: Token) -> bool:
    """Whether a quotation opens or closes between two tokens: the one is said by another than tells the other.

    >>> import spacy
    >>> doc = spacy.blank("en")('He said: "Go home." She wept.')
    >>> is_across(doc[0], doc[4]), is_across(doc[0], doc[8])
    (True, False)
    """
    return sum(token.text in MARKS for token in first.doc[first.i : later.i]) % 2 == 1


def quoted_stretches(doc: Doc) -> list[Stretch]:
    """All quoted stretches of a document, outermost ones only, in order.

    >>> import spacy
    >>> doc = spacy.blank("en")('He said: "Go home." She wept.')
    >>> [doc[s.start : s.end].text for s in quoted_stretches(doc)]
    ['Go home.']
    """
    words = {token.text for token in doc}
    double = not words.isdisjoint(STRAIGHT | set(OPENING))
    out: list[Stretch] = []
    index = 0
    while index < len(doc):
        closing = _closing(doc[index], double)
        if not closing:
            index += 1
            continue
        end, closed = _end(doc, index + 1, closing)
        while not closed and end < len(doc):
            again = _reopened(doc, end, double)
            if again is None:
                break
            _keep(doc, index + 1, end, out, bool(out) and out[-1].end < index and _bridges(doc, out[-1].end, index))
            index = again
            end, closed = _end(doc, index + 1, closing)
        if closed:
            _keep(doc, index + 1, end, out, bool(out) and _bridges(doc, out[-1].end, index))
            index = end + 1
        else:
            index += 1
    return out


def is_break(token: Token) -> bool:
    """Whether a token ends a paragraph.

    >>> import spacy
    >>> [is_break(token) for token in spacy.blank("en")("a\\nb")]
    [False, True, False]
    """
    return token.is_space and "\n" in token.text


def _closing(token: Token, double: bool) -> str:
    """The marks that would close a quotation opened by this token; empty if it opens none."""
    text = token.text
    if text in OPENING:
        return OPENING[text] + ('"' if text == "“" else "")
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is None or after.is_space or token.whitespace_:
        return ""
    before = token.doc[token.i - 1] if token.i else None
    if before is not None and not (before.whitespace_ or before.is_space or before.text in ADJOINING):
        return ""
    if text in STRAIGHT:
        return '"”＂' + "''"
    if not double and text in SINGLE and token.tag_ != "POS":
        return "’'"
    return ""


def _end(doc: Doc, start: int, closing: str) -> tuple[int, bool]:
    """The token that closes a quotation, or else the paragraph's end; and whether it was closed."""
    single = closing == "’'"
    for index in range(start, min(len(doc), start + LONGEST)):
        token = doc[index]
        if token.text and token.text in closing and not token.is_space:
            free = (
                bool(token.whitespace_) or index + 1 == len(doc) or doc[index + 1].is_punct or doc[index + 1].is_space
            )
            if not single or (free and token.tag_ != "POS"):
                return index, True
        if is_break(token):
            return index, False
    return min(len(doc), start + LONGEST), False


def _reopened(doc: Doc, end: int, double: bool) -> int | None:
    """The mark that reopens an unclosed quotation at the start of the next paragraph."""
    index = end
    while index < len(doc) and doc[index].is_space:
        index += 1
    return index if index < len(doc) and _closing(doc[index], double) else None


def _bridges(doc: Doc, end: int, opening: int) -> bool:
    """Whether nothing but white space lies between two stretches: the second was reopened."""
    return all(doc[i].is_space for i in range(end, opening))


def _keep(doc: Doc, start: int, end: int, out: list[Stretch], continues: bool) -> None:
    while start < end and doc[start].is_space:
        start += 1
    while start < end and doc[end - 1].is_space:
        end -= 1
    if start < end:
        out.append(Stretch(start, end, continues))
