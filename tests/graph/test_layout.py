"""Where nodes are drawn."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from scipy.spatial.distance import pdist

from claimgraph.graph.layout import SPACING, positions


def named(graph: nx.Graph) -> nx.Graph:
    """The graph with strings for nodes."""
    return nx.relabel_nodes(graph, {node: f"n{node}" for node in graph})


GRAPHS = {
    "one": nx.path_graph(1),
    "pairs": nx.disjoint_union_all([nx.path_graph(2)] * 30),
    "star": nx.star_graph(80),
    "many": nx.disjoint_union(nx.connected_caveman_graph(40, 8), nx.path_graph(7)),
}


@pytest.mark.parametrize("name", GRAPHS)
def test_no_two_nodes_hide_each_other(name: str) -> None:
    found = np.array(list(positions(named(GRAPHS[name])).values()))
    assert len(found) == len(GRAPHS[name]) and np.isfinite(found).all()
    assert len(found) == 1 or pdist(found).min() > SPACING / 3


def test_the_order_of_nodes_and_edges_changes_nothing() -> None:
    graph = named(GRAPHS["many"])
    other = nx.Graph()
    other.add_nodes_from(reversed(list(graph)))
    other.add_edges_from((end, start) for start, end in reversed(list(graph.edges())))
    assert positions(other) == positions(graph)


def test_linked_nodes_stand_nearer_than_others() -> None:
    graph = named(GRAPHS["many"])
    found = positions(graph)

    def mean(pairs: list[tuple[str, str]]) -> float:
        return float(np.mean([np.hypot(*(np.array(found[a]) - np.array(found[b]))) for a, b in pairs]))

    assert mean(list(graph.edges())) < mean(list(nx.non_edges(graph))) / 3
