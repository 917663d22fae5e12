"""How happenings are meant: the scope of plans, demands, doubts and denials."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from claimgraph.extract.stance import StanceReader

Annotate = Callable[..., Doc]


@pytest.fixture(scope="session")
def stance() -> StanceReader:
    return StanceReader.load()


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The miners marched through the city.", "marched", "actual"),
        ("The army managed to capture the port.", "capture", "actual"),
        ("She was not released until Friday.", "released", "actual"),
        ("The union will march on Friday.", "march", "planned"),
        ("The union plans to march on Friday.", "march", "planned"),
        ("Talks will be held in Oslo.", "Talks", "planned"),
        ("The minister said the talks would resume on Friday.", "resume", "planned"),
        ("Parliament is to convene next week.", "convene", "planned"),
        ("A lawyer called for an investigation of the fire.", "investigation", "demanded"),
        ("The family urged the court to investigate the fire.", "investigate", "demanded"),
        ("The officers must be prosecuted.", "prosecuted", "demanded"),
        ("She called on Canada to recognize the union.", "recognize", "demanded"),
        ("Whoever takes part can be sentenced to death.", "sentenced", "hypothetical"),
        ("If the dam breaks, the valley will be flooded.", "breaks", "hypothetical"),
        ("He was charged with killing his neighbor.", "killing", "hypothetical"),
        ("The alleged attack shocked the town.", "attack", "hypothetical"),
        ("She claims that guards beat the prisoners.", "beat", "hypothetical"),
        ("The union demanded that the director be dismissed.", "dismissed", "demanded"),
        ("The company denied bribing the inspectors.", "bribing", "denied"),
        ("The police did not arrest the driver.", "arrest", "denied"),
        ("No investigation has ever been opened.", "opened", "denied"),
        ("The mayor refused to resign.", "resign", "denied"),
        ("They never met the president.", "met", "denied"),
    ],
)
def test_stance_of(annotate: Annotate, stance: StanceReader, text: str, word: str, expected: str) -> None:
    token = next(token for token in annotate(text) if token.text == word)
    assert stance.stance_of(token) == expected


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
