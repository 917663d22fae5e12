"""Numbers in digits and words, with the words that qualify them.

>>> parse_number("half a million")
500000.0
>>> [(number.value, number.qualifier) for number in find_numbers("At least 12 died, and hundreds fled.")]
[(12.0, 'more than'), (100.0, 'hundreds of')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .wordlists import toml_of

_DATA = toml_of("numbers.toml")
MONEY: dict[str, str] = _DATA["money"]
_WORDS: dict[str, int] = _DATA["words"]
_SCALES: dict[str, int] = _DATA["scales"]
_SHORT: dict[str, int] = _DATA["short_scales"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``start`` to ``end`` of a text (its qualifier begins at ``lead``).

    ``unit`` is ``%`` or a currency of ISO 4217, where the text gives one right there.
    """

    start: int
    end: int
    lead: int
    value: float
    qualifier: str = "exactly"
    unit: str | None = None
    ranged: bool = False
    """Whether it is one end of a range."""


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered) + ")"


_SCALE, _WORD = _any(_SCALES), _any(_WORDS)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=million))\sand\s"
_HALF = rf"(?:\sand\sa\shalf(?:\s{_SCALE})?)?"
_SPELLED = rf"(?:(?:half\s)?an?\s{_SCALE}|{_WORD}|{_SCALE})(?:(?:{_AND}|[\s-])(?:{_WORD}|{_SCALE}))*{_HALF}"
_NOT_ORDINAL = r"(?![\w]|-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b)"
_FIGURES = rf"{_DIGITS}(?:[\s-]?(?:{_SCALE})(?!\w)|{_any(_SHORT)}(?!\w))?(?![\w]|:\d|[.,]\d|\s?[ap]\.?m\b)"
_NUMBER = re.compile(
    rf"(?<![\w.,:/#’'\[])(?<![^\W\d][-–])(?:(?P<currency>{_any(_DATA['currencies'])})\s?)?"
    rf"(?:(?P<figures>{_FIGURES})|(?i:(?P<fraction>{_any(_DATA['fractions'])})(?=\sof\b(?!\s(?:an?\s)?{_SCALE}))"
    rf"|(?P<vague>{_any(_DATA['vague'])})(?!\w)|(?P<spelled>{_SPELLED}){_NOT_ORDINAL}))"
    r"(?P<percent>\s?%|[\s-](?:percent|per\scent)(?:age\spoints)?\b)?",
)
_BEFORE = {phrase: qualifier for qualifier, phrases in _DATA["qualifiers"].items() for phrase in phrases}
_LEAD = re.compile(rf"(?<!\w)(?P<word>(?i:{_any(_BEFORE)}))(?:\s(?:a\stotal\sof|an?\sestimated|another|the))?\s*$")
_AFTER = {phrase: qualifier for qualifier, phrases in _DATA["qualifiers_after"].items() for phrase in phrases}
_TAIL = re.compile(rf"\s(?P<word>{_any(_AFTER)})(?!\w)")
_RANGE = re.compile(r"\s?[-–—]\s?|\sto\s(?:as\smany\sas\s)?|\sand\s|\sor\s")
_QUALIFIER_LENGTH = 24


def parse_number(text: str) -> float | None:
    """The value of a number in digits or words; None where the text is none.

    >>> [parse_number(text) for text in ("30,000", "1.2 million", "two-thirds", "sixty-five", "dozens", "cat")]
    [30000.0, 1200000.0, 0.6666666666666666, 65.0, 10.0, None]
    """
    words = " ".join(text.lower().split())
    if words in _DATA["fractions"]:
        return float(_DATA["fractions"][words])
    match = _NUMBER.fullmatch(words) or _NUMBER.fullmatch(" ".join(text.split()))
    return _value(match) if match else None


def _value(match: re.Match[str]) -> float:
    if match["figures"]:
        return _figures(match["figures"])
    if match["fraction"]:
        return float(_DATA["fractions"][_folded(match["fraction"])])
    if match["vague"]:
        return float(_DATA["vague"][_folded(match["vague"])][0])
    return spelled(_folded(match["spelled"]))


def _folded(words: str) -> str:
    return " ".join(words.lower().split())


def _figures(words: str) -> float:
    digits = re.match(_DIGITS, words)
    assert digits is not None
    scale = words[digits.end() :].strip(" \n\t-\u00a0").lower()
    return round(float(digits[0].replace(",", "")) * (_SCALES.get(scale) or _SHORT.get(scale) or 1), 6)


def spelled(words: str) -> float:
    """The value of a number in words.

    >>> spelled("two hundred and fifty thousand")
    250000.0
    """
    total, current = 0.0, 0.0
    half = " and a half" in words
    for word in re.split(r"[\s-]+", words.replace(" and a half", "")):
        if word == "half":
            current = 0.5
        elif word in _WORDS:
            current += _WORDS[word]
        elif word in _SCALES:
            scale = _SCALES[word]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
    if half:
        total += max((scale for word, scale in _SCALES.items() if word in words), default=1) / 2
    return total + current


def find_numbers(text: str) -> list[Number]:
    """The numbers of a text with their qualifiers, in order; a range gives its two ends.

    Ordinals and clock times are none.

    >>> [number.value for number in find_numbers("between four and five billion euros")]
    [4000000000.0, 5000000000.0]
    """
    numbers: list[Number] = []
    for match in _NUMBER.finditer(text):
        number = _qualified(text, match)
        gap = _RANGE.fullmatch(text, numbers[-1].end, number.start) if numbers and number.lead == number.start else None
        if gap:
            numbers[-1:], number = _range(text, numbers[-1], number, gap[0].split()[0] if gap[0].strip() else "")
        numbers.append(number)
    return numbers


def _range(text: str, first: Number, last: Number, word: str) -> tuple[list[Number], Number]:
    """Two numbers as the ends of a range, if they are: "10 to 15", "10-15", "between four and five billion"."""
    between = text[max(0, first.lead - 8) : first.lead].rstrip().lower()
    scale = _scale_of(text[last.start : last.end]) if _scale_of(text[first.start : first.end]) == 1 else 1
    low = first.value * (scale if first.value < scale else 1)
    if first.unit == "%" != last.unit:
        return [first], last  # "fell 14 percent to 87 crowns"
    if low >= last.value or between.endswith("from") or (word == "and" and not between.endswith("between")):
        return [first], last
    unit = last.unit or first.unit
    qualifiers = ("more than", "up to") if word == "and" else ("about", "about")
    ends = [
        replace(end, qualifier=qualifier if end.qualifier == "exactly" else end.qualifier, unit=unit, ranged=True)
        for end, qualifier in zip((replace(first, value=low), last), qualifiers, strict=True)
    ]
    return ends[:1], ends[1]


def _scale_of(words: str) -> int:
    """The scale that the last word of a number names ("five billion"), else 1."""
    tail = re.sub(r"^.*[\d\s-]", "", words.lower())
    return _SCALES.get(tail) or _SHORT.get(tail) or 1


def _qualified(text: str, match: re.Match[str]) -> Number:
    """The number of a match, with the qualifier before or after it."""
    unit = "%" if match["percent"] else _DATA["currencies"].get(match["currency"] or "")
    qualifier, lead = "exactly", match.start()
    if match["vague"]:
        qualifier = _DATA["vague"][_folded(match["vague"])][1]
    before = _LEAD.search(text, max(0, match.start() - _QUALIFIER_LENGTH), match.start())
    after = _TAIL.match(text, match.end())
    if before:
        lead = before.start()
        if not match["vague"]:
            qualifier = _BEFORE[_folded(before["word"])]
    elif after and not match["vague"]:
        qualifier = _AFTER[_folded(after["word"])]
    return Number(match.start(), match.end(), lead, _value(match), qualifier, unit)
