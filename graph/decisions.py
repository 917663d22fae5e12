"""People's decisions as the graph tells them: on the page of what they are about, and in a named graph of their own.

In RDF each is a ``cg:Correction``, an activity of PROV-O (https://www.w3.org/TR/prov-o/): what it influenced, who is
associated with it, on which day, why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..ontology.iris import content_id, slug
from .texts import printable

if TYPE_CHECKING:
    from .encode import Encoder

DECISIONS = "corrections"
"""The id of the named graph."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Decision:
    """A correction that was applied.

    ``number`` is its place in the file; ``things`` are the ids, as the graph has them now, of what it is about,
    ``given`` those that stand in the file, ``names`` what these were called when it was replayed; ``pages`` are the
    entities on whose page it is told.
    """

    number: int
    do: str
    things: tuple[str, ...]
    given: tuple[str, ...]
    names: tuple[str, ...]
    pages: tuple[str, ...]
    value: str = ""
    by: str = ""
    when: str = ""
    why: str = ""

    def __str__(self) -> str:
        what = "; ".join(name or given for name, given in zip(self.names, self.given, strict=True))
        value = f" → {self.value}" if self.value else ""
        told = ", ".join(filter(None, (f"{self.do} {what}{value}", self.by and f"by {self.by}", self.when)))
        return f"{told}: {self.why}" if self.why else told


def told(identifier: str, decisions: Iterable[Decision]) -> list[str]:
    """The decisions about an entity, a line each, for its page."""
    return by_page(decisions).get(identifier, [])


def by_page(decisions: Iterable[Decision]) -> dict[str, list[str]]:
    """The decisions, a line each, by the id of each entity on whose page they are told."""
    found: dict[str, list[str]] = {}
    for decision in decisions:
        for page in dict.fromkeys(decision.pages):
            found.setdefault(page, []).append(_line(decision))
    return found


def by_claim(decisions: Iterable[Decision]) -> dict[str, list[str]]:
    """The decisions about claims, by the claim's id."""
    found: dict[str, list[str]] = {}
    for decision in decisions:
        for thing in decision.things:
            if thing.startswith("claim/"):
                found.setdefault(thing, []).append(_line(decision))
    return found


def _line(decision: Decision) -> str:
    return f"correction {decision.number}: {printable(str(decision))}"


def rejected(name: str, decisions: Iterable[Decision]) -> list[str]:
    """The rejections of entities that a name, or an id, means."""
    wanted = slug(name.casefold())
    return [
        _line(decision)
        for decision in decisions
        if decision.do == "reject"
        if name in decision.given or wanted in {slug(each.casefold()) for each in decision.names}
    ]


def decision_quads(encoder: Encoder, decisions: Sequence[Decision]) -> Iterator[ox.Quad]:
    """All quads of the decisions."""
    from .encode import date, node, text

    graph = encoder.iri(DECISIONS)
    for decision in decisions:
        parts = (decision.do, decision.given, decision.value, decision.by, decision.when, decision.why)
        it = encoder.iri(content_id("correction", *parts))
        statements: list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]] = [
            (node("rdf:type"), node("cg:Correction")),
            (node("rdf:type"), node("prov:Activity")),
            (node("rdfs:label"), text(str(decision), "en")),
            (node("cg:decides"), text(decision.do)),
        ]
        statements += [(node("cg:corrects"), encoder.iri(thing)) for thing in decision.things]
        statements += [(node("prov:used"), encoder.iri(given)) for given in decision.given]
        if decision.value:
            statements.append((node("cg:correctedTo"), text(decision.value)))
        if decision.why:
            statements.append((node("rdfs:comment"), text(decision.why)))
        if _DAY.fullmatch(decision.when):
            statements.append((node("cg:decidedOn"), date(decision.when)))
        if decision.by:
            person = encoder.iri(content_id("editor", decision.by))
            statements.append((node("prov:wasAssociatedWith"), person))
            yield ox.Quad(person, node("rdf:type"), node("prov:Person"), graph)
            yield ox.Quad(person, node("rdfs:label"), text(decision.by), graph)
        for predicate, value in statements:
            yield ox.Quad(it, predicate, value, graph)
