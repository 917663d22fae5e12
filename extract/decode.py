"""From bytes to clean text: the encoding detected, mojibake repaired, line ends made one."""

from __future__ import annotations

import codecs
import functools
import re

import ftfy
from charset_normalizer import from_bytes

from ..errors import SourceError
from .wordlists import toml_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_PUNCTUATION = frozenset("‘’“”„‚–—…•€£«»°§ \xa0")
_PLAIN_LINES = re.compile(r"(?:^[\t -%'-~]*\n)+", re.MULTILINE)
_SAMPLE = 200_000
_TOLERATED = 0.2
_REMEDY = "save it as UTF-8 text"
_REPAIR = ftfy.TextFixerConfig(uncurl_quotes=False, fix_character_width=False)


def decode(data: bytes, name: str = "text") -> str:
    """The text of a file: a byte-order mark is obeyed, UTF-8 preferred, any other encoding detected.

    Raises SourceError if the bytes are no text.

    >>> decode("The “café” in Łódź".encode("cp1250"))
    'The “café” in Łódź'
    >>> decode(b"\\xef\\xbb\\xbfone\\r\\ntwo")
    'one\\ntwo'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return clean(data.decode(encoding))
            except UnicodeDecodeError:
                stated = encoding.removesuffix("-sig").upper()
                raise SourceError(name, f"begins as {stated} text but is not", _REMEDY) from None
    for signature, kind in toml_of("decode.toml")["signatures"].items():
        if data.startswith(bytes.fromhex(signature)):
            raise SourceError(name, f"is {kind}, not text", "give it the ending of its kind, or save it as UTF-8 text")
    wide = _wide(data)
    if b"\x00" in data and not wide:
        raise SourceError(name, "is binary, not text", _REMEDY)
    text = data.decode(wide, "replace") if wide else _narrow(data, name)
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise SourceError(name, "is binary, not text", _REMEDY)
    return clean(text)


def clean(text: str) -> str:
    """Repair what wrong decodings did to a text, and end its lines alike; its words stay as they are.

    >>> clean("the workers\\u00e2\\u20ac\\u2122 demands")
    'the workers’ demands'
    >>> clean("the workers\\u00d5 demands")
    'the workers’ demands'
    """
    text = _repaired(text)
    letters = toml_of("decode.toml")["mac_roman"]
    if any(letter in text for letter in letters):
        text = _residue().sub(lambda match: str(letters[match[1]]), text)
    return text


def _repaired(text: str) -> str:
    """ftfy's repairs, line by line as it does them; it is told only of lines in which there can be any."""
    repaired: list[str] = []
    markup = text.find("<")
    at = 0
    for plain in [*_PLAIN_LINES.finditer(text), None]:
        odd = text[at : plain.start() if plain else len(text)]
        # Behind the first "<" of a text, entities are not its author's mistake.
        entities: bool | str = False if 0 <= markup < at else "auto"
        repaired += ftfy.fix_text(odd, _REPAIR._replace(unescape_html=entities)), plain[0] if plain else ""
        at = plain.end() if plain else at
    return "".join(repaired)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte-order mark: of English text, every second byte or three of four are zero."""
    sample = data[:2000]
    quarter = len(sample) // 4
    for encoding, last in (("utf-32-le", 0), ("utf-32-be", 3)):
        rest = [sample[place::4] for place in range(4) if place != last]
        if quarter > 3 and sum(part.count(0) for part in rest) > 2.8 * quarter and not sample[last::4].count(0):
            return encoding
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > 0.8 * half and not sample[::2].count(0):
        return "utf-16-le"
    if sample[::2].count(0) > 0.8 * half and not sample[1::2].count(0):
        return "utf-16-be"
    return None


def _narrow(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    ranked: list[tuple[float, int, str]] = []
    for rank, encoding in enumerate(toml_of("decode.toml")["encodings"]):
        try:
            ranked.append((_oddity(data[:_SAMPLE].decode(encoding)), rank, encoding))
        except UnicodeDecodeError:
            continue
    mostly_ascii = sum(byte > 127 for byte in data[:_SAMPLE]) < len(data[:_SAMPLE]) / 4
    if ranked and mostly_ascii and min(ranked)[0] <= _TOLERATED:
        return data.decode(min(ranked)[2], "replace")
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise SourceError(name, "is in no known text encoding", _REMEDY)
    return data.decode(best.encoding, "replace")


def _oddity(text: str) -> float:
    """The share of characters beyond ASCII that do not fit where they stand, such as ³ or É within a word.

    >>> _oddity("Lech Wa³êsa"), _oddity("Lech Wałęsa")
    (0.5, 0.0)
    """
    odd = found = 0
    for match in _FOREIGN.finditer(text):
        found += 1
        character, before, after = (
            match[0],
            text[match.start() - 1 : match.start()],
            text[match.end() : match.end() + 1],
        )
        if character.isalpha():
            odd += character.isupper() and (before.islower() or (after in " .,;:" and before.isalpha()))
            odd += not before.isalpha() and not after.isalpha()
        elif character not in _PUNCTUATION:
            odd += 1
        elif character in "–—•€£§" and before.isalpha() and after.islower():
            odd += character not in "–—"
    return odd / found if found else 0.0


@functools.cache
def _residue() -> re.Pattern[str]:
    letters = "".join(toml_of("decode.toml")["mac_roman"])
    return re.compile(rf"(?<=[a-z])([{letters}])(?=s?(?:[\s.,;:!?)]|$))")
