"""Event phrases on the parse: one word, many words, words in between."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from claimgraph.extract.events import EventReader
from claimgraph.extract.state import reading_of
from claimgraph.extract.triggers import Lexicon, find_triggers

HARD = tomllib.loads((Path(__file__).parent / "hard_triggers.toml").read_text("utf8"))["case"]
LEXICON = Lexicon(
    {
        "lay wreath": "Commemoration",
        "hold ceremony": "Commemoration",
        "set fire": "Arson",
        "strike/NOUN": "Protest",
        "call for": "Demand",
        "massacre": "Massacre",
    }
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They laid a big red wreath at the grave.", "Commemoration"),
        ("A ceremony was held at noon.", "Commemoration"),
        ("They held a small ceremony.", "Commemoration"),
        ("The men set the old house on fire.", "Arson"),
        ("The strike lasted a week.", "Protest"),
        ("Lightning may strike the house.", None),
        ("She called loudly for help.", "Demand"),
        ("The soldiers massacred the villagers.", "Massacre"),
    ],
)
def test_phrase(nlp: Language, text: str, expected: str | None) -> None:
    """Lemmas match whatever the form, with gaps, and only as the part of speech that is asked for."""
    doc = nlp(text)
    found = [t.type for t in find_triggers(doc, reading_of(doc), LEXICON, frozenset()) if t.known]
    assert found == ([expected] if expected else [])


def test_unknown_verb_is_a_candidate(nlp: Language) -> None:
    """A verb that no phrase knows may still tell a happening, unless it is listed as one that never does."""
    doc = nlp("The divers recovered the boat and wanted a rest.")
    found = find_triggers(doc, reading_of(doc), LEXICON, frozenset({"want"}))
    assert [(t.span.text, t.type) for t in found] == [("recovered", "Other")]


def test_longest_phrase_first() -> None:
    """Of two phrases that begin alike the longer one is tried first."""
    lexicon = Lexicon({"hold": "Other", "hold press conference": "Conference"})
    assert [len(phrase.words) for phrase in lexicon.starts["hold"]] == [3, 1]


def test_factory_is_registered(nlp: Language, read_text: Callable[..., object]) -> None:
    """The component can be added to anybody's pipeline by name."""
    assert nlp.get_pipe_meta("claimgraph_events").assigns == ["doc._.reading"]


@pytest.mark.parametrize("case", HARD, ids=lambda case: case["text"])
def test_hard_case(nlp: Language, case: dict[str, object]) -> None:
    """Phrases, nominalizations, headlines and figures of speech, with the phrases of the core ontology."""
    doc = nlp(str(case["text"]))
    events = nlp.get_pipe("claimgraph_events")
    assert isinstance(events, EventReader)
    assert [t.type for t, _, _ in events.candidates(doc, reading_of(doc)) if t.known] == case["classes"]


def test_words_of_a_phrase_in_any_order(nlp: Language) -> None:
    """A word may hang on one that comes later in the phrase."""
    lexicon = Lexicon({"take own life": "Death", "take life": "Killing"})
    doc = nlp("He took his own life.")
    assert [t.type for t in find_triggers(doc, reading_of(doc), lexicon, frozenset()) if t.known] == ["Death"]


@pytest.mark.parametrize(("text", "known"), [("The bomb went off.", True), ("The ship went down off Iceland.", False)])
def test_particle(nlp: Language, text: str, known: bool) -> None:
    """A particle governs nothing."""
    doc = nlp(text)
    found = find_triggers(doc, reading_of(doc), Lexicon({"go/VERB off/PRT": "Attack"}), frozenset())
    assert any(t.known for t in found) is known
