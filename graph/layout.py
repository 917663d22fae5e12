"""Where each node is drawn: the same place for the same graph, on any machine.

Each connected component is laid out by itself; a big one community by community, so that what belongs together stands
together and the work stays far from quadratic. Then nodes that touch are pushed apart, and the components are set
around the biggest. The forces are networkx's; only the arranging is done here.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from .communities import communities

Points = NDArray[np.float64]
SPACING = 90.0
"""The distance between neighboring nodes that leaves room for their labels, in pixels at full size."""
_WIDER = 1.7  # labels lie flat: a node needs more room to its sides than above and below
_SEED = 20201
_CELL = SPACING * 0.8  # the grain at which components are fitted together
_MOST = 480  # nodes that forces are spent on at once
_FINE = 30  # up to so many nodes, distances are fitted (Kamada and Kawai, 1989), which takes far longer than forces
_ROUNDS, _FEWER, _MANY = 120, 40, 3000  # of forces; fewer where there are many nodes, of which few are seen at once
_WHOLE = 220  # up to so many nodes, a component is laid out in one go


def positions(graph: nx.Graph[str], groups: Sequence[Sequence[str]] | None = None) -> dict[str, tuple[float, float]]:
    """The place of each node, in pixels around the origin; ``groups`` are its communities, if they are known.

    >>> positions(nx.Graph())
    {}
    >>> positions(nx.path_graph(["a"]))
    {'a': (0.0, 0.0)}
    """
    home = {
        node: number for number, group in enumerate(communities(graph) if groups is None else groups) for node in group
    }
    components = sorted(nx.connected_components(graph), key=lambda nodes: (-len(nodes), min(nodes)))
    drawn = []
    for component in components:
        nodes = sorted(component)
        part = nx.Graph()
        part.add_nodes_from(nodes)  # in this order: the forces depend on it
        part.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.subgraph(nodes).edges()))
        drawn.append((nodes, _spread(_arrange(part, home, _FEWER if len(graph) > _MANY else _ROUNDS))))
    if not drawn:
        return {}
    placed = _pack([points for _, points in drawn])
    return {
        node: (round(float(x), 1), round(float(y), 1))
        for (nodes, _), points in zip(drawn, placed, strict=True)
        for node, (x, y) in zip(nodes, points, strict=True)
    }


def _arrange(graph: nx.Graph[str], home: Mapping[str, int], rounds: int) -> Points:
    """The nodes of a connected graph, in its order, about ``SPACING`` apart."""
    size = len(graph)
    if size == 1:
        return np.zeros((1, 2))
    if size > _WHOLE and (points := _by_community(graph, home, rounds)) is not None:
        return points
    if size > _MOST:
        return _sunflower(graph)
    return _forced(graph, rounds) * SPACING * 0.85 * math.sqrt(size)


def _forced(graph: nx.Graph[str], rounds: int) -> Points:
    """Positions in the square from -1 to 1."""
    number = {node: i for i, node in enumerate(graph)}
    edges = sorted((min(pair), max(pair)) for pair in ((number[start], number[end]) for start, end in graph.edges()))
    return _solved(len(graph), tuple(edges), rounds).copy()


@functools.lru_cache(maxsize=4096)  # small components are often of one form
def _solved(size: int, edges: tuple[tuple[int, int], ...], rounds: int) -> Points:
    if size < 3:
        return np.array([[-0.5, 0.0], [0.5, 0.0]])[:size] if size == 2 else np.zeros((size, 2))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(edges)
    if size <= _FINE:
        found = nx.kamada_kawai_layout(graph, pos=nx.circular_layout(graph), weight=None)
    else:
        found = nx.spring_layout(graph, seed=_SEED, iterations=rounds, method="force", k=1.6 / math.sqrt(size))
    points = np.array([found[node] for node in graph])
    points = points - points.mean(axis=0)
    return np.asarray(points / (np.abs(points).max() or 1.0))


def _sunflower(graph: nx.Graph[str]) -> Points:
    """What neither falls apart nor can be forced in time, around its hubs: Vogel's spiral (1979), hubs innermost."""
    degrees = [degree for _, degree in graph.degree()]
    order = sorted(range(len(graph)), key=lambda number: -degrees[number])
    turn = math.pi * (3 - math.sqrt(5))
    points = np.zeros((len(graph), 2))
    for place, number in enumerate(order):
        radius = SPACING * 0.62 * math.sqrt(place)
        points[number] = radius * math.cos(place * turn), radius * math.sin(place * turn)
    return points


def _by_community(graph: nx.Graph[str], home: Mapping[str, int], rounds: int) -> Points | None:
    """Communities as discs whose centers are laid out first; None if the graph does not fall apart.

    ``home`` gives the community of each node; a part that lies in one of them is divided anew.
    """
    members: dict[int, list[str]] = {}
    for node in graph:
        members.setdefault(home[node], []).append(node)
    groups = list(members.values()) if len(members) > 1 else communities(graph)
    groups.sort(key=lambda group: (-len(group), group[0]))
    if len(groups) < 2 or len(groups[0]) > 0.95 * len(graph):
        return None
    which = {node: number for number, group in enumerate(groups) for node in group}
    between: nx.Graph[str] = nx.Graph()
    between.add_nodes_from(str(number) for number in range(len(groups)))
    for start, end in graph.edges():
        if which[start] != which[end]:
            between.add_edge(str(which[start]), str(which[end]))
    radii = np.array([SPACING * math.sqrt(len(group)) for group in groups])
    centers = _separate(_forced(between, rounds) * radii.sum() / 2, radii)
    found: dict[str, NDArray[np.float64]] = {}
    for group, center in zip(groups, centers, strict=True):
        part: nx.Graph[str] = nx.Graph()
        part.add_nodes_from(group)
        part.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.subgraph(group).edges()))
        inner = _arrange(part, home, rounds)
        reach = np.abs(inner).max() or 1.0
        for node, point in zip(group, inner, strict=True):
            found[node] = center + point / reach * SPACING * math.sqrt(len(group)) * 0.9
    return np.array([found[node] for node in graph])


def _separate(centers: Points, radii: Points) -> Points:
    """Discs pulled together as far as they do not overlap."""
    centers = np.array(centers)
    for _ in range(200):
        centers *= 0.97
        for _ in range(4):
            apart = centers[:, None] - centers[None]
            distance = np.hypot(apart[..., 0], apart[..., 1]) + np.eye(len(centers))
            lack = np.clip(radii[:, None] + radii[None] - distance, 0, None) * (1 - np.eye(len(centers)))
            if not lack.any():
                break
            centers += (apart / distance[..., None] * lack[..., None]).sum(axis=1) / 2
    return centers


def _spread(points: Points) -> Points:
    """The points with those pushed apart that would hide each other's labels."""
    scale = np.array([_WIDER, 1.0])
    points = points / scale
    least = SPACING * 0.75
    for _ in range(60):
        pairs = cKDTree(points).query_pairs(least, output_type="ndarray")
        if not len(pairs):
            break
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        first, second = pairs[:, 0], pairs[:, 1]
        apart = points[first] - points[second]
        distance = np.hypot(apart[:, 0], apart[:, 1])
        same = distance < 1e-9
        apart[same] = np.column_stack((np.cos(first[same]), np.sin(first[same])))
        push = apart / np.where(same, 1.0, distance)[:, None] * ((least - distance) * 0.3)[:, None]
        np.add.at(points, first, push)
        np.subtract.at(points, second, push)
    return np.asarray(points * scale)


def _pack(parts: Sequence[Points]) -> list[Points]:
    """The parts side by side, the first in the middle, each at the free place nearest to it.

    The plane is cut into cells and each part covers some of them, as in the polyomino packing of Freivalds, Dogrusoz
    and Kikusts ("Disconnected graph layout and the polyomino packing approach", 2002).
    """
    taken: set[tuple[int, int]] = set()
    tried: dict[tuple[tuple[int, int], ...], int] = {}  # small parts look alike: where one found no room, none does
    spots = _spots(parts)
    placed = []
    free = 0  # the first spot that no part covers
    for points in parts:
        points = points - (points.min(axis=0) + points.max(axis=0)) / 2
        cells = _covered(points)
        while spots[free] in taken:
            free += 1
        number = max(tried.get(cells, 0), free if (0, 0) in cells else 0)  # its middle must stand on a free cell
        while not taken.isdisjoint((x + spots[number][0], y + spots[number][1]) for x, y in cells):
            number += 1
        tried[cells] = number
        across, down = spots[number]
        taken.update((x + across, y + down) for x, y in cells)
        placed.append(points + np.array([across, down]) * _CELL)
    return placed


def _spots(parts: Sequence[Points]) -> list[tuple[int, int]]:
    """Cells from the middle outward, as many as the parts can need."""
    area = sum(float(np.prod(np.ptp(points, axis=0) / _CELL + 4)) for points in parts)
    reach = int(math.sqrt(area)) + max(int(np.ptp(points, axis=0).max() / _CELL) for points in parts) + 4
    across, down = (axis.ravel() for axis in np.mgrid[-reach : reach + 1, -reach : reach + 1])
    order = np.lexsort((down, across, across**2 + down**2))
    return list(zip(across[order].tolist(), down[order].tolist(), strict=True))


def _covered(points: Points) -> tuple[tuple[int, int], ...]:
    """The cells that a part needs: each row from its leftmost node to its rightmost, and a margin."""
    rows: dict[int, tuple[int, int]] = {}
    for x, y in np.rint(points / _CELL).astype(int):
        for row in (y - 1, y, y + 1):
            left, right = rows.get(row, (x, x))
            rows[row] = min(left, x), max(right, x)
    return tuple((int(x), int(row)) for row, (left, right) in sorted(rows.items()) for x in range(left - 1, right + 2))
