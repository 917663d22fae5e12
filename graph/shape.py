"""A network as arrays: what measures need of it, whoever computes them.

Up to :data:`engine.FEW` pairs networkx computes, beyond that networkit does; the two agree to 1e-6 for PageRank and
1e-9 for exact betweenness, and to a hundredth in the modularity of communities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

from . import engine
from .communities import SEED

if TYPE_CHECKING:
    import networkit as nk

Numbers = NDArray[np.int64]
Values = NDArray[np.float64]
_EXACT = 1200  # up to so many nodes, betweenness is counted from every one
_WORK = 20_000_000  # else from so many that starts times pairs stays below this, but from 20 to 150


@dataclass(frozen=True)
class Shape:
    """Nodes in order, and the pairs that are joined in any direction, each once with the number of its edges."""

    nodes: list[str]
    kinds: list[str]
    labels: list[str]
    starts: Numbers
    ends: Numbers
    weights: Values

    @classmethod
    def of(cls, network: nx.Graph[str]) -> Shape:
        """The shape of a network whose nodes carry ``kind`` and ``label``.

        >>> shape = Shape.of(nx.path_graph(["a", "b", "c"]))
        >>> shape.degrees.tolist(), shape.components()
        ([1, 2, 1], [3])
        """
        nodes = sorted(network)
        number = {node: i for i, node in enumerate(nodes)}
        starts: list[int] = []
        ends: list[int] = []
        weights: list[int] = []
        many, both = network.is_multigraph(), not network.is_directed()
        for node, near in network.adjacency():
            starts += [number[node]] * len(near)
            ends += [number[other] for other in near]
            weights += map(len, near.values()) if many else [1] * len(near)
        pairs = np.sort(np.array([starts, ends], np.int64), axis=0)
        apart = pairs[0] != pairs[1]
        codes = pairs[0, apart] * len(nodes) + pairs[1, apart]
        keys, inverse = np.unique(codes, return_inverse=True)
        counts = np.bincount(inverse, weights=np.array(weights)[apart], minlength=len(keys)) / (2 if both else 1)
        data = network.nodes
        return cls(
            nodes,
            [str(data[node].get("kind", "")) for node in nodes],
            [str(data[node].get("label", node)) for node in nodes],
            keys // max(len(nodes), 1),
            keys % max(len(nodes), 1),
            np.asarray(counts, np.float64),
        )

    @property
    def is_small(self) -> bool:
        """Whether networkx does the work."""
        return len(self.starts) <= engine.FEW

    @cached_property
    def degrees(self) -> Numbers:
        """How many others each node is joined to."""
        size = len(self.nodes)
        return np.bincount(self.starts, minlength=size) + np.bincount(self.ends, minlength=size)

    @cached_property
    def graph(self) -> nx.Graph[int]:
        """The same for networkx."""
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(len(self.nodes)))
        joined = zip(self.starts.tolist(), self.ends.tolist(), self.weights.tolist(), strict=True)
        graph.add_weighted_edges_from(joined)
        return graph

    @cached_property
    def weighted(self) -> nk.Graph:
        """The same for networkit."""
        return engine.numbered(len(self.nodes), self.starts, self.ends, self.weights)

    @cached_property
    def plain(self) -> nk.Graph:
        """The same for networkit, without weights: ways are counted in steps."""
        return engine.numbered(len(self.nodes), self.starts, self.ends)

    def pagerank(self) -> Values:
        """PageRank by weight."""
        if not self.is_small:
            return np.array(engine.pagerank(self.weighted))
        scores = nx.pagerank(self.graph, tol=1e-11, max_iter=1000)
        return np.array([scores[i] for i in range(len(self.nodes))])

    def starts_sampled(self) -> int | None:
        """From how many starts betweenness is estimated; None where it is exact."""
        if len(self.nodes) <= _EXACT:
            return None
        return int(np.clip(_WORK // max(len(self.starts), 1), 20, 150))

    def betweenness(self) -> Values:
        """Betweenness, normalized; from sampled starts in a big network."""
        sample = self.starts_sampled()
        if not self.is_small:
            return np.array(engine.betweenness(self.plain, sample, SEED))
        scores = nx.betweenness_centrality(self.graph, k=sample, seed=SEED)
        return np.array([scores[i] for i in range(len(self.nodes))])

    def components(self) -> list[int]:
        """The sizes of the connected pieces, the biggest first."""
        if not self.is_small:
            return engine.components(self.plain)
        return sorted(map(len, nx.connected_components(self.graph)), reverse=True)

    def groups(self) -> list[list[int]]:
        """The communities, the biggest first."""
        if not len(self.starts):
            return []
        if self.is_small:
            joined = self.graph.edge_subgraph(list(self.graph.edges()))
            ordered: nx.Graph[int] = nx.Graph()
            ordered.add_weighted_edges_from(
                sorted((min(a, b), max(a, b), w) for a, b, w in joined.edges(data="weight"))
            )
            found = [sorted(group) for group in nx.community.louvain_communities(ordered, seed=SEED)]
        else:
            vector = np.array(engine.leiden_vector(self.weighted, SEED))
            order = np.argsort(vector, kind="stable")
            cuts = np.flatnonzero(np.diff(vector[order])) + 1
            found = [group.tolist() for group in np.split(order, cuts) if len(group) > 1]
        return sorted(found, key=lambda group: (-len(group), group[0]))

    def blocks(self) -> list[Sequence[int]]:
        """The biconnected components: parts that no single node holds together."""
        if not self.is_small:
            return engine.blocks(self.plain)
        return [sorted(block) for block in nx.biconnected_components(self.graph)]

    def matrix(self) -> coo_array:
        """Who is joined to whom, both ways, without weights."""
        size = len(self.nodes)
        ones = np.ones(len(self.starts) * 2)
        joined = np.concatenate((self.starts, self.ends)), np.concatenate((self.ends, self.starts))
        return coo_array((ones, joined), shape=(size, size))
