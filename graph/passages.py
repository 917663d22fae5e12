"""The sentence around a piece of evidence, found by its punctuation: a parser is not at hand where graphs are shown."""

from __future__ import annotations

import re

_BREAK = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W\d_a-z])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov|St|No|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec))\.$"
)
_REACH = 400


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence (or sentences) begins and ends that holds ``text[start:end]``, white space left out.

    >>> text = "It rained. Dr. Ana Lund spoke in Port Lindon. Then it stopped."
    >>> text[slice(*sentence_around(text, 23, 28))]
    'Dr. Ana Lund spoke in Port Lindon.'
    """
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    breaks = [
        (match.start(), match.end())
        for match in _BREAK.finditer(text, low, high)
        if not _ABBREVIATION.search(text, max(low, match.start() - 6), match.start())
    ]
    first = max((after for _, after in breaks if after <= start), default=low if low == 0 else text.find(" ", low) + 1)
    last = min((before for before, _ in breaks if before >= end), default=high)
    if last < len(text):
        last += len(text[last : end + _REACH]) - len(text[last : end + _REACH].lstrip("\"'”’»)]"))
    if last == high < len(text):
        last = max(end, text.rfind(" ", 0, high))
    first = min(first, start)
    inside = text[first:last]
    return first + len(inside) - len(inside.lstrip()), first + len(inside.rstrip())
