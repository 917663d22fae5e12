"""Scoring the slots of events, and the keys by which things of two annotations are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .alignment import Annotation, Json, date_score, normalized, span_of

if TYPE_CHECKING:
    from .evaluate import Score

SLOTS = ("date", "places", "participants", "about", "modality")
_SYMMETRIC = {"spouseOf", "siblingOf", "relativeOf", "affiliatedWith"}

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Keys:
    """What the ids of the gold (``left``) and of the prediction (``right``) mean, given the alignment."""

    left: Annotation
    right: Annotation
    entities: dict[str, str]
    events: dict[str, str]

    def gold(self, identifier: Any) -> Key:
        """The key of a gold id: an event, an entity, or literal words."""
        name = str(identifier)
        if name not in self.left.events and (event := self.left.event_of.get(name)):
            name = event
        if name in self.left.events:
            return "event", name
        return ("entity", name) if name in self.left.entities else ("literal", normalized(name))

    def predicted(self, identifier: Any) -> Key:
        """The key of a predicted id: that of the gold thing it is aligned with, or one no gold thing has."""
        name = str(identifier)
        if name in self.right.events:
            return ("event", self.events[name]) if name in self.events else ("?", name)
        if name in self.entities:
            return self.gold(self.entities[name])
        event = self.right.event_of.get(name)
        if event in self.events:
            return "event", self.events[event]
        return ("?", name) if name in self.right.entities else ("literal", normalized(name))

    def triple(self, relation: Json, key: Callable[[Any], Key]) -> tuple[Any, Key, Key]:
        """A relation for comparison: symmetric ones in one order, ``childOf`` as its inverse."""
        subject, target, predicate = key(relation.get("s")), key(relation.get("o")), relation.get("p")
        if predicate == "childOf":
            subject, predicate, target = target, "parentOf", subject
        if predicate in _SYMMETRIC:
            subject, target = sorted((subject, target))
        return predicate, subject, target


def score_slots(keys: Keys, result: Score) -> None:
    """Count the slots of all events: an event missed or made up costs its slots too."""
    above = _containers(keys)
    found = {gold: predicted for predicted, gold in keys.events.items()}
    pairs: list[tuple[Json | None, Json | None]] = [
        (event, keys.right.events[found[i]] if i in found else None) for i, event in keys.left.events.items()
    ]
    pairs += [(None, event) for i, event in keys.right.events.items() if i not in keys.events]
    for gold, predicted in pairs:
        _score_pair(keys, gold, predicted, above, result)
        if gold and predicted:
            result.tallies["class_ok"] += gold.get("class") == predicted.get("class")
            _score_roles(keys, gold, predicted, result)


def _score_pair(
    keys: Keys, gold: Json | None, predicted: Json | None, above: dict[Key, set[Key]], result: Score
) -> None:
    spans = span_of(gold) if gold else None, span_of(predicted) if predicted else None
    date = date_score(*spans)
    lefts = _slots(gold, keys.gold) if gold else {}
    rights = _slots(predicted, keys.predicted) if predicted else {}
    for line in ("slot ", "matched ")[: 1 + bool(gold and predicted)]:
        result.add(f"{line}date", date, (1 - date) * bool(spans[1]), (1 - date) * bool(spans[0]))
        for slot in SLOTS[1:]:
            left, right = lefts.get(slot, set()), rights.get(slot, set())
            if slot == "places" and gold and predicted:
                # A place that only contains another place of the event is neither hit nor miss.
                wide = {container for key in left | right for container in above.get(key, ())}
                left, right = left - (wide - right), right - (wide - left)
            result.pairs(f"{line}{slot}", len(left & right), right, left)


def _slots(event: Json, key: Callable[[Any], Key]) -> dict[str, set[Key]]:
    return {
        "places": {key(place) for place in event.get("places") or []},
        "participants": {key(participant.get("entity")) for participant in event.get("participants") or []},
        "about": {key(thing) for thing in event.get("about") or []},
        "modality": {("literal", event.get("modality") or "actual")},
    }


def _score_roles(keys: Keys, gold: Json, predicted: Json, result: Score) -> None:
    left, right = (
        {(key(participant.get("entity")), participant.get("role")) for participant in event.get("participants") or []}
        for event, key in ((gold, keys.gold), (predicted, keys.predicted))
    )
    result.tallies["role_n"] += len({entity for entity, _ in left} & {entity for entity, _ in right})
    result.tallies["role_ok"] += len({entity for entity, _ in left & right})


def _containers(keys: Keys) -> dict[Key, set[Key]]:
    """Each place to the places that contain it, by the ``locatedIn`` of either annotation."""
    above: dict[Key, set[Key]] = {}
    for annotation, key in ((keys.left, keys.gold), (keys.right, keys.predicted)):
        for relation in annotation.relations:
            if relation.get("p") == "locatedIn":
                above.setdefault(key(relation.get("s")), set()).add(key(relation.get("o")))
    for _ in above:
        for containers in above.values():
            containers.update(*(above[place] for place in containers & set(above)))
    return {place: containers - {place} for place, containers in above.items()}
