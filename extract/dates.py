"""The component ``claimgraph_dates``: when things happened, as intervals with a precision.

It fills ``doc._.reading.dates`` with a :class:`~.state.DateSpan` for each time expression that can be resolved, in
the order of the text: an event takes those whose span stands in its clause. Ranges ("from 14 to 31 August",
"between March and May 2011") are one interval; "since", "until", "before" and "after" leave one side open.

>>> find_dates("From 14 to 31 August 1980 the yard stood still.")[0].interval
Interval(begin='1980-08-14', end='1980-08-31', precision='span')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from ..model import Interval
from .datemeaning import OF_NOW, Context, Tense, meaning
from .datepatterns import WORDS, Expression, find_expressions
from .intervals import joined
from .state import DateSpan, reading_of

_LIFETIME = 15 * 366
_HEAD = 400
_TO = re.compile(r"\s*[-–—]\s*|\s+(?:to|until|till|through|and)\s+(?:the\s+|on\s+)?(?:early\s+|late\s+)?")
_SAME_YEAR = re.compile(r"\s*(?:[-–—,]|,?\s(?:to|until|till|through|and|or)\s)\s*(?:on\s+|in\s+)?(?:the\s+)?")
_OPENING = re.compile(r"\b(from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_BARE_START = re.compile(
    r"\b([Ff]rom|[Bb]etween)\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:to|until|till|and)\s+(?:the\s+)?$"
)
_LASTING = frozenset({"until", "till"})
_LATER = frozenset(WORDS["words"]["later"])
_PERHAPS = frozenset(WORDS["words"]["perhaps"])
_ABLE = frozenset(WORDS["words"]["able"])
_AWAITED = frozenset(WORDS["words"]["awaited"])
_DEFERRING = frozenset(WORDS["words"]["deferring"])
_TARGETS = frozenset({"until", "till", "to", "for"})
_PRESENT = frozenset({"VBZ", "VBP", "VB"})
_CALENDAR = frozenset(WORDS["words"]["calendar"])
_HEIGHT = 12
_DIRECT = 2
"""How far above a date a verb stands of which it is the date, with a preposition between."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Characters ``start`` to ``end`` of a text, and the interval that they mean."""

    start: int
    end: int
    interval: Interval


def find_dates(
    text: str, published: date | None = None, tense: Callable[[int], Tense] = lambda start: ""
) -> list[FoundDate]:
    """The dates of a text, resolved, in order.

    Args:
        text: any text.
        published: the day of writing; without it, the first full date in the text's head stands in.
        tense: told the start of an expression, whether it speaks of the past or the future.

    >>> [found.interval.begin for found in find_dates("He left on Monday.", date(2019, 1, 16))]
    ['2019-01-14']
    """
    expressions = _with_shared_years(text, list(find_expressions(text)))
    is_news = any(found.kind in OF_NOW for found in expressions)
    context = Context(published or _dateline(expressions, tense), guessed=published is None, is_news=is_news)
    dates: list[FoundDate] = []
    previous: Expression | None = None
    read = 0
    for found in expressions:
        context.pass_over(
            text[max(read - 1, 0) : found.start]
        )  # with the last letter of the date: it may end a sentence
        read = found.end
        intervals = meaning(found, context, lambda found=found: tense(found.start))  # type: ignore[misc]
        for interval in intervals:
            context.tell(interval, found)
            dates.append(FoundDate(found.start, found.end, interval))
        if len(intervals) == 1:
            _join(text, dates, previous)
        previous = found if intervals else None
    return [_opened(text, each) for each in dates]


def _dateline(expressions: list[Expression], tense: Callable[[int], Tense]) -> date | None:
    """The first day told in full near the top of a text, unless it stands in parentheses (a date of birth).

    Where the text tells what was in a later year, it is not that of the writing.
    """
    for found in expressions:
        if found.start > _HEAD:
            break
        if found.kind in {"iso", "monthday", "daymonth"} and "year" in found.parts and not found.opened:
            intervals = meaning(found, Context())
            if len(intervals) == 1 and intervals[0].precision == "day" and intervals[0].begin:
                day = date.fromisoformat(intervals[0].begin)
                later = (each for each in expressions if int(each.parts.get("year", 0)) > day.year)
                return None if any(tense(each.start) == "past" for each in later) else day
    return None


def _with_shared_years(text: str, expressions: list[Expression]) -> list[Expression]:
    """Give days and months the year that the text gives after the last of them: "March and May 2011"."""
    for index in range(len(expressions) - 2, -1, -1):
        found, after = expressions[index], expressions[index + 1]
        lacking = found.kind in {"monthday", "daymonth", "month"} and not {"year", "relation"} & set(found.parts)
        dated = after.kind in {"monthday", "daymonth", "monthyear", "month"} and "year" in after.parts
        if lacking and dated and _SAME_YEAR.fullmatch(text, found.end, after.start):
            expressions[index] = replace(found, parts={**found.parts, "year": after.parts["year"]})
    return expressions


def _join(text: str, dates: list[FoundDate], previous: Expression | None) -> None:
    """Make one interval of the last two dates if they are the ends of a range, or of a date and the day before it."""
    last = dates[-1]
    bare = _BARE_START.search(text, max(0, last.start - 40), last.start)
    if bare and last.interval.precision == "day" and last.interval.end:
        end = date.fromisoformat(last.interval.end)
        if 0 < int(bare[2]) <= end.day:
            first = end.replace(day=int(bare[2]))
            dates[-1] = FoundDate(bare.start(2), last.end, joined(Interval(first.isoformat(), None), last.interval))
        return
    if previous is None or len(dates) < 2:
        return
    first_date = dates[-2]
    gap = text[first_date.end : last.start]
    if not _TO.fullmatch(gap) or not _runs_on(first_date.interval, last.interval):
        return
    opened = _OPENING.search(text, max(0, first_date.start - 20), first_date.start)
    word = gap.strip().split(" ")[0]
    if word == "and" and not (opened and opened[1].lower() == "between"):
        return
    dates[-2:] = [FoundDate(first_date.start, last.end, joined(first_date.interval, last.interval))]


def _runs_on(first: Interval, last: Interval) -> bool:
    """Whether two intervals can be the ends of one: in order, and no lifetime, whose ends are a birth and a death."""
    if not (first.begin and last.end and last.begin) or first.begin >= last.begin:
        return False
    days = date.fromisoformat(last.end) - date.fromisoformat(first.begin)
    return first.precision != "day" or days.days < _LIFETIME


def _opened(text: str, found: FoundDate) -> FoundDate:
    """The same date with a side left open, where a preposition says so."""
    words = text[max(0, found.start - 12) : found.start].split()
    word, interval = (words[-1].lower() if words else ""), found.interval
    if text[found.end : found.end + 2] in {"'s", "’s"} or interval.precision == "span":
        return found
    if word == "since":
        interval = Interval(interval.begin, None, interval.precision)
    elif word in {"until", "till", "before"}:
        interval = Interval(None, interval.end, interval.precision)
    elif word == "after" and interval.end and interval.end < "9999":
        after = date.fromisoformat(interval.end) + timedelta(days=1)
        interval = Interval(after.isoformat(), None, interval.precision)
    return FoundDate(found.start, found.end, interval)


@Language.factory("claimgraph_dates", requires=["token.dep", "token.tag"], assigns=["doc._.reading"])
def make_dates(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: it needs the parse only to tell past from future."""
    return annotate_dates


def annotate_dates(doc: Doc) -> Doc:
    """Fill ``doc._.reading.dates``; dates inside the names of people, bodies and places are none."""
    reading = reading_of(doc)

    def tense(start: int) -> Tense:
        token = doc.char_span(start, start + 1, alignment_mode="expand")
        return tense_of(token[0]) if token else ""

    reading.dates = [
        DateSpan(span, found.interval)
        for found, span in _spans(doc, find_dates(doc.text, day_of(reading.source.published), tense))
        if not any(
            (mention := reading.mention_at(token)) is not None
            and mention.kind != "Event"
            and mention.level == "name"
            and len(mention.span) > len(span)
            for token in span
        )
    ]
    return doc


def _spans(doc: Doc, dates: list[FoundDate]) -> Iterator[tuple[FoundDate, Span]]:
    for found in dates:
        span = doc.char_span(found.start, found.end, alignment_mode="expand")
        if span is not None:
            yield found, span


def day_of(published: str | None) -> date | None:
    """The day of an ISO date or time; none where only a year or month is known."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def tense_of(token: Token) -> Tense:
    """Whether the verbs that govern a token speak of the past or the future, as far as they say.

    The nearest verb decides; an infinitive or a noun takes the word of what governs it ("plans to meet on Friday").
    """
    if _is_aim(token):
        return "future"
    current, height, open_end = token, 0, False
    while height < _HEIGHT:
        if current.pos_ in {"VERB", "AUX"} or current.lemma_ in _AWAITED:
            auxiliaries = [child for child in current.children if child.dep_ in {"aux", "auxpass"}]
            later = any(child.lower_ in _LATER for child in auxiliaries) or _may_come(current, auxiliaries)
            if later or _is_awaited(current, token):
                return "future"
            if any(child.lower_ == "to" for child in auxiliaries):
                open_end = True
            elif current.tag_ == "VBD" or any(child.tag_ == "VBD" or child.lemma_ == "have" for child in auxiliaries):
                return "" if open_end else "past"
            elif current.tag_ == "VBN" and current.dep_ == "acl" and not auxiliaries:
                return "past"  # "schools, closed in March, will reopen"
            elif any(each.tag_ in _PRESENT for each in (current, *auxiliaries)):
                calendar = height <= _DIRECT and current.lemma_.lower() in _CALENDAR
                calendar = calendar or token.head.lower_ in _LASTING
                return "future" if open_end or calendar else ""
        if current.head is current:
            break
        current, height = current.head, height + 1
    return ""


def _may_come(verb: Token, auxiliaries: Sequence[Token]) -> bool:
    """Whether something may still be: "might resign in May", "could begin in May", but not "could see it in May"."""
    words = {child.lower_ for child in auxiliaries}
    able = bool(words & _ABLE) and verb.lemma_.lower() in _CALENDAR
    return "have" not in words and (able or bool(words & _PERHAPS))


def _is_awaited(word: Token, day: Token) -> bool:
    """Whether a word puts a day after its own time: "set for Friday", but not "had set off on Friday".

    "Postponed until Friday" does, "postponed on Friday" does not.
    """
    if word.lemma_.lower() in _DEFERRING and word.tag_ in {"VBD", "VBN"}:
        return is_deferred(day) or is_deferred(day.head)
    return word.lemma_.lower() in _AWAITED and not any(child.dep_ == "prt" for child in word.children)


def is_deferred(day: Token) -> bool:
    """Whether a day is the one that something is put off to: "postponed until Friday"."""
    to = day.head
    return to.lower_ in _TARGETS and to.head.lemma_.lower() in _DEFERRING


def _is_aim(token: Token) -> bool:
    """Whether it is the day that something is meant for: "called a strike for 14 June", not "sales for June"."""
    month = token if token.dep_ == "pobj" else token.head
    day = token.text in WORDS["weekdays"] or any(word.text.isdigit() for word in (token, *month.children))
    return day and month.dep_ == "pobj" and month.head.lower_ == "for"
