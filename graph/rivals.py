"""When two values of one thing contradict each other, and when they only differ in how exact they are."""

from __future__ import annotations

from ..model import Figure, Interval

_VAGUE = {"tens of": (10, 100), "hundreds of": (100, 1000), "thousands of": (1000, 1_000_000)}


def bounds(figure: Figure) -> tuple[float, float]:
    """The least and the greatest number that a figure allows.

    >>> bounds(Figure("killed", 30000, "more than"))
    (30000, inf)
    >>> bounds(Figure("killed", 1000, "thousands of"))
    (1000, 1000000)
    """
    value = figure.value
    if figure.qualifier in _VAGUE:
        return _VAGUE[figure.qualifier]
    if figure.qualifier == "more than":
        return value, float("inf")
    if figure.qualifier == "up to":
        return 0, value
    if figure.qualifier == "about":
        return value * 0.9, value * 1.1
    return value, value


def compatible_figures(left: Figure, right: Figure) -> bool:
    """Whether two figures can both be true and say much the same: "more than 30,000" and "30,000".

    A vague word and an exact number are rivals, though both may be true: a reader wants to see both.

    >>> compatible_figures(Figure("killed", 30000), Figure("killed", 30000, "more than"))
    True
    >>> compatible_figures(Figure("killed", 30000), Figure("killed", 1000, "thousands of"))
    False
    """
    if (left.unit or "") != (right.unit or ""):
        return True
    if (left.qualifier in _VAGUE) != (right.qualifier in _VAGUE):
        return False
    if left.value == right.value:
        return True
    if "more than" in (left.qualifier, right.qualifier) and left.qualifier != right.qualifier:
        low, high = sorted((left, right), key=lambda f: f.qualifier != "more than")
        return low.value <= high.value <= low.value * 1.5
    (a, b), (c, d) = bounds(left), bounds(right)
    return "about" in (left.qualifier, right.qualifier) and a <= d and c <= b


def compatible_intervals(left: Interval, right: Interval) -> bool:
    """Whether two times can be one: a month and a day in it, a span and a day of it.

    >>> compatible_intervals(Interval("1980-08-01", "1980-08-31", "month"), Interval("1980-08-14", "1980-08-14"))
    True
    """
    start = max(left.begin or "", right.begin or "")
    ends = [end for end in (left.end, right.end) if end]
    return not ends or start <= min(ends)
