"""What a Turtle file calls the things in it, whatever vocabulary it labels them with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import rdflib
from rdflib.namespace import FOAF, RDF, RDFS, SKOS

from ..errors import UsageError

SCHEMA = ("https://schema.org/", "http://schema.org/")
_NAMES = (RDFS.label, SKOS.prefLabel, FOAF.name, *(rdflib.URIRef(f"{base}name") for base in SCHEMA))
_ALIASES = (SKOS.altLabel, *(rdflib.URIRef(f"{base}alternateName") for base in SCHEMA))
# The classes by the end of their IRI; what is of no such class is left out.
_KINDS = {
    "Person": "Person",
    "Organization": "Organization",
    "Organisation": "Organization",
    "Agent": "Organization",
    "Corporation": "Organization",
    "GovernmentOrganization": "Organization",
    "Group": "Organization",
    "Place": "Place",
    "City": "Place",
    "Country": "Place",
    "Location": "Place",
    "Event": "Event",
}


def labelled(path: Path, text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Each person, organization, place and event of a Turtle file: its IRI, its kind, its names, the main one first.

    Raises UsageError that names the file and the line.
    """
    graph = rdflib.Graph()
    try:
        graph.parse(data=text, format="turtle")
    except Exception as error:  # rdflib's parser raises what it meets
        line = getattr(error, "lines", None)
        where = f"{path}: line {line + 1}" if isinstance(line, int) else str(path)
        raise UsageError(f"{where}: not Turtle ({' '.join(str(error).split())[:120]}); mend that line") from None
    for subject in sorted(set(graph.subjects(RDF.type)), key=str):
        classes = sorted(str(c).replace("#", "/").rpartition("/")[2] for c in graph.objects(subject, RDF.type))
        kind = next((_KINDS[name] for name in classes if name in _KINDS), None)
        names = [str(o) for p in (*_NAMES, *_ALIASES) for o in sorted(graph.objects(subject, p), key=_order)]
        if kind and isinstance(subject, rdflib.URIRef):
            yield str(subject), kind, list(dict.fromkeys(names))


def _order(term: rdflib.term.Node) -> tuple[int, str]:
    """English labels first, then those of no language, then others."""
    language = getattr(term, "language", None) or ""
    return ({"en": 0, "": 1}.get(language, 2), str(term))
