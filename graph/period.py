"""Some days, and which events of a graph were in them: what the live view asks when a reader types a month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..errors import UsageError
from ..model import Interval

Told = tuple[str, Interval, int]
"""An event, when it was, and how many claims say so."""
_EXACT = ("day", "month")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``begin`` to ``end``, as YYYY-MM-DD.

    >>> Period("1980-08-01", "1980-08-31").meets(Interval("1980-01-01", "1980-12-31", "year"))
    True
    """

    begin: str
    end: str

    def meets(self, interval: Interval) -> bool:
        """Whether any of the days may be in an interval, which is its one known day where an end is open."""
        first, last = interval.begin or interval.end, interval.end or interval.begin
        return first is not None and last is not None and first <= self.end and last >= self.begin


def read_period(begin: str | None, end: str | None) -> Period | None:
    """The period that an address gives; None where it gives none. Raises UsageError for what are no two days.

    >>> read_period("1980-08-01", "1980-08-31")
    Period(begin='1980-08-01', end='1980-08-31')
    """
    if begin is None and end is None:
        return None
    try:
        days = date.fromisoformat(begin or "").isoformat(), date.fromisoformat(end or "").isoformat()
    except ValueError:
        raise UsageError(f"begin={begin}&end={end} are no two days; write them as 1980-08-01") from None
    return Period(*days)


def best_told(told: Iterable[Told]) -> list[str]:
    """Events, those of which the day is known first, then the month, and of equals the ones that most claims tell.

    >>> year, day = Interval("1980-01-01", "1980-12-31", "year"), Interval("1980-08-14", "1980-08-14")
    >>> best_told([("b", year, 9), ("a", day, 1)])
    ['a', 'b']
    """
    worth: dict[str, tuple[int, int]] = defaultdict(lambda: (len(_EXACT), 0))
    for event, time, claims in told:
        vague = _EXACT.index(time.precision) if time.precision in _EXACT else len(_EXACT)
        worth[event] = min(worth[event], (vague, -claims))
    return sorted(worth, key=lambda event: (*worth[event], event))


def months(told: Iterable[Told]) -> dict[str, int]:
    """How many events are known to have been in each month, in the order of time.

    >>> year, day = Interval("1980-01-01", "1980-12-31", "year"), Interval("1980-08-14", "1980-08-14")
    >>> months([("b", year, 9), ("a", day, 1)])
    {'1980-08': 1}
    """
    exact = {(time.begin[:7], event) for event, time, _ in told if time.begin and time.precision in _EXACT}
    return dict(sorted(Counter(month for month, _ in exact).items()))
