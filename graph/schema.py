"""The classes of events in a graph of their own, so that a query can ask by group or by another scheme's code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..ontology.iris import PREFIXES
from ..ontology.vocabulary import Vocabulary
from .encode import node, text

SCHEMA = ox.NamedNode(PREFIXES["cg"].rstrip("#"))
"""The named graph, called as the ontology is."""


def schema_quads(vocabulary: Vocabulary, types: Iterable[str]) -> Iterator[ox.Quad]:
    """What the ontology says of these classes of events and those above them: labels, order, and codes.

    >>> from ..ontology import vocabulary
    >>> codes = [quad.object for quad in schema_quads(vocabulary.load(), ["Arrest"])]
    >>> [code.value for code in codes if getattr(code, "datatype", None) and code.datatype.value.endswith("#acled")]
    ['Arrests']
    """
    classes = vocabulary.classes
    used = {name for each in types for name in vocabulary.ancestors(each) if vocabulary.is_a(name, "Event")}
    for name in sorted(used):
        term = classes[name]
        it = ox.NamedNode(term.iri)
        yield ox.Quad(it, node("rdfs:label"), text(term.label, "en"), SCHEMA)
        for parent in term.parents:
            if parent in used:
                yield ox.Quad(it, node("rdfs:subClassOf"), ox.NamedNode(classes[parent].iri), SCHEMA)
        for scheme, code in term.codes:
            yield ox.Quad(it, node("skos:notation"), ox.Literal(code, datatype=ox.NamedNode(scheme)), SCHEMA)
