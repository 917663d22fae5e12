"""The graph that was built, for asking: SPARQL, named queries, the network, the view, explanations, conflicts."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any

import oxrdflib
import pyoxigraph as ox
import rdflib

from ..errors import UsageError
from ..model import Entity, Extraction, Source
from ..ontology.iris import PREFIXES
from ..ontology.vocabulary import Vocabulary
from . import analyze, conflicts, explain, export, find, findings, network, paths, projections, query, sidebyside, view
from .decisions import Decision
from .notebook import Shown
from .records import Records, speakers
from .results import Result
from .store import Store, fill


@dataclass(frozen=True)
class KnowledgeGraph:
    """The store of a graph and the records it was made from. Use :meth:`open`, or :meth:`of` for one in memory.

    >>> from ..ontology import vocabulary
    >>> kg = KnowledgeGraph.of([], [], {}, vocabulary=vocabulary.load())
    >>> kg.query("SELECT ?s { ?s ?p ?o }").rows
    []
    """

    store: ox.Store
    sources: tuple[Source, ...]
    extractions: tuple[Extraction, ...]
    entities: Mapping[str, Entity]
    base: str
    vocabulary: Vocabulary
    trust: str | Collection[str] = "publisher"
    path: Path | None = None
    decisions: tuple[Decision, ...] = ()

    @classmethod
    def open(
        cls,
        path: Path,
        sources: Sequence[Source],
        extractions: Sequence[Extraction],
        entities: Mapping[str, Entity],
        *,
        base: str,
        vocabulary: Vocabulary,
        trust: str | Collection[str] = "publisher",
        decisions: Sequence[Decision] = (),
    ) -> KnowledgeGraph:
        """The graph whose store is at ``path``. Raises FolderError if there is none."""
        store = Store.open(path)
        trusted, told = _ids(trust, entities), tuple(decisions)
        return cls(store, tuple(sources), tuple(extractions), entities, base, vocabulary, trusted, path, told)

    @classmethod
    def of(
        cls,
        sources: Sequence[Source],
        extractions: Sequence[Extraction],
        entities: Mapping[str, Entity],
        *,
        vocabulary: Vocabulary,
        base: str = "https://claimgraph.example/",
        trust: str | Collection[str] = "publisher",
    ) -> KnowledgeGraph:
        """A graph in memory."""
        store = fill(ox.Store(), Records(sources, extractions, entities, base, vocabulary, trust))
        return cls(store, tuple(sources), tuple(extractions), entities, base, vocabulary, _ids(trust, entities))

    @cached_property
    def graph(self) -> rdflib.Dataset:
        """An rdflib Dataset over the same store."""
        dataset = rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self.store))
        for prefix, iri in PREFIXES.items():
            dataset.bind(prefix, iri)
        return dataset

    def query(self, text: str, /, **values: str) -> Result:
        """The answer to a SPARQL query; our prefixes need no declaration. Raises QueryError."""
        return query.ask(self.store, text, values, base=self.base)

    def named(self, name: str, /, **values: str) -> Result:
        """The answer to a named query. Raises QueryError, which lists what there is."""
        return query.ask_named(self.store, name, values, base=self.base)

    def find(self, name: str) -> str:
        """The id of the entity that a name, alias, id or IRI means. Raises UsageError with near names."""
        return find.find(name, self.entities, self.base)

    def network(self, projection: str = "", *, around: str | None = None, depth: int = 1, **options: Any) -> Any:
        """The entities as a networkx graph, whose edges carry predicate, sources and dates.

        ``projection`` is one of :data:`projections.PROJECTIONS`, ``around`` a name whose surroundings are wanted, and
        ``options`` are those of :func:`network.project`: ``trust, stances, begin, end, least``. Raises UsageError.
        """
        everything = list(self.entities.values())
        whole = network.project(self.sources, self.extractions, everything, **{"trust": self.trust, **options})
        if around is not None:
            whole = network.nearby(whole, [self.find(around)], depth)
        return projections.project(whole, projection) if projection else whole

    def analyze(self, **options: Any) -> findings.Analysis:
        """What is central, connected and between, in the network that :meth:`network` makes with these options."""
        return analyze.analyze(self.network(**options))

    def connect(self, start: str, end: str, **options: Any) -> paths.Path:
        """The shortest way between two names, each step with the sentences behind it. Raises UsageError."""
        ends = self.find(start), self.find(end)
        return paths.shortest(self.sources, self.extractions, self.entities, *ends, **{"trust": self.trust, **options})

    def explain(self, name: str) -> str:
        """What is claimed of something, with the words and whose they are. Raises UsageError."""
        return explain.explain(self.find(name), self.sources, self.extractions, self.entities, self.decisions)

    def conflicts(self) -> list[conflicts.Conflict]:
        """Claims that contradict each other."""
        return conflicts.conflicts(self.sources, self.extractions, self.entities)

    def conflicts_text(self) -> str:
        """The same for people to read."""
        return sidebyside.as_text(self.conflicts(), self.sources, self.entities)

    def view(self, *, around: str | None = None, depth: int = 1, title: str = "claimgraph") -> str:
        """One offline page that shows the graph, or what is near the entity that :meth:`find` finds by ``around``.

        Raises UsageError if ``around`` names nothing, or several things.
        """
        return view.render(
            self.sources,
            self.extractions,
            list(self.entities.values()),
            title=title,
            around=None if around is None else self.find(around),
            depth=depth,
            vocabulary=self.vocabulary,
            base=self.base,
            decisions=self.decisions,
        )

    def source_of(self, identifier: str) -> Source | None:
        """The source with this id; None if there is none."""
        return next((source for source in self.sources if source.id == identifier), None)

    def show(self, name: str | None = None, *, depth: int = 1, height: int = 640) -> Shown:
        """The view in a notebook: what is near the entity that ``name`` means, or all of the graph.

        Raises UsageError if ``name`` names nothing, or several things.
        """
        title = "claimgraph" if name is None else self.entities[self.find(name)].name
        return Shown(self.view(around=name, depth=depth, title=title), title, height)

    def export(self, form: str, path: Path) -> None:
        """Write the graph to a file in one of the formats of :data:`export.FORMATS`."""
        with path.open("wb") as file:
            self.export_to(form, file)

    def export_bytes(self, form: str) -> bytes:
        """The graph in one of the formats, the same bytes from run to run. Raises UsageError for another one."""
        out = io.BytesIO()
        self.export_to(form, out)
        return out.getvalue()

    def export_to(self, form: str, out: IO[bytes]) -> None:
        """The same, written to a binary file; nothing but a network is put together in memory before."""
        if form not in export.FORMATS:
            raise UsageError(f"no format {form!r}; there are: {', '.join(export.FORMATS)}")
        if form in ("graphml", "gexf"):
            out.write(export.network_bytes(self.network(), form))
        elif form in ("csv", "csv-exact"):
            export.write_table(self.sources, self.extractions, self.entities, out, exact=form == "csv-exact")
        else:
            export.write_rdf(self.store, form, out)


def _ids(trust: str | Collection[str], entities: Mapping[str, Entity]) -> str | Collection[str]:
    return trust if isinstance(trust, str) else speakers(trust, entities)
