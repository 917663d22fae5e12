"""The W3C test suite of SPARQL 1.1, through a real server: what passes, and what does not and why.

    python -m benchmarks.sparql11 SUITE

SUITE is the folder ``sparql/sparql11`` of https://github.com/w3c/rdf-tests, or an archive that holds it. Every query is
sent over HTTP to the endpoint that ``claimgraph serve`` runs. What needs an update, a reasoner (``entailment``) or
another server (``service``) does not apply to a read-only endpoint that never asks others, and is only counted. The
reasons for what fails stand in ``sparql11.toml``.
"""

from __future__ import annotations

import argparse
import tarfile
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from .comparable import FORMATS, JSON, RDF, TURTLE, local, read, rows_of, wanted
from .machine import describe
from .served import Reply, Served, serving

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
HT, CNT = "http://www.w3.org/2011/http#", "http://www.w3.org/2011/content#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
DIRECT = {"Content-Type": "application/sparql-query", "Accept": f"{JSON}, {TURTLE}"}
UNDERSTOOD = (200, 403, 501)  # answered, refused, or asking for a function that there is not
REASONS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@dataclass
class Tally:
    """What passed, what failed (by group and name, with what was seen), and what does not apply."""

    passed: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    out: Counter[str] = field(default_factory=Counter)

    def add(self, group: str, name: str, wrong: str | None) -> None:
        """Count one test; ``wrong`` says what was wrong, None that nothing was."""
        if wrong is None:
            self.passed[group] += 1
        else:
            self.failed.append((group, name, wrong))


class Manifest:
    """A manifest of tests, and what its statements say."""

    def __init__(self, path: Path) -> None:
        self.store = ox.Store()
        self.store.load(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri())

    def all(self, subject: Any, predicate: str) -> list[Any]:
        """The objects of a property."""
        return [q.object for q in self.store.quads_for_pattern(subject, ox.NamedNode(predicate), None)]

    def one(self, subject: Any, predicate: str) -> Any:
        """The object of a property, or None."""
        return next(iter(self.all(subject, predicate)), None)

    def text(self, subject: Any, predicate: str) -> str:
        """The object of a property as a string, "" if there is none."""
        found = self.one(subject, predicate)
        return "" if found is None else str(found.value)

    def members(self, head: Any) -> Iterator[Any]:
        """The members of a list."""
        while head is not None and getattr(head, "value", "") != RDF + "nil":
            yield self.one(head, RDF + "first")
            head = self.one(head, RDF + "rest")

    def tests(self) -> Iterator[tuple[Any, str, str]]:
        """The tests in their order: node, name and type."""
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(MF + "entries"), None):
            for test in self.members(quad.object):
                kind = self.text(test, RDF + "type").rpartition("#")[2]
                yield test, test.value.rpartition("#")[2], kind

    def data(self, node: Any, namespace: str) -> list[tuple[str | None, str]]:
        """The files that a test's store is filled from, each with the name of its graph."""
        files: list[tuple[str | None, str]] = [(None, it.value) for it in self.all(node, namespace + "data")]
        for it in self.all(node, namespace + "graphData"):
            if isinstance(it, ox.BlankNode):
                files.append((self.text(it, RDFS + "label"), self.text(it, namespace + "graph")))
            else:
                files.append((it.value, it.value))
        return files


def hold(server: Served, files: Iterable[tuple[str | None, str]]) -> None:
    """Let the server have what is in some files."""

    def fill(store: ox.Store) -> None:
        for name, iri in files:
            graph = ox.NamedNode(name) if name else ox.DefaultGraph()
            if name:
                store.add_graph(graph)
            path = local(iri)
            store.load(path=str(path), format=FORMATS[path.suffix], base_iri=iri, to_graph=graph)

    server.hold(fill)


def query(server: Served, text: str, base: str, accept: str | None = None) -> Reply:
    """The answer to a query; its relative IRIs are under a base, which is told in the query."""
    headers = {**DIRECT, **({"Accept": accept} if accept else {})}
    return server.ask("POST", "/sparql", f"BASE <{base}>\n{text}".encode(), headers)


def evaluation(server: Served, manifest: Manifest, test: Any) -> str | None:
    """Run one query and compare its answer with what is expected."""
    action = manifest.one(test, MF + "action")
    asked, expected = manifest.text(action, QT + "query"), manifest.text(test, MF + "result")
    hold(server, manifest.data(action, QT))
    suffix = local(expected).suffix
    if suffix == ".csv":
        reply = query(server, local(asked).read_text("utf-8"), asked, "text/csv")
        same = rows_of(reply.body) == rows_of(local(expected).read_bytes())
        return None if same else f"status {reply.status}, other rows"
    media = {".srx": "application/sparql-results+xml", ".tsv": "text/tab-separated-values"}.get(suffix)
    reply = query(server, local(asked).read_text("utf-8"), asked, media and f"{media}, {TURTLE};q=0.9")
    if reply.status != 200:
        return f"status {reply.status}: {reply.body[:100].decode(errors='replace')}"
    return None if read(reply) == wanted(expected) else "other answer"


def syntax(server: Served, manifest: Manifest, test: Any, positive: bool) -> str | None:
    """Whether the endpoint calls a query malformed (400), or has understood it: answered it, or refused it (403)."""
    asked = manifest.text(test, MF + "action")
    status = query(server, local(asked).read_text("utf-8"), asked).status
    right = status in UNDERSTOOD if positive else status == 400
    return None if right else f"status {status}"


def exchange(server: Served, manifest: Manifest, test: Any) -> str | None:
    """One test of the protocol: a list of requests, each with the status and truth that it expects."""
    hold(server, [*manifest.data(test, UT)])
    for request in manifest.members(manifest.one(manifest.one(test, MF + "action"), HT + "requests")):
        body, answer = manifest.one(request, HT + "body"), manifest.one(request, HT + "resp")
        content = None
        if body is not None:
            encoding = manifest.text(body, CNT + "characterEncoding") or "UTF-8"
            content = manifest.text(body, CNT + "chars").encode(encoding)
        headers = {
            manifest.text(it, HT + "fieldName"): manifest.text(it, HT + "fieldValue")
            for it in manifest.members(manifest.one(request, HT + "headers"))
        }
        reply = server.ask(
            manifest.text(request, HT + "methodName"), manifest.text(request, HT + "absolutePath"), content, headers
        )
        expected = {it.value.rpartition("StatusCode")[2][:1] for it in manifest.all(answer, MF + "expectedStatus")}
        if expected and str(reply.status)[0] not in expected:
            return f"status {reply.status}, not {' or '.join(sorted(expected))}xx"
        truth = manifest.text(answer, MF + "expectedBoolean")
        if truth and read(reply) is not (truth == "true"):
            return f"not {truth}: {reply.body[:80]!r}"
    return None


def description(server: Served, name: str) -> str | None:
    """One test of the service description."""
    reply = server.ask("GET", "/sparql", headers={"Accept": TURTLE})
    if reply.status != 200 or reply.media != TURTLE:
        return f"status {reply.status}, {reply.media}"
    namespace = "http://www.w3.org/ns/sparql-service-description#"
    store = ox.Store()
    store.load(reply.body, ox.RdfFormat.TURTLE)
    endpoint = ox.NamedNode(f"{server.address}/sparql")
    asked = f"ASK {{ ?service a <{namespace}Service> ; <{namespace}endpoint> ?endpoint }}"
    if name == "has-endpoint-triple":
        return None if list(store.quads_for_pattern(None, ox.NamedNode(namespace + "endpoint"), endpoint)) else "none"
    return None if store.query(asked) else "no sd:Service with an sd:endpoint"


def run(suite: Path, server: Served) -> dict[str, Tally]:
    """All groups of the suite: the tallies of queries, of the protocol, and of the service description."""
    tallies = {"query and syntax": Tally(), "protocol": Tally(), "service description": Tally()}
    queries = tallies["query and syntax"]
    for path in sorted(suite.glob("*/manifest.ttl")):
        manifest, group = Manifest(path), path.parent.name
        for test, name, kind in manifest.tests():
            if kind == "ProtocolTest" and name.startswith("update_"):
                tallies["protocol"].out["updates"] += 1
            elif kind == "ProtocolTest":
                tallies["protocol"].add(group, name, exchange(server, manifest, test))
            elif kind == "ServiceDescriptionTest":
                tallies["service description"].add(group, name, description(server, name))
            elif group in ("entailment", "service"):
                queries.out[group] += 1
            elif "Update" in kind or manifest.text(test, MF + "action").endswith(".ru"):
                queries.out["updates"] += 1
            elif kind in ("QueryEvaluationTest", "CSVResultFormatTest"):
                queries.add(group, name, evaluation(server, manifest, test))
            elif "SyntaxTest" in kind:
                queries.add(group, name, syntax(server, manifest, test, kind.startswith("Positive")))
    return tallies


def report(tallies: dict[str, Tally]) -> Iterator[str]:
    """The lines of the report, in Markdown."""
    for title, tally in tallies.items():
        passed, failed = sum(tally.passed.values()), len(tally.failed)
        out = ", ".join(f"{count} {name}" for name, count in sorted(tally.out.items()))
        yield f"{title}: {passed} of {passed + failed} ({passed / (passed + failed):.1%})" + (
            f"; not applicable: {out}" if out else ""
        )
    yield "\n| group | passed | of |\n|---|---|---|"
    for tally in tallies.values():
        failures = Counter(group for group, _, _ in tally.failed)
        for group in sorted({*tally.passed, *failures}):
            yield f"| {group} | {tally.passed[group]} | {tally.passed[group] + failures[group]} |"
    yield "\n| does not pass | seen | why |\n|---|---|---|"
    for tally in tallies.values():
        for group, name, seen in tally.failed:
            yield f"| {group}/{name} | {seen} | {REASONS.get(name, '')} |"


def main() -> None:
    """Run the suite and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("suite", help="the folder sparql11 of the suite, or an archive that holds it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        suite = Path(options.suite)
        if suite.is_file():
            with tarfile.open(suite) as archive:
                archive.extractall(scratch, filter="data")
            suite = next(Path(scratch).rglob("sparql11"))
        with serving(Path(scratch) / "store", workers=1) as server:
            hold(server, [])
            print(f"{describe()}; pyoxigraph {ox.__version__}\n")
            print("\n".join(report(run(suite, server))))


if __name__ == "__main__":
    main()
