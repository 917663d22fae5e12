"""Tellings of one happening in a document that are one event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.state import Reading

Read = Callable[..., Reading]


def types(reading: Reading) -> list[str]:
    return [event.type for event in reading.events]


@pytest.mark.parametrize(
    "text",
    [
        "Eva Lund said in a statement on Monday that the harbor would close.",
        "Italy declared a state of emergency in Trentino.",
        "In an interview with Dagens Nytt, Eva Lund said that the harbor would close.",
    ],
)
def test_what_something_is_said_in_is_no_second_utterance(read_text: Read, text: str) -> None:
    assert types(read_text(text, published="2021-05-05")).count("Statement") == 1


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A fire that killed 12 people in a hotel in Goa in March 2021 was put out by guests.", 12),
        ("Floods killed 176 people in Goa in March 2021.", 176),
        ("More than 200 people were killed in an earthquake in Goa in March 2021.", 200),
        ("A crowded ferry sank off Lamu in March 2021, killing at least 23 people.", 23),
        ("At least nine people drowned after a ferry sank off Lamu in March 2021.", 9),
    ],
)
def test_a_calamity_and_the_deaths_in_it_are_one(read_text: Read, text: str, killed: int) -> None:
    reading = read_text(text, published="2021-05-05")
    assert not {"Killing", "Death"} & set(types(reading))
    event = next(e for e in reading.events if e.type in {"Accident", "Disaster"})
    assert event.places and (event.times[0].interval.begin or "").startswith("2021-03")
    assert [(f.figure.value, f.about) for f in reading.figures] == [(killed, event.id)]


def test_the_hurt_are_of_what_killed_the_others(read_text: Read) -> None:
    reading = read_text(
        "A gas explosion killed eight workers and injured 15 in Lima in March 2021.", published="2021-05-05"
    )
    (event,) = reading.events
    assert (event.type, {f.figure.value for f in reading.figures if f.about == event.id}) == ("Accident", {8, 15})


def test_the_death_of_somebody_named_stands_beside_the_calamity(read_text: Read) -> None:
    reading = read_text("Floods killed Maria Keller in Goa on Monday.", published="2021-05-05")
    assert {"Killing", "Disaster"} <= set(types(reading))


def test_what_is_taken_up_was_told_before(read_text: Read) -> None:
    """The quake of 2008, told last, is not "the earthquake" of the sentence before."""
    text = (
        "A strong earthquake rocked Shimla in India on Monday, and people fled. Officials said the earthquake "
        "registered magnitude 5.7. In 2008, an earthquake killed 900 people in Quetta, Pakistan."
    )
    reading = read_text(text, published="2023-02-02")
    of = {f.figure.value: next(e for e in reading.events if e.id == f.about) for f in reading.figures}
    assert (of[5.7].times[0].interval.begin or "").startswith("2023")
    assert (of[900].times[0].interval.begin or "").startswith("2008")


def test_an_earthquake_is_no_massacre(read_text: Read) -> None:
    reading = read_text("Dozens of people were killed in an earthquake in Goa in March 2021.", published="2021-05-05")
    assert types(reading) == ["Disaster"]


def test_those_hurt_are_of_what_was_told_before(read_text: Read) -> None:
    """Nobody attacked the others."""
    text = "A glacier collapsed near Canazei on Sunday and killed 11 hikers. Eight others were injured."
    reading = read_text(text, published="2021-05-05")
    assert "Attack" not in types(reading)
    collapse = next(event.id for event in reading.events if event.type in {"Accident", "Disaster"})
    assert collapse in {figure.about for figure in reading.figures if figure.figure.counts == "injured"}


@pytest.mark.parametrize(
    ("second", "strikes"), [("A second strike is planned in Oslo", 2), ("The strike in Oslo was called off", 1)]
)
def test_one_more_of_a_kind_is_another(read_text: Read, second: str, strikes: int) -> None:
    text = f"Nurses went on strike in Oslo on Monday. Ministers were not amused. {second}."
    assert types(read_text(text, published="2021-05-05")).count("Protest") == strikes


def test_a_ceremony_takes_up_no_deed_of_any_kind(read_text: Read) -> None:
    text = "Eva Lund and Jo Berg share the house. The ceremony will be held in Stockholm on 10 December."
    reading = read_text(text, published="2021-05-05")
    assert not [event for event in reading.events if event.places and "share" in event.trigger.text]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ferrum AG plans to cut 1,200 jobs in May. Ferrum AG cut 800 jobs in Bochum two years ago.", "cut"),
        ("Kivu Bank agreed to buy Acme Group. Kivu Bank bought Nordbank in 2019.", "b"),
        ("Police arrested Eva Lund on Monday. Police arrested Kim Lee on Monday.", "arrested"),
    ],
)
def test_deeds_told_apart_are_two(read_text: Read, text: str, words: str) -> None:
    """What is to come and what has been, other victims."""
    reading = read_text(text, published="2021-05-05")
    assert len([event for event in reading.events if event.trigger.text.startswith(words)]) == 2


def test_what_is_done_to_another_is_another_deed(read_text: Read) -> None:
    text = "A crash near Hamar hurt nine on Monday. Police arrested the driver. Police arrested 120 protesters in Oslo."
    assert types(read_text(text, published="2021-05-05")).count("Arrest") == 2


@pytest.mark.parametrize(
    ("text", "kind", "begins"),
    [
        (
            "OSLO, 5 May 2021 - A landslide triggered by rain buried forty houses early on Tuesday, killing 17 people. "
            "A landslide in the same valley killed 69 people in 1992.",
            "Disaster",
            ["2021-05-04", "1992-01-01"],
        ),
        (
            "Staff have entered a strike this morning. A similar strike in 1989 lasted a week.",
            "Protest",
            ["2021-05-05", "1989-01-01"],
        ),
        (
            "A strike began on Monday. The last long strike, in 1994, ended after 31 days.",
            "Protest",
            ["2021-05-03", "1994-01-01"],
        ),
        (
            "An oil spill reached the coast on Monday. Oil leaked. It is the worst since a sinking in 1996.",
            "Accident",
            ["2021-05-03", "2021-05-03", "1996-01-01"],
        ),
        (
            "Nine people died in the crash. The crash in 1987 of a ferry was the last one.",
            "Accident",
            ["1987-01-01"],
        ),
    ],
)
def test_one_of_long_ago_is_not_the_one_of_the_news(read_text: Read, text: str, kind: str, begins: list[str]) -> None:
    events = [e for e in read_text(text, published="2021-05-05").events if e.type == kind]
    assert [e.times[0].interval.begin for e in events] == begins


def test_what_another_one_did_is_another_deed(read_text: Read) -> None:
    text = "OSLO, 5 May 2021 - Nine were killed in the attack on Monday. Another attack in Bergen killed four people."
    assert types(read_text(text, published="2021-05-05")).count("Killing") == 2


def test_harm_that_is_counted_is_told_where_nothing_did_it(read_text: Read) -> None:
    text = """SANTA ROSA, 18 July 2017 - Hundreds of villagers blocked the highway for a third day on Monday.

Police used batons to disperse the crowd on Sunday night. At least 14 people were hurt, among them a girl, and 22 were
detained, according to the Human Rights Ombudsman. The Interior Ministry put the number of injured at six."""
    reading = read_text(text, published="2017-07-18")
    hurt = next(event for event in reading.events if event.trigger.text == "hurt")
    told = {(f.figure.value, f.figure.counts) for f in reading.figures if f.about == hurt.id}
    assert {(14, "injured"), (6, "injured")} <= told


def test_a_war_is_no_single_deed_and_a_crackdown_none_told_later(read_text: Read) -> None:
    text = """OSLO, 5 May 2021 - Rebels shelled army positions at Mekan on Monday. The war began in November 2019 when
troops entered Kessem. The EU imposed sanctions over the crackdown. The army denied that soldiers had shot a girl."""
    reading = read_text(text, published="2021-05-05")
    words = [{span.text for span in (event.trigger, *event.mentions)} for event in reading.events]
    assert not any({"shelled", "war"} <= told or {"crackdown", "shot"} <= told for told in words)
