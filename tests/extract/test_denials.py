"""Who denies what was just reported."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.state import Reading

Read = Callable[..., Reading]


def denials(reading: Reading) -> list[tuple[str, str]]:
    """Who denies which words."""
    return [
        (reading.nodes[told.speaker or ""].name, event.trigger.root.text)
        for event in reading.events
        for told in event.retold
        if told.stance.value == "denied"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The nurses' union said police had attacked protesters in Lima. The Interior Ministry denied this.",
            [("Interior Ministry", "attacked")],
        ),
        (
            "The nurses' union said police had attacked protesters in Lima, but minister Ana Ruiz rejected the claim.",
            [("Ana Ruiz", "attacked")],
        ),
        (
            "The nurses' union accused the police of torturing protesters. Minister Ana Ruiz denied the accusation.",
            [("Ana Ruiz", "torturing")],
        ),
        ("A doctor said that one of the nurses had died, but the ministry denied this.", [("ministry", "died")]),
        ("Lawyer Ana Ruiz said that 14 wells had run dry since the plant opened. Kivu Cement denied this.", []),
        ("Minister Ana Ruiz said that the bridge had collapsed. Jo Berg denied having taken bribes.", []),
        ("Minister Ana Ruiz said that she had sued the bank. The Supreme Court dismissed it.", []),
        ("Minister Ana Ruiz said that police had attacked protesters. Ana Ruiz denied this.", []),
    ],
)
def test_a_denial_is_of_what_was_said(read_text: Read, text: str, expected: list[tuple[str, str]]) -> None:
    assert denials(read_text(text)) == expected


def test_two_who_say_the_contrary_speak_of_one_happening(read_text: Read) -> None:
    reading = read_text("Ana Ruiz said two people were killed in Lima; Jo Berg said nobody was killed.")
    killings = [event for event in reading.events if event.type == "Killing"]
    assert len(killings) == 1
    assert denials(reading) == [("Jo Berg", "killed")]


def test_that_nobody_died_in_a_fire_does_not_deny_the_fire(read_text: Read) -> None:
    reading = read_text("A fire destroyed nine houses in Lima on Monday. No one died in that fire, Jo Berg said.")
    assert denials(reading) == []
