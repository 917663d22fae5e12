"""A part of a graph as records, read from its store by query: some things, what is near them, and all that is claimed
of these.

It is the way back from RDF to what :mod:`encode` made it of, so that a page can be made of a part of a store that is
far too big to be read whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from typing import Any

import pyoxigraph as ox

from ..errors import UsageError
from ..model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Figure,
    Grounding,
    Interval,
    Quotation,
    Reference,
    Source,
    Stance,
    Term,
    Text,
    Value,
)
from ..ontology.iris import PREFIXES, entity_id, entity_iri, passage_of, source_id
from ..ontology.kinds import OTHER
from ..ontology.vocabulary import Vocabulary
from .chains import Chain, chain
from .period import Period
from .texts import printable

_KINDS = {"person": "Person", "org": "Organization", "place": "Place", "event": "Event"}
_NO_THINGS = ("interval", "figure", "quotation", "claim", "passage", "source", "position", "conflict")
_POINT = re.compile(r"POINT\((\S+) (\S+)\)")
_FULL = 60  # so many neighbors, roughly, are enough
_OF_EVENT = 4  # so many who and where of each event
Row = tuple[Any, ...]
Ask = Callable[[str], Iterable[Row]]
"""What answers a query: rows of terms, None where one is unbound."""
Quotes = defaultdict[str, dict[tuple[int, int], str]]
"""Of each source, by its id, the words of some passages, by where they begin and end."""


@dataclass(frozen=True, slots=True)
class Neighborhood:
    """The records of a part of a graph; ``shown`` are the ids of its things, ``centers`` of those it was made around.

    ``entities`` holds speakers, too, who may be elsewhere in the graph; ``decided`` what people decided about things,
    by their ids.
    """

    sources: tuple[Source, ...]
    extractions: tuple[Extraction, ...]
    entities: tuple[Entity, ...]
    shown: frozenset[str]
    centers: tuple[str, ...]
    decided: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Reader:
    """Reads neighborhoods; ``text_of`` gives a source by its id where its text is at hand, else None."""

    ask: Ask
    base: str
    vocabulary: Vocabulary
    text_of: Callable[[str], Source | None] = field(default=lambda _: None)

    def around(self, ids: Sequence[str], events: Sequence[str] = ()) -> Neighborhood:
        """The things with these ids (those that a passage tells of, where one is a passage's) and their neighbors.

        Without ids, those that take part in most events. ``events`` take the place of the neighbors, where any are
        given. Who and where is shown of all events, too. Raises UsageError for what can be no id.
        """
        passages = [i for i in ids if passage_of(i)]
        told = [self._id(it) for (it,) in self._rows("told", passages)] if passages else []
        centers = list(dict.fromkeys([*(i for i in ids if i not in passages), *told]))
        if not ids and not events:
            centers = [self._id(it) for it, _ in self._rows("start", ())]
        near = list(events or self._near(centers, max(6, _FULL // max(len(centers), 1))))
        told_of = [i for i in near if i.startswith("event/")]
        shown = frozenset([*centers, *near, *self._near(told_of, _OF_EVENT)])
        quotes: Quotes = defaultdict(dict)
        claims = self._claims(shown, quotes)
        by_source: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_source[claim.evidence.source].append(claim)
        named = shown | {claim.speaker for claim in claims if claim.speaker}
        named |= {claim.object.id for claim in claims if isinstance(claim.object, Reference)}
        types = {claim.subject: claim.object.name for claim in claims if isinstance(claim.object, Term)}
        return Neighborhood(
            tuple(self._sources(quotes)),
            tuple(Extraction(source, (), (), tuple(own)) for source, own in sorted(by_source.items())),
            tuple(self._entities(named, types)),
            shown,
            tuple(centers),
            self._decided(shown),
        )

    def chain(self, start: str, end: str) -> Chain:
        """A shortest chain of claims between two things: over what is told as fact or, where there is none, over all.

        Raises UsageError for what can be no id.
        """
        found = chain(start, end, lambda ids: self._tied(ids, PREFIXES["cg"] + "Actual"))
        return found if found.stops else chain(start, end, self._tied)

    def times(self, center: str = "", within: Period | None = None) -> list[tuple[str, Interval, int]]:
        """When the events were that claims tie to a thing, or all, and how many claims say so; within some days only.

        Raises UsageError for what can be no id.
        """
        if center:
            rows = list(self._rows("when", [center]))
        else:
            known = [self._id(interval) for (interval,) in self._rows("intervals", ())]
            rows = list(self._rows("then", [i for i in known if within is None or within.meets(_interval(i))]))
        told = [(self._id(it), _interval(self._id(time)), int(claims.value)) for it, time, claims in rows]
        return [(i, time, n) for i, time, n in told if i.startswith("event/") and (not within or within.meets(time))]

    def weights(self, ids: Iterable[str]) -> dict[str, int]:
        """How many claims are about each of some things, or tie others to it. Raises UsageError for what is no id."""
        return {self._id(it): int(claims.value) for it, claims in self._rows("weight", ids)}

    def size(self) -> tuple[int, int]:
        """How many things and how many claims the whole graph has."""
        ((things, claims),) = self._rows("size", ())
        return int(things.value), int(claims.value)

    def disputed(self) -> list[tuple[str, str, str]]:
        """What is disputed or denied in the whole graph: the id and name of a thing, and what; "" if denied."""
        return [(self._id(it), name.value, about.value) for it, name, about, _ in self._rows("disputed", ())]

    def _rows(self, name: str, ids: Iterable[str]) -> Iterable[Row]:
        """The answer to a query of ``live/`` about the things with these ids."""
        try:
            nodes = [str(ox.NamedNode(entity_iri(self.base, identifier))) for identifier in sorted(ids)]
        except ValueError as error:
            raise UsageError(f"no thing can be called so: {error}") from None
        text = resources.files(__package__).joinpath("live", f"{name}.rq").read_text("utf-8")
        return self.ask(text.replace("IRIS", " ".join(nodes)))

    def _id(self, node: Any) -> str:
        return entity_id(self.base, str(node.value))

    def _is_thing(self, node: Any) -> bool:
        identifier = self._id(node)
        return "://" not in identifier and "/" in identifier and identifier.partition("/")[0] not in _NO_THINGS

    def _tied(self, ids: Collection[str], sense: str = "") -> list[tuple[str, str]]:
        """What claims tie to some things, in a sense or in any, each with the thing it is tied to."""
        rows = self._rows("tied", ids)
        pairs = [(here, far) for here, far, stance in rows if not sense or stance.value == sense]
        return [(self._id(here), self._id(far)) for here, far in pairs if self._is_thing(far)]

    def _near(self, centers: Sequence[str], most: int) -> Iterator[str]:
        """What most claims tie to the centers, at most so many to each."""
        if not centers:
            return
        count = dict.fromkeys(centers, 0)
        for center, other, _ in self._rows("near", centers):
            if self._is_thing(other) and count[self._id(center)] < most:
                count[self._id(center)] += 1
                yield self._id(other)

    def _claims(self, subjects: Iterable[str], quotes: Quotes) -> list[Claim]:
        """The claims about some things; the words that each rests on are put to the quotes."""
        subjects = sorted(subjects)
        if not subjects:
            return []
        rows = [row for row in self._rows("claims", subjects) if passage_of(self._id(row[5]))]
        speakers = {claim.value: self._id(speaker) for claim, speaker in self._rows("speakers", subjects)}
        slots: dict[str, dict[str, Any]] = defaultdict(dict)
        described = {self._id(row[3]) for row in rows if isinstance(row[3], ox.NamedNode)}
        described = {i for i in described if i.startswith(("figure/", "quotation/"))}
        for it, slot, value in self._rows("slots", described) if described else ():
            slots[self._id(it)][slot.value.removeprefix(PREFIXES["cg"])] = value
        claims = []
        for claim, subject, predicate, value, stance, passage, quote, confidence in rows:
            source, start, end = passage_of(self._id(passage)) or ("", 0, 0)
            quotes[source][start, end] = quote.value
            evidence = Evidence(source, start, end, "", float(confidence.value))
            sense = Stance(stance.value.removeprefix(PREFIXES["cg"]).lower())
            read = self._value(value, slots), evidence, sense, speakers.get(claim.value)
            claims.append(Claim(self._id(subject), self._name(predicate), *read))
        return claims

    @cached_property
    def _names(self) -> Mapping[str, str]:
        terms = [*self.vocabulary.classes.items(), *self.vocabulary.properties.items()]
        return {term.iri: name for name, term in terms}

    def _name(self, node: Any) -> str:
        """The local name by which records call a class or property."""
        if node.value == PREFIXES["rdf"] + "type":
            return "type"
        return self._names.get(node.value, str(node.value).removeprefix(PREFIXES["cg"]))

    def _value(self, value: Any, slots: Mapping[str, Mapping[str, Any]]) -> Value:
        if isinstance(value, ox.Literal):
            return Text(value.value)
        identifier = self._id(value)
        folder = identifier.partition("/")[0]
        held = {name: slot.value for name, slot in slots.get(identifier, {}).items()}
        if folder == "interval" and identifier.count("--") == 2:
            return _interval(identifier)
        if folder == "figure" and "value" in held:
            return Figure(held["counts"], float(held["value"]), held["qualifier"], held.get("unit"))
        if folder == "quotation" and "words" in held:
            return Quotation(held["words"], held["verb"])
        return Reference(identifier) if self._is_thing(value) else Term(self._name(value))

    def _decided(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """What people decided about some things, a line each."""
        lines: dict[str, list[str]] = defaultdict(list)
        for it, words in self._rows("decided", ids) if ids else ():
            lines[self._id(it)].append(f"correction: {printable(words.value)}")
        return dict(lines)

    def _entities(self, ids: Iterable[str], types: Mapping[str, str]) -> Iterator[Entity]:
        told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for it, slot, value in self._rows("things", ids) if ids else ():
            told[self._id(it)][slot.value].append(value.value)
        labels, classes = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel"), PREFIXES["rdf"] + "type"
        for identifier in sorted(ids):
            slots = told[identifier]
            name = next((slots[label][0] for label in labels if slots[label]), identifier)
            kind = _KINDS.get(identifier.partition("/")[0], OTHER)
            named = [self._name(ox.NamedNode(iri)) for iri in slots[classes]]
            own = [name for name in named if name in self.vocabulary.classes and name not in (kind, "Event")]
            yield Entity(
                identifier,
                kind,  # type: ignore[arg-type]
                name,
                tuple(slots[PREFIXES["skos"] + "altLabel"]),
                own[0] if own else types.get(identifier, kind),
                _grounding(slots),
                named=kind != "Event",
            )

    def _sources(self, quotes: Quotes) -> Iterator[Source]:
        """The quoted sources, with all of their text where it is at hand, else with the quotes of it."""
        rows = self._rows("sources", map(source_id, quotes)) if quotes else ()
        for it, *known in rows:
            identifier = self._id(it).removeprefix("source/")
            file, title, published, publisher, url = (None if term is None else str(term.value) for term in known)
            at_hand = self.text_of(identifier)
            text = at_hand.text if at_hand else _quilt(quotes[identifier])
            yield Source(identifier, file or "", text, title, publisher, None, published, url)


def _interval(identifier: str) -> Interval:
    """The interval that has an id.

    >>> _interval("interval/1980-08-01--open--month")
    Interval(begin='1980-08-01', end=None, precision='month')
    """
    begin, end, precision = (None if part == "open" else part for part in identifier.partition("/")[2].split("--"))
    return Interval(begin, end, precision)  # type: ignore[arg-type]


def _grounding(slots: Mapping[str, Sequence[str]]) -> Grounding | None:
    """Where a place lies, as far as its properties, by IRI, say; None where they do not."""
    names = PREFIXES["cg"] + "precision", PREFIXES["cg"] + "countryCode", PREFIXES["geo"] + "asWKT"
    precision, country, points = (slots.get(name, ()) for name in names)
    point = _POINT.match(points[0]) if points else None
    if not country and not point:
        return None
    place = (float(point[2]), float(point[1])) if point else (None, None)
    return Grounding(precision[0] if precision else "near", country[0] if country else None, None, *place)  # type: ignore[arg-type]


def _quilt(words: Mapping[tuple[int, int], str]) -> str:
    """A text of which only these passages are known: empty lines stand for the rest.

    >>> _quilt({(4, 7): "one", (0, 2): "Go"})
    'Go\\n\\none'
    """
    text = ["\n"] * max((end for _, end in words), default=0)
    for (start, end), passage in sorted(words.items()):
        text[start:end] = passage.ljust(end - start)[: end - start]
    return "".join(text)
