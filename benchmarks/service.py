"""How fast and how steady the store and the server are.

    python -m benchmarks.service compare FILE       rdflib in memory beside our store, on any file of triples
    python -m benchmarks.service named [--reports N]  every named query on a made-up graph, in memory and on disk
    python -m benchmarks.service load [--clients 64] [--seconds 60]  many clients of a real server at once

Times of ``compare`` are seconds of processor time, the best of three (the first, where it is over a second), those of
``named`` the best of four, so that what else the machine does counts little; each engine has a process of its own. Our
store takes IRIs as they stand (``lenient``): it loads what it has written itself. 1,100 reports make a graph of a
million quads.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from .machine import describe

BASE = "https://claimgraph.example/"
LOOKUP = "SELECT ?p ?o {{ {0} ?p ?o }}"
REVERSE = "SELECT ?s ?p {{ ?s ?p {0} }}"
AGGREGATES = {
    "count by property": "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "count by class": "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c",
    "distinct values by class": "SELECT ?c (COUNT(DISTINCT ?o) AS ?n) { ?s a ?c ; ?p ?o } GROUP BY ?c",
}


def _rss() -> int:
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _best(run: Callable[[], Any], times: int = 3) -> float:
    found = []
    for _ in range(times):
        begin = time.process_time()
        run()
        found.append(time.process_time() - begin)
        if found[-1] > 1:
            break
    return min(found)


def engine(name: str, file: Path, terms: list[str], scratch: Path) -> dict[str, float]:
    """One engine's figures: seconds to load, megabytes it then takes, milliseconds of each question."""
    query: Callable[[str], Any]
    before, begin = _rss(), time.process_time()
    if name == "rdflib":
        import rdflib

        graph = rdflib.Graph().parse(file)
        query = lambda text: list(graph.query(text))  # noqa: E731
    else:
        store = ox.Store(str(scratch / "store")) if name == "our store on disk" else ox.Store()
        (store.bulk_load if name == "our store on disk" else store.load)(path=str(file), lenient=True)
        query = lambda text: list(store.query(text))  # type: ignore[arg-type, assignment]  # noqa: E731
    figures: dict[str, float] = {"load, s": time.process_time() - begin, "memory, MB": _rss() - before}
    lookups = [LOOKUP.format(term) for term in terms]
    figures["100 look-ups, ms"] = 1000 * _best(lambda: [query(text) for text in lookups])
    backward = [REVERSE.format(term) for term in terms]
    figures["100 look-ups backward, ms"] = 1000 * _best(lambda: [query(text) for text in backward])
    for title, text in AGGREGATES.items():
        figures[f"{title}, ms"] = 1000 * _best(lambda text=text: query(text))  # type: ignore[misc]
    return figures


def compare(file: Path) -> None:
    """Print a table of the engines' figures, and how many times better than rdflib ours are."""
    subjects = sorted(
        {str(quad.subject) for quad in ox.parse(path=str(file)) if isinstance(quad.subject, ox.NamedNode)}
    )
    terms = random.Random(7).sample(subjects, 100)
    columns: dict[str, dict[str, float]] = {}
    for name in ("rdflib", "our store in memory", "our store on disk"):
        with tempfile.TemporaryDirectory() as scratch:
            asked = json.dumps([name, str(file), terms, scratch])
            command = [sys.executable, "-m", "benchmarks.service", "engine"]
            done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
            columns[name] = json.loads(done.stdout)
    theirs = columns["rdflib"]
    print("| | " + " | ".join([*columns, "times in memory", "times on disk"]) + " |")
    print("|---" * (len(columns) + 3) + "|")
    for title in theirs:
        row = [columns[name][title] for name in columns]
        better = [theirs[title] / max(value, 1e-6) for value in row[1:]]
        print(f"| {title} | " + " | ".join([f"{v:,.1f}" for v in row] + [f"{v:.1f}" for v in better]) + " |")


def _alone(run: Callable[..., Any], *given: Any) -> Any:
    """What a function gives in a process of its own, whose memory nothing else has used before."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(run, *given).result()


def _build(reports: int, path: Path) -> list[str]:
    """Build the store of a made-up graph; the names of some people in it."""
    from claimgraph.graph.records import Records
    from claimgraph.graph.store import Store
    from claimgraph.ontology import vocabulary

    from .graphs import make

    made = make(reports)
    Store.rebuild(path, Records(made.sources, made.extractions, made.entities, BASE, vocabulary.load()))
    return [entity.name for entity in made.entities.values() if entity.kind == "Person"][:100]


def _asked(path: Path, in_memory: bool) -> dict[str, tuple[int, float]]:
    """The rows of every named query, and the milliseconds that it takes; each is asked four times, the best counts."""
    from claimgraph.graph.query import ask_named, named_queries
    from claimgraph.graph.store import Store

    store = Store.open(path)
    if in_memory:
        disk, store = store, ox.Store()
        store.extend(iter(disk))
    name = ask_named(store, "people", base=BASE).rows[0][0] or ""
    found = {}
    for title, query in named_queries().items():
        values = {p: name for p in query.parameters if p not in query.defaults}
        values |= {"first": "2020-01-01"} if title == "changes" else {}
        spent = []
        for _ in range(4):
            begin = time.process_time()
            rows = len(ask_named(store, title, values, base=BASE).terms)
            spent.append(1000 * (time.process_time() - begin))
        found[title] = rows, min(spent)
    return found


def named(reports: int, kept: Path | None) -> None:
    """Print how long every named query takes."""
    from claimgraph.graph.store import Store

    with tempfile.TemporaryDirectory() as scratch:
        path = kept or Path(scratch) / "store"
        if not path.exists():
            _alone(_build, reports, path)
        memory, disk = _alone(_asked, path, True), _alone(_asked, path, False)
        print(
            f"{len(Store.open(path)):,} quads\n\n| named query | rows | ms in memory | ms on disk |\n|---|---|---|---|"
        )
        for title, (rows, spent) in memory.items():
            print(f"| {title} | {rows:,} | {spent:,.0f} | {disk[title][1]:,.0f} |", flush=True)


async def _client(address: str, clients: int, seconds: float, names: list[str]) -> dict[str, Any]:
    import httpx

    outcomes: Counter[str] = Counter()
    spent: list[float] = []
    ending = time.monotonic() + seconds
    questions = [
        "SELECT ?p ?o {{ ?it rdfs:label {0} ; ?p ?o }}",
        "SELECT ?event ?role {{ ?it rdfs:label {0} . ?event ?role ?it }}",
        "SELECT ?words {{ GRAPH ?g {{ ?it rdfs:label {0} . ?claim rdf:object ?it ; "
        "prov:wasQuotedFrom/oa:hasSelector/oa:exact ?words }} }}",
        "SELECT ?c (COUNT(*) AS ?n) {{ ?it a ?c }} GROUP BY ?c",
        "CONSTRUCT {{ ?it ?p ?o }} {{ ?it rdfs:label {0} ; ?p ?o }}",
    ]

    async def one(number: int) -> None:
        pick = random.Random(number)
        limits = httpx.Limits(max_connections=1)
        async with httpx.AsyncClient(timeout=120, limits=limits, trust_env=False) as client:
            while time.monotonic() < ending:
                query = pick.choice(questions).format(str(ox.Literal(pick.choice(names), language="en")))
                begin = time.monotonic()
                try:
                    answer = await client.post(f"{address}/sparql", data={"query": query})
                    outcomes[str(answer.status_code)] += 1
                except httpx.HTTPError as error:
                    outcomes[type(error).__name__] += 1
                spent.append(time.monotonic() - begin)

    async def slow() -> None:
        """One client asks what cannot be answered in time, again and again."""
        query = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER (?b != ?d && ?d != ?f) }"
        async with httpx.AsyncClient(timeout=120, trust_env=False) as client:
            while time.monotonic() < ending:
                answer = await client.post(f"{address}/sparql", data={"query": query})
                outcomes[f"too slow: {answer.status_code}"] += 1

    await asyncio.gather(slow(), *(one(number) for number in range(clients)))
    ranked = sorted(spent)
    share = {f"p{p}": round(ranked[int(len(ranked) * p / 100)] * 1000) for p in (50, 95, 99)}
    return {"outcomes": dict(outcomes), "ms": {**share, "longest": round(ranked[-1] * 1000)}, "asked": len(ranked)}


def load(reports: int, clients: int, seconds: float, kept: Path | None) -> None:
    """Let many clients ask a real server, and print what they got."""
    from claimgraph.graph.answers import Limits
    from claimgraph.graph.query import ask
    from claimgraph.graph.store import Store

    from .served import serving

    with tempfile.TemporaryDirectory() as scratch:
        path = kept or Path(scratch) / "store"
        if not path.exists():
            _alone(_build, reports, path)
        rows = ask(Store.open(path), "SELECT ?n { ?it a schema:Person ; rdfs:label ?n } ORDER BY ?n LIMIT 100").rows
        asked = json.dumps([clients, seconds, [row[0] for row in rows]])
        with serving(path, Limits(seconds=5), workers=4) as server:
            command = [sys.executable, "-m", "benchmarks.service", "client", server.address]
            done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        outcomes = ", ".join(f"{what} × {count:,}" for what, count in sorted(found["outcomes"].items()))
        print(f"{clients} clients, {seconds:g} s: {found['asked']:,} answers, {found['asked'] / seconds:.0f} a second")
        print(f"status: {outcomes}\nmilliseconds: {found['ms']}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("compare", "named", "load", "engine", "client"))
    parser.add_argument("file", nargs="?", help="triples to load, for compare")
    parser.add_argument("--reports", type=int, default=1100, help="size of the made-up graph (default: 1100)")
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--kept", type=Path, help="a store to use, and to keep if it is made")
    options = parser.parse_args()
    if options.what == "engine":
        name, file, terms, scratch = json.load(sys.stdin)
        print(json.dumps(engine(name, Path(file), terms, Path(scratch))))
        return
    if options.what == "client":
        clients, seconds, names = json.load(sys.stdin)
        print(json.dumps(asyncio.run(_client(options.file, clients, seconds, names))))
        return
    print(f"{describe()}; pyoxigraph {ox.__version__}\n", flush=True)
    if options.what == "compare":
        compare(Path(options.file))
    elif options.what == "named":
        named(options.reports, options.kept)
    else:
        load(options.reports, options.clients, options.seconds, options.kept)


if __name__ == "__main__":
    main()
