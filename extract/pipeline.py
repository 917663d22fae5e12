"""The spaCy pipeline: the parser's model, with claimgraph's components behind it.

Every component is registered in ``setup.cfg`` under ``spacy_factories``, so that
``nlp.add_pipe("claimgraph_events")`` works in anybody's pipeline that has what it requires.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ..model import Extraction, Source
from . import DEFAULT_MODEL
from .claims import extraction_of

FIRST = "claimgraph_layout"
COMPONENTS = (
    "claimgraph_mentions",
    "claimgraph_dates",
    "claimgraph_entities",
    "claimgraph_speakers",
    "claimgraph_events",
    "claimgraph_stance",
    "claimgraph_quantities",
    "claimgraph_relations",
)


DRIVEN = ("claimgraph_events", "claimgraph_relations")
"""The components that take their words from the ontology."""


def make_nlp(
    model: str = DEFAULT_MODEL, *, ontology: Path | None = None, config: dict[str, dict[str, Any]] | None = None
) -> Language:
    """The model ``model`` with claimgraph's components added.

    ``ontology`` is a Turtle file in place of our own; ``config`` holds further settings by component name.
    Raises OSError if there is no such model.
    """
    nlp = spacy.load(model)
    _split_glued_names(nlp)
    path = {"ontology": str(ontology) if ontology else None}
    for name in (FIRST, *COMPONENTS):
        settings = {**(path if name in DRIVEN else {}), **(config or {}).get(name, {})}
        nlp.add_pipe(name, first=True if name == FIRST else None, config=settings)
    return nlp


def _split_glued_names(nlp: Language) -> None:
    """Make the tokenizer split names that captions glue together: "Nice&Lyon", "Dover-Strike"."""
    defaults: Any = nlp.Defaults
    infixes = [*defaults.infixes, r"(?<=\w)&(?=[A-Z][a-z])", r"(?<=[a-z])[-–—](?=[A-Z])"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer


def make_doc(nlp: Language, source: Source) -> Doc:
    """A tokenized document of a source, its furniture blanked out so that offsets hold."""
    doc = nlp.make_doc(source.readable)
    doc.user_data["claimgraph_source"] = source
    return doc


def extract(nlp: Language, sources: Iterable[Source]) -> Iterator[Extraction]:
    """What each source says, in the order of the sources.

    >>> nlp = make_nlp()
    >>> source = Source.of("a.txt", "Lech Walesa led a strike in Gdansk on 14 August 1980.")
    >>> extraction = next(extract(nlp, [source]))
    >>> any(entity.kind == "Person" for entity in extraction.entities)
    True
    """
    for doc in nlp.pipe(make_doc(nlp, source) for source in sources):
        yield extraction_of(doc)
