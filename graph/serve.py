"""The graph over HTTP, for the machine it is on: a SPARQL 1.1 endpoint that only reads, a query page and the view.

Foreign web pages cannot reach it: a request must name a host that is meant (against DNS rebinding), its origin, if
it has one, must be this server, and no answer allows another origin to read it. Queries cannot reach out: SERVICE is
refused before the store sees it.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ..errors import QueryError, UsageError
from . import protocol
from .guard import refuse_reaching_out
from .protocol import GRAPHS, RESULTS, ProtocolError
from .query import named_queries
from .worker import Job, Limits, Workers

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_LONGEST = 1024 * 1024
_STATUS = {"answered": 200, "malformed": 400, "unacceptable": 406, "refused": 403, "stopped": 503}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class Servable(Protocol):
    """What can be served: a store on disk and the page that shows it."""

    @property
    def path(self) -> Path | None:
        """Where the store is; None if it is in memory alone."""

    def view(self) -> str:
        """The page that shows the graph."""


def make_app(
    store: Path,
    *,
    view: Callable[[], str] | None = None,
    queries: Mapping[str, str] | None = None,
    hosts: tuple[str, ...] = LOOPBACK,
    limits: Limits = Limits(),  # noqa: B008 (it is frozen)
    workers: int = 2,
) -> Starlette:
    """The web application over the store at ``store``: ``/sparql``, ``/`` (a query page) and ``/view``.

    ``view`` makes the page that ``/view`` shows, when it is first asked for; ``queries`` are offered on the query
    page, by name; ``hosts`` are the names under which the server may be called, "*" for any.
    """
    pool = Workers(store, limits, workers)
    pages: dict[str, str] = {}

    async def sparql(request: Request) -> Response:
        return await _sparql(request, pool)

    async def ask(request: Request) -> Response:
        page, policy = _query_page(queries or {}, view is not None)
        return HTMLResponse(page, headers={"Content-Security-Policy": policy})

    async def look(request: Request) -> Response:
        if view is None:
            return PlainTextResponse("this server shows no view of its graph\n", 404)
        if "view" not in pages:
            pages["view"] = await run_in_threadpool(view)
        return HTMLResponse(pages["view"])

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        with pool:
            yield

    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    routes = [Route("/sparql", sparql, methods=methods), Route("/", ask), Route("/view", look)]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.add_middleware(_OnlyFromHere, hosts=hosts)
    return app


def serve(graph: Servable, *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Answer until interrupted. Other hosts than loopback must be asked for by name: nothing here asks who calls.

    Raises UsageError if the graph is in memory alone: the processes that answer could not see it.
    """
    import uvicorn

    if graph.path is None:
        raise UsageError("this graph is in memory alone; build it in a folder, and serve that")
    anywhere = host in ("0.0.0.0", "::", "")
    hosts = ("*",) if anywhere else (*LOOPBACK, f"[{host}]" if ":" in host else host)
    app = make_app(graph.path, view=graph.view, queries=_examples(), hosts=hosts)
    print(f"http://{host}:{port}/         ask in SPARQL\nhttp://{host}:{port}/view     see the graph")
    print(f"http://{host}:{port}/sparql   for programs\nStop with Ctrl-C.", flush=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def _examples() -> dict[str, str]:
    """The named queries, with a value to be changed for each of their parameters."""
    examples = {}
    for name, query in named_queries().items():
        text = query.text
        for parameter in query.parameters:
            value = pyoxigraph.Literal(query.defaults.get(parameter, f"{parameter} goes here"))
            text = re.sub(rf"[?$]{re.escape(parameter)}\b", str(value).replace("\\", "\\\\"), text)
        examples[name] = text
    return examples


async def _sparql(request: Request, pool: Workers) -> Response:
    try:
        body = await _body(request)
        content_type = request.headers.get("content-type", "")
        asked = protocol.read_request(request.method, request.url.query, content_type, body)
        accept = ",".join(request.headers.getlist("accept"))
        results = protocol.choose(accept, RESULTS, "application/sparql-results+json")
        graph = protocol.choose(accept, GRAPHS, "text/turtle")
        if asked is None:
            return _description(str(request.url.replace(query="")), graph)
        refuse_reaching_out(asked.query)
    except ProtocolError as error:
        allow = {"Allow": "GET, HEAD, POST"} if error.status == 405 else {}
        return PlainTextResponse(error.message + "\n", error.status, headers=allow)
    except QueryError as error:
        return PlainTextResponse(f"{error}\n", 403)
    except ClientDisconnect:
        return Response(status_code=400)
    answer = await run_in_threadpool(pool.ask, Job(asked, results, graph))
    if answer.outcome != "answered":
        return PlainTextResponse(answer.body + b"\n", _STATUS[answer.outcome])
    charset = "; charset=utf-8" if answer.media.startswith("text/") else ""
    return Response(answer.body, headers={"Content-Type": answer.media + charset, "Vary": "Accept"})


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise ProtocolError(413, f"the query is longer than {_LONGEST:,} bytes")
    return body


def _description(endpoint: str, media: str | None) -> Response:
    """What the endpoint can do, as the SPARQL 1.1 Service Description has it."""
    if media is None:
        return PlainTextResponse(f"the service description can be had as: {', '.join(GRAPHS)}\n", 406)
    node, service = pyoxigraph.NamedNode, pyoxigraph.NamedNode(endpoint)
    formats = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle")
    facts = [
        (_RDF + "type", node(_SD + "Service")),
        (_SD + "endpoint", service),
        (_SD + "supportedLanguage", node(_SD + "SPARQL11Query")),
        *((_SD + "resultFormat", node(_FORMATS + name)) for name in (*formats, "N-Triples", "RDF_XML", "JSON-LD")),
    ]
    triples = [pyoxigraph.Triple(service, node(predicate), value) for predicate, value in facts]
    written = pyoxigraph.serialize(triples, format=getattr(pyoxigraph.RdfFormat, GRAPHS[media]), prefixes={"sd": _SD})
    return Response(written, headers={"Content-Type": media, "Vary": "Accept"})


def _query_page(queries: Mapping[str, str], view: bool) -> tuple[str, str]:
    """The page on which people ask, and the content security policy that goes with it."""
    files = {
        name: resources.files(__package__).joinpath(f"query.{name}").read_text("utf-8")
        for name in ("html", "css", "js")
    }
    data = json.dumps({"queries": queries, "view": view}).replace("<", "\\u003c")
    page = files["html"].replace("STYLE", files["css"]).replace("SCRIPT", files["js"]).replace("DATA", data)

    def digest(code: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"

    script, style = digest(files["js"]), digest(files["css"])
    allowed = f"script-src {script}; style-src {style}; connect-src 'self'; img-src data:"
    return page, f"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; {allowed}"


class _OnlyFromHere:
    """Turns away requests that name another host or come from another origin, and adds the headers of caution."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def cautious(message: Any) -> None:
            if message["type"] == "http.response.start":
                extra = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if "*" not in self.hosts and _without_port(host) not in self.hosts:
            refusal = PlainTextResponse(f"this server is not called {host!r}; call it {self.hosts[0]}\n", 421)
            await refusal(scope, receive, cautious)
        elif origin is not None and origin.partition("://")[2] != host:
            await PlainTextResponse(f"pages of {origin!r} may not ask this server\n", 403)(scope, receive, cautious)
        else:
            await self.app(scope, receive, cautious)


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()
