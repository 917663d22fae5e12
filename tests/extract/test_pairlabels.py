"""Which words of a property's label the classifier sees around a pair."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from claimgraph.extract.pairlabels import AROUND, LabelFeatures, LabelWords
from claimgraph.extract.pairspans import Argument

WORDS = LabelWords([["flag", "flag state"], ["built by", "builder"], ["home port"]])


def of_pair(doc: Doc, subject: str, object: str, labels: set[int] | None = None) -> dict[int, set[str]]:
    """What is told of two words of a document."""
    one, other = (next(Argument(t.i, t.i + 1, "name") for t in doc if t.text == word) for word in (subject, object))
    return {label: set(told) for label, told in LabelFeatures(doc, WORDS).of_pair(one, other, labels)}


def test_the_words_of_a_label_are_told_by_where_they_stand(annotate: Callable[..., Doc]) -> None:
    doc = annotate("The Orca flies the flag of Malta.")
    zones = "between", "before object", "after subject"
    told = {f"{zone}{order}=all" for zone in zones for order in ("", "<")}
    assert of_pair(doc, "Orca", "Malta") == {0: told | {"zones=after subject,before object,between<"}}
    turned = of_pair(doc, "Malta", "Orca")[0]
    assert {"between>=all", "before subject>=all", "after object>=all"} <= turned


def test_the_phrase_of_which_most_is_told_counts(annotate: Callable[..., Doc]) -> None:
    doc = annotate("The Orca, built in Bergen, came home to its port in Malta.")
    assert "between=all" in of_pair(doc, "Orca", "Malta")[2]
    assert "between=some" in of_pair(annotate("The Orca came home to Malta."), "Orca", "Malta")[2]


@pytest.mark.parametrize(("labels", "found"), [(None, {0, 1}), ({1}, {1}), (set(), set())])
def test_labels_that_may_not_hold_are_left_out(
    annotate: Callable[..., Doc], labels: set[int] | None, found: set[int]
) -> None:
    doc = annotate("The Orca, built in Bergen, flies the flag of Malta.")
    assert of_pair(doc, "Orca", "Malta", labels).keys() == found


def test_words_far_away_are_not_seen(annotate: Callable[..., Doc]) -> None:
    doc = annotate("The flag was " + "very " * AROUND + "old. The Orca left Malta.")
    assert of_pair(doc, "Orca", "Malta") == {}
