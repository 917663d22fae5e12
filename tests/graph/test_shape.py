"""A network as arrays: the same measures whoever computes them."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from claimgraph.graph import engine
from claimgraph.graph.shape import Shape


@pytest.fixture(scope="module")
def network() -> nx.MultiDiGraph:
    """A network with hubs and some double edges."""
    base = nx.barabasi_albert_graph(400, 3, seed=2)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((f"n{i:03d}", {"kind": "Person", "label": f"N {i}"}) for i in base)
    for number, (start, end) in enumerate(base.edges()):
        for turn in range(1 + number % 2):
            pair = (f"n{start:03d}", f"n{end:03d}")
            graph.add_edge(*(pair if turn else pair[::-1]), f"p{turn}")
    return graph


@pytest.mark.parametrize("measure", ["pagerank", "betweenness", "components"])
def test_both_libraries_agree(network, measure: str, monkeypatch: pytest.MonkeyPatch) -> None:
    small = getattr(Shape.of(network), measure)()
    monkeypatch.setattr(engine, "FEW", 0)
    assert np.allclose(small, getattr(Shape.of(network), measure)(), atol=1e-6)


def test_both_find_the_same_cut_nodes(network, monkeypatch: pytest.MonkeyPatch) -> None:
    leafy = network.copy()
    leafy.add_node("z", kind="Person", label="Z")
    leafy.add_edge("z", "n000", "p")
    small = sorted(map(sorted, Shape.of(leafy).blocks()))
    monkeypatch.setattr(engine, "FEW", 0)
    assert sorted(map(sorted, Shape.of(leafy).blocks())) == small


def test_communities_are_equally_good(network, monkeypatch: pytest.MonkeyPatch) -> None:
    shape = Shape.of(network)
    small = nx.community.modularity(shape.graph, shape.groups())
    monkeypatch.setattr(engine, "FEW", 0)
    assert nx.community.modularity(shape.graph, Shape.of(network).groups()) == pytest.approx(small, abs=0.03)


def test_pairs_are_joined_once_with_the_number_of_their_edges(network) -> None:
    shape = Shape.of(network)
    assert shape.weights.sum() == network.number_of_edges()
    assert len(shape.starts) == nx.Graph(network).number_of_edges()
    assert (shape.starts < shape.ends).all()
