"""stance: to be written."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("claimgraph_stance")
def make_stance(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component."""

    def component(doc: Doc) -> Doc:
        return doc

    return component
