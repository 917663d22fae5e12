"""The quads on disk: an Oxigraph store that can always be built again from the sources.

A store is built beside the old one and put in its place in one step, so that a reader sees the one or the other. Where
little has changed it is not built anew: a copy, which shares the files that do not change with the old one, is updated.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from ..errors import FolderError
from .ledger import Ledger
from .records import Records
from .update import too_much, update

_AT_ONCE = 100_000
"""Quads of one bulk load. Each writes and syncs files of its own, but what it loads it holds in memory, many times."""


class Store:
    """Building and opening the store of a graph's folder."""

    @staticmethod
    def rebuild(path: Path, records: Records, maker: str = "") -> None:
        """Make the store at ``path`` hold what follows from these records and nothing else.

        ``maker`` tells of all that decides about the store besides them. Raises FolderError if the folder cannot be
        written.
        """
        _put(path, lambda new: _fill_anew(new, records), Ledger.of(records, maker))

    @staticmethod
    def renew(path: Path, records: Records, maker: str = "") -> None:
        """The same with less work where the store is whole and little has changed since it was made."""
        before, after = Ledger.load(path), Ledger.of(records, maker)

        def write(new: Path) -> None:
            if before is None or too_much(before, after) or not _updated(path, new, before, after, records):
                shutil.rmtree(new, ignore_errors=True)
                _fill_anew(new, records)

        _put(path, write, after)

    @staticmethod
    def open(path: Path) -> ox.Store:
        """The store at ``path``, read-only. Raises FolderError if there is none or it is broken."""
        if not path.is_dir():
            raise FolderError(f"{path}: no store; make it with: claimgraph build PATH... -o {path.parent}")
        try:
            return ox.Store.read_only(str(path))
        except OSError as error:
            raise FolderError(f"{path}: broken store ({error}); build again to make it anew") from None


def fill(store: ox.Store, records: Records) -> ox.Store:
    """Put everything that the records say into a store, and give it back."""
    quads = records.quads()
    while some := list(islice(quads, _AT_ONCE)):
        store.bulk_extend(some)
        records.encoder.nodes.clear()  # nearly all are of claims and passages, which come once
    store.flush()
    store.optimize()
    return store


def _fill_anew(path: Path, records: Records) -> None:
    fill(ox.Store(str(path)), records)


def _updated(path: Path, new: Path, before: Ledger, after: Ledger, records: Records) -> bool:
    """Make a new store of a copy of the old one; False if that cannot be read."""
    try:
        old = ox.Store.read_only(str(path))
        old.backup(str(new))
        store = ox.Store(str(new))
        update(old, store, before, after, records)
        store.flush()
        return True
    except (OSError, RuntimeError):  # the second is what a file brings whose checksums are wrong
        return False


def _put(path: Path, write: Callable[[Path], None], ledger: Ledger) -> None:
    """Put a store that is written beside it, and its ledger, in the place of the one at ``path``."""
    new, old = path.with_name(f"{path.name}.new"), path.with_name(f"{path.name}.old")
    try:
        for leftover in (new, old):
            if leftover.exists():  # of a build that was killed: nothing of it may come into this one
                shutil.rmtree(leftover)
        write(new)
        ledger.save(new)
        if path.exists():
            path.rename(old)
        new.rename(path)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)  # of a full disk each part is wanted
        raise FolderError(f"{path}: the store cannot be written: {error}; mend that and build again") from None
