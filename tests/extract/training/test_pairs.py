"""The fitting of the pair classifier: its loss, its calibration, the margin from which facts are taken."""

from __future__ import annotations

import numpy
import pytest
from scipy.optimize import check_grad

from claimgraph.extract.training.calibration import best_cut, figures_at, platt
from claimgraph.extract.training.pairfit import Mixed, Table, atlop, rows_of

HOLDS = numpy.array([[True, False, False], [False, False, False], [True, True, False], [False, False, True]])
KNOWN = numpy.array([[True, True, True], [True, False, True], [True, True, True], [False, False, True]])
SEEN = [[(2.0, 0), (0.5, None)], [(1.0, 0), (-1.0, 1)], [(-2.0, None)]]
"""Margins of what was found in three examples, and which fact each is."""


def test_the_slope_is_that_of_the_loss() -> None:
    start = numpy.random.default_rng(7).normal(size=16)

    def loss(flat: numpy.ndarray) -> float:
        return atlop(flat.reshape(4, 4), HOLDS, KNOWN)[0]

    def slope(flat: numpy.ndarray) -> numpy.ndarray:
        return atlop(flat.reshape(4, 4), HOLDS, KNOWN)[1].ravel()

    assert check_grad(loss, slope, start) < 1e-5


def test_what_is_not_known_pulls_nowhere() -> None:
    slope = atlop(numpy.zeros((4, 4)), HOLDS, KNOWN)[1]
    assert (slope[:, 1:][~KNOWN & ~HOLDS] == 0).all()
    assert (slope[:, 1:][HOLDS] < 0).all()  # what holds goes up
    assert (slope[:, 1:][KNOWN & ~HOLDS] > 0).all()


@pytest.mark.parametrize(
    ("least", "margin", "figures"),
    [
        (None, -1.0, (0.75, 0.75)),  # the best F1
        (1.0, 1.0, (1.0, 0.5)),
        (0.7, -1.0, (0.75, 0.75)),
        (0.6, -1.0, (0.75, 0.75)),  # lower brings no more
    ],
)
def test_the_cut_is_where_it_is_asked_for(least: float | None, margin: float, figures: tuple[float, float]) -> None:
    found, precision, recall, _ = best_cut(SEEN, 4, least)
    assert (found, (precision, recall)) == (margin, figures)
    assert figures_at(SEEN, 4, margin)[:2] == figures


def test_a_precision_that_cannot_be_had_gives_the_best_f1() -> None:
    assert best_cut([[(1.0, None), (0.0, 0)]], 1, 0.9) == best_cut([[(1.0, None), (0.0, 0)]], 1)


def test_scores_are_the_share_that_is_right() -> None:
    margins = numpy.repeat([-1.0, 1.0], 500)
    truth = numpy.concatenate([numpy.arange(500) < 100, numpy.arange(500) < 400])
    scale, shift, _ = platt(margins, truth, numpy.zeros(1000, int), 1)
    shares = 1 / (1 + numpy.exp(-(scale * numpy.array([-1.0, 1.0]) + shift)))
    assert shares == pytest.approx([0.2, 0.8], abs=0.01)


def test_a_label_that_is_right_more_often_gets_a_higher_share() -> None:
    labels = numpy.arange(1000) % 2
    truth = numpy.where(labels == 1, numpy.arange(1000) < 800, numpy.arange(1000) < 200)
    *_, own = platt(numpy.zeros(1000), truth, labels, 3)
    assert own[0] < own[2] == 0 < own[1]  # of the third there was nothing to see


def test_rare_features_are_no_columns() -> None:
    table = Table.of([[1, 2], [2, 3], [2, 1, 1]], least=2)
    assert table.columns.tolist() == [1, 2]
    assert table.matrix.toarray().tolist() == [[1, 1], [0, 1], [1, 1]]
    assert rows_of([[3], [2]], table.columns).toarray().tolist() == [[0, 0], [0, 1]]


def test_features_and_numbers_share_one_table_of_weights() -> None:
    rows = Mixed(Table.of([[1], [2], [1, 2]], least=1).matrix, numpy.array([[0.5], [1.0], [0.0]], numpy.float32))
    weights = numpy.array([[10.0], [100.0], [2.0]])
    assert rows.times(weights).ravel().tolist() == [11, 102, 110]
    assert rows.back(numpy.array([[1.0], [1.0], [0.0]])).ravel().tolist() == [1, 1, 1.5]
    assert rows.chosen([2]).times(weights).tolist() == [[110]]
