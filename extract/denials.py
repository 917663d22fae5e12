"""Denials of what was just reported: "The union said police had fired. The ministry denied this."

The happening is one; that it took place is a claim of the one, and that it did not a claim of the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..model import Stance
from .cues import Cues
from .speakers import covering
from .state import EventFrame, QuotationFrame, Reading, Retelling


def deny_what_was_said(reading: Reading) -> None:
    """Add to events that somebody tells of who denies them in the words right behind."""
    for event in reading.events:
        verb = event.trigger.root
        denier = next((each.node for each in event.participants if each.role == "speaker"), None)
        if denier is None or event.stance is not Stance.ACTUAL or not Cues.load().takes_up(verb):
            continue
        said = _last_said(reading, verb, denier)
        for told in _told(reading, said) if said is not None else ():
            if told.stance is not Stance.DENIED:
                told.retold.append(Retelling(event.clause, Stance.DENIED, denier))


def _last_said(reading: Reading, verb: Token, denier: str) -> QuotationFrame | None:
    """What somebody else was last reported to have said, in this sentence or the one before."""
    before = (q for q in reading.quotations if q.span.end <= verb.i and q.speaker != denier)
    last = max(before, key=lambda q: q.span.end, default=None)
    if last is None:
        return None
    own = verb.sent.start
    return last if last.span.end > (verb.doc[own - 1].sent.start if own else own) else None


def _told(reading: Reading, said: QuotationFrame) -> Iterator[EventFrame]:
    """What the words of a report say that happened: the main thing in them, not "since the plant opened"."""
    main = (each for each in reading.events if each.trigger.root.i == said.span.root.i)
    yield from (each for each in main if covering(reading, each.trigger) is said)
