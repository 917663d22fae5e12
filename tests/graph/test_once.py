"""Events that befall somebody once, and those that may come again."""

from __future__ import annotations

import pytest

from claimgraph.graph.once import events_that_befall_once
from claimgraph.model import Claim, Entity, Evidence, Interval, Reference, Stance


def happening(kind: str, role: str, day: str, who: str = "person/lund", stance: Stance = Stance.ACTUAL) -> list[Claim]:
    evidence = Evidence(day, 0, 1, "rule", 0.8)
    event = f"event/{kind}-{day}"
    return [
        Claim(event, role, Reference(who), evidence, stance),
        Claim(event, "time", Interval(day, day), evidence, stance),
    ]


@pytest.mark.parametrize(
    ("kind", "role", "days", "together"),
    [
        ("Killing", "patient", ("2021-03-03", "2021-03-04"), ["death"]),
        ("Killing", "patient", ("1921-03-03", "2021-03-04"), ["death"]),
        ("Killing", "agent", ("2021-03-03", "2021-03-04"), []),
        ("Arrest", "patient", ("2021-03-03", "2021-03-04"), ["arrest"]),
        ("Arrest", "patient", ("2019-03-03", "2021-03-04"), []),
        ("Meeting", "patient", ("2021-03-03", "2021-03-04"), []),
    ],
)
def test_once(kind: str, role: str, days: tuple[str, str], together: list[str]) -> None:
    claims = {f"event/{kind}-{day}": happening(kind, role, day) for day in days}
    entities = {event: Entity(event, "Event", event, type=kind, named=False) for event in claims}
    entities["person/lund"] = Entity("person/lund", "Person", "Ana Lund")
    found = list(events_that_befall_once(claims, entities))
    assert [name for _, name, _ in found] == together
    assert all(thing == "person/lund" and len(own) == 4 for thing, _, own in found)


@pytest.mark.parametrize(("days", "one"), [(("1658-05-04", "1658-05-09"), True), (("2020-05-04", "2021-05-09"), False)])
def test_events_of_one_name(days: tuple[str, str], one: bool) -> None:
    claims = {f"event/{day}": happening("x", "agent", day) for day in days}
    entities = {event: Entity(event, "Event", "Battle of Karsund", type="MilitaryAction") for event in claims}
    assert [thing for thing, _, _ in events_that_befall_once(claims, entities)] == ([min(claims)] if one else [])


def test_what_is_denied_befell_nobody() -> None:
    days = ("2021-03-03", "2021-03-04")
    claims = {f"event/Killing-{d}": happening("Killing", "patient", d, stance=Stance.DENIED) for d in days}
    entities = {event: Entity(event, "Event", event, type="Killing", named=False) for event in claims}
    entities["person/lund"] = Entity("person/lund", "Person", "Ana Lund")
    assert list(events_that_befall_once(claims, entities)) == []
