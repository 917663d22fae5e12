"""The graph over HTTP, for the machine it is on: a SPARQL 1.1 endpoint that only reads, a query page and the view.

``/sparql`` answers queries, ``/store`` gives whole graphs (the Graph Store Protocol's GET), ``/search`` finds words,
``/`` is a page to ask on, ``/view`` the picture. Queries cannot reach out: SERVICE is refused before the store sees it.
"""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

import anyio
import pyoxigraph
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from ..errors import UsageError
from ..model import Source
from ..ontology.iris import PREFIXES
from ..ontology.vocabulary import Vocabulary
from ..ontology.vocabulary import load as load_vocabulary
from . import protocol
from .access import LOOPBACK, Access, Guarded
from .answers import Answer, Job, Limits
from .hints import known_terms
from .page import asset, query_page
from .partview import PartView
from .protocol import DATASETS, GRAPHS, RESULTS, ProtocolError
from .query import named_queries
from .remote import Endpoint
from .wordsearch import WordSearch
from .worker import Ticket, Workers

_LONGEST = 1024 * 1024
_BASE = "https://claimgraph.example/"
_STATUS = {"malformed": 400, "unacceptable": 406, "refused": 403, "absent": 404, "unsupported": 501, "stopped": 503}
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


class Servable(Protocol):
    """What can be served: a store on disk, the base of its IRIs, and the page that shows it."""

    @property
    def path(self) -> Path | None:
        """Where the store is; None if it is in memory alone."""

    @property
    def base(self) -> str:
        """What its IRIs start with."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of its ontology."""

    def view(self) -> str:
        """The page that shows the whole graph."""

    def source_of(self, identifier: str) -> Source | None:
        """One of its sources, with its text; None where it is not at hand."""


def make_app(
    store: Path,
    *,
    view: Callable[[], str] | None = None,
    queries: Mapping[str, str] | None = None,
    access: Access = Access(),  # noqa: B008 (it is frozen)
    limits: Limits = Limits(),  # noqa: B008
    workers: int = 4,
    base: str | None = None,
    remote: Endpoint | None = None,
    vocabulary: Vocabulary | None = None,
    source_of: Callable[[str], Source | None] = lambda _: None,
) -> Starlette:
    """The web application over the store at ``store``.

    ``view`` makes the page that ``/view`` shows of a small graph, when it is first asked for; of a big one it shows
    parts, in the words of ``vocabulary`` and with the texts that ``source_of`` gives (:mod:`partview`). ``queries``
    are offered on the query page, by name; ``access`` says who may ask; relative IRIs in queries are under ``base``,
    by default the endpoint. ``remote`` is asked in place of the store, where the graph is on another machine.
    """
    endpoint = _Endpoint(Workers(remote or store, limits, workers), workers, base)
    words = WordSearch(store, remote)
    words_known = vocabulary or load_vocabulary()
    looked = PartView(endpoint.pool, endpoint.turns, view, words_known, base or _BASE, source_of)

    async def ask(request: Request) -> Response:
        page, policy = query_page(queries or {}, view is not None, known_terms(words_known))
        return HTMLResponse(page, headers={"Content-Security-Policy": policy})

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        with endpoint.pool:
            await run_in_threadpool(endpoint.pool.start)
            yield
            words.close()

    routes = [
        Route("/sparql", endpoint.sparql, methods=_METHODS),
        Route("/sparql/", endpoint.sparql, methods=_METHODS),
        Route("/store", endpoint.store, methods=_METHODS),
        Route("/search", words.answer),
        Route("/", ask),
        Route("/view", looked.answer),
        Route("/view/months", looked.months),
        Route("/view/weights", looked.weights),
        Route("/yasgui/{name}", asset),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.add_middleware(Guarded, access=access)
    return app


def serve(
    graph: Servable,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    token: str | None = None,
    origins: tuple[str, ...] = (),
    limits: Limits = Limits(),  # noqa: B008
    workers: int = 4,
    remote: Endpoint | None = None,
) -> None:
    """Answer until interrupted. Beyond loopback every request must carry a token, which is made up if none is given.

    ``origins`` are those whose pages may ask (CORS); by default none may. ``remote`` is a store to ask in place of
    the graph's own.
    Raises UsageError if the graph is in memory alone: the processes that answer could not see it.
    """
    import uvicorn

    if graph.path is None:
        raise UsageError("this graph is in memory alone; build it in a folder, and serve that")
    named = f"[{host}]" if ":" in host else host
    near = named in LOOPBACK or host.startswith("127.")
    token = token or (None if near else secrets.token_urlsafe(24))
    anywhere = host in ("0.0.0.0", "::", "")
    access = Access(("*",) if anywhere else (*LOOPBACK, named), token, origins)
    app = make_app(
        graph.path,
        view=graph.view,
        queries=examples(),
        access=access,
        limits=limits,
        workers=workers,
        base=graph.base,
        remote=remote,
        vocabulary=graph.vocabulary,
        source_of=graph.source_of,
    )
    address = f"http://{named}:{port}"
    print(f"{address}/         ask in SPARQL\n{address}/view     see the graph")
    print(f"{address}/sparql   for programs; {address}/store for whole graphs")
    if token:
        print(f"token: {token}   (Authorization: Bearer TOKEN; in a browser, any user with it as password)")
    if not near:
        print("What goes over the network can be read on the way: put a proxy with TLS in front, or use a tunnel.")
    print("Stop with Ctrl-C.", flush=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False)


def examples() -> dict[str, str]:
    """The named queries, with a value to be changed for each of their parameters, and with the prefixes they use."""
    found = {}
    for name, query in named_queries().items():
        text = query.text
        for parameter in query.parameters:
            value = pyoxigraph.Literal(query.defaults.get(parameter, f"{parameter} goes here"))
            text = re.sub(rf"[?$]{re.escape(parameter)}\b", str(value).replace("\\", "\\\\"), text)
        used = [prefix for prefix in PREFIXES if re.search(rf"(?<![\w:]){prefix}:", text)]
        found[name] = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in used) + text
    return found


class _Endpoint:
    """What programs ask of: queries and whole graphs, answered by a pool of workers."""

    def __init__(self, pool: Workers, workers: int, base: str | None) -> None:
        self.pool, self.base = pool, base
        # One thread waits for each worker; who comes later waits in line, without a thread.
        self.turns = anyio.CapacityLimiter(workers)

    async def sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol, the query operation; without a query the service describes itself."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
        try:
            body = await _body(request)
            content_type = request.headers.get("content-type", "")
            asked = protocol.read_request(request.method, request.url.query, content_type, body)
        except ProtocolError as error:
            return _refused(error, "GET, HEAD, POST, OPTIONS")
        except ClientDisconnect:
            return Response(status_code=400)
        accept = _accept(request)
        graph = protocol.choose(accept, GRAPHS, "text/turtle")
        if asked is None:
            return _description(str(request.url.replace(query="")), graph)
        results = protocol.choose(accept, RESULTS, "application/sparql-results+json")
        base = self.base or str(request.url.replace(query=""))
        return await self._answer(request, Job(asked, results, graph, base))

    async def store(self, request: Request) -> Response:
        """SPARQL 1.1 Graph Store Protocol, reading."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": "GET, HEAD, OPTIONS"})
        try:
            asked = protocol.read_graph_request(request.method, request.url.query)
        except ProtocolError as error:
            return _refused(error, "GET, HEAD, OPTIONS")
        offered = (GRAPHS, "text/turtle") if asked.graph is not None else (DATASETS, "application/trig")
        return await self._answer(request, Job(asked, None, protocol.choose(_accept(request), *offered)))

    async def _answer(self, request: Request, job: Job) -> Response:
        ticket = Ticket()
        answer: Answer | None = None
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_watch, request, ticket)
            answer = await anyio.to_thread.run_sync(self.pool.ask, job, ticket, limiter=self.turns)
            tasks.cancel_scope.cancel()
        assert answer is not None
        if answer.outcome != "answered":
            return PlainTextResponse(answer.body + b"\n", _STATUS[answer.outcome])
        charset = "; charset=utf-8" if answer.media.startswith("text/") else ""
        return Response(answer.body, headers={"Content-Type": answer.media + charset, "Vary": "Accept"})


async def _watch(request: Request, ticket: Ticket) -> None:
    """Give up the job of a client that has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    ticket.give_up()


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise ProtocolError(413, f"the query is longer than {_LONGEST:,} bytes")
    return body


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))


def _refused(error: ProtocolError, methods: str) -> Response:
    allow = {"Allow": methods} if error.status == 405 else {}
    return PlainTextResponse(error.message + "\n", error.status, headers=allow)


def _description(endpoint: str, media: str | None) -> Response:
    """What the endpoint can do, as the SPARQL 1.1 Service Description has it."""
    if media is None:
        return PlainTextResponse(f"the service description can be had as: {', '.join(GRAPHS)}\n", 406)
    text = resources.files(__package__).joinpath("service.ttl").read_text("utf-8")
    triples = [quad.triple for quad in pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE, base_iri=endpoint)]
    prefixes = {"sd": "http://www.w3.org/ns/sparql-service-description#", "formats": "http://www.w3.org/ns/formats/"}
    written: Any = pyoxigraph.serialize(triples, format=getattr(pyoxigraph.RdfFormat, GRAPHS[media]), prefixes=prefixes)
    return Response(written, headers={"Content-Type": media, "Vary": "Accept"})
