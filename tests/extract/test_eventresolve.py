"""Which happenings of different reports are one: from records, without reading a text."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

import pytest

from claimgraph.extract.eventclusters import put_together
from claimgraph.extract.eventplaces import Places
from claimgraph.extract.eventprofiles import Background, EventProfile, profiles_of_events
from claimgraph.extract.eventsameness import features
from claimgraph.extract.eventvetoes import Veto, World, veto
from claimgraph.extract.resolve import Resolution, resolve
from claimgraph.model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Grounding,
    Interval,
    Mention,
    Reference,
    Source,
    Stance,
    Term,
)

TOWNS = {"Graz": (2778067, 47.07, 15.44), "Linz": (2772400, 48.31, 14.29)}


@dataclass(frozen=True)
class Told:
    """A happening as one report tells it."""

    source: str
    type: str = "Arson"
    word: str = "torched"
    day: str = "2019-03-02"
    until: str = ""
    place: str = "Graz"
    agents: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    stance: Stance = Stance.ACTUAL
    about: tuple[str, ...] = ()
    named: str = ""
    clause: str = field(default="", compare=False)

    @property
    def text(self) -> Source:
        return Source(self.source, f"{self.source}.txt", self.clause or self.word)

    @property
    def record(self) -> Extraction:
        found = Evidence(self.source, 0, len(self.text.text), "phrase", 0.9)
        entities = [Entity("e1", "Event", self.named or self.type, (), self.type, named=bool(self.named))]
        claims = [Claim("e1", "type", Term(self.type), found, self.stance)]
        if self.day:
            precision = "month" if self.until else "day"
            claims.append(
                Claim("e1", "time", Interval(self.day, self.until or self.day, precision), found, self.stance)
            )
        if self.place:
            entities.append(Entity("p1", "Place", self.place, (), "Place", _ground(self.place)))
            claims.append(Claim("e1", "place", Reference("p1"), found, self.stance))
        for role, names in (("agent", self.agents), ("patient", self.patients), ("about", self.about)):
            for name in names:
                kind = "Organization" if name[0] == "~" else "Event" if role == "about" else "Person"
                entities.append(Entity(f"n {name}", kind, name.lstrip("~"), (), kind))
                claims.append(Claim("e1", role, Reference(f"n {name}"), found, self.stance))
        mention = Mention(self.source, 0, len(self.word), self.word, "Event", "e1", 0.9)
        return Extraction(self.source, tuple(entities), (mention,), tuple(claims))


def _ground(place: str) -> Grounding | None:
    if place == "Austria":
        return Grounding("country", "AT", 2782113, 47.3, 13.3)
    return Grounding("city", "AT", *TOWNS[place]) if place in TOWNS else None


def resolved(*told: Told) -> Resolution:
    return resolve([t.record for t in told], sources=[t.text for t in told])


BASE = Told("a")
TRIAL = Told("a", "Trial", "tried", patients=("Ada Reyes",), place="", day="")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (BASE, Told("b", word="set fire to")),
        (BASE, Told("b", "Attack", "attack")),
        (BASE, Told("b", place="Austria", agents=("~Night Wolves",))),
        (
            replace(BASE, patients=("~Mill Bank",)),
            Told("b", day="2019-03-01", until="2019-03-31", patients=("~Mill Bank",)),
        ),
        (replace(BASE, patients=("~Mill Bank",)), Told("b", day="", patients=("~Mill Bank",))),
        (TRIAL, replace(TRIAL, source="b", word="trial")),
        (Told("a", "Protest", "demonstration", stance=Stance.PLANNED), Told("b", "Protest", "demonstrated")),
        (Told("a", "Protest", "protest", stance=Stance.DENIED), Told("b", "Protest", "protest")),
    ],
)
def test_one_happening(left: Told, right: Told) -> None:
    resolution = resolved(left, right)
    event = resolution.ids["a", "e1"]
    assert resolution.ids["b", "e1"] == event
    assert resolution.reasons(event)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (BASE, Told("b", place="Linz")),
        (BASE, Told("b", day="2019-03-03")),
        (replace(BASE, patients=("~Mill Bank",)), Told("b", patients=("~Grand Hotel",))),
        (
            Told("a", "Commemoration", "commemorated", "2018-07-20"),
            Told("b", "Commemoration", "commemorated", "2019-07-20"),
        ),
        (Told("a", "Commemoration", "remembered"), Told("b", "Killing", "killed")),
        (
            Told("a", "Commemoration", "ceremony", about=("Graz fire",)),
            Told("b", "Disaster", "fire", named="Graz fire"),
        ),
        (replace(TRIAL, stance=Stance.DEMANDED), replace(TRIAL, source="b", day="2019-09-01")),
        (
            Told("a", "Arrest", "arrested", patients=("Ada Reyes",)),
            Told("b", "Arrest", "arrested", patients=("Otto Blum",)),
        ),
        (Told("a", "Trial", "tried", patients=("Ada Reyes",)), Told("b", "Killing", "killed", agents=("Ada Reyes",))),
        (Told("a", place="", day=""), Told("b", place="", day="")),
        (
            Told("a", "Disaster", "fire", "2019-03-02", named="Graz fire"),
            Told("b", "Disaster", "fire", named="Mill fire"),
        ),
    ],
)
def test_two_happenings(left: Told, right: Told) -> None:
    resolution = resolved(left, right)
    assert resolution.ids["a", "e1"] != resolution.ids["b", "e1"]


def test_who_is_kept_apart_stays_apart() -> None:
    told = [BASE, Told("b", word="torched"), Told("c", word="burned")]
    resolution = resolve([t.record for t in told], apart=[(("a", "e1"), ("b", "e1"))])
    assert resolution.ids["a", "e1"] != resolution.ids["b", "e1"]


def test_what_links_two_days_merges_neither() -> None:
    """A report that gives the month alone fits both of two attacks; they stay two."""
    month = Told("m", day="2019-03-01", until="2019-03-31")
    resolution = resolved(BASE, Told("b", day="2019-03-09"), month)
    assert resolution.ids["a", "e1"] != resolution.ids["b", "e1"]


def test_neither_order_nor_steps_show() -> None:
    days = ("2019-03-02", "2019-03-04", "")
    told = [
        Told(
            f"s{i}",
            word=("torched", "arson", "burned")[i % 3],
            day=days[i % 3],
            place=("Graz", "Linz")[i % 2],
            agents=("~Wolves",),
        )
        for i in range(12)
    ]
    expected = resolved(*told)
    for seed in range(4):
        random.Random(seed).shuffle(told)
        found = resolved(*told)
        assert (found.entities, found.ids, found.judgements) == (expected.entities, expected.ids, expected.judgements)


def test_a_chain_of_weak_links_merges_nothing() -> None:
    """Each is like the next, none like those farther off."""

    def judge(i: int, j: int) -> tuple[float, Veto | None]:
        return (0.6 if j - i == 1 else 0.01), None

    groups, _ = put_together(9, [(0.6, i, i + 1) for i in range(8)], judge, 0.5, {})
    assert max(map(len, groups)) == 2


@pytest.mark.parametrize(("firm", "clusters"), [(False, [[0, 1, 2, 3]]), (True, [[0, 1, 2], [3]])])
def test_one_doubt_of_three_does_not_keep_clusters_apart(*, firm: bool, clusters: list[list[int]]) -> None:
    """What two tellings forbid on weak ground, a third may make up for."""

    def judge(i: int, j: int) -> tuple[float, Veto | None]:
        return (0.0, Veto("one was of Ada, the other of Otto", firm)) if (i, j) == (0, 3) else (0.9, None)

    links = [(0.9, 0, 1), (0.9, 1, 2), (0.8, 1, 3), (0.8, 2, 3)]
    assert put_together(4, links, judge, 0.3, {})[0] == clusters


def test_doubts_are_asked_once_for_two_happenings() -> None:
    bank = ("~Mill Bank",)
    month = Told("m", day="2019-03-01", until="2019-03-31", patients=bank)
    resolution = resolved(replace(BASE, patients=bank), Told("b", day="2019-03-09", patients=bank), month)
    asked = resolution.unsure()
    assert [len({left, right}) for left, right, _ in asked] == [2]
    assert "other mentions" in asked[0][2].reason


@pytest.mark.parametrize(
    ("speaker", "found"),
    [
        ("org/danish-navy-7e4f90", None),
        ("org/danish-police-7e4f90", Veto("one was by danish navy, the other by danish police")),
    ],
)
def test_bodies_of_two_reports_that_are_called_alike_may_be_one(speaker: str, found: Veto | None) -> None:
    """Unnamed bodies have an id of their own in every report; that two ids differ proves nothing."""
    world = World(Background({}, {}), Places({}, [], {}))
    left, right = (
        EventProfile((source, "e1"), "Statement", frozenset({"say"}), agents=frozenset({agent}))
        for source, agent in (("a", "org/danish-navy-05b4a8"), ("b", speaker))
    )
    assert veto(left, right, world) == found


@pytest.mark.parametrize(
    ("mine", "theirs", "reason"),
    [
        ("person/otto-blum", "person/otto-f-blum", None),
        ("person/otto", "person/blum", None),
        ("org/mill-bank", "org/bank-of-the-mill", None),
        ("org/mill-bank", "org/grand-hotel", Veto("one was of mill bank, the other of grand hotel", firm=False)),
        ("person/otto-blum", "person/ada-reyes", Veto("one was of otto blum, the other of ada reyes")),
    ],
)
def test_names_that_may_be_one_keep_nothing_apart(mine: str, theirs: str, reason: Veto | None) -> None:
    world = World(Background({}, {}), Places({}, [], {}))
    left, right = (
        EventProfile((source, "e1"), "Arrest", frozenset({"arrest"}), patients=frozenset({patient}))
        for source, patient in (("a", mine), ("b", theirs))
    )
    assert veto(left, right, world) == reason


@pytest.mark.parametrize(("kind", "firm"), [("Commemoration", True), ("Accident", False)])
def test_no_third_telling_makes_a_remembrance_of_a_deed(*, kind: str, firm: bool) -> None:
    """Of an accident and a killing one may have been misread."""
    world = World(Background({}, {}), Places({}, [], {}))
    left, right = (
        EventProfile(("a", "e1"), kind, frozenset({"x"})),
        EventProfile(("b", "e1"), "Killing", frozenset({"y"})),
    )
    assert veto(left, right, world) == Veto(f"a {kind} is no Killing", firm)


@pytest.mark.parametrize(("stance", "firm"), [(Stance.DEMANDED, True), (Stance.PLANNED, False)])
def test_no_third_telling_makes_a_deed_of_a_demand(*, stance: Stance, firm: bool) -> None:
    """What was planned may have come about."""
    world = World(Background({}, {}), Places({}, [], {}))
    left, right = (
        EventProfile((source, "e1"), "Trial", frozenset({word}), stances=frozenset({each}))
        for source, word, each in (("a", "try", stance), ("b", "trial", Stance.ACTUAL))
    )
    found = veto(left, right, world)
    assert found is not None
    assert found.firm is firm


def test_one_death_on_two_days_is_one() -> None:
    """Its day is disputed; two arrests of one person are two."""
    world = World(Background({}, {}), Places({}, [], {}))

    def told(source: str, kind: str, day: str) -> EventProfile:
        who = frozenset({"person/ada-reyes"})
        return EventProfile((source, "e1"), kind, frozenset({"x"}), day, day, day=True, dated=True, patients=who)

    assert veto(told("a", "Death", "2019-03-01"), told("b", "Death", "2019-03-03"), world) is None
    arrests = told("a", "Arrest", "2019-03-01"), told("b", "Arrest", "2019-03-03")
    assert veto(*arrests, world) == Veto("one was at 2019-03-01, the other at 2019-03-03")


def test_a_site_that_no_map_shows_is_nowhere_else() -> None:
    """Its country is a guess from what the rest of the text tells of."""
    site = Entity("place/tower-hut", "Place", "Tower Hut", (), "Place", Grounding("site", "AU"))
    town = Entity("place/graz", "Place", "Graz", (), "Place", _ground("Graz"))
    places = Places({each.id: each for each in (site, town)}, [], {})
    assert places.between(site.id, town.id) == ""


def test_one_of_two_figures_that_another_has_is_shared() -> None:
    """Which of the two a set gives first is chance."""
    world = World(Background({}, {}), Places({}, [], {}))
    left, right = (
        EventProfile((source, "e1"), "Killing", frozenset({"kill"}), figures=frozenset(figures))
        for source, figures in (("a", {("killed", 3.0), ("killed", 5.0)}), ("b", {("killed", 5.0), ("injured", 9.0)}))
    )
    found = features(left, right, world)
    assert (found["figure shared"], found["figure apart"]) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("other", "apart"), [("org/indian-navy-05b4a8", 0.0), ("org/indian-navy", 0.0), ("org/iron-guard", 1.0)]
)
def test_doers_of_one_name_do_not_speak_against_one_happening(other: str, apart: float) -> None:
    left, right = (
        EventProfile((source, "e1"), "Attack", frozenset({"repel"}), agents=frozenset({agent}))
        for source, agent in (("a", "org/indian-navy-821f36"), ("b", other))
    )
    world = World(Background({}, {}), Places({}, [], {}))
    assert features(left, right, world).get("agents apart", 0.0) == apart


def test_the_body_of_an_office_is_not_whom_its_events_befall() -> None:
    claims = [
        Claim("e1", "type", Term("Resignation"), Evidence("a", 0, 8, "phrase", 0.9)),
        Claim("e1", "target", Reference("n1"), Evidence("a", 0, 8, "syntax:as", 0.8)),
    ]
    entities = (
        Entity("e1", "Event", "Resignation", (), "Resignation"),
        Entity("n1", "Organization", "Green Alliance", (), "Organization"),
    )
    told = (Mention("a", 0, 8, "resigned", "Event", "e1"),)
    record = Extraction("a", entities, told, tuple(claims))
    profile = next(profiles_of_events(record, {("a", "n1"): "org/green-alliance"}, "resigned"))
    assert (profile.patients, profile.beside) == (frozenset(), {"org/green-alliance"})
