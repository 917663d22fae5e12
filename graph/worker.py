"""Queries in processes of their own: the only thing that surely stops one, memory and all, is ending its process."""

from __future__ import annotations

import contextlib
import queue
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyoxigraph

from ..errors import QueryError
from .answers import Answer, Job, Limits, answer_job
from .remote import Endpoint, Remote


class Ticket:
    """What a caller may give up: the job in hand is then ended, whoever waits for it."""

    def __init__(self) -> None:
        self.given_up = False
        self._process: _Process | None = None
        self._lock = threading.Lock()

    def give_up(self) -> None:
        """End the job; its process is started anew when it is next needed."""
        with self._lock:
            self.given_up = True
            if self._process is not None:
                self._process.kill()

    @contextlib.contextmanager
    def held(self, process: _Process) -> Any:
        """While a process works on the job: only then may giving up end that process."""
        with self._lock:
            self._process = process
        try:
            yield
        finally:
            with self._lock:
                self._process = None


class Workers:
    """A few processes that each answer one query at a time from a store on disk, opened read-only.

    Use it as a context manager, or call ``close``. It may be shared between threads.
    """

    def __init__(self, store: Path | Endpoint, limits: Limits = Limits(), size: int = 4) -> None:  # noqa: B008
        self.store, self.limits = store, limits
        self._all: list[_Process] = [_Process(store, limits) for _ in range(size)]
        # The process that answered last answers next: few clients need few processes, whose caches stay warm.
        self._idle: queue.LifoQueue[_Process] = queue.LifoQueue()
        for process in self._all:
            self._idle.put(process)

    def start(self) -> None:
        """Start all processes at once; else each is started when it is first needed."""
        with ThreadPoolExecutor(len(self._all)) as pool:
            list(pool.map(_Process.start, self._all))

    def ask(self, job: Job, ticket: Ticket | None = None) -> Answer:
        """The answer to one job; past the time limit its process is ended, and the answer says so."""
        ticket = ticket or Ticket()
        try:
            process = self._idle.get(timeout=self.limits.seconds)
        except queue.Empty:
            return Answer("stopped", "text/plain", b"all workers are busy; try again, or ask for less at once")
        try:
            if ticket.given_up:
                return Answer("stopped", "text/plain", b"the client has left")
            process.start()
            with ticket.held(process):
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

    def __init__(self, store: Path | Endpoint, limits: Limits) -> None:
        self.store, self.limits = store, limits
        self.process: Any = None
        self.connection: Connection | None = None

    def ask(self, job: Job) -> Answer:
        assert self.connection is not None
        deadline = time.monotonic() + self.limits.seconds
        try:
            self.connection.send(job)
            if self.connection.poll(max(0.0, deadline - time.monotonic())):
                answer: Answer = self.connection.recv()
                return answer
            why = f"the query ran past its limit of {self.limits.seconds:g} seconds; ask for less, or raise the limit"
        except (EOFError, OSError):
            why = "the query used more memory than it may, or its process was ended; ask for less"
        self.end()
        return Answer("stopped", "text/plain", why.encode())

    def start(self) -> None:
        """Start the process if it does not run. Raises OSError if it does not come up."""
        if self.connection is not None and self.process.is_alive():
            return
        self.end()
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self.store, self.limits), daemon=True)
        process.start()
        self.process = process
        theirs.close()
        if not self.connection.poll(60) or self.connection.recv() != "ready":
            raise OSError(f"{self.store}: a process to answer queries from it did not start")

    def kill(self) -> None:
        """End what the process is doing; whoever waits for its answer learns that there is none."""
        if self.process is not None:
            self.process.kill()

    def end(self) -> None:
        """End the process and forget it."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process.close()
        if self.connection is not None:
            self.connection.close()
        self.process = self.connection = None


def work(connection: Connection, where: Path | Endpoint, limits: Limits) -> None:
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
            if store is None or state(where) != seen:
                seen = state(where)
                store = open_store(where)  # a build made another; an open one sees its old self
            answer = answer_job(store, job, limits)
        except QueryError as error:
            answer = Answer("stopped", "text/plain", str(error).encode())
        except MemoryError:
            answer = Answer("stopped", "text/plain", b"the query used more memory than it may; ask for less")
        except OSError as error:
            answer, store = Answer("stopped", "text/plain", f"the store cannot be read: {error}".encode()), None
        connection.send(answer)


def open_store(where: Path | Endpoint) -> Any:
    """The store at a path, read-only, or behind an endpoint."""
    return pyoxigraph.Store.read_only(str(where)) if isinstance(where, Path) else Remote(where)


def state(where: Path | Endpoint) -> object:
    """What changes when a build replaces the store: RocksDB names its current manifest in this file.

    A remote store is always its present self.
    """
    if not isinstance(where, Path):
        return where
    with contextlib.suppress(OSError):
        current = where / "CURRENT"
        return current.read_text("utf-8"), current.stat().st_ino, current.stat().st_mtime_ns
    return None


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
