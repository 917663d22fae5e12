"""Networks of one kind of thing."""

from __future__ import annotations

import networkx as nx
import pytest

from claimgraph.errors import UsageError
from claimgraph.graph.projections import organizations, places, project


def made(nodes: dict[str, str], edges: list[tuple[str, str]], **begin: str) -> nx.MultiDiGraph:
    """A network of nodes by kind; ``begin`` gives events their days."""
    network = nx.MultiDiGraph()
    for name, kind in nodes.items():
        network.add_node(name, kind=kind, label=name.title(), **({"begin": begin[name]} if name in begin else {}))
    for start, end in edges:
        network.add_edge(start, end, "p", predicate="p")
    return network


def test_organizations_are_joined_by_people() -> None:
    nodes = {"a": "Organization", "b": "Organization", "c": "Organization", "x": "Person", "y": "Person"}
    ties = [("x", "a"), ("x", "b"), ("y", "a"), ("y", "b"), ("y", "c")]
    found = organizations(made(nodes, ties))
    assert found.edges["a", "b"] == {"weight": 1.5, "people": "X; Y"}
    assert found.edges["b", "c"] == {"weight": 0.5, "people": "Y"}


def test_places_are_joined_in_the_order_of_events() -> None:
    nodes = {"x": "Person", **dict.fromkeys(("e1", "e2", "e3", "e4"), "Event"), "here": "Place", "there": "Place"}
    ties = [*((e, "x") for e in ("e1", "e2", "e3", "e4")), ("e1", "here"), ("e2", "there"), ("e3", "here")]
    found = places(made(nodes, [*ties, ("e4", "there")], e1="2020-01-01", e2="2020-01-03", e3="2020-01-02"))
    assert list(found.edges(data="weight")) == [("here", "there", 1)]
    assert found.edges["here", "there"]["actors"] == "X"


def test_an_unknown_projection_is_said() -> None:
    with pytest.raises(UsageError, match="there are: actors, organizations, places"):
        project(nx.MultiDiGraph(), "cities")


def test_the_graph_offers_them_by_name(kg) -> None:
    assert set(kg.network("places")) == {"place/port-lindon"}
    assert "org/harbor-union" in kg.network(around="Ána Lund")
    assert "place/port-lindon" not in kg.network(around="Ána Lund")
