"""Where each node is drawn: the same place for the same graph, on any machine.

Each connected component is laid out by itself; a big one community by community, so that what belongs together stands
together and the work stays far from quadratic. Then nodes that touch are pushed apart, and the components are set in
rows, the biggest first. The forces are networkx's; only the arranging is done here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Points = NDArray[np.float64]
SPACING = 90.0
"""The distance between neighboring nodes that leaves room for their labels, in pixels at full size."""
_WIDER = 1.7  # labels lie flat: a node needs more room to its sides than above and below
_SEED = 20201
_WHOLE = 220  # up to so many nodes, a component is laid out in one go


def positions(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """The place of each node, in pixels around the origin.

    >>> positions(nx.Graph())
    {}
    >>> positions(nx.path_graph(["a"]))
    {'a': (0.0, 0.0)}
    """
    components = sorted(nx.connected_components(graph), key=lambda nodes: (-len(nodes), min(nodes)))
    drawn = []
    for component in components:
        nodes = sorted(component)
        part = nx.Graph()
        part.add_nodes_from(nodes)  # in this order: the forces depend on it
        part.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.subgraph(nodes).edges()))
        drawn.append((nodes, _spread(_arrange(part))))
    if not drawn:
        return {}
    placed = _pack([points for _, points in drawn])
    return {
        node: (round(float(x), 1), round(float(y), 1))
        for (nodes, _), points in zip(drawn, placed, strict=True)
        for node, (x, y) in zip(nodes, points, strict=True)
    }


def _arrange(graph: nx.Graph[str]) -> Points:
    """The nodes of a connected graph, in its order, about ``SPACING`` apart."""
    size = len(graph)
    if size == 1:
        return np.zeros((1, 2))
    if size > _WHOLE and (points := _by_community(graph)) is not None:
        return points
    return _forced(graph) * SPACING * 0.7 * math.sqrt(size)


def _forced(graph: nx.Graph[str], weight: str | None = None) -> Points:
    """Positions in the square from -1 to 1."""
    size = len(graph)
    if size <= 60:
        start = nx.circular_layout(graph)
        found = nx.kamada_kawai_layout(graph, pos=start, weight=None)
    else:
        found = nx.spring_layout(
            graph, seed=_SEED, weight=weight, iterations=120, method="force", k=1.6 / math.sqrt(size)
        )
    points = np.array([found[node] for node in graph])
    points = points - points.mean(axis=0)
    return np.asarray(points / (np.abs(points).max() or 1.0))


def _by_community(graph: nx.Graph[str]) -> Points | None:
    """Communities (Louvain) as discs whose centers are laid out first; None if the graph does not fall apart."""
    groups = [sorted(group) for group in nx.community.louvain_communities(graph, seed=_SEED)]
    groups.sort(key=lambda group: (-len(group), group[0]))
    if len(groups) < 2:
        return None
    which = {node: number for number, group in enumerate(groups) for node in group}
    between: nx.Graph[str] = nx.Graph()
    between.add_nodes_from(str(number) for number in range(len(groups)))
    for start, end in graph.edges():
        if which[start] != which[end]:
            between.add_edge(str(which[start]), str(which[end]))
    radii = np.array([SPACING * math.sqrt(len(group)) for group in groups])
    centers = _separate(_forced(between) * radii.sum() / 2, radii)
    found: dict[str, NDArray[np.float64]] = {}
    for group, center in zip(groups, centers, strict=True):
        part: nx.Graph[str] = nx.Graph()
        part.add_nodes_from(group)
        part.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.subgraph(group).edges()))
        inner = _arrange(part) if len(part) < len(graph) else _forced(part)
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
    """The parts in rows, centered, under the first and biggest."""
    margin = SPACING * 1.2
    boxes = [np.ptp(points, axis=0) + margin for points in parts]
    area = sum(float(width * height) for width, height in boxes)
    widest = max(float(boxes[0][0]), math.sqrt(area) * 1.5)
    rows: list[list[int]] = []
    taken = math.inf
    for number, (width, _) in enumerate(boxes):
        if taken + width > widest:
            rows.append([])
            taken = 0.0
        rows[-1].append(number)
        taken += float(width)
    placed: dict[int, Points] = {}
    top = 0.0
    for row in rows:
        height = max(float(boxes[number][1]) for number in row)
        left = -sum(float(boxes[number][0]) for number in row) / 2
        for number in row:
            corner = np.array([left, top]) + margin / 2
            placed[number] = parts[number] - parts[number].min(axis=0) + corner
            left += float(boxes[number][0])
        top += height
    middle = np.array([0.0, top / 2]) if len(parts) > 1 else np.mean(placed[0], axis=0)
    return [placed[number] - middle for number in range(len(parts))]
