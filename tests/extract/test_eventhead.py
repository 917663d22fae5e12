"""The encoder's head for words that tell events, and its vote."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.extract.events import EventReader
from claimgraph.extract.pipeline import make_doc, make_nlp
from claimgraph.extract.recognizer import TOLD, told_at
from claimgraph.extract.state import reading_of
from claimgraph.model import Source

TEXT = (
    "Harbor bridge reopens in Vellmar\n\nVELLMAR, 4 May 2011 - Police arrested the mayor of Vellmar on Tuesday after "
    "a bomb exploded at the town hall. The council is usually made up of nine members. Two guards were killed."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return make_nlp()


@pytest.mark.parametrize(
    ("word", "kind"), [("arrested", "Arrest"), ("exploded", "Attack"), ("killed", "Killing"), ("made", None)]
)
def test_what_words_tell(nlp: Language, word: str, kind: str | None) -> None:
    doc = nlp(make_doc(nlp, Source.of("a.txt", TEXT)))
    told = told_at(next(token for token in doc if token.text == word))
    assert told is not None
    assert told[0] < 0.5 if kind is None else told[0] > 0.5 and told[1] == kind


def test_nothing_is_told_where_the_head_has_not_read(nlp: Language) -> None:
    doc = nlp.make_doc("Police arrested the mayor.")
    assert TOLD not in doc.user_data
    assert told_at(doc[1]) is None


@pytest.mark.parametrize("votes", ["rules", "head", "both"])
def test_each_voter_finds_the_arrest(votes: str) -> None:
    nlp = make_nlp()
    reader = nlp.get_pipe("claimgraph_events")
    assert isinstance(reader, EventReader)
    reader.votes = votes  # type: ignore[assignment]
    events = reading_of(nlp(make_doc(nlp, Source.of("a.txt", TEXT)))).events
    assert any(event.type == "Arrest" for event in events)


def test_votes_differ(nlp: Language) -> None:
    reader = nlp.get_pipe("claimgraph_events")
    assert isinstance(reader, EventReader)
    scores = {}
    for votes in ("rules", "head", "both"):
        reader.votes = votes  # type: ignore[assignment]
        scores[votes] = {event.trigger.text: event.score for event in reading_of(nlp(TEXT)).events}
    reader.votes = "both"
    assert scores["rules"] != scores["both"] != scores["head"]


def test_the_stock_recognizer_leaves_the_rules_alone() -> None:
    nlp = make_nlp(recognizer="model")
    events = reading_of(nlp(make_doc(nlp, Source.of("a.txt", TEXT)))).events
    assert any(event.type == "Arrest" for event in events)
