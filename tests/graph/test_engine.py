"""The compiled library gives what networkx gives."""

from __future__ import annotations

import networkx as nx
import pytest

from claimgraph.graph import engine


@pytest.fixture(scope="module")
def graph() -> nx.Graph:
    """A graph with hubs, and with nodes that have no link."""
    whole = nx.disjoint_union(nx.barabasi_albert_graph(300, 3, seed=4), nx.empty_graph(40))
    return nx.relabel_nodes(whole, str)


def test_pagerank_is_that_of_networkx(graph) -> None:
    found, nodes = engine.of(graph)
    assert dict(zip(nodes, engine.pagerank(found), strict=True)) == pytest.approx(
        nx.pagerank(graph, tol=1e-12), abs=1e-6
    )


def test_betweenness_is_that_of_networkx(graph) -> None:
    found, nodes = engine.of(graph)
    exact = dict(zip(nodes, engine.betweenness(found, None, 1), strict=True))
    assert exact == pytest.approx(nx.betweenness_centrality(graph), abs=1e-9)


def test_sampled_betweenness_is_near_the_exact_and_the_same_each_time(graph) -> None:
    found, nodes = engine.of(graph)
    once, again = (engine.betweenness(found, 150, 1) for _ in range(2))
    assert once == again
    exact = nx.betweenness_centrality(graph)
    assert dict(zip(nodes, once, strict=True)) == pytest.approx(exact, abs=0.05)


def test_pieces_are_counted() -> None:
    found, _ = engine.of(nx.disjoint_union(nx.path_graph(4), nx.path_graph(2)))
    assert engine.components(found) == [4, 2]
