"""Which entities of different sources are one: judgements as data, and merging as a pure function of them.

Two entities are judged ``same`` or left apart; each judgement carries its reason. What is merged follows
from the judgements and from the user's corrections alone, never from the order of the sources. The design
follows the judgement and linker of nomenklatura (OpenSanctions), without its database.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import Entity, Extraction
from ..ontology.iris import slug
from .sameness import Profile, candidate_keys, judge, profiles

FOLDERS = {"Person": "person", "Organization": "org", "Place": "place", "Event": "event"}

Key = tuple[str, str]
"""An entity of one source: the source's id and the entity's id there."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two entities that are one, and why."""

    left: Key
    right: Key
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities of a whole graph, and for each source which of its entities is which of them."""

    entities: dict[str, Entity]
    ids: dict[Key, str]
    judgements: tuple[Judgement, ...] = ()

    def apply(self, extraction: Extraction) -> Extraction:
        """An extraction with the graph's entity ids in place of its own."""
        source = extraction.source
        return extraction.renamed({e.id: self.ids[source, e.id] for e in extraction.entities})


def resolve(extractions: Iterable[Extraction], *, apart: Iterable[tuple[Key, Key]] = ()) -> Resolution:
    """The entities of a graph from the extractions of its sources, in any order.

    >>> one = Extraction("s1", (Entity("n1", "Person", "Lech Walesa"),))
    >>> two = Extraction("s2", (Entity("n1", "Person", "Lech Wałęsa"),))
    >>> sorted(resolve([one, two]).entities)
    ['person/lech-walesa']
    """
    ordered = sorted(extractions, key=lambda extraction: extraction.source)
    known = {profile.key: profile for extraction in ordered for profile in profiles(extraction)}
    judgements = tuple(_judgements(known, set(apart)))
    clusters = _clusters(known, judgements)
    ids, entities = _named(clusters, known)
    return Resolution(entities, ids, judgements)


def _judgements(known: Mapping[Key, Profile], apart: set[tuple[Key, Key]]) -> Iterator[Judgement]:
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in known.values():
        for key in candidate_keys(profile):
            blocks[key].append(profile)
    seen: set[tuple[Key, Key]] = set()
    for key in sorted(blocks):
        block = blocks[key]
        # Every profile is compared with those before it until one is found: enough to connect a block.
        for i, right in enumerate(block):
            for left in block[:i]:
                pair = (left.key, right.key)
                if pair in seen or pair in apart or pair[::-1] in apart:
                    continue
                seen.add(pair)
                if reason := judge(left, right):
                    yield Judgement(left.key, right.key, reason)
                    break


def _clusters(known: Mapping[Key, Profile], judgements: Sequence[Judgement]) -> list[list[Key]]:
    """Connected components of the judgements, each sorted, in the order of their first members."""
    parent = {key: key for key in known}

    def root(key: Key) -> Key:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for judgement in judgements:
        left, right = sorted((root(judgement.left), root(judgement.right)))
        parent[right] = left
    groups: dict[Key, list[Key]] = defaultdict(list)
    for key in sorted(known):
        groups[root(key)].append(key)
    return [groups[key] for key in sorted(groups)]


def _named(clusters: list[list[Key]], known: Mapping[Key, Profile]) -> tuple[dict[Key, str], dict[str, Entity]]:
    merged = [(cluster, _merge([known[key].entity for key in cluster], known[cluster[0]])) for cluster in clusters]
    taken = Counter(entity.id for _, entity in merged)
    ids: dict[Key, str] = {}
    entities: dict[str, Entity] = {}
    for cluster, entity in merged:
        if taken[entity.id] > 1:
            # Same name, different thing: told apart by where it is first told of, whatever else comes in.
            tail = hashlib.sha256(repr(cluster[0]).encode()).hexdigest()[:6]
            entity = dataclasses.replace(entity, id=f"{entity.id}-{tail}")
        entities[entity.id] = entity
        ids.update(dict.fromkeys(cluster, entity.id))
    return ids, dict(sorted(entities.items()))


def _merge(members: list[Entity], first: Profile) -> Entity:
    """One entity out of several: the name most sources use (the longer, then the first in the alphabet)."""
    counts = Counter(member.name for member in members)
    name = min(counts, key=lambda n: (-counts[n], -len(n), n))
    aliases = sorted({form for m in members for form in (m.name, *m.aliases)} - {name})
    types = Counter(m.type for m in members if m.type not in ("", "Other", m.kind))
    kind = first.entity.kind
    entity = Entity(
        "",
        kind,
        name,
        tuple(aliases) if any(m.named for m in members) else (),
        min(types, key=lambda t: (-types[t], t)) if types else members[0].type or kind,
        next((m.grounding for m in members if m.grounding and m.grounding.geonames), members[0].grounding),
        any(m.named for m in members),
    )
    return dataclasses.replace(entity, id=f"{FOLDERS[kind]}/{_tail(entity, first)}")


def _tail(entity: Entity, first: Profile) -> str:
    base = slug(re.sub(r"^the\s+", "", entity.name, flags=re.IGNORECASE)) or "unnamed"
    if entity.kind == "Place" and entity.grounding and entity.grounding.geonames:
        return f"{base}-{entity.grounding.geonames}"
    if entity.kind == "Event" and not entity.named and first.begin and first.begin not in base:
        return f"{base[:60].rstrip('-')}-{first.begin}"
    return base[:80].rstrip("-")
