"""Dates as they are printed over and under reports: complete ones, on a line of their own.

Dates within sentences are read by the pipeline, which knows the day a report was published.
"""

from __future__ import annotations

import functools
import re

from .wordlists import toml_of

_PLACE = r"(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3},\s+)?"
_TIME = r"(?:(?:,|\s-|\sat)?\s*\d{1,2}[:.]\d{2}\b.{0,14})?"


def iso_date(line: str) -> str | None:
    """The date that a line is, or None if it is anything else. A place may stand before it, a time behind.

    >>> iso_date("Wednesday, January 16, 2019"), iso_date("Gdynia, 3rd of May 1981"), iso_date("June 1980")
    ('2019-01-16', '1981-05-03', '1980-06')
    >>> iso_date("On 3 May 1981 the yard closed")
    """
    match = _patterns()["line"].fullmatch(line.strip(" ()[].–—-"))
    return _iso(match) if match else None


def iso_date_at(text: str, *, weekday: bool = False) -> str | None:
    """The date that a text begins with; with ``weekday``, only if its weekday stands there too.

    >>> iso_date_at("Aug. 10, 2019 at noon"), iso_date_at("May 7, 2015 On", weekday=True)
    ('2019-08-10', None)
    """
    match = _patterns()["weekday" if weekday else "start"].match(text)
    return _iso(match) if match else None


def _iso(match: re.Match[str]) -> str | None:
    parts = {re.sub(r"\d", "", name): value for name, value in match.groupdict().items() if value}
    month = parts["m"]
    number = _months()[month.lower()[:3]] if month[0].isalpha() else int(month)
    day = int(parts["d"]) if "d" in parts else None
    if parts.get("x") == "/" and day is not None:
        if day <= 12 and number <= 12 and day != number:
            return None  # 03/04/1981 is March or April
        day, number = (number, day) if number > 12 else (day, number)
    if not 1 <= number <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return f"{parts['y']}-{number:02}" + (f"-{day:02}" if day is not None else "")


@functools.cache
def _months() -> dict[str, int]:
    return {name[:3]: number for number, name in enumerate(toml_of("metadata.toml")["months"], 1)}


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = toml_of("metadata.toml")
    months = "|".join(f"{name[:3]}(?:{name[3:]}|{'t' if name[:3] == 'sep' else ''})" for name in words["months"])
    weekday = words["weekday"]
    name = rf"(?:{months})\b\.?"
    day = r"(?:st|nd|rd|th)?"
    date = (
        rf"(?P<m1>{name})\s+(?P<d1>\d{{1,2}}){day},?\s+(?P<y1>[12]\d{{3}})"
        rf"|(?:the\s+)?(?P<d2>\d{{1,2}}){day}\s+(?:of\s+)?(?P<m2>{name}),?\s+(?P<y2>[12]\d{{3}})"
        rf"|(?P<m3>{name}),?\s+(?P<y3>[12]\d{{3}})"
        r"|(?P<y4>[12]\d{3})-(?P<m4>\d{2})(?:-(?P<d4>\d{2}))?(?:[T ]\d{2}:\d{2}\S*)?"
        r"|(?P<d5>\d{1,2})(?P<x5>[./])(?P<m5>\d{1,2})[./](?P<y5>[12]\d{3})"
    )
    end = r"(?!\d|[-/.]\d)"
    return {
        "line": re.compile(rf"(?-i:{_PLACE})(?:{weekday},?\s+)?(?:{date}){_TIME}", re.IGNORECASE),
        "start": re.compile(rf"(?:{weekday},?\s+)?(?:{date}){end}", re.IGNORECASE),
        "weekday": re.compile(rf"(?:{weekday},?\s+)(?:{date}){end}", re.IGNORECASE),
    }
