"""Events in the making, before the text around them has filled their slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from .state import EventFrame
from .triggers import UTTERANCES, Trigger


@dataclass(slots=True)
class Draft:
    """An event in the making: its trigger, its frame, and the features by which it was scored.

    ``sentence`` is the number of its sentence in the document, ``edges`` the tokens that hang on its trigger.
    """

    trigger: Trigger
    frame: EventFrame
    features: list[str]
    sentence: int
    score: float
    edges: tuple[int, int]

    @property
    def is_utterance(self) -> bool:
        """Whether it is somebody's saying or demanding."""
        return self.frame.type in UTTERANCES

    def holds(self, token: Token) -> bool:
        """Whether a token hangs on the trigger in the parse."""
        return self.edges[0] <= token.i < self.edges[1]

    def tokens(self) -> Iterator[Token]:
        """The heads of all words that evoke the event."""
        yield self.trigger.token
        for span in self.frame.mentions:
            yield span.root


def sentence_numbers(drafts: Sequence[Draft]) -> list[int]:
    """The number of the sentence of each token of the document that drafts are of."""
    doc = drafts[0].trigger.token.doc if drafts else ()
    count = -1
    return [count := count + bool(token.is_sent_start) for token in doc]
