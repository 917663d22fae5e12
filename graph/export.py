"""The graph in other formats. Everything is sorted, so that the same graph gives the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

import networkx as nx
import pyoxigraph as ox

from ..model import Entity, Extraction, Source
from ..ontology.iris import PREFIXES, claim_id
from .explain import name_of, show
from .texts import csv_line, storable

_RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDF_FORMATS = tuple(_RDF)
FORMATS = (*RDF_FORMATS, "graphml", "gexf", "csv", "csv-exact")

COLUMNS = (
    "claim", "subject", "subject_name", "predicate", "object", "stance", "speaker", "confidence", "rule",
    "source", "publisher", "published", "start", "end", "quote",
)  # fmt: skip


def rdf(store: ox.Store, form: str) -> bytes:
    """The default graph as Turtle, or the whole dataset in a format that has named graphs."""
    out = io.BytesIO()
    write_rdf(store, form, out)
    return out.getvalue()


def write_rdf(store: ox.Store, form: str, out: IO[bytes]) -> None:
    """The same, written bit by bit: no more is held than the subjects of one graph."""
    items = _triples(store) if form == "turtle" else _quads(store)
    prefixes = PREFIXES if form in ("turtle", "trig") else None
    ox.serialize(items, out, format=_RDF[form], prefixes=prefixes)


def _triples(store: ox.Store) -> Iterator[ox.Triple]:
    """The default graph in order."""
    return (quad.triple for quad in _in_order(store, ox.DefaultGraph()))


def _quads(store: ox.Store) -> Iterator[ox.Quad]:
    """Everything in order, graph by graph."""
    for graph in sorted((ox.DefaultGraph(), *store.named_graphs()), key=str):
        yield from _in_order(store, graph)


def _in_order(store: ox.Store, graph: ox.DefaultGraph | ox.NamedNode | ox.BlankNode) -> Iterator[ox.Quad]:
    """One graph, subject by subject; the store has the quads of a subject together, but not in this order."""
    subjects = {quad.subject for quad in store.quads_for_pattern(None, None, None, graph)}
    for subject in sorted(subjects, key=str):
        yield from sorted(store.quads_for_pattern(subject, None, None, graph), key=_order)


def _order(quad: ox.Quad) -> tuple[bool, str, str]:
    """Of one subject its types first."""
    predicate = str(quad.predicate)
    return not predicate.endswith("#type>"), predicate, str(quad.object)


def network_bytes(network: nx.MultiDiGraph[str], form: str) -> bytes:
    """The network as GraphML or GEXF."""
    out = io.BytesIO()
    clean = _without_controls(network)
    if form == "graphml":
        nx.write_graphml(clean, out, encoding="utf-8", prettyprint=True)
        return out.getvalue()
    # GEXF is stamped with the day by its writer: the same graph must give the same bytes.
    text = "\n".join(nx.generate_gexf(clean, encoding="utf-8", prettyprint=True))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text).encode("utf-8")


def _without_controls(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """A copy whose texts hold only characters that XML 1.0 allows, and whose edges are numbered."""

    def clean(value: object) -> object:
        return storable(value) if isinstance(value, str) else value

    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        copy.add_node(node, **{name: clean(value) for name, value in data.items()})
    for number, (left, right, _, data) in enumerate(network.edges(keys=True, data=True)):
        copy.add_edge(left, right, key=number, **{name: clean(value) for name, value in data.items()})
    return copy


def write_table(
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    entities: Mapping[str, Entity],
    out: IO[bytes],
    exact: bool = False,
) -> None:
    """Write every claim as a row of CSV, safe to open in a spreadsheet; cells that are ``exact`` may be formulas."""
    by_id = {source.id: source for source in sources}
    out.write(csv_line(COLUMNS).encode("utf-8"))
    for extraction in sorted(extractions, key=lambda x: x.source):
        source = by_id[extraction.source]
        for claim in extraction.claims:
            found = claim.evidence
            row = (
                claim_id(claim), claim.subject, name_of(claim.subject, entities), claim.predicate,
                show(claim.object, entities), str(claim.stance),
                name_of(claim.speaker, entities) if claim.speaker else "", f"{found.score:.3f}", found.rule,
                source.name, source.publisher or "", source.published or "", str(found.start), str(found.end),
                source.text[found.start : found.end],
            )  # fmt: skip
            out.write(csv_line(map(storable, row), exact).encode("utf-8"))
