"""Reading in a process of its own whatever could cost more than it shows: nothing else bounds time and memory.

PDF, Word, HTML and Markdown are formats whose parsers a document can keep busy or fill, and so can any big file. They
are read by a child process with a limit on its address space (``RLIMIT_AS``, where the system has it) and on the
clock. It is started when it is first needed, serves one document after the other, and is replaced when it was ended.
What it found comes back as JSON, so that nothing but text passes.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from ..codec import from_json, to_json
from ..errors import SourceError
from ..model import Source
from .limits import DEFAULT, Limits, raise_it
from .read import read_file

RISKY = (".html", ".htm", ".md", ".pdf", ".docx")
"""The kinds of file that are always read in a process of their own."""
BIG = 1_000_000
"""Files of any kind with more bytes than this are, too."""

_FULL = 71
_CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from claimgraph.extract.reader import serve; serve()"
_PLAIN = "save it as plain text"


class Reader:
    """Reads files one after the other within limits. Use it as a context manager, or call ``close``.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "port.txt"
    >>> _ = path.write_text("The cranes in Gdynia stood still on Sunday.")
    >>> with Reader() as reader:
    ...     [source.name for source in reader.read(path)]
    ['port.txt']
    """

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self.limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._clock: _Clock | None = None

    def read(self, path: Path | str) -> Iterator[Source | SourceError]:
        """What :func:`.read.read_file` gives; whatever is wrong with the file is yielded as an error, never raised."""
        path = Path(path)
        if _is_plain(path):
            yield from _read(path, self.limits)
            return
        try:
            child = self._started()
        except OSError as error:
            yield SourceError(
                path.name, f"needs a process of its own, which cannot be started: {error.strerror}", _PLAIN
            )
            return
        assert child.stdin is not None
        with contextlib.suppress(OSError):  # what has ended by itself is found out below
            child.stdin.write(json.dumps(os.fspath(path.absolute())).encode() + b"\n")
            child.stdin.flush()
        finished = False
        try:
            while (answer := self._answer(child, path.name)) is not None:
                yield answer
                if isinstance(answer, SourceError) and self._child is None:
                    break
            finished = True
        finally:
            if not finished:  # nobody wants the rest of this file
                self.close()

    def _answer(self, child: subprocess.Popen[bytes], name: str) -> Source | SourceError | None:
        """The next source of the file that the child reads, or what ended the child; None after the last one."""
        assert child.stdout is not None and self._clock is not None
        with self._clock:
            line = child.stdout.readline()
        if line.endswith(b"\n"):
            found = json.loads(line)
            if found is None:
                return None
            return from_json(Source, found) if isinstance(found, dict) else SourceError(*found)
        late, status = self._clock.late, child.wait()
        self.close()
        if late or status == -getattr(signal, "SIGXCPU", 0):
            reason = f"takes longer to read than {self.limits.seconds:g} seconds"
            return SourceError(name, reason, f"{_PLAIN}, or {raise_it('seconds')}")
        if status == _FULL:
            reason = f"takes more memory to read than {self.limits.memory_bytes:,} bytes"
            return SourceError(name, reason, f"{_PLAIN}, or {raise_it('memory_bytes')}")
        return SourceError(name, f"made the process that read it end ({_status(status)})", _PLAIN)

    def _started(self) -> subprocess.Popen[bytes]:
        """The child, started if need be."""
        if self._child is None or self._child.poll() is not None:
            self.close()
            one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")  # threads take address space
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-c", _CHILD, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **one_thread},
            )
            assert self._child.stdin is not None
            limits = to_json(self.limits)
            with contextlib.suppress(OSError):
                self._child.stdin.write(json.dumps(limits).encode() + b"\n")
                self._child.stdin.flush()
            assert self._child.stdout is not None
            self._child.stdout.readline()  # starting takes its time, which no document is to be charged with
            self._clock = _Clock(self._child, self.limits.seconds)
        return self._child

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._child.kill()
            with contextlib.suppress(OSError):
                self._child.communicate()
            self._child = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Clock:
    """Ends a child that works on one thing for too long. Entered when it begins, left when it is done."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self.late = False
        self._child, self._seconds = child, seconds
        self._begun: float | None = None
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while self._child.poll() is None:
            time.sleep(min(0.2, self._seconds / 4))
            begun = self._begun
            if begun is not None and time.monotonic() - begun > self._seconds:
                self.late = True
                self._child.kill()
                return

    def __enter__(self) -> None:
        self._begun = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._begun = None


def _is_plain(path: Path) -> bool:
    try:
        return path.suffix.lower() not in RISKY and path.stat().st_size <= BIG
    except (OSError, ValueError):
        return True  # there is nothing to read, which is quickly said


def _read(path: Path, limits: Limits) -> Iterator[Source | SourceError]:
    """The sources of a file, and as an error whatever went wrong."""
    try:
        yield from read_file(path, limits)
    except SourceError as error:
        yield error
    except MemoryError:
        raise
    except Exception as error:  # a parser's own: the other documents are not to suffer from it
        detail = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield SourceError(path.name, f"cannot be read ({detail})", _PLAIN)


def _status(status: int) -> str:
    if status >= 0:
        return f"status {status}"
    with contextlib.suppress(ValueError):
        return signal.Signals(-status).name
    return f"signal {-status}"


def serve() -> None:
    """The life of the child: a path a line comes in; its sources and errors go out, a line each, then ``null``."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    lines, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get among the answers
    limits = from_json(Limits, json.loads(lines.readline()))
    _limit_memory(int(limits.memory_bytes))
    _tell(out, "ready")
    for line in lines:
        _limit_time(limits.seconds)
        try:
            for item in _read(Path(json.loads(line)), limits):
                if isinstance(item, SourceError) and _is_full(limits.memory_bytes):
                    raise MemoryError  # which a parser has taken for something else
                _tell(out, to_json(item) if isinstance(item, Source) else [item.name, item.reason, item.remedy])
            _tell(out, None)
        except MemoryError:
            os._exit(_FULL)


def _tell(out: IO[bytes], answer: Any) -> None:
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()


def _limit_memory(limit: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _is_full(limit: float) -> bool:
    """Whether this process came near its limit of memory, where the system tells."""
    with contextlib.suppress(OSError):
        state = Path("/proc/self/status").read_text("ascii", "replace")
        return any(
            line.startswith("VmPeak:") and int(line.split()[1]) * 1024 > 0.75 * limit for line in state.split("\n")
        )
    return False


def _limit_time(seconds: float) -> None:
    """Let the system end this process if its parent is no longer there to do so."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        latest = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (latest, resource.getrlimit(resource.RLIMIT_CPU)[1]))
