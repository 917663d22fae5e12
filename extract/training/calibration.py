"""From margins to probabilities, and to the margin above which facts are taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy
from numpy.typing import NDArray
from scipy.optimize import minimize

Array = NDArray[numpy.float64]
Found = Sequence[Sequence[tuple[float, int | None]]]
"""For each example, what was found in it: its margin, and which of the example's facts it is, if any."""
DOUBT = 1.0
"""How strongly what a label adds to a probability is held near nothing."""


def platt(
    margins: Array, truth: NDArray[numpy.bool_], labels: NDArray[numpy.int64], count: int
) -> tuple[float, float, Array]:
    """Scale and shift that make margins probabilities (Platt, 1999, with his smoothed targets).

    Last comes what is added for each of ``count`` labels: near nothing for those that few margins are of.
    """
    right, wrong = int(truth.sum()), int((~truth).sum())
    targets = numpy.where(truth, (right + 1) / (right + 2), 1 / (wrong + 2))

    def loss(found: Array) -> tuple[float, Array]:
        own = found[2:]
        scores = found[0] * margins + found[1] + own[labels]
        value = (numpy.logaddexp(0, scores) - targets * scores).sum() + DOUBT / 2 * own @ own
        slope = 1 / (1 + numpy.exp(-scores)) - targets
        each = numpy.bincount(labels, slope, count) + DOUBT * own
        return float(value), numpy.concatenate([[slope @ margins, slope.sum()], each])

    start = numpy.zeros(2 + count)
    start[0] = 1
    found: Any = minimize(loss, start, jac=True, method="L-BFGS-B")
    return float(found.x[0]), float(found.x[1]), found.x[2:]


def figures_at(seen: Found, gold: int, margin: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of what is above a margin."""
    above = [number is not None for document in seen for m, number in document if m >= margin]
    right = sum(above)
    return right / max(len(above), 1), right / max(gold, 1), 2 * right / max(len(above) + gold, 1)


def best_cut(seen: Found, gold: int, least: float | None = None) -> tuple[float, float, float, float]:
    """The margin above which F1 is best; where a precision is asked for, the lowest margin that still has it.

    Where no margin has that precision, it is the one of the best F1. Returns it with precision, recall and F1 there.
    """
    flat = sorted(((m, n is not None) for document in seen for m, n in document), reverse=True)
    best = (0.0, 0.0, 0.0, 0.0)
    right = 0
    for number, (margin, true) in enumerate(flat, 1):
        right += true
        precision, recall = right / number, right / max(gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        if f1 > best[3] if least is None else (precision >= least and recall > best[2]):
            best = (margin, precision, recall, f1)
    return best if best[3] or least is None else best_cut(seen, gold)
