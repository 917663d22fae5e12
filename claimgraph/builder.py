"""The main job: documents in, a graph's folder out, doing only what is not done yet."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from spacy.language import Language

from . import known as known_file
from . import settings as settings_file
from .content import content_of, uncollected, vocabulary_of
from .errors import SourceError, UsageError
from .extract.find import SUFFIXES, find_files
from .extract.known import KnownEntity
from .extract.pipeline import extract, make_nlp
from .extract.reader import Reader
from .files import locked
from .folder import Folder, Record
from .graph.store import Store
from .model import Extraction, Source, well_formed
from .settings import Settings

Progress = Callable[[Iterable[Source]], Iterable[Source]]
"""Wraps the sources while they are read, to show how far it is: ``tqdm``, for one."""

Origins = Mapping[str, tuple[str, str, str]]
"""Of each source that a folder holds, by its id: where it came from, its name and its fingerprint."""


@dataclass(slots=True)
class Report:
    """What a build did: sources read, kept as they were, withdrawn, and what was left out and why."""

    read: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def build(
    paths: Sequence[Path | str],
    folder: Path | str,
    *,
    settings: Settings | None = None,
    jobs: int = 1,
    progress: Progress = iter,
    known: Iterable[KnownEntity] = (),
) -> Report:
    """Read documents into a graph's folder, which is made if need be, and build its store.

    What the folder already holds stays; a file that changed replaces its old self. ``known`` entities are kept with
    it too. Raises FolderError and UsageError; a document that cannot be read is named in the report and left out.
    """
    files = find_files([Path(path) for path in paths])
    first = next(files, None)
    if first is None:
        kinds = " ".join(sorted(SUFFIXES))
        raise UsageError(f"{', '.join(map(str, paths))}: no file of a kind that can be read; these can: {kinds}")
    target = Folder.create(folder, settings)
    with locked(target.path):
        report = Report()
        if given := list(known):
            known_file.keep(target.path, given)
        held = target.origins()
        found = [*_read(chain((first,), files), target, held, report), *_stale(target, held)]
        for record in _extracted(found, target.settings, jobs, progress):
            target.save(record)
            report.read.append(record.source.name)
        _rebuild(target, report)
    return report


def remove(folder: Path | str, names: Sequence[str]) -> Report:
    """Withdraw sources, by name or the start of their id, and all that rested on them alone."""
    target = Folder.open(folder)
    with locked(target.path):
        report = Report()
        known = target.origins()
        for name in names:
            ids = [i for i, (_, source, _) in known.items() if name == source or (len(name) > 7 and i.startswith(name))]
            if not ids:
                listed = ", ".join(sorted(source for _, source, _ in known.values())) or "none"
                raise UsageError(f"no source {name!r} in {target.path}; it has: {listed}")
            for source_id in ids:
                target.remove(source_id)
                report.withdrawn.append(known[source_id][1])
        _rebuild(target, report)
    return report


def rebuild(folder: Path | str) -> Report:
    """Make the store again from the sources and corrections, reading no document."""
    target = Folder.open(folder)
    with locked(target.path):
        report = Report()
        _rebuild(target, report)
    return report


def _read(files: Iterable[Path], target: Folder, known: Origins, report: Report) -> Iterator[tuple[Source, str]]:
    """The sources in the files that the folder does not hold yet, each with its file's path from there."""
    seen = set(known)
    home = os.path.realpath(target.path)
    with Reader(target.settings.limits) as reader:
        for path in files:
            origin = well_formed(Path(os.path.relpath(os.path.realpath(path), home)).as_posix())
            current: set[str] = set()
            for item in reader.read(path):
                if isinstance(item, SourceError):
                    report.problems.append(str(item))
                    continue
                current.add(item.id)
                if item.id in known:
                    report.kept.append(item.name)
                if item.id not in seen:
                    seen.add(item.id)
                    yield item, origin
            for source_id, (old_origin, name, _) in known.items():
                if current and old_origin == origin and source_id not in current:
                    target.remove(source_id)
                    report.withdrawn.append(name)


def _stale(target: Folder, known: Origins) -> list[tuple[Source, str]]:
    """The sources of the folder that were read by another version, ontology or model."""
    current = target.settings.fingerprint
    if all(fingerprint == current for _, _, fingerprint in known.values()):
        return []
    return [(record.source, record.origin) for record in target.records() if record.fingerprint != current]


def _extracted(
    found: Sequence[tuple[Source, str]], settings: Settings, jobs: int, progress: Progress
) -> Iterator[Record]:
    if not found:
        return
    sources = [source for source, _ in found]
    for extraction, (_, origin), source in zip(
        _extractions(sources, settings, jobs), found, progress(sources), strict=True
    ):
        yield Record(source, extraction, origin, settings.fingerprint)


def _extractions(sources: Sequence[Source], settings: Settings, jobs: int) -> Iterator[Extraction]:
    if jobs <= 1 or len(sources) == 1:
        yield from extract(_load(settings), sources)
        return
    _load(settings)  # a missing model is said here, not by a broken pool
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (settings,)) as pool:
        yield from pool.map(_extract_one, sources, chunksize=4)


def _load(settings: Settings) -> Language:
    try:
        ontology = Path(settings.ontology) if settings.ontology else None
        return make_nlp(settings.model, ontology=ontology, recognizer=settings.recognizer)
    except OSError:
        raise UsageError(
            f"the spaCy model {settings.model!r} is not installed; install it, or name one that is in claimgraph.toml"
        ) from None


_worker: list[Language] = []


def _start_worker(settings: Settings) -> None:
    _worker.append(_load(settings))


def _extract_one(source: Source) -> Extraction:
    return next(extract(_worker[0], [source]))


def _rebuild(target: Folder, report: Report) -> None:
    with uncollected():
        content = content_of(target)
        report.problems += content.problems
        Store.rebuild(
            target.store,
            content.sources,
            content.extractions,
            content.resolution.entities,
            base=target.settings.base,
            vocabulary=vocabulary_of(target.settings),
            trust=target.settings.trust,
            decisions=content.decisions,
        )
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    settings_file.save(target.path, target.settings, built=now)
