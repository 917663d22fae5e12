"""A store on another machine: any endpoint of the SPARQL 1.1 Protocol that takes queries and updates.

It answers as an Oxigraph store does, as far as this package asks one. What a store on disk holds is sent to it graph
by graph: a digest of each graph stands there beside the data, so that only what has changed is sent again, and a
transfer that was cut off goes on where it was.
"""

from __future__ import annotations

import hashlib
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from ..errors import QueryError, UsageError
from ..ontology.iris import PREFIXES
from .guard import without_text
from .query import ask, ask_named
from .results import Result

DIGESTS = ox.NamedNode("urn:claimgraph:digests")
"""The graph that holds the digests of the others."""
FACTS = ox.NamedNode("urn:claimgraph:facts")
"""The default graph's name among the digests, and in a store that has no default graph of its own."""
_DIGEST = ox.NamedNode(PREFIXES["cg"] + "sha256")
_ROWS, _GRAPH = "application/sparql-results+json", "application/n-triples, text/turtle;q=0.8"
_FORM = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_TRIPLES = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
}
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a remote store is asked and written. A user and password may stand in the address.

    ``update`` is the address for updates: by default that of queries, with ``update`` for a last ``query``.
    ``named`` is for stores whose default graph is the union of all others: the plain triples are then in a graph.

    >>> Endpoint("http://127.0.0.1:7878/query").update_address
    'http://127.0.0.1:7878/update'
    """

    query: str
    update: str | None = None
    named: bool = False
    seconds: float = 60.0

    def __post_init__(self) -> None:
        for address in (self.query, self.update or self.query):
            parts = urllib.parse.urlsplit(address)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise UsageError(f"{address!r} is no address of an endpoint; give one such as http://host:7878/query")

    @property
    def update_address(self) -> str:
        """Where updates are sent."""
        head, slash, last = self.query.rpartition("/")
        return self.update or (f"{head}{slash}update" if last == "query" else self.query)

    @property
    def shown(self) -> str:
        """The address for people, without a password."""
        parts = urllib.parse.urlsplit(self.query)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


@dataclass(frozen=True, slots=True)
class RemoteGraph:
    """What can be asked of a graph whose store is elsewhere: SPARQL, and the named queries."""

    store: Remote
    base: str

    def query(self, text: str, /, **values: str) -> Result:
        """The answer to a SPARQL query; our prefixes need no declaration. Raises QueryError."""
        return ask(self.store, text, values, base=self.base)

    def named(self, name: str, /, **values: str) -> Result:
        """The answer to a named query. Raises QueryError, which lists what there is."""
        return ask_named(self.store, name, values, base=self.base)


class Remote:
    """The store behind an endpoint. Each call is a request of its own; it may be shared between threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def query(
        self,
        text: str,
        *,
        base_iri: str | None = None,
        prefixes: Mapping[str, str] | None = None,
        default_graph: Sequence[Any] | None = None,
        named_graphs: Sequence[Any] | None = None,
    ) -> Any:
        """Rows, a truth or triples, as pyoxigraph has them. Raises QueryError; SyntaxError for a malformed query."""
        head = f"BASE <{base_iri}>\n" if base_iri else ""
        head += "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in (prefixes or {}).items())
        fields = [("query", head + text)]
        if default_graph is None and named_graphs is None and self.endpoint.named:
            default_graph, named_graphs = [FACTS], self._graphs()
        fields += [("default-graph-uri", graph.value) for graph in default_graph or ()]
        fields += [("named-graph-uri", graph.value) for graph in named_graphs or ()]
        form = _FORM.search(without_text(text))
        triples = form is not None and form[0].upper() in ("CONSTRUCT", "DESCRIBE")
        media, body = self._send(self.endpoint.query, fields, _GRAPH if triples else _ROWS)
        if triples:
            return (quad.triple for quad in ox.parse(body, _TRIPLES.get(media, ox.RdfFormat.TURTLE)))
        try:
            return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"{self.endpoint.shown}: the answer ({media}) cannot be read: {error}") from None

    def update(self, text: str) -> None:
        """Carry out an update. Raises QueryError."""
        self._send(self.endpoint.update_address, [("update", text)], "*/*")

    def quads_for_pattern(self, subject: None, predicate: None, value: None, graph: Any) -> Iterator[ox.Quad]:
        """The quads of one graph; no other pattern is asked for."""
        named = isinstance(graph, ox.NamedNode)
        within = f"GRAPH {graph} {{ ?s ?p ?o }}" if named else "?s ?p ?o"
        for row in self._rows(f"SELECT ?s ?p ?o {{ {within} }}", [FACTS] if self.endpoint.named and not named else ()):
            yield ox.Quad(row["s"], row["p"], row["o"], graph)

    def contains_named_graph(self, graph: ox.NamedNode) -> bool:
        """Whether there is anything in a graph."""
        return bool(self._rows(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"))

    def __iter__(self) -> Iterator[ox.Quad]:
        yield from self.quads_for_pattern(None, None, None, ox.DefaultGraph())
        for graph in self._graphs():
            yield from self.quads_for_pattern(None, None, None, graph)

    def digests(self) -> dict[str, str]:
        """The digest of each graph that was sent whole, by its name."""
        rows = self._rows(f"SELECT ?graph ?digest {{ GRAPH {DIGESTS} {{ ?graph {_DIGEST} ?digest }} }}")
        return {row["graph"].value: row["digest"].value for row in rows if row["graph"] != DIGESTS}

    def synchronize(self, store: ox.Store) -> int:
        """Let the remote store hold what a local one holds, and tell how many graphs had to be sent or dropped.

        Raises UsageError if it holds what was not sent from here: that would be lost.
        """
        if not self.contains_named_graph(DIGESTS):
            # A store whose default graph is the union of all others has graphs of its own from the beginning.
            if not self.endpoint.named and self._rows("ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"):
                raise UsageError(f"{self.endpoint.shown} holds data that is not from here; give an empty store")
            # From the first moment it is said whose the data is.
            self.update(f'INSERT DATA {{ GRAPH {DIGESTS} {{ {DIGESTS} {_DIGEST} "each graph sent whole" }} }}')
        held = self.digests()
        changed = 0
        graphs = [ox.DefaultGraph(), *sorted(store.named_graphs(), key=str)]
        for graph in graphs:
            lines = sorted(str(quad.triple) for quad in store.quads_for_pattern(None, None, None, graph))
            digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
            name = FACTS if isinstance(graph, ox.DefaultGraph) else graph
            if held.pop(str(name.value), None) != digest:
                self._replace(name, lines, digest)
                changed += 1
        for gone in held:
            self._replace(ox.NamedNode(gone), [], None)
        return changed + len(held)

    def _graphs(self) -> list[ox.NamedNode]:
        return [ox.NamedNode(name) for name in sorted(self.digests()) if name != FACTS.value]

    def _rows(self, text: str, default_graph: Sequence[ox.NamedNode] = ()) -> Any:
        """The answer to a query of our own, which names the graphs it asks."""
        return self.query(text, default_graph=default_graph)

    def _replace(self, name: Any, lines: Sequence[str], digest: str | None) -> None:
        """Put triples into a graph in place of what it held. Its digest comes last: without it, it is sent again."""
        plain = name == FACTS and not self.endpoint.named
        self.update(f"DELETE WHERE {{ GRAPH {DIGESTS} {{ {name} {_DIGEST} ?digest }} }}")
        self.update(f"CLEAR SILENT {'DEFAULT' if plain else f'GRAPH {name}'}")
        for first in range(0, len(lines), _BATCH):
            triples = " .\n".join(lines[first : first + _BATCH])
            self.update(f"INSERT DATA {{ {triples} }}" if plain else f"INSERT DATA {{ GRAPH {name} {{ {triples} }} }}")
        if digest is not None:
            self.update(f'INSERT DATA {{ GRAPH {DIGESTS} {{ {name} {_DIGEST} "{digest}" }} }}')

    def _send(self, address: str, fields: Iterable[tuple[str, str]], accept: str) -> tuple[str, bytes]:
        parts = urllib.parse.urlsplit(address)
        bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        handlers: list[Any] = []
        if parts.username is not None:
            secrets = urllib.request.HTTPPasswordMgrWithPriorAuth()
            user, password = urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")
            secrets.add_password(None, bare, user, password)
            handlers = [urllib.request.HTTPDigestAuthHandler(secrets), urllib.request.HTTPBasicAuthHandler(secrets)]
        body = urllib.parse.urlencode(list(fields)).encode()
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        request = urllib.request.Request(bare, body, headers, method="POST")
        try:
            with urllib.request.build_opener(*handlers).open(request, timeout=self.endpoint.seconds) as answer:
                return answer.headers.get_content_type(), answer.read()
        except urllib.error.HTTPError as error:
            said = error.read(2000).decode("utf-8", "replace").strip()
            if error.code == 400:
                raise SyntaxError(said) from None
            raise QueryError(f"{bare}: {error.code} {error.reason}: {said[:300]}") from None
        except (OSError, urllib.error.URLError) as error:
            raise QueryError(f"{bare}: no answer ({error}); see that the store runs there") from None
