"""What the shape of a network says."""

from __future__ import annotations

import networkx as nx
import pytest

from claimgraph.graph.analyze import analyze
from claimgraph.graph.network import project


@pytest.fixture(scope="module")
def two_circles() -> nx.MultiDiGraph:
    """Two circles of five that only Broker joins; Leaf hangs on the second."""
    network = nx.MultiDiGraph()
    names = [*(f"a{i}" for i in range(5)), *(f"b{i}" for i in range(5)), "broker", "leaf"]
    network.add_nodes_from((name, {"kind": "Person", "label": name.title()}) for name in names)
    pairs = [(f"{c}{i}", f"{c}{j}") for c in "ab" for i in range(5) for j in range(i)]
    for pair in [*pairs, ("broker", "a0"), ("broker", "b0"), ("leaf", "b1")]:
        network.add_edge(*pair, "supports", predicate="supports")
    return network


def test_the_broker_is_between(two_circles) -> None:
    analysis = analyze(two_circles)
    assert {ranked.id for ranked in analysis.central["Person", "betweenness"][:3]} == {"broker", "a0", "b0"}


def test_brokers_are_told_by_how_many_they_cut_off(two_circles) -> None:
    cut_off = {broker.id: broker.cut_off for broker in analyze(two_circles).brokers}
    assert cut_off == {"broker": 5, "b0": 5, "a0": 4, "b1": 1}


@pytest.mark.parametrize("node", ["broker", "a0", "b0", "b1"])
def test_cut_off_agrees_with_removing_the_node(two_circles, node: str) -> None:
    graph = nx.Graph(two_circles)
    graph.remove_node(node)
    sizes = sorted(map(len, nx.connected_components(graph)))
    assert {b.id: b.cut_off for b in analyze(two_circles).brokers}[node] == sum(sizes[:-1])


def test_communities_are_the_circles(two_circles) -> None:
    found = [
        {member.id[0] for member in community.members if len(member.id) == 2}
        for community in analyze(two_circles).communities
    ]
    assert sum("a" in group and "b" in group for group in found) == 0


def test_text_is_in_plain_words(harbor) -> None:
    text = analyze(project(*harbor.all)).text()
    assert "The graph has 3 people, 2 organizations, 1 place, 4 events, and 5 links between them." in text
    assert "Harbor Union is tied to the most others (2)" in text


def test_an_empty_graph_is_said_to_be_empty() -> None:
    assert analyze(nx.MultiDiGraph()).text() == "The graph is empty: there is nothing to analyze.\n"


def test_a_graph_without_links_is_analyzed() -> None:
    network = nx.MultiDiGraph()
    network.add_node("a", kind="Person", label="A")
    assert "1 entity has no link" in analyze(network).text()


def test_the_text_is_the_same_each_time(two_circles) -> None:
    assert analyze(two_circles).text() == analyze(two_circles).text()
