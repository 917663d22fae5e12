"""events: a first, plain version; to be replaced."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from .state import EventFrame, reading_of


@Language.factory("claimgraph_events")
def make_events(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component."""

    def component(doc: Doc) -> Doc:
        reading = reading_of(doc)
        for token in doc:
            if token.pos_ == "VERB" and token.lemma_ in {"say", "announce", "state"}:
                span = doc[token.i : token.i + 1]
                reading.events.append(EventFrame(f"e{len(reading.events) + 1}", "Statement", span, token.sent))
        return doc

    return component
