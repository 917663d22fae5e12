"""The same questions to stores behind SPARQL endpoints that run here: Oxigraph's server, and Virtuoso where it is."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from claimgraph.errors import QueryError, UsageError
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.query import named_queries
from claimgraph.graph.records import Records
from claimgraph.graph.remote import DIGESTS, FACTS, Endpoint, Remote, RemoteGraph
from claimgraph.graph.search import folder_index
from claimgraph.graph.serve import make_app
from claimgraph.graph.store import Store

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO, ISQL, INI = (
    shutil.which("virtuoso-t"),
    shutil.which("isql-vt"),
    Path("/etc/virtuoso-opensource-7/virtuoso.ini"),
)


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def run_until_it_answers(command: list[str], address: str) -> Iterator[None]:
    """Run a server while the generator is held."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                httpx.get(address, params={"query": "ASK {}"}, timeout=10)
                break
            except httpx.TransportError:
                assert process.poll() is None, "the server ended"
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(60)


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """Oxigraph's server, writable, with an empty store."""
    if not OXIGRAPH.exists():
        pytest.skip("the server of the package oxigraph is not installed")
    port, folder = free_port(), tmp_path_factory.mktemp("oxigraph")
    command = [str(OXIGRAPH), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    for _ in run_until_it_answers(command, f"http://127.0.0.1:{port}/query"):
        yield Endpoint(f"http://127.0.0.1:{port}/query")


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """Debian's Virtuoso with a fresh database, which anybody may write."""
    if not (VIRTUOSO and ISQL and INI.exists()):
        pytest.skip("Virtuoso is not installed")
    folder, sql, port = tmp_path_factory.mktemp("virtuoso"), free_port(), free_port()
    for name in ("db", "vsp"):
        (folder / name).mkdir()
    text = INI.read_text("utf-8").replace("/var/lib/virtuoso-opensource-7", str(folder))
    text = text.replace("= 1111", f"= 127.0.0.1:{sql}").replace("= 8890", f"= 127.0.0.1:{port}")
    (folder / "virtuoso.ini").write_text(text, "utf-8")
    command = [VIRTUOSO, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    for _ in run_until_it_answers(command, f"http://127.0.0.1:{port}/sparql"):
        grant = "GRANT SPARQL_UPDATE TO \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);"
        subprocess.run([ISQL, f"127.0.0.1:{sql}", "dba", "dba", f"exec={grant}"], check=True, capture_output=True)
        yield Endpoint(f"http://127.0.0.1:{port}/sparql", named=True)


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def endpoint(request: pytest.FixtureRequest, kg: KnowledgeGraph) -> Endpoint:
    """A remote store that holds the harbor."""
    found: Endpoint = request.getfixturevalue(request.param)
    assert Remote(found).synchronize(kg.store) == len(set(kg.store.named_graphs())) + 1
    return found


def unordered(rows: list[tuple[str | None, ...]]) -> list[list[list[str]]]:
    """Rows in no order, with lists in no order in them: SPARQL leaves that of GROUP_CONCAT open."""
    return sorted([sorted(re.split("[,;] ", cell or "")) for cell in row] for row in rows)


@pytest.mark.parametrize("name", list(named_queries()))
def test_named_queries_have_the_same_answers(name: str, endpoint: Endpoint, kg: KnowledgeGraph) -> None:
    needed = {p: "Lund" for p in named_queries()[name].parameters if p not in named_queries()[name].defaults}
    there, here = RemoteGraph(Remote(endpoint), kg.base).named(name, **needed), kg.named(name, **needed)
    assert there.columns == here.columns
    assert unordered(there.rows) == unordered(here.rows)


def test_every_quad_is_there(endpoint: Endpoint, kg: KnowledgeGraph) -> None:
    # Virtuoso rewrites decimals and points, as it is free to.
    assert {quad.graph_name for quad in Remote(endpoint)} == {quad.graph_name for quad in kg.store}
    assert len(set(Remote(endpoint))) == len(kg.store)
    assert endpoint.named or set(Remote(endpoint)) == set(kg.store)


def test_all_kinds_of_queries(endpoint: Endpoint, kg: KnowledgeGraph) -> None:
    graph = RemoteGraph(Remote(endpoint), kg.base)
    assert graph.query("ASK { <org/harbor-union> a schema:Organization }").truth is True
    assert graph.query("ASK { <org/nobody> ?p ?o }").truth is False
    assert graph.query("ASK { ?claim cg:stance ?stance }").truth is False  # claims are in no default graph
    made = graph.query("# SELECT\nCONSTRUCT { ?it rdfs:label ?name } { ?it rdfs:label ?name FILTER (?name != 'ASK') }")
    own = kg.query("CONSTRUCT WHERE { ?it rdfs:label ?name }")
    assert made.triples is not None and set(made.triples) == set(own.triples or ())
    with pytest.raises(QueryError, match="not a SPARQL query"):
        graph.query("SELECT {")


def test_only_what_changed_is_sent(endpoint: Endpoint, kg: KnowledgeGraph) -> None:
    remote = Remote(endpoint)
    assert remote.synchronize(kg.store) == 0
    other = ox.Store()
    gone, *kept = sorted(kg.store.named_graphs(), key=str)
    other.extend(quad for quad in kg.store if quad.graph_name != gone)
    assert remote.synchronize(other) == 1
    assert not remote.contains_named_graph(gone) and all(map(remote.contains_named_graph, kept))
    remote.update(f"DELETE WHERE {{ GRAPH {DIGESTS} {{ {FACTS} ?p ?o }} }}")  # as if it had been cut off
    assert remote.synchronize(other) == 1
    assert remote.synchronize(kg.store) == 1
    assert len(set(remote)) == len(kg.store)


def test_it_can_be_served_and_searched(
    endpoint: Endpoint, kg: KnowledgeGraph, tmp_path: Path, running: Callable[..., Any]
) -> None:
    with running(make_app(tmp_path / "store", workers=1, base=kg.base, remote=endpoint)) as address:
        query = "SELECT ?name { <org/harbor-union> rdfs:label ?name }"
        answer = httpx.get(f"{address}/sparql", params={"query": query}, headers={"Accept": "text/csv"}, timeout=60)
        assert answer.text == "name\r\nHarbor Union\r\n"
        refused = httpx.get(f"{address}/sparql", params={"query": "SELECT * { SERVICE <urn:x> { ?s ?p ?o } }"})
        assert refused.status_code == 403
        graph = f"{kg.base}source/{kg.sources[0].id}#claims"
        triples = httpx.get(f"{address}/store", params={"graph": graph}, headers={"Accept": "text/turtle"}, timeout=60)
        assert triples.status_code == 200 and "Harbor Union" in triples.text
        hits = httpx.get(f"{address}/search?q=lund", timeout=60).json()["hits"]
        assert "Ána Lund" in {hit["label"] for hit in hits}
    assert folder_index(tmp_path / "store", endpoint).search("lund")


def test_data_of_others_is_not_touched(oxigraph: Endpoint, kg: KnowledgeGraph) -> None:
    remote = Remote(oxigraph)
    remote.update("DROP ALL")
    remote.update("INSERT DATA { <urn:theirs> <urn:p> 1 }")
    with pytest.raises(UsageError, match="give an empty store"):
        remote.synchronize(kg.store)
    assert len(list(remote)) == 1
    remote.update("DROP ALL")


def test_the_command_line_sends_and_asks(
    oxigraph: Endpoint, kg: KnowledgeGraph, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from claimgraph.cli import main

    Remote(oxigraph).update("DROP ALL")
    (tmp_path / "claimgraph.toml").write_text("format = 1\n", "utf-8")
    (tmp_path / "sources").mkdir()
    Store.rebuild(tmp_path / "store", Records(kg.sources, kg.extractions, kg.entities, kg.base, kg.vocabulary))
    Remote(oxigraph).synchronize(Store.open(tmp_path / "store"))
    there = ["--store", oxigraph.query]
    assert main(["query", str(tmp_path), "--named", "organizations", "--format", "csv", *there]) == 0
    assert "Harbor Union" in capsys.readouterr().out
    assert main(["search", str(tmp_path), "lunt", *there]) == 0
    assert "Ána Lund" in capsys.readouterr().out


@pytest.mark.parametrize("address", ["", "nonsense", "ftp://host/query", "http://"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(UsageError, match="no address"):
        Endpoint(address)


def test_a_store_that_does_not_answer_is_said() -> None:
    remote = Remote(Endpoint(f"http://user:secret@127.0.0.1:{free_port()}/query"))
    with pytest.raises(QueryError, match="no answer") as caught:
        remote.query("ASK {}")
    assert "secret" not in str(caught.value)
