"""Dates and figures as people write them, no more exact than they are known."""

from __future__ import annotations

import calendar
from datetime import date

from ..model import Figure, Interval

# Not the calendar's own: those are in the language of the machine.
_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip


def spoken(interval: Interval) -> str:
    """An interval in words; ``""`` if neither of its days is known.

    >>> spoken(Interval("1980-08-14", "1980-08-14")), spoken(Interval("1980-08-14", "1980-08-31", "span"))
    ('14 August 1980', '14–31 August 1980')
    >>> spoken(Interval("2020-07-01", "2020-07-31", "month")), spoken(Interval("1970-01-01", "1979-12-31", "decade"))
    ('July 2020', '1970s')
    >>> spoken(Interval("1980-08-14", None)), spoken(Interval(None, "1985-12-31", "year"))
    ('since 14 August 1980', 'until 1985')
    """
    begin, end = _day(interval.begin), _day(interval.end)
    if begin is None or end is None:
        known = begin or end
        return f"{'since' if begin else 'until'} {_single(known, interval.precision)}" if known else ""
    if (begin.month, begin.day, end.month, end.day) == (1, 1, 12, 31):
        if interval.precision == "decade" and end.year - begin.year == 9:
            return f"{begin.year}s"
        return _range(str(begin.year), str(end.year))
    if begin.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
        year = "" if begin.year == end.year else f" {begin.year}"
        same = (begin.year, begin.month) == (end.year, end.month)
        return f"{_month(end)} {end.year}" if same else _range(f"{_month(begin)}{year}", f"{_month(end)} {end.year}")
    if (begin.year, begin.month) == (end.year, end.month):
        return _range(str(begin.day), str(end.day)) + f" {_month(end)} {end.year}"
    year = "" if begin.year == end.year else f" {begin.year}"
    return f"{begin.day} {_month(begin)}{year} – {_single(end, 'day')}"


def counted(figure: Figure) -> str:
    """A figure in words. A lower bound is "at least", which is true whether the report says that or "over".

    >>> counted(Figure("killed", 30000, "more than")), counted(Figure("houses", 100, "hundreds of"))
    ('at least 30,000 killed', 'hundreds of houses')
    >>> counted(Figure("money", 2.5, "about", "USD")), counted(Figure("age", 38, unit="years"))
    ('about 2.5 USD', '38 years of age')
    >>> counted(Figure("percent", 12, unit="%")), counted(Figure("injured", 10, "tens of"))
    ('12 %', 'tens injured')
    """
    vague = figure.qualifier.endswith(" of")
    whole = float(figure.value).is_integer()
    number = figure.qualifier if vague else f"{figure.value:,.0f}" if whole else f"{figure.value:,}"
    if vague and (figure.counts.endswith("ed") or figure.counts == "missing"):
        number = number.removesuffix(" of")
    qualifier = "" if vague else {"exactly": "", "more than": "at least"}.get(figure.qualifier, figure.qualifier)
    measured = {"money": "", "percent": "", "age": "of age"} if figure.unit else {}
    counts = measured.get(figure.counts, figure.counts)
    return " ".join(filter(None, (qualifier, number, figure.unit, counts)))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _single(day: date, precision: str) -> str:
    if precision in {"year", "decade"}:
        return str(day.year)
    return f"{_month(day)} {day.year}" if precision == "month" else f"{day.day} {_month(day)} {day.year}"


def _month(day: date) -> str:
    return _MONTHS[day.month - 1]


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"
