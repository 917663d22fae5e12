"""Which pairs of candidates the classifier looks at."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy
import pytest
from spacy.tokens import Doc

from claimgraph.extract.pairfeatures import Features
from claimgraph.extract.pairs import FAR, NARROW, REACH, UNSHARED, Prepared, times
from claimgraph.extract.pairspans import Argument
from claimgraph.extract.state import reading_of

TEXT = "Ida Moen lives in Bergen. It rains. It snows. The wind blows. Her brother Nils Moen left for Lyon, France."


def prepared(doc: Doc, words: str, given: bool) -> Prepared:
    """A document with some of its words as candidates, each a node of its own."""
    places = [token.i for token in doc if token.text in words.split()]
    arguments = tuple(Argument(i, i + 1, "name", "Person", doc[i].text) for i in places)
    if given:
        return Prepared.of(doc, reading_of(doc), False, frozenset(), arguments)
    return Prepared(doc, Features(doc), arguments, [()] * len(arguments))


@pytest.mark.parametrize(
    ("given", "joined"),
    [
        (False, {("Ida", "Bergen"), ("Nils", "Lyon"), ("Nils", "France"), ("Lyon", "France")}),
        (True, set(itertools.combinations(("Ida", "Bergen", "Nils", "Lyon", "France"), 2))),
    ],
)
def test_only_known_nodes_are_paired_across_the_document(
    annotate: Callable[..., Doc], given: bool, joined: set[tuple[str, str]]
) -> None:
    doc = annotate(TEXT)
    one = prepared(doc, "Ida Bergen Nils Lyon France", given)
    names = [argument.node for argument in one.arguments]
    pairs = [(names[i], names[j]) for i, j in one.pairs(range(len(names)))]
    assert len(pairs) == len(set(pairs)) == 2 * len(joined)
    assert set(pairs) == joined | {(other, name) for name, other in joined}
    assert (REACH, len(doc) < FAR) == (2, True)


def test_the_likeliest_pairs_of_a_sentence_are_looked_at(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Anna, Ben, Clara, Dora, Emil, Frida, Georg and Hanna met. Ida saw Jorunn here.")
    one = prepared(doc, "Anna Ben Clara Dora Emil Frida Georg Hanna Ida Jorunn", False)
    chances = [0.9 - 0.05 * n for n in range(len(one.arguments))]
    every = list(one.pairs(range(8))) + list(one.pairs([8, 9]))
    kept = one.likeliest(every, chances, NARROW)
    assert kept == sorted(kept)
    assert len(kept) == NARROW + 2
    assert {(0, 1), (1, 0), (8, 9), (9, 8)} <= set(kept)
    assert not {(6, 7), (7, 6)} & set(kept)


@pytest.mark.parametrize("rows", [0, 1, 7, 200])
def test_a_product_in_parts_is_the_product(rows: int) -> None:
    random = numpy.random.default_rng(7)
    states, table = random.random((rows, 384)), random.random((384, 60), numpy.float32)
    assert UNSHARED // table.size == 11
    assert numpy.allclose(times(states, table), states @ table)
    assert times(states, table).shape == (rows, 60)
