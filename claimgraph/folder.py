"""A graph's folder on disk: its settings, its sources with what was read in them, its corrections, its store.

DIR/claimgraph.toml     settings; the format's version
DIR/sources/            one file a source: its text and its extraction, named by content hash
DIR/corrections.toml    what people decided; replayed at every build
DIR/known.jsonl         entities that the user knows, if any were given
DIR/store/              the quads; can always be rebuilt from those above
DIR/words.db            the words of the store, for searching; made when it is first searched
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import settings as settings_file
from .errors import FolderError
from .files import write_atomically
from .model import Extraction, Source, from_json, to_json
from .settings import Settings


@dataclass(frozen=True, slots=True)
class Record:
    """One file of ``DIR/sources/``: a source, where it came from, what was read in it and by which settings."""

    source: Source
    extraction: Extraction
    origin: str
    fingerprint: str


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
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise FolderError(f"{path}: exists and is no claimgraph folder; name a new or empty folder")
        try:
            (path / "sources").mkdir(parents=True, exist_ok=True)
            settings_file.save(path, settings or Settings())
        except OSError as error:
            raise FolderError(f"{path}: cannot be written: {error.strerror}; name a folder you may write to") from None
        return cls(path, settings or Settings())

    @property
    def store(self) -> Path:
        """Where the quads are."""
        return self.path / "store"

    @property
    def corrections(self) -> Path:
        """Where people's decisions are."""
        return self.path / "corrections.toml"

    def save(self, record: Record) -> None:
        """Write one source's file atomically."""
        (self.path / "sources").mkdir(exist_ok=True)
        data = {
            "origin": record.origin,
            "fingerprint": record.fingerprint,
            "source": to_json(record.source),
            "extraction": to_json(record.extraction),
        }
        write_atomically(self._file(record.source.id), json.dumps(data, ensure_ascii=False, indent=1) + "\n")

    def remove(self, source_id: str) -> None:
        """Delete one source's file."""
        self._file(source_id).unlink(missing_ok=True)

    def records(self) -> Iterator[Record]:
        """Every source's file, by id. Raises FolderError that names a broken one."""
        for path in sorted((self.path / "sources").glob("*.json")):
            yield self._load(path)

    def origins(self) -> dict[str, tuple[str, str, str]]:
        """Source id to its origin, name and fingerprint (cheaper to keep than whole records)."""
        return {r.source.id: (r.origin, r.source.name, r.fingerprint) for r in self.records()}

    def _file(self, source_id: str) -> Path:
        return self.path / "sources" / f"{source_id}.json"

    @staticmethod
    def _load(path: Path) -> Record:
        try:
            data: dict[str, Any] = json.loads(path.read_text("utf-8"))
            source = from_json(Source, data["source"])
            return Record(source, from_json(Extraction, data["extraction"]), data["origin"], data["fingerprint"])
        except (ValueError, KeyError, TypeError, StopIteration) as error:
            raise FolderError(f"{path}: not a source's file ({error}); delete it and build again") from None
