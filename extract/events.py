"""The component that reads events: triggers, participants, places, dates, what they are about, and repeats."""

from __future__ import annotations

import importlib.resources
import tomllib
from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from .grammar import clause_of
from .occasions import month_of, occasions_of
from .participants import Participants
from .state import EventFrame, reading_of
from .triggers import Lexicon, find_triggers


def load_settings() -> dict[str, Any]:
    """The word lists of ``events.toml``."""
    text = (importlib.resources.files(__package__) / "events.toml").read_text("utf8")
    return tomllib.loads(text)


@Language.factory("claimgraph_events", requires=["token.dep", "token.pos", "token.lemma"], assigns=["doc._.reading"])
def make_events(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component, with the event phrases of the core ontology."""
    phrases = tomllib.loads((importlib.resources.files(__package__) / "event_phrases.toml").read_text("utf8"))
    return EventReader({p: k for k, v in phrases.items() for p in v})


class EventReader:
    """Fills ``doc._.reading.events``."""

    def __init__(self, phrases: dict[str, str]) -> None:
        settings = load_settings()
        self.lexicon = Lexicon(phrases)
        self.never = frozenset(settings["never"])
        self.participants = Participants(settings)

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        triggers = find_triggers(doc, reading, self.lexicon, self.never)
        occasions = occasions_of(doc, reading, triggers)
        for trigger in triggers:
            who = self.participants.of(trigger, reading)
            occasion = occasions[trigger.token.i]
            if not who and not occasion.places and not occasion.times:
                continue
            if trigger.type == "Other" and not who:
                continue
            clause = clause_of(trigger.token)
            frame = EventFrame(f"e{len(reading.events) + 1}", trigger.type, trigger.span, clause, who, occasion.places, occasion.times)
            if not frame.times and trigger.type in {"Statement", "Demand"}:
                month = month_of(reading.source.published, clause)
                if month:
                    frame.times.append(month)
            reading.events.append(frame)
        return doc
