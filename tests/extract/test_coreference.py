"""Pronouns and descriptions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.state import Reading

Read = Callable[..., Reading]


def referent(reading: Reading, words: str) -> str | None:
    """The name of the node that the last mention with these words is of."""
    found = [m for m in reading.mentions if m.span.text == words and m.level != "name"]
    return reading.nodes[found[-1].node or ""].name if found else None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Maria Keller resigned. She left Oslo at night.", "She", "Maria Keller"),
        ("Mr. Thomas Roe met Ms. Maria Keller. She left.", "She", "Maria Keller"),
        ("The Ministry of Fisheries closed. The ministry said nothing.", "The ministry", "Ministry of Fisheries"),
        ("Fans filled the streets of Lima. They left the city at dawn.", "the city", "Lima"),
        ("A plane hit Kelso Airfield. Nobody was at the airfield.", "the airfield", "Kelso Airfield"),
        ("The Bergen Film Festival opened. Thousands came to the festival.", "the festival", "Bergen Film Festival"),
        ("Foreign Minister Maria Keller spoke. Reporters asked the minister nothing.", "the minister", "Maria Keller"),
        ("Maria Keller, the mayor, spoke. Then the mayor left.", "the mayor", "Maria Keller"),
        ("Dromex, a haulage company, was fined. The company went to court.", "The company", "Dromex"),
        ("The haulage company Dromex was fined. The company went to court.", "The company", "Dromex"),
        ("Orteka Energy was fined on Monday. The company went to court.", "The company", "Orteka Energy"),
        ("Orteka Energy sued Belmont Steel on Monday. The company was calm.", "The company", None),
        ("The Northern Press Council met. Its head spoke of an attack on the press.", "the press", None),
        ("The Northern Press Council met. On Monday the council closed.", "the council", "Northern Press Council"),
        ("It rained. She left.", "She", None),
        ("Boris Roe met Maria Keller. He left.", "He", "Boris Roe"),
        ("Maria Keller wrote to Boris Roe. He left.", "He", "Boris Roe"),
        ("Kim Dale, Otto Brandt and Ines Vidal spoke. She left.", "She", "Kim Dale"),
        ("Max Roe spoke. The head of the plant, Jens Dahl, was freed. He left.", "He", "Jens Dahl"),
        ("Kivu Cement owns it. The Red Cross sent aid. The company was calm.", "The company", "Kivu Cement"),
        ("It rained. The ministry said nothing.", "The ministry", None),
        ("Kim Lee wrote on Twitter. She founded the firm in 2017.", "the firm", None),
        ("Kim Lee was held. Her husband, Toni Moss, said she was ill.", "she", "Kim Lee"),
        ("Max Roe was shot. The guard says that he fired twice.", "he", None),
        ("Max Roe was a clerk until Jens Dahl hired him. He died in 1961.", "He", "Max Roe"),
        ("Kim Lee said that Otto Brandt was safe. Nine men were held, she said.", "she", "Kim Lee"),
    ],
)
def test_referent(read_text: Read, text: str, words: str, name: str | None) -> None:
    assert referent(read_text(text), words) == name


def test_a_pronoun_far_away_is_left_alone(read_text: Read) -> None:
    text = "Maria Keller resigned. It rained all day. Nothing moved. The shops were closed. She was not seen."
    assert referent(read_text(text), "She") is None


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Maria Keller met Finance Minister Thomas Roe. Then the minister left.",
        "Foreign Minister Maria Keller spoke. Then the minister of another country left.",
        "Foreign Minister Maria Keller spoke. Then the minister Thomas Roe left.",
    ],
    ids=["two ministers", "another office", "another name"],
)
def test_a_title_that_may_be_somebody_else_s_is_left_alone(read_text: Read, text: str) -> None:
    assert referent(read_text(text), "the minister") is None


def test_nobody_calls_himself_he(read_text: Read) -> None:
    text = 'Jan Berg was arrested on Monday. Lars Holm said: "He attacked a guard." He added that a trial would start.'
    reading = read_text(text)
    taken = [m.node for m in reading.mentions if m.span.text == "He"]
    assert [reading.nodes[node or ""].name for node in taken] == ["Jan Berg", "Lars Holm"]
