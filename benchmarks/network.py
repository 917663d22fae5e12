"""The analysis of a big network beside plain networkx: seconds of processor, peak memory, and how far the two differ.

    python -m benchmarks.network [--nodes 200000] [--edges 1000000] [--plain]

Each side runs in a process of its own that makes the network first (not counted in its seconds, but in its memory).
The planted communities have a heavy tail of sizes. ``--plain`` runs networkx as well, which takes minutes; betweenness
is sampled from as many starts on both sides.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from typing import Any

import networkx as nx
import numpy as np

from claimgraph.graph.analyze import analyze
from claimgraph.graph.shape import Shape

from .machine import describe

_KINDS = ("Event", "Person", "Organization", "Place")
_SHARES = (0.5, 0.26, 0.12, 0.12)


def network(nodes: int, edges: int, seed: int = 7) -> nx.MultiDiGraph[str]:
    """Events tied to actors and places, mostly of their own circle; the same for the same seed."""
    chance = np.random.default_rng(seed)
    kinds = chance.choice(len(_KINDS), nodes, p=_SHARES)
    kinds[:2] = 0, 1
    circle = np.minimum((chance.pareto(1.2, nodes) * 12).astype(np.int64), nodes // 60)
    events, others = np.flatnonzero(kinds == 0), np.flatnonzero(kinds > 0)
    others = others[np.argsort(circle[others], kind="stable")]
    starts = chance.choice(events, edges)
    first = np.searchsorted(circle[others], circle[starts])
    last = np.searchsorted(circle[others], circle[starts], side="right")
    width = np.minimum(np.maximum(last - first, 1), 60)
    shift = starts % np.maximum((last - first) // 60, 1) * 60
    near = np.minimum(first + shift + (chance.random(edges) ** 2 * width).astype(np.int64), len(others) - 1)
    far = np.minimum((chance.pareto(0.9, edges) * 40).astype(np.int64), len(others) - 1)
    ends = others[np.where(chance.random(edges) < 0.15, far, near)]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    days = np.datetime64("2015-01-01") + chance.integers(0, 3600, nodes)
    for i in range(nodes):
        dated = {"begin": str(days[i])} if kinds[i] == 0 else {}
        graph.add_node(f"n{i}", kind=_KINDS[kinds[i]], label=f"{_KINDS[kinds[i]]} {i}", **dated)
    for number, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        graph.add_edge(f"n{start}", f"n{end}", f"r{number}", predicate="agent")
    return graph


def ours(nodes: int, edges: int, results: Any) -> None:
    """What claimgraph takes, as a whole and by part."""
    graph = network(nodes, edges)
    out: dict[str, Any] = {"before": _peak()}
    import networkit  # noqa: F401  (loading it is not counted)

    start, worked = time.perf_counter(), time.process_time()
    found = analyze(graph)
    out["whole"], out["worked"] = time.perf_counter() - start, time.process_time() - worked
    out["peak"] = _peak()
    shape = Shape.of(graph)
    parts = {"components": shape.components, "PageRank": shape.pagerank, "communities": shape.groups}
    for name, part in {**parts, "betweenness": shape.betweenness}.items():
        start = time.process_time()
        out[f"{name}:value"] = part()
        out[name] = time.process_time() - start
    out["sampled"] = found.sampled
    groups = out.pop("communities:value")
    plain = shape.graph
    rest = set(plain) - {node for group in groups for node in group}
    out["modularity"] = nx.community.modularity(plain, [*groups, *({node} for node in rest)])
    results.put(out)


def theirs(nodes: int, edges: int, sample: int | None, results: Any) -> None:
    """What networkx alone takes for the same measures."""
    shape = Shape.of(network(nodes, edges))
    graph = shape.graph
    out: dict[str, Any] = {}
    measures: dict[str, Any] = {
        "components": lambda: sorted(map(len, nx.connected_components(graph)), reverse=True),
        "PageRank": lambda: nx.pagerank(graph, tol=1e-10),
        "communities": lambda: nx.community.louvain_communities(graph, seed=1),
        "betweenness": lambda: nx.betweenness_centrality(graph, k=sample, seed=1),
    }
    for name, measure in measures.items():
        start = time.process_time()
        value = measure()
        out[name] = time.process_time() - start
        out[f"{name}:value"] = np.array([value[i] for i in range(nodes)]) if isinstance(value, dict) else value
    out["modularity"] = nx.community.modularity(graph, out.pop("communities:value"))
    out["peak"] = _peak()
    results.put(out)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apart(target: Any, *arguments: Any) -> dict[str, Any]:
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    process = context.Process(target=target, args=(*arguments, results))
    process.start()
    out: dict[str, Any] = results.get(timeout=3600)
    process.join()
    return out


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--nodes", type=int, default=200_000)
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--plain", action="store_true", help="run plain networkx, too")
    options = parser.parse_args()
    mine = _apart(ours, options.nodes, options.edges)
    print(f"# {describe()}; {options.nodes:,} nodes, {options.edges:,} edges, one thread\n")
    spent = f"{mine['whole']:.1f} s ({mine['worked']:.1f} s of processor)"
    print(f"The whole analysis: {spent}, peak {mine['peak']:.0f} MiB ({mine['before']:.0f} the network).\n")
    plain = _apart(theirs, options.nodes, options.edges, mine["sampled"]) if options.plain else {}
    print("| measure | claimgraph s | networkx s | difference |\n|---|---|---|---|")
    for name in ("components", "PageRank", "communities", "betweenness"):
        cells = ["", ""]
        if plain:
            cells = [f"{plain[name]:.2f}", _difference(name, mine, plain)]
        print(f"| {name} | {mine[name]:.2f} | {' | '.join(cells)} |")
    if plain:
        print(f"\nPeak of networkx alone {plain['peak']:.0f} MiB; betweenness from {mine['sampled']} starts each.")


def _difference(name: str, mine: dict[str, Any], plain: dict[str, Any]) -> str:
    if name == "communities":
        return f"modularity {mine['modularity']:.4f} and {plain['modularity']:.4f}"
    a, b = np.array(mine[f"{name}:value"]), np.array(plain[f"{name}:value"])
    if name == "components":
        return "none" if a.tolist() == b.tolist() else "some"
    if name == "betweenness":
        best = [set(np.argsort(-values)[:20].tolist()) for values in (a, b)]
        return f"{len(best[0] & best[1])} of the first 20 are the same"
    return f"{np.abs(a - b).max():.1e} at most"


if __name__ == "__main__":
    main()
