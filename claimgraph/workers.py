"""Reading documents in processes of their own: one that dies takes its document along, and nothing else.

Each worker has a pipe of its own, so that it is known which document it was reading when it died (the pool of the
standard library only says that it broke). Such a document is read again when nothing else runs, for it may have been
another one, or the machine, that ran out of memory; if it kills its worker again, it is given back as a failure. When
the parent dies, the pipes close and the workers leave.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from .errors import ClaimgraphError
from .model import Extraction, Source

Read = Callable[[Source], Extraction]
Make = Callable[[], Read]
"""Makes a worker's reader, in the worker; it must be possible to send it there."""

_STARTS = 3
"""A worker that dies so often before it reads anything will not start at all."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be read."""

    reason: str


class _Ready:
    """What a worker says when it can read."""


Outcome = tuple[Source, Extraction | Failure]
Answer = _Ready | Extraction | Failure | ClaimgraphError | None
"""That a worker can read, what it has read, or why it cannot start; None if it is dead."""


def attempt(read: Read, source: Source) -> Extraction | Failure:
    """What is read in a source; whatever goes wrong with one document is no reason to stop."""
    try:
        return read(source)
    except Exception as error:
        return Failure(f"{type(error).__name__}: {error}".rstrip(": "))


def read_in_workers(make: Make, sources: Iterable[Source], jobs: int) -> Iterator[Outcome]:
    """What ``jobs`` processes read in the sources, in the order in which they are done.

    Raises ClaimgraphError if no worker can be started.
    """
    doubtful: list[Source] = []
    for source, found in _Pool(make, sources, jobs).outcomes():
        if isinstance(found, Failure):
            doubtful.append(source)
        else:
            yield source, found
    yield from read_alone(make, doubtful)


def read_alone(make: Make, sources: Sequence[Source]) -> Iterator[Outcome]:
    """What one process reads in sources that one has died of, while nothing else runs."""
    yield from _Pool(make, sources, 1).outcomes()


class _Worker:
    """A process that reads one document after the other."""

    def __init__(self, make: Make) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(make, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.source: Source | None = None

    def give(self, source: Source) -> None:
        """Let it read a source; if it is dead, the answer will say so."""
        self.source = source
        with contextlib.suppress(OSError):
            self.pipe.send(source)

    def answer(self) -> Answer:
        """What it has read; None if it is dead."""
        try:
            found: Answer = self.pipe.recv()
        except (EOFError, OSError):
            return None
        return found

    def end(self) -> str:
        """Let go of it, and say how it ended."""
        self.pipe.close()
        self.process.join(5)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        status = self.process.exitcode or 0
        if status >= 0:
            return f"it ended the process that read it (exit status {status})"
        with contextlib.suppress(ValueError):
            return f"it ended the process that read it ({signal.Signals(-status).name})"
        return f"it ended the process that read it (signal {-status})"


class _Pool:
    """As many workers as there are documents for, each started anew when it dies."""

    def __init__(self, make: Make, sources: Iterable[Source], jobs: int) -> None:
        self.make, self.waiting, self.jobs = make, iter(sources), jobs
        self.workers: list[_Worker] = []
        self.failed_starts = 0

    def outcomes(self) -> Iterator[Outcome]:
        """What the documents hold, as it comes."""
        try:
            while self._fill():
                for pipe in wait([worker.pipe for worker in self.workers]):
                    yield from self._hear(next(worker for worker in self.workers if worker.pipe is pipe))
        finally:
            for worker in self.workers:
                worker.process.terminate()
                worker.end()

    def _fill(self) -> bool:
        """Start workers while there are documents for them; whether there is anything left to wait for."""
        while len(self.workers) < self.jobs and (source := next(self.waiting, None)) is not None:
            self.workers.append(_Worker(self.make))
            self.workers[-1].source = source
        return bool(self.workers)

    def _hear(self, worker: _Worker) -> Iterator[Outcome]:
        found, source = worker.answer(), worker.source
        assert source is not None
        if not worker.ready:
            self._started(worker, found)
            return
        if found is None:
            self.workers.remove(worker)
            yield source, Failure(worker.end())
            return
        assert isinstance(found, Extraction | Failure)
        following = next(self.waiting, None)
        if following is None:
            self.workers.remove(worker)
            with contextlib.suppress(OSError):
                worker.pipe.send(None)
            worker.end()
        else:
            worker.give(following)
        yield source, found

    def _started(self, worker: _Worker, found: Answer) -> None:
        """A worker is ready, or could not be: then another one takes its place."""
        source = worker.source
        assert source is not None
        if isinstance(found, _Ready):
            worker.ready, self.failed_starts = True, 0
            worker.give(source)
            return
        if isinstance(found, ClaimgraphError):
            raise found
        self.failed_starts += 1
        self.workers.remove(worker)
        why = found.reason if isinstance(found, Failure) else worker.end()
        if self.failed_starts == _STARTS:
            raise ClaimgraphError(f"no process can be started to read documents: {why}; try with fewer --jobs")
        self.workers.append(_Worker(self.make))
        self.workers[-1].source = source


def _work(make: Make, pipe: Connection) -> None:
    """The life of a worker: say that it is ready, then answer until there is nothing more, or nobody who asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends its workers
    with contextlib.suppress(EOFError, OSError):
        try:
            read = make()
        except ClaimgraphError as error:
            pipe.send(error)
            return
        except Exception as error:
            pipe.send(Failure(f"{type(error).__name__}: {error}"))
            return
        pipe.send(_Ready())
        while (source := pipe.recv()) is not None:
            pipe.send(attempt(read, source))
    os._exit(0)  # nothing is left to tidy up, and no destructor of a library may hang
