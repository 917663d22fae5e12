"""Finding the files to read, one after the other: folders may hold millions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import UsageError

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".jsonl")
"""The kinds of file that can be read."""


def find_files(paths: Iterable[Path | str]) -> Iterator[Path]:
    """The files to read: those named, and in folders, however deep, all of a kind that can be read, in order.

    Hidden files, and files of other kinds in a folder, are passed over, and links to folders are not followed. What
    cannot be opened, a folder included, is among the paths: reading it says why. Nothing but the names in the folders
    on the way down is held in memory.

    Raises UsageError, before the first path is given, if one does not exist.
    """
    given = [Path(path) for path in paths]
    for path in given:
        if not os.path.lexists(path):
            raise UsageError(f"{path}: no such file or folder; name files ({' '.join(SUFFIXES)}) or folders of them")
    return _once(given)


def _once(given: list[Path]) -> Iterator[Path]:
    """Each file once, though it may lie in several of the folders."""
    seen: set[str] = set()
    for path in given:
        for found in _under(path) if path.is_dir() else (path,):
            if len(given) > 1:
                if os.fspath(found) in seen:
                    continue
                seen.add(os.fspath(found))
            yield found


def _under(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries if _wanted(entry))
    except OSError:
        yield folder
        return
    for name, is_folder in names:
        if is_folder:
            yield from _under(folder / name)
        else:
            yield folder / name


def _wanted(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return False
    if entry.is_dir(follow_symlinks=False):
        return True
    return os.path.splitext(entry.name)[1].lower() in SUFFIXES and not (entry.is_symlink() and os.path.isdir(entry))
