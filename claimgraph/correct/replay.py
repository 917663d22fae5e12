"""Corrections replayed on what was resolved: a pure function of the sources and of ``corrections.toml``.

Each is looked up by the words that it was made on (:mod:`.anchors`), then by its id, then by the name in it. What finds
nothing, and what contradicts an earlier decision, which stands until it is taken back, is left out and said.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..errors import CorrectionError
from ..extract.resolve import Key, Resolution
from ..graph.decisions import Decision
from ..model import Claim, Extraction, Reference
from ..ontology.iris import claim_id
from .anchors import Anchors
from .correction import Correction
from .lookup import Lookup
from .verbs import APPLY, Contradiction, Graph


@dataclass(frozen=True, slots=True)
class Replayed:
    """What corrections made of a graph, those that took effect, and what is to be said of those that did not.

    ``refused`` holds what is said of those that contradict an earlier one, by their number from 0.
    """

    resolution: Resolution
    extractions: list[Extraction]
    problems: list[str]
    decisions: list[Decision]
    apart: frozenset[frozenset[str]]
    refused: dict[int, str] = field(default_factory=dict)


def replay(
    resolution: Resolution, extractions: Iterable[Extraction], anchors: Anchors, corrections: Sequence[Correction]
) -> Replayed:
    """The resolution and the resolved extractions with the corrections in them, and what is to be said of them."""
    if not corrections:
        return Replayed(resolution, list(map(resolution.apply, extractions)), [], [], frozenset())
    graph = Graph(Lookup.of(resolution, anchors), anchors, corrections=corrections)
    refused: dict[int, str] = {}
    # Claims that go by their id alone go by that which `explain` prints: when all else is decided.
    for number in sorted(range(len(corrections)), key=lambda n: _is_late(corrections[n])):
        correction, graph.number = corrections[number], number
        try:
            APPLY[correction.do](graph, correction)
        except Contradiction as error:
            graph.say(correction, str(error))
            refused[number] = str(error)
        except CorrectionError as error:
            graph.say(correction, str(error))
    lookup = graph.lookup
    gone = {lookup.ids[key] for key in graph.rejected}
    kept = {i: entity for i, entity in sorted(lookup.entities.items()) if i not in gone}
    corrected = Resolution(kept, lookup.ids, resolution.judgements)
    settled = frozenset(frozenset((lookup.ids[a], lookup.ids[b])) for _, a, b in graph.apart)
    read = [_judged(x, corrected, graph) for x in extractions]
    decisions = _decisions(graph, corrected)
    return Replayed(corrected, read, graph.problems, decisions, settled, refused)


def _is_late(correction: Correction) -> bool:
    return correction.targets[0].startswith("claim/") and not correction.seen


def _judged(extraction: Extraction, corrected: Resolution, graph: Graph) -> Extraction:
    """A resolved extraction without the claims that were rejected, or that rest on a rejected entity."""
    source = extraction.source
    resolved = corrected.apply(extraction)
    gone = {local for s, local in graph.rejected if s == source} if graph.rejected else set()
    sure = {local for s, local in graph.confirmed if s == source} if graph.confirmed else set()
    claims = []
    for number, (read, claim) in enumerate(zip(extraction.claims, resolved.claims, strict=True)):
        judged = graph.claims.get((source, number), ("", 0))[0]
        named = {read.subject, _object(read), read.speaker or ""}
        if judged == "reject" or named & gone:
            continue
        claims.append(_certain(claim) if judged == "confirm" or read.subject in sure else claim)
    removed: set[str | None] = {corrected.ids[source, local] for local in gone}
    locals_ = [entity.id for entity in extraction.entities]
    return dataclasses.replace(
        resolved,
        entities=tuple(
            corrected.entities.get(entity.id, entity)
            for local, entity in zip(locals_, resolved.entities, strict=True)
            if local not in gone
        ),
        mentions=tuple(
            m for local, m in zip(extraction.mentions, resolved.mentions, strict=True) if local.entity not in gone
        ),
        claims=tuple(claims),
        open_claims=tuple(c for c in resolved.open_claims if not {c.subject, _object(c), c.speaker} & removed),
    )


def _object(claim: Claim) -> str:
    """The entity that is a claim's object, if any."""
    return claim.object.id if isinstance(claim.object, Reference) else ""


def _certain(claim: Claim) -> Claim:
    return dataclasses.replace(claim, evidence=dataclasses.replace(claim.evidence, score=1.0))


def _decisions(graph: Graph, corrected: Resolution) -> list[Decision]:
    """What took effect, with the ids that the graph has in the end."""
    out = []
    for done in graph.done:
        correction = done.correction
        given = correction.targets[:1] if correction.do == "split" else correction.targets
        value = ", ".join(correction.targets[1:]) if correction.do == "split" else correction.value
        things = pages = tuple(dict.fromkeys(graph.lookup.ids[key] for key in done.keys))
        names = (*done.names, *[""] * len(given))[: len(given)]
        if done.claim:
            source, number = done.claim
            read = graph.anchors.extractions[source]
            claim = corrected.apply(dataclasses.replace(read, claims=(read.claims[number],))).claims[0]
            things, names = (claim_id(claim),), (graph.anchors.claim_line(done.claim),)
            other = (claim.object.id,) if isinstance(claim.object, Reference) else ()
            pages = tuple(dict.fromkeys((claim.subject, *other)))
        out.append(
            Decision(
                done.number + 1,
                correction.do,
                things,
                given,
                names,
                pages,
                value,
                correction.by,
                correction.when,
                correction.why,
            )
        )
    return out


def settled(corrections: Iterable[Correction], anchors: Anchors) -> list[tuple[Key, Key]]:
    """The pairs of entities that the corrections keep apart, as the sources have them before they are resolved."""
    pairs = [[anchors.entity(line) for line in c.seen] for c in corrections if c.do == "apart"]
    return [(pair[0], pair[1]) for pair in pairs if len(pair) == 2 and pair[0] and pair[1] and pair[0] != pair[1]]
