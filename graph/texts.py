"""Foreign text made fit for each way out: what documents hold is anything at all."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

# https://www.w3.org/TR/xml/#charsets, which also bounds the XML forms of RDF and of query results
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NOT_IN_NAMES = frozenset('"*/:<>?\\|')
_LONGEST_NAME = 200


def storable(text: str) -> str:
    """A text with U+FFFD for each character that XML 1.0 cannot hold, one for one, so that offsets hold.

    What goes into the store, networks and tables is the same in every format, so all of them leave these out.

    >>> storable("bell\\x07 and text")
    'bell\ufffd and text'
    """
    return _NOT_IN_XML.sub("\ufffd", text)


def printable(text: str) -> str:
    """A text on one line of a terminal: white space squeezed, controls and direction overrides made visible.

    >>> printable("two\\nlines \\x1b[31m")
    'two lines \\\\u001b[31m'
    """
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in " ".join(text.split()))


def visible(text: str) -> str:
    """As :func:`printable`, for messages of several lines: line ends and spaces stay.

    >>> print(visible("one\\n  two \\u202e"))
    one
      two \\u202e
    """
    return "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)


def file_name(text: str, other: str) -> str:
    """A text as a file's name on any system, as it is where it can be; ``other`` where nothing of it can.

    >>> file_name("002", "4be1"), file_name("a/../b\\n", "4be1"), file_name("..", "4be1")
    ('002', 'a_.._b_', '4be1')
    """
    name = "".join(c if c.isprintable() and c not in _NOT_IN_NAMES else "_" for c in text).rstrip(". ")
    while len(name.encode("utf-8")) > _LONGEST_NAME:
        name = name[:-1]
    return name if name.strip("._ ") else other


def csv_line(cells: Iterable[str], exact: bool = False) -> str:
    """A row of CSV (RFC 4180) with a line feed behind it, its cells :func:`harmless` unless they are to be exact.

    >>> csv_line(["a", "=1+1"]), csv_line(["=1+1", "b\\rc"], exact=True)
    ("a,'=1+1\\n", '=1+1,"b\\rc"\\n')
    """
    return next(csv_lines([cells], exact))


def csv_lines(rows: Iterable[Iterable[str]], exact: bool = False) -> Iterator[str]:
    """Rows of CSV as :func:`csv_line` has each."""
    line = io.StringIO(newline="")
    # Only what is in the line's end is quoted, and a bare carriage return ends a line, too.
    writer = csv.writer(line, lineterminator="\r\n")
    for cells in rows:
        writer.writerow(cells if exact else map(harmless, cells))
        yield f"{line.getvalue()[:-2]}\n"
        line.seek(0)
        line.truncate()


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP: CSV injection): those get an apostrophe in front.

    Formulas begin with ``= + - @``, also as wide as ideographs, a tab or a line's end; numbers stay as they are.

    >>> harmless("=1+1"), harmless("-5")
    ("'=1+1", '-5')
    """
    return f"'{text}" if text.startswith(_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
