"""The spaCy pipeline: the parser's model, with claimgraph's components behind it.

Every component is registered in ``setup.cfg`` under ``spacy_factories``, so that
``nlp.add_pipe("claimgraph_events")`` works in anybody's pipeline that has what it requires.
"""

from __future__ import annotations

import functools
import itertools
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ..model import Extraction, Source
from . import DEFAULT_MODEL
from .casing import is_caseless, restored
from .claims import extraction_of
from .layout import filed

FIRST = "claimgraph_layout"
COMPONENTS = (
    "claimgraph_recognizer",
    "claimgraph_mentions",
    "claimgraph_dates",
    "claimgraph_entities",
    "claimgraph_speakers",
    "claimgraph_events",
    "claimgraph_stance",
    "claimgraph_quantities",
    "claimgraph_relations",
)
OPEN = "claimgraph_open"
"""The component that comes last, where open claims are asked for."""

PART = 20_000
"""The most tokens that are parsed at once."""

BATCH = 32
"""Documents that are held in memory at once."""

DRIVEN = ("claimgraph_events", "claimgraph_relations")
"""The components that take their words from the ontology."""


Recognizer = Literal["encoder", "model"]
"""Who finds names: our encoder, or the spaCy model's own component."""


def make_nlp(
    model: str = DEFAULT_MODEL,
    *,
    ontology: Path | None = None,
    trained: Path | None = None,
    recognizer: Recognizer = "encoder",
    open: bool = False,
    config: dict[str, dict[str, Any]] | None = None,
) -> Language:
    """The model ``model`` with claimgraph's components added.

    ``ontology`` is a Turtle file in place of our own, ``trained`` a file that ``claimgraph train`` made, ``open`` adds
    open claims; ``config`` holds further settings by component name. Raises OSError if there is no such model.
    """
    ours = recognizer == "encoder"
    nlp = spacy.load(model, exclude=["ner"] if ours else [])
    nlp.max_length = sys.maxsize  # Long documents are parsed in parts.
    split_glued_names(nlp)
    path = {"ontology": str(ontology) if ontology else None}
    for name in (FIRST, *COMPONENTS[0 if ours else 1 :], *([OPEN] if open else [])):
        settings = {**(path if name in DRIVEN else {}), **(config or {}).get(name, {})}
        if trained is not None and name == "claimgraph_relations":
            settings["model"] = str(trained)
        nlp.add_pipe(name, first=True if name == FIRST else None, config=settings)
    return nlp


def split_glued_names(nlp: Language) -> None:
    """Make the tokenizer split names that captions glue together: "Nice&Lyon", "Dover-Strike"."""
    defaults: Any = nlp.Defaults
    infixes = [*defaults.infixes, r"(?<=\w)&(?=[A-Z][a-z])", r"(?<=[a-z])[-–—](?=[A-Z])"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer


def make_doc(nlp: Language, source: Source) -> Doc:
    """A tokenized document of a source, its furniture blanked out and its capitals restored so that offsets hold."""
    text = filed(source.readable)
    doc = nlp.make_doc(restored(nlp, text) if is_caseless(text) else text)
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
    docs = (make_doc(nlp, source) for source in sources)
    for long, group in itertools.groupby(docs, key=lambda doc: len(doc) > PART):
        for doc in (_read_in_parts(nlp, each) for each in group) if long else nlp.pipe(group, batch_size=BATCH):
            yield extraction_of(doc)


def _read_in_parts(nlp: Language, doc: Doc) -> Doc:
    """Tag and parse a document of the length of a book part by part (memory grows with what is parsed at once)."""
    parsing = [component for name, component in nlp.pipeline if name not in (FIRST, *COMPONENTS, OPEN)]
    doc = nlp.get_pipe(FIRST)(doc)
    parts = [doc[start:end].as_doc() for start, end in parts_of(doc)]
    parsed = [functools.reduce(lambda part, component: component(part), parsing, part) for part in parts]
    whole = Doc.from_docs(parsed, ensure_whitespace=False)
    assert whole is not None
    whole.user_data.update(doc.user_data)
    return functools.reduce(lambda read, name: nlp.get_pipe(name)(read), _ours(nlp), whole)


def _ours(nlp: Language) -> list[str]:
    return [name for name in nlp.pipe_names if name in (*COMPONENTS, OPEN)]


def parts_of(doc: Doc) -> Iterator[tuple[int, int]]:
    """Stretches of about :data:`PART` tokens, cut where a sentence starts if one does within reach."""
    start = 0
    while len(doc) - start > PART:
        cut = next((i for i in range(start + PART, start + PART // 2, -1) if doc[i].is_sent_start), start + PART)
        yield start, cut
        start = cut
    yield start, len(doc)
