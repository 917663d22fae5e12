"""The component ``claimgraph_quantities``: figures, tied to the event or the thing that they are given for.

It fills ``doc._.reading.figures``. A number belongs to the event that its clause tells; failing that, to the nearest
event in its sentence, and numbers of dead, injured, arrested and the like to the last event of a fitting class.
Ages are given for the person. Dates, ordinals, clock times and numbers in names are no figures.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from ..model import Figure
from .counted import Counted, counted_by
from .numbers import Number, find_numbers
from .state import EventFrame, FigureFrame, Reading, reading_of

_DATA: dict[str, Any] = tomllib.loads((files(__package__) / "quantities.toml").read_text("utf-8"))
_FITTING: dict[str, list[str]] = _DATA["events"]
_HAVING = frozenset(_DATA["words"]["having"])
_TELLING = frozenset(_DATA["words"]["telling"])
_HEIGHT = 10
_REACH = 12
_SURE, _LIKELY = 0.9, 0.6


@Language.factory("claimgraph_quantities", requires=["token.dep", "token.lemma"], assigns=["doc._.reading"])
def make_quantities(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component."""
    return annotate_quantities


def annotate_quantities(doc: Doc) -> Doc:
    """Fill ``doc._.reading.figures`` from the numbers of the text, the events and the nodes."""
    reading = reading_of(doc)
    triggers = _triggers(reading)
    dated = {token.i for date in reading.dates for token in date.span}
    seen: set[tuple[str, float]] = set()
    for number in find_numbers(doc.text):
        span = doc.char_span(number.start, number.end, alignment_mode="expand")
        if span is None or any(token.i in dated for token in span) or _in_name(reading, span):
            continue
        counted = counted_by(span, number)
        if counted is None or (counted.counts, counted.value) in seen:
            continue
        about, rule, score = _about(reading, triggers, span, counted)
        if about is not None:
            seen.add((counted.counts, counted.value))
            figure = Figure(counted.counts, counted.value, number.qualifier, counted.unit)
            reading.figures.append(FigureFrame(about, figure, _quote(doc, number, span, counted), rule, score))
    return doc


def _triggers(reading: Reading) -> dict[int, EventFrame]:
    """The event that each token evokes, if any."""
    return {
        token.i: event
        for event in reversed(reading.events)
        for span in (*event.mentions, event.trigger)
        for token in span
    }


def _in_name(reading: Reading, span: Span) -> bool:
    """Whether a number is part of a longer name ("Tokyo 2020")."""
    mention = reading.mention_at(span[0])
    return mention is not None and mention.level == "name" and len(mention.span) > len(span)


def _quote(doc: Doc, number: Number, span: Span, counted: Counted) -> Span:
    """From the qualifier to what is counted, with the verb if it stands close by."""
    lead = doc.char_span(number.lead, number.end, alignment_mode="expand") or span
    start, end = min(lead.start, counted.start), max(span.end, counted.end)
    return doc[start:end]


def _about(
    reading: Reading, triggers: dict[int, EventFrame], span: Span, counted: Counted
) -> tuple[str | None, str, float]:
    """The event or node that a number is given for, the rule that says so, and how sure it is."""
    if counted.counts == "age":
        person = _person(reading, span, counted)
        if person is not None:
            return person, "age", _SURE
    if counted.counts == "age" and counted.hyphened:
        return None, "", 0.0
    fitting = _FITTING.get(counted.counts)
    governing = _governing(triggers, counted.token)
    if governing is not None and (fitting is None or governing.type in fitting):
        return governing.id, "clause", _SURE
    holder = _holder(reading, counted.token)
    if holder is not None and fitting is None:
        return holder, "holder", _LIKELY
    if counted.fleeting:
        return None, "", 0.0
    near = _in_sentence(triggers, span, fitting) or _fitting_before(reading, span, fitting) or governing
    return (near.id, "near", _LIKELY) if near else (None, "", 0.0)


def _person(reading: Reading, span: Span, counted: Counted) -> str | None:
    """Whose age a number is: the person it stands beside ("Ann Lee, 23"; "23-year-old Ann Lee")."""
    doc, sentence = span.doc, span.sent
    for index in range(span.end, min(span.end + _REACH, sentence.end)) if counted.hyphened else ():
        node = reading.node_at(doc[index])
        if node is not None and node.kind == "Person":
            return node.id
        if doc[index].pos_ in {"VERB", "AUX", "ADP", "CCONJ", "PRON", "SCONJ"}:
            break
    for index in range(span.start - 1, max(span.start - 4, sentence.start) - 1, -1):
        node = reading.node_at(doc[index])
        if node is not None and node.kind == "Person":
            return node.id
        if doc[index].lower_ in {"and", "of"}:
            break
    return None


def _governing(triggers: dict[int, EventFrame], token: Token) -> EventFrame | None:
    """The event whose trigger governs a token inside its clause; a reporting verb above it is not one."""
    current = token
    for _ in range(_HEIGHT):
        event = triggers.get(current.i)
        if event is not None and event.type not in _TELLING:
            return event
        for child in current.children:
            event = triggers.get(child.i)
            if event is not None and child.dep_ in {
                "amod",
                "acl",
                "compound",
                "oprd",
                "acomp",
                "relcl",
                "dobj",
                "prep",
            }:
                if event.type not in _TELLING:
                    return event
        if current.head is current or current.dep_ in {"ccomp", "advcl", "parataxis"}:
            return None
        current = current.head
    return None


def _holder(reading: Reading, token: Token) -> str | None:
    """The node that has a number of something: the subject of "have" and its like."""
    current = token
    for _ in range(_HEIGHT):
        if current.lemma_ in _HAVING and current.pos_ in {"VERB", "AUX"}:
            for child in current.children:
                node = reading.node_at(child) if child.dep_ in {"nsubj", "nsubjpass"} else None
                if node is not None:
                    return node.id
            return None
        if current.head is current or current.dep_ in {"ccomp", "advcl", "relcl", "nsubj"}:
            return None
        current = current.head
    return None


def _in_sentence(triggers: dict[int, EventFrame], span: Span, fitting: list[str] | None) -> EventFrame | None:
    """The event nearest to a number in its sentence: of a fitting class, where its kind of number has such."""
    best: tuple[int, int] | None = None
    for index in range(span.sent.start, span.sent.end):
        event = triggers.get(index)
        if event is None or event.type in _TELLING or (fitting is not None and event.type not in fitting):
            continue
        distance = min(abs(index - span.start), abs(index - span.end))
        if best is None or distance < best[0]:
            best = (distance, index)
    return triggers[best[1]] if best else None


def _fitting_before(reading: Reading, span: Span, fitting: list[str] | None) -> EventFrame | None:
    """The last event before a number whose class fits what it counts, else the first one after it."""
    events = [event for event in reading.events if event.type in (fitting or ())]
    before = [event for event in events if event.trigger.start < span.start]
    return before[-1] if before else events[0] if events else None
