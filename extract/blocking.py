"""Which pairs are worth comparing: keys under which one thing's names meet, and a window where too many do."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from .names_parse import fold, organization_name, person_name, romanized, skeleton
from .profiles import Profile

_CROWD = 40
"""A block up to this size is compared in full."""
_WINDOW = 8
"""In a larger one each is compared with so many neighbors to each side, in the order of their names."""
_MOST_PARTS = 6


def keys(profile: Profile) -> Iterator[str]:
    """The blocks in which a profile is compared with others: a cheap filter that loses few true pairs."""
    entity = profile.entity
    if entity.kind == "Place":
        if entity.grounding and entity.grounding.geonames:
            yield f"geonames {entity.grounding.geonames}"
        for name in profile.names:
            yield "Place " + " ".join(romanized(word) for word in fold(name).split())
    elif entity.kind == "Event":
        for form in profile.forms:
            yield f"Event {form}"
    elif entity.named:
        make = _person_keys if entity.kind == "Person" else _organization_keys
        for name in profile.names:
            yield from (f"{entity.kind} {key}" for key in make(name))


def _person_keys(name: str) -> Iterator[str]:
    parsed = person_name(name)
    bones = [skeleton(part) for part in parsed.parts[:_MOST_PARTS] if len(part) > 1]
    yield "joined " + skeleton("".join(parsed.parts))
    for a, b in combinations(sorted(set(bones)), 2):
        yield f"two {a} {b}"
    if len(parsed.parts) > 1:
        first, last = parsed.parts[0], parsed.parts[-1]
        yield f"family {skeleton(last)} {first[0]}"
        yield f"given {skeleton(first)} {last[:2]}"
        yield f"lone {skeleton(last)}"
    elif bones:
        yield f"lone {bones[0]}"


def _organization_keys(name: str) -> Iterator[str]:
    parsed = organization_name(name)
    yield "joined " + skeleton("".join(sorted(parsed.words)))
    if len(parsed.words) > 1:
        yield "ends " + " ".join(skeleton(word)[:3] for word in parsed.words)
    for initials in parsed.initials:
        yield f"initials {initials}"
    if parsed.acronym:
        yield f"initials {parsed.acronym}"


def pairs(found: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """The positions of the profiles that are worth comparing, each pair once, the smaller first.

    Their number grows as the number of profiles does, however many share a name.
    """
    order = sorted(range(len(found)), key=lambda i: (fold(found[i].entity.name), found[i].key))
    rank = {i: n for n, i in enumerate(order)}
    blocks: dict[str, list[int]] = defaultdict(list)
    own: list[list[str]] = [sorted(set(keys(profile))) for profile in found]
    for i in order:
        for key in own[i]:
            blocks[key].append(rank[i])
    for i in range(len(found)):
        near: set[int] = set()
        for key in own[i]:
            block = blocks[key]
            if len(block) <= _CROWD:
                near.update(block)
            else:
                at = bisect_left(block, rank[i])
                near.update(block[max(0, at - _WINDOW) : at + _WINDOW + 1])
        for j in sorted(order[n] for n in near):
            if i < j:
                yield i, j
