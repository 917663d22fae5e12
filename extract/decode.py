"""From bytes to clean text: the encoding detected, mojibake repaired, line ends made one."""

from __future__ import annotations

import codecs
import functools
import re
import tomllib
from importlib.resources import files
from typing import Any

import ftfy
from charset_normalizer import from_bytes

from ..errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_LONGEST_SAMPLE = 200_000
_REPAIR = ftfy.TextFixerConfig(
    unescape_html="auto",
    uncurl_quotes=False,
    fix_latin_ligatures=True,
    fix_character_width=False,
    fix_line_breaks=True,
    remove_terminal_escapes=True,
    normalization="NFC",
)


def decode(data: bytes, name: str = "text") -> str:
    """The text of a file: a byte-order mark is obeyed, UTF-8 preferred, any other encoding detected.

    Raises SourceError if the bytes are no text at all.

    >>> decode("Gda\\u0144sk".encode("cp1250"))
    'Gdańsk'
    >>> decode(b"\\xef\\xbb\\xbfone\\r\\ntwo")
    'one\\ntwo'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return clean(data.decode(encoding))
            except UnicodeDecodeError:
                reason = f"begins like {encoding.removesuffix('-sig').upper()} but is not"
                raise SourceError(name, reason, "save it as UTF-8 text") from None
    if b"\x00" in data:
        raise SourceError(name, "is binary, not text", "save it as UTF-8 text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _detect(data, name)
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise SourceError(name, "is binary, not text", "save it as UTF-8 text")
    return clean(text)


def _detect(data: bytes, name: str) -> str:
    """Text in an encoding that the file does not state."""
    try:
        cut_off = data[:-4].decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return cut_off
    best = from_bytes(data[:_LONGEST_SAMPLE], preemptive_behaviour=True).best()
    if best is None:
        raise SourceError(name, "is in no known text encoding", "save it as UTF-8 text")
    return data.decode(best.encoding, "replace")


def clean(text: str) -> str:
    """Repair what wrong decodings did to a text, and end its lines alike; its words stay as they are.

    >>> clean("the workers\\u00e2\\u20ac\\u2122 demands")
    'the workers’ demands'
    >>> clean("the workers\\u00d5 demands")
    'the workers’ demands'
    """
    text = ftfy.fix_text(text, _REPAIR)
    return _residue()(text) if _suspicious(text) else text


def _suspicious(text: str) -> bool:
    return any(character in text for character in _letters())


@functools.cache
def _letters() -> dict[str, str]:
    table: dict[str, Any] = tomllib.loads((files(__package__) / "decode.toml").read_text("utf-8"))
    return {str(k): str(v) for k, v in table["mac_roman"].items()}


@functools.cache
def _residue() -> Any:
    """A function that mends Mac punctuation read as Latin-1, where no such letter can stand."""
    letters = _letters()
    after = re.compile(rf"(?<=[a-z])([{''.join(letters)}])(?=s?(?:[\s.,;:!?)]|$))")
    return lambda text: after.sub(lambda match: letters[match[1]], text)
