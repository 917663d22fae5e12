"""How far confidence can be taken at its word: the share of claims that a hand-made gold has, by how sure they are.

    python -m benchmarks.calibration FOLDER ... [-o PLOT.png] [--fit]

A folder holds NAME.txt with NAME.json beside it, or ``reports/`` and ``gold/``. The table has a line for each tenth of
confidence and the Brier score and the expected calibration error (Guo et al., 2017) of the readers' own scores and of
confidence, which corroboration and rivals have changed. ``--fit`` prints ``graph/calibration.toml`` as fitted to them.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimgraph.alignment import Annotation, align_entities, align_events, date_score, span_of, words_of
from claimgraph.annotation import annotation_of
from claimgraph.builder import build
from claimgraph.content import content_of
from claimgraph.evaluate import load_folder
from claimgraph.folder import Folder
from claimgraph.graph.corroboration import kind_of
from claimgraph.graph.weighed import weigh
from claimgraph.model import Claim, Extraction, Figure, Interval, Quotation, Reference, Source, Text
from claimgraph.slots import Keys

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim's kind, the score of its reading, its confidence, and how right it is: 0, 0.5 (a date near by) or 1."""

    kind: str
    score: float
    confidence: float
    right: float


def judge(source: Source, extraction: Extraction, gold: dict[str, Any]) -> Iterator[tuple[Claim, float]]:
    """Each claim of a source that the gold can tell of, and how right it is."""
    left, right = Annotation(gold), Annotation(annotation_of(source, extraction))
    matched, loose = align_entities(left, right)
    entities = {**loose, **matched}
    keys = Keys(left, right, entities, align_events(left, right, entities))
    relations = {keys.triple(relation, keys.gold) for relation in left.relations}
    for claim in extraction.claims:
        if (found := _right(claim, keys, relations)) is not None:
            yield claim, found


def _right(claim: Claim, keys: Keys, relations: set[tuple[Any, ...]]) -> float | None:
    value, event = claim.object, keys.left.events.get(keys.events.get(claim.subject, ""))
    if claim.subject in keys.right.events and not isinstance(value, Figure):
        if event is None:
            return 0.0
        if claim.predicate == "type":
            return 1.0
        if isinstance(value, Interval):
            return date_score(span_of(event), span_of({"start": value.begin, "end": value.end}))
        if isinstance(value, Reference):
            slots = {"place": event.get("places") or [], "about": event.get("about") or []}
            people = [each.get("entity") for each in event.get("participants") or []]
            return float(keys.predicted(value.id) in {keys.gold(e) for e in slots.get(claim.predicate, people)})
        return None
    if isinstance(value, Figure):
        return float(any(_same_figure(claim, value, each, keys) for each in keys.left.quantities))
    if isinstance(value, Quotation):
        return float(any(_same_words(claim, value, each, keys) for each in keys.left.attributions))
    if claim.predicate in ("type", "alsoKnownAs") or not isinstance(value, Reference | Text):
        return None
    target = value.id if isinstance(value, Reference) else value.value
    return float(keys.triple({"s": claim.subject, "p": claim.predicate, "o": target}, keys.predicted) in relations)


def _same_figure(claim: Claim, figure: Figure, gold: dict[str, Any], keys: Keys) -> bool:
    return gold.get("value") == figure.value and keys.gold(gold.get("about")) == keys.predicted(claim.subject)


def _same_words(claim: Claim, quotation: Quotation, gold: dict[str, Any], keys: Keys) -> bool:
    theirs, ours = words_of(gold.get("said")), words_of(quotation.words)
    shared = len(set(theirs) & set(ours)) / max(len(set(theirs)), len(set(ours)), 1)
    return shared >= 0.5 and keys.gold(gold.get("speaker")) == keys.predicted(claim.subject)


def measure(texts: Path, gold: Path) -> list[Judged]:
    """All judged claims of the graph that is built of some texts."""
    with tempfile.TemporaryDirectory() as folder:
        build([path for path in sorted(texts.iterdir()) if path.suffix != ".json"], folder)
        content = content_of(Folder.open(folder))
    supports, _ = weigh(content.sources, content.extractions, content.resolution.entities)
    golds = load_folder(gold)
    found = []
    for source, extraction in zip(content.sources, content.extractions, strict=True):
        if (name := f"{Path(source.name).stem}.json") in golds:
            for claim, right in judge(source, extraction, golds[name]):
                if claim in supports:
                    found.append(Judged(kind_of(claim), claim.evidence.score, supports[claim].confidence, right))
    return found


def binned(pairs: Sequence[tuple[float, float]]) -> list[tuple[float, float, int]]:
    """Of each tenth that holds any: the mean confidence, the share that is right, and how many there are."""
    bins: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for sure, right in pairs:
        bins[min(int(sure * BINS), BINS - 1)].append((sure, right))
    return [
        (sum(sure for sure, _ in own) / len(own), sum(right for _, right in own) / len(own), len(own))
        for _, own in sorted(bins.items())
    ]


def errors(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The Brier score and the expected calibration error; both are 0 at best."""
    brier = sum((sure - right) ** 2 for sure, right in pairs) / len(pairs)
    return brier, sum(abs(sure - right) * count for sure, right, count in binned(pairs)) / len(pairs)


def as_text(judged: Sequence[Judged]) -> str:
    """The table, and the errors by kind of claim."""
    confidence = [(each.confidence, each.right) for each in judged]
    lines = ["| confidence | right | claims |", "|---|---|---|"]
    lines += [f"| {sure:.2f} | {right:.2f} | {count} |" for sure, right, count in binned(confidence)]
    lines += ["", "| claims | number | right | Brier, reading | Brier, confidence | ECE, reading | ECE, confidence |"]
    lines.append("|---|---|---|---|---|---|---|")
    for kind in ("all", *sorted({each.kind for each in judged})):
        own = [each for each in judged if kind in ("all", each.kind)]
        before = errors([(each.score, each.right) for each in own])
        after = errors([(each.confidence, each.right) for each in own])
        share = sum(each.right for each in own) / len(own)
        rates = f"{before[0]:.3f} | {after[0]:.3f} | {before[1]:.3f} | {after[1]:.3f}"
        lines.append(f"| {kind} | {len(own)} | {share:.2f} | {rates} |")
    return "\n".join(lines) + "\n"


def plot(judged: Sequence[Judged], path: Path) -> None:
    """The reliability diagram: a point for each tenth, as large as it holds claims."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5.5, 5.5))
    axes.plot([0, 1], [0, 1], color="#999999", linewidth=1, label="taken at its word")
    series = (
        ("score of the reading", "#D55E00", [(each.score, each.right) for each in judged]),
        ("confidence", "#0072B2", [(each.confidence, each.right) for each in judged]),
    )
    for label, color, pairs in series:
        points = binned(pairs)
        sizes = [20 + 400 * count / len(judged) for _, _, count in points]
        axes.plot([p[0] for p in points], [p[1] for p in points], color=color, label=label)
        axes.scatter([p[0] for p in points], [p[1] for p in points], s=sizes, color=color, alpha=0.6)
    axes.set(xlabel="how sure", ylabel="share that the gold has", xlim=(0, 1), ylim=(0, 1))
    axes.legend(loc="upper left")
    figure.tight_layout()
    figure.savefig(path, dpi=110, metadata={"Software": None})


def fitted(judged: Sequence[Judged]) -> str:
    """``graph/calibration.toml``: of each kind, the logistic curve from reading score to share right (Platt, 1999)."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    lines = []
    for kind in sorted({each.kind for each in judged}):
        own = [each for each in judged if each.kind == kind]
        scores = np.clip([each.score for each in own], 0.02, 0.98)
        inputs = np.log(scores / (1 - scores)).reshape(-1, 1)
        # A half-right claim is a right one and a wrong one of half the weight.
        weights = np.array([each.right for each in own] + [1 - each.right for each in own])
        labels = np.array([1] * len(own) + [0] * len(own))
        model = LogisticRegression(C=1.0).fit(np.vstack([inputs, inputs]), labels, sample_weight=weights)
        slope, start = max(0.0, float(model.coef_[0][0])), float(model.intercept_[0])
        lines += [f"[{kind}]  # {len(own)} claims", f"start = {start:.2f}", f"slope = {slope:.2f}", ""]
    return "\n".join(lines)


def main() -> None:
    """Print the tables, draw the plot, or print the fit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", metavar="FOLDER", help="texts with annotations beside them")
    parser.add_argument("-o", "--output", metavar="PLOT.png", help="where to draw the reliability diagram")
    parser.add_argument("--fit", action="store_true", help="print calibration.toml as fitted to these folders")
    options = parser.parse_args()
    judged: list[Judged] = []
    for path in map(Path, options.folders):
        judged += measure(*((path / "reports", path / "gold") if (path / "gold").is_dir() else (path, path)))
    print(fitted(judged) if options.fit else as_text(judged), end="")
    if options.output:
        plot(judged, Path(options.output))


if __name__ == "__main__":
    main()
