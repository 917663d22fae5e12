"""Whether a store is still what a build would make: ``DIR/cache/store.json`` says from what it was made, and how it is.

A build that finds everything as it was leaves the store alone. In doubt it does not: when the note is missing or
broken, when anything that the store follows from has changed, when a file of the store is not of the size it had.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from . import __version__, known
from .errors import FolderError
from .files import write_atomically
from .folder import Folder

FILE = "store.json"


def state_of(folder: Folder) -> str:
    """A hash of all that a folder's store follows from: its sources as they are on the disk, decisions and settings.

    >>> import tempfile; folder = Folder.create(tempfile.mkdtemp())
    >>> state_of(folder) == state_of(folder)
    True
    """
    content = hashlib.sha256(maker_of(folder).encode("utf-8", "surrogatepass"))
    for path in (folder.corrections, folder.path / known.FILE):
        content.update(path.read_bytes() if path.exists() else b"\0")
        content.update(b"\0")
    for path in sorted(folder.sources.glob("*.json")):
        status = path.stat()
        content.update(f"{path.name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return content.hexdigest()


def maker_of(folder: Folder) -> str:
    """All that decides about a store besides what the folder holds: version, model, ontology and settings."""
    return repr((__version__, folder.settings.fingerprint, sorted(dataclasses.asdict(folder.settings).items())))


def is_whole(folder: Folder) -> bool:
    """Whether the store's own files are as they were noted, whatever it was made of."""
    try:
        noted = json.loads((folder.cache / FILE).read_text("utf-8"))
        return bool(noted["files"] == _sizes(folder.store))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def problems_of(folder: Folder, state: str) -> list[str] | None:
    """What was to be said when the store was made of this very state; None if it was not, or if there is any doubt."""
    try:
        noted = json.loads((folder.cache / FILE).read_text("utf-8"))
        if noted["state"] == state and noted["files"] == _sizes(folder.store):
            return [str(problem) for problem in noted["problems"]]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def note(folder: Folder, state: str, problems: Sequence[str]) -> None:
    """Note that the store was made of this state, and what is to be said about it."""
    data = {"state": state, "files": _sizes(folder.store), "problems": list(problems)}
    with contextlib.suppress(FolderError, OSError):  # it only saves time
        folder.cache.mkdir(exist_ok=True)
        write_atomically(folder.cache / FILE, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def forget(folder: Folder) -> None:
    """The store is about to change."""
    (folder.cache / FILE).unlink(missing_ok=True)


def _sizes(store: Path) -> dict[str, int]:
    """The files that hold the quads, with their sizes; without those that tell what the engine did."""
    sizes = {path.name: path.stat().st_size for path in sorted(store.iterdir())}
    if "CURRENT" not in sizes:
        raise FileNotFoundError(store / "CURRENT")
    return {name: size for name, size in sizes.items() if not name.startswith(("LOG", "LOCK"))}
