"""The quads on disk: an Oxigraph store that can always be built again from the sources.

A store is built beside the old one and put in its place in one step, so that a reader sees the one or the other.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from ..errors import FolderError
from ..model import Entity, Extraction, Source
from ..ontology.iris import slug
from ..ontology.vocabulary import Vocabulary
from .decisions import Decision, decision_quads
from .encode import Encoder
from .facts import fact_quads
from .schema import schema_quads
from .weighed import weighed_quads

_AT_ONCE = 100_000
"""Quads of one bulk load. Each writes and syncs files of its own, but what it loads it holds in memory, many times."""


class Store:
    """Building and opening the store of a graph's folder."""

    @staticmethod
    def rebuild(
        path: Path,
        sources: Sequence[Source],
        extractions: Sequence[Extraction],
        entities: Mapping[str, Entity],
        *,
        base: str,
        vocabulary: Vocabulary,
        trust: str | Collection[str] = "publisher",
        decisions: Sequence[Decision] = (),
    ) -> None:
        """Make the store at ``path`` hold these sources and nothing else.

        Raises FolderError if the folder cannot be written.
        """
        new, old = path.with_name(f"{path.name}.new"), path.with_name(f"{path.name}.old")
        try:
            for leftover in (new, old):
                if leftover.exists():  # of a build that was killed: nothing of it may come into this one
                    shutil.rmtree(leftover)
            fill(
                ox.Store(str(new)), sources, extractions, entities,
                base=base, vocabulary=vocabulary, trust=trust, decisions=decisions,
            )  # fmt: skip
            if path.exists():
                path.rename(old)
            new.rename(path)
            shutil.rmtree(old, ignore_errors=True)
        except OSError as error:
            shutil.rmtree(new, ignore_errors=True)  # of a full disk each part is wanted
            raise FolderError(f"{path}: the store cannot be written: {error}; mend that and build again") from None

    @staticmethod
    def open(path: Path) -> ox.Store:
        """The store at ``path``, read-only. Raises FolderError if there is none or it is broken."""
        if not path.is_dir():
            raise FolderError(f"{path}: no store; make it with: claimgraph build PATH... -o {path.parent}")
        try:
            return ox.Store.read_only(str(path))
        except OSError as error:
            raise FolderError(f"{path}: broken store ({error}); build again to make it anew") from None


def fill(
    store: ox.Store,
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    entities: Mapping[str, Entity],
    *,
    base: str,
    vocabulary: Vocabulary,
    trust: str | Collection[str] = "publisher",
    decisions: Sequence[Decision] = (),
) -> ox.Store:
    """Put everything that the records say into a store, and give it back."""
    trusted = trust if isinstance(trust, str) else speakers(trust, entities)
    encoder = Encoder(base, vocabulary, entities, _publishers(sources, entities))
    read = {extraction.source: extraction for extraction in extractions}
    told = (encoder.source(s, read.get(s.id, Extraction(s.id))) for s in sorted(sources, key=lambda s: s.id))
    schema = schema_quads(vocabulary, {e.type for e in entities.values() if e.kind == "Event"})
    facts = fact_quads(encoder, sources, extractions, trusted)
    weighed = weighed_quads(encoder, sources, extractions)
    decided = decision_quads(encoder, decisions)
    quads = chain(schema, facts, chain.from_iterable(told), weighed, decided)
    while some := list(islice(quads, _AT_ONCE)):
        store.bulk_extend(some)
        encoder.nodes.clear()  # nearly all are of claims and passages, which come once
    store.flush()
    store.optimize()
    return store


def speakers(trust: Collection[str], entities: Mapping[str, Entity]) -> frozenset[str]:
    """The ids of the entities that a list of names or ids means."""
    names = {slug(name) for name in trust}
    return frozenset(
        e.id for e in entities.values() if e.id in trust or names & {slug(form) for form in (e.name, *e.aliases)}
    )


def _publishers(sources: Sequence[Source], entities: Mapping[str, Entity]) -> dict[str, str]:
    """Source id to the organization or person of the graph that bears its publisher's name."""
    known: dict[str, str] = {}
    for entity in sorted(entities.values(), key=lambda e: e.id, reverse=True):
        if entity.kind in ("Organization", "Person"):
            known.update(dict.fromkeys((slug(form) for form in (entity.name, *entity.aliases)), entity.id))
    return {s.id: known[slug(s.publisher)] for s in sources if s.publisher and slug(s.publisher) in known}
