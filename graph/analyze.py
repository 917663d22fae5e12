"""What the shape of the network says: its pieces, who is central, who belongs together, and who holds pieces together.

Measures are networkx's, on the network without directions: degree; PageRank (Brin and Page, 1998); betweenness
(Freeman, 1977; from sampled starts in a big network, after Brandes and Pich, 2007); communities by the Louvain method
(Blondel and others, 2008) with a fixed seed; brokers are the nodes whose removal cuts others off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from .network import ACTORS, actors, simple

_SEED = 20201
_EXACT = 1200  # up to so many nodes, betweenness is counted from every one
_SAMPLE = 150
_PLURALS = {"Person": "people", "Organization": "organizations", "Place": "places", "Event": "events"}
MEASURES = {
    "degree": "is tied to the most others",
    "PageRank": "is tied to those who matter most",
    "betweenness": "lies most often on the shortest way between others",
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity and what a measure gives it."""

    id: str
    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Community:
    """Entities with more links among themselves than to others; the best connected first."""

    members: tuple[Ranked, ...]

    @property
    def name(self) -> str:
        """The community by its two best connected members."""
        return " and ".join(member.label for member in self.members[:2])


@dataclass(frozen=True, slots=True)
class Broker:
    """A person or organization without whom ``cut_off`` others lose their way to the rest."""

    id: str
    label: str
    cut_off: int
    communities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """All findings. ``central`` maps a kind and a measure to the entities that it puts first."""

    kinds: Mapping[str, int]
    links: int
    components: tuple[int, ...]
    central: Mapping[tuple[str, str], tuple[Ranked, ...]]
    communities: tuple[Community, ...]
    brokers: tuple[Broker, ...]
    pairs: tuple[tuple[str, str, float], ...]

    def text(self) -> str:
        """The findings in plain words.

        >>> print(analyze(nx.MultiDiGraph()).text(), end="")
        The graph is empty: there is nothing to analyze.
        """
        if not self.kinds:
            return "The graph is empty: there is nothing to analyze.\n"
        parts = [self._size(), self._central(), self._communities(), self._brokers(), self._pairs()]
        return "\n".join(part for part in parts if part)

    def _size(self) -> str:
        counts = ", ".join(_many(count, kind.lower(), _PLURALS[kind]) for kind, count in self.kinds.items())
        joined = [size for size in self.components if size > 1]
        alone = len(self.components) - len(joined)
        lines = [f"The graph has {counts}, and {_many(self.links, 'link')} between them."]
        if joined:
            whole = sum(self.components)
            lines.append(
                f"It falls into {_many(len(joined), 'connected piece')}; the biggest holds {joined[0]:,} "
                f"of the {whole:,} entities ({joined[0] / whole:.0%})."
            )
        if alone:
            lines.append(
                f"{_many(alone, 'entity', 'entities')} {'has' if alone == 1 else 'have'} no link to any other."
            )
        return "\n".join(lines) + "\n"

    def _central(self) -> str:
        lines: list[str] = []
        for kind in ACTORS:
            found = {measure: self.central[kind, measure] for measure in MEASURES if (kind, measure) in self.central}
            lines += [f"Central {_PLURALS[kind]}"] if found else []
            for measure, (first, *rest) in found.items():
                then = f"; then {_listed(f'{r.label} ({_figure(r.value)})' for r in rest)}" if rest else ""
                lines.append(f"  {measure}: {first.label} {MEASURES[measure]} ({_figure(first.value)}){then}.")
        return "\n".join(lines) + "\n" if lines else ""

    def _communities(self) -> str:
        if not self.communities:
            return ""
        lines = ["Communities: entities with more links among themselves than to others"]
        for number, community in enumerate(self.communities, 1):
            shown = _listed(member.label for member in community.members[:6])
            more = len(community.members) - 6
            lines.append(f"  {number}. {shown}{f' and {more:,} more' if more > 0 else ''}.")
        return "\n".join(lines) + "\n"

    def _brokers(self) -> str:
        if not self.brokers:
            return ""
        lines = ["Brokers: who holds pieces together"]
        for broker in self.brokers:
            number = len(broker.communities)
            bridge = f", and it is tied to {number} communities" if number > 1 else ""
            lines.append(
                f"  Without {broker.label}, {_many(broker.cut_off, 'other')} would be cut off from the rest{bridge}."
            )
        return "\n".join(lines) + "\n"

    def _pairs(self) -> str:
        if not self.pairs:
            return ""
        lines = [f"  {one} and {other} (weight {weight:.2g})" for one, other, weight in self.pairs]
        return "\n".join(["Closest pairs: who takes part in the same events, or is tied by name", *lines]) + "\n"


def analyze(network: nx.MultiDiGraph[str], *, top: int = 5) -> Analysis:
    """Analyze a network as :func:`~claimgraph.graph.network.project` makes it, keeping the ``top`` of each ranking."""
    graph = simple(network)
    found = Counter(kind for _, kind in network.nodes(data="kind"))
    communities = _communities(graph)
    together = actors(network)
    closest = sorted(together.edges(data="weight"), key=lambda edge: (-edge[2], edge[0], edge[1]))[:top]
    return Analysis(
        kinds={kind: found[kind] for kind in _PLURALS if found[kind]},
        links=network.number_of_edges(),
        components=tuple(sorted(map(len, nx.connected_components(graph)), reverse=True)),
        central=_central(graph, top),
        communities=tuple(communities[:top]),
        brokers=tuple(_brokers(graph, communities)[:top]),
        pairs=tuple((_label(network, one), _label(network, other), weight) for one, other, weight in closest),
    )


def _central(graph: nx.Graph[str], top: int) -> dict[tuple[str, str], tuple[Ranked, ...]]:
    if not graph.number_of_edges():
        return {}
    sample = None if len(graph) <= _EXACT else _SAMPLE
    values: dict[str, Mapping[str, float]] = {
        "degree": dict(graph.degree()),
        "PageRank": nx.pagerank(graph),
        "betweenness": nx.betweenness_centrality(graph, k=sample, seed=_SEED),
    }
    out = {}
    for kind in ACTORS:
        members = [node for node, its in graph.nodes(data="kind") if its == kind]
        for measure, scores in values.items():
            ranked = _ranked(graph, {n: scores[n] for n in members if scores[n] >= 0.0005 and graph.degree(n)})
            if ranked:
                out[kind, measure] = tuple(ranked[:top])
    return out


def _communities(graph: nx.Graph[str]) -> list[Community]:
    joined: nx.Graph[str] = nx.Graph()
    joined.add_weighted_edges_from(graph.edges(data="weight"))
    if not joined:
        return []
    groups = nx.community.louvain_communities(joined, seed=_SEED)
    ordered = sorted((sorted(group) for group in groups if len(group) > 2), key=lambda group: (-len(group), group[0]))
    return [Community(tuple(_prominent(graph, {node: joined.degree(node) for node in group}))) for group in ordered]


def _brokers(graph: nx.Graph[str], communities: Sequence[Community]) -> list[Broker]:
    """The cut nodes among people and organizations, by how many others they join to the biggest remaining part."""
    home = {member.id: community.name for community in communities for member in community.members}
    cuts = [node for node in nx.articulation_points(graph) if graph.nodes[node]["kind"] in ACTORS]
    lost = _cut_off(graph)
    brokers = [
        Broker(node, _label(graph, node), lost[node], tuple(sorted({home[n] for n in graph[node] if n in home})))
        for node in cuts
    ]
    return sorted(brokers, key=lambda broker: (-broker.cut_off, -len(broker.communities), broker.id))


def _cut_off(graph: nx.Graph[str]) -> dict[str, int]:
    """For each cut node, how many others would no longer reach the biggest part of its component.

    Read off the tree of biconnected components: what hangs below each cut node, in one pass instead of one per node.
    """
    blocks = [frozenset(block) for block in nx.biconnected_components(graph)]
    cuts = set(nx.articulation_points(graph))
    tree: nx.Graph[object] = nx.Graph()
    tree.add_nodes_from(range(len(blocks)))
    tree.add_edges_from((number, node) for number, block in enumerate(blocks) for node in block if node in cuts)
    lost = {}
    for component in nx.connected_components(tree):
        root = min(item for item in component if isinstance(item, int))
        order = list(nx.dfs_postorder_nodes(tree, root))
        parent = {child: up for up, child in nx.dfs_edges(tree, root)}
        below: Counter[object] = Counter()
        parts: dict[object, list[int]] = {}
        for item in order:
            below[item] += 1 if isinstance(item, str) else sum(node not in cuts for node in blocks[item])
            if item in parent:
                below[parent[item]] += below[item]
                parts.setdefault(parent[item], []).append(below[item])
        for item in order:
            if isinstance(item, str):
                sizes = [*parts.get(item, ()), below[root] - below[item]]
                lost[item] = sum(sizes) - max(sizes)
    return lost


def _ranked(graph: nx.Graph[str], scores: Mapping[str, float]) -> list[Ranked]:
    ordered = sorted(scores, key=lambda node: (-round(scores[node], 12), node))
    return [Ranked(node, _label(graph, node), scores[node]) for node in ordered]


def _prominent(graph: nx.Graph[str], scores: Mapping[str, float]) -> list[Ranked]:
    """As ``_ranked``, but events last: what they are called is long, and says less than who took part."""
    return sorted(_ranked(graph, scores), key=lambda ranked: graph.nodes[ranked.id]["kind"] == "Event")


def _label(graph: nx.Graph[str], node: str) -> str:
    return str(graph.nodes[node].get("label", node))


def _many(count: int, one: str, more: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _figure(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}"


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items)
