"""What a graph's folder holds, resolved and corrected, and the graph that is asked. Parses no text."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import known
from .correct import correction as corrections_file
from .correct.anchors import Anchors
from .correct.correction import Correction
from .correct.lookup import Lookup
from .correct.replay import replay, settled
from .extract.resolve import Resolution, resolve
from .folder import Folder
from .graph.decisions import Decision
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
    decisions: tuple[Decision, ...] = ()
    """The corrections that took effect."""
    refused: Mapping[int, str] = field(default_factory=dict)
    """What is said of corrections that contradict earlier ones, by their number from 0."""
    anchors: Anchors | None = None
    """The sources and what was read in them before it was resolved, where that was asked for."""

    @property
    def lookup(self) -> Lookup:
        """What finds the entities and claims that people mean; asks for content that is anchored."""
        assert self.anchors is not None
        return Lookup.of(self.resolution, self.anchors)


def content_of(
    folder: Folder,
    *,
    corrections: Sequence[Correction] | None = None,
    without: Collection[str] = (),
    anchored: bool = False,
) -> Content:
    """The sources of a folder with what was read in them, resolved and corrected.

    ``corrections`` stand in for those in the folder's file; sources whose ids are in ``without`` are left out;
    ``anchored`` keeps what was read before it was resolved, for whoever makes corrections.
    """
    records = [record for record in folder.records() if record.source.id not in without]
    sources = tuple(record.source for record in records)
    extractions = [record.extraction for record in records]
    decided = corrections_file.load(folder.corrections) if corrections is None else corrections
    told = known.load(folder.path)
    anchors = Anchors.of(sources, extractions)
    rivals = settled(decided, anchors)
    resolved = resolve(extractions, known=told, sources=sources)
    if any(resolved.ids[left] == resolved.ids[right] for left, right in rivals):
        resolved = resolve(extractions, known=told, apart=rivals, sources=sources)
    done = replay(resolved, extractions, anchors, decided)
    return Content(
        sources, tuple(done.extractions), done.resolution, tuple(done.problems), done.apart, tuple(done.decisions),
        done.refused, anchors if anchored else None,
    )  # fmt: skip


def vocabulary_of(settings: Settings) -> vocabulary.Vocabulary:
    """The words of the settings' ontology."""
    return vocabulary.load(Path(settings.ontology) if settings.ontology else None)


def open_graph(folder: Path | str) -> KnowledgeGraph:
    """The graph in a folder that was built, for asking.

    Raises FolderError if it is no graph's folder, or its store was never built.
    """
    return open_content(folder)[1]


def open_store(folder: Path | str) -> KnowledgeGraph:
    """The same for whoever asks in SPARQL or writes out the quads, and nothing else: the store alone is opened.

    Raises FolderError.
    """
    target = Folder.open(folder)
    base, words = target.settings.base, vocabulary_of(target.settings)
    return KnowledgeGraph.open(target.store, (), (), {}, base=base, vocabulary=words)


def open_content(folder: Path | str, *, anchored: bool = False) -> tuple[Content, KnowledgeGraph]:
    """The same with what it was made from, as :func:`content_of` has it. Raises FolderError."""
    target = Folder.open(folder)
    with uncollected():
        content = content_of(target, anchored=anchored)
    return content, KnowledgeGraph.open(
        target.store,
        content.sources,
        content.extractions,
        content.resolution.entities,
        base=target.settings.base,
        vocabulary=vocabulary_of(target.settings),
        trust=target.settings.trust,
        decisions=content.decisions,
    )
