"""The component that tells how each event is meant: actual, planned, demanded, hypothetical or denied.

What the words around each trigger say, :mod:`.scopes` reads off the parse. What only the event knows is added here:
when it is, and the events that it hangs on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from ..model import Stance
from .scopes import DEFINITE, PREDICATES, Scopes
from .speakers import covering
from .state import EventFrame, reading_of

INHERITED = frozenset({Stance.PLANNED, Stance.DEMANDED, Stance.HYPOTHETICAL})


class StanceReader(Scopes):
    """Decides the stance of words and fills that of events. Settings are those of ``stance.toml``."""

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        for event in reading.events:
            event.stance = self.stance_of(event.trigger.root)
            around = covering(reading, event.trigger)
            if around is not None and event.speaker is None:
                event.speaker = around.speaker
        _pass_on(reading.events)
        return doc


def _pass_on(events: Sequence[EventFrame]) -> None:
    """Give an event noun that is new to the text the stance of the event it hangs on: "could be sent to prison"."""
    by_token = {event.trigger.root.i: event for event in events}
    for event in events:
        noun = event.trigger.root
        if event.stance is not Stance.ACTUAL or event.node or noun.pos_ in PREDICATES:
            continue
        if any(child.lower_ in DEFINITE for child in noun.children):
            continue
        above = next((by_token[token.i] for token in noun.ancestors if token.i in by_token), None)
        if above is not None and above.stance in INHERITED:
            event.stance = above.stance


@Language.factory("claimgraph_stance", requires=["token.dep", "token.tag", "token.lemma"], assigns=["doc._.reading"])
def make_stance(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component, with the word lists of ``stance.toml``."""
    return StanceReader.load()
