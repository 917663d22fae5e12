"""The SPARQL 1.1 Protocol's query operation and the Graph Store Protocol's GET, free of any web framework.

https://www.w3.org/TR/sparql11-protocol/#query-operation
https://www.w3.org/TR/sparql11-http-rdf-update/#http-get
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
RESULTS = {
    "application/sparql-results+json": "JSON",
    "application/sparql-results+xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
    "application/json": "JSON",
    "application/xml": "XML",
    "text/xml": "XML",
}
"""Media types for rows and for yes or no, the preferred first, with pyoxigraph's names of the formats."""
GRAPHS = {
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON_LD",
    "application/trig": "TRIG",
    "application/n-quads": "N_QUADS",
    "application/json": "JSON_LD",
    "application/xml": "RDF_XML",
    "text/xml": "RDF_XML",
    "text/plain": "N_TRIPLES",
}
"""Media types for triples."""
DATASETS = {name: GRAPHS[name] for name in ("application/trig", "application/n-quads", "application/ld+json")}
"""Media types for the triples of many graphs."""


class ProtocolError(Exception):
    """A request that the protocol answers with an error: its HTTP status and a sentence for people."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


@dataclass(frozen=True, slots=True)
class Request:
    """One query, and the graphs that it is asked of: none means the store's own default and named graphs."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GraphRequest:
    """A graph to be read whole: the named one, the default one (``""``), or all of them (None)."""

    graph: str | None


def read_graph_request(method: str, query_string: str) -> GraphRequest:
    """The graph that a request of the Graph Store Protocol names: ``?default``, ``?graph=IRI``, or neither for all.

    Raises ProtocolError: 400 for a malformed request, 405 for all that would write.

    >>> read_graph_request("GET", "graph=urn:g")
    GraphRequest(graph='urn:g')
    """
    if method not in ("GET", "HEAD"):
        raise ProtocolError(405, f"{method} is not done here: this graph store is read-only; GET and HEAD are answered")
    parameters = _parameters(query_string)
    graphs = [value for name, value in parameters if name == "graph"]
    if len(parameters) > 1 or (parameters and not graphs and parameters[0] != ("default", "")):
        raise ProtocolError(400, "ask with ?default, with one ?graph=IRI, or with neither for all graphs")
    if graphs and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", graphs[0]):
        raise ProtocolError(400, f"{graphs[0]!r} is no absolute IRI; a graph is named by one")
    return GraphRequest(graphs[0] if graphs else "" if parameters else None)


def read_request(method: str, query_string: str, content_type: str, body: bytes) -> Request | None:
    """The query that an HTTP request carries; None for a plain GET, which asks for the service description.

    Raises ProtocolError: 400 for a malformed request, 405 for a method, 415 for a content type it cannot be.

    >>> read_request("GET", "query=ASK%7B%7D", "", b"")
    Request(query='ASK{}', default_graphs=(), named_graphs=())
    """
    if method in ("GET", "HEAD"):
        parameters = _parameters(query_string)
        return _request(parameters) if parameters else None
    if method != "POST":
        raise ProtocolError(405, f"{method} is not understood here; GET and POST are")
    kind = content_type.partition(";")[0].strip().lower()
    charset = re.search(r'charset\s*=\s*"?([\w-]+)', content_type, re.IGNORECASE)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise ProtocolError(415, f"the charset is {charset[1]}; send the query in UTF-8")
    if kind == FORM:
        return _request(_parameters(_decode(body)))
    if kind == DIRECT:
        given = [(name, value) for name, value in _parameters(query_string) if name != "query"]
        if len(given) != len(_parameters(query_string)):
            raise ProtocolError(400, "the query stands both in the address and in the body; send it once")
        return _request([("query", _decode(body)), *given])
    if kind == "application/sparql-update":
        raise ProtocolError(403, "this endpoint is read-only: it answers queries and takes no updates")
    raise ProtocolError(415, f"the content type is {kind or 'missing'}; send {FORM} or {DIRECT}")


def choose(accept: str, offered: Mapping[str, str], default: str) -> str | None:
    """The media type to answer in: the offered one the Accept header likes best; None if it likes none (RFC 9110).

    >>> choose("text/csv;q=0.5, application/sparql-results+xml", RESULTS, "text/csv")
    'application/sparql-results+xml'
    >>> choose("image/png", RESULTS, "text/csv") is None
    True
    """
    wanted = [_weighed(part) for part in accept.split(",") if part.strip()]
    if not wanted:
        return default
    best: tuple[float, int, str] | None = None
    for place, media in enumerate([default, *(media for media in offered if media != default)]):
        ranks = ("*/*", media.partition("/")[0] + "/*", media)
        fits = [(ranks.index(range_), weight) for range_, weight in wanted if range_ in ranks]
        weight = max(fits)[1] if fits else 0.0  # the most specific range decides
        if weight > 0 and (best is None or (weight, -place) > best[:2]):
            best = (weight, -place, media)
    return best[2] if best else None


def _weighed(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((p.partition("=")[2] for p in parameters if p.replace(" ", "").startswith("q=")), "1")
    try:
        return media, min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return media, 0.0


def _parameters(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=200)
    except ValueError:  # UnicodeDecodeError is one
        raise ProtocolError(400, "the parameters are not URL-encoded UTF-8, or too many") from None


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, f"the body is not UTF-8 (byte {error.start}); send the query in UTF-8") from None


def _request(parameters: Sequence[tuple[str, str]]) -> Request:
    queries = _values(parameters, "query")
    if any(_values(parameters, name) for name in ("update", "using-graph-uri", "using-named-graph-uri")):
        raise ProtocolError(400, "this endpoint is read-only: it answers queries and takes no updates")
    if len(queries) != 1:
        raise ProtocolError(400, f"there {'is no' if not queries else 'is more than one'} query; send one, as 'query'")
    return Request(
        queries[0],
        tuple(_values(parameters, "default-graph-uri")),
        tuple(_values(parameters, "named-graph-uri")),
    )


def _values(parameters: Iterable[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in parameters if key == name]
