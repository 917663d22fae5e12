"""A real server on a real port of this machine, over a store that can be replaced while it runs."""

from __future__ import annotations

import contextlib
import http.client
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import uvicorn

from claimgraph.graph.answers import Limits
from claimgraph.graph.serve import make_app


@dataclass(frozen=True)
class Reply:
    """An HTTP answer: its status, media type and body."""

    status: int
    media: str
    body: bytes


@dataclass(frozen=True)
class Served:
    """A running server: its address, and the folder of its store."""

    address: str
    store: Path

    def hold(self, fill: Callable[[ox.Store], None]) -> None:
        """Put another store in the place of the one that is served, as a build does."""
        new, old = self.store.with_name("new"), self.store.with_name("old")
        store = ox.Store(str(new))
        fill(store)
        store.flush()
        del store
        if self.store.exists():
            self.store.rename(old)
        new.rename(self.store)
        shutil.rmtree(old, ignore_errors=True)

    def ask(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Reply:
        """The answer to one request, sent as it is: no header is added but Host and Content-Length."""
        host = urlsplit(self.address)
        connection = http.client.HTTPConnection(host.hostname or "", host.port, timeout=60)
        try:
            connection.request(method, path, body=body, headers=dict(headers or {}))
            answer = connection.getresponse()
            media = (answer.headers.get("content-type") or "").partition(";")[0]
            return Reply(answer.status, media, answer.read())
        finally:
            connection.close()


@contextlib.contextmanager
def serving(store: Path, limits: Limits = Limits(), workers: int = 4) -> Iterator[Served]:  # noqa: B008
    """Serve the store at a path until the block ends."""
    app = make_app(store, limits=limits, workers=workers)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", backlog=2048))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the server did not start")
            time.sleep(0.02)
        yield Served(f"http://127.0.0.1:{port}", store)
    finally:
        server.should_exit = True
        thread.join(30)
