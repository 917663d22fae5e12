"""Communities: entities with more links among themselves than to others.

Small networks are cut by networkx (Louvain; Blondel and others, 2008), big ones by networkit (Leiden; Traag, Waltman
and van Eck, 2019), whose modularity is the same within a hundredth. Both are started from a fixed seed, on one thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

from . import engine

SEED = 20201


def communities(graph: nx.Graph[str]) -> list[list[str]]:
    """The communities of a graph's linked nodes, the biggest first, each sorted.

    >>> communities(nx.disjoint_union(nx.complete_graph(["a", "b", "c"]), nx.path_graph(1)))
    [[0, 1, 2]]
    """
    joined: nx.Graph[str] = nx.Graph()
    pairs = ((min(a, b), max(a, b), float(data.get("weight", 1))) for a, b, data in graph.edges(data=True) if a != b)
    joined.add_weighted_edges_from(sorted(pairs))
    if not joined:
        return []
    big = joined.number_of_edges() > engine.FEW
    groups = engine.leiden(joined, SEED) if big else nx.community.louvain_communities(joined, seed=SEED)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group[0]))


def modularity(graph: nx.Graph[str], groups: Sequence[Sequence[str]]) -> float:
    """How much more the groups are linked within than by chance (Newman and Girvan, 2004); 0 for no links."""
    if not graph.number_of_edges():
        return 0.0
    return float(nx.community.modularity(graph.subgraph(n for group in groups for n in group), groups))


def named(group: Sequence[str], graph: nx.Graph[str], labels: Mapping[str, str], kinds: Mapping[str, str]) -> str:
    """A community by its two best connected members; events last, since what they are called is long.

    >>> graph = nx.star_graph(["hub", "a", "b"])
    >>> named(["a", "b", "hub"], graph, {"hub": "Hub", "a": "Ann", "b": "Bo"}, dict.fromkeys("ab", "Person"))
    'Hub and Ann'
    """
    first = sorted(group, key=lambda node: (kinds.get(node) == "Event", -graph.degree(node), labels[node], node))
    return " and ".join(labels[node] for node in first[:2])
