"""Who belongs together, by networkx and by the library behind it."""

from __future__ import annotations

import networkx as nx
import pytest

from claimgraph.graph import engine
from claimgraph.graph.communities import communities, modularity


@pytest.fixture(scope="module")
def caves() -> nx.Graph:
    """Sixty groups of twelve, beyond what networkx is left to do alone."""
    return nx.relabel_nodes(nx.connected_caveman_graph(60, 12), str)


def test_groups_that_are_plain_to_see_are_found(caves) -> None:
    assert caves.number_of_edges() > engine.FEW
    assert sorted(map(len, communities(caves))) == [12] * 60


def test_both_libraries_are_equally_good(caves) -> None:
    theirs = nx.community.louvain_communities(caves, seed=1)
    assert modularity(caves, communities(caves)) == pytest.approx(nx.community.modularity(caves, theirs), abs=0.01)


def test_the_order_of_nodes_and_edges_changes_nothing(caves) -> None:
    other = nx.Graph()
    other.add_nodes_from(reversed(list(caves)))
    other.add_edges_from(reversed(list(caves.edges())))
    assert communities(other) == communities(caves)


def test_nodes_without_links_belong_nowhere() -> None:
    assert communities(nx.empty_graph(["a", "b"])) == []
