"""The proof that what is hidden is nowhere in what comes out: every byte is looked at as it is and as it is read.

Escapes of JSON, Turtle, XML, HTML and addresses are read as their readers read them; the program of a page, which is
the same for every graph, is left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from ..errors import RedactionError
from .redactwords import Matcher
from .texts import printable

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([nrtbf\"'\\/]))")
_AROUND = 30
_PIECE, _OVERLAP = 4000, 400


def prove(name: str, text: str, matcher: Matcher, fixed: Iterable[str] = ()) -> None:
    """Raise RedactionError if anything that is hidden stands in an output; ``fixed`` parts of it are not looked at."""
    for part in fixed:
        text = text.replace(part, "\n")
    for read in _readings(text):
        for piece in _pieces(read):
            hits = matcher.find(piece)
            if not hits:
                continue
            start, end = hits[0].start, hits[0].end
            found, around = piece[start:end], piece[max(0, start - _AROUND) : end + _AROUND]
            raise RedactionError(
                f"{name}: {printable(found)!r} would still stand in it (“{printable(around)}”), so nothing is written; "
                f"if that is another thing of that name, allow it with: allow = [{printable(found)!r}]"
            )


def _pieces(text: str) -> Iterator[str]:
    """A text in overlapping pieces of whole words: plain letters are read faster than others, which are few."""
    start = 0
    while start < len(text):
        end = text.find(" ", start + _PIECE)
        if end < 0:
            yield text[start:]
            return
        yield text[start:end]
        back = text.rfind(" ", start, end - _OVERLAP)
        start = back if back > start else end


def _readings(text: str) -> Iterator[str]:
    """A text as it is, and as it reads with its escapes resolved, one kind after the other, and those within those."""
    yield text
    for step in (_unescaped, html.unescape) * 3:
        read = step(text)
        if read != text:
            yield read
        text = read


def _unescaped(text: str) -> str:
    """A text with the backslash escapes of JSON and Turtle resolved.

    >>> _unescaped(r"Wa\\u0142\\u0119sa")
    'Wałęsa'
    """

    def character(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        if not code:
            return " " if match[3] in "nrtbf" else match[3]
        number = int(code, 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"

    return _ESCAPE.sub(character, text)
