"""Finding what a correction means in a graph as it is while corrections are replayed."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from ..errors import CorrectionError
from ..extract.resolve import Key, Resolution
from ..model import Entity
from ..ontology.iris import claim_id, slug
from .anchors import Anchors, Place

# What is added to the name in an id: six characters that tell namesakes apart, GeoNames' number, a day.
_TAIL = re.compile(r"-([0-9a-f]{6}|\d{5,}|\d{4}(-\d\d){0,2})$")


@dataclass(slots=True)
class Lookup:
    """The entities of a graph and the keys of each, kept up as entities are merged and split."""

    anchors: Anchors
    entities: dict[str, Entity]
    ids: dict[Key, str]
    members: dict[str, list[Key]]
    moved: dict[str, str] = field(default_factory=dict)
    """Ids that a merge ended, and the entity each became."""

    @classmethod
    def of(cls, resolution: Resolution, anchors: Anchors) -> Lookup:
        """That of a graph before any correction."""
        members: dict[str, list[Key]] = defaultdict(list)
        for key, identifier in resolution.ids.items():
            members[identifier].append(key)
        return cls(anchors, dict(resolution.entities), dict(resolution.ids), dict(members))

    def key(self, identifier: str) -> Key:
        """One key of an entity, the same in any order of the sources; a source's rather than a known entity's."""
        return min(self.members[identifier], key=lambda key: (key[0] not in self.anchors.extractions, key))

    def entity(self, target: str, line: str) -> tuple[str, str]:
        """The id of the entity that an id and a line of the sources mean now, and what is doubtful about it, if so.

        The line goes first: of an id nobody knows whether it still means what it meant. Raises CorrectionError.
        """
        key = self.anchors.entity(line) if line else None
        by_line = self.ids.get(key) if key else None
        by_id = target
        while by_id in self.moved:
            by_id = self.moved[by_id]
        if by_line is None:
            return (by_id if by_id in self.members else self._by_name(target, line)), ""
        if by_id in self.members and by_id != by_line:
            doubt = f"{target!r} is {by_id!r}, but {line!r} is {by_line!r}, which was taken; delete one of the two"
            return by_line, doubt
        return by_line, ""

    def _by_name(self, target: str, line: str) -> str:
        """The only entity of that kind that bears the name."""
        folder, _, tail = target.partition("/")
        words = line.partition(": ")[2]
        for name in filter(None, (slug(words), tail, _TAIL.sub("", tail))):
            bearers = [
                e.id
                for e in self.entities.values()
                if e.id.startswith(f"{folder}/") and name in {slug(form) for form in (e.name, *e.aliases)}
            ]
            if len(bearers) == 1:
                return bearers[0]
            if bearers:
                several = ", ".join(sorted(bearers)[:6])
                raise CorrectionError(f"no entity {target!r} in this graph any more; it may be one of {several}")
        raise CorrectionError(f"no entity {target!r} in this graph any more; `claimgraph search` finds what there is")

    def claim(self, target: str, line: str) -> Place:
        """The claim that an id and a line of the sources mean. Raises CorrectionError."""
        if line and (place := self.anchors.claim(line)):
            return place
        for source in sorted(self.anchors.extractions):
            read = self.anchors.extractions[source]
            named = read.renamed({e.id: self.ids[source, e.id] for e in read.entities})
            for number, claim in enumerate(named.claims):
                if claim_id(claim) == target:
                    return source, number
        raise CorrectionError(f"no claim {target!r} in this graph any more; `claimgraph explain` prints what there is")

    def merge(self, kept: str, gone: str) -> None:
        """Let one entity be all that two were."""
        one, other = self.entities[kept], self.entities.pop(gone)
        forms = {*one.aliases, other.name, *other.aliases} - {one.name}
        matches = tuple(sorted({*one.matches, *other.matches}))
        grounding = one.grounding or other.grounding
        self.entities[kept] = dataclasses.replace(
            one, aliases=tuple(sorted(forms)), grounding=grounding, matches=matches
        )
        for key in self.members[gone]:
            self.ids[key] = kept
        self.members[kept] += self.members.pop(gone)
        self.moved[gone] = kept

    def split(self, entity: str, keys: Collection[Key], new: str) -> str:
        """Let some keys of an entity be another one; its id is given back."""
        moved = set(keys)
        left = [key for key in self.members[entity] if key not in moved]
        whole = self.entities[entity]
        taken, remaining = self._forms(moved), self._forms(left)
        lost = set(taken) - set(remaining)
        name = min(taken, key=lambda form: (-taken[form], -len(form), form))
        first = self._locals(moved)[0]
        aliases = tuple(sorted(set(taken) - {name})) if first.named else ()
        self.entities[new] = dataclasses.replace(first, id=new, name=name, aliases=aliases)
        usual = min(remaining, key=lambda form: (-remaining[form], form), default=whole.name)
        kept = usual if whole.name in lost else whole.name
        rest = tuple(alias for alias in whole.aliases if alias not in lost and alias != kept)
        self.entities[entity] = dataclasses.replace(whole, name=kept, aliases=rest)
        self.members[entity], self.members[new] = left, sorted(moved)
        self.ids.update(dict.fromkeys(moved, new))
        return new

    def _locals(self, keys: Iterable[Key]) -> list[Entity]:
        wanted = sorted(key for key in keys if key[0] in self.anchors.extractions)
        return [e for source, local in wanted for e in self.anchors.extractions[source].entities if e.id == local]

    def _forms(self, keys: Iterable[Key]) -> Counter[str]:
        """How many of the sources use each name: those an entity goes by come before its aliases."""
        found: Counter[str] = Counter()
        for entity in self._locals(keys):
            found[entity.name] += 1000
            found.update(entity.aliases)
        return found
