"""Whether a graph has the shape it must have: SHACL, with each violation as a plain sentence.

W3C: Shapes Constraint Language (SHACL), https://www.w3.org/TR/shacl/, as pySHACL implements it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import rdflib
from pyshacl import validate
from rdflib.namespace import RDF, RDFS, SH, XSD

from ..errors import OntologyError

_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that does not hold: of which node, what would be right, and what was found instead."""

    node: str
    label: str
    message: str
    found: str = ""

    def __str__(self) -> str:
        name = f"{self.label} ({self.node})" if self.label else self.node
        return f"{name}: {self.message}" + (f"; it is {self.found!r}" if self.found else "")


def check(data: rdflib.Graph, shapes: Path | None = None) -> list[Violation]:
    """What in a graph, or in all graphs of a dataset together, does not fit the shapes; sorted.

    ``shapes`` is a Turtle file in place of our own. Nothing is fetched. Raises OntologyError if it cannot be read.

    >>> event = rdflib.URIRef("https://example.org/event/1")
    >>> graph = rdflib.Graph()
    >>> _ = graph.add((event, RDF.type, rdflib.URIRef("http://semanticweb.cs.vu.nl/2009/11/sem/Event")))
    >>> print(*check(graph))
    https://example.org/event/1: must have a label
    """
    union = rdflib.Graph()
    quads = data.quads() if isinstance(data, rdflib.Dataset) else ((*triple, None) for triple in data)
    for subject, predicate, value, _ in quads:
        if isinstance(value, rdflib.Literal) and value.datatype == XSD.string:
            value = rdflib.Literal(str(value))  # the same in RDF 1.1, but not to rdflib
        union.add((subject, predicate, value))
    _, report, _ = validate(union, shacl_graph=_shapes(shapes), inference="none", do_owl_imports=False)
    if not isinstance(report, rdflib.Graph):
        raise OntologyError(f"{shapes or 'shapes.ttl'}: cannot be applied: {report}")
    found = {_violation(report, result, union) for result in report.subjects(RDF.type, SH.ValidationResult)}
    return sorted(found, key=str)


def _shapes(path: Path | None) -> rdflib.Graph:
    text = path.read_text("utf-8") if path else (resources.files(__package__) / "shapes.ttl").read_text("utf-8")
    try:
        return rdflib.Graph().parse(data=text, format="turtle")
    except Exception as error:  # rdflib's parsers raise whatever they stumble over
        raise OntologyError(f"{path or 'shapes.ttl'}: not valid Turtle: {error}") from None


def _violation(report: rdflib.Graph, result: rdflib.term.Node, data: rdflib.Graph) -> Violation:
    node = report.value(result, SH.focusNode)
    found = report.value(result, SH.value)
    label = data.value(node, RDFS.label) if node is not None else None
    message = report.value(result, SH.resultMessage)
    return Violation(
        str(node),
        str(label or "")[:_LENGTH],
        str(message or "does not fit"),
        "" if found is None else str(found)[:_LENGTH],
    )
