"""What "it", "its" and "they" take up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.state import Reading

Read = Callable[..., Reading]


def referent(reading: Reading, word: str) -> str | None:
    """The name of what the last pronoun with this spelling takes up."""
    found = [m for m in reading.mentions if m.span.text == word and m.level == "pronoun"]
    return reading.nodes[found[-1].node or ""].name if found else None


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Acme Steel said on Monday that it had sold two mills.", "it", "Acme Steel"),
        ("Acme Steel, which said it had sold two mills, closed.", "it", "Acme Steel"),
        ("Acme Steel said it was raining.", "it", None),
        ("Acme Steel said it was clear that the strike would go on.", "it", None),
        ("Acme Steel said it would rain.", "it", None),
        ('"It is over," Acme Steel said.', "It", None),
        ('Acme Steel said: "It has failed us."', "It", None),
        ("Acme Steel closed in 1990. It sold two mills in 2003.", "It", "Acme Steel"),
        ("Acme Steel closed in 1990. It burned two days later.", "It", None),
        ("The strike began on Monday. It urged nobody.", "It", None),
        ("Police said they had arrested two men.", "they", "Police"),
        ("Police arrested two men. They said nothing.", "They", None),
        ("Norway closed its border with Russia on Monday.", "its", "Norway"),
        ("Norway urged Russia to free its prisoners.", "its", "Russia"),
        ("Acme Steel sued Nordbank over its claim to the mill.", "its", None),
        ("Israel announced closing its embassy in Paraguay.", "its", "Israel"),
        ("Acme Steel and its rivals met.", "its", "Acme Steel"),
        ("The mine and its port were sold to Acme Steel.", "its", None),
        ("Acme Steel closed. Its founder, Kim Lee, was calm.", "Its", "Acme Steel"),
        ("The strike began. Its leader, Kim Lee, was calm.", "Its", None),
        ("Acme Steel and Nordbank closed. Its founder was calm.", "Its", None),
        ("Kim Lee said it had failed.", "it", None),
        ("Doctors Without Borders welcomed the ruling. Its director, Kim Lee, left.", "Its", "Doctors Without Borders"),
        ("Acme Steel has sold steel since 1991. In 2016, it won a prize.", "it", "Acme Steel"),
        ('Acme Steel closed. "We are sad," its founder, Kim Lee, said.', "its", "Acme Steel"),
        ("Acme Steel will close two mills, its founder, Kim Lee, said.", "its", "Acme Steel"),
        ("Acme Steel sacked Kim Lee a day after their dispute.", "their", "Acme Steel"),
        ("Among the dead were two students. The Danish Foreign Ministry confirmed their deaths.", "their", None),
        ("Acme Steel sacked nine workers a day after their strike.", "their", None),
    ],
)
def test_what_a_pronoun_takes_up(read_text: Read, text: str, word: str, name: str | None) -> None:
    assert referent(read_text(text), word) == name


def test_a_new_paragraph_begins_anew(read_text: Read) -> None:
    assert referent(read_text("Acme Steel closed in 1990.\n\nIt sold two mills."), "It") is None


def test_what_a_body_is_said_to_have_done_is_its_deed(read_text: Read) -> None:
    reading = read_text("The Bergen Fire Brigade said on Monday that it had rescued nine people.")
    rescued = next(event for event in reading.events if event.trigger.text == "rescued")
    assert [reading.nodes[p.node].name for p in rescued.participants] == ["Bergen Fire Brigade"]


def test_whoever_founded_it_is_its_founder(read_text: Read) -> None:
    reading = read_text("Acme Steel closed on Monday after its founder, Kim Lee, was arrested.")
    founders = {(reading.nodes[r.subject].name, reading.nodes[str(r.object)].name) for r in reading.relations
                if r.predicate == "founderOf"}  # fmt: skip
    assert founders == {("Kim Lee", "Acme Steel")}
    arrested = next(event for event in reading.events if event.type == "Arrest")
    assert [reading.nodes[p.node].name for p in arrested.participants] == ["Kim Lee"]
