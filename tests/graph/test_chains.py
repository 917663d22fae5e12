"""Chains between two things, over ties that are looked up as they are needed."""

from __future__ import annotations

import random
from collections.abc import Collection

import networkx as nx
import pytest

from claimgraph.graph.chains import Tied, chain


def over(graph: nx.Graph[str], seed: int = 0) -> Tied:
    """The ties of a graph, in an order by chance."""

    def tied(ids: Collection[str]) -> list[tuple[str, str]]:
        pairs = [(here, far) for here in ids if here in graph for far in graph[here]]
        random.Random(seed).shuffle(pairs)
        return pairs

    return tied


@pytest.mark.parametrize("seed", range(5))
def test_a_chain_is_a_shortest_one_and_the_same_whatever_the_order(seed: int) -> None:
    graph = nx.relabel_nodes(nx.gnm_random_graph(120, 150, seed=seed), str)
    for start, end in (("0", "1"), ("2", "99"), ("5", "64"), ("7", "7")):
        found = chain(start, end, over(graph))
        assert found == chain(start, end, over(graph, seed + 1))
        if not nx.has_path(graph, start, end):
            assert found.stops == () and found.whole
            continue
        assert found.stops[0] == start and found.stops[-1] == end
        assert all(graph.has_edge(*pair) for pair in zip(found.stops, found.stops[1:], strict=False))
        assert len(found.stops) == nx.shortest_path_length(graph, start, end) + 1


@pytest.mark.parametrize(("most", "stops", "whole"), [(3, 0, False), (40, 10, True)])
def test_no_more_is_looked_at_than_may_be(most: int, stops: int, whole: bool) -> None:
    found = chain("0", "9", over(nx.relabel_nodes(nx.path_graph(10), str)), most)
    assert (len(found.stops), found.whole) == (stops, whole) and found.looked <= most
