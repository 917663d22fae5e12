"""Picture captions: "Oslo, Bergen & Tromsø - Vigil for the lost crew, by the Seamen's Union - May 3, 1994".

Such a line has no verb to hang on: places first, then what is seen, then the day, with dashes between. The day may also
stand with the places, before what is seen or behind it ("Vigil for the lost crew - Oslo, May 3, 1994"); since a line
like that may as well begin or end a sentence of a report, it is a caption only if it has no finite verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from .drafts import Draft
from .state import DateSpan, EventFrame, MentionSpan, Participant, Reading
from .triggers import Lexicon, Trigger

DASH = re.compile(r"\s*[-–—]+\s*")
JOINTS = frozenset({",", "&", "and", ";", "/", "(", ")", "-", "–", "—", ":"})
SHOWN = ("Graffiti", "Commemoration", "Protest", "Exhibition", "Conference", "Meeting", "Visit", "Award", "Demand")
"""Classes of what pictures show, before what it is held for."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LONGEST = 20
"""Words of what a caption shows, where the date stands with the places."""
HEAD = 6
"""Words at the head of what a caption says that may name what is shown."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption: the tokens of its line, its places, what it shows, its date and who is named behind "by"."""

    line: Span
    places: tuple[MentionSpan, ...]
    shown: Span
    date: DateSpan
    actors: tuple[MentionSpan, ...]


def find_captions(doc: Doc, reading: Reading) -> list[Caption]:
    """The captions among the lines of a document."""
    dates = sorted(reading.dates, key=lambda date: date.span.start)
    ends = {date.span.end: date for date in dates}
    starts = {date.span.start: date for date in dates}
    out = []
    for line in _lines(doc):
        last = ends.get(line.end) or ends.get(line.end - 1)
        places, start = _leading_places(line, reading, starts)
        if places:
            first = next((date for date in dates if line.start < date.span.start and date.span.end <= start), None)
            caption = _caption(line, places, start, first or last, reading)
        else:
            caption = _placed_behind(line, last, reading)
        if caption is not None:
            out.append(caption)
    return out


def _caption(
    line: Span, places: list[MentionSpan], start: int, date: DateSpan | None, reading: Reading
) -> Caption | None:
    """The caption of a line with its places at its head: its date stands behind what is shown, or before it."""
    if date is None:
        return None
    leads = date.span.end <= start
    end = _trimmed(line.doc, start, line.end if leads else date.span.start)
    shown = line.doc[start:end]
    if start >= end or (leads and (len(shown) > LONGEST or _is_report(shown))):
        return None
    if _tells(shown) and not _is_dashed(line.doc, date, leads):
        return None
    return Caption(line, tuple(places), shown, date, tuple(_actors(shown, reading)))


def _placed_behind(line: Span, date: DateSpan | None, reading: Reading) -> Caption | None:
    """The caption of a line that ends in a dash, places and the date."""
    if date is None or date.span.start <= line.start:
        return None
    dash = next((t for t in reversed(list(line)) if t.i < date.span.start and DASH.fullmatch(t.text)), None)
    if dash is None or dash.i == line.start:
        return None
    behind = line.doc[dash.i + 1 : date.span.start]
    found = [reading.mention_at(token) for token in behind if token.text not in JOINTS]
    places = list(dict.fromkeys(id(m) for m in found if m is not None and m.kind == "Place" and m.node))
    mentions = {id(m): m for m in found if m is not None}
    shown = line.doc[line.start : _trimmed(line.doc, line.start, dash.i)]
    if not places or not all(m is not None and id(m) in places for m in found):
        return None
    if not len(shown) or len(shown) > LONGEST or _tells(shown):
        return None
    return Caption(line, tuple(mentions[i] for i in places), shown, date, tuple(_actors(shown, reading)))


def _trimmed(doc: Doc, start: int, end: int) -> int:
    """An end without joints and stops before it."""
    while end > start and (doc[end - 1].text in JOINTS or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return end


def _is_dashed(doc: Doc, date: DateSpan, leads: bool) -> bool:
    """Whether a dash sets what is shown off from the date behind it, so that it may be a sentence."""
    return not leads and DASH.fullmatch(doc[date.span.start - 1].text) is not None


def _tells(words: Span) -> bool:
    """Whether there is a finite verb among words, or one with a subject, so that they are a sentence."""
    return any(token.tag_ in FINITE or (token.pos_ == "VERB" and _has_subject(token)) for token in words)


def _is_report(words: Span) -> bool:
    """Whether words behind a dateline are a sentence, though the parser saw none: with a verb, and a full stop."""
    stop = words.end < len(words.doc) and words.doc[words.end].text == "."
    return stop and any(token.pos_ == "VERB" for token in words)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" for child in verb.children)


def _lines(doc: Doc) -> Iterator[Span]:
    start = 0
    for token in doc:
        if "\n" in token.text_with_ws or token.i == len(doc) - 1:
            end = token.i if token.is_space else token.i + 1
            if end > start:
                yield doc[start:end]
            start = token.i + 1


def _leading_places(line: Span, reading: Reading, dates: Mapping[int, DateSpan]) -> tuple[list[MentionSpan], int]:
    """The places at the head of a line up to its first dash, and where the line goes on; none if other words come.

    A date from ``dates`` (by its first token) may follow them.
    """
    places: list[MentionSpan] = []
    doc, at = line.doc, line.start
    while at < line.end:
        mention = reading.mention_at(doc[at])
        if places and doc[at - 1].text == "(" and mention is not None:  # "(Alborz)" says where the town before lies
            at = mention.span.end
        elif mention is not None and mention.kind == "Place" and mention.node:
            places.append(mention)
            at = mention.span.end
        elif places and at in dates and dates[at].span.end < line.end and DASH.fullmatch(doc[dates[at].span.end].text):
            return places, dates[at].span.end + 1
        elif doc[at].text in JOINTS:
            at += 1
            if places and (doc[at - 1].text == ":" or DASH.fullmatch(doc[at - 1].text)):
                return places, at
        elif places and doc[at].is_title:  # a town that no gazetteer has
            at += 1
        else:
            break
    return [], line.start


def _actors(shown: Span, reading: Reading) -> Iterator[MentionSpan]:
    after = False
    for token in shown:
        after = after or token.lower_ == "by"
        mention = reading.mention_at(token)
        if not after or mention is None or not mention.node or token.i != mention.span.start:
            continue
        if mention.kind in {"Person", "Organization"}:
            yield mention


def trigger_of(caption: Caption, lexicon: Lexicon) -> Trigger:
    """What a caption shows: a word for something that is shown, else all its words as a happening of no class."""
    head = caption.shown[:HEAD]
    matches = [match for token in head if (match := lexicon.match(token, names=True))]
    for kind in SHOWN:
        for phrase, tokens in matches:
            if phrase.type == kind:
                return Trigger(tokens[0], tokens, kind, known=True)
    return Trigger(caption.shown.root, tuple(caption.shown), "Other", known=False)


def draft_of(caption: Caption, lexicon: Lexicon, sentence: int) -> Draft:
    """The event that a caption tells."""
    trigger = trigger_of(caption, lexicon)
    span = trigger.span if trigger.known else caption.shown
    frame = EventFrame("", trigger.type, span, caption.line, rule="caption", score=0.9)
    frame.participants = [Participant(m.node, "organizer", m.span, "caption", 0.9) for m in caption.actors if m.node]
    frame.places = list({m.node: (m.node, m.span) for m in caption.places if m.node}.values())
    frame.times = [caption.date]
    return Draft(trigger, frame, [], sentence, 0.9, (caption.shown.start, caption.shown.end))


def name_remembrance(frames: Sequence[EventFrame]) -> None:
    """Call what is pictured years after the happening that it is about its commemoration, where no word says more."""
    ended = {frame.id: frame.times[0].interval.end or "" for frame in frames if frame.times}
    for frame in frames:
        year = (frame.times[0].interval.begin or "")[:4] if frame.times else ""
        if frame.rule == "caption" and frame.type == "Other" and year:
            if any(ended.get(topic.value, "9")[:4] < year for topic in frame.about):
                frame.type = "Commemoration"
