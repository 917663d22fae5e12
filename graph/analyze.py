"""What the shape of the network says: its pieces, who is central, who belongs together, and who holds pieces together.

On the network without directions: degree; PageRank (Brin and Page, 1998); betweenness (Freeman, 1977; from sampled
starts in a big network, after Brandes and Pich, 2007); communities by Louvain or Leiden from a fixed seed; brokers are
the nodes whose removal cuts others off, bridges those whose links spread over communities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import networkx as nx
import numpy as np

from .findings import PLURALS, Analysis, Broker, Community, Period, Ranked, Together
from .network import ACTORS
from .shape import Numbers, Shape
from .ties import candidates, closest, participation

_LEAST = 0.0005  # what a measure must give to count as something
_TIES = 4  # a bridge has at least so many links
_PERIODS = 12


def analyze(network: nx.MultiDiGraph[str], *, top: int = 5) -> Analysis:
    """Analyze a network as :func:`~claimgraph.graph.network.project` makes it, keeping the ``top`` of each ranking.

    >>> print(analyze(nx.MultiDiGraph()).text(), end="")
    The graph is empty: there is nothing to analyze.
    """
    shape = Shape.of(network)
    found = Counter(shape.kinds)
    groups = [group for group in shape.groups() if len(group) > 2]
    communities = [_community(shape, group) for group in groups[:top]]
    names = [community.name for community in communities] + [_name(shape, group) for group in groups[top:]]
    home = _homes(shape, groups)
    labels = shape.labels
    return Analysis(
        kinds={kind: found[kind] for kind in PLURALS if found[kind]},
        links=network.number_of_edges(),
        components=tuple(shape.components()) if shape.nodes else (),
        central=_central(shape, top),
        sampled=shape.starts_sampled(),
        communities=tuple(communities),
        brokers=tuple(_brokers(shape, home, names, top)),
        bridges=tuple(_bridges(shape, home, names, top)),
        pairs=tuple(Together(labels[p.one], labels[p.other], p.shared, p.stated) for p in closest(shape, top)),
        candidates=tuple((labels[one], labels[other], value) for one, other, value in candidates(shape, top)),
        periods=tuple(_periods(network, shape)),
    )


def _central(shape: Shape, top: int) -> dict[tuple[str, str], tuple[Ranked, ...]]:
    if not len(shape.starts):
        return {}
    measures = {"degree": shape.degrees, "PageRank": shape.pagerank(), "betweenness": shape.betweenness()}
    kinds = np.array(shape.kinds)
    out = {}
    for kind in ACTORS:
        for measure, scores in measures.items():
            fit = np.flatnonzero((kinds == kind) & (scores >= (_LEAST if shape.is_small else 0)) & (shape.degrees > 0))
            order = fit[np.lexsort((fit, -np.round(scores[fit], 12)))][:top]
            if len(order):
                out[kind, measure] = tuple(Ranked(shape.nodes[i], shape.labels[i], scores[i].item()) for i in order)
    return out


def _prominent(shape: Shape, group: Sequence[int]) -> list[int]:
    """The best connected first, but events last: what they are called is long, and says less than who took part."""
    return sorted(group, key=lambda i: (shape.kinds[i] == "Event", -int(shape.degrees[i]), i))


def _community(shape: Shape, group: Sequence[int]) -> Community:
    ordered = _prominent(shape, group)
    return Community(tuple(Ranked(shape.nodes[i], shape.labels[i], int(shape.degrees[i])) for i in ordered))


def _name(shape: Shape, group: Sequence[int]) -> str:
    return " and ".join(shape.labels[i] for i in _prominent(shape, group)[:2])


def _homes(shape: Shape, groups: Sequence[Sequence[int]]) -> Numbers:
    home = np.full(len(shape.nodes), -1, np.int64)
    for number, group in enumerate(groups):
        home[group] = number
    return home


def _near(shape: Shape, wanted: Sequence[int], home: Numbers, names: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """The communities that each of some nodes is tied to, by name."""
    found: dict[int, set[int]] = {node: set() for node in wanted}
    some = np.isin(shape.starts, wanted) | np.isin(shape.ends, wanted)
    for start, end in zip(shape.starts[some].tolist(), shape.ends[some].tolist(), strict=True):
        for node, other in ((start, end), (end, start)):
            if node in found and home[other] >= 0:
                found[node].add(int(home[other]))
    return {node: tuple(names[group] for group in sorted(groups)) for node, groups in found.items()}


def _brokers(shape: Shape, home: Numbers, names: Sequence[str], top: int) -> list[Broker]:
    """The cut nodes among people and organizations, by how many others they join to the biggest remaining part."""
    lost = {node: count for node, count in _cut_off(shape.blocks()).items() if shape.kinds[node] in ACTORS}
    most = sorted(lost, key=lambda node: (-lost[node], node))
    least = lost[most[min(top, len(most)) - 1]] if most else 0
    near = _near(shape, [node for node in most if lost[node] >= least], home, names)
    order = sorted(near, key=lambda node: (-lost[node], -len(near[node]), node))[:top]
    return [Broker(shape.nodes[i], shape.labels[i], lost[i], near[i]) for i in order]


def _bridges(shape: Shape, home: Numbers, names: Sequence[str], top: int) -> list[Broker]:
    """Actors with some links, by how evenly these spread over communities and how many they are."""
    actor = np.isin(np.array(shape.kinds), ACTORS) & (shape.degrees >= _TIES)
    worth = np.where(actor, participation(shape, home) * np.log1p(shape.degrees), 0.0)
    order = np.lexsort((np.arange(len(worth)), -np.round(worth, 12)))[:top].tolist()
    near = _near(shape, order, home, names)
    return [Broker(shape.nodes[i], shape.labels[i], 0, near[i]) for i in order if worth[i] > 0 and len(near[i]) > 1]


def _cut_off(blocks: Sequence[Sequence[int]]) -> dict[int, int]:
    """For each cut node, how many others would no longer reach the biggest part of its component.

    Read off the tree of biconnected components: what hangs below each cut node, in one pass instead of one per node.
    """
    times = Counter(node for block in blocks for node in block)
    cuts = {node for node, count in times.items() if count > 1}
    tree: nx.Graph[tuple[str, int]] = nx.Graph()
    tree.add_nodes_from(("block", number) for number in range(len(blocks)))
    tree.add_edges_from(
        (("block", number), ("cut", node)) for number, block in enumerate(blocks) for node in block if node in cuts
    )
    lost = {}
    for component in nx.connected_components(tree):
        root = min(component)
        order = list(nx.dfs_postorder_nodes(tree, root))
        parent = {child: up for up, child in nx.dfs_edges(tree, root)}
        below: Counter[tuple[str, int]] = Counter()
        parts: dict[tuple[str, int], list[int]] = {}
        for item in order:
            kind, number = item
            below[item] += 1 if kind == "cut" else sum(node not in cuts for node in blocks[number])
            if item in parent:
                below[parent[item]] += below[item]
                parts.setdefault(parent[item], []).append(below[item])
        for item in order:
            if item[0] == "cut":
                sizes = [*parts.get(item, ()), below[root] - below[item]]
                lost[item[1]] = sum(sizes) - max(sizes)
    return lost


def _periods(network: nx.MultiDiGraph[str], shape: Shape) -> list[Period]:
    """The events of each year, or of each month where all lie in one or two years, and who took part in most."""
    data = network.nodes
    begun = [
        str(data[n].get("begin", "")) if kind == "Event" else ""
        for n, kind in zip(shape.nodes, shape.kinds, strict=True)
    ]
    width = 7 if 0 < len({day[:4] for day in begun if day}) < 3 else 4
    counts = Counter(day[:width] for day in begun if day)
    names = sorted(counts)[-_PERIODS:]
    place = {name: i for i, name in enumerate(names)}
    period = np.array([place.get(day[:width], -1) for day in begun], np.int64)
    actor = np.isin(np.array(shape.kinds), ACTORS)
    starts = np.concatenate((shape.starts, shape.ends))
    ends = np.concatenate((shape.ends, shape.starts))
    both = (period[starts] >= 0) & actor[ends]
    keys, times = np.unique(period[starts[both]] * len(shape.nodes) + ends[both], return_counts=True)
    out = []
    for number, name in enumerate(names):
        own = np.flatnonzero(keys // len(shape.nodes) == number)
        first = own[np.lexsort((keys[own], -times[own]))][:3]
        found = [(int(keys[i] % len(shape.nodes)), int(times[i])) for i in first]
        active = tuple(Ranked(shape.nodes[node], shape.labels[node], count) for node, count in found)
        out.append(Period(name, counts[name], active))
    return out
