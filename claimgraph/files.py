"""Writing files so that a crash leaves either the old one or the new one, and holding a folder's lock."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .errors import FolderError

LOCK = ".lock"


def write_atomically(path: Path, text: str) -> None:
    """Write a text file in one step: readers see the old content or the new, never half of it.

    >>> import tempfile; target = Path(tempfile.mkdtemp()) / "a.txt"
    >>> write_atomically(target, "hello"); target.read_text()
    'hello'
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a graph's folder against a second writer. A lock whose process is gone is taken over.

    Raises FolderError that names the process which holds it.
    """
    path = folder / LOCK
    while True:
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
            break
        except FileExistsError:
            holder = _holder(path)
            if holder is not None:
                raise FolderError(
                    f"{folder}: process {holder} is building here; wait for it to end, "
                    f"or delete {path} if it is not running"
                ) from None
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(str(os.getpid()))
    try:
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()


def _holder(path: Path) -> int | None:
    """The living process that wrote a lock file, or None if it is gone."""
    try:
        process = int(path.read_text("ascii"))
        os.kill(process, 0)
    except (ValueError, FileNotFoundError, ProcessLookupError):
        return None
    except PermissionError:
        pass
    return process
