"""Where a text says when: the forms of English time expressions, found in one pass of one regular expression.

The forms are those of TIMEX3 dates (Pustejovsky et al. 2003, "TimeML") that news uses; durations, ages and
frequencies are left alone. The words are those of ``dates.toml``. What an expression means is for ``datemeaning.py``.

>>> [(found.kind, found.text) for found in find_expressions("On Monday, 14 August 1980, and again last year.")]
[('daymonth', 'Monday, 14 August 1980'), ('unit', 'last year')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .wordlists import toml_of

WORDS = toml_of("dates.toml")


@dataclass(frozen=True, slots=True)
class Expression:
    """Characters of a text that say when: which form they have, and its parts."""

    kind: str
    start: int
    end: int
    text: str
    parts: dict[str, str]
    before: str = ""
    """The word before, in lower case."""
    opened: bool = False
    """Whether a parenthesis opens right before."""


def _any(words: Iterable[str]) -> str:
    """A pattern for any of some words, longest first; spaces are any white space but a blank line."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered) + ")"


def _in_any_case(words: Iterable[str]) -> str:
    """The same, however it is capitalized."""
    return f"(?i:{_any(words)})"


_WHOLE = {"May", "June", "July"}
_MONTH_NAMES = [*WORDS["months"], *(name.upper() for name in WORDS["months"])]
_FULL, _SHORT = (
    _any(name for name in _MONTH_NAMES if (len(name) > 4 or name.title() in _WHOLE) is whole) for whole in (True, False)
)
_MONTH = rf"(?:{_FULL}|{_SHORT}\.?)(?![A-Za-z])"
_WEEKDAY = _any(WORDS["weekdays"]) + r"(?![\w-])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%]|[.,:/]\d)"
_YEAR = r"(?:1\d{3}|20\d{2})(?![\w%/]|[.,:]\d|-\w)"
_DASH = r"\s?[-–—]\s?"
_LIST_END = r"(?=\s*[,.;)\n]|\s(?:[A-Z]|of|in|at))"
_DAYS = rf"{_DAY}(?:{_DASH}{_DAY}|\sto\s{_DAY}|(?:,\s{_DAY})*,?\s(?:and|or)\s(?:the\s)?{_DAY}{_LIST_END})?"
_PART = rf"(?:(?P<part>{_in_any_case(WORDS['words']['parts'])})(?:\sin|\sof)?(?:\sthe)?[\s-])?"
_UNIT = r"(?:hour|day|week|weekend|month|year|decade|century|centurie)"
_COUNT = _in_any_case(WORDS["counts"])
_HOUR = rf"(?:\s{_any(WORDS['words']['hours'])}\b)?"
_OF_YEAR = r"(?:\s(?P<of>last|this|next)\syear\b)"
_RELATION = _in_any_case([*WORDS["words"]["past"], *WORDS["words"]["present"], *WORDS["words"]["future"]])

_FORMS = {
    "iso": r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
    "numeric": r"(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d{2})(?!\w)",
    "monthday": rf"(?:{_WEEKDAY},?\s)?(?P<month>{_MONTH})\s?(?:the\s)?(?P<days>{_DAYS})"
    rf"(?:,?\s(?P<year>{_YEAR})|\s\((?P<year2>{_YEAR})\)|{_OF_YEAR})?",
    "daymonth": rf"(?:{_WEEKDAY},?\s(?:the\s)?)?(?P<days>{_DAYS})(?:\sof)?[\s-](?P<month>{_MONTH})"
    rf"(?:,?[\s-](?P<year>{_YEAR}|[1-9]\d\d(?=[).;]))|\s\((?P<year2>{_YEAR})\)|{_OF_YEAR})?",
    "monthyear": rf"{_PART}(?P<month>{_MONTH}),?\s(?:of\s)?(?P<year>{_YEAR})",
    "month": rf"(?:(?P<relation>{_RELATION})\s)?{_PART}(?P<month>{_MONTH})(?![\w-]){_OF_YEAR}?",
    "season": rf"{_PART}(?P<season>{_any(WORDS['words']['seasons'])})\s(?:of\s)?(?P<year>{_YEAR})",
    "relativeseason": rf"(?P<relation>{_RELATION})\s(?P<season>{_any(WORDS['words']['seasons'])})\b",
    "decade": rf"{_PART}(?:[Tt]he\s)?(?P<decade>(?:1\d|20)\d0)['’]?s(?!\w)",
    "nameddecade": rf"{_PART}[Tt]he\s(?:(?P<tens>{_any(WORDS['decades'])})\b|['’]?(?P<digits>[2-9]0)s\b)",
    "century": rf"{_PART}(?:[Tt]he\s)?(?P<century>1?\d|2[01])(?:st|nd|rd|th)[\s-]century\b",
    "years": r"(?P<year>1\d{3}|20\d{2})\s?[-–/]\s?(?P<last>1\d{3}|20\d{2}|\d{2})(?![\w%-]|[.,:]\d)",
    "ago": rf"(?P<count>\d{{1,3}}|{_COUNT})\s(?P<unit>{_UNIT})s?\s(?P<way>ago|earlier|later|before(?=[.,;]))(?!\w)",
    "following": rf"(?:{_in_any_case(WORDS['following'])})(?![\w-])(?!\s(?:the|after|before|of)\b)",
    "days": rf"(?:{_in_any_case(WORDS['days'])})(?![\w-])",
    "weekday": rf"(?:(?P<relation>{_RELATION})\s)?(?P<weekday>{_WEEKDAY}){_HOUR}"
    r"(?:\s(?:of\s)?(?P<week>last|this|next)\sweek\b)?",
    "lapse": rf"(?:the\s)?(?P<relation>last|past)\s(?P<count>\d{{1,3}}|{_any(WORDS['counts'])})\s(?P<unit>{_UNIT})s\b",
    "unit": rf"(?:[Tt]he\s|[Tt]hat\s)?(?P<relation>{_RELATION}|(?i:following|same|that))\s(?P<unit>(?i:{_UNIT}))"
    r"(?![\w’'-])"
    r"|(?P<relation2>[Ll]ast|[Tt]his|[Nn]ext)\s(?P<unit2>week|month|year)(?=['’]s)"
    r"|(?:(?<=[Oo]ver\s)|(?<=[Aa]t\s)|(?<=[Oo]n\s)|(?<=[Dd]uring\s))(?P<relation3>the)\s(?P<unit3>weekend)\b",
    "year": rf"{_PART}(?:AD\s|A\.D\.\s|c\.\s?)?(?P<year>{_YEAR})(?:\s(?:AD|CE)\b)?",
    "oldyear": r"(?:AD|A\.D\.|c\.|ca\.)\s(?P<year>\d{1,3})(?![\w,])|(?P<year2>\d{1,3})\s(?:AD|CE)\b",
}
_PATTERNS = {kind: re.compile(form) for kind, form in _FORMS.items()}
_STRIPPED = {kind: re.sub(r"\(\?P<(\w+)>", "(?:", form).replace("(?P=mark)", "[/.]") for kind, form in _FORMS.items()}
_ANY = re.compile(
    r"(?<![\w$€£¥#/:.’'-])(?<!\d,)(?:" + "|".join(f"(?P<{kind}>{form})" for kind, form in _STRIPPED.items()) + ")"
)
_WORD_BEFORE = re.compile(r"([\w.’'~-]+)[^\S\n]*[(\[]?$")
_WORD_AFTER = re.compile(r"[^\S\n]?[^\S\n]*([\w’'-]+)")


def find_expressions(text: str) -> Iterator[Expression]:
    """The time expressions of a text, in order, without those that only look like one.

    >>> list(find_expressions("Some 2000 people may march every Monday."))
    []
    """
    for match in _ANY.finditer(text):
        kind = match.lastgroup or ""
        parts = _PATTERNS[kind].match(text, match.start())
        if parts is None:
            continue
        named = {name.rstrip("23"): value for name, value in parts.groupdict().items() if value}
        head = text[max(0, match.start() - 24) : match.start()]
        word = _WORD_BEFORE.search(head)
        before = word[1].lower() if word else ""
        found = Expression(
            kind, match.start(), match.end(), match[0], named, before, head.rstrip().endswith(("(", "["))
        )
        after = _WORD_AFTER.match(text, match.end())
        if _counts_others(found, after[1] if after else ""):
            start, end = parts.span("month")
            yield Expression("month", start, end, text[start:end], {"month": named["month"]}, before)
        elif _is_date(found, after[1] if after else ""):
            yield found


def _counts_others(found: Expression, after: str) -> bool:
    """Whether the number behind a month is of what follows: "in February 19 people died"."""
    plural = after == "people" or (after.islower() and after.endswith("s") and found.before == "in")
    return found.kind == "monthday" and found.before in {"in", "since"} and "year" not in found.parts and plural


def _is_date(found: Expression, after: str) -> bool:
    """Whether an expression says when, and neither counts, recurs, nor stands in a name."""
    words = WORDS["words"]
    if found.before in words["every"] or (after in words["names"] and found.kind in {"monthday", "daymonth", "month"}):
        return False
    if found.kind == "month":
        return _is_month(found, after)
    if found.kind == "year":
        return _is_year(found, after)
    return not (found.kind in {"daymonth", "ago"} and found.before in {"$", "€", "£"})


def _is_month(found: Expression, after: str) -> bool:
    """A bare month is led in ("in May"), or is a name that nothing else bears."""
    if found.parts.keys() & {"relation", "part", "of"} or found.before in WORDS["words"]["lead"]:
        return not (found.before == "may" or (found.text == "May" and after[:1].isupper()))
    plain = len(found.text) > 5 and found.text not in {"August", "AUGUST"}
    return plain and not after[:1].isupper()


def _is_year(found: Expression, after: str) -> bool:
    """Four digits are a year unless they count what follows, or number what goes before."""
    words, year = WORDS["words"], int(found.parts["year"])
    if "part" in found.parts or not found.text.isdigit():
        return True
    if found.before == "in" and after == "more":
        return True  # "In 2018 more than 200 people died"
    if after in words["counted"] or found.before in {"at", "no", "no.", "nearly", "some", "over", "almost", "than"}:
        return False
    plural = after[:1].islower() and after.endswith("s") and not after.endswith(("ss", "as", "is", "us"))
    if plural and (year % 100 == 0 or found.before not in {"the", "in", "since", "after", "its"}):
        return False
    if found.before in words["year_lead"] or found.opened:
        return True
    return 1800 <= year <= 2040
