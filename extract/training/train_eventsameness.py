"""Train the weights in ``extract/eventsameness.toml`` on ECB+.

    python -m claimgraph.extract.training.train_eventsameness FOLDER

FOLDER holds the archive of the training topics and the list of checked sentences. Every two annotated mentions that the
filter lets through and nothing forbids are an example. Prints how a cross-validation over topics scores at several
thresholds, then trains on all. Needs scikit-learn.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

from claimgraph.extract.eventblocking import pairs
from claimgraph.extract.eventclusters import put_together
from claimgraph.extract.eventprofiles import EventProfile
from claimgraph.extract.eventrules import LARGEST, rules
from claimgraph.extract.eventsameness import comparable, features, judge_events
from claimgraph.extract.eventvetoes import Veto, World, veto
from claimgraph.extract.pipeline import extract, make_nlp
from claimgraph.extract.training.corefscores import clusters, table
from claimgraph.extract.training.ecbplus import EventMention, documents, selected
from claimgraph.extract.training.eventpairs import THRESHOLD, gold_profiles

ARCHIVE, SENTENCES = "train_topics.tar.xz", "selected_sentences_train_dev.csv.gz"
FOLDS = 5
STRENGTH = 1.0
"""Inverse of the regularization, chosen by cross-validation over topics."""
POINTS = ((0.4, 0.3), (0.5, 0.2), (0.5, 0.25), (0.5, 0.3), (0.5, 0.4), (0.5, 0.5), (0.6, 0.5))
"""Thresholds that are tried: for a pair, and for the mean over two clusters."""

Weights = dict[str, float]


_NONE = dict.fromkeys(rules().bounds, 0.0)
"""Every feature that has bounds, so that one which no example shows has its weight all the same."""


def _bounds(name: str) -> tuple[float, float]:
    return rules().bounds.get(name, (-LARGEST, LARGEST))


def fitted(matrix: Any, labels: Any, counts: Any, bounds: Sequence[tuple[float, float]]) -> list[float]:
    """Logistic regression with bounds on the weights: the weights, then the bias."""
    signs = numpy.where(labels, 1.0, -1.0)

    def loss(weights: Any) -> tuple[float, Any]:
        margins = signs * (matrix @ weights[:-1] + weights[-1])
        slopes = -signs * counts / (1 + numpy.exp(numpy.clip(margins, -30, 30)))
        value = (counts * numpy.logaddexp(0, -margins)).sum() + (weights[:-1] ** 2).sum() / (2 * STRENGTH)
        return value, numpy.append(matrix.T @ slopes + weights[:-1] / STRENGTH, slopes.sum())

    start = numpy.append(numpy.clip(0.0, *numpy.array(bounds).T), 0.0)
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)], options={"maxiter": 2000}
    )
    return [float(weight) for weight in found.x]


class Examples:
    """Pairs of mentions with their features, whether they are one, and how much each counts."""

    def __init__(self, mentions: Sequence[EventMention], profiles: Sequence[EventProfile], world: World) -> None:
        self.mentions, self.profiles, self.world = mentions, profiles, world
        self.pairs = [(i, j) for i, j in pairs(profiles, world.background) if self._open(profiles[i], profiles[j])]
        self.rows = [features(profiles[i], profiles[j], world) for i, j in self.pairs]
        self.labels = numpy.array([mentions[i].event == mentions[j].event for i, j in self.pairs])
        often = Counter(i for pair in self.pairs for i in pair)
        # A mention of a large set is in many pairs; each mention is to count about the same.
        self.weights = numpy.array([(often[i] * often[j]) ** -0.5 for i, j in self.pairs])
        topics = sorted({m.document.split("_")[0] for m in mentions}, key=int)
        self.fold = {i: topics.index(m.document.split("_")[0]) % FOLDS for i, m in enumerate(mentions)}
        self.folds = numpy.array([self.fold[i] for i, _ in self.pairs])

    def _open(self, left: EventProfile, right: EventProfile) -> bool:
        return comparable(left, right) and not veto(left, right, self.world)

    def fit(self, chosen: Any) -> Weights:
        """The weights that the chosen pairs give, by the names of the features and ``bias``."""
        vectorizer = DictVectorizer()
        matrix = vectorizer.fit_transform([*(row for row, yes in zip(self.rows, chosen, strict=True) if yes), _NONE])
        names = vectorizer.get_feature_names_out().tolist()
        weights = self.weights[chosen] / self.weights[chosen].mean()
        found = fitted(matrix[:-1], self.labels[chosen], weights, [_bounds(name) for name in names])
        return {"bias": found[-1], **dict(zip(names, found, strict=False))}


def cross_validated(examples: Examples, same: float, cluster: float, trained: Mapping[int, Weights]) -> str:
    """One row of the table of scores: each fold put together by the weights of the others."""
    labels: dict[Hashable, Hashable] = {}
    for fold, weights in trained.items():
        inside = [i for i, number in examples.fold.items() if number == fold]
        place = {i: n for n, i in enumerate(inside)}

        def judge(a: int, b: int, inside: list[int] = inside, weights: Weights = weights) -> tuple[float, Veto | None]:
            left, right = examples.profiles[inside[a]], examples.profiles[inside[b]]
            return judge_events(left, right, examples.world, weights)

        links = [
            (judge(place[i], place[j])[0], place[i], place[j]) for i, j in examples.pairs if i in place and j in place
        ]
        found, _ = put_together(len(inside), [link for link in links if link[0] >= same], judge, cluster, {})
        labels |= {inside[n]: (fold, number) for number, group in enumerate(found) for n in group}
    gold = clusters({i: mention.event for i, mention in enumerate(examples.mentions)})
    return table([(f"pair {same}, clusters {cluster}", gold, clusters(labels))])


def write(weights: Weights) -> None:
    """Put the weights at the end of the settings, in place of the old ones."""
    path = Path(__file__).parent.parent / "eventsameness.toml"
    head, _, _ = path.read_text("utf8").partition("[weights]\n")
    lines = [f'"{name}" = {weight:.3f}' for name, weight in sorted(weights.items()) if name != "bias"]
    path.write_text(f"{head}[weights]\nbias = {weights['bias']:.3f}\n" + "\n".join(lines) + "\n", "utf8")


def main(folder: Path) -> None:
    """Read, cross-validate, train, write."""
    found = documents(folder / ARCHIVE, selected(folder / SENTENCES))
    nlp = make_nlp(config={"claimgraph_events": {"threshold": THRESHOLD}})
    examples = Examples(*gold_profiles(found, list(extract(nlp, [d.source for d in found]))))
    print(f"{len(examples.pairs)} pairs, {examples.labels.sum()} of one event")
    trained = {fold: examples.fit(examples.folds != fold) for fold in range(FOLDS)}
    for same, cluster in POINTS:
        print(cross_validated(examples, same, cluster, trained))
    write(examples.fit(examples.folds >= 0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
