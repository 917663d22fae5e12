"""Writing files so that a crash leaves either the old one or the new one, and holding a folder's lock."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .errors import FolderError

LOCK = ".lock"
_UNFINISHED = ".unfinished"


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file in one step: readers see the old content or the new, never half of it.

    When it returns, the file is on the disk, whatever becomes of the machine. Raises FolderError if it cannot be
    written.

    >>> import tempfile; target = Path(tempfile.mkdtemp()) / "a.txt"
    >>> write_atomically(target, "hello"); target.read_text()
    'hello'
    """
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o644)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> FolderError:
    """The error that says why something cannot be written, and what to do."""
    return FolderError(
        f"{path}: cannot be written: {error.strerror or error}; mend that, and the same command goes on from there"
    )


def sync_folder(folder: Path) -> None:
    """Let the names in a folder be on the disk, where the system knows how to do that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Delete what writers that were killed have left unfinished."""
    for leftover in folder.glob(f".*{_UNFINISHED}"):
        leftover.unlink(missing_ok=True)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a graph's folder against a second writer.

    The lock is the system's own, on a file that tells the number of the process which holds it: it ends with the
    process, however that ends, so that no lock is ever stale and no process is taken for another one of its number.
    Raises FolderError that names the process which holds it, and for whatever cannot be written while it is held.
    """
    path = folder / LOCK
    handle = _hold(folder, path)
    try:
        with contextlib.suppress(OSError):  # on a full disk the lock holds all the same
            os.ftruncate(handle, 0)
            os.write(handle, str(os.getpid()).encode("ascii"))
        yield
    except OSError as error:
        raise unwritable(Path(error.filename or folder), error) from None
    finally:
        with contextlib.suppress(OSError):  # Windows deletes no file that is open
            path.unlink()
        os.close(handle)


def _hold(folder: Path, path: Path) -> int:
    """The open lock file, once nobody else holds it."""
    while True:
        try:
            handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
        except OSError as error:
            raise unwritable(path, error) from None
        try:
            _take(handle)
            if os.path.samestat(os.fstat(handle), os.stat(path)):
                return handle
        except BlockingIOError:
            number = _read_start(path)
            os.close(handle)
            who = f"process {number}" if number.isdecimal() else "another process"
            raise FolderError(f"{folder}: {who} is building here; wait for it to end") from None
        except FileNotFoundError:  # whoever held it has just deleted it: what is held is nobody's lock
            pass
        except OSError as error:
            os.close(handle)
            raise unwritable(path, error) from None
        os.close(handle)


def _read_start(path: Path) -> str:
    """The number in a lock file, as far as it can be read."""
    try:
        return path.read_text("ascii")[:20]
    except (OSError, UnicodeDecodeError):
        return ""


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _take(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
