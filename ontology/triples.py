"""The statements of an ontology file, parsed by Oxigraph and grouped for look-up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from ..errors import OntologyError

OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".owl": ox.RdfFormat.RDF_XML,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".n3": ox.RdfFormat.N3,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
}

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Statements:
    """What a file states: for each subject and predicate (as IRIs) the objects in the order of the file."""

    def __init__(self) -> None:
        self._objects: dict[str, dict[str, list[Node]]] = {}
        self.mentioned: set[str] = set()

    def add(self, subject: Node, predicate: str, value: Node) -> None:
        """Add one statement."""
        self._objects.setdefault(_key(subject), {}).setdefault(predicate, []).append(value)
        self.mentioned |= {_key(subject), predicate, _key(value)}

    def joined(self, other: Statements, without: frozenset[str] = frozenset()) -> Statements:
        """These statements and another file's, but for those about the subjects ``without``."""
        both = Statements()
        both.mentioned = self.mentioned | other.mentioned
        for one in (self, other):
            for subject, predicates in one._objects.items():
                if one is other and subject in without:
                    continue
                mine = both._objects.setdefault(subject, {})
                for predicate, values in predicates.items():
                    mine[predicate] = [*mine.get(predicate, ()), *values]
        return both

    def of_type(self, *types: str) -> list[str]:
        """The named subjects of any of these types, sorted."""
        wanted = set(types)
        return sorted(
            subject
            for subject, predicates in self._objects.items()
            if not subject.startswith("_:") and wanted & {_key(v) for v in predicates.get(RDF + "type", ())}
        )

    def stating(self, predicate: str) -> list[str]:
        """The named subjects with any object for a predicate, sorted."""
        return sorted(
            s for s, predicates in self._objects.items() if predicate in predicates and not s.startswith("_:")
        )

    def iris(self, subject: str, *predicates: str) -> list[str]:
        """The IRIs that are objects, those of unions and intersections included; other blank nodes are passed over."""
        found = [iri for p in predicates for value in self._values(subject, p) for iri in self._named(value)]
        return list(dict.fromkeys(found))

    def texts(self, subject: str, predicate: str) -> list[str]:
        """The English texts among the objects, or those of no language; if there are none, of any language."""
        literals = [v for v in self._values(subject, predicate) if isinstance(v, ox.Literal)]
        english = [v for v in literals if not v.language or v.language.split("-")[0].lower() == "en"]
        return list(dict.fromkeys(" ".join(v.value.split()) for v in english or literals))

    def codes(self, subject: str, predicate: str) -> list[tuple[str, str]]:
        """The literals among the objects that are typed: the IRI of the type, and the text."""
        literals = [v for v in self._values(subject, predicate) if isinstance(v, ox.Literal) and not v.language]
        return list(dict.fromkeys((v.datatype.value, v.value) for v in literals))

    def _values(self, subject: str, predicate: str) -> list[Node]:
        return self._objects.get(subject, {}).get(predicate, [])

    def _named(self, value: Node) -> Iterator[str]:
        if isinstance(value, ox.NamedNode):
            yield value.value
        elif isinstance(value, ox.BlankNode):
            for predicate in (OWL + "unionOf", OWL + "intersectionOf"):
                for head in self._values(_key(value), predicate):
                    for member in self._members(head):
                        yield from self._named(member)

    def _members(self, head: Node) -> Iterator[Node]:
        seen = set[str]()
        while _key(head) not in seen and (first := self._values(_key(head), RDF + "first")):
            seen.add(_key(head))
            yield first[0]
            head = next(iter(self._values(_key(head), RDF + "rest")), ox.NamedNode(RDF + "nil"))


def read(path: Path) -> Statements:
    """Parse an ontology file; by the ending of its name, as Turtle where that says nothing.

    Raises OntologyError if the file is missing, empty or malformed, naming the line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OntologyError(
            f"{path}: {(error.strerror or str(error)).lower()}; give the path of a Turtle file"
        ) from None
    if not data.strip():
        raise OntologyError(f"{path}: is empty; a file with owl:Class and rdfs:label would work")
    statements = Statements()
    try:
        for quad in ox.parse(data, _FORMATS.get(path.suffix.lower(), ox.RdfFormat.TURTLE), base_iri="urn:ontology:"):
            statements.add(quad.subject, quad.predicate.value, quad.object)
    except (SyntaxError, ValueError) as error:
        line = f"line {error.lineno}: " if isinstance(error, SyntaxError) and error.lineno else ""
        message = error.msg if isinstance(error, SyntaxError) else str(error)
        raise OntologyError(f"{path}: {line}{message}; Turtle, RDF/XML, N-Triples and JSON-LD are read") from None
    return statements


def _key(node: Node) -> str:
    return str(node) if isinstance(node, ox.BlankNode | ox.Triple) else node.value
