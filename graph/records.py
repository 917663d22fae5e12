"""What a store is made from: the records of a graph, and all quads that follow from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

import pyoxigraph as ox

from ..model import Entity, Extraction, Source
from ..ontology.iris import slug
from ..ontology.vocabulary import Vocabulary
from .decisions import Decision, decision_quads
from .encode import Encoder
from .facts import fact_quads
from .independence import Independence
from .schema import schema_quads
from .weighed import weighed_quads


@dataclass(frozen=True)
class Records:
    """Sources, what was read in them under the ids of the graph, its entities, and the decisions of people."""

    sources: Sequence[Source]
    extractions: Sequence[Extraction]
    entities: Mapping[str, Entity]
    base: str
    vocabulary: Vocabulary
    trust: str | Collection[str] = "publisher"
    decisions: Sequence[Decision] = ()
    read: Mapping[str, Extraction] = field(init=False, repr=False)
    """What was read in each source, by its id."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "read", {extraction.source: extraction for extraction in self.extractions})

    @cached_property
    def encoder(self) -> Encoder:
        """What makes quads of the records."""
        return Encoder(self.base, self.vocabulary, self.entities, _publishers(self.sources, self.entities))

    @cached_property
    def trusted(self) -> str | frozenset[str]:
        """Who is believed: the setting, or the ids of the speakers that it names."""
        return self.trust if isinstance(self.trust, str) else speakers(self.trust, self.entities)

    @cached_property
    def independence(self) -> Independence:
        """Which of the sources come from one desk."""
        return Independence.of(self.sources)

    def quads(self) -> Iterator[ox.Quad]:
        """Everything that the records say."""
        yield from self.schema()
        yield from self.facts()
        yield from chain.from_iterable(map(self.told, sorted(self.sources, key=lambda source: source.id)))
        yield from self.weighed()
        yield from decision_quads(self.encoder, self.decisions)

    def schema(self) -> Iterator[ox.Quad]:
        """What the ontology says of the classes of the events."""
        return schema_quads(self.vocabulary, {e.type for e in self.entities.values() if e.kind == "Event"})

    def decided(self) -> Iterator[ox.Quad]:
        """What people decided."""
        return decision_quads(self.encoder, self.decisions)

    def told(self, source: Source) -> Iterator[ox.Quad]:
        """The graph of one source."""
        return self.encoder.source(source, self.read.get(source.id, Extraction(source.id)))

    def facts(self, subjects: Collection[str] | None = None) -> Iterator[ox.Quad]:
        """The default graph, or what it says of some subjects."""
        return fact_quads(self.encoder, self.sources, self.extractions, self.trusted, subjects)

    def weighed(self, subjects: Collection[str] | None = None) -> Iterator[ox.Quad]:
        """How claims are supported, and conflicts; or what follows from the claims on some subjects alone."""
        return weighed_quads(self.encoder, self.sources, self.extractions, self.independence, subjects)


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
