"""Whether two places may be one: the same, or one holding the other, as far as they are grounded."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from ..model import Entity, Grounding

NEAR = 60.0
"""Kilometers between a site and a city that it may be in or near."""
_POINTS = {"city", "site", "near", "exact"}


def may_be_one_place(left: Entity, right: Entity) -> bool:
    """Whether two places can be one place of an event; namesakes are, for what text says of them is the same.

    >>> tehran = Entity("a", "Place", "Tehran", grounding=Grounding("city", "IR", 1, 35.7, 51.4))
    >>> iran = Entity("b", "Place", "Iran", grounding=Grounding("country", "IR", 2))
    >>> shiraz = Entity("c", "Place", "Shiraz", grounding=Grounding("city", "IR", 3, 29.6, 52.5))
    >>> may_be_one_place(tehran, iran), may_be_one_place(tehran, shiraz)
    (True, False)
    """
    a, b = left.grounding, right.grounding
    names = [{form.lower() for form in (place.name, *place.aliases)} for place in (left, right)]
    if left.id == right.id or names[0] & names[1] or a is None or b is None:
        return True
    if None in (a.country, b.country):
        return True
    if a.country != b.country or a.precision == b.precision:
        return False
    apart = _kilometers(a, b)
    return not (apart is not None and {a.precision, b.precision} <= _POINTS and apart > NEAR)


def _kilometers(left: Grounding, right: Grounding) -> float | None:
    """The great-circle distance of two points (haversine); None where one is not known."""
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return None
    a, b = radians(left.latitude), radians(right.latitude)
    turn = radians(right.longitude - left.longitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(turn / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))
