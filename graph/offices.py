"""Offices that one person holds at a time, and reports that give one to two persons at the same time.

Who held it before or after is a history: the times in which reports name each holder lie apart, or the words tell of a
change. Which offices have one holder, and which words tell of a change, stands in ``offices.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any

from ..model import Claim, Entity, Reference, Source, Stance, Text
from ..ontology.iris import slug
from .passages import sentence_around
from .rivals import overlapping


@dataclass(frozen=True, slots=True)
class Holding:
    """A claim that somebody holds an office: the claim, the holder, and the day of its report if known."""

    claim: Claim
    holder: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Disputed:
    """An office that reports give to several persons at the same time: of what body, its title, and who holds it."""

    body: str
    title: str
    holders: tuple[tuple[str, tuple[Claim, ...]], ...]


def disputed_offices(
    claims: Sequence[Claim], sources: Mapping[str, Source], entities: Mapping[str, Entity]
) -> list[Disputed]:
    """The offices with rival holders; ``claims`` are those of persons that are asserted as actual."""
    found = []
    for (body, title), holdings in sorted(_holdings(claims, sources).items()):
        by_holder: dict[str, list[Holding]] = defaultdict(list)
        for holding in holdings:
            by_holder[holding.holder].append(holding)
        rivals = {
            holder
            for a, b in combinations(sorted(by_holder), 2)
            if not _one_name(entities.get(a), entities.get(b)) and _at_once(by_holder[a], by_holder[b])
            for holder in (a, b)
        }
        if rivals:
            held = tuple((holder, tuple(h.claim for h in by_holder[holder])) for holder in sorted(rivals))
            found.append(Disputed(body, title, held))
    return found


def office_ties(claims: Iterable[Claim], entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    """Each person who may hold a disputed office, with what would tie him to its other holders: its body or words."""
    for claim in of_persons(claims, entities):
        if isinstance(claim.object, Reference):
            yield claim.subject, claim.object.id
        else:
            yield claim.subject, "office/" + slug(_words(claim))


def _holdings(claims: Sequence[Claim], sources: Mapping[str, Source]) -> dict[tuple[str, str], list[Holding]]:
    """Who is said to hold which office now: by the body and the title, or by the whole words of the position."""
    positions = [c for c in claims if c.predicate == "positionHeld" and isinstance(c.object, Text)]
    titles: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in positions:
        titles[claim.evidence.source, claim.subject].append(claim)
    found: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    placed: set[int] = set()
    for claim in claims:
        if claim.predicate == "leaderOf" and isinstance(claim.object, Reference):
            for position in titles[claim.evidence.source, claim.subject]:
                title = title_of(_words(position))
                if title and overlapping(position.evidence, claim.evidence) and _present(claim, sources):
                    placed.add(id(position))
                    found[claim.object.id, title].append(_holding(claim, sources))
    for position in positions:
        title = title_of(_words(position))
        if id(position) not in placed and title and " of " in _words(position) and _present(position, sources):
            found["office/" + slug(_words(position)), title].append(_holding(position, sources))
    return found


def title_of(position: str) -> str:
    """The office that has one holder at a time and that the words of a position name; empty if they name none.

    >>> title_of("president of the Dockers"), title_of("Deputy prime minister"), title_of("former mayor of Genoa")
    ('president', '', '')
    """
    words = re.findall(r"[\w-]+", position.lower())
    if set(words) & _offices()["not_now"] or any(word.endswith("-elect") for word in words):
        return ""
    text = f" {' '.join(words)} "
    found = [title for title in _offices()["titles"] if f" {title} " in text]
    return max(found, key=lambda title: (len(title), title), default="")


def _at_once(left: Sequence[Holding], right: Sequence[Holding]) -> bool:
    """Whether the times in which two are named touch, as told by more than one voice and without a word of change."""
    if not any(_voice(a.claim) != _voice(b.claim) for a in left for b in right):
        return False
    one, other = ([holding.day for holding in holdings if holding.day] for holdings in (left, right))
    if not one or not other:
        return True
    apart = max(min(one) - max(other), min(other) - max(one)).days
    return apart <= int(_offices()["days"])


def _present(claim: Claim, sources: Mapping[str, Source]) -> bool:
    """Whether the sentence of a claim tells of a holder, not of a change of holders."""
    source = sources.get(claim.evidence.source)
    if source is None:
        return True
    start, end = sentence_around(source.text, claim.evidence.start, claim.evidence.end)
    return not set(re.findall(r"[\w-]+", source.text[start:end].lower())) & _offices()["change"]


def _holding(claim: Claim, sources: Mapping[str, Source]) -> Holding:
    source = sources.get(claim.evidence.source)
    day = (source.published if source else None) or ""
    return Holding(claim, claim.subject, date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None)


def _words(claim: Claim) -> str:
    return claim.object.value if isinstance(claim.object, Text) else ""


def _voice(claim: Claim) -> tuple[str, str | None]:
    return claim.evidence.source, claim.speaker


def _one_name(left: Entity | None, right: Entity | None) -> bool:
    """Whether two may be one person under a longer and a shorter name."""
    if left is None or right is None:
        return False
    a, b = (set(slug(entity.name).split("-")) for entity in (left, right))
    return a <= b or b <= a


def of_persons(claims: Iterable[Claim], entities: Mapping[str, Entity]) -> list[Claim]:
    """The claims that say what persons are, asserted as actual."""
    return [
        claim
        for claim in claims
        if claim.stance is Stance.ACTUAL
        and claim.predicate in ("leaderOf", "positionHeld")
        and (entity := entities.get(claim.subject)) is not None
        and entity.kind == "Person"
    ]


@cache
def _offices() -> dict[str, Any]:
    data = tomllib.loads((resources.files(__package__) / "offices.toml").read_text("utf-8"))
    return {**data, "not_now": frozenset(data["not_now"]), "change": frozenset(data["change"])}
