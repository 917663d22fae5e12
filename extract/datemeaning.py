"""What time expressions mean: each resolved to an interval, in the order of the text.

Days that lack a year, weekdays and words such as "yesterday" are counted from the day of writing; words such as
"the following day" and, in a text whose day of writing is unknown, days that lack a year are counted from the date
told before. What neither can settle stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from ..model import Interval
from .datepatterns import WORDS, Expression
from .intervals import (
    Unit,
    begin_of,
    century_of,
    day_of,
    decade_of,
    joined,
    month_of,
    shifted,
    span_of,
    unit_around,
    weekday_near,
    year_of,
)

Tense = Literal["past", "future", ""]
_MONTHS = {name.lower(): number for name, number in WORDS["months"].items()}
_SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}
_LONG_AGO, _SATURDAY = 4, 5
_BORDERS = frozenset({"since", "until", "till", "before", "after"})
OF_NOW = frozenset({"days", "weekday"})
"""Kinds of expressions that tell of a day by what it is to the day of writing."""
_SENTENCE_END = re.compile(r"\n|[a-z0-9)”\"][.!?][”\")]*\s")
_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class Context:
    """What is known where an expression stands: the day of writing, and the date told before."""

    published: date | None = None
    told: date | None = None
    told_day: date | None = None
    """The day told last, or the last of several; none where less was told since."""
    told_year: int | None = None
    """The year that the paragraph last named in full."""
    same_sentence: bool = False
    """Whether the sentence named it."""
    guessed: bool = False
    """Whether the day of writing is only one that the text tells of: all is near it, before or after."""
    is_news: bool = False
    """Whether it tells of days by what they are to its own ("on Friday"): then a year told holds for its paragraph."""

    def pass_over(self, words: str) -> None:
        """Read words that say no time: a sentence's end and, in news of a day known or not, a paragraph's."""
        if _SENTENCE_END.search(words):
            self.same_sentence = False
        if (self.published is not None or self.is_news) and "\n" in words:
            self.told_year = None

    def tell(self, interval: Interval, found: Expression) -> None:
        """Remember an interval as the date told last."""
        self.told = begin_of(interval)
        ends = interval.end if interval.precision in {"day", "span"} else None
        self.told_day = date.fromisoformat(ends) if ends else None
        if "year" in found.parts and found.before not in _BORDERS:
            self.told_year, self.same_sentence = self.told.year, True
        elif found.kind in OF_NOW:
            self.told_year = None


def meaning(found: Expression, context: Context, tense: Callable[[], Tense] = lambda: "") -> list[Interval]:
    """The intervals that an expression means (several for "4, 8 and 12 August"), none where that is not settled.

    >>> from .datepatterns import find_expressions
    >>> [yesterday] = find_expressions("It burned yesterday.")
    >>> meaning(yesterday, Context(date(2020, 3, 1)))
    [Interval(begin='2020-02-29', end='2020-02-29', precision='day')]
    """
    try:
        return [interval for interval in _MEANINGS[found.kind](found, context, tense) if interval is not None]
    except (ValueError, OverflowError):
        return []


def _iso(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    yield day_of(date(*(int(found.parts[part]) for part in ("year", "month", "day"))))


def _numeric(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    """Day first with points; with strokes only what both customs read alike, else the year."""
    first, second, year = (int(found.parts[part]) for part in ("first", "second", "year"))
    if found.parts["mark"] == "." or first > 12 or first == second:
        yield day_of(date(year, second, first))
    elif second > 12:
        yield day_of(date(year, first, second))
    else:
        yield year_of(year)


def _days(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    month = _month_number(found)
    numbers = [int(number) for number in _NUMBER.findall(found.parts["days"])]
    year = int(found.parts["year"]) if "year" in found.parts else _year(found, context, tense, month, numbers[0])
    if year is None:
        return
    days = [date(year, month, number) for number in numbers]
    if len(days) == 2 and not re.search(r"\b(and|or)\b", found.parts["days"]):
        yield span_of(*days)
    else:
        yield from map(day_of, days)


def _month(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    month = _month_number(found)
    if "year" in found.parts:
        yield month_of(int(found.parts["year"]), month)
    elif "relation" in found.parts:
        yield _related_month(found.parts["relation"].lower(), month, context)
    else:
        year = _year(found, context, tense, month)
        yield month_of(year, month) if year else None


def _month_number(found: Expression) -> int:
    return int(_MONTHS[found.parts["month"].rstrip(".").lower()])


def _related_month(relation: str, month: int, context: Context) -> Interval | None:
    if context.published is None:
        return None
    year, now = context.published.year, context.published.month
    if relation in WORDS["words"]["past"]:
        return month_of(year - (month >= now), month)
    if relation in WORDS["words"]["future"]:
        return month_of(year + (month <= now), month)
    return month_of(year, month)


def _year(
    found: Expression, context: Context, tense: Callable[[], Tense], month: int, day: int | None = None
) -> int | None:
    """The year of a day or month that lacks one: of a year told nearby, else the one nearest the day of writing."""
    now, told = context.published, context.told_year
    when = tense()
    if now is None:
        return None if when == "future" and not context.same_sentence else told
    if "of" in found.parts:  # "June last year"
        return now.year + {"last": -1, "next": 1}.get(found.parts["of"], 0)
    if told and when != "future" and told < now.year - (0 if context.same_sentence else _LONG_AGO):
        return told
    today, then = (now.replace(day=1), 1) if day is None else (now.replace(day=min(now.day, 28)), min(day, 28))
    this_year = date(now.year, month, then)
    if context.guessed:
        return min((now.year, now.year - 1, now.year + 1), key=lambda year: abs(date(year, month, then) - today))
    if when == "future":
        return now.year + (this_year < today)
    if when == "past":
        return now.year - (this_year > today)
    return min((now.year, now.year - 1, now.year + 1), key=lambda year: _distance(date(year, month, then), today))


def _distance(day: date, today: date) -> int:
    """How far a day is; what is to come counts fourfold, since reports mostly tell what has been."""
    days = (day - today).days
    return 4 * days if days > 0 else -days


def _season(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    """The year: which months a season has depends on the hemisphere."""
    if "year" in found.parts:
        yield year_of(int(found.parts["year"]))
    elif context.published is not None:
        relation, end = found.parts["relation"].lower(), _SEASON_ENDS[found.parts["season"]]
        now = context.published
        if relation in WORDS["words"]["past"]:
            yield year_of(now.year - (now.month <= end))
        elif relation in WORDS["words"]["future"]:
            yield year_of(now.year + (now.month >= end - 2))
        else:
            yield year_of(now.year)


def _decade(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    if "decade" in found.parts:
        yield decade_of(int(found.parts["decade"]))
    else:
        yield decade_of(1900 + int(found.parts.get("digits") or WORDS["decades"][found.parts["tens"]]))


def _century(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    yield century_of(int(found.parts["century"]))


def _years(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    first, last = found.parts["year"], found.parts["last"]
    first_year, last_year = int(first), int(last if len(last) == 4 else first[:2] + last)
    if first_year < last_year:
        yield joined(year_of(first_year), year_of(last_year))


def _one_year(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    yield year_of(int(found.parts["year"]))


def _ago(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    count, unit, way = _count(found.parts["count"]), found.parts["unit"], found.parts["way"]
    anchor = context.published if way == "ago" else context.told or context.published
    if anchor is None:
        return
    if unit == "hour":
        count, unit = count // 24, "day"
    if unit in {"weekend", "centurie"}:
        unit = {"weekend": "week", "centurie": "century"}[unit]
    yield unit_around(shifted(anchor, count if way == "later" else -count, cast(Unit, unit)), cast(Unit, unit))


def _count(words: str) -> int:
    return int(words) if words.isdigit() else int(WORDS["counts"][words.lower()])


def _lapse(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    unit = found.parts["unit"].replace("centurie", "century")
    if context.published is not None and unit not in {"hour", "weekend"}:
        count = _count(found.parts["count"])
        yield span_of(shifted(context.published, -count, cast(Unit, unit)), context.published)


def _following(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    if context.told_day is not None:
        yield day_of(context.told_day + timedelta(days=WORDS["following"][_plain(found)]))


def _near_days(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    if context.published is not None:
        yield day_of(context.published + timedelta(days=WORDS["days"][_plain(found)]))


def _plain(found: Expression) -> str:
    return " ".join(found.text.lower().split())


def _weekday(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    now = context.published
    if now is None:
        return
    relation, weekday = found.parts.get("relation", "").lower(), WORDS["weekdays"][found.parts["weekday"]]
    if "week" in found.parts:
        weeks = {"last": -1, "this": 0, "next": 1}[found.parts["week"].lower()]
        yield day_of(shifted(now, weeks, "week") + timedelta(days=weekday - now.weekday()))
    elif relation in WORDS["words"]["past"]:
        yield day_of(weekday_near(now - timedelta(days=1), weekday))
    elif relation in WORDS["words"]["future"] or tense() == "future":
        yield day_of(weekday_near(now, weekday, future=True))
    else:
        yield day_of(weekday_near(now, weekday))


def _unit(found: Expression, context: Context, tense: Callable[[], Tense]) -> Iterator[Interval | None]:
    relation, unit = found.parts["relation"].lower(), found.parts["unit"].lower()
    if relation == "next" and found.text.lower().startswith("the ") and tense() == "past":
        relation = "following"  # "asked for it the next month"
    told = relation in {"same", "that", "following", "previous", "the previous"}
    anchor = context.told if told and context.told is not None else None if told else context.published
    if anchor is None or unit in {"hour", "day"}:
        return
    if relation in WORDS["words"]["past"]:
        steps = -1
    elif relation == "the":  # "over the weekend": the one that has begun last, unless it is to come
        steps = 0 if tense() == "future" or anchor.weekday() >= _SATURDAY else -1
    else:
        steps = int(relation in WORDS["words"]["future"] or relation == "following")
    if unit == "weekend":
        monday = shifted(anchor - timedelta(days=anchor.weekday()), steps, "week")
        yield span_of(monday + timedelta(days=5), monday + timedelta(days=6))
    else:
        yield unit_around(shifted(anchor, steps, cast(Unit, unit)), cast(Unit, unit))


_MEANINGS = {
    "iso": _iso, "numeric": _numeric, "monthday": _days, "daymonth": _days, "monthyear": _month,
    "month": _month, "season": _season, "relativeseason": _season, "decade": _decade, "nameddecade": _decade,
    "century": _century, "years": _years, "ago": _ago, "lapse": _lapse, "following": _following,
    "days": _near_days, "weekday": _weekday, "unit": _unit, "year": _one_year, "oldyear": _one_year,
}  # fmt: skip
