"""Spellings of one name: what transliterations of Arabic, Persian, Cyrillic, Hindi and others do differently."""

from __future__ import annotations

import functools
import re
import zlib

_STEPS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"['`\-\s]", ""),
        (r"ou|oo|uu|ow(?=[^aeiou]|$)", "u"),
        (r"ee|iy|ij|ie|ei|ai|ay|ey", "i"),
        (r"sch|tch|tsh|ch|sh", "S"),
        (r"kh|gh|q|ck|c(?=[^eiy]|$)|g(?=h)", "k"),
        (r"ph", "f"),
        (r"dj|zh|j|dz", "J"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"w", "v"),
        (r"z|c", "s"),
        (r"(?<=[a-zSJ])h(?![aeiouy])", ""),
        (r"[ey]", "i"),
        (r"o", "u"),
        (r"(.)\1+", r"\1"),
    )
)


@functools.lru_cache(maxsize=1 << 14)
def sound(name: str) -> str:
    """What the usual spellings of a folded name have in common.

    >>> sound("masjid soleiman") == sound("masjed soleyman"), sound("dezful") == sound("dezfoul")
    (True, True)
    >>> sound("yekaterinburg") == sound("ekaterinburg"), sound("homs") == sound("hama")
    (True, False)
    """
    for pattern, to in _STEPS:
        name = pattern.sub(to, name)
    return name


def sound_hash(key: str) -> int:
    """The number (of 16 bits) under which the table of places files what :func:`sound` gives."""
    return zlib.crc32(key.encode()) & 0xFFFF
