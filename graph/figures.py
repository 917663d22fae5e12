"""When two numbers that are given for one thing can both be right."""

from __future__ import annotations

import math

from ..model import Figure

_ROUGHLY = 0.1  # "about 900" is meant to be right within a tenth


def bounds(figure: Figure) -> tuple[float, float]:
    """The least and the greatest number that a figure allows.

    >>> bounds(Figure("killed", 30000, "more than")), bounds(Figure("killed", 1000, "thousands of"))
    ((30000, inf), (1000, 9999))
    """
    value = figure.value
    match figure.qualifier:
        case "more than":
            return value, math.inf
        case "up to":
            return min(0, value), value
        case "about":
            return value - abs(value) * _ROUGHLY, value + abs(value) * _ROUGHLY
        case "tens of" | "hundreds of" | "thousands of":
            return value, value * 10 - 1
        case _:
            return value, value


def compatible(one: Figure, other: Figure) -> bool:
    """Whether two figures for the same thing can both be right.

    >>> compatible(Figure("killed", 30000, "more than"), Figure("killed", 30000))
    True
    >>> compatible(Figure("killed", 1000, "thousands of"), Figure("killed", 30000))
    False
    """
    (low, high), (other_low, other_high) = bounds(one), bounds(other)
    return low <= other_high and other_low <= high


def spoken(figure: Figure) -> str:
    """A figure in words.

    >>> spoken(Figure("killed", 30000.0, "more than"))
    'more than 30,000 killed'
    """
    number = f"{int(figure.value):,}" if float(figure.value).is_integer() else f"{figure.value:,}"
    qualifier = "" if figure.qualifier == "exactly" else figure.qualifier
    return " ".join(part for part in (qualifier, number, figure.unit, figure.counts) if part)
