"""What each kind of correction does to a graph, and which earlier one it contradicts.

An earlier decision stands until it is taken back; one's own later name or type takes the place of the earlier.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import CorrectionError
from ..extract.resolve import Key
from .anchors import Anchors, Place
from .correction import KINDS, Correction
from .lookup import Lookup


@dataclass(slots=True)
class Done:
    """A correction that took effect: the keys or claims it is about, and the names these had."""

    number: int
    correction: Correction
    keys: list[Key] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    claim: Place | None = None


class Contradiction(CorrectionError):
    """A correction contradicts an earlier one."""


@dataclass(slots=True)
class Graph:
    """A graph while corrections are applied to it."""

    lookup: Lookup
    anchors: Anchors
    number: int = 0
    done: list[Done] = field(default_factory=list)
    merges: list[tuple[int, frozenset[Key], frozenset[Key]]] = field(default_factory=list)
    apart: list[tuple[int, Key, Key]] = field(default_factory=list)
    rejected: dict[Key, int] = field(default_factory=dict)
    confirmed: dict[Key, int] = field(default_factory=dict)
    claims: dict[Place, tuple[str, int]] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()
    problems: list[str] = field(default_factory=list)

    def find(self, correction: Correction, index: int) -> str:
        """The id, as it is now, of one of the entities a correction is about; raises CorrectionError."""
        line = correction.seen[index] if index < len(correction.seen) else ""
        found, doubt = self.lookup.entity(correction.targets[index], line)
        if doubt:
            self.say(correction, doubt)
        number = self.rejected.get(self.lookup.key(found))
        if number is not None:
            raise Contradiction(f"{correction.targets[index]!r} was rejected by {self.earlier(number)}")
        return found

    def earlier(self, number: int) -> str:
        """An earlier correction, for people, with how to take it back."""
        told = self.corrections[number].told
        return f"correction {number + 1} ({told}), which stands until `claimgraph correct DIR --undo {number + 1}`"

    def say(self, correction: Correction, problem: str) -> None:
        """Keep what is to be said of a correction."""
        self.problems.append(f"correction {self.number + 1} ({correction.told}): {problem}")

    def note(self, correction: Correction, *ids: str, claim: Place | None = None) -> None:
        """Keep that a correction took effect."""
        keys = list(map(self.lookup.key, ids))
        names = [self.lookup.entities[identifier].name for identifier in ids]
        self.done.append(Done(self.number, correction, keys, names, claim))


def _merge(graph: Graph, correction: Correction) -> None:
    lookup = graph.lookup
    ids: list[str] = []
    trouble: list[CorrectionError] = []
    for index in range(len(correction.targets)):
        try:
            ids.append(graph.find(correction, index))
        except CorrectionError as error:
            trouble.append(error)
    if len(ids) < 2 and trouble:
        raise trouble[0]
    first = ids[0]
    graph.note(correction, *ids)
    for other in dict.fromkeys(ids[1:]):
        if other == first:
            continue
        kept, gone = frozenset(lookup.members[first]), frozenset(lookup.members[other])
        rival = next((n for n, a, b in graph.apart if (a in kept and b in gone) or (a in gone and b in kept)), None)
        if rival is not None:
            trouble.append(Contradiction(f"it contradicts {graph.earlier(rival)}"))
            continue
        graph.merges.append((graph.number, kept, gone))
        lookup.merge(first, other)
    if trouble:
        if not graph.merges or graph.merges[-1][0] != graph.number:
            graph.done.pop()
        raise trouble[0]


def _apart(graph: Graph, correction: Correction) -> None:
    """The resolution was told (:func:`settled`); nothing is left to do but to hold later merges against it."""
    left, right = graph.find(correction, 0), graph.find(correction, 1)
    lines = [graph.anchors.entity(line) for line in correction.seen]
    keys = [key or graph.lookup.key(i) for key, i in zip([*lines, None, None], (left, right), strict=False)]
    if left == right:
        for number, kept, gone in reversed(graph.merges):
            if any(a in kept and b in gone for a, b in (keys, keys[::-1])):
                raise Contradiction(f"it contradicts {graph.earlier(number)}")
        raise CorrectionError(f"both are {left!r} in this graph, and nothing tells them apart")
    graph.apart.append((graph.number, keys[0], keys[1]))
    graph.note(correction, left, right)


def _split(graph: Graph, correction: Correction) -> None:
    lookup, names = graph.lookup, correction.targets[1:]
    entity = graph.find(correction, 0)
    told = [graph.anchors.entity(line) for line in correction.seen[1:]]
    wanted = {key[0] for key in told if key}
    wanted |= {i for name in names for i in graph.anchors.named.get(name, ())}
    wanted |= {i for name in names if len(name) > 7 for i in graph.anchors.sources if i.startswith(name)}
    moved = [key for key in lookup.members[entity] if key[0] in wanted]
    if not moved:
        if any(key and lookup.ids[key] != entity for key in told):
            graph.note(correction, entity, *(lookup.ids[key] for key in told if key))
            return
        raise CorrectionError(f"{entity!r} is not named in {', '.join(names)}; `claimgraph explain` says where it is")
    if len(moved) == len(lookup.members[entity]):
        raise CorrectionError(f"{entity!r} is named in {', '.join(names)} alone; nothing is left to split it from")
    tail = hashlib.sha256("\n".join(sorted({graph.anchors.sources[key[0]].name for key in moved})).encode()).hexdigest()
    graph.note(correction, entity, lookup.split(entity, moved, f"{entity}-{tail[:6]}"))


def _overruled(graph: Graph, correction: Correction, entity: str) -> None:
    """Raise if somebody else has decided otherwise; one's own later decision takes the place of the earlier."""
    for done in graph.done:
        other = done.correction
        same = other.do == correction.do and done.keys and graph.lookup.ids[done.keys[0]] == entity
        if same and other.value != correction.value and other.by and correction.by and other.by != correction.by:
            raise Contradiction(f"it contradicts {graph.earlier(done.number)}")


def _rename(graph: Graph, correction: Correction) -> None:
    entity = graph.lookup.entities[graph.find(correction, 0)]
    _overruled(graph, correction, entity.id)
    graph.note(correction, entity.id)
    aliases = tuple(sorted({*entity.aliases, entity.name} - {correction.value}))
    graph.lookup.entities[entity.id] = dataclasses.replace(entity, name=correction.value, aliases=aliases)


def _retype(graph: Graph, correction: Correction) -> None:
    entity = graph.lookup.entities[graph.find(correction, 0)]
    _overruled(graph, correction, entity.id)
    graph.note(correction, entity.id)
    other = "Thing" if entity.kind == "Thing" else "Event"  # of a class of a user's ontology, or of events
    kind: Any = correction.value if correction.value in KINDS else other
    graph.lookup.entities[entity.id] = dataclasses.replace(entity, kind=kind, type=correction.value)


def _judge(graph: Graph, correction: Correction) -> None:
    """Reject or confirm a claim or an entity."""
    mine, theirs = (graph.rejected, graph.confirmed) if correction.do == "reject" else (graph.confirmed, graph.rejected)
    if correction.targets[0].startswith("claim/"):
        place = graph.lookup.claim(correction.targets[0], correction.seen[0] if correction.seen else "")
        done = graph.claims.get(place)
        if done and done[0] != correction.do:
            raise Contradiction(f"it contradicts {graph.earlier(done[1])}")
        graph.claims.setdefault(place, (correction.do, graph.number))
        graph.note(correction, claim=place)
        return
    entity = graph.find(correction, 0)
    members = graph.lookup.members[entity]
    rival = next((theirs[key] for key in members if key in theirs), None)
    if rival is not None:
        raise Contradiction(f"it contradicts {graph.earlier(rival)}")
    graph.note(correction, entity)
    mine.update(dict.fromkeys(members, graph.number))


APPLY: dict[str, Callable[[Graph, Correction], None]] = {
    "merge": _merge,
    "apart": _apart,
    "split": _split,
    "rename": _rename,
    "retype": _retype,
    "reject": _judge,
    "confirm": _judge,
}
