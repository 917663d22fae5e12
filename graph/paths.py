"""How two are connected: the shortest way over claims, each step with the words it rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from ..errors import UsageError
from ..model import Claim, Entity, Extraction, Source, Stance
from .explain import name_of, voice_of
from .network import PUBLISHER, Link, all_claims, is_trusted, links
from .passages import sentence_around
from .texts import printable


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way: all statements that join two entities, the best founded first."""

    start: str
    end: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A shortest way between two entities."""

    start: str
    end: str
    steps: tuple[Step, ...]
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]

    def text(self) -> str:
        """The way for people to read: each step with its sentences and whose they are."""
        ends = f"{self._name(self.start)} and {self._name(self.end)}"
        if not self.steps:
            return f"{ends} are one and the same.\n"
        many = f"{len(self.steps)} step{'s' if len(self.steps) > 1 else ''}"
        lines = [f"{ends}: {many}"]
        for number, step in enumerate(self.steps, 1):
            lines += ["", f"{number}. {self._name(step.start)} — {self._name(step.end)}"]
            for link in step.links[:3]:
                lines += self._link(link)
            if len(step.links) > 3:
                lines.append(f"     and {len(step.links) - 3} more")
        return "\n".join(lines) + "\n"

    def _name(self, entity: str) -> str:
        return printable(name_of(entity, self.entities))

    def _link(self, link: Link) -> list[str]:
        stance = "" if link.stance is Stance.ACTUAL else f" [{link.stance}]"
        said = f"   {self._name(link.subject)} — {link.predicate} — {self._name(link.object)}{stance}"
        claim = link.claims[0]
        source = self.sources[claim.evidence.source]
        start, end = sentence_around(source.text, claim.evidence.start, claim.evidence.end)
        voice = f"{voice_of(claim, source, self.entities)}; {source.name}"
        return [said, f"     “{printable(source.text[start:end])}”", f"     {printable(voice)}"]


def shortest(
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    entities: Mapping[str, Entity],
    start: str,
    end: str,
    *,
    trust: str | Collection[str] = PUBLISHER,
    any_stance: bool = False,
) -> Path:
    """The shortest way between two ids over claims that are believed, of equals the one that most claims carry.

    Raises UsageError if nothing joins the two, and says whether other stances or speakers would.
    """
    claims = all_claims(extractions)
    believed = [c for c in claims if any_stance or (c.stance is Stance.ACTUAL and is_trusted(c, trust))]
    graph = _graph(believed, entities)
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        wider = _graph(claims, entities)
        may = not any_stance and start in wider and end in wider and nx.has_path(wider, start, end)
        hint = "; over what is quoted, planned, demanded, supposed or denied there is one (--any-stance)" if may else ""
        names = f"{name_of(start, entities)!r} and {name_of(end, entities)!r}"
        raise UsageError(f"no chain of claims joins {names} in this graph{hint}")
    ways = nx.all_shortest_paths(graph, start, end)
    best = min((way for _, way in zip(range(500), ways, strict=False)), key=lambda way: (-_carried(graph, way), way))
    joined = [Step(a, b, tuple(graph.edges[a, b]["links"])) for a, b in pairwise(best)]
    return Path(start, end, tuple(joined), {source.id: source for source in sources}, entities)


def _graph(claims: Sequence[Claim], entities: Mapping[str, Entity]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for link in sorted(links(claims), key=lambda one: (one.stance is not Stance.ACTUAL, -len(one.claims), one.key)):
        if link.subject in entities and link.object in entities:
            if not graph.has_edge(link.subject, link.object):
                graph.add_edge(link.subject, link.object, links=[])
            graph.edges[link.subject, link.object]["links"].append(link)
    return graph


def _carried(graph: nx.Graph[str], way: Sequence[str]) -> int:
    """How many claims carry the weakest step of a way."""
    steps = pairwise(way)
    return min((sum(len(link.claims) for link in graph.edges[a, b]["links"]) for a, b in steps), default=0)
