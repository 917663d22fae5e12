"""Pairs that are hard to judge: none of two things is merged, and most of one thing are."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from claimgraph.extract.resolve import Resolution, resolve
from claimgraph.model import Claim, Entity, Evidence, Extraction, Grounding, Interval, Kind, Reference, Text

DATA = tomllib.loads((Path(__file__).parent / "hard_pairs.toml").read_text("utf-8"))
KINDS: dict[str, Kind] = {"P": "Person", "O": "Organization", "L": "Place"}


def pairs(verdict: str, half: str) -> list[list[Any]]:
    return [pair for group in DATA[verdict] if group.get("half", "open") == half for pair in group["pairs"]]


def report(source: str, kind: Kind, name: str, facts: dict[str, Any]) -> Extraction:
    """What a report tells that names one thing, with its facts."""
    found = Evidence(source, 0, 9, "rule", 1.0)
    country = facts.get("country")
    grounding = None
    if kind == "Place" and (country or "geonames" in facts):
        grounding = Grounding("city", country, facts.get("geonames"))
    aliases = (facts["also"],) if "also" in facts else ()
    entities = [Entity("n1", kind, name, aliases, kind, grounding)]
    claims = []
    if "born" in facts:
        claims.append(Claim("n1", "bornOn", Interval(facts["born"], facts["born"], "year"), found))
    if "role" in facts:
        claims.append(Claim("n1", "positionHeld", Text(facts["role"]), found))
    if "with" in facts:
        entities.append(Entity("n2", "Organization", facts["with"], (), "Organization"))
        claims.append(Claim("n1", "memberOf", Reference("n2"), found))
    if where := facts.get("scene") or (country if kind != "Place" else None):
        entities.append(Entity("n3", "Place", f"Town of {where}", (), "Place", Grounding("city", where)))
        claims += [Claim("n1", "locatedIn", Reference("n3"), found)] if country else []
    return Extraction(source, tuple(entities), claims=tuple(claims))


def resolved(pair: list[Any]) -> tuple[Resolution, bool]:
    """What is made of a pair, and whether it is one."""
    kinds, left, right, *facts = pair
    sides = (facts * 2)[:2] if facts else [{}, {}]
    found = [
        report(source, KINDS[kind], name, side)
        for source, kind, name, side in zip("ab", (kinds * 2)[:2], (left, right), sides, strict=True)
    ]
    resolution = resolve(found)
    return resolution, resolution.ids["a", "n1"] == resolution.ids["b", "n1"]


def test_there_are_sixty_and_about_half_of_them_are_one() -> None:
    same, different = (sum(len(group["pairs"]) for group in DATA[verdict]) for verdict in ("same", "different"))
    assert same + different >= 60
    assert 0.4 < same / (same + different) < 0.6


@pytest.mark.parametrize(
    "pair", pairs("different", "open") + pairs("different", "held"), ids=lambda p: " and ".join(p[1:3])
)
def test_two_things_stay_two(pair: list[Any]) -> None:
    resolution, one = resolved(pair)
    assert not one, [j.reason for j in resolution.judgements]


@pytest.mark.parametrize(("half", "least"), [("open", 0.96), ("held", 0.82)])
def test_most_that_are_one_become_one(half: str, least: float) -> None:
    wanted = pairs("same", half)
    missed = [pair[1:3] for pair in wanted if not resolved(pair)[1]]
    assert 1 - len(missed) / len(wanted) >= least, missed
