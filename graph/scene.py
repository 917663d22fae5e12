"""What the page shows, as plain JSON values: nodes and edges as vis-network draws them, and the evidence behind each.

Lists refer to each other by index, so that a sentence, a source or a speaker is written once however often it is used.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model import Claim, Entity, Extraction, Interval, Reference, Source, Stance
from ..ontology.iris import entity_iri
from ..ontology.vocabulary import KINDS, Vocabulary
from .communities import communities, named
from .conflicts import conflicts
from .layout import SPACING, positions
from .network import Link, all_claims, links, simple, times
from .sidebyside import describe
from .wording import Json, Passages, Wording

_PLURALS = {
    "Person": "People",
    "Organization": "Organizations",
    "Place": "Places",
    "Event": "Events",
    "Thing": "Things",
}
ALIAS = "alsoKnownAs"
TOLD_AS = "told as"  # how the page says that something is an event of some class
_BENDS = 3000  # up to so many links, those between the same two nodes bend apart


@dataclass(slots=True)
class Scene:
    """Nodes and edges for vis-network, and ``details``: all else that the page tells."""

    nodes: list[Json] = field(default_factory=list)
    edges: list[Json] = field(default_factory=list)
    details: Json = field(default_factory=dict)


def compose(
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    entities: Sequence[Entity],
    vocabulary: Vocabulary,
    network: Any,
    base: str,
    decided: Mapping[str, Sequence[str]],
) -> Scene:
    """The nodes of ``network``, placed, with all claims about them; ``decided`` has people's decisions by their ids."""
    claims = all_claims(extractions)
    shown = [entity for entity in entities if entity.id in network]
    number = {entity.id: i for i, entity in enumerate(shown)}
    say = Wording(vocabulary, {entity.id: entity.name for entity in entities}, Passages(sources))
    drawn = [link for link in links(claims) if link.subject in number and link.object in number]
    graph = simple(network)
    groups = communities(graph)
    places = positions(graph, groups)
    scene = Scene()
    scene.nodes = _nodes(shown, vocabulary, places, dict(graph.degree()))
    scene.edges = _edges(drawn, number)
    facts = _facts(claims, number, say)
    described = [_link(link, say) for link in drawn]
    when = times(claim for claim in claims if claim.stance is Stance.ACTUAL)
    when = {**times(claims), **when}
    home = {node: i for i, group in enumerate(groups) for node in group}
    families = vocabulary.event_groups()
    scene.details = {
        "base": base,
        "kinds": _kinds(shown, vocabulary),
        "sources": [_source(source) for source in sources],
        "entities": [
            {
                **_entity(entity, say, base, decided.get(entity.id, ())),
                **_when(when.get(entity.id), say),
                "family": say.term(families.get(entity.type, entity.kind)),
                "group": home.get(entity.id, -1),
                "facts": facts[i],
            }
            for i, entity in enumerate(shown)
        ],
        "links": described,
        "disputes": _disputes(sources, extractions, entities, number, say),
        "groups": _groups(groups, graph, places),
        "terms": {say.term(name): say.iri(name) for name in _terms(drawn, shown)},
        "voices": [[say.name(speaker), number.get(speaker, -1)] for speaker in say.voices],
        "passages": say.passages.texts,
    }
    return scene


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
    bends = len(drawn) <= _BENDS
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


def _facts(claims: Iterable[Claim], number: Mapping[str, int], say: Wording) -> defaultdict[int, list[Json]]:
    """What is claimed of each node that is no link: dates, figures, words, names; same claims in one."""
    groups: dict[tuple[int, str, str, Stance, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        loose = not isinstance(claim.object, Reference) or claim.object.id not in number
        if claim.subject in number and loose:
            predicate = TOLD_AS if claim.predicate == "type" else say.saying(claim)
            value = say.value(claim.object)
            groups[number[claim.subject], predicate, value, claim.stance, claim.speaker or ""].append(claim)
    alias = say.term(ALIAS)
    out: defaultdict[int, list[Json]] = defaultdict(list)
    for node, predicate, value, stance, speaker in sorted(groups):
        group = groups[node, predicate, value, stance, speaker]
        fact = {"what": predicate, "value": value, **say.told(stance, speaker, group)}
        out[node].append({**fact, "alias": True} if predicate == alias else fact)
    return out


def _link(link: Link, say: Wording) -> Json:
    return {"what": say.term(link.predicate), **say.told(link.stance, link.speaker, link.claims)}


def _disputes(
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    entities: Sequence[Entity],
    number: Mapping[str, int],
    say: Wording,
) -> list[Json]:
    """Rival values of one thing, each with who gives it."""
    out = []
    for conflict in conflicts(sources, extractions, {entity.id: entity for entity in entities}):
        if conflict.entity not in number:
            continue
        values = []
        for position in conflict.values:
            own: dict[tuple[Stance, str], list[Claim]] = defaultdict(list)
            for claim in position.claims:
                own[claim.stance, claim.speaker or ""].append(claim)
            voices = [say.told(stance, speaker, claims) for (stance, speaker), claims in sorted(own.items())]
            values.append({"value": position.value, "support": describe(position.support), "claims": voices})
        out.append({"node": number[conflict.entity], "about": conflict.about, "values": values})
    return out


def _groups(groups: Sequence[Sequence[str]], graph: Any, places: Mapping[str, tuple[float, float]]) -> list[Json]:
    """The communities as discs: what they are called, where their middle is, how far they reach."""
    labels = dict(graph.nodes(data="label"))
    kinds = dict(graph.nodes(data="kind"))
    out = []
    for group in groups:
        x = sum(places[node][0] for node in group) / len(group)
        y = sum(places[node][1] for node in group) / len(group)
        radius = SPACING * 0.8 * math.sqrt(len(group))
        name = named(group, graph, labels, kinds)
        out.append({"name": name, "x": round(x, 1), "y": round(y, 1), "radius": round(radius, 1)})
    return out


def _terms(drawn: Iterable[Link], shown: Iterable[Entity]) -> list[str]:
    return sorted({link.predicate for link in drawn} | {entity.type or entity.kind for entity in shown})


def _when(interval: Interval | None, say: Wording) -> Json:
    if interval is None:
        return {"when": ""}
    return {"when": say.value(interval), "begin": interval.begin, "end": interval.end, "precision": interval.precision}


def _entity(entity: Entity, say: Wording, base: str, decided: Sequence[str]) -> Json:
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
    iri = entity_iri(base, entity.id)
    return {
        "id": entity.id,
        **({} if iri == base + entity.id else {"iri": iri}),
        "name": entity.name,
        "kind": KINDS.index(entity.kind),
        "type": say.term(entity.type) if entity.type else say.term(entity.kind),
        "aliases": [alias for alias in entity.aliases if alias != entity.name],
        "where": {name: value for name, value in where.items() if value is not None},
        **({"decided": list(decided)} if decided else {}),
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
        {"label": _PLURALS[kind], "one": kind.lower(), "color": color, "shape": shape, "count": counts[kind]}
        for kind, (color, shape) in zip(KINDS, looks, strict=True)
        if kind != "Thing" or counts[kind]
    ]
