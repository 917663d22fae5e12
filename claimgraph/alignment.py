"""Which predicted entities and events of a document are which gold ones, for scoring.

The rules are those of the reference scorer of the annotation format: entities meet by any name or alias,
events by class group, words, date, place and participants; each at most once, best pairs first.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

Json = dict[str, Any]
Span = tuple[str, str]

# Classes that count as near enough to be the same happening told in other words.
_GROUPS = [
    set(group.split())
    for group in (
        "Protest Graffiti Demand",
        "Commemoration Graffiti Exhibition Award",
        "Conference Meeting Exhibition Visit Travel ProductLaunch",
        "Statement Demand Publication",
        "Attack Arson Killing Execution Massacre Torture MilitaryAction",
        "Arrest Trial Sentencing Imprisonment Execution Torture Sanction",
        "Election Appointment Resignation Founding",
        "Agreement Meeting Sanction",
        "Merger Acquisition Investment ProductLaunch Agreement Founding",
        "Death Killing",
        "Accident Disaster Death",
    )
]
_LEADING = {"the", "a", "an", "this", "mr", "mrs", "ms", "dr", "ayatollah"}
_APOSTROPHES = {0x2019: "'", 0x2018: "'", 0x2BC: "'"}

Left = TypeVar("Left", bound=Hashable)
Right = TypeVar("Right", bound=Hashable)


def normalized(text: object) -> str:
    """Words without case, accents, punctuation, possessives and leading articles or titles.

    >>> normalized("The People’s Party"), normalized("Dr. Wałęsa's")
    ('people party', 'wałesa')
    """
    folded = unicodedata.normalize("NFKD", str(text)).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c)).translate(_APOSTROPHES)
    words = re.findall(r"\w+", re.sub(r"'", "", re.sub(r"'s\b", "", plain)))
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return " ".join(words)


def words_of(text: object) -> list[str]:
    """The normalized words of a text; none for None."""
    return normalized(text or "").split()


def jaccard(left: set[Left], right: set[Left]) -> float:
    """Shared over all; 0 when both are empty."""
    return len(left & right) / len(left | right) if left | right else 0.0


def overlap(left: object, right: object) -> float:
    """Share of the shorter text's words that the other has too."""
    a, b = set(words_of(left)), set(words_of(right))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def pair_up(candidates: Iterable[tuple[float, Left, Right]]) -> dict[Right, Left]:
    """One-to-one pairs, the best first; equal scores in the order given.

    >>> pair_up([(1, "a", "x"), (2, "b", "x"), (1, "a", "y")])
    {'x': 'b', 'y': 'a'}
    """
    lefts: set[Left] = set()
    pairs: dict[Right, Left] = {}
    for _, left, right in sorted(candidates, key=lambda candidate: -candidate[0]):
        if left not in lefts and right not in pairs:
            lefts.add(left)
            pairs[right] = left
    return pairs


def span_of(event: Json) -> Span | None:
    """First and last day of an event; None without a date or with a malformed one.

    >>> span_of({"start": "1980-02", "end": None})
    ('1980-02-01', '1980-02-29')
    """

    def edge(date: str, last: bool) -> str:
        parts = [int(part) for part in date.split("-")]
        month = parts[1] if len(parts) > 1 else (12 if last else 1)
        day = parts[2] if len(parts) > 2 else (monthrange(parts[0], month)[1] if last else 1)
        return f"{parts[0]:04d}-{month:02d}-{day:02d}"

    start, end = event.get("start") or event.get("end"), event.get("end") or event.get("start")
    if not start or not end:
        return None
    try:
        return edge(start, False), edge(end, True)
    except (ValueError, IndexError, AttributeError):
        return None


def date_score(left: Span | None, right: Span | None) -> float:
    """1 for the same days, 0.5 for overlapping ones."""
    if not left or not right:
        return 0.0
    return 1.0 if left == right else 0.5 if left[0] <= right[1] and right[0] <= left[1] else 0.0


class Annotation:
    """One document in the annotation format, with what scoring looks up in it."""

    def __init__(self, data: Json) -> None:
        self.entities: dict[str, Json] = {str(e.get("id", e.get("name"))): e for e in data.get("entities") or []}
        self.events: dict[str, Json] = {str(e.get("id", i)): e for i, e in enumerate(data.get("events") or [])}
        self.quantities: list[Json] = data.get("quantities") or []
        self.attributions: list[Json] = data.get("attributions") or []
        self.relations: list[Json] = []
        also: dict[str, list[Any]] = {}
        for relation in data.get("relations") or []:
            if relation.get("p") == "alsoKnownAs" and str(relation.get("o")) not in self.entities:
                also.setdefault(str(relation.get("s")), []).append(relation.get("o"))
            else:
                self.relations.append(relation)
        self.forms = {
            i: [f for f in dict.fromkeys(map(normalized, _names(e, also.get(i, [])))) if f]
            for i, e in self.entities.items()
        }
        triggers = {normalized(e.get("trigger", "")): i for i, e in reversed(self.events.items())}
        # An Event entity whose name is the trigger of an event is that event.
        self.event_of = {
            i: next((triggers[form] for form in self.forms[i] if form in triggers), None)
            for i, e in self.entities.items()
            if e.get("type") == "Event"
        }

    def type_of(self, entity: str) -> Any:
        """The type of an entity."""
        return self.entities[entity].get("type")


def _names(entity: Json, more: list[Any]) -> list[Any]:
    return [entity.get("name", ""), *(entity.get("aliases") or []), *more]


def align_entities(gold: Annotation, predicted: Annotation) -> tuple[dict[str, str], dict[str, str]]:
    """Predicted to gold entities: those of the same type, and those that differ in type alone."""

    def candidates(golds: Iterable[str], predictions: Iterable[str], typed: bool) -> list[tuple[float, str, str]]:
        predictions = list(predictions)
        return [
            (score, g, p)
            for g in golds
            for p in predictions
            if not typed or gold.type_of(g) == predicted.type_of(p)
            if (score := _form_score(gold.forms[g], predicted.forms[p]))
        ]

    matched = pair_up(candidates(gold.entities, predicted.entities, True))
    taken = set(matched.values())
    rest = [g for g in gold.entities if g not in taken], [p for p in predicted.entities if p not in matched]
    return matched, pair_up(candidates(*rest, False))


def _form_score(left: list[str], right: list[str]) -> float:
    if not left or not right:
        return 0.0
    if common := len(set(left) & set(right)):
        return 2 + (left[0] == right[0]) + (left[0] in right or right[0] in left) + common / 100
    best = max(jaccard(set(a.split()), set(b.split())) for a in left for b in right)
    return best if best >= 0.8 else 0.0


def align_events(gold: Annotation, predicted: Annotation, entities: dict[str, str]) -> dict[str, str]:
    """Predicted to gold events, given which predicted entity is which gold one."""

    def sides(event: Json, key: Callable[[str], Hashable]) -> tuple[set[Hashable], set[Hashable]]:
        actors = {key(str(participant.get("entity"))) for participant in event.get("participants") or []}
        return {key(str(place)) for place in event.get("places") or []}, actors

    def gold_entity(entity: str) -> Hashable:
        return entities.get(entity, ("?", entity))

    golds = {i: sides(event, lambda entity: entity) for i, event in gold.events.items()}
    predictions = {i: sides(event, gold_entity) for i, event in predicted.events.items()}
    candidates = []
    for g, left in gold.events.items():
        for p, right in predicted.events.items():
            score = _event_score(left, right, golds[g], predictions[p])
            if score:
                candidates.append((score, g, p))
    return pair_up(candidates)


Sides = tuple[set[Hashable], set[Hashable]]


def _event_score(left: Json, right: Json, gold: Sides, predicted: Sides) -> float:
    if not _same_class(left.get("class"), right.get("class")):
        return 0.0
    trigger = _same_trigger(left, right)
    if overlap(left.get("quote"), right.get("quote")) < 0.5 and not trigger:
        return 0.0
    spans = span_of(left), span_of(right)
    date = date_score(*spans)
    (gold_places, gold_actors), (places, actors) = gold, predicted
    if not date and all(spans) and not gold_places & places and not gold_actors & actors:
        return 0.0
    return (
        1
        + 0.5 * (left.get("class") == right.get("class"))
        + date
        + jaccard(gold_places, places)
        + jaccard(gold_actors, actors)
        + 0.5 * jaccard(set(words_of(left.get("quote"))), set(words_of(right.get("quote"))))
        + 0.25 * trigger
    )


def _same_class(left: Any, right: Any) -> bool:
    return left == right or "Other" in (left, right) or any(left in g and right in g for g in _GROUPS)


def _same_trigger(left: Json, right: Json) -> bool:
    a, b = normalized(left.get("trigger") or ""), normalized(right.get("trigger") or "")
    return bool(a and b) and (f" {a} " in f" {b} " or f" {b} " in f" {a} ")
