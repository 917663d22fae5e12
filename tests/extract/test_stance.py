"""How happenings are meant: the scope of plans, demands, doubts and denials."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.pipeline import make_doc
from claimgraph.extract.stance import StanceReader
from claimgraph.extract.state import Reading
from claimgraph.model import Source, Stance

CASES = tomllib.loads((Path(__file__).parent / "stance_cases.toml").read_text("utf8"))["case"]

Annotate = Callable[..., Doc]


@pytest.fixture(scope="session")
def stance() -> StanceReader:
    return StanceReader.load()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_stance_of(annotate: Annotate, stance: StanceReader, case: dict[str, str]) -> None:
    """Each of our sentences, by the word that evokes the happening."""
    token = next(token for token in annotate(case["text"]) if token.text == case["word"])
    assert stance.stance_of(token) == case["stance"]


def test_there_are_cases_of_every_stance() -> None:
    assert {case["stance"] for case in CASES} == {str(stance) for stance in Stance}


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("Those who stole the relief goods must be punished.", "Demand", {"actual"}),
        ("The general elections of June 2031 worry the bank.", "Election", {"planned"}),
        ("The general elections of June 2011 worry the bank.", "Election", {"actual"}),
        ("Parliament is meeting in Oslo on Monday.", "Meeting", {"planned"}),
        ("The union called a strike for 14 June.", "Protest", {"planned"}),
        ("Denmark bans plastic straws from 1 July.", "Sanction", {"planned"}),
    ],
)
def test_what_only_the_event_knows(nlp: Language, text: str, type_: str, expected: set[str]) -> None:
    """A demand is made by saying "must"; what is dated ahead of its report is planned."""
    source = dataclasses.replace(Source.of("a.txt", text), published="2024-05-01")
    doc = nlp(make_doc(nlp, source))
    assert {str(event.stance) for event in doc._.reading.events if event.type == type_} <= expected


@pytest.mark.parametrize(
    "text",
    [
        "Under the law, blasphemers can be sentenced to death.",
        "Amnesty International called on the United Kingdom to recognise the union.",
        "The opposition demands that the minister be arrested.",
        "If the rebels attack the city, thousands could be killed.",
    ],
)
def test_calls_and_hypotheticals_are_never_actual(annotate: Annotate, text: str) -> None:
    """Calls and hypotheticals are never actual."""
    events = annotate(text)._.reading.events
    inner = [e for e in events if e.type not in {"Statement", "Demand", "Other"}]
    assert all(event.stance != "actual" for event in inner)


def test_an_event_in_a_quotation_has_its_speaker(annotate: Annotate) -> None:
    reading = annotate('Angela Merkel said: "Police arrested Jean Dupont in Lyon on 3 May 2012."')._.reading
    arrest = next(event for event in reading.events if event.type == "Arrest")
    assert reading.nodes[arrest.speaker].name == "Angela Merkel"


def test_a_plan_is_not_of_the_day_on_which_it_was_told(read_text: Callable[..., Reading]) -> None:
    text = "Freshco will open 40 stores in Portugal, it said on Monday. Freshco plans to close two on 9 May."
    events = read_text(text, published="2021-05-05").events
    planned = [[time.interval.begin for time in event.times] for event in events if event.stance == "planned"]
    assert planned == [[], ["2021-05-09"]]
