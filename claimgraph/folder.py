"""A graph's folder on disk: its settings, its sources with what was read in them, its corrections, its store.

DIR/claimgraph.toml     settings; the format's version
DIR/sources/            one file a source: its text and its extraction, named by content hash
DIR/corrections.toml    what people decided; replayed at every build
DIR/known.jsonl         entities that the user knows, if any were given
DIR/aside.json          documents that could not be read or ended the process that read them, if there are any
DIR/store/              the quads, and digests of what they follow from; can always be rebuilt from those above
DIR/cache/              what saves the next build work; can be deleted, and is not believed when in doubt
DIR/words.db            the words of the store, for searching; made when it is first searched
DIR/.lock, .reading     while a build runs: the process that builds, and the sources it is reading
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import settings as settings_file
from .codec import from_json, to_json
from .errors import FolderError
from .files import sync_folder, unwritable, write_atomically
from .model import Extraction, Source
from .settings import Settings

Home = tuple[str, str]
"""Where a source came from: its file's path from the graph's folder, and its name there."""
BROKEN = ".broken"


@dataclass(frozen=True, slots=True)
class Record:
    """One file of ``DIR/sources/``: a source, where it came from, what was read in it and by which settings."""

    source: Source
    extraction: Extraction
    origin: str
    fingerprint: str
    copies: tuple[Home, ...] = ()
    """Where else the very same text came from."""

    @property
    def homes(self) -> frozenset[Home]:
        """All that it came from."""
        return frozenset({(self.origin, self.source.name), *self.copies})


@dataclass(frozen=True, slots=True)
class Held:
    """What a build must know of a source that the folder holds: all that it came from, and who read it."""

    homes: frozenset[Home]
    fingerprint: str

    @property
    def name(self) -> str:
        """Its name: that of the first of its files."""
        return min(self.homes)[1]


@dataclass(frozen=True, slots=True)
class Folder:
    """A graph's folder. Use :meth:`create` or :meth:`open`."""

    path: Path
    settings: Settings

    @classmethod
    def open(cls, path: Path | str) -> Folder:
        """A folder that exists. Raises FolderError if it is none."""
        path = Path(path)
        return cls(path, settings_file.load(path))

    @classmethod
    def create(cls, path: Path | str, settings: Settings | None = None) -> Folder:
        """A folder, made if need be. Settings given replace those it has."""
        path = Path(path)
        if (path / settings_file.FILE).exists():
            kept = settings_file.load(path)
            if settings is not None and settings != kept:
                settings_file.save(path, settings)
            return cls(path, settings or kept)
        if path.exists() and (not path.is_dir() or any(p for p in path.iterdir() if not _is_ours(p))):
            raise FolderError(f"{path}: exists and is no claimgraph folder; name a new or empty folder")
        try:
            (path / "sources").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FolderError(f"{path}: cannot be written: {error.strerror}; name a folder you may write to") from None
        settings_file.save(path, settings or Settings())
        return cls(path, settings or Settings())

    @property
    def sources(self) -> Path:
        """Where the sources are."""
        return self.path / "sources"

    @property
    def store(self) -> Path:
        """Where the quads are."""
        return self.path / "store"

    @property
    def corrections(self) -> Path:
        """Where people's decisions are."""
        return self.path / "corrections.toml"

    @property
    def cache(self) -> Path:
        """Where what saves work is."""
        return self.path / "cache"

    def save(self, record: Record) -> None:
        """Write one source's file atomically."""
        try:
            self.sources.mkdir(exist_ok=True)
        except OSError as error:
            raise unwritable(self.sources, error) from None
        data = {
            "origin": record.origin,
            "fingerprint": record.fingerprint,
            "source": to_json(record.source),
            "extraction": to_json(record.extraction),
        }
        if record.copies:
            data["copies"] = [list(home) for home in record.copies]
        write_atomically(self.file(record.source.id), json.dumps(data, ensure_ascii=False, indent=1) + "\n")

    def remove(self, source_id: str) -> None:
        """Delete one source's file."""
        try:
            self.file(source_id).unlink(missing_ok=True)
            sync_folder(self.sources)
        except OSError as error:
            raise unwritable(self.file(source_id), error) from None

    def records(self) -> Iterator[Record]:
        """Every source's file, by id. Raises FolderError that names a broken one."""
        for path in sorted(self.sources.glob("*.json")):
            yield self.load(path)

    def file(self, source_id: str) -> Path:
        """Where a source is."""
        return self.sources / f"{source_id}.json"

    @staticmethod
    def load(path: Path) -> Record:
        """One source's file. Raises FolderError if it is broken."""
        try:
            data: dict[str, Any] = json.loads(path.read_text("utf-8"))
            source = from_json(Source, data["source"])
            extraction = from_json(Extraction, data["extraction"])
            copies = tuple((str(origin), str(name)) for origin, name in data.get("copies", ()))
            if source.id != path.stem:
                raise ValueError("it holds another source than its name says")
            return Record(source, extraction, data["origin"], data["fingerprint"], copies)
        except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
            raise FolderError(f"{path}: not a source's file ({error}); build again to set it aside") from None


def _is_ours(path: Path) -> bool:
    """Whether a file is what a build leaves that was killed before it had written the settings."""
    return path.name == "sources" or path.name.startswith(f".{settings_file.FILE}.")
