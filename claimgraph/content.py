"""What a graph's folder holds, resolved and corrected, and the graph that is asked. Parses no text."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import apart, known
from . import corrections as corrections_file
from .extract.resolve import Resolution, resolve
from .folder import Folder
from .graph.knowledge import KnowledgeGraph
from .model import Extraction, Source
from .ontology import vocabulary
from .settings import Settings


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Hold back Python's collector of cycles: a graph's records have none, and are many to search again and again."""
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Content:
    """Everything of a folder: what its store is made from. ``problems`` names corrections that no longer apply."""

    sources: tuple[Source, ...]
    extractions: tuple[Extraction, ...]
    resolution: Resolution
    problems: tuple[str, ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    """Pairs of entities that people keep apart."""


def content_of(folder: Folder) -> Content:
    """The sources of a folder with what was read in them, resolved and corrected."""
    records = list(folder.records())
    names = {record.source.id: record.source.name for record in records}
    extractions = [record.extraction for record in records]
    decided = corrections_file.load(folder.corrections)
    told = known.load(folder.path)
    rivals = apart.kept_apart(decided, extractions, names)
    sources = tuple(record.source for record in records)
    resolved = resolve(extractions, known=told, sources=sources)
    if any(resolved.ids[left] == resolved.ids[right] for left, right in rivals):
        resolved = resolve(extractions, known=told, apart=rivals, sources=sources)
    resolution, corrected, problems = corrections_file.apply(resolved, extractions, names, decided)
    settled = [(resolution.ids[left], resolution.ids[right]) for left, right in rivals]
    settled += [(c.targets[0], c.targets[1]) for c in decided if c.do == "apart"]
    return Content(sources, tuple(corrected), resolution, tuple(problems), frozenset(map(frozenset, settled)))


def vocabulary_of(settings: Settings) -> vocabulary.Vocabulary:
    """The words of the settings' ontology."""
    return vocabulary.load(Path(settings.ontology) if settings.ontology else None)


def open_graph(folder: Path | str) -> KnowledgeGraph:
    """The graph in a folder that was built, for asking.

    Raises FolderError if it is no graph's folder, or its store was never built.
    """
    return open_content(folder)[1]


def open_content(folder: Path | str) -> tuple[Content, KnowledgeGraph]:
    """The same with what it was made from. Raises FolderError."""
    target = Folder.open(folder)
    with uncollected():
        content = content_of(target)
    return content, KnowledgeGraph.open(
        target.store,
        content.sources,
        content.extractions,
        content.resolution.entities,
        base=target.settings.base,
        vocabulary=vocabulary_of(target.settings),
        trust=target.settings.trust,
    )
