"""What a worker does with one job: run it on a store within its limits, and write the answer down."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pyoxigraph as ox

from ..errors import QueryError
from ..ontology.iris import PREFIXES
from .guard import refuse_reaching_out
from .protocol import DATASETS, GRAPHS, RESULTS, GraphRequest, Request
from .texts import storable

Outcome = Literal["answered", "malformed", "unacceptable", "refused", "absent", "unsupported", "stopped"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a query may run (seconds), how big its answer may be (bytes, rows), and a worker's memory (bytes)."""

    seconds: float = 30.0
    answer: int = 64 * 1024 * 1024
    rows: int = 1_000_000
    memory: int = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Job:
    """A request and the media types to answer in: one for rows, one for triples; None where none is acceptable.

    Relative IRIs in a query are taken to be under ``base``.
    """

    request: Request | GraphRequest
    results: str | None
    graph: str | None
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job; ``body`` is the answer, or a sentence that says what went wrong."""

    outcome: Outcome
    media: str
    body: bytes


class TooBig(Exception):
    """An answer has grown past its limit, which the message names."""


def answer_job(store: Any, job: Job, limits: Limits) -> Answer:
    """Do a job on a store, all in the calling thread, as pyoxigraph's iterators demand."""
    try:
        if isinstance(job.request, GraphRequest):
            return _graph(store, job.request, job.graph, limits)
        return _query(store, job.request, job, limits)
    except TooBig as error:
        return _said("stopped", f"the answer has more than {error}; narrow it, or add LIMIT")


def _query(store: Any, request: Request, job: Job, limits: Limits) -> Answer:
    """The answer to a query, in which the prefixes of the ontology need no declaration."""
    try:
        refuse_reaching_out(request.query)
    except QueryError as error:
        wrong = mistake(request.query, job.base)
        return _said("malformed", wrong) if wrong else _said("refused", str(error))
    try:
        found = store.query(
            request.query,
            base_iri=job.base,
            prefixes=PREFIXES,
            default_graph=[ox.NamedNode(iri) for iri in request.default_graphs]
            or ([] if request.named_graphs else None),
            named_graphs=[ox.NamedNode(iri) for iri in request.named_graphs]
            or ([] if request.default_graphs else None),
        )
    except (SyntaxError, ValueError) as error:
        return _said("malformed", f"the query cannot be understood: {error}")
    except RuntimeError as error:
        return _said("unsupported", f"the query cannot be answered: {error}")
    triples = not isinstance(found, ox.QuerySolutions | ox.QueryBoolean)
    media = job.graph if triples else job.results
    if media is None:
        return _said("unacceptable", f"the answer can be had as: {', '.join(GRAPHS if triples else RESULTS)}")
    if triples:
        return Answer("answered", media, _written(found, GRAPHS[media], limits))
    output = _Bounded(limits.answer)
    found.serialize(output, getattr(ox.QueryResultsFormat, RESULTS[media]))
    content = _whole(output.getvalue(), media)
    if isinstance(found, ox.QuerySolutions) and _has_more_rows(content, RESULTS[media], limits.rows):
        raise TooBig(f"{limits.rows:,} rows")
    return Answer("answered", media, content)


def mistake(query: str, base: str | None = None) -> str | None:
    """What is wrong with a query's syntax, found without running any of it; None if it is well formed.

    >>> mistake("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    >>> mistake("SELECT * { SERVICE")[:32]
    'the query cannot be understood: '
    """
    try:
        # Oxigraph parses, and then finds that these two options exclude each other.
        ox.Store().query(
            query,
            base_iri=base,
            prefixes=PREFIXES,
            use_default_graph_as_union=True,
            default_graph=[ox.DefaultGraph()],
        )
    except SyntaxError as error:
        return f"the query cannot be understood: {error}"
    except ValueError:
        return None
    raise AssertionError("a query that was only to be parsed was run")


def _graph(store: Any, request: GraphRequest, media: str | None, limits: Limits) -> Answer:
    formats = DATASETS if request.graph is None else GRAPHS
    if media is None:
        return _said("unacceptable", f"the graph can be had as: {', '.join(formats)}")
    if request.graph is None:
        return Answer("answered", media, _written(store, DATASETS[media], limits))
    try:
        name = ox.NamedNode(request.graph) if request.graph else ox.DefaultGraph()
    except ValueError as error:
        return _said("malformed", f"{request.graph!r} is no IRI: {error}")
    quads = store.quads_for_pattern(None, None, None, name)
    first = next(iter(quads), None)
    if first is None and isinstance(name, ox.NamedNode) and not store.contains_named_graph(name):
        return _said("absent", f"there is no graph <{request.graph}> here")
    triples = (quad.triple for quad in ([] if first is None else [first, *quads]))
    return Answer("answered", media, _written(triples, formats[media], limits))


def _written(items: Iterable[Any], form: str, limits: Limits) -> bytes:
    output = _Bounded(limits.answer)
    ox.serialize(_counted(items, limits.rows), output, getattr(ox.RdfFormat, form), prefixes=PREFIXES)
    return _whole(output.getvalue(), form)


def _whole(content: bytes, form: str) -> bytes:
    """XML without what XML cannot hold, and with its carriage returns (2.11: as they are, they are line feeds)."""
    return (
        storable(content.decode("utf-8")).replace("\r", "&#13;").encode("utf-8") if "XML" in form.upper() else content
    )


def _counted(items: Iterable[Any], most: int) -> Iterator[Any]:
    for number, item in enumerate(items):
        if number >= most:
            raise TooBig(f"{most:,} triples")
        yield item


def _has_more_rows(content: bytes, form: str, most: int) -> bool:
    if len(content) <= most:  # a row takes at least its line's end
        return False
    if form == "CSV":  # line ends count where an even number of quotes stands before them
        return sum(part.count(b"\r\n") for part in content.split(b'"')[::2]) - 1 > most
    rows = ox.parse_query_results(content, getattr(ox.QueryResultsFormat, form))
    assert isinstance(rows, ox.QuerySolutions)
    return any(number >= most for number, _ in enumerate(rows))


def _said(outcome: Outcome, sentence: str) -> Answer:
    return Answer(outcome, "text/plain", sentence.encode())


class _Bounded(io.BytesIO):
    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, data: Any, /) -> int:
        if self.tell() + len(data) > self.limit:
            raise TooBig(f"{self.limit / 2**20:g} MB")
        return super().write(data)
