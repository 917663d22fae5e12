"""What the classifier of relations that ships learns of its corpora."""

from __future__ import annotations

from pathlib import Path

from claimgraph.extract.training.aligned import Told
from claimgraph.extract.training.relationcorpora import WDT, Marked
from claimgraph.extract.training.train_general import CG, Labels, exact_and_near
from claimgraph.ontology import vocabulary

HERE, THERE = ((0, 3),), ((5, 8),)


def labels() -> Labels:
    """Labels with one relation that merges several properties of Wikidata."""
    path = Path(vocabulary.__file__).parent / "core.ttl"
    return Labels(["leaderOf"], *exact_and_near(vocabulary.load(), path))


def told(*facts: Told) -> list[Told]:
    """What a text that says these facts is an example of."""
    return list(labels().facts(Marked("", facts)))


def test_a_property_is_learnt_as_itself_and_as_the_relation_that_merges_it() -> None:
    chairman = Told(HERE, WDT + "P488", THERE)
    assert told(chairman) == [chairman, Told(THERE, CG + "leaderOf", HERE)]


def test_a_relation_that_is_one_property_is_learnt_as_that() -> None:
    assert told(Told(HERE, CG + "spouseOf", THERE)) == [Told(HERE, WDT + "P26", THERE)]
    assert told(Told(HERE, CG + "leaderOf", THERE)) == [Told(HERE, CG + "leaderOf", THERE)]


def test_a_text_is_complete_in_a_merged_relation_with_half_of_its_properties() -> None:
    some = frozenset({WDT + "P488"})
    most = frozenset({WDT + name for name in ("P488", "P6", "P35", "P169")})
    assert CG + "leaderOf" not in labels().complete(some)
    assert CG + "leaderOf" in labels().complete(most)
    assert labels().complete(frozenset({CG + "spouseOf", CG + "leaderOf"})) == {WDT + "P26", CG + "leaderOf"}
