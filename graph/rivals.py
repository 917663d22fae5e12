"""When two values of one thing contradict each other, and when they only differ in how exact they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from ..model import Claim, Evidence, Figure, Interval

_SHARE = 1.5
"""A bound and a number beyond it say much the same up to this ratio."""


def vague(figure: Figure) -> bool:
    """Whether a figure gives no more than an order of magnitude: "dozens", "thousands of".

    >>> vague(Figure("killed", 1000, "thousands of"))
    True
    """
    return figure.qualifier.endswith(" of")


def bounds(figure: Figure) -> tuple[float, float]:
    """The least and the greatest number that a figure allows; who says "thousands" means less than ten thousand.

    >>> bounds(Figure("killed", 30000, "more than"))
    (30000, inf)
    >>> bounds(Figure("killed", 1000, "thousands of"))
    (1000, 10000)
    """
    value = figure.value
    if vague(figure):
        return value, value * 10
    if figure.qualifier == "more than":
        return value, float("inf")
    if figure.qualifier == "up to":
        return 0, value
    if figure.qualifier == "about":
        return value * 0.9, value * 1.1
    return value, value


def compatible_figures(left: Figure, right: Figure) -> bool:
    """Whether two figures can both be true and say much the same: "more than 30,000" and "30,000", "dozens" and "36".

    Far above a lower bound, or below an upper one, a number is a rival though both may be true: a reader wants to see
    both.

    >>> compatible_figures(Figure("killed", 30000), Figure("killed", 30000, "more than"))
    True
    >>> compatible_figures(Figure("killed", 30000), Figure("killed", 1000, "thousands of"))
    False
    >>> compatible_figures(Figure("killed", 300), Figure("killed", 12, "more than"))
    False
    """
    if (left.unit or "") != (right.unit or "") or left.value == right.value:
        return True
    (a, b), (c, d) = bounds(left), bounds(right)
    if a > d or c > b:
        return False
    if vague(left) or vague(right):
        return True
    if {left.qualifier, right.qualifier} == {"more than", "up to"}:
        return True
    if {left.qualifier, right.qualifier} & {"more than", "up to"}:
        low, high = sorted((left.value, right.value))
        return high <= low * _SHARE
    return True


def group_of(words: str) -> str:
    """The group of people that some words count: "41 policemen" are police; empty where they name none.

    >>> group_of("41 policemen"), group_of("two dozen people")
    ('police', '')
    """
    named = _groups()
    found = [named[word] for word in re.findall(r"[a-z]+", words.lower()) if word in named]
    return found[-1] if found else ""


@cache
def _groups() -> Mapping[str, str]:
    return {word: group for group, words in settings()["groups"].items() for word in words}


def other_people(left: str, right: str) -> bool:
    """Whether the words of two counts name groups of people that reports count apart.

    >>> other_people("39 people", "41 policemen"), other_people("12 people", "14 miners")
    (True, False)
    """
    groups = {group_of(left), group_of(right)}
    return len(groups) > 1 and ("" not in groups or bool(groups & set(settings()["forces"]["groups"])))


def measure(counts: str, kind: str) -> str:
    """What a figure measures, under one word, for an event of a class: the dead, deaths and fatalities are "killed".

    >>> measure("deaths", "Attack"), measure("victims", "Massacre"), measure("victims", "Attack")
    ('killed', 'killed', 'victims')
    """
    name = counts.lower()
    for main, words in settings()["counts"].items():
        if name in words:
            return str(main)
    for table in settings()["counts_of"]:
        if kind in table["classes"] and name in table["words"]:
            return str(table["counts"])
    return name


def compatible_ages(left: int, right: int, days: int) -> bool:
    """Whether somebody can be of two ages, of which the second was told so many days after the first.

    >>> compatible_ages(38, 40, 700), compatible_ages(38, 20, 0)
    (True, False)
    """
    return abs((right - left) - days / 365.25) <= 1


def compatible_intervals(left: Interval, right: Interval) -> bool:
    """Whether two times can be one: a month and a day in it, a span and a day of it.

    >>> compatible_intervals(Interval("1980-08-01", "1980-08-31", "month"), Interval("1980-08-14", "1980-08-14"))
    True
    """
    start = max(left.begin or "", right.begin or "")
    ends = [end for end in (left.end, right.end) if end]
    return not ends or start <= min(ends)


def overlapping(left: Evidence, right: Evidence) -> bool:
    """Whether two pieces of evidence share characters of one source.

    >>> overlapping(Evidence("s", 0, 9, "rule", 1.0), Evidence("s", 8, 12, "rule", 1.0))
    True
    """
    return left.source == right.source and left.start < right.end and right.start < left.end


def one_count(left: Claim, right: Claim, text: str) -> bool:
    """Whether two figures that one voice gives in a text are one count: the ends of a range, a whole and its part.

    >>> text = "Between 10 and 20 people were hurt, the mayor said."
    >>> ends = ((Figure("injured", 10), 8), (Figure("injured", 20), 15))
    >>> low, high = (Claim("e", "figure", n, Evidence("s", i, i + 2, "rule", 1.0)) for n, i in ends)
    >>> one_count(low, high, text)
    True
    """
    if left.evidence.source != right.evidence.source or left.speaker != right.speaker:
        return False
    if overlapping(left.evidence, right.evidence):
        return True
    first, second = sorted((left.evidence, right.evidence), key=lambda evidence: evidence.start)
    gap = text[first.end : second.start].strip().lower()
    words = _words()
    opened = words["opens"].search(text[max(0, first.start - 20) : first.end].lower()) is not None
    return bool(
        words["range"].fullmatch(gap)
        or words["of"].fullmatch(gap)
        or (gap == "and" and opened)
        or part_of(left, right, text)
        or part_of(right, left, text)
    )


def part_of(part: Claim, whole: Claim, text: str) -> bool:
    """Whether one figure is said, in the same sentence and by the same voice, to be a part of another, or of elsewhere.

    >>> text = "It killed 10 people, including 3 children."
    >>> whole = Claim("e", "figure", Figure("killed", 10), Evidence("s", 10, 19, "rule", 1.0))
    >>> part = Claim("e", "figure", Figure("killed", 3), Evidence("s", 31, 41, "rule", 1.0))
    >>> part_of(part, whole, text), part_of(whole, part, text)
    (True, False)
    """
    a, b = whole.evidence, part.evidence
    if a.source != b.source or part.speaker != whole.speaker:
        return False
    if not (isinstance(part.object, Figure) and isinstance(whole.object, Figure)):
        return False
    first, second = sorted((a, b), key=lambda evidence: evidence.start)
    gap = text[first.end : second.start].lower()
    if first.end > second.start or _END.search(gap):
        return False
    if first is b:  # "4 in the harbor alone, and up to 10 on the coast"
        return _ALONE.match(text, b.end) is not None
    if _ELSEWHERE.match(text, b.end):
        return True  # "10 people in Lima and 3 in Cusco"
    smaller = part.object.value < whole.object.value
    # "10 people, including 3 children", "10 people, 3 of them children"
    said = _words()["part"].search(gap) or _words()["after"].match(text[b.end :].lstrip().lower())
    return smaller and said is not None


_ELSEWHERE = re.compile(r"\s+(?:in|at|near)\s+(?:one\s+in\s+)?[A-Z]")
_ALONE = re.compile(r"\s+(?:in|at|near)\s+[^,.;!?\n]{1,40}\balone\b")
_END = re.compile(r"[.!?;]\s|\n\s*\n")


@cache
def _words() -> Mapping[str, re.Pattern[str]]:
    """The word lists of ``counts.toml``, each as a pattern of one whole word or phrase of it."""
    lists = tomllib.loads((resources.files(__package__) / "counts.toml").read_text("utf-8"))
    return {
        name: re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words, key=len, reverse=True)))
        for name, words in lists.items()
    }


@cache
def settings() -> dict[str, Any]:
    """What ``rivals.toml`` holds."""
    return tomllib.loads((resources.files(__package__) / "rivals.toml").read_text("utf-8"))
