"""What ``eventsameness.toml`` holds: weights, thresholds, word lists; and how event classes hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..ontology import vocabulary
from .wordlists import toml_of

Relation = Literal["same", "near", "group", "open", "apart"]
"""How two event classes stand: one; a class and one below it, or of one family; of one group; one says nothing; far."""
OPEN = "Other"
LARGEST = 9.0
"""No weight is larger."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings of the judgement on events."""

    weights: Mapping[str, float]
    bounds: Mapping[str, tuple[float, float]]
    """The least and the most that training may make of a weight."""
    same: float
    """The probability from which on two events are one."""
    unsure: float
    """The one from which on people are asked."""
    cluster: float
    """The mean probability over all pairs that two clusters need to become one."""
    stop: frozenset[str]
    ordinals: Mapping[str, str]
    families: Mapping[str, frozenset[str]]
    """For each class the families it is in."""
    solitary: frozenset[str]
    """Classes that are one only with their own."""
    personal: frozenset[str]
    """Classes whose patient makes the event: two arrested, two arrests."""
    once: frozenset[str]
    """Classes that befall nobody twice."""
    spoken: frozenset[str]
    """Classes whose speaker makes the event."""
    unasked: frozenset[str]
    """Classes that nobody is asked about: there are too many alike, and little depends on it."""


@cache
def rules() -> Rules:
    """The settings, read once."""
    data = toml_of("eventsameness.toml")
    return Rules(
        data["weights"],
        {name: tuple(b) if isinstance(b, list) else (b, LARGEST) for name, b in data["bounds"].items()},
        data["thresholds"]["same"],
        data["thresholds"]["unsure"],
        data["thresholds"]["cluster"],
        frozenset(" ".join(data["stop"].values()).split()),
        {word: str(number) for number, word in enumerate(data["ordinals"], 1)},
        _families(data["families"]),
        frozenset(data["solitary"]),
        frozenset(data["personal"]),
        frozenset(data["once"]),
        frozenset(data["spoken"]),
        frozenset(data["unasked"]),
    )


def _families(families: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    classes = {member for members in families.values() for member in members}
    return {c: frozenset(f for f, members in families.items() if c in members) for c in sorted(classes)}


@cache
def group(name: str) -> str:
    """The group of an event class: the class below Event that it stands under, or itself.

    >>> group("Arson"), group("Violence"), group("NobodyKnows")
    ('Violence', 'Violence', 'NobodyKnows')
    """
    core = vocabulary.load()
    above = core.ancestors(name)
    return min((a for a in above if core.classes[a].parents == ("Event",)), default=name)


@cache
def relation(left: str, right: str) -> Relation:
    """How two classes stand to each other.

    >>> relation("Killing", "Massacre"), relation("Arson", "Attack"), relation("Protest", "Conference")
    ('near', 'near', 'group')
    >>> relation("Protest", "Other"), relation("Commemoration", "Protest"), relation("Trial", "Killing")
    ('open', 'apart', 'apart')
    """
    if left == right:
        return "open" if left == OPEN else "same"
    if OPEN in (left, right):
        return "open"
    if {left, right} & rules().solitary:
        return "apart"
    core, families = vocabulary.load(), rules().families
    akin = families.get(left, frozenset()) & families.get(right, frozenset())
    if core.is_a(left, right) or core.is_a(right, left) or akin:
        return "near"
    return "group" if group(left) == group(right) else "apart"
