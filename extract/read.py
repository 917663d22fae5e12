"""Reading files and folders: every document becomes a Source, or an error that names it and says why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import SourceError, UsageError
from ..model import Source
from .decode import decode

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".jsonl")


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files to read: those named, and in folders, however deep, all of a kind that can be read, sorted.

    Raises UsageError if a path does not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
                if inner.suffix.lower() in SUFFIXES and inner.is_file() and not hidden:
                    found[inner] = None
        elif path.exists():
            found[path] = None
        else:
            raise UsageError(f"{path}: no such file or folder; name files ({' '.join(SUFFIXES)}) or folders of them")
    return list(found)


def read_file(path: Path | str) -> Iterator[Source | SourceError]:
    """The sources of one file: one, or as many as a JSON Lines file has lines.

    Raises SourceError if the file cannot be read. A broken line of JSON Lines is yielded as one, and the rest read.
    """
    path = Path(path)
    yield Source.of(path.name, decode(path.read_bytes(), path.name))
