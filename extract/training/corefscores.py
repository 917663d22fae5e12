"""How well mentions are put together: MUC, B-cubed and CEAF-e, and their mean, as CoNLL 2012 had it.

Both sides are partitions of the same mentions; singletons count where the measure lets them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy
from scipy.optimize import linear_sum_assignment

Clusters = Sequence[frozenset[Hashable]]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def clusters(labels: Mapping[Hashable, Hashable]) -> Clusters:
    """The sets of mentions that bear one label.

    >>> sorted(map(sorted, clusters({1: "a", 2: "b", 3: "a"})))
    [[1, 3], [2]]
    """
    groups: dict[Hashable, set[Hashable]] = {}
    for mention, label in labels.items():
        groups.setdefault(label, set()).add(mention)
    return [frozenset(group) for group in groups.values()]


def muc(gold: Clusters, found: Clusters) -> Score:
    """The links that are right: what of each set has to be joined anew is missing (Vilain et al. 1995)."""
    return Score(_linked(found, gold), _linked(gold, found))


def _linked(one: Clusters, other: Clusters) -> float:
    where = {mention: i for i, cluster in enumerate(other) for mention in cluster}
    right = sum(len(c) - len({where.get(m, (m,)) for m in c}) for c in one)
    links = sum(len(c) - 1 for c in one)
    return right / links if links else 0.0


def b_cubed(gold: Clusters, found: Clusters) -> Score:
    """The mean over mentions of how much of their set is right (Bagga and Baldwin 1998)."""
    return Score(_shared(found, gold), _shared(gold, found))


def _shared(one: Clusters, other: Clusters) -> float:
    where = {mention: i for i, cluster in enumerate(other) for mention in cluster}
    total = 0.0
    for cluster in one:
        parts = Counter(where[m] for m in cluster if m in where)
        total += sum(count * count for count in parts.values()) / len(cluster)
    mentions = sum(map(len, one))
    return total / mentions if mentions else 0.0


def ceaf_e(gold: Clusters, found: Clusters) -> Score:
    """The sets paired one to one as well as they can be, each pair by its Dice coefficient (Luo 2005)."""
    if not gold or not found:
        return Score(0.0, 0.0)
    where = {mention: i for i, cluster in enumerate(found) for mention in cluster}
    likeness = numpy.zeros((len(gold), len(found)))
    for i, cluster in enumerate(gold):
        for j, count in Counter(where[m] for m in cluster if m in where).items():
            likeness[i, j] = 2 * count / (len(cluster) + len(found[j]))
    best = float(likeness[linear_sum_assignment(likeness, maximize=True)].sum())
    return Score(best / len(found), best / len(gold))


def conll(gold: Clusters, found: Clusters) -> float:
    """The mean of the F1 of all three."""
    return (muc(gold, found).f1 + b_cubed(gold, found).f1 + ceaf_e(gold, found).f1) / 3


def table(rows: Iterable[tuple[str, Clusters, Clusters]]) -> str:
    """A Markdown table with a row for each system: its name, the gold sets, and its own."""
    lines = ["| system | MUC P | R | F1 | B3 P | R | F1 | CEAFe P | R | F1 | CoNLL F1 |", "|---|" + "---|" * 10]
    for name, gold, found in rows:
        scores = [measure(gold, found) for measure in (muc, b_cubed, ceaf_e)]
        cells = [f"{100 * value:.1f}" for s in scores for value in (s.precision, s.recall, s.f1)]
        lines.append(f"| {name} | {' | '.join(cells)} | **{100 * conll(gold, found):.1f}** |")
    return "\n".join(lines)
