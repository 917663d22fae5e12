"""Some days, and which events were in them."""

from __future__ import annotations

import pytest

from claimgraph.errors import UsageError
from claimgraph.graph.period import Period, best_told, months, read_period
from claimgraph.model import Interval

MARCH = Period("2021-03-01", "2021-03-31")


@pytest.mark.parametrize(
    ("begin", "end", "meets"),
    [
        pytest.param("2021-03-04", "2021-03-04", True, id="a-day-within"),
        pytest.param("2021-03-31", "2021-04-02", True, id="over-the-end"),
        pytest.param("2021-01-01", "2021-12-31", True, id="the-year-around"),
        pytest.param("2021-04-01", "2021-04-01", False, id="the-day-after"),
        pytest.param("2021-02-01", None, False, id="since-a-day-before"),
        pytest.param(None, "2021-03-01", True, id="until-its-first-day"),
        pytest.param(None, None, False, id="no-day-known"),
    ],
)
def test_a_period_meets_what_may_have_been_in_it(begin: str | None, end: str | None, meets: bool) -> None:
    assert MARCH.meets(Interval(begin, end)) is meets


@pytest.mark.parametrize(("begin", "end"), [("2021-03-01", None), (None, "x"), ("2021-02-30", "2021-03-01")])
def test_what_are_no_two_days_is_refused(begin: str | None, end: str | None) -> None:
    with pytest.raises(UsageError, match="two days"):
        read_period(begin, end)


def test_days_come_before_months_and_years_and_then_what_is_told_most() -> None:
    day, month = Interval("2021-03-04", "2021-03-04"), Interval("2021-03-01", "2021-03-31", "month")
    year = Interval("2021-01-01", "2021-12-31", "year")
    told = [("d", year, 9), ("c", month, 2), ("b", month, 5), ("a", day, 1), ("d", month, 1)]
    assert best_told(told) == best_told(told[::-1]) == ["a", "b", "c", "d"]
    assert months(told) == {"2021-03": 4}
