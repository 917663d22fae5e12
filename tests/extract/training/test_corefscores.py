"""The measures of coreference against the worked cases of the papers that defined them."""

from __future__ import annotations

import pytest

from claimgraph.extract.training.corefscores import b_cubed, ceaf_e, clusters, conll, muc


def sets(text: str) -> list[frozenset[str]]:
    return [frozenset(group) for group in text.split()]


TRUTH = sets("12345 67 89ABC")


@pytest.mark.parametrize(
    ("found", "links", "cubed", "entities"),
    [
        ("12345 6789ABC", 0.947, 0.865, 0.733),
        ("1234589ABC 67", 0.947, 0.737, 0.667),
        ("123456789ABC", 0.900, 0.545, 0.294),
        ("1 2 3 4 5 6 7 8 9 A B C", 0.0, 0.400, 0.178),
    ],
)
def test_the_table_in_luo_2005(found: str, links: float, cubed: float, entities: float) -> None:
    assert muc(TRUTH, sets(found)).f1 == pytest.approx(links, abs=6e-4)
    assert b_cubed(TRUTH, sets(found)).f1 == pytest.approx(cubed, abs=6e-4)
    assert ceaf_e(TRUTH, sets(found)).f1 == pytest.approx(entities, abs=6e-4)


def test_b_cubed_of_bagga_and_baldwin_1998() -> None:
    """Merging two large sets costs more than merging a large and a small one."""
    assert b_cubed(TRUTH, sets("12345 6789ABC")).precision == pytest.approx(16 / 21)
    assert b_cubed(TRUTH, sets("1234589ABC 67")).precision == pytest.approx(7 / 12)


def test_muc_of_vilain_1995() -> None:
    """Key {A B C D}, response {A B} {C D}: one of three links is missing."""
    score = muc(sets("ABCD"), sets("AB CD"))
    assert (score.recall, score.precision) == (pytest.approx(2 / 3), 1.0)


def test_what_is_right_scores_one() -> None:
    assert conll(TRUTH, sets("67 89ABC 12345")) == pytest.approx(1.0)
    assert {frozenset({1, 3}), frozenset({2})} == set(clusters({1: "x", 2: "y", 3: "x"}))
