"""mentions: a first, plain version; to be replaced."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from .state import MentionSpan, reading_of

KINDS = {"PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "EVENT": "Event"}


@Language.factory("claimgraph_mentions")
def make_mentions(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component."""

    def component(doc: Doc) -> Doc:
        reading = reading_of(doc)
        for ent in doc.ents:
            if kind := KINDS.get(ent.label_):
                reading.mentions.append(MentionSpan(ent, kind, rule="spacy"))
        return doc

    return component
