"""What a folder's sources are and where they came from, without opening them: kept in ``DIR/cache/sources.json``.

An entry is believed only while its file has the size and the time of change that were noted with it; any other file
is opened and noted anew. So the index may be old, broken or missing: what it says never is.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from typing import Any

from .errors import FolderError
from .files import write_atomically
from .folder import BROKEN, Folder, Held

FILE = "sources.json"
Noted = dict[str, list[Any]]


def held_in(folder: Folder, problems: list[str]) -> dict[str, Held]:
    """The sources that a folder holds, by id. A broken file is put aside under another name, and ``problems`` say so.

    >>> import tempfile; folder = Folder.create(tempfile.mkdtemp())
    >>> held_in(folder, [])
    {}
    """
    before = _load(folder)
    now: Noted = {}
    for identifier, size, changed in _files(folder):
        noted = before.get(identifier)
        if noted is None or noted[:2] != [size, changed]:
            try:
                record = folder.load(folder.file(identifier))
            except FolderError as error:
                path = folder.file(identifier)
                path.replace(path.with_name(path.name + BROKEN))
                problems.append(f"{error}: it is now {path.name}{BROKEN}; give its report again to have it read")
                continue
            noted = [size, changed, record.fingerprint, sorted(map(list, record.homes))]
        now[identifier] = noted
    if now != before:
        with contextlib.suppress(FolderError, OSError):  # it only saves time
            folder.cache.mkdir(exist_ok=True)
            write_atomically(folder.cache / FILE, json.dumps(now, ensure_ascii=False))
    return {i: Held(frozenset((home[0], home[1]) for home in noted[3]), noted[2]) for i, noted in now.items()}


def _load(folder: Folder) -> Noted:
    try:
        data = json.loads((folder.cache / FILE).read_text("utf-8"))
        return {str(i): list(noted) for i, noted in data.items() if len(noted) == 4 and noted[3]}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _files(folder: Folder) -> Iterator[tuple[str, int, int]]:
    """The id, size and time of change of every source's file, by id."""
    try:
        entries = sorted(os.scandir(folder.sources), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.endswith(".json") and not entry.name.startswith("."):
            status = entry.stat()
            yield entry.name[:-5], status.st_size, status.st_mtime_ns
