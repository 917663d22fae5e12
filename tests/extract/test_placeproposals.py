"""Places of events whose own clause names none."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.extract.events import EventReader
from claimgraph.extract.pipeline import make_doc, make_nlp
from claimgraph.extract.placeproposals import NEAR, PlaceProposals
from claimgraph.extract.state import Reading, reading_of
from claimgraph.model import Source


@pytest.fixture(scope="module")
def nlp() -> Language:
    return make_nlp()


def proposals(nlp: Language, text: str) -> tuple[Reading, dict[str, set[str]]]:
    """The names of the places proposed for each trigger."""
    reader = nlp.get_pipe("claimgraph_events")
    assert isinstance(reader, EventReader)
    after = nlp.pipe_names[nlp.pipe_names.index("claimgraph_events") :]
    with nlp.select_pipes(disable=after):
        doc = nlp(make_doc(nlp, Source.of("a.txt", text)))
    reading = reading_of(doc)
    drafts = reader.drafts(doc, reading)
    places = PlaceProposals(reading, drafts, reader.groups)
    return reading, {
        draft.trigger.token.text: {reading.nodes[proposal.value].name for proposal in places.of(draft)}
        for draft in drafts
    }


def test_the_dateline_comes_into_question_for_what_is_told_later(nlp: Language) -> None:
    _, found = proposals(
        nlp, "LISBON, 3 May 2011 - The workers went on strike on Monday. Police arrested their leader a day later."
    )
    assert "Lisbon" in {name.title() for name in found["arrested"]}


def test_far_places_come_into_question_only_if_they_matter(nlp: Language) -> None:
    towns = ["Oslo", "Bergen", "Madrid", "Porto", "Lyon", "Ghent", "Turin"]
    text = " ".join(f"A storm hit {town} on Monday." for town in [*towns, *towns])
    text += " Nobody came to the hall then." * (NEAR + 2) + " The judge sentenced the mayor on Friday."
    _, found = proposals(nlp, text)
    assert 0 < len(found["sentenced"]) < len(towns)


def test_no_places_no_proposals(nlp: Language) -> None:
    _, found = proposals(nlp, "The workers went on strike on Monday.")
    assert all(not names for names in found.values())
