"""The endpoint on a real port, asked by three clients."""

from __future__ import annotations

import base64
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

from claimgraph.errors import UsageError
from claimgraph.graph.access import Access
from claimgraph.graph.answers import Job, Limits
from claimgraph.graph.protocol import Request
from claimgraph.graph.serve import examples, make_app, serve
from claimgraph.graph.worker import Ticket, Workers

DATA = """
<urn:a> <urn:p> "Gdańsk"@pl , 2 .
<urn:g> { <urn:b> <urn:p> "named" . }
<urn:empty> { }
""" + "\n".join(f"<urn:n{i}> <urn:next> <urn:n{(i * 7 + 3) % 150}>, <urn:n{(i * 11 + 5) % 150}> ." for i in range(150))
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?x ?b . ?c ?y ?d . ?e ?z ?f . ?g ?w ?h FILTER(?b != ?h) }"
GREEDY = "SELECT ?a { ?a ?x ?b . ?c ?y ?d . ?e ?z ?f } ORDER BY ?f ?d LIMIT 1"
LIMIT = 3.0
MEMORY = 400 * 2**20


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk."""
    path = tmp_path_factory.mktemp("graph") / "store"
    made = pyoxigraph.Store(str(path))
    made.load(DATA.encode(), pyoxigraph.RdfFormat.TRIG)
    made.add_graph(pyoxigraph.NamedNode("urn:empty"))
    made.flush()
    del made
    return path


@pytest.fixture(scope="module")
def endpoint(store: Path, running: Any) -> Iterator[str]:
    """The address of a running server."""
    app = make_app(
        store,
        view=lambda: "<!doctype html><title>the view</title>",
        queries={"all": "SELECT * { ?s ?p ?o }"},
        limits=Limits(seconds=LIMIT, answer=20_000, rows=200, memory=MEMORY),
        workers=3,
    )
    with running(app) as address:
        yield address


@pytest.fixture(scope="module")
def whole(store: Path, running: Any) -> Iterator[str]:
    """The address of a running server that may answer with more."""
    with running(make_app(store, workers=1)) as address:
        yield address


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
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p } }", "*/*", 400),
        ("ASK { FILTER <urn:function>(1) }", "*/*", 501),
        (ALL, "image/png", 406),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", 406),
    ],
)
def test_what_is_not_answered(endpoint: str, query: str, accept: str, status: int) -> None:
    answer = get(endpoint, query, accept)
    assert answer.status_code == status and answer.text.strip()


@pytest.mark.parametrize(("path", "allowed"), [("sparql", "GET, HEAD, POST, OPTIONS"), ("store", "GET, HEAD, OPTIONS")])
@pytest.mark.parametrize(("method", "status"), [("PUT", 405), ("DELETE", 405), ("PATCH", 405), ("OPTIONS", 204)])
def test_other_methods_are_told_which_work(endpoint: str, path: str, allowed: str, method: str, status: int) -> None:
    answer = httpx.request(method, f"{endpoint}/{path}")
    assert (answer.status_code, answer.headers["allow"]) == (status, allowed)


def test_head_tells_what_get_would(endpoint: str) -> None:
    for path in ("/sparql", "/store?default", f"/sparql?{httpx.QueryParams(query=ALL)}", "/"):
        head, whole = httpx.head(endpoint + path), httpx.get(endpoint + path)
        names = ("content-type", "content-length")
        assert head.content == b"" and [head.headers[n] for n in names] == [whole.headers[n] for n in names]


@pytest.mark.parametrize(
    ("query", "accept", "status", "subjects"),
    [
        ("default", "text/turtle", 200, {"urn:a", *(f"urn:n{i}" for i in range(150))}),
        ("graph=urn:g", "application/n-triples", 200, {"urn:b"}),
        ("graph=urn:g", "application/trig", 200, {"urn:b"}),
        ("graph=urn:empty", "text/turtle", 200, set()),
        ("graph=urn:absent", "text/turtle", 404, None),
        ("graph=urn:g&graph=urn:g", "text/turtle", 400, None),
        ("graph=relative", "text/turtle", 400, None),
        ("graph=urn:a b", "text/turtle", 400, None),
        ("default=yes", "text/turtle", 400, None),
        ("", "text/turtle", 406, None),
        ("", "application/n-quads", 200, {"urn:a", "urn:b", *(f"urn:n{i}" for i in range(150))}),
    ],
)
def test_graphs_can_be_read_whole(whole: str, query: str, accept: str, status: int, subjects: set[str] | None) -> None:
    answer = httpx.get(f"{whole}/store?{query}", headers={"Accept": accept})
    assert answer.status_code == status
    if subjects is not None:
        form = pyoxigraph.RdfFormat.from_media_type(accept)
        assert {quad.subject.value for quad in pyoxigraph.parse(answer.content, form)} == subjects


def test_the_service_describes_itself(endpoint: str) -> None:
    graph = rdflib.Graph().parse(data=httpx.get(f"{endpoint}/sparql").text, format="turtle")
    namespace = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert (rdflib.URIRef(f"{endpoint}/sparql"), rdflib.RDF.type, namespace.Service) in graph


def test_a_query_past_its_time_is_ended_while_others_are_answered(endpoint: str) -> None:
    slow: list[httpx.Response] = []
    thread = threading.Thread(target=lambda: slow.append(get(endpoint, SLOW)))
    thread.start()
    answered = 0
    while thread.is_alive():
        assert get(endpoint, ALL).status_code == 200
        answered += 1
    assert slow[0].status_code == 503 and "3 seconds" in slow[0].text
    assert answered > 3


def test_a_query_past_its_memory_is_ended_and_the_next_is_answered(store: Path) -> None:
    limits = Limits(seconds=60, memory=MEMORY)
    with Workers(store, limits, 1) as workers:
        answer = workers.ask(Job(Request(GREEDY), "text/csv", None))
        assert answer.outcome == "stopped" and b"memory" in answer.body
        assert workers.ask(Job(Request(ALL), "text/csv", None)).outcome == "answered"


def test_a_query_whose_client_leaves_is_ended(store: Path) -> None:
    with Workers(store, Limits(seconds=60), 1) as workers:
        ticket, answers = Ticket(), []
        thread = threading.Thread(target=lambda: answers.append(workers.ask(Job(Request(SLOW), None, None), ticket)))
        thread.start()
        time.sleep(1)
        begin = time.monotonic()
        ticket.give_up()
        thread.join()
        assert answers[0].outcome == "stopped" and time.monotonic() - begin < 30
        assert workers.ask(Job(Request(ALL), "text/csv", None)).outcome == "answered"


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv", "text/tab-separated-values"])
@pytest.mark.parametrize(("count", "status"), [(200, 200), (201, 503)])
def test_an_answer_past_its_rows_is_refused(endpoint: str, accept: str, count: int, status: int) -> None:
    answer = get(endpoint, f"SELECT ('\"\\r\\n' AS ?x) {{ ?a <urn:next> ?c }} LIMIT {count}", accept)
    assert answer.status_code == status and ("200 rows" in answer.text) is (status != 200)


@pytest.mark.parametrize(
    "query", ["SELECT * { ?a ?b ?c . ?d ?e ?f }", "CONSTRUCT { ?d ?b ?c } { ?a ?b ?c . ?d ?e ?f }"]
)
def test_an_answer_past_its_size_is_refused(endpoint: str, query: str) -> None:
    answer = get(endpoint, query)
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
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        ({"Host": "localhost"}, 200),
    ],
)
def test_other_hosts_and_origins_are_turned_away(endpoint: str, headers: dict[str, str], status: int) -> None:
    answer = httpx.get(f"{endpoint}/sparql", headers=headers)
    assert answer.status_code == status
    assert "access-control-allow-origin" not in answer.headers


ELSEWHERE = "https://notebook.example"


def test_pages_of_another_origin_may_ask_where_that_was_asked_for(store: Path, running: Any) -> None:
    access = Access(origins=(ELSEWHERE,), token="secret")
    preflight = {"Origin": ELSEWHERE, "Access-Control-Request-Method": "POST"}
    with running(make_app(store, workers=1, access=access)) as address:
        may = httpx.options(f"{address}/sparql", headers=preflight)
        told = httpx.get(f"{address}/sparql", headers={"Origin": ELSEWHERE, "Authorization": "Bearer secret"})
        other = httpx.get(f"{address}/sparql", headers={"Origin": "https://attacker.example"})
    assert may.status_code == 204 and "Authorization" in may.headers["access-control-allow-headers"]
    assert (told.status_code, told.headers["access-control-allow-origin"]) == (200, ELSEWHERE)
    assert other.status_code == 403 and "access-control-allow-origin" not in other.headers


def test_a_token_is_asked_for_and_known_in_two_forms(store: Path, running: Any) -> None:
    basic = "Basic " + base64.b64encode(b"anybody:secret").decode()
    with running(make_app(store, workers=1, access=Access(token="secret"))) as address:
        for path in ("/", "/sparql", "/store", "/view", "/yasgui/yasgui.min.js", "/nowhere"):
            refused = httpx.get(address + path)
            assert refused.status_code == 401 and "Basic" in refused.headers["www-authenticate"]
        for given in (basic, "Bearer secret"):
            assert httpx.get(f"{address}/sparql", headers={"Authorization": given}).status_code == 200
        wrapper = SPARQLWrapper(f"{address}/sparql")
        wrapper.setCredentials("anybody", "secret")
        wrapper.setQuery(ALL)
        wrapper.setReturnFormat(JSON)
        assert len(wrapper.queryAndConvert()["results"]["bindings"]) == 2
        graph = rdflib.Graph(SPARQLStore(f"{address}/sparql", auth=("anybody", "secret")))
        assert len(list(graph.objects(rdflib.URIRef("urn:a")))) == 2


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


def test_curl_asks_in_three_ways(endpoint: str) -> None:
    curl = [shutil.which("curl") or "curl", "--silent", "--fail", "--noproxy", "*", "-H", "Accept: text/csv"]
    ways = [
        ["--get", "--data-urlencode", f"query={ALL}"],
        ["--data-urlencode", f"query={ALL}"],
        ["--header", "Content-Type: application/sparql-query", "--data-binary", ALL],
    ]
    answers = [subprocess.run([*curl, *way, f"{endpoint}/sparql"], capture_output=True, check=True) for way in ways]
    assert [answer.stdout.decode() for answer in answers] == ["o\r\n2\r\nGdańsk\r\n"] * 3


def test_relative_names_are_under_the_endpoint(endpoint: str) -> None:
    answer = get(endpoint, "CONSTRUCT { <s> <p> 1 } {}", "application/n-triples")
    assert answer.text.startswith(f"<{endpoint}/s>")


def test_our_prefixes_need_no_declaration(endpoint: str) -> None:
    assert get(endpoint, "ASK { ?s rdfs:label ?o }").status_code == 200


@pytest.mark.parametrize("name", list(examples()))
def test_the_queries_offered_are_understood(endpoint: str, name: str) -> None:
    assert get(endpoint, examples()[name]).status_code == 200


def test_a_graph_in_memory_cannot_be_served(harbor) -> None:
    from claimgraph.graph.knowledge import KnowledgeGraph
    from claimgraph.ontology import vocabulary

    graph = KnowledgeGraph.of([], [], {}, vocabulary=vocabulary.load())
    with pytest.raises(UsageError, match="in memory"):
        serve(graph)


def test_a_rebuilt_store_is_seen(tmp_path: Path) -> None:
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
