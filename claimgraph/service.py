"""The commands that need a graph's store alone: what was read in the sources is opened only if a page asks for it."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import FolderError, UsageError
from .folder import Folder

if TYPE_CHECKING:
    from .graph.knowledge import KnowledgeGraph
    from .graph.remote import Endpoint, RemoteGraph
    from .model import Source
    from .ontology.vocabulary import Vocabulary


@dataclass(frozen=True)
class _Served:
    """A graph's folder as the server sees it."""

    folder: Folder

    @property
    def path(self) -> Path:
        """Where the store is."""
        return self.folder.store

    @property
    def base(self) -> str:
        """What the IRIs of the data start with."""
        return self.folder.settings.base

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the graph's ontology."""
        from .content import vocabulary_of

        return vocabulary_of(self.folder.settings)

    def source_of(self, identifier: str) -> Source | None:
        """One of the graph's sources; None if it is not there."""
        file = self.folder.file(identifier)
        return self.folder.load(file).source if identifier.isalnum() and file.is_file() else None

    def view(self) -> str:
        """The page that shows the whole graph."""
        from .content import open_graph

        return open_graph(self.folder.path).view()


def remote_of(options: argparse.Namespace) -> Endpoint | None:
    """The remote store that the options name, if any."""
    from .graph.remote import Endpoint

    return Endpoint(options.store, options.update, options.union_store) if options.store else None


def graph_to_ask(options: argparse.Namespace) -> KnowledgeGraph | RemoteGraph:
    """The graph in a folder, or the remote store that stands for it."""
    from .content import open_store
    from .graph.remote import Remote, RemoteGraph

    remote = remote_of(options)
    if remote is None:
        return open_store(options.folder)
    return RemoteGraph(Remote(remote), Folder.open(options.folder).settings.base)


def send(options: argparse.Namespace) -> None:
    """Let the remote store that the options name, if any, hold what the folder's store holds."""
    from .graph.remote import Remote
    from .graph.store import Store

    remote = remote_of(options)
    if remote is not None:
        changed = Remote(remote).synchronize(Store.open(_built(options.folder).store))
        print(f"{remote.shown}: {changed or 'no'} graph{'' if changed == 1 else 's'} sent")


def serve(options: argparse.Namespace) -> int:
    """Answer SPARQL queries over HTTP."""
    from .graph.answers import Limits
    from .graph.serve import serve as run

    folder = _built(options.folder)
    for name in ("timeout", "max_rows", "max_memory", "workers"):
        if getattr(options, name) <= 0:
            raise UsageError(f"--{name.replace('_', '-')} is {getattr(options, name)}; it must be more than 0")
    limits = Limits(seconds=options.timeout, rows=options.max_rows, memory=options.max_memory * 2**20)
    token = options.token or os.environ.get("CLAIMGRAPH_TOKEN") or None
    run(
        _Served(folder),
        host=options.host,
        port=options.port,
        token=token,
        origins=tuple(options.allow_origin),
        limits=limits,
        workers=options.workers,
        remote=remote_of(options),
    )
    return 0


def search(options: argparse.Namespace) -> int:
    """Find words in names and in the words that claims rest on."""
    from .graph.search import folder_index
    from .graph.texts import printable

    if options.limit < 1:
        raise UsageError(f"--limit is {options.limit}; it must be 1 or more")
    index = folder_index(_built(options.folder).store, remote_of(options))
    hits = index.search(" ".join(options.words), kind=options.kind, limit=options.limit)
    index.close()
    if options.json:
        print(json.dumps([dataclasses.asdict(hit) for hit in hits], ensure_ascii=False, indent=1))
        return 0
    for hit in hits:
        text = printable(hit.text)
        if hit.kind == "name":
            also = "" if hit.text == hit.label else f"  ({printable(hit.label)})"
            print(f"{text}{also}  {printable(hit.where)}  <{hit.iri}>")
        else:
            print(f"  “{text}”  {printable(hit.label)}, {printable(hit.where)}")
    print(f"({len(hits)} found)")
    return 0


def _built(folder: str) -> Folder:
    found = Folder.open(folder)
    if not found.store.is_dir():
        raise FolderError(f"{found.store}: no store; make it with: claimgraph build PATH... -o {folder}")
    return found
