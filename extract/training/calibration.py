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


def platt(margins: Array, truth: NDArray[numpy.bool_]) -> tuple[float, float]:
    """Scale and shift that make margins probabilities (Platt, 1999, with his smoothed targets)."""
    right, wrong = int(truth.sum()), int((~truth).sum())
    targets = numpy.where(truth, (right + 1) / (right + 2), 1 / (wrong + 2))

    def loss(pair: Array) -> tuple[float, Array]:
        scores = pair[0] * margins + pair[1]
        value = (numpy.logaddexp(0, scores) - targets * scores).sum()
        slope = 1 / (1 + numpy.exp(-scores)) - targets
        return float(value), numpy.array([slope @ margins, slope.sum()])

    found: Any = minimize(loss, numpy.array([1.0, 0.0]), jac=True, method="L-BFGS-B")
    return float(found.x[0]), float(found.x[1])


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
