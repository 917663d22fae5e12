"""Logistic regression over named features, with its weights in a data file."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import repeat

from .wordlists import toml_of


class LinearScorer:
    """A probability from features: ``weights`` by feature name, ``bias`` for none of them."""

    def __init__(self, weights: Mapping[str, float], bias: float) -> None:
        self.weights = dict(weights)
        self.bias = bias

    def score(self, features: Iterable[str]) -> float:
        """The probability that what has these features holds.

        >>> LinearScorer({"type=Arrest": 2.0}, -2.0).score(["type=Arrest"])
        0.5
        """
        total = self.bias + sum(map(self.weights.get, features, repeat(0.0)))
        return 1.0 / (1.0 + math.exp(-total))


def load_scorers(file: str) -> dict[str, LinearScorer]:
    """The scorers of a data file of this package, one a table with ``bias`` and ``weights``."""
    data = toml_of(file)
    return {name: LinearScorer(table["weights"], table["bias"]) for name, table in data.items()}
