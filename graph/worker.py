"""Queries in processes of their own: the only thing that surely stops one, memory and all, is ending its process."""

from __future__ import annotations

import contextlib
import io
import queue
import signal
import time
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

import pyoxigraph

from ..ontology.iris import PREFIXES
from .protocol import GRAPHS, RESULTS, Request

Outcome = Literal["answered", "malformed", "unacceptable", "refused", "stopped"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a query may run (seconds), how big its answer may be (bytes), and the memory of a worker (bytes)."""

    seconds: float = 30.0
    answer: int = 64 * 1024 * 1024
    memory: int = 4 * 1024**3


@dataclass(frozen=True, slots=True)
class Job:
    """A request and the media types to answer in: one for rows, one for triples; None where none is acceptable."""

    request: Request
    results: str | None
    graph: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job; ``body`` is the answer, or a sentence that says what went wrong."""

    outcome: Outcome
    media: str
    body: bytes


class TooBig(Exception):
    """An answer has grown past its limit."""


class Workers:
    """A few processes that each answer one query at a time from a store on disk, opened read-only.

    Use it as a context manager, or call ``close``. It may be shared between threads.
    """

    def __init__(self, store: Path, limits: Limits = Limits(), size: int = 2) -> None:
        self.store, self.limits = store, limits
        self._all: list[_Process] = [_Process(store, limits) for _ in range(size)]
        self._idle: queue.Queue[_Process] = queue.Queue()
        for process in self._all:
            self._idle.put(process)

    def ask(self, job: Job) -> Answer:
        """The answer to one job; past the time limit its process is ended, and the answer says so."""
        try:
            process = self._idle.get(timeout=self.limits.seconds)
        except queue.Empty:
            return Answer("stopped", "text/plain", b"all workers are busy; try again, or ask for less at once")
        try:
            return process.ask(job)
        finally:
            self._idle.put(process)

    def close(self) -> None:
        """End all processes."""
        for process in self._all:
            process.end()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Process:
    """One worker process, which is started when it is first needed and again whenever it was ended."""

    def __init__(self, store: Path, limits: Limits) -> None:
        self.store, self.limits = store, limits
        self.process: Any = None
        self.connection: Connection | None = None

    def ask(self, job: Job) -> Answer:
        connection = self._connected()
        deadline = time.monotonic() + self.limits.seconds
        try:
            connection.send(job)
            if connection.poll(max(0.0, deadline - time.monotonic())):
                answer: Answer = connection.recv()
                return answer
            why = f"the query ran past its limit of {self.limits.seconds:g} seconds; ask for less, or raise the limit"
        except (EOFError, OSError):
            why = "the query used more memory than it may, or its process was ended; ask for less"
        self.end()
        return Answer("stopped", "text/plain", why.encode())

    def _connected(self) -> Connection:
        if self.connection is None or not self.process.is_alive():
            self.end()
            context = get_context("spawn")
            self.connection, theirs = context.Pipe()
            self.process = context.Process(target=work, args=(theirs, self.store, self.limits), daemon=True)
            self.process.start()
            theirs.close()
            if not self.connection.poll(30) or self.connection.recv() != "ready":
                raise OSError(f"{self.store}: a process to answer queries from it did not start")
        return self.connection

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process.close()
        if self.connection is not None:
            self.connection.close()
        self.process = self.connection = None


def work(connection: Connection, path: Path, limits: Limits) -> None:
    """The life of a worker process: answer jobs until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    _limit_memory(limits.memory)
    store, seen = None, None
    connection.send("ready")
    while True:
        try:
            job: Job = connection.recv()
        except (EOFError, OSError):
            return
        try:
            if store is None or _state(path) != seen:
                seen = _state(path)
                store = pyoxigraph.Store.read_only(str(path))  # a build made another; an open one sees its old self
            answer = answer_job(store, job, limits)
        except MemoryError:
            answer = Answer("stopped", "text/plain", b"the query used more memory than it may; ask for less")
        except OSError as error:
            answer, store = Answer("stopped", "text/plain", f"the store cannot be read: {error}".encode()), None
        connection.send(answer)


def answer_job(store: pyoxigraph.Store, job: Job, limits: Limits) -> Answer:
    """Run a query and serialize what it finds, all in the calling thread, as pyoxigraph's iterators demand.

    The prefixes of the ontology need no declaration in the query.
    """
    request = job.request
    try:
        found = store.query(
            request.query,
            prefixes=PREFIXES,
            default_graph=[pyoxigraph.NamedNode(iri) for iri in request.default_graphs]
            or ([] if request.named_graphs else None),
            named_graphs=[pyoxigraph.NamedNode(iri) for iri in request.named_graphs]
            or ([] if request.default_graphs else None),
        )
    except (SyntaxError, ValueError) as error:
        return Answer("malformed", "text/plain", f"the query cannot be understood: {error}".encode())
    triples = isinstance(found, pyoxigraph.QueryTriples)
    media = job.graph if triples else job.results
    if media is None:
        offered = ", ".join(GRAPHS if triples else RESULTS)
        return Answer("unacceptable", "text/plain", f"the answer can be had as: {offered}".encode())
    output = _Bounded(limits.answer)
    try:
        if isinstance(found, pyoxigraph.QueryTriples):
            form = getattr(pyoxigraph.RdfFormat, GRAPHS[media])
            pyoxigraph.serialize(found, output, form, prefixes=PREFIXES)
        else:
            found.serialize(output, getattr(pyoxigraph.QueryResultsFormat, RESULTS[media]))
    except TooBig:
        size = f"{limits.answer / 2**20:g} MB"
        return Answer("stopped", "text/plain", f"the answer is bigger than {size}; narrow it, or add LIMIT".encode())
    return Answer("answered", media, output.getvalue())


class _Bounded(io.BytesIO):
    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, data: Any, /) -> int:
        if self.tell() + len(data) > self.limit:
            raise TooBig
        return super().write(data)


def _state(path: Path) -> object:
    """What changes when a build replaces the store: RocksDB names its current manifest in this file."""
    with contextlib.suppress(OSError):
        current = path / "CURRENT"
        return current.read_text("utf-8"), current.stat().st_ino, current.stat().st_mtime_ns
    return None


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
