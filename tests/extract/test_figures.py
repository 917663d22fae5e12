"""What is no attack, though it says so; the sentences of ``hard_triggers.toml`` hold the rest."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimgraph.extract.figures import Figure, literal
from claimgraph.extract.state import reading_of
from claimgraph.extract.triggers import Lexicon, find_triggers


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("The winger attacked again before the half ended the match.", False),
        ("Hooligans attacked the referee after the match and the police came.", True),
        ("Gunmen attacked the convoy.", True),
    ],
)
def test_sport_is_told_by_its_sentence(nlp: Language, text: str, known: bool) -> None:
    """Two words of sport make an attack a matter of sport, unless a word shows that it is earnest."""
    figure = Figure(
        frozenset({"Attack"}),
        playful=frozenset({"attack"}),
        context=frozenset({"winger", "half", "match", "referee"}),
        earnest=frozenset({"police"}),
    )
    doc = nlp(text)
    triggers = find_triggers(doc, reading_of(doc), Lexicon({"attack": "Attack"}), frozenset())
    assert any(t.known for t in literal(triggers, [figure])) is known


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Critics attacked the plan.", False),
        ("The plan was attacked by critics.", False),
        ("She had a heart attack.", False),
        ("There was an attack with questions.", False),
        ("Rebels attacked the town with rockets.", True),
    ],
)
def test_words_around(nlp: Language, text: str, known: bool) -> None:
    """Objects, passive subjects, modifiers and complements show a figure; of its verb a candidate is left."""
    figure = Figure(frozenset({"Attack"}), frozenset(), {"plan"}, {"question"}, {"heart"})
    doc = nlp(text)
    triggers = find_triggers(doc, reading_of(doc), Lexicon({"attack": "Attack"}), frozenset({"have"}))
    found = list(literal(triggers, [figure]))
    assert any(t.known for t in found) is known
    assert any(t.token.lemma_ == "attack" for t in found) is (known or "attacked" in text)
