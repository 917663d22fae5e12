"""Who goes with whom."""

from __future__ import annotations

import itertools

import networkx as nx
import numpy as np
import pytest

from claimgraph.graph.network import actors
from claimgraph.graph.shape import Shape
from claimgraph.graph.ties import candidates, closest, participation


@pytest.fixture(scope="module")
def network() -> nx.MultiDiGraph:
    """Two meetings, three people, and a relation between two of them that is stated twice."""
    graph = nx.MultiDiGraph()
    kinds = {"big": "Event", "small": "Event", "a": "Person", "b": "Person", "c": "Person", "union": "Organization"}
    graph.add_nodes_from((name, {"kind": kind, "label": name}) for name, kind in kinds.items())
    pairs = [("big", "a"), ("big", "b"), ("big", "c"), ("small", "a"), ("small", "b"), ("a", "union"), ("union", "a")]
    for number, pair in enumerate(pairs):
        graph.add_edge(*pair, f"p{number}", predicate=f"p{number}")
    return graph


def test_weights_are_those_of_the_projection(network) -> None:
    shape = Shape.of(network)
    together = actors(network)
    found = {(shape.nodes[p.one], shape.nodes[p.other]): (p.shared, p.stated) for p in closest(shape, 9)}
    assert found == {(a, b): (d["shared"], d["stated"]) for a, b, d in together.edges(data=True)}
    assert next(iter(found)) == ("a", "union")


def test_candidates_share_neighbors_but_no_tie_and_no_event() -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((name, {"kind": "Person", "label": name}) for name in "abxyz")
    for start, end in [*itertools.product("ab", "xyz"), ("x", "y")]:
        graph.add_edge(start, end, "p", predicate="p")
    shape = Shape.of(graph)
    found = [(shape.nodes[one], shape.nodes[other]) for one, other, _ in candidates(shape, 1)]
    assert found == [("a", "b")]
    pairs = [(one, other) for one, other, _ in candidates(shape, 9)]
    assert (shape.nodes.index("x"), shape.nodes.index("y")) not in pairs


def test_participation_is_even_spread() -> None:
    shape = Shape.of(nx.star_graph(["hub", "a", "b", "c", "d"]))
    home = np.array([0, 0, 1, 1, 0])[np.argsort(np.argsort(["a", "b", "c", "d", "hub"]))]
    found = dict(zip(shape.nodes, participation(shape, home), strict=True))
    assert found["hub"] == pytest.approx(0.5)
    assert found["a"] == pytest.approx(0.0)
