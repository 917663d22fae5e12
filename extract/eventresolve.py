"""Which happenings of different sources are one: filter, judgement on pairs, clusters; in this order.

Whoever and whatever takes part is resolved before. The outcome follows from the set of sources alone, not their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Entity, Extraction, Source
from .eventblocking import pairs
from .eventclusters import Link, put_together
from .eventplaces import Places
from .eventprofiles import EventProfile, Key, background, profiles_of_events
from .eventrules import rules
from .eventsameness import comparable, judge_events, reason_for
from .eventvetoes import Veto, World
from .sameness import Verdict

_MOST_ASKED = 5
"""Open questions on one happening, and pairs of which it is said that they are two: more nobody would read."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is thought of two happenings, why, and how likely it is that they are one (0 to 1)."""

    left: Key
    right: Key
    verdict: Verdict
    reason: str
    score: float


def resolve_events(
    extractions: Sequence[Extraction],
    entities: Mapping[str, Entity],
    ids: Mapping[Key, str],
    sources: Mapping[str, Source],
    apart: Iterable[tuple[Key, Key]] = (),
) -> tuple[list[list[Key]], list[Finding]]:
    """The happenings that are one, each with those of other sources, and what was thought of pairs.

    ``entities`` and ``ids`` are those of all else, and of named events; ``sources`` by id, as far as they are known.
    """
    profiles = [
        profile
        for extraction in extractions
        for profile in profiles_of_events(extraction, ids, _text(sources, extraction.source))
    ]
    world = World(background(extractions, ids, sources), Places(entities, extractions, ids))
    index = {profile.key: i for i, profile in enumerate(profiles)}
    rivals: dict[int, set[int]] = {}
    for left, right in apart:
        if left in index and right in index:
            rivals.setdefault(index[left], set()).add(index[right])
            rivals.setdefault(index[right], set()).add(index[left])
    groups, findings = put_in_clusters(profiles, world, rivals)
    return [[profiles[i].key for i in group] for group in groups], findings


def _text(sources: Mapping[str, Source], source: str) -> str:
    return sources[source].text if source in sources else ""


def put_in_clusters(
    profiles: Sequence[EventProfile], world: World, apart: Mapping[int, set[int]], within: bool = False
) -> tuple[list[list[int]], list[Finding]]:
    """The same for profiles, by their positions; ``within`` judges those of one source too."""

    def judge(i: int, j: int) -> tuple[float, Veto | None]:
        return judge_events(profiles[i], profiles[j], world)

    links: list[Link] = []
    open_links: list[Link] = []
    different: list[tuple[int, int, str]] = []
    told: Counter[int] = Counter()
    for i, j in pairs(profiles, world.background):
        left, right = profiles[i], profiles[j]
        if (left.key[0] == right.key[0] and not within) or not comparable(left, right):
            continue
        score, forbidden = judge(i, j)
        if forbidden:
            if left.words & right.words and max(told[i], told[j]) < _MOST_ASKED:
                told.update((i, j))
                different.append((i, j, forbidden.reason))
        elif score >= rules().same:
            links.append((score, i, j))
        elif score >= rules().unsure:
            open_links.append((score, i, j))
    groups, outcomes = put_together(len(profiles), links, judge, rules().cluster, apart, _named(profiles))
    refused = [(o.score, o.left, o.right, o.against) for o in outcomes if o.against]
    refused += [(score, i, j, "") for score, i, j in open_links]
    findings = [_finding(profiles, world, o.left, o.right, "same", o.score) for o in outcomes if not o.against]
    findings += _asked(profiles, world, refused, groups)
    for i, j, why in different:
        findings.append(_finding(profiles, world, i, j, "different", 1.0, why))
    return groups, sorted(findings, key=lambda f: (f.left, f.right, f.verdict))


def _named(profiles: Sequence[EventProfile]) -> list[list[int]]:
    """The positions that are one by their names."""
    groups: dict[str, list[int]] = {}
    for i, profile in enumerate(profiles):
        if profile.named:
            groups.setdefault(profile.id, []).append(i)
    return [group for group in groups.values() if len(group) > 1]


def _asked(
    profiles: Sequence[EventProfile],
    world: World,
    doubts: Iterable[tuple[float, int, int, str]],
    groups: Sequence[Sequence[int]],
) -> list[Finding]:
    """The likeliest of the pairs that people are asked about, one for every two clusters."""
    cluster = {i: n for n, group in enumerate(groups) for i in group}
    asked: Counter[int] = Counter()
    seen: set[tuple[int, int]] = set()
    found = []
    for score, i, j, against in sorted(doubts, key=lambda d: (-d[0], d[1], d[2])):
        if {profiles[i].type, profiles[j].type} & rules().unasked:
            continue
        pair = (min(cluster[i], cluster[j]), max(cluster[i], cluster[j]))
        if pair[0] == pair[1] or pair in seen or max(asked[pair[0]], asked[pair[1]]) >= _MOST_ASKED:
            continue
        seen.add(pair)
        asked.update(pair)
        found.append(_finding(profiles, world, i, j, "unsure", score, against))
    return found


def _finding(
    profiles: Sequence[EventProfile], world: World, i: int, j: int, verdict: Verdict, score: float, but: str = ""
) -> Finding:
    left, right = sorted((profiles[i], profiles[j]), key=lambda p: p.key)
    reason = reason_for(left, right, world)
    return Finding(left.key, right.key, verdict, f"{reason}, but {but}" if but else reason, round(score, 3))
