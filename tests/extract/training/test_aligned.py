"""Examples laid over the candidates of their texts."""

from __future__ import annotations

import numpy
import pytest

from claimgraph.extract.encoder import SIZE
from claimgraph.extract.examples import places_of
from claimgraph.extract.pipeline import make_nlp
from claimgraph.extract.training.aligned import Aligned, Example, Told
from claimgraph.extract.training.fromexamples import read_texts

TEXT = "The Bergen Herald, which has its offices in the city of Bergen, was sold in May."


@pytest.fixture(scope="module")
def aligned() -> Aligned:
    """A sentence in which the object's name stands within the subject's, too."""
    (doc,) = read_texts(make_nlp(), [TEXT])
    told = Told(places_of(TEXT, "Bergen Herald"), "city", places_of(TEXT, "Bergen"))
    return Aligned(Example(doc, (told,)), False, frozenset({"bergen"}), True)


def test_an_object_is_not_looked_for_within_its_subject(aligned: Aligned) -> None:
    (pair,) = aligned.holds
    assert [aligned.characters[i] for i in pair] == [(4, 17), (TEXT.rindex("Bergen"), TEXT.rindex("Bergen") + 6)]


def test_candidates_bring_what_the_encoder_makes_of_them(aligned: Aligned) -> None:
    states = aligned.prepared.states
    assert states.shape == (len(aligned.prepared.arguments), SIZE)
    first, second = (states[i] for i in next(iter(aligned.holds)))
    assert numpy.linalg.norm(first - second) > 0.5
