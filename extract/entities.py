"""entities: a first, plain version; to be replaced."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from .state import reading_of


@Language.factory("claimgraph_entities")
def make_entities(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component."""

    def component(doc: Doc) -> Doc:
        reading = reading_of(doc)
        seen = {}
        for m in reading.mentions:
            key = m.kind, m.span.text
            if key not in seen:
                seen[key] = reading.add_node(m.kind, m.span.text).id
            m.node = seen[key]
        return doc

    return component
