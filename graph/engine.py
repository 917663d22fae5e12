"""The compiled library behind networkx: networkit (MIT), for networks beyond a few thousand edges.

Everything runs on one thread from a seed, so that the same network gives the same figures; nodes are numbered in the
order of the graph. networkit is imported when it is first needed: it takes a while.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkit as nk

FEW = 3000
"""Up to so many edges networkx is fast enough by itself."""
Numbers = NDArray[np.int64]


def numbered(size: int, starts: Numbers, ends: Numbers, weights: NDArray[np.float64] | None = None) -> nk.Graph:
    """networkit's graph of nodes 0 to ``size`` - 1, undirected."""
    import networkit as nk

    nk.setNumberOfThreads(1)
    matrix = (np.ones(len(starts)) if weights is None else weights, (starts, ends))
    return nk.GraphFromCoo(matrix, n=size, weighted=weights is not None, directed=False)


def of(graph: nx.Graph[str], weighted: bool = False) -> tuple[nk.Graph, list[str]]:
    """networkit's graph of a networkx one, and the nodes by their number."""
    nodes = list(graph)
    number = {node: i for i, node in enumerate(nodes)}
    size = graph.number_of_edges()
    starts = np.fromiter((number[a] for a, _ in graph.edges()), np.int64, size)
    ends = np.fromiter((number[b] for _, b in graph.edges()), np.int64, size)
    weights = None
    if weighted:
        weights = np.fromiter((weight for *_, weight in graph.edges(data="weight", default=1.0)), np.float64, size)
    return numbered(len(nodes), starts, ends, weights), nodes


def leiden(graph: nx.Graph[str], seed: int) -> list[list[str]]:
    """The communities that Leiden finds, by weight."""
    found, nodes = of(graph, weighted=True)
    groups: dict[int, list[str]] = {}
    for node, group in zip(nodes, leiden_vector(found, seed), strict=True):
        groups.setdefault(group, []).append(node)
    return list(groups.values())


def leiden_vector(graph: nk.Graph, seed: int) -> Sequence[int]:
    """The number of each node's community."""
    import networkit as nk

    nk.setSeed(seed, False)
    algorithm = nk.community.ParallelLeiden(graph, iterations=3, randomize=False)
    algorithm.run()
    vector: Sequence[int] = algorithm.getPartition().getVector()
    return vector


def pagerank(graph: nk.Graph) -> list[float]:
    """As networkx's: damping .85, and what nodes without links hold is spread over all."""
    import networkit as nk

    sinks = nk.centrality.SinkHandling.DistributeSinks
    algorithm = nk.centrality.PageRank(graph, damp=0.85, tol=1e-10, distributeSinks=sinks)
    algorithm.run()
    scores: list[float] = algorithm.scores()
    whole = sum(scores)  # networkit loses what nodes without links hold: the rest keeps its proportions
    return [score / whole for score in scores]


def betweenness(graph: nk.Graph, sample: int | None, seed: int) -> list[float]:
    """As networkx's, normalized; from ``sample`` starts (Geisberger, Sanders and Schultes, 2008) or from all."""
    import networkit as nk

    nk.setSeed(seed, False)
    size = graph.numberOfNodes()
    if sample is None or sample >= size:
        algorithm: Any = nk.centrality.Betweenness(graph, normalized=True)
    else:
        algorithm = nk.centrality.EstimateBetweenness(graph, sample, normalized=True, parallel=False)
    algorithm.run()
    scores: list[float] = algorithm.scores()
    return scores


def components(graph: nk.Graph) -> list[int]:
    """The sizes of the connected pieces, the biggest first."""
    import networkit as nk

    algorithm = nk.components.ConnectedComponents(graph)
    algorithm.run()
    return sorted(algorithm.getComponentSizes().values(), reverse=True)


def scored(nodes: Iterable[str], scores: Iterable[float]) -> dict[str, float]:
    """What a measure gives each node."""
    return dict(zip(nodes, scores, strict=True))


def blocks(graph: nk.Graph) -> list[Sequence[int]]:
    """The biconnected components, of two nodes or more."""
    import networkit as nk

    algorithm = nk.components.BiconnectedComponents(graph)
    algorithm.run()
    return [block for block in algorithm.getComponents() if len(block) > 1]
