"""What a plain text says about itself: title, publisher, author, address and the day it was published.

Only lines at the head and the foot of a text are looked at, and what they do not plainly say is left
open. The labels and forms stand in ``metadata.toml``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from .furniture import Range
from .printed_dates import iso_date, iso_date_at
from .wordlists import toml_of

_PARTS = re.compile(r"[|•·]")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?:;,…][\"”’')\]]*$")
_HEAD = 8
_DATE_HEAD = 6
_FOOT = 6
_LONGEST_TITLE = 200
_LONGEST_NAME = 12
_SHORTEST_PARAGRAPH = 40
_LONGEST_SIGNATURE = 16


@dataclass(slots=True)
class Metadata:
    """What a document says about itself; ``lines`` are the ranges that say nothing else (bylines, labels)."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    lines: list[Range] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def read_metadata(text: str, furniture: Sequence[Range] = ()) -> Metadata:
    """The metadata that stand in a text, furniture apart.

    >>> found = read_metadata("Port at rest\\n\\nBy Jane Roe\\nMay 3, 1981\\n\\nThe cranes stood still. Nobody came.")
    >>> found.title, found.author, found.published, found.publisher
    ('Port at rest', 'Jane Roe', '1981-05-03', None)
    """
    lines = list(_content(text, furniture))
    found = Metadata()
    _read_labels(lines, found)
    labelled = set(found.lines)
    rest = [line for line in lines if (line.start, line.end) not in labelled]
    found.title = _title(rest)
    _read_dateline(rest[:_HEAD], found)
    found.published = found.published or _date_in_head(rest)
    _read_signature(rest, found)
    return found


def _content(text: str, furniture: Sequence[Range]) -> Iterator[_Line]:
    """The lines of a text without furniture and outer space."""
    blanked = list(text)
    for start, end in furniture:
        blanked[start:end] = " " * (end - start)
    for match in _LINE.finditer("".join(blanked)):
        line = match[0]
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            yield _Line(start, start + len(line.strip()), line.strip())


def _read_labels(lines: Sequence[_Line], found: Metadata) -> None:
    """Lines such as ``Reported by ...``, ``By ...``, ``Published: ...``."""
    readers: dict[str, Callable[[str], str | None]] = {
        "url": _as_url,
        "published": iso_date_at,
        "author": _as_author,
        "publisher": _as_publisher,
    }
    foot = max(len(lines) - _FOOT, _HEAD)
    for position, line in enumerate(lines):
        if _HEAD <= position < foot or len(line.text) > _LONGEST_TITLE:
            continue
        for name, reader in readers.items():
            value = next((reader(m["name"]) for p in _labels()[name] if (m := p.fullmatch(line.text))), None)
            if value and getattr(found, name) is None and not (name == "author" and position == 0):
                setattr(found, name, value)
                if name == "author":  # "By Jane Roe in Lima | 3 May 2021"
                    dates = (iso_date(part.strip()) for part in _PARTS.split(line.text))
                    found.published = found.published or next(filter(None, dates), None)
                found.lines.append((line.start, line.end))
                break


def _as_url(value: str) -> str | None:
    return value.rstrip(".,;)")


def _as_publisher(value: str) -> str | None:
    value = value.strip().rstrip(".")
    long = len(value.split()) > _LONGEST_NAME
    return None if long or "://" in value or not (value[:1].isupper() or value[:1].isdigit()) else value


def _as_author(value: str) -> str | None:
    """A person's name, or several, without the post or place behind it.

    >>> _as_author("Jane Roe in Warsaw"), _as_author("JANE ROE, Staff Writer"), _as_author("the end of the week")
    ('Jane Roe', 'Jane Roe', None)
    """
    value = re.split(r"\s*[,|•·/(]\s*|\s+(?:in|at|for|on)\s+", value.strip())[0].rstrip(".")
    words = value.split()
    names = _names()
    if not 2 <= len(words) <= 8 or words[0].lower() in names["not_authors"] or iso_date_at(value):
        return None
    if not all(word[0].isupper() or word.lower() in names["particles"] for word in words):
        return None
    return " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in words)


def _title(lines: Sequence[_Line]) -> str | None:
    """The first line if it looks like a headline: short, no full sentence, and something follows it."""
    if len(lines) < 2:
        return None
    line = lines[0].text
    if len(line) > _LONGEST_TITLE or iso_date(line) or re.search(r"[.:;,][\"”’')\]]*$", line):
        return None
    if not (line[0].isupper() or line[0].isdigit() or line[0] in "“\"'‘") or lines[1].text[0].islower():
        return None
    return line


def _read_dateline(lines: Sequence[_Line], found: Metadata) -> None:
    """``GDANSK, Aug. 14, 1980 (Agency) - Workers ...`` at the head of a paragraph."""
    datelines = _datelines()
    entries = [line for line in lines if datelines["entry"].match(line.text)]
    for line in lines:
        if len(line.text) < _SHORTEST_PARAGRAPH or (len(entries) > 1 and line in entries):
            continue
        match = datelines["agency"].match(line.text)
        if found.publisher is None and match and _is_dateline(match["place"] or ""):
            name = match["name"].strip()
            found.publisher = None if not match["place"] and _is_place(name) else name  # "(Berlin) - "
        match = datelines["date"].match(line.text) or datelines["closed"].match(line.text)
        if found.published is None and match:
            found.published = iso_date_at(match["name"].replace("(", ""))


def _is_place(name: str) -> bool:
    from .gazetteer import gazetteer  # only here: whoever reads files in a process of its own starts without it

    places = gazetteer()
    return places.country(name) is not None or any(city.usual for city in places.cities(name))


def _is_dateline(place: str) -> bool:
    """Whether the words before an agency's brackets are a place and a day rather than a clause."""
    words = place.replace(",", " ").split()
    if not words or any(character.isdigit() for character in place):
        return True
    return words[0].isupper() or (len(words) <= 2 and words[0].lower() not in _names()["not_authors"])


def _date_in_head(lines: Sequence[_Line]) -> str | None:
    """A date on a line of its own near the top, or with its weekday at the beginning of the first paragraph."""
    for line in lines[:_DATE_HEAD]:
        date = iso_date(line.text) or iso_date_at(line.text, weekday=True)
        if date:
            return date
    return None


def _read_signature(lines: Sequence[_Line], found: Metadata) -> None:
    """A name on one line and a date on the next, behind the report."""
    paragraphs = 0
    for position, line in enumerate(lines):
        date = iso_date(line.text) if len(line.text) < 60 else None
        before = lines[position - 1].text if position else ""
        if date and paragraphs:
            found.published = found.published or date
            if _is_signature(before):
                _sign(before, found)
            elif position == len(lines) - 2 and _is_signature(lines[-1].text):
                _sign(lines[-1].text, found)
            return
        paragraphs += _SENTENCE_END.search(line.text) is not None and len(line.text) > 60


def _is_signature(line: str) -> bool:
    words = line.split()
    return (
        0 < len(words) <= _LONGEST_SIGNATURE
        and line[0].isupper()
        and not _SENTENCE_END.search(line)
        and not any(quote in line for quote in '“”"')
    )


def _sign(line: str, found: Metadata) -> None:
    words = [word.strip(",()").lower() for word in line.split()]
    body = any(word in _names()["bodies"] for word in words) or any(word.isupper() for word in line.split())
    if not body and 2 <= len(words) <= 3 and _as_author(line):
        found.author = found.author or _as_author(line)
    else:
        found.publisher = found.publisher or line


@functools.cache
def _labels() -> dict[str, list[re.Pattern[str]]]:
    return {
        name: [re.compile(pattern) for pattern in patterns]
        for name, patterns in toml_of("metadata.toml")["labels"].items()
    }


@functools.cache
def _datelines() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in toml_of("metadata.toml")["datelines"].items()}


@functools.cache
def _names() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in toml_of("metadata.toml")["names"].items()}
