"""A store brought from one state of a graph to another by the quads in which they differ.

What a source says changes with the source. Facts, support and conflicts change with the *subjects* that are touched:
those that a changed source names, or named; then whatever is weighed together with one of them, then or now. All else
follows from what is the same as before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import pyoxigraph as ox

from ..model import Claim, Reference
from ..ontology.iris import entity_id, graph_id
from .decisions import DECISIONS
from .encode import node
from .ledger import Ledger, changed, parted
from .records import Records
from .schema import SCHEMA
from .weighed import WEIGHED, ties

_FACTS = ox.DefaultGraph()
_LABEL = node("rdfs:label")


def too_much(before: Ledger, after: Ledger) -> bool:
    """Whether a store is sooner made anew than brought from one state to the other."""
    return before.maker != after.maker or 2 * len(changed(before.sources, after.sources)) > len(after.sources)


def update(old: ox.Store, new: ox.Store, before: Ledger, after: Ledger, records: Records) -> None:
    """Let ``new``, a copy of ``old``, hold what follows from some records. The ledgers are those of the two states."""
    change = _Change(old, new, records)
    sources = {source.id: source for source in records.sources}
    for identifier in sorted(changed(before.sources, after.sources)):
        graph = change.node(graph_id(identifier))
        change.told(graph, records.told(sources[identifier]) if identifier in sources else ())
    for identifier in sorted(parted(before, after)):
        change.name(change.graph(change.node(graph_id(identifier))))
    touched = change.closed(changed(before.entities, after.entities))
    change.facts(touched & (before.entities.keys() | after.entities.keys()))
    change.weighed(touched)
    change.replace(change.graph(SCHEMA), records.schema())
    change.replace(change.graph(change.node(DECISIONS)), records.decided())


class _Change:
    """The old store, the new one as far as it is made, and what was named where they differ."""

    def __init__(self, old: ox.Store, new: ox.Store, records: Records) -> None:
        self.old, self.new, self.records = old, new, records
        self.node = records.encoder.iri
        self.weighing = self.node(WEIGHED)
        self.named: set[str] = set()

    def replace(self, old: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Put quads in the place of others."""
        gone, come = set(old), set(new)
        for quad in gone - come:
            self.new.remove(quad)
        self.new.extend(come - gone)

    def graph(self, graph: ox.NamedNode) -> list[ox.Quad]:
        """What the old store has in a graph."""
        return list(self.old.quads_for_pattern(None, None, None, graph))

    def told(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Let a source say something else."""
        before, after = self.graph(graph), list(quads)
        self.name(chain(before, after))
        self.replace(before, after)

    def name(self, quads: Iterable[ox.Quad]) -> None:
        """Note the ids of all nodes in some quads."""
        nodes = {term.value for quad in quads for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
        self.named |= {entity_id(self.records.base, iri) for iri in nodes}

    def closed(self, entities: set[str]) -> set[str]:
        """All subjects that are touched, if those that were named and some entities are."""
        claims = [claim for extraction in self.records.extractions for claim in extraction.claims]
        # What is told of an event is a fact only if the event is one.
        telling = entities | {i for i in self.named if self._is_event(i)}
        rest = self.named | entities
        rest |= {c.subject for c in claims if _object(c) in telling or c.subject in entities or c.speaker in entities}
        tied: dict[str, set[str]] = defaultdict(set)
        for one, other in ties(claims, self.records.entities):
            tied[one].add(other)
            tied[other].add(one)
        found: set[str] = set()
        while rest:
            found |= rest
            rest = {other for one in rest for other in (*tied.get(one, ()), *self._disputed_with(one))} - found
        return found

    def _is_event(self, identifier: str) -> bool:
        entity = self.records.entities.get(identifier)
        return entity is not None and entity.kind == "Event"

    def _disputed_with(self, subject: str) -> Iterator[str]:
        """The subjects of which something was disputed together with this one."""
        for claim in self._told_of(subject):
            for position in self._having("cg:restsOn", claim):
                for conflict in self._having("cg:position", position):
                    yield from self._ids(conflict, "cg:conflictOf")
                    for side in self._values(conflict, "cg:position"):
                        for other in self._values(side, "cg:restsOn"):
                            yield from self._ids(other, "rdf:subject")

    def _told_of(self, subject: str) -> Iterator[Any]:
        """The claims that were made on a subject."""
        for quad in self.old.quads_for_pattern(None, node("rdf:subject"), self.node(subject), None):
            yield quad.subject

    def _having(self, predicate: str, value: Any) -> Iterator[Any]:
        for quad in self.old.quads_for_pattern(None, node(predicate), value, self.weighing):
            yield quad.subject

    def _values(self, subject: Any, predicate: str) -> Iterator[Any]:
        for quad in self.old.quads_for_pattern(subject, node(predicate), None, None):
            yield quad.object

    def _ids(self, subject: Any, predicate: str) -> Iterator[str]:
        for value in self._values(subject, predicate):
            yield entity_id(self.records.base, value.value)

    def facts(self, subjects: set[str]) -> None:
        """Let the default graph say of some subjects what is known of them now."""
        before: list[ox.Quad] = []
        for it in map(self.node, sorted(subjects)):
            before += self.old.quads_for_pattern(it, None, None, _FACTS)
            for point in self._values(it, "geo:hasGeometry"):
                before += self.old.quads_for_pattern(point, None, None, _FACTS)
        self.replace(before, self.records.facts(subjects))
        # What a figure is stands once for all subjects that have it.
        figures: set[Any] = {quad.object for quad in before if quad.predicate == node("cg:figure")}
        for figure in figures:
            if not any(self.new.quads_for_pattern(None, node("cg:figure"), figure, _FACTS)):
                self.replace(self.new.quads_for_pattern(figure, None, None, _FACTS), ())

    def weighed(self, subjects: set[str]) -> None:
        """Let the claims on some subjects be weighed as they are now."""
        weighed: list[Any] = []
        for subject in sorted(subjects):
            weighed += self._told_of(subject)
            for conflict in self._having("cg:conflictOf", self.node(subject)):
                weighed += [conflict, *self._values(conflict, "cg:position")]
        before = [quad for it in weighed for quad in self.old.quads_for_pattern(it, None, None, self.weighing)]
        after = list(self.records.weighed(subjects))
        self.replace(before, after)
        # The words for a node stand once for all claims that name it.
        words = {quad.subject: quad for quad in after if quad.predicate == _LABEL}
        for it in map(self.node, sorted(subjects)):
            for quad in self.old.quads_for_pattern(it, _LABEL, None, self.weighing):
                if words[it] != quad if it in words else not self._is_weighed(it):
                    self.new.remove(quad)

    def _is_weighed(self, it: ox.NamedNode) -> bool:
        """Whether a claim that is weighed names a node."""
        return any(
            any(self.new.quads_for_pattern(quad.subject, node("cg:sourceCount"), None, self.weighing))
            for predicate in ("rdf:subject", "rdf:object", "cg:speaker")
            for quad in self.new.quads_for_pattern(None, node(predicate), it, None)
        )


def _object(claim: Claim) -> str:
    return claim.object.id if isinstance(claim.object, Reference) else ""
