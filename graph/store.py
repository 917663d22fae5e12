"""The quads of a graph in Oxigraph: on disk, made anew and put in place in one step, or in memory.

A store is always made whole: which facts stand depends on all sources, since a rival figure in one of them
withdraws another's. Nothing is kept in it that cannot be made again from the sources and corrections.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph

from ..errors import FolderError
from ..model import Entity, Extraction, Source
from ..ontology.vocabulary import Vocabulary
from .encode import publishers_of, source_quads
from .facts import fact_quads
from .names import Names
from .terms import Mint

_PART = ".store-"  # what the names of folders that are not in place begin with


class Store:
    """Quads to be read. ``quads`` is Oxigraph's own store; ``path`` is where it is on disk, if it is."""

    def __init__(self, quads: pyoxigraph.Store, path: Path | None = None) -> None:
        self.quads, self.path = quads, path

    def __len__(self) -> int:
        """The number of quads."""
        return len(self.quads)

    @classmethod
    def open(cls, path: Path | str) -> Store:
        """The store on disk, read-only, so that any number of processes may. Raises FolderError if there is none."""
        path = Path(path)
        if not (path / "CURRENT").is_file():
            raise FolderError(f"{path}: no store here; make it with: claimgraph build PATH... -o {path.parent}")
        try:
            return cls(pyoxigraph.Store.read_only(str(path)), path)
        except (OSError, ValueError) as error:
            raise FolderError(f"{path}: cannot be opened ({error}); build again") from None

    @classmethod
    def in_memory(
        cls,
        sources: Iterable[Source],
        extractions: Iterable[Extraction],
        entities: Mapping[str, Entity],
        *,
        base: str,
        vocabulary: Vocabulary,
        trust: str | Collection[str],
    ) -> Store:
        """A store that is not kept, of the same quads that :meth:`rebuild` writes."""
        quads = pyoxigraph.Store()
        quads.extend(all_quads(sources, extractions, entities, base=base, vocabulary=vocabulary, trust=trust))
        return cls(quads)

    @classmethod
    def rebuild(
        cls,
        path: Path | str,
        sources: Iterable[Source],
        extractions: Iterable[Extraction],
        entities: Mapping[str, Entity],
        *,
        base: str,
        vocabulary: Vocabulary,
        trust: str | Collection[str],
    ) -> None:
        """Make the store at ``path`` from records; whoever reads the old one meanwhile is not disturbed.

        ``trust`` is "publisher", "any-speaker", or the names or ids of those whose quoted words count. Raises
        FolderError if the folder cannot be written.
        """
        path = Path(path)
        _tidy(path.parent)
        try:
            part = Path(tempfile.mkdtemp(prefix=_PART, dir=path.parent))
            made = pyoxigraph.Store(str(part / "new"))
            made.bulk_extend(all_quads(sources, extractions, entities, base=base, vocabulary=vocabulary, trust=trust))
            made.flush()
            del made  # closes it
            if path.exists():
                os.rename(path, part / "old")
            os.rename(part / "new", path)
        except OSError as error:
            raise FolderError(
                f"{path}: cannot be written: {error.strerror or error}; make room, or name another folder"
            ) from None
        shutil.rmtree(part, ignore_errors=True)


def all_quads(
    sources: Iterable[Source],
    extractions: Iterable[Extraction],
    entities: Mapping[str, Entity],
    *,
    base: str,
    vocabulary: Vocabulary,
    trust: str | Collection[str],
) -> Iterator[pyoxigraph.Quad]:
    """Every quad of a graph: the facts in the default graph, and a graph of claims for each source."""
    mint, extractions = Mint(base, vocabulary), list(extractions)
    yield from fact_quads(extractions, entities, mint, Names(entities, base).trusted(trust))
    publishers = publishers_of(entities)
    read = {extraction.source: extraction for extraction in extractions}
    for source in sources:
        yield from source_quads(source, read.get(source.id, Extraction(source.id)), entities, mint, publishers)


def _tidy(folder: Path) -> None:
    """Remove what builds that were killed have left."""
    with contextlib.suppress(OSError):
        for part in folder.glob(f"{_PART}*"):
            shutil.rmtree(part, ignore_errors=True)
