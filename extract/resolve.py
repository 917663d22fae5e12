"""Which entities of different sources are one: judgements as data, and merging as a pure function of them.

Two entities are judged ``same``, ``different`` or ``unsure``; each judgement carries its reason. What is merged follows
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

from ..model import Entity, Extraction, Source
from ..ontology.iris import slug
from .blocking import pairs
from .bundles import Bundle, bundle
from .clusters import Cluster, ambiguous, cluster_of, forbidden, merge
from .eventresolve import resolve_events
from .forest import Forest
from .known import KNOWN, KnownEntity
from .labels import richest
from .profiles import Profile, known_profiles, profiles
from .sameness import Verdict, judge

FOLDERS = {"Person": "person", "Organization": "org", "Place": "place", "Event": "event", "Thing": "thing"}

Key = tuple[str, str]
"""An entity of one source: the source's id and the entity's id there; a known one: nothing and its IRI."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two entities are one, why, and how sure that is (0 to 1)."""

    left: Key
    right: Key
    reason: str
    verdict: Verdict = "same"
    score: float = 1.0


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

    def unsure(self) -> list[tuple[str, str, Judgement]]:
        """The pairs of entities that may be one: their ids and the surest judgement on them, the surest first."""
        found: dict[tuple[str, str], Judgement] = {}
        for judgement in self.judgements:
            left, right = self.ids.get(judgement.left), self.ids.get(judgement.right)
            if judgement.verdict != "unsure" or not left or not right or left == right:
                continue
            if not {left, right} <= self.entities.keys():
                continue
            pair = (left, right) if left < right else (right, left)
            if pair not in found or found[pair].score < judgement.score:
                found[pair] = judgement
        return sorted(((*pair, j) for pair, j in found.items()), key=lambda item: (-item[2].score, item[:2]))

    def reasons(self, entity: str) -> list[str]:
        """Why the mentions of one entity are one, each reason once, the most frequent first."""
        told = (j for j in self.judgements if j.verdict == "same")
        counts = Counter(j.reason for j in told if self.ids.get(j.left) == self.ids.get(j.right) == entity)
        return sorted(counts, key=lambda reason: (-counts[reason], reason))


def resolve(
    extractions: Iterable[Extraction],
    *,
    apart: Iterable[tuple[Key, Key]] = (),
    known: Iterable[KnownEntity] = (),
    sources: Iterable[Source] = (),
) -> Resolution:
    """The entities of a graph from the extractions of its sources, in any order.

    ``apart`` are pairs that the user keeps apart; ``known`` is whom the user knows beforehand. Plain happenings, which
    have no name, come last: who takes part, where and when, and the words of ``sources`` decide which of them are one.

    >>> one = Extraction("s1", (Entity("n1", "Person", "Lech Walesa"),))
    >>> two = Extraction("s2", (Entity("n1", "Person", "Lech Wałęsa"),))
    >>> sorted(resolve([one, two]).entities)
    ['person/lech-walesa']
    """
    ordered = sorted(extractions, key=lambda extraction: extraction.source)
    found = [profile for extraction in ordered for profile in profiles(extraction)]
    found += known_profiles(sorted(known, key=lambda item: item.iri))
    kept = list(apart)
    entities_only = [profile for profile in found if profile.entity.named or profile.entity.kind != "Event"]
    clusters, judged = _of_entities(entities_only, kept)
    by_key = {profile.key: profile for profile in found}
    merged: dict[tuple[Key, ...], Entity] = {}
    ids, entities = _named(clusters, by_key, merged)
    by_id = {source.id: source for source in sources}
    happenings, findings = resolve_events(ordered, entities, ids, by_id, kept)
    told = {key for keys in happenings for key in keys}
    clusters = [keys for keys in clusters if not told & set(keys)]
    ids, entities = _named(sorted([*clusters, *_with_known(happenings, ids, by_key)]), by_key, merged)
    judged += [Judgement(f.left, f.right, f.reason, f.verdict, f.score) for f in findings]
    return Resolution(entities, ids, tuple(judged))


def _of_entities(found: Sequence[Profile], kept: Sequence[tuple[Key, Key]]) -> tuple[list[list[Key]], list[Judgement]]:
    """All but plain happenings: the keys that are one, and what was thought of pairs."""
    bundles = bundle(found, {key for pair in kept for key in pair})
    index = {member.key: i for i, each in enumerate(bundles) for member in each.members}
    rivals: dict[int, set[int]] = defaultdict(set)
    for left, right in kept:
        if left in index and right in index:
            rivals[index[left]].add(index[right])
            rivals[index[right]].add(index[left])
    clusters, judged = _clusters(bundles, list(_judged(bundles, rivals)), rivals)
    return clusters, [*_within(bundles), *judged]


def _with_known(
    happenings: Iterable[Sequence[Key]], ids: Mapping[Key, str], profiles: Mapping[Key, Profile]
) -> Iterator[list[Key]]:
    """The happenings, each with the known entities that its named ones are."""
    known: dict[str, list[Key]] = defaultdict(list)
    for key, identifier in ids.items():
        if key[0] == KNOWN and profiles[key].entity.kind == "Event":
            known[identifier].append(key)
    for keys in happenings:
        named = sorted({ids[key] for key in keys if key in ids})
        yield sorted([*keys, *(key for identifier in named for key in known[identifier])])


def _within(bundles: Sequence[Bundle]) -> Iterator[Judgement]:
    for each in bundles:
        first, *others = each.members
        for other in others:
            yield Judgement(first.key, other.key, f'the same name, "{first.entity.name}"')


def _judged(bundles: Sequence[Bundle], apart: Mapping[int, set[int]]) -> Iterator[Judgement]:
    """What is thought of each pair worth a thought, the unsure less often than they come."""
    profiled = [each.profile for each in bundles]
    asked: Counter[int] = Counter()
    for i, j in pairs(profiled):
        if j in apart.get(i, ()) or not (opinion := judge(profiled[i], profiled[j])):
            continue
        verdict, reason = opinion.verdict, opinion.reason
        if verdict == "same" and (bundles[i].alone or bundles[j].alone):
            verdict, reason = "unsure", f"{reason}, but one source has several of that name"
        if verdict != "same":
            asked[i] += 1
            asked[j] += 1
            if min(asked[i], asked[j]) > _MOST_ASKED:
                continue
        yield Judgement(bundles[i].key, bundles[j].key, reason, verdict, opinion.score)


_MOST_ASKED = 20
"""Open questions on one bundle: more nobody would answer."""


def _clusters(
    bundles: Sequence[Bundle], judged: Sequence[Judgement], apart: Mapping[int, set[int]]
) -> tuple[list[list[Key]], list[Judgement]]:
    """The keys that are one, in the order of their first, and the judgements as they stand after all vetoes."""
    index = {each.key: i for i, each in enumerate(bundles)}
    same = [(index[j.left], index[j.right], j.score) for j in judged if j.verdict == "same"]
    doubts = ambiguous(same, bundles)
    forest = Forest(len(bundles))
    clusters: dict[int, Cluster] = {i: cluster_of(i, each, apart) for i, each in enumerate(bundles)}
    final = [j for j in judged if j.verdict != "same"]
    for judgement in sorted((j for j in judged if j.verdict == "same"), key=lambda j: (-j.score, j.left, j.right)):
        pair = index[judgement.left], index[judgement.right]
        left, right = sorted(map(forest.root, pair))
        why = ""
        if left != right and (other := doubts.get((min(pair), max(pair)))):
            why = f'it may as well be "{other}"'
        elif left != right:
            why = forbidden(clusters[left], clusters[right])
        if why:
            judgement = dataclasses.replace(judgement, verdict="unsure", reason=f"{judgement.reason}, but {why}")
        elif left != right:
            forest.join(left, right)
            merge(clusters[left], clusters.pop(right))
        final.append(judgement)
    groups = [sorted(m.key for i in c.members for m in bundles[i].members) for c in clusters.values()]
    groups = [keys for keys in groups if any(source != KNOWN for source, _ in keys)]
    return sorted(groups), sorted(final, key=lambda j: (j.left, j.right))


def _named(
    clusters: list[list[Key]], known: Mapping[Key, Profile], merged: dict[tuple[Key, ...], Entity]
) -> tuple[dict[Key, str], dict[str, Entity]]:
    """Which entity each key is, and the entities; ``merged`` keeps those that were made of clusters."""
    groups = [tuple(cluster) for cluster in clusters]
    for cluster in groups:
        if cluster not in merged:
            merged[cluster] = _merge([known[key] for key in cluster])
    taken = Counter(merged[cluster].id for cluster in groups)
    ids: dict[Key, str] = {}
    entities: dict[str, Entity] = {}
    for cluster in groups:
        entity = merged[cluster]
        if taken[entity.id] > 1:
            first = next(key for key in cluster if key[0] != KNOWN)
            # Same name, different thing: told apart by where it is first told of, whatever else comes in.
            tail = hashlib.sha256(repr(first).encode()).hexdigest()[:6]
            entity = dataclasses.replace(entity, id=f"{entity.id}-{tail}")
        entities[entity.id] = entity
        ids.update(dict.fromkeys(cluster, entity.id))
    return ids, dict(sorted(entities.items()))


def _merge(found: list[Profile]) -> Entity:
    """One entity out of several: the name most sources use (the longer, then the first in the alphabet)."""
    first = next(profile for profile in found if not profile.known)
    members = [profile.entity for profile in found]
    counts = Counter(profile.entity.name for profile in found if not profile.known)
    name = min(counts, key=lambda n: (-counts[n], -len(n), n))
    if first.entity.kind == "Event" and not any(m.named for m in members):
        name = richest(list(counts))
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
        matches=tuple(sorted({iri for m in members for iri in m.matches})),
        refusal=members[0].refusal,
    )
    return dataclasses.replace(entity, id=f"{FOLDERS[kind]}/{_tail(entity, first)}")


def _tail(entity: Entity, first: Profile) -> str:
    base = slug(re.sub(r"^the\s+", "", entity.name, flags=re.IGNORECASE)) or "unnamed"
    if entity.kind == "Place" and entity.grounding and entity.grounding.geonames:
        return f"{base}-{entity.grounding.geonames}"
    if entity.kind == "Event" and not entity.named and first.begin and first.begin not in base:
        return f"{base[:60].rstrip('-')}-{first.begin}"
    return base[:80].rstrip("-")
