"""The endpoint on a real port, asked by three clients."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph
import pytest
import rdflib
import uvicorn
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

from claimgraph.errors import UsageError
from claimgraph.graph.serve import _examples, make_app, serve
from claimgraph.graph.worker import Limits

DATA = """
<urn:a> <urn:p> "Gdańsk"@pl , 2 .
<urn:g> { <urn:b> <urn:p> "named" . }
""" + "\n".join(f"<urn:n{i}> <urn:next> <urn:n{(i * 7 + 3) % 150}>, <urn:n{(i * 11 + 5) % 150}> ." for i in range(150))
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?x ?b . ?c ?y ?d . ?e ?z ?f . ?g ?w ?h FILTER(?b != ?h) }"
LIMIT = 1.5


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk."""
    path = tmp_path_factory.mktemp("graph") / "store"
    made = pyoxigraph.Store(str(path))
    made.load(DATA.encode(), pyoxigraph.RdfFormat.TRIG)
    made.flush()
    del made
    return path


@pytest.fixture(scope="module")
def endpoint(store: Path) -> Iterator[str]:
    """The address of a running server."""
    app = make_app(
        store,
        view=lambda: "<!doctype html><title>the view</title>",
        queries={"all": "SELECT * { ?s ?p ?o }"},
        limits=Limits(seconds=LIMIT, answer=20_000),
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def get(endpoint: str, query: str, accept: str = "*/*", **more: str) -> httpx.Response:
    """The answer to a query by GET."""
    return httpx.get(f"{endpoint}/sparql", params={"query": query, **more}, headers={"Accept": accept}, timeout=30)


ALL = "SELECT ?o { <urn:a> <urn:p> ?o } ORDER BY ?o"


@pytest.mark.parametrize(
    ("accept", "start"),
    [
        ("application/sparql-results+json", b'{"head"'),
        ("application/sparql-results+xml", b"<?xml"),
        ("text/csv", b"o\r\n"),
        ("text/tab-separated-values", b"?o\n"),
    ],
)
def test_rows_in_four_formats(endpoint: str, accept: str, start: bytes) -> None:
    answer = get(endpoint, ALL, accept)
    assert answer.headers["content-type"].partition(";")[0] == accept
    assert answer.content.startswith(start) and "Gdańsk" in answer.text


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_triples_in_four_formats(endpoint: str, accept: str) -> None:
    answer = get(endpoint, "CONSTRUCT WHERE { <urn:a> ?p ?o }", accept)
    assert answer.headers["content-type"].partition(";")[0] == accept
    assert len(list(pyoxigraph.parse(answer.content, pyoxigraph.RdfFormat.from_media_type(accept)))) == 2


def test_post_form_and_direct(endpoint: str) -> None:
    form = httpx.post(f"{endpoint}/sparql", data={"query": "ASK { <urn:a> ?p ?o }"})
    direct = httpx.post(
        f"{endpoint}/sparql",
        content="ASK { <urn:a> ?p 'Gdańsk'@pl }".encode(),
        headers={"Content-Type": "application/sparql-query"},
    )
    assert form.json()["boolean"] is direct.json()["boolean"] is True


@pytest.mark.parametrize(
    ("parameters", "query", "expected"),
    [
        ({}, "ASK { <urn:b> ?p ?o }", False),
        ({"default-graph-uri": "urn:g"}, "ASK { <urn:b> ?p ?o }", True),
        ({"default-graph-uri": "urn:g"}, "ASK { <urn:a> ?p ?o }", False),
        ({"named-graph-uri": "urn:g"}, "ASK { GRAPH ?g { <urn:b> ?p ?o } }", True),
        ({"named-graph-uri": "urn:other"}, "ASK { GRAPH ?g { <urn:b> ?p ?o } }", False),
    ],
)
def test_the_request_chooses_the_graphs(endpoint: str, parameters: dict[str, str], query: str, expected: bool) -> None:
    assert get(endpoint, query, **parameters).json()["boolean"] is expected


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        ("SELECT", "*/*", 400),
        ("INSERT DATA { <urn:x> <urn:y> 1 }", "*/*", 400),
        ("LOAD <http://127.0.0.1/x>", "*/*", 400),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "*/*", 403),
        (ALL, "image/png", 406),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", 406),
    ],
)
def test_what_is_not_answered(endpoint: str, query: str, accept: str, status: int) -> None:
    answer = get(endpoint, query, accept)
    assert answer.status_code == status and answer.text.strip()


def test_other_methods_are_told_which_work(endpoint: str) -> None:
    answer = httpx.put(f"{endpoint}/sparql", content=b"")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")


def test_the_service_describes_itself(endpoint: str) -> None:
    graph = rdflib.Graph().parse(data=httpx.get(f"{endpoint}/sparql").text, format="turtle")
    namespace = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert (rdflib.URIRef(f"{endpoint}/sparql"), rdflib.RDF.type, namespace.Service) in graph


def test_a_query_past_its_time_is_ended_and_the_next_is_answered(endpoint: str) -> None:
    begin = time.monotonic()
    answer = get(endpoint, SLOW)
    assert answer.status_code == 503 and "1.5 seconds" in answer.text
    assert time.monotonic() - begin < LIMIT + 3
    assert get(endpoint, ALL).status_code == 200


def test_an_answer_past_its_size_is_refused(endpoint: str) -> None:
    answer = get(endpoint, "SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert answer.status_code == 503 and "LIMIT" in answer.text


def test_many_ask_at_once(endpoint: str) -> None:
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(get(endpoint, ALL).status_code)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 12


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "attacker.example"}, 421),
        ({"Origin": "https://attacker.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "localhost"}, 200),
    ],
)
def test_other_hosts_and_origins_are_turned_away(endpoint: str, headers: dict[str, str], status: int) -> None:
    answer = httpx.get(f"{endpoint}/sparql", headers=headers)
    assert answer.status_code == status
    assert "access-control-allow-origin" not in answer.headers


def test_pages(endpoint: str) -> None:
    page = httpx.get(endpoint)
    assert "Ask the graph" in page.text and "default-src 'none'" in page.headers["content-security-policy"]
    assert "the view" in httpx.get(f"{endpoint}/view").text


def test_sparqlwrapper_reads_rows_and_triples(endpoint: str) -> None:
    client = SPARQLWrapper(f"{endpoint}/sparql")
    client.setQuery(ALL)
    client.setReturnFormat(JSON)
    assert {row["o"]["value"] for row in client.queryAndConvert()["results"]["bindings"]} == {"Gdańsk", "2"}
    for form in (XML, CSV):
        client.setReturnFormat(form)
        assert client.query().response.status == 200
    client.setQuery("CONSTRUCT WHERE { <urn:a> ?p ?o }")
    client.setReturnFormat(TURTLE)
    assert b"urn:p" in client.queryAndConvert()


def test_rdflib_reads_it_as_a_store(endpoint: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{endpoint}/sparql"))
    assert rdflib.Literal("Gdańsk", lang="pl") in set(graph.objects(rdflib.URIRef("urn:a"), rdflib.URIRef("urn:p")))


def test_our_prefixes_need_no_declaration(endpoint: str) -> None:
    assert get(endpoint, "ASK { ?s rdfs:label ?o }").status_code == 200


@pytest.mark.parametrize("name", list(_examples()))
def test_the_queries_offered_are_understood(endpoint: str, name: str) -> None:
    assert get(endpoint, _examples()[name]).status_code == 200


def test_a_graph_in_memory_cannot_be_served(harbor) -> None:
    from claimgraph.graph.knowledge import KnowledgeGraph
    from claimgraph.ontology import vocabulary

    graph = KnowledgeGraph.of([], [], {}, vocabulary=vocabulary.load())
    with pytest.raises(UsageError, match="in memory"):
        serve(graph)


def test_a_rebuilt_store_is_seen(tmp_path: Path) -> None:
    from claimgraph.graph.protocol import Request
    from claimgraph.graph.worker import Job, Workers

    def fill(text: bytes) -> None:
        made = pyoxigraph.Store(str(tmp_path / "store"))
        made.load(text, pyoxigraph.RdfFormat.TURTLE)
        made.flush()

    job = Job(Request("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), "text/csv", None)
    fill(b"<urn:a> <urn:p> 1 .")
    with Workers(tmp_path / "store", size=1) as workers:
        assert workers.ask(job).body == b"n\r\n1\r\n"
        fill(b"<urn:a> <urn:p> 2 .")
        assert workers.ask(job).body == b"n\r\n2\r\n"
