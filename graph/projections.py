"""Networks of one kind of thing, made from the network of claims: actors by events, organizations by people, places by
the way of events.

Each states what its weights count. All are plain networkx graphs, for any measure there is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import combinations, pairwise
from typing import Any

import networkx as nx

from ..errors import UsageError
from .network import ACTORS, actors


def organizations(network: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Organizations joined by the people who are tied to both by a stated relation.

    A person tied to k organizations counts 1 / (k - 1) for each pair of them. Edges carry that ``weight`` and
    ``people``: who joins the two.
    """
    kinds: dict[str, str] = dict(network.nodes(data="kind"))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((node, data) for node, data in network.nodes(data=True) if data["kind"] == "Organization")
    joined: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    for person in (node for node, kind in kinds.items() if kind == "Person"):
        near = sorted({node for node in nx.all_neighbors(network, person) if kinds[node] == "Organization"})
        for pair in combinations(near, 2):
            joined[pair].append((str(network.nodes[person]["label"]), 1 / (len(near) - 1)))
    for (one, other), people in sorted(joined.items()):
        names = "; ".join(dict.fromkeys(name for name, _ in people))
        graph.add_edge(one, other, weight=sum(weight for _, weight in people), people=names)
    return graph


def places(network: nx.MultiDiGraph[str]) -> nx.DiGraph[str]:
    """Places joined by the way of events: from the place of one event of an actor to that of the same actor's next.

    Events without a date, or without a place, are passed over. Edges carry ``weight``, the number of such steps, and
    ``actors``: whose steps they are.
    """
    kinds: dict[str, str] = dict(network.nodes(data="kind"))
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from((node, data) for node, data in network.nodes(data=True) if data["kind"] == "Place")
    steps: dict[tuple[str, str], list[str]] = defaultdict(list)
    for actor in (node for node, kind in kinds.items() if kind in ACTORS):
        visits = []
        for event in {node for node in nx.all_neighbors(network, actor) if kinds[node] == "Event"}:
            begin = network.nodes[event].get("begin")
            where = sorted({node for node in nx.all_neighbors(network, event) if kinds[node] == "Place"})
            if begin and where:
                visits.append((str(begin), event, where[0]))
        for (_, _, before), (_, _, after) in pairwise(sorted(visits)):
            if before != after:
                steps[before, after].append(str(network.nodes[actor]["label"]))
    for (start, end), names in sorted(steps.items()):
        graph.add_edge(start, end, weight=len(names), actors="; ".join(dict.fromkeys(names)))
    return graph


PROJECTIONS: dict[str, Callable[[nx.MultiDiGraph[str]], Any]] = {
    "actors": actors,
    "organizations": organizations,
    "places": places,
}
"""What a network can be projected to, by name."""


def project(network: nx.MultiDiGraph[str], name: str) -> Any:
    """The projection of that name. Raises UsageError, which lists what there is.

    >>> len(project(nx.MultiDiGraph(), "actors"))
    0
    """
    if name not in PROJECTIONS:
        raise UsageError(f"no projection {name!r}; there are: {', '.join(PROJECTIONS)}")
    return PROJECTIONS[name](network)
