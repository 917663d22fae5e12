"""What the page shows, as plain JSON values: nodes and edges as vis-network draws them, and the evidence behind each.

Lists refer to each other by index, so that a sentence, a source or a speaker is written once however often it is used.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model import Claim, Entity, Figure, Interval, Quotation, Reference, Source, Stance, Term, Text, Value
from ..ontology.spoken import spoken
from ..ontology.vocabulary import KINDS, Vocabulary
from .layout import positions
from .network import Link, links, simple, times
from .passages import sentence_around

Json = dict[str, Any]
_PLURALS = {"Person": "People", "Organization": "Organizations", "Place": "Places", "Event": "Events"}


@dataclass(slots=True)
class Scene:
    """Nodes and edges for vis-network, and ``details``: all else that the page tells."""

    nodes: list[Json] = field(default_factory=list)
    edges: list[Json] = field(default_factory=list)
    details: Json = field(default_factory=dict)


class Passages:
    """The sentences that evidence stands in, each kept once."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = {source.id: (number, source) for number, source in enumerate(sources)}
        self.found: dict[tuple[int, int, int], int] = {}
        self.texts: list[tuple[int, str]] = []

    def place(self, claim: Claim) -> tuple[int, int, int] | None:
        """The number of the sentence, and where in it the evidence begins and ends; None if its source is missing."""
        if claim.evidence.source not in self.sources:
            return None
        number, source = self.sources[claim.evidence.source]
        begin, finish = sentence_around(source.text, claim.evidence.start, claim.evidence.end)
        key = (number, begin, finish)
        if key not in self.found:
            self.found[key] = len(self.texts)
            self.texts.append((number, source.text[begin:finish]))
        return self.found[key], claim.evidence.start - begin, claim.evidence.end - begin


def compose(
    sources: Sequence[Source],
    claims: Sequence[Claim],
    entities: Sequence[Entity],
    vocabulary: Vocabulary,
    network: Any,
) -> Scene:
    """The scene of the entities that are nodes of ``network``, placed, with every claim about them."""
    shown = [entity for entity in entities if entity.id in network]
    number = {entity.id: i for i, entity in enumerate(shown)}
    names = {entity.id: entity.name for entity in entities}
    passages = Passages(sources)
    say = _Wording(vocabulary, names)
    drawn = [link for link in links(claims) if link.subject in number and link.object in number]
    graph = simple(network)
    scene = Scene()
    scene.nodes = _nodes(shown, vocabulary, positions(graph), dict(graph.degree()))
    scene.edges = _edges(drawn, number)
    facts = _facts(claims, number, passages, say)
    when = times(claim for claim in claims if claim.stance is Stance.ACTUAL)
    scene.details = {
        "kinds": _kinds(shown, vocabulary),
        "sources": [_source(source) for source in sources],
        "entities": [
            {**_entity(entity, say), "when": say.value(when[entity.id]) if entity.id in when else "", "facts": facts[i]}
            for i, entity in enumerate(shown)
        ],
        "links": [_link(link, say, passages) for link in drawn],
        "passages": passages.texts,
    }
    return scene


@dataclass(frozen=True, slots=True)
class _Wording:
    """Claims in words."""

    vocabulary: Vocabulary
    names: Mapping[str, str]

    def name(self, entity: str | None) -> str:
        return self.names.get(entity or "", entity or "")

    def term(self, name: str) -> str:
        found = self.vocabulary.classes.get(name) or self.vocabulary.properties.get(name)
        return found.label if found else name

    def value(self, value: Value) -> str:
        match value:
            case Reference(id):
                return self.name(id)
            case Term(name):
                return self.term(name)
            case Text(text):
                return text
            case Interval():
                return spoken(value)
            case Figure(counts, number, qualifier, unit):
                amount = f"{number:,.10g} {unit or ''}".strip()
                return f"{'' if qualifier == 'exactly' else qualifier + ' '}{amount} {counts}"
            case Quotation(words, verb):
                return f"{verb}: “{words}”"


def _nodes(
    entities: Sequence[Entity],
    vocabulary: Vocabulary,
    places: Mapping[str, tuple[float, float]],
    degrees: Mapping[str, int],
) -> list[Json]:
    out = []
    for number, entity in enumerate(entities):
        x, y = places[entity.id]
        color, shape = vocabulary.look(entity.kind)
        degree = degrees[entity.id]
        size = round(min(7 + 5.5 * degree**0.5, 60), 1)
        out.append(
            {
                "id": number,
                "x": x,
                "y": y,
                "shape": shape,
                "color": color,
                "size": size if shape != "square" else round(size * 0.85, 1),
            }
        )
    return out


def _edges(drawn: Sequence[Link], number: Mapping[str, int]) -> list[Json]:
    """One edge a link; those between the same two nodes bend apart."""
    parallel: Counter[tuple[int, int]] = Counter()
    bends = len(drawn) <= 3000
    out: list[Json] = []
    for index, link in enumerate(drawn):
        start, end = number[link.subject], number[link.object]
        pair = (min(start, end), max(start, end))
        turn = parallel[pair]
        parallel[pair] += 1
        edge: Json = {"id": index, "from": start, "to": end}
        if link.stance is not Stance.ACTUAL:
            edge["dashes"] = [6, 6]
        if bends and turn:
            clockwise = (turn % 2 == 1) == (start < end)
            bend = round(0.12 * ((turn + 1) // 2), 2)
            edge["smooth"] = {"enabled": True, "type": "curvedCW" if clockwise else "curvedCCW", "roundness": bend}
        out.append(edge)
    return out


def _facts(
    claims: Iterable[Claim], number: Mapping[str, int], passages: Passages, say: _Wording
) -> defaultdict[int, list[Json]]:
    """What is claimed of each node that is no link: dates, figures, words, names; same claims in one."""
    groups: dict[tuple[int, str, str, Stance, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        loose = not isinstance(claim.object, Reference) or claim.object.id not in number
        if claim.subject in number and loose and claim.predicate != "type":
            key = (
                number[claim.subject],
                say.term(claim.predicate),
                say.value(claim.object),
                claim.stance,
                claim.speaker or "",
            )
            groups[key].append(claim)
    out: defaultdict[int, list[Json]] = defaultdict(list)
    for node, predicate, value, stance, speaker in sorted(groups):
        group = groups[node, predicate, value, stance, speaker]
        out[node].append({"what": predicate, "value": value, **_voice(stance, speaker, group, say, passages)})
    return out


def _link(link: Link, say: _Wording, passages: Passages) -> Json:
    return {"what": say.term(link.predicate), **_voice(link.stance, link.speaker, link.claims, say, passages)}


def _voice(stance: Stance, speaker: str | None, claims: Iterable[Claim], say: _Wording, passages: Passages) -> Json:
    """In what sense it is said, who says it, and where that is read."""
    places = {place for claim in claims if (place := passages.place(claim)) is not None}
    return {"stance": str(stance), "speaker": say.name(speaker), "evidence": sorted(places)}


def _entity(entity: Entity, say: _Wording) -> Json:
    ground = entity.grounding
    where = (
        {}
        if ground is None
        else {
            "country": ground.country,
            "precision": ground.precision,
            "latitude": ground.latitude,
            "longitude": ground.longitude,
        }
    )
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": KINDS.index(entity.kind),
        "type": say.term(entity.type) if entity.type else say.term(entity.kind),
        "aliases": [alias for alias in entity.aliases if alias != entity.name],
        "where": {name: value for name, value in where.items() if value is not None},
    }


def _source(source: Source) -> Json:
    parts = {
        "name": source.name,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
    }
    return {name: value for name, value in parts.items() if value}


def _kinds(entities: Sequence[Entity], vocabulary: Vocabulary) -> list[Json]:
    counts: Counter[str] = Counter(entity.kind for entity in entities)
    looks = [vocabulary.look(kind) for kind in KINDS]
    return [
        {"label": _PLURALS[kind], "color": color, "shape": shape, "count": counts[kind]}
        for kind, (color, shape) in zip(KINDS, looks, strict=True)
    ]
