"""What the files hold against what the folder holds: which sources are new, changed, moved, gone, or set aside.

A source is its text, so that one text in two files is one source. It goes by the first of their names, whatever order
they came in, and stays as long as one of them holds it. What is gone is withdrawn only when what took its place is
saved.
"""

from __future__ import annotations

import dataclasses
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from .aside import Aside
from .errors import SourceError
from .extract.reader import Reader
from .folder import Folder, Held, Home, Record
from .model import Source, well_formed

Homes = dict[str, set[Home]]
"""Of each source, by its id, where it came from."""


class Told(Protocol):
    """What is told of the work: the names of sources kept and withdrawn, and what was left out and why."""

    kept: list[str]
    withdrawn: list[str]
    problems: list[str]


def read(
    files: Iterable[Path], target: Folder, homes: Homes, aside: dict[str, Aside], report: Told
) -> Iterator[tuple[Source, str]]:
    """The sources in the files that the folder does not hold yet, each with its file's path from there.

    ``homes`` holds where each source came from, and is brought up to what the files say now, as is what is ``aside``.
    """
    seen = set(homes)
    before = set(homes)
    at: dict[str, set[str]] = defaultdict(set)
    for identifier, places in homes.items():
        for origin, _ in places:
            at[origin].add(identifier)
    start = os.path.realpath(target.path)
    with Reader(target.settings.limits) as reader:
        for path in files:
            origin = well_formed(Path(os.path.relpath(os.path.realpath(path), start)).as_posix())
            current: dict[str, str] = {}
            for item in reader.read(path):
                if isinstance(item, SourceError):
                    report.problems.append(str(item))
                    continue
                current.setdefault(item.id, item.name)
                if item.id in before:
                    report.kept.append(item.name)
                if item.id not in seen:
                    seen.add(item.id)
                    yield item, origin
            if not current:
                continue
            for identifier in at[origin]:
                homes[identifier] = {home for home in homes[identifier] if home[0] != origin}
            for identifier in [i for i, each in aside.items() if each.origin == origin and i not in current]:
                del aside[identifier]
            for identifier, name in current.items():
                homes.setdefault(identifier, set()).add((origin, name))


def stale(target: Folder, held: Mapping[str, Held], homes: Homes) -> Iterator[tuple[Source, str]]:
    """The sources of the folder that were read by another version, ontology or model."""
    current = target.settings.fingerprint
    for identifier, each in held.items():
        if each.fingerprint != current and homes[identifier]:
            record = target.load(target.file(identifier))
            yield record.source, record.origin


def untried(
    found: Iterable[tuple[Source, str]], aside: Mapping[str, Aside], fingerprint: str, report: Told
) -> list[tuple[Source, str]]:
    """The sources without those that were set aside before by the same settings, which are named again."""
    left = []
    for source, origin in found:
        if source.id in aside and aside[source.id].fingerprint == fingerprint:
            report.problems.append(str(aside[source.id]))
        else:
            left.append((source, origin))
    return left


def settle(target: Folder, held: Mapping[str, Held], homes: Homes, report: Told) -> None:
    """Withdraw what no file holds any more, now that what took its place is saved; note what came from elsewhere."""
    for identifier, each in held.items():
        places = homes[identifier]
        if not places:
            target.remove(identifier)
            report.withdrawn.append(each.name)
        elif places != each.homes:
            record = target.load(target.file(identifier))
            target.save(at_home(record, places))


def at_home(record: Record, places: Iterable[Home]) -> Record:
    """A record under the first of the names that its source goes by, whatever order they came in."""
    (origin, name), *copies = sorted(places)
    source = dataclasses.replace(record.source, name=name)
    return dataclasses.replace(record, source=source, origin=origin, copies=tuple(copies))
