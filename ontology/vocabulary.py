"""The vocabulary: the classes and properties of an ontology as plain look-ups, with the phrases that evoke them.

``core.ttl`` is read with Oxigraph's parser in a few hundredths of a second. Any OWL or RDFS file with labels can
take its place: a file that speaks of terms of the core ontology extends it, any other replaces its
event classes and relations. What every graph is made of (kinds, roles, time, place, claims) stays in both cases.
"""

from __future__ import annotations

import difflib
import functools
import importlib.resources
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import OntologyError
from ..model import Kind
from .iris import PREFIXES
from .kinds import OTHER, kind_by_label
from .triples import OWL, RDF, RDFS, Statements, read

KINDS: tuple[Kind, ...] = ("Person", "Organization", "Place", "Event", OTHER)
"""The kinds of entity, each also the local name of its class; a Thing is of a class that a user's ontology brings."""

_CG, _SKOS, _XSD = PREFIXES["cg"], PREFIXES["skos"], PREFIXES["xsd"]
_NUMBERS = frozenset(
    ("integer", "int", "long", "short", "decimal", "float", "double", "nonNegativeInteger", "positiveInteger")
)
_CLASSES = (OWL + "Class", RDFS + "Class")
_PROPERTIES = (
    *(OWL + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty", "SymmetricProperty")),
    RDF + "Property",
)


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property. ``parents``, ``domain``, ``range`` and ``inverse`` are names of other terms.

    ``codes`` are what other schemes call it: the IRI of the scheme and the code there. ``literal`` is what the values
    of a datatype property are ("date", "number", "text"); empty for any other property. ``same`` are the IRIs of terms
    elsewhere that mean the same, ``turned`` of those that mean it the other way round.
    """

    name: str
    iri: str
    label: str
    comment: str = ""
    phrases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    inverse: str | None = None
    symmetric: bool = False
    color: str | None = None
    shape: str | None = None
    codes: tuple[tuple[str, str], ...] = ()
    literal: str = ""
    same: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The words that may be used in a graph: classes and properties by their local names.

    >>> core = load()
    >>> core.classes["Protest"].label, core.is_a("Protest", "Event"), core.event_phrases()["lay wreath"]
    ('protest', True, 'Commemoration')
    >>> core.properties["leaderOf"].iri
    'https://w3id.org/claimgraph#leaderOf'
    """

    classes: Mapping[str, Term]
    properties: Mapping[str, Term]
    own: frozenset[str] = frozenset()
    """The names of the terms that a user's file brings."""
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def term(self, name: str) -> Term:
        """The class or property of this name. Raises OntologyError, which tells the nearest names there are."""
        found = self.classes.get(name) or self.properties.get(name)
        if found is None:
            near = difflib.get_close_matches(name, [*self.classes, *self.properties], 3, 0.5)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise OntologyError(f"the ontology has no class or property {name!r}{hint}")
        return found

    def iri(self, name: str) -> str:
        """The IRI of a term; a full IRI stands for itself. Raises OntologyError for an unknown name.

        >>> load().iri("Person")
        'https://schema.org/Person'
        """
        return name if re.match(r"\w+://|urn:", name) else self.term(name).iri

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether a term is another one, or is below it; False for unknown names."""
        return ancestor in self.ancestors(name)

    def ancestors(self, name: str) -> frozenset[str]:
        """The names of a term and of all above it; empty for an unknown name."""
        if name not in self._ancestors:
            found, rest = set[str](), [name]
            while rest:
                term = self.classes.get(rest[-1]) or self.properties.get(rest[-1])
                current = rest.pop()
                if term is not None and current not in found:
                    found.add(current)
                    rest.extend(term.parents)
            self._ancestors[name] = frozenset(found)
        return self._ancestors[name]

    def kind_of(self, name: str) -> Kind | None:
        """Which of the kinds a class belongs to; that of a user's, where its parents do not say, by its label.

        >>> load().kind_of("Killing")
        'Event'
        """
        known = next((kind for kind in KINDS if self.is_a(name, kind)), None)
        if known in (None, OTHER) and name in self.own and name in self.classes:
            labels = [self.classes[each].label for each in (name, *sorted(self.ancestors(name) - {name, OTHER}))]
            return next((kind for label in labels if (kind := kind_by_label(label)) != OTHER), OTHER)
        return known

    def event_classes(self) -> tuple[str, ...]:
        """The classes below Event, in the order of their names."""
        return tuple(sorted(name for name in self.classes if name != "Event" and self.is_a(name, "Event")))

    def event_groups(self) -> dict[str, str]:
        """The group directly below Event that each event class stands under.

        >>> load().event_groups()["Execution"]
        'Violence'
        """
        groups = [name for name in self.event_classes() if "Event" in self.classes[name].parents]
        return {name: next(g for g in groups if self.is_a(name, g)) for name in self.event_classes()}

    def event_phrases(self) -> dict[str, str]:
        """Lower-case phrases with the event class that each evokes; hyphens stand as words of their own.

        Where two classes share a phrase, the more specific has it.
        """
        names = sorted(self.event_classes(), key=lambda name: (len(self.ancestors(name)), name))
        return {_tokenized(phrase): name for name in names for phrase in self.classes[name].phrases}

    def look(self, name: str) -> tuple[str, str]:
        """The color and shape of a class in the view: its own or the nearest above it.

        >>> load().look("Person")
        ('#0072B2', 'dot')
        """
        rest = [name]
        color = shape = None
        while rest and not (color and shape):
            term = self.classes.get(rest.pop(0))
            if term is not None:
                color, shape = color or term.color, shape or term.shape
                rest.extend(term.parents)
        return color or "#777777", shape or "dot"


def load(path: Path | None = None) -> Vocabulary:
    """The core vocabulary, or the one that a file gives (Turtle, RDF/XML, N-Triples, JSON-LD).

    Raises OntologyError if the file is missing, malformed (with the line), or holds no class or property.
    """
    core = _core()
    if path is None:
        return core
    mine = read(path)
    own = frozenset([*_class_iris(mine), *_property_iris(mine)])
    if not own:
        raise OntologyError(
            f"{path}: holds no class or property; an owl:Class or owl:ObjectProperty with an rdfs:label would work"
        )
    extends = any(iri.startswith(_CG) or iri == _CG.rstrip("#") for iri in mine.mentioned)
    replaced = frozenset() if extends else _replaceable(core)
    return _vocabulary(mine.joined(_core_statements(), replaced), own)


@functools.cache
def _core_statements() -> Statements:
    with importlib.resources.as_file(importlib.resources.files(__package__) / "core.ttl") as path:
        return read(path)


@functools.cache
def _core() -> Vocabulary:
    return _vocabulary(_core_statements(), frozenset())


def _replaceable(core: Vocabulary) -> frozenset[str]:
    """The IRIs of the core's event classes and relations, which a file of another subject replaces."""
    classes = (core.classes[name].iri for name in core.event_classes())
    return frozenset([*classes, *(term.iri for term in core.properties.values() if term.phrases)])


def _class_iris(statements: Statements) -> list[str]:
    return sorted({*statements.of_type(*_CLASSES), *statements.stating(RDFS + "subClassOf")})


def _property_iris(statements: Statements) -> list[str]:
    return sorted({*statements.of_type(*_PROPERTIES), *statements.stating(RDFS + "subPropertyOf")})


def _vocabulary(statements: Statements, own: frozenset[str]) -> Vocabulary:
    """The vocabulary of some statements. Terms in ``own`` are a user's: they win names, and labels evoke them."""
    classes, properties = _class_iris(statements), _property_iris(statements)
    names = _names([*classes, *properties], own)
    taken = {p for iri in classes if iri in own for p in _phrases(statements, iri, True)}

    def term(iri: str) -> Term:
        phrases = _phrases(statements, iri, iri in own)
        if iri in classes and iri not in own:
            phrases = tuple(p for p in phrases if p not in taken)
        return _term(statements, iri, names, phrases)

    # Sorted so that a user's own term comes last, and stands where the core has one of the same name.
    return Vocabulary(
        {names[iri]: term(iri) for iri in sorted(classes, key=lambda i: (i in own, i))},
        {names[iri]: term(iri) for iri in sorted(properties, key=lambda i: (i in own, i))},
        frozenset(names[iri] for iri in (*classes, *properties) if iri in own and not iri.startswith(_CG)),
    )


def _names(iris: list[str], own: frozenset[str]) -> dict[str, str]:
    """A name for each IRI: its last part, or the whole IRI where another of the same file has that name."""
    names: dict[str, str] = {}
    used: set[tuple[bool, str]] = set()
    for iri in iris:
        name = re.split(r"[#/:]", iri.rstrip("#/"))[-1]
        names[iri] = iri if (iri in own, name) in used else name
        used.add((iri in own, names[iri]))
    return names


def _term(statements: Statements, iri: str, names: Mapping[str, str], phrases: tuple[str, ...]) -> Term:
    def named(*predicates: str) -> tuple[str, ...]:
        found = statements.iris(iri, *predicates)
        return tuple(dict.fromkeys(names[i] for i in found if i in names and i != iri))

    def text(predicate: str) -> str | None:
        return next(iter(statements.texts(iri, predicate)), None)

    return Term(
        names[iri],
        iri,
        text(RDFS + "label") or _spelled_out(names[iri]),
        text(RDFS + "comment") or "",
        phrases,
        named(RDFS + "subClassOf", RDFS + "subPropertyOf", OWL + "equivalentClass", OWL + "equivalentProperty"),
        named(RDFS + "domain"),
        named(RDFS + "range"),
        next(iter(named(OWL + "inverseOf")), None),
        OWL + "SymmetricProperty" in statements.iris(iri, RDF + "type"),
        text(_CG + "color"),
        text(_CG + "shape"),
        tuple(statements.codes(iri, _SKOS + "notation")),
        _literal(statements, iri),
        tuple(statements.iris(iri, _SKOS + "exactMatch", OWL + "equivalentProperty", OWL + "equivalentClass")),
        tuple(statements.iris(iri, OWL + "inverseOf")),
    )


def _literal(statements: Statements, iri: str) -> str:
    """What the values of a property are, if they are literals."""
    ranges = [range_ for range_ in statements.iris(iri, RDFS + "range") if range_.startswith((_XSD, RDFS, RDF))]
    if ranges and ranges[0] != RDFS + "Resource":
        local = ranges[0].rpartition("#")[2]
        return "date" if local.startswith(("date", "gYear", "time")) else "number" if local in _NUMBERS else "text"
    return "text" if OWL + "DatatypeProperty" in statements.iris(iri, RDF + "type") else ""


def _phrases(statements: Statements, iri: str, by_label: bool) -> tuple[str, ...]:
    found = statements.texts(iri, _SKOS + "altLabel")
    if by_label:
        found += statements.texts(iri, RDFS + "label") or [_spelled_out(re.split(r"[#/:]", iri.rstrip("#/"))[-1])]
    return tuple(dict.fromkeys(" ".join(_lowered(word) for word in phrase.split()) for phrase in found))


def _lowered(word: str) -> str:
    form, slash, tag = word.rpartition("/")
    return f"{form.lower()}/{tag}" if slash and re.fullmatch("[A-Z]+", tag) else word.lower()


def _spelled_out(name: str) -> str:
    """``productLaunch`` as ``product launch``."""
    return re.sub(r"[_\W]+|(?<=[a-z])(?=[A-Z])", " ", name).strip().lower()


def _tokenized(phrase: str) -> str:
    return " ".join(re.sub(r"(?<=\w)-(?=\w)", " - ", phrase).split())
