"""Foreign text made fit for each way out: what documents hold is anything at all."""

from __future__ import annotations

import re

# https://www.w3.org/TR/xml/#charsets, which also bounds the XML forms of RDF and of query results
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP: CSV injection): those get an apostrophe in front.

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
