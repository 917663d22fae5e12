"""The main job: documents in, a graph's folder out, doing only what is not done yet."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from . import corrections as corrections_file
from . import settings as settings_file
from .errors import ClaimgraphError, SourceError, UsageError
from .extract.pipeline import extract, make_nlp
from .extract.read import find_files, read_file
from .extract.resolve import Resolution, resolve
from .files import locked
from .folder import Folder, Record
from .graph.knowledge import KnowledgeGraph
from .graph.store import Store
from .model import Extraction, Source
from .ontology import vocabulary
from .settings import Settings

Progress = Callable[[Iterable[Source]], Iterable[Source]]


@dataclass(slots=True)
class Report:
    """What a build did: sources read, kept as they were, replaced or withdrawn, and what was left out and why."""

    read: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything of a folder, resolved and corrected: what its store is made from."""

    sources: tuple[Source, ...]
    extractions: tuple[Extraction, ...]
    resolution: Resolution
    problems: tuple[str, ...] = ()


def build(
    paths: Sequence[Path | str],
    folder: Path | str,
    *,
    settings: Settings | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Report:
    """Read documents into a graph's folder, which is made if need be, and build its store.

    What the folder already holds stays; a file that changed replaces its old self. Raises FolderError and
    UsageError; a document that cannot be read is named in the report and left out.
    """
    target = Folder.create(folder, settings)
    with locked(target.path):
        report = Report()
        found = list(_read(paths, target, report))
        _extract(found, target, report, jobs, progress)
        _rebuild(target, report)
    return report


def remove(folder: Path | str, names: Sequence[str]) -> Report:
    """Withdraw sources, by name or id, and all that rested on them alone."""
    target = Folder.open(folder)
    with locked(target.path):
        report = Report()
        known = target.origins()
        for name in names:
            ids = [
                i
                for i, (_, source, _) in known.items()
                if name in (source, i) or (len(name) > 7 and i[: len(name)] == name)
            ]
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


def content_of(folder: Folder) -> Content:
    """The sources of a folder with what was read in them, resolved and corrected."""
    records = list(folder.records())
    names = {record.source.id: record.source.name for record in records}
    extractions = [record.extraction for record in records]
    decided = corrections_file.load(folder.corrections)
    resolution, corrected, problems = corrections_file.apply(resolve(extractions), extractions, names, decided)
    return Content(tuple(r.source for r in records), tuple(corrected), resolution, tuple(problems))


def open_graph(folder: Path | str) -> KnowledgeGraph:
    """The graph in a folder that was built, for asking.

    Raises FolderError if it is no graph's folder, or its store was never built.
    """
    target = Folder.open(folder)
    content = content_of(target)
    return KnowledgeGraph.open(
        target.store,
        content.sources,
        content.extractions,
        content.resolution.entities,
        base=target.settings.base,
        vocabulary=_vocabulary(target.settings),
    )


def _vocabulary(settings: Settings) -> vocabulary.Vocabulary:
    return vocabulary.load(Path(settings.ontology) if settings.ontology else None)


def _read(paths: Sequence[Path | str], target: Folder, report: Report) -> Iterator[tuple[Source, str]]:
    """The sources at the paths that the folder does not hold yet, each with its file's path."""
    known = target.origins()
    fingerprint = target.settings.fingerprint
    seen: set[str] = set()
    for path in find_files([Path(p) for p in paths]):
        origin = os.path.relpath(path.resolve(), target.path.resolve())
        current: set[str] = set()
        for item in _sources(path):
            if isinstance(item, SourceError):
                report.problems.append(str(item))
                continue
            current.add(item.id)
            if item.id in known and known[item.id][2] == fingerprint:
                report.kept.append(item.name)
            elif item.id not in seen:
                yield item, origin
            seen.add(item.id)
        for source_id, (old_origin, name, _) in known.items():
            if current and old_origin == origin and source_id not in current:
                target.remove(source_id)
                report.withdrawn.append(name)


def _sources(path: Path) -> Iterator[Source | SourceError]:
    try:
        yield from read_file(path)
    except SourceError as error:
        yield error


_nlp_of_worker = None


def _start_worker(model: str) -> None:
    global _nlp_of_worker
    _nlp_of_worker = make_nlp(model)


def _extract_one(source: Source) -> Extraction:
    assert _nlp_of_worker is not None
    return next(extract(_nlp_of_worker, [source]))


def _extract(
    found: list[tuple[Source, str]], target: Folder, report: Report, jobs: int, progress: Progress | None
) -> None:
    if not found:
        return
    sources: Iterable[Source] = [source for source, _ in found]
    model = target.settings.model
    fingerprint = target.settings.fingerprint

    def keep(extractions: Iterable[Extraction]) -> None:
        shown = iter(progress([s for s, _ in found]) if progress else [s for s, _ in found])
        for (source, origin), extraction in zip(found, extractions, strict=True):
            target.save(Record(source, extraction, origin, fingerprint))
            report.read.append(source.name)
            next(shown)
        next(shown, None)

    if jobs <= 1 or len(found) == 1:
        keep(extract(_load(model), sources))
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (model,)) as pool:
        keep(pool.map(_extract_one, sources, chunksize=4))


def _load(model: str):  # type: ignore[no-untyped-def]
    try:
        return make_nlp(model)
    except OSError:
        raise UsageError(
            f"the spaCy model {model!r} is not installed; install it, or name one that is in claimgraph.toml"
        ) from None


def _rebuild(target: Folder, report: Report) -> None:
    content = content_of(target)
    report.problems += content.problems
    Store.rebuild(
        target.store,
        content.sources,
        content.extractions,
        content.resolution.entities,
        base=target.settings.base,
        vocabulary=_vocabulary(target.settings),
        trust=target.settings.trust,
    )
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    settings_file.save(target.path, target.settings, built=now)


__all__ = ["ClaimgraphError", "Report", "build", "open_graph", "rebuild", "remove"]
