"""Picture captions: "Oslo, Bergen & Tromsø - Vigil for the lost crew, by the Seamen's Union - May 3, 1994".

Such a line has no verb to hang on: places first, then what is seen, then the day, with dashes between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from .drafts import Draft
from .state import DateSpan, EventFrame, MentionSpan, Participant, Reading
from .triggers import Lexicon, Trigger

DASH = re.compile(r"\s*[-–—]+\s*")
JOINTS = frozenset({",", "&", "and", ";", "/", "(", ")", "-", "–", "—", ":"})
SHOWN = ("Graffiti", "Commemoration", "Protest", "Exhibition", "Conference", "Meeting", "Visit", "Award", "Demand")
"""Classes of what pictures show, before what it is held for."""


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
    out = []
    for line in _lines(doc):
        date = ends.get(line.end) or ends.get(line.end - 1)
        if date is None or date.span.start <= line.start:
            continue
        places, start = _leading_places(line, reading)
        end = date.span.start
        while end > start and doc[end - 1].text in JOINTS:
            end -= 1
        if places and start < end < date.span.start:
            shown = doc[start:end]
            out.append(Caption(line, tuple(places), shown, date, tuple(_actors(shown, reading))))
    return out


def _lines(doc: Doc) -> Iterator[Span]:
    start = 0
    for token in doc:
        if "\n" in token.text_with_ws or token.i == len(doc) - 1:
            end = token.i if token.is_space else token.i + 1
            if end > start:
                yield doc[start:end]
            start = token.i + 1


def _leading_places(line: Span, reading: Reading) -> tuple[list[MentionSpan], int]:
    """The places at the head of a line up to its first dash, and where the line goes on; none if other words come."""
    places: list[MentionSpan] = []
    doc, at = line.doc, line.start
    while at < line.end:
        mention = reading.mention_at(doc[at])
        if places and doc[at - 1].text == "(" and mention is not None:  # "(Alborz)" says where the town before lies
            at = mention.span.end
        elif mention is not None and mention.kind == "Place" and mention.node:
            places.append(mention)
            at = mention.span.end
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
        if after and mention is not None and mention.node and mention.kind != "Place" and token.i == mention.span.start:
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
