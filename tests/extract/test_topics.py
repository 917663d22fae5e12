"""What an event is about: named in its clause or in the words reported, or told before it."""

from __future__ import annotations

from collections.abc import Callable

from claimgraph.extract.state import EventFrame, Reading, Topic

Read = Callable[..., Reading]

REPORT = """BODØ, 4 March 2019 - An explosion at a paint factory in Bodø killed two workers on Sunday.

"The blast broke every window in the street," said Kari Moen, a neighbor.

The mayor, Ola Berg, signed a contract with a bus company in January.
"""


def topics(reading: Reading, kind: str) -> dict[str, Topic]:
    """The topics of the events of a class, by the class of what they are about."""
    events = {event.id: event for event in reading.events}
    return {
        events[topic.value].type: topic
        for event in reading.events
        if event.type == kind
        for topic in event.about
        if topic.value in events
    }


def first(reading: Reading, *kinds: str) -> EventFrame:
    return next(event for event in reading.events if event.type in kinds)


def test_a_statement_is_about_what_was_told_before_it(read_text: Read) -> None:
    reading = read_text(REPORT, published="2019-03-04")
    found = topics(reading, "Statement")
    blast = first(reading, "Accident", "Disaster", "Attack")
    assert blast.type in found
    assert 0 < found[blast.type].score < 1


def test_what_no_word_of_the_sentence_names_is_inferred(read_text: Read) -> None:
    text = (
        "OSLO, 5 May 2021 - A bridge collapsed in Hamar on Tuesday, and three people were killed. "
        "The collapse also injured nine.\n\nThe minister, Eva Lund, said that she was shocked.\n"
    )
    reading = read_text(text, published="2021-05-05")
    rules = {topic.rule for event in reading.events if event.type == "Statement" for topic in event.about}
    assert rules == {"about:inferred"}


def test_a_topic_in_the_words_reported_is_not_inferred(read_text: Read) -> None:
    reading = read_text("Kari Moen said that Ola Berg was arrested in Oslo on Sunday.", published="2019-03-04")
    assert topics(reading, "Statement")["Arrest"].rule == "about"


def test_what_is_neither_said_nor_gathered_for_has_no_topic_but_in_its_clause(read_text: Read) -> None:
    """A contract signed by the mayor of a town is not about the explosion there."""
    reading = read_text(REPORT, published="2019-03-04")
    assert first(reading, "Agreement").about == []


def test_a_trial_is_about_the_killing_that_its_clause_names(read_text: Read) -> None:
    reading = read_text("Ola Berg was put on trial in Oslo for the murder of Kari Moen.", published="2019-03-04")
    assert "Killing" in topics(reading, "Trial")
