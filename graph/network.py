"""The graph as networkx has it: entities as nodes, claims between them as edges that say on whose word they rest.

All attributes are plain strings and numbers, and one that is not known is left out, so that every writer of networkx
takes the result. Several values stand in one string, joined by "; ".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from ..model import Claim, Entity, Extraction, Interval, Reference, Source, Stance
from .independence import Independence

PLACE, TIME = "place", "time"
PUBLISHER, ANY_SPEAKER = "publisher", "any-speaker"
ACTORS = ("Person", "Organization")


@dataclass(frozen=True, slots=True)
class Link:
    """One statement about two entities, with every claim that makes it in the same voice and sense."""

    subject: str
    predicate: str
    object: str
    stance: Stance
    speaker: str | None
    claims: tuple[Claim, ...]

    @property
    def key(self) -> str:
        """What tells this link from others between the same two: predicate, then stance and speaker where they matter.

        >>> Link("a", "supports", "b", Stance.DENIED, "person/c", ()).key
        'supports, denied, person/c'
        """
        stance = None if self.stance is Stance.ACTUAL else str(self.stance)
        return ", ".join(part for part in (self.predicate, stance, self.speaker) if part)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that make the statement."""
        return tuple(sorted({claim.evidence.source for claim in self.claims}))


def all_claims(extractions: Iterable[Extraction]) -> list[Claim]:
    """Every claim, in an order that does not depend on the order of the extractions."""
    return sorted((claim for extraction in extractions for claim in extraction.claims), key=repr)


def about(extraction: Extraction, subjects: Collection[str]) -> Extraction:
    """An extraction with those of its claims that are about some subjects, and nothing else."""
    return Extraction(extraction.source, claims=tuple(c for c in extraction.claims if c.subject in subjects))


def is_trusted(claim: Claim, trust: str | Collection[str] = PUBLISHER) -> bool:
    """Whether a claim is believed: the source's own voice always, a cited speaker as ``trust`` says.

    ``trust`` is "publisher" (nobody else), "any-speaker", or the ids of the speakers who are believed.
    """
    if claim.speaker is None or trust == ANY_SPEAKER:
        return True
    return not isinstance(trust, str) and claim.speaker in trust


def links(claims: Iterable[Claim]) -> list[Link]:
    """The claims between two different entities, each statement once, sorted."""
    groups: dict[tuple[str, str, str, Stance, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.object, Reference) and claim.object.id != claim.subject:
            end = claim.object.id
            groups[claim.subject, claim.predicate, end, claim.stance, claim.speaker or ""].append(claim)
    return [
        Link(subject, predicate, end, stance, speaker or None, tuple(groups[subject, predicate, end, stance, speaker]))
        for subject, predicate, end, stance, speaker in sorted(groups)
    ]


def times(claims: Iterable[Claim]) -> dict[str, Interval]:
    """When each event was: the time that most claims give; of equals, the earliest."""
    votes: dict[str, Counter[Interval]] = defaultdict(Counter)
    for claim in claims:
        if claim.predicate == TIME and isinstance(claim.object, Interval):
            votes[claim.subject][claim.object] += 1
    return {
        event: min(counts, key=lambda interval: (-counts[interval], interval.begin or "", interval.end or ""))
        for event, counts in votes.items()
    }


def project(
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    entities: Sequence[Entity],
    *,
    trust: str | Collection[str] = PUBLISHER,
    stances: Collection[Stance] = (Stance.ACTUAL,),
    begin: str | None = None,
    end: str | None = None,
    least: int = 1,
) -> nx.MultiDiGraph[str]:
    """The network of the entities.

    Nodes carry ``label, kind, type, aliases, mentions, sources`` and, where known, ``begin, end`` (events) and
    ``country, precision, geonames, latitude, longitude`` (places). Edges go from subject to object under the key of
    their :class:`Link` and carry ``predicate, stance, speaker, sources, publishers, evidence`` (the number of claims)
    and the ``begin`` and ``end`` of the event they belong to. ``trust`` and ``stances`` say which claims become edges;
    ``begin`` and ``end`` (days, YYYY-MM-DD) leave out edges of events outside that time or without a date; ``least`` is
    how many independent sources must make a statement, as :mod:`independence` counts them: what one outlet or agency
    tells, and copies of one text, count once.
    """
    believed = [c for c in all_claims(extractions) if c.stance in stances and is_trusted(c, trust)]
    when = times(believed)
    by_id = {source.id: source for source in sources}
    independence = Independence.of(sources) if least > 1 else None  # it compares all texts, which takes a while
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    mentioned: dict[str, Counter[str]] = defaultdict(Counter)
    for extraction in extractions:
        for mention in extraction.mentions:
            mentioned[mention.entity][extraction.source] += 1
    for entity in sorted(entities, key=lambda entity: entity.id):
        seen = mentioned[entity.id]
        attributes = {
            **_node(entity),
            "mentions": seen.total(),
            "sources": _names(seen, by_id),
            **_dates(when.get(entity.id)),
        }
        graph.add_node(entity.id, **_known(attributes))
    for link in links(believed):
        enough = independence is None or independence.count(link.claims) >= least
        if link.subject in graph and link.object in graph and enough:
            interval = when.get(link.subject) or when.get(link.object)
            happening = "Event" in (graph.nodes[link.subject]["kind"], graph.nodes[link.object]["kind"])
            if happening and not is_within(interval, begin, end):
                continue
            graph.add_edge(link.subject, link.object, link.key, **_known({**_edge(link, by_id), **_dates(interval)}))
    return graph


def is_within(interval: Interval | None, begin: str | None, end: str | None) -> bool:
    """Whether a time lies at least in part between two days; one that is not known only if neither is given.

    >>> is_within(Interval("1980-08-14", "1980-08-31"), "1980-08-20", None), is_within(None, "1980-01-01", None)
    (True, False)
    """
    if begin is None and end is None:
        return True
    if interval is None:
        return False
    return (interval.end or "9999") >= (begin or "") and (interval.begin or "") <= (end or "9999")


def actors(network: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """People and organizations, joined by what they took part in together and by what is said of them directly.

    A shared event of k actors counts 1 / (k - 1) for each pair of them, so that a crowd does not outweigh a meeting
    of two (Newman, "Scientific collaboration networks II", 2001); a direct claim counts 1. Edges carry ``shared`` and
    ``stated``, these two weights apart, their sum as ``weight``, and ``events`` and ``relations``: what joins the two.
    """
    kinds: dict[str, str] = dict(network.nodes(data="kind"))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((node, data) for node, data in network.nodes(data=True) if data["kind"] in ACTORS)
    joined: dict[tuple[str, str], list[tuple[str, str, float]]] = defaultdict(list)
    for event in (node for node, kind in kinds.items() if kind == "Event"):
        near = sorted(node for node in nx.all_neighbors(network, event) if kinds[node] in ACTORS)
        group = sorted(set(near))
        for pair in combinations(group, 2):
            joined[pair].append(("events", network.nodes[event]["label"], 1 / (len(group) - 1)))
    for start, end, predicate in network.edges(data="predicate"):
        if start in graph and end in graph:
            joined[min(start, end), max(start, end)].append(("relations", predicate, 1.0))
    for (start, end), reasons in sorted(joined.items()):
        named = {
            what: "; ".join(dict.fromkeys(name for kind, name, _ in reasons if kind == what))
            for what in ("events", "relations")
        }
        shared = sum(weight for kind, _, weight in reasons if kind == "events")
        stated = sum(weight for kind, _, weight in reasons if kind == "relations")
        graph.add_edge(start, end, weight=shared + stated, shared=shared, stated=stated, **_known(named))
    return graph


def simple(network: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """The network without directions, each pair joined once; ``weight`` counts the edges that became one."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(network.nodes(data=True))
    weights = Counter((min(pair), max(pair)) for pair in network.edges())
    graph.add_edges_from((start, end, {"weight": weight}) for (start, end), weight in weights.items())
    return graph


def nearby(network: nx.MultiDiGraph[str], starts: Collection[str], depth: int) -> nx.MultiDiGraph[str]:
    """The part of the network within ``depth`` steps, in any direction, of one of the nodes in ``starts``."""
    undirected = network.to_undirected(as_view=True)
    near = {node for start in starts for node in nx.ego_graph(undirected, start, depth)}
    part: nx.MultiDiGraph[str] = network.subgraph(node for node in network if node in near).copy()
    return part


def _node(entity: Entity) -> dict[str, object]:
    ground = entity.grounding
    return {
        "label": entity.name,
        "kind": entity.kind,
        "type": entity.type or entity.kind,
        "aliases": "; ".join(entity.aliases),
        **{name: getattr(ground, name, None) for name in ("country", "precision", "geonames", "latitude", "longitude")},
    }


def _edge(link: Link, sources: Mapping[str, Source]) -> dict[str, object]:
    return {
        "predicate": link.predicate,
        "stance": str(link.stance),
        "speaker": link.speaker,
        "sources": _names(link.sources, sources),
        "publishers": _names(link.sources, sources, lambda source: source.publisher),
        "evidence": len(link.claims),
    }


def _names(
    ids: Iterable[str], sources: Mapping[str, Source], name: Callable[[Source], str | None] = lambda source: source.name
) -> str:
    return "; ".join(sorted({text for i in ids if i in sources and (text := name(sources[i]))}))


def _dates(interval: Interval | None) -> dict[str, object]:
    return {"begin": interval.begin, "end": interval.end} if interval else {}


def _known(attributes: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in attributes.items() if value is not None and value != ""}
