"""Dates are written no more exactly than they are known."""

from __future__ import annotations

import pytest

from claimgraph.model import Figure, Interval
from claimgraph.ontology.spoken import counted, spoken


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval("1997-02-03", "1997-02-03"), "3 February 1997"),
        (Interval("1997-02-01", "1997-02-28", "month"), "February 1997"),
        (Interval("2000-02-01", "2000-02-29", "month"), "February 2000"),
        (Interval("1997-02-01", "1997-02-27", "span"), "1–27 February 1997"),
        (Interval("1997-06-01", "1997-08-31", "span"), "June–August 1997"),
        (Interval("1997-12-01", "1998-02-28", "span"), "December 1997–February 1998"),
        (Interval("1997-07-30", "1997-08-02", "span"), "30 July – 2 August 1997"),
        (Interval("1997-12-30", "1998-01-02", "span"), "30 December 1997 – 2 January 1998"),
        (Interval("1997-01-01", "1997-12-31", "year"), "1997"),
        (Interval("1997-01-01", "1999-12-31", "span"), "1997–1999"),
        (Interval("1990-01-01", "1999-12-31", "decade"), "1990s"),
        (Interval("1997-02-01", None, "month"), "since February 1997"),
        (Interval(None, "1997-12-31", "year"), "until 1997"),
        (Interval(None, None), ""),
        (Interval("the other day", None), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_date_is_written_as_exactly_as_it_is_known(interval: Interval, words: str) -> None:
    assert spoken(interval) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure("killed", 23, "more than"), "at least 23 killed"),
        (Figure("participants", 1000, "thousands of"), "thousands of participants"),
        (Figure("missing", 10, "tens of"), "tens missing"),
        (Figure("money", 3e9, unit="USD"), "3,000,000,000 USD"),
        (Figure("money", 40), "40 money"),
        (Figure("percent", 66.67, "up to", "%"), "up to 66.67 %"),
    ],
)
def test_a_figure_is_written_with_what_bounds_it(figure: Figure, words: str) -> None:
    assert counted(figure) == words
