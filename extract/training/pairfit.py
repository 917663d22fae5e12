"""Fitting of the pair classifier: convex, so that L-BFGS finds the same weights again (Liu and Nocedal, 1989)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Array = NDArray[numpy.float64]
OFF = -1e9


@dataclass(frozen=True)
class Table:
    """Rows of hashed features as a sparse matrix whose columns are the features that at least ``least`` rows have."""

    columns: NDArray[numpy.uint32]
    matrix: csr_matrix

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]], least: int = 2) -> Table:
        """The table of some rows."""
        flat = numpy.fromiter((key for row in rows for key in set(row)), numpy.uint32)
        columns, counts = numpy.unique(flat, return_counts=True)
        columns = columns[counts >= least]
        return cls(columns, rows_of(rows, columns))


def rows_of(rows: Sequence[Sequence[int]], columns: NDArray[numpy.uint32]) -> csr_matrix:
    """Rows of hashed features as a sparse matrix with given columns."""
    lengths = [len(set(row)) for row in rows]
    flat = numpy.fromiter((key for row in rows for key in sorted(set(row))), numpy.uint32, sum(lengths))
    owner = numpy.repeat(numpy.arange(len(rows)), lengths)
    place = numpy.searchsorted(columns, flat) if len(columns) else numpy.zeros(len(flat), int)
    held = (place < len(columns)) & (
        columns[numpy.minimum(place, max(len(columns) - 1, 0))] == flat if len(columns) else False
    )
    return csr_matrix((numpy.ones(int(held.sum())), (owner[held], place[held])), shape=(len(rows), len(columns)))


@dataclass(frozen=True)
class Mixed:
    """Rows of features, most of them absent, and beside them rows of numbers; their weights stand in one table."""

    sparse: csr_matrix
    dense: NDArray[numpy.float32]

    @property
    def width(self) -> int:
        """How many weights a row meets."""
        return int(self.sparse.shape[1] + self.dense.shape[1])

    def chosen(self, rows: Any) -> Mixed:
        """Some of the rows."""
        return Mixed(self.sparse[rows], self.dense[rows])

    def times(self, weights: Array) -> Array:
        """What weights make of the rows."""
        split = self.sparse.shape[1]
        found: Array = self.sparse @ weights[:split] + self.dense @ weights[split:]
        return found

    def back(self, slope: Array) -> Array:
        """The slope of the weights from that of the rows."""
        return numpy.concatenate([self.sparse.T @ slope, self.dense.T @ slope])


def fit_gate(matrix: Mixed, truth: NDArray[numpy.bool_], strength: float) -> Array:
    """Weights of a logistic regression."""

    def loss(weights: Array) -> tuple[float, Array]:
        scores = matrix.times(weights)
        signed = numpy.where(truth, scores, -scores)
        value = numpy.logaddexp(0, -signed).sum() + strength / 2 * weights @ weights
        slope = 1 / (1 + numpy.exp(-scores)) - truth
        return float(value), matrix.back(slope) + strength * weights

    found: Any = minimize(loss, numpy.zeros(matrix.width), jac=True, method="L-BFGS-B", options={"maxiter": 60})
    weights: Array = found.x
    return weights


@dataclass(frozen=True)
class Pairs:
    """Pairs to fit: rows of ``words`` as subject and object, features of their own, what holds, and what is known."""

    words: Mixed
    links: csr_matrix
    subject: NDArray[numpy.int64]
    object: NDArray[numpy.int64]
    holds: NDArray[numpy.bool_]
    known: NDArray[numpy.bool_]
    shared: csr_matrix
    at: NDArray[numpy.int64]
    label: NDArray[numpy.int64]

    def scores(self, weights: tuple[Array, Array, Array, Array]) -> Array:
        """What weights make of the pairs: (pairs, "none" and labels)."""
        subjects, objects, own, common = weights
        scores: Array = (
            self.words.times(subjects)[self.subject] + self.words.times(objects)[self.object] + self.links @ own
        )
        scores[self.at, self.label + 1] += self.shared @ common
        return scores


def fit_pairs(pairs: Pairs, strength: float, rounds: int = 80) -> tuple[Array, Array, Array, Array]:
    """Weights of candidates as subject, as object, of pairs, and of all labels; column 0 is the threshold of ATLOP."""
    labels = pairs.holds.shape[1]
    words, links = pairs.words.width, pairs.links.shape[1]
    rows = len(pairs.words.dense)
    by_subject, by_object = (_gathering(places, rows) for places in (pairs.subject, pairs.object))
    links_t, shared_t = (matrix.T.tocsr() for matrix in (pairs.links, pairs.shared))
    size = (2 * words + links) * (labels + 1)

    def split(flat: Array) -> tuple[Array, Array, Array, Array]:
        table = flat[:size].reshape(2 * words + links, labels + 1)
        return table[:words], table[words : 2 * words], table[2 * words :], flat[size:]

    def loss(flat: Array) -> tuple[float, Array]:
        value, slope = atlop(pairs.scores(split(flat)), pairs.holds, pairs.known)
        table = [pairs.words.back(by_subject @ slope), pairs.words.back(by_object @ slope), links_t @ slope]
        common = shared_t @ slope[pairs.at, pairs.label + 1]
        gradient = numpy.concatenate([*(part.ravel() for part in table), common])
        return float(value + (weight * flat) @ flat / 2), gradient + weight * flat

    start = numpy.zeros(size + pairs.shared.shape[1])
    weight = numpy.concatenate([numpy.full(size, strength), numpy.full(pairs.shared.shape[1], strength / 3)])
    found: Any = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 8})
    return split(found.x)


def _gathering(places: NDArray[numpy.int64], rows: int) -> csr_matrix:
    """The matrix that adds up, by candidate, what its pairs have."""
    pairs = len(places)
    return csr_matrix((numpy.ones(pairs), (places, numpy.arange(pairs))), shape=(rows, pairs))


def atlop(scores: Array, holds: NDArray[numpy.bool_], known: NDArray[numpy.bool_]) -> tuple[float, Array]:
    """The adaptive-threshold loss and its slope: what holds above "none" (column 0), the rest below it."""
    none = scores[:, :1]
    positive = numpy.hstack([none, numpy.where(holds, scores[:, 1:], OFF)])
    negative = numpy.hstack([none, numpy.where(known & ~holds, scores[:, 1:], OFF)])
    over, over_shares = _log_sum(positive)
    under, under_shares = _log_sum(negative)
    count = holds.sum(1)
    value = (count * over).sum() - (scores[:, 1:] * holds).sum() + (under - none[:, 0]).sum()
    slope = over_shares * count[:, None] + under_shares
    slope[:, 1:] -= holds
    slope[:, 0] -= 1
    return float(value), slope


def _log_sum(scores: Array) -> tuple[Array, Array]:
    top = scores.max(1, keepdims=True)
    exponents = numpy.exp(scores - top)
    total = exponents.sum(1, keepdims=True)
    return (numpy.log(total) + top)[:, 0], exponents / total
