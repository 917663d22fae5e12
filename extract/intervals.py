"""Arithmetic on the calendar: stretches of days as :class:`~claimgraph.model.Interval`.

Days are those of the proleptic Gregorian calendar, as in ISO 8601. Reports are followed in what they
call a week: it begins on Monday.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

from ..model import Interval

Unit = Literal["day", "week", "month", "year", "decade", "century"]


def span_of(first: date, last: date) -> Interval:
    """The days from ``first`` to ``last``, whichever comes first, with the precision that they show.

    >>> span_of(date(1981, 3, 4), date(1981, 3, 9)).precision
    'span'
    """
    first, last = min(first, last), max(first, last)
    return Interval(first.isoformat(), last.isoformat(), "day" if first == last else "span")


def day_of(day: date) -> Interval:
    """One day.

    >>> day_of(date(1980, 8, 14))
    Interval(begin='1980-08-14', end='1980-08-14', precision='day')
    """
    return span_of(day, day)


def month_of(year: int, month: int) -> Interval:
    """A whole month.

    >>> month_of(2020, 2).end
    '2020-02-29'
    """
    last = monthrange(year, month)[1]
    return Interval(date(year, month, 1).isoformat(), date(year, month, last).isoformat(), "month")


def year_of(year: int) -> Interval:
    """A whole year.

    >>> year_of(1988).end
    '1988-12-31'
    """
    return Interval(date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat(), "year")


def decade_of(year: int) -> Interval:
    """The ten years that begin with ``year``.

    >>> decade_of(1990).end
    '1999-12-31'
    """
    return Interval(date(year, 1, 1).isoformat(), date(year + 9, 12, 31).isoformat(), "decade")


def century_of(number: int) -> Interval:
    """The hundred years of a numbered century.

    >>> century_of(19).begin
    '1801-01-01'
    """
    return Interval(date(100 * number - 99, 1, 1).isoformat(), date(100 * number, 12, 31).isoformat(), "span")


def unit_around(day: date, unit: Unit) -> Interval:
    """The day, week (Monday to Sunday), month, year or decade in which a day lies.

    >>> unit_around(date(2019, 1, 16), "week").begin
    '2019-01-14'
    """
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return span_of(monday, monday + timedelta(days=6))
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "year":
        return year_of(day.year)
    if unit == "decade":
        return decade_of(day.year - day.year % 10)
    if unit == "century":
        return century_of((day.year + 99) // 100)
    return day_of(day)


def shifted(day: date, count: int, unit: Unit) -> date:
    """The day ``count`` units later (earlier if negative), kept inside its month.

    Raises:
        OverflowError: the calendar ends before that day.

    >>> shifted(date(2019, 1, 31), 1, "month")
    datetime.date(2019, 2, 28)
    """
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"year {year} is outside the calendar, which runs from {MINYEAR} to {MAXYEAR}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def weekday_near(anchor: date, weekday: int, future: bool = False) -> date:
    """The last day before or on ``anchor`` that is that weekday (0 is Monday), or the first one after it.

    >>> weekday_near(date(2019, 1, 16), 0)
    datetime.date(2019, 1, 14)
    >>> weekday_near(date(2019, 1, 16), 0, future=True)
    datetime.date(2019, 1, 21)
    """
    if future:
        return anchor + timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)
    return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)


def joined(first: Interval, last: Interval) -> Interval:
    """From the beginning of one interval to the end of another.

    >>> joined(year_of(1980), year_of(1983)).end
    '1983-12-31'
    """
    if first == last:
        return first
    return Interval(first.begin, last.end, "span")


def begin_of(interval: Interval) -> date:
    """The first day of an interval that has one (else its last)."""
    return date.fromisoformat(interval.begin or interval.end or "0001-01-01")


def overlap(one: Interval, other: Interval) -> bool:
    """Whether two intervals may share a day; an open end is open.

    >>> overlap(year_of(1980), month_of(1980, 8)), overlap(year_of(1980), Interval("1981-01-01", None, "span"))
    (True, False)
    """
    return (one.begin or "") <= (other.end or "9999") and (other.begin or "") <= (one.end or "9999")


def is_long_before(dates: Sequence[Interval], published: str | None) -> bool:
    """Whether there are dates, all of years before that of a report, and not of the last.

    >>> is_long_before([Interval("1964-01-01", "1964-12-31", "year")], "2022-02-02"), is_long_before([], "2022-02-02")
    (True, False)
    """
    years = [(interval.end or interval.begin or "")[:4] for interval in dates]
    now = (published or "")[:4]
    return bool(years) and now.isdecimal() and all(year and int(year) < int(now) - 1 for year in years)


def period_of(published: str | None, precision: str) -> Interval | None:
    """The day, month or year in which a document was published.

    >>> period_of("1980-08-16", "month")
    Interval(begin='1980-08-01', end='1980-08-31', precision='month')
    """
    parts = (published or "").split("-")
    if len(parts) != 3:
        return None
    year, month, _ = parts
    if precision == "day":
        return Interval(published, published, "day")
    if precision == "year":
        return Interval(f"{year}-01-01", f"{year}-12-31", "year")
    last = monthrange(int(year), int(month))[1]
    return Interval(f"{year}-{month}-01", f"{year}-{month}-{last:02}", "month")
