"""Numbers in digits and words, their ranges, units and qualifiers."""

from __future__ import annotations

import pytest

from claimgraph.extract.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They lost $1.4bn.", [(1.4e9, "exactly", "USD")]),
        ("A fine of NT$6 million.", [(6e6, "exactly", "TWD")]),
        ("Half a million fled.", [(5e5, "exactly", None)]),
        ("Dozens of houses burned.", [(10, "tens of", None)]),
        ("Hundreds of thousands marched.", [(1e5, "hundreds of", None)]),
        ("Nearly 3,500 people died.", [(3500, "about", None)]),
        ("At least twelve people died.", [(12, "more than", None)]),
        ("Up to 90 guests came.", [(90, "up to", None)]),
        ("50 or more were hurt.", [(50, "more than", None)]),
        ("Between 36 and 40 people were trapped.", [(36, "more than", None), (40, "up to", None)]),
        ("Some 10 to 15 percent voted.", [(10, "about", "%"), (15, "about", "%")]),
        ("He asked twice.", [(2, "exactly", None)]),
        ("Thirty-one men were saved.", [(31, "exactly", None)]),
        ("The second of May, the twenty-first century.", []),
        ("The train left at 10:45.", []),
    ],
)
def test_find_numbers(text: str, expected: list[tuple[float, str, str | None]]) -> None:
    assert [(number.value, number.qualifier, number.unit) for number in find_numbers(text)] == expected
