"""The main job: documents in, a graph's folder out, doing only what is not done yet."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path

from spacy.language import Language

from . import aside as aside_file
from . import freshness
from . import known as known_file
from . import settings as settings_file
from .aside import Aside
from .content import content_of, uncollected, vocabulary_of
from .errors import UsageError
from .extract import model_file
from .extract.find import SUFFIXES, find_files
from .extract.known import KnownEntity
from .extract.pipeline import BATCH, extract, make_nlp
from .files import locked, sweep
from .folder import Folder, Record
from .graph.records import Records
from .graph.store import Store
from .intake import Homes, at_home, read, settle, stale, untried
from .model import Extraction, Source
from .settings import Settings
from .source_index import held_in
from .workers import Failure, Outcome, Read, attempt, read_in_workers

Progress = Callable[[Iterable[Source]], Iterable[Source]]
"""Wraps the sources while they are read, to show how far it is: ``tqdm``, for one."""


@dataclass(slots=True)
class Report:
    """What a build did: sources read, kept as they were, withdrawn, and what was left out and why.

    ``again`` are those of the sources read that the folder held, as another version, ontology or model had read them.
    """

    read: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
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
    retry: bool = False,
) -> Report:
    """Read documents into a graph's folder, which is made if need be, and build its store.

    What the folder already holds stays; a file that changed replaces its old self. ``known`` entities are kept with
    it too. A document that cannot be read is named in the report and left out; one that ended the process which read
    it is set aside until ``retry`` asks for it. Raises FolderError and UsageError.
    """
    files = find_files([Path(path) for path in paths])
    first = next(files, None)
    if first is None:
        kinds = " ".join(sorted(SUFFIXES))
        raise UsageError(f"{', '.join(map(str, paths))}: no file of a kind that can be read; these can: {kinds}")
    target = Folder.create(folder, settings)
    with locked(target.path):
        report = Report()
        tidy(target)
        if given := list(known):
            known_file.keep(target.path, given)
        held = held_in(target, report.problems)
        homes = {identifier: set(each.homes) for identifier, each in held.items()}
        aside = aside_file.load(target.path)
        found = [*read(chain((first,), files), target, homes, aside, report), *stale(target, held, homes)]
        if not retry:
            found = untried(found, aside, target.settings.fingerprint, report)
        _save_what_is_read(found, homes, aside, target, jobs, progress, report)
        settle(target, held, homes, report)
        _rebuild(target, report)
    return report


def tidy(target: Folder) -> None:
    """Delete what a build that was killed has left unfinished."""
    for folder in (target.path, target.sources, target.cache):
        sweep(folder)


def remove(folder: Path | str, names: Sequence[str]) -> Report:
    """Withdraw sources, by name or the start of their id, and all that rested on them alone.

    Raises UsageError, which lists what there is, and FolderError.
    """
    target = Folder.open(folder)
    with locked(target.path):
        report = Report()
        held = held_in(target, report.problems)
        gone: dict[str, str] = {}
        for name in names:
            ids = [i for i, each in held.items() if name == each.name or (len(name) > 7 and i.startswith(name))]
            ids = ids or [i for i, each in held.items() if Path(name).name == each.name]  # the path given to build
            if not ids:
                listed = ", ".join(sorted(each.name for each in held.values())) or "none"
                raise UsageError(f"no source {name!r} in {target.path}; it has: {listed}")
            gone |= {i: held[i].name for i in ids}
        for identifier, name in gone.items():
            target.remove(identifier)
            report.withdrawn.append(name)
        _rebuild(target, report)
    return report


def rebuild(folder: Path | str) -> Report:
    """Make the store again from the sources and corrections, reading no document. Raises FolderError."""
    target = Folder.open(folder)
    with locked(target.path):
        report = Report()
        _rebuild(target, report, force=True)
    return report


def _save_what_is_read(
    found: Sequence[tuple[Source, str]],
    homes: Homes,
    aside: dict[str, Aside],
    target: Folder,
    jobs: int,
    progress: Progress,
    report: Report,
) -> None:
    """Read the sources and save each at once; what cannot be read is set aside."""
    origins = {source.id: origin for source, origin in found}
    sources = [source for source, _ in found]
    fingerprint = target.settings.fingerprint
    done: set[str] = set()
    held = {source.id for source in sources if target.file(source.id).exists()}
    for (source, outcome), _ in zip(_outcomes(sources, target, jobs), progress(sources), strict=True):
        if isinstance(outcome, Failure):
            aside[source.id] = Aside(source.name, origins[source.id], outcome.reason, fingerprint)
            aside_file.save(target.path, aside)
            report.problems.append(str(aside[source.id]))
        else:
            record = Record(source, outcome, origins[source.id], fingerprint)
            target.save(at_home(record, homes.get(source.id) or record.homes))
            aside.pop(source.id, None)
            done.add(source.id)
    aside_file.save(target.path, aside)
    report.read += [source.name for source in sources if source.id in done]
    report.again += [source.name for source in sources if source.id in done & held]


def _outcomes(sources: Sequence[Source], target: Folder, jobs: int) -> Iterator[Outcome]:
    """What is read in each source; those that a process was reading when it died get one of their own."""
    suspects = aside_file.suspects(target.path)
    doubtful = [source for source in sources if source.id in suspects]
    others = [source for source in sources if source.id not in suspects]
    make = partial(_reader, target.settings)
    yield from read_in_workers(make, doubtful, 1)
    aside_file.end(target.path)
    if jobs > 1 and len(others) > 1:
        yield from read_in_workers(make, others, jobs)
    elif others:
        yield from _read_here(others, target)


def _read_here(sources: Sequence[Source], target: Folder) -> Iterator[Outcome]:
    """What this very process reads, some at once; it writes down which, in case that it does not survive them."""
    nlp = load_parser(target.settings)
    waiting = iter(sources)
    try:
        while some := list(islice(waiting, BATCH)):
            aside_file.begin(target.path, (source.id for source in some))
            outcomes: list[Outcome]
            try:
                outcomes = list(zip(some, extract(nlp, some), strict=True))
            except Exception:
                outcomes = [(source, attempt(partial(_read_one, nlp), source)) for source in some]
            yield from outcomes
    finally:
        aside_file.end(target.path)


def _reader(settings: Settings) -> Read:
    """What a worker reads with."""
    return partial(_read_one, load_parser(settings))


def _read_one(nlp: Language, source: Source) -> Extraction:
    return next(extract(nlp, [source]))


def load_parser(settings: Settings) -> Language:
    """The pipeline of some settings. Raises UsageError if its spaCy model is not installed."""
    try:
        ontology = Path(settings.ontology) if settings.ontology else None
        trained = model_file(settings.model) if settings.model else None
        return make_nlp(
            settings.parser, ontology=ontology, trained=trained, recognizer=settings.recognizer, open=settings.open
        )
    except OSError:
        raise UsageError(
            f"the spaCy model {settings.parser!r} is not installed; install it, or name one that is in claimgraph.toml"
        ) from None


def _rebuild(target: Folder, report: Report, force: bool = False) -> None:
    """Make the store, unless it is what would come of it already."""
    state = freshness.state_of(target)
    kept = None if force else freshness.problems_of(target, state)
    if kept is not None:
        report.problems += kept
        return
    with uncollected():
        content = content_of(target)
        records = Records(
            content.sources,
            content.extractions,
            content.resolution.entities,
            target.settings.base,
            vocabulary_of(target.settings),
            target.settings.trust,
            content.decisions,
        )
        make = Store.renew if freshness.is_whole(target) and not force else Store.rebuild
        freshness.forget(target)
        make(target.store, records, freshness.maker_of(target))
    freshness.note(target, state, content.problems)
    report.problems += content.problems
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    settings_file.save(target.path, target.settings, built=now)
