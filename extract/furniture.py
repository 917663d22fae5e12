"""Page furniture in a text: menus, advertisement sizes, share buttons, credits, repeated captions.

The text is kept whole, so that offsets hold; what is found here is only never read. The patterns stand
in ``furniture.toml``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .wordlists import toml_of

Range = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
_SEPARATOR = re.compile("[|»›•·]")
_SPACE = re.compile(r"\s+")
_LONGEST_PART = 30
_LONGEST_LINE = 400
_SHORTEST_REPEAT = 12
_SHORTEST_GLUED_REPEAT = 25
_LONGEST_GLUED_REPEAT = 1000


@dataclass(frozen=True, slots=True)
class _Patterns:
    start: re.Pattern[str]
    end: re.Pattern[str]
    line: re.Pattern[str]
    file_number: re.Pattern[str]
    menu_words: frozenset[str]


def find_furniture(text: str) -> tuple[Range, ...]:
    """The ranges of a text that are page furniture, in order and apart from each other.

    >>> text = "Fire in port\\n\\nA shed burned down.Exit mobile version728 x 90\\nFire in port_MG_4408"
    >>> [text[start:end] for start, end in find_furniture(text)]
    ['Exit mobile version728 x 90', 'Fire in port_MG_4408']
    """
    found: list[Range] = []
    seen: dict[str, None] = {}
    for match in _LINE.finditer(text):
        found += (part for part in _of_line(text, match.start(), match.end(), seen) if part[0] < part[1])
    return tuple(found)


def _of_line(text: str, start: int, end: int, seen: dict[str, None]) -> Iterator[Range]:
    """The furniture of one line; ``seen`` gathers the lines before it."""
    patterns = _patterns()
    kept_start, kept_end = _trim(text, start, end)
    while kept_start < kept_end and (match := patterns.start.match(text, kept_start, kept_end)):
        kept_start, _ = _trim(text, match.end(), kept_end)
    while kept_start < kept_end and (match := patterns.end.search(text, kept_start, kept_end)):
        _, kept_end = _trim(text, kept_start, match.start())
    number = patterns.file_number.search(text, kept_start, kept_end)
    caption_end = number.start() if number else kept_end
    line = text[kept_start:caption_end]
    key = _key(line)
    repeated = len(key) >= _SHORTEST_REPEAT and key in seen
    if not key or repeated or _is_menu(line) or (len(line) <= _LONGEST_LINE and patterns.line.fullmatch(line)):
        yield _trim(text, start, end)
        return
    glued = _glued_repeat(line, seen)
    seen[key] = None
    if glued:
        caption_end = kept_start + glued
    first, last = _trim(text, start, end)
    if first < kept_start:
        yield first, kept_start
    if caption_end < last:
        yield caption_end, last


def _glued_repeat(line: str, seen: dict[str, None]) -> int | None:
    """Where an earlier line is glued to the end of this one with no space between, if it is.

    >>> _glued_repeat("Second meeting heldFire destroys the old shed", {"fire destroys the old shed": None})
    19
    """
    folded = line.casefold()
    if len(folded) != len(line):
        return None
    reach = max(1, len(line) - _LONGEST_GLUED_REPEAT)
    for match in re.compile(r"(?<=[a-z0-9.!?’”])(?=[A-Z“])").finditer(line, reach):
        tail = folded[match.start() :]
        if len(tail) >= _SHORTEST_GLUED_REPEAT and _key(tail) in seen:
            return match.start()
    return None


def _is_menu(line: str) -> bool:
    parts = [part.strip() for part in _SEPARATOR.split(line)]
    if len(parts) < 3 or any(len(part) > _LONGEST_PART for part in parts):
        return False
    return any(part.casefold() in _patterns().menu_words for part in parts)


def _key(line: str) -> str:
    """What makes two captions the same: their words, whatever the case and the stop at the end."""
    return _SPACE.sub(" ", line).strip(" .:-–—").casefold()


def _trim(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@functools.cache
def _patterns() -> _Patterns:
    table = toml_of("furniture.toml")
    return _Patterns(
        start=re.compile("|".join(table["glued"])),
        end=re.compile(rf"(?:{'|'.join(table['glued'] + table['trailing'])})\s*$"),
        line=re.compile("|".join(f"(?:{line})" for line in table["lines"]), re.IGNORECASE),
        file_number=re.compile(rf"{table['file_number']}$"),
        menu_words=frozenset(table["menu_words"]),
    )
