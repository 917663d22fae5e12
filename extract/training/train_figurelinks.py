"""Train the weights of ``extract/figurelinks.toml``.

Called as ``python -m claimgraph.extract.training.train_figurelinks FOLDER...``.
With ``--judge`` it cross-validates over the documents first.

Each FOLDER holds ``NAME.txt`` and ``NAME.json`` side by side (the annotation format). An annotated quantity is the
number of its value in its quote; the event it is about is the frame whose trigger the annotated event has.
Needs scikit-learn.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from spacy.tokens import Doc

from claimgraph.extract.figurelinks import NumberLinks, Surroundings
from claimgraph.extract.pipeline import make_doc, make_nlp
from claimgraph.extract.quantities import Candidate, QuantityReader, candidates
from claimgraph.extract.read import read_file
from claimgraph.extract.scoring import LinearScorer
from claimgraph.extract.state import Reading, reading_of
from claimgraph.extract.training.train_salience import form, stretch_of
from claimgraph.model import Source

RARE = 3
"""Features of fewer examples are left out: they would only be learned by heart."""
STRENGTH = {"link": 0.1, "keep": 0.1}
"""Inverse of the regularization, chosen by cross-validation over the documents."""
SLIGHT = 0.02
FOLDS = 8
UNMATCHED = "?"
"""What stands for an annotated event that no frame is."""

Json = dict[str, Any]
Example = tuple[Surroundings, Candidate, str | None]
"""A number, and what it is annotated for: the id of a frame or node, :data:`UNMATCHED`, or nothing."""
Choice = tuple[list[list[str]], int]
Rows = tuple[list[list[str]], list[float]]


def frames_of(reading: Reading, gold: Json) -> dict[str, str]:
    """The frame or node of each annotated event and entity."""
    text, found = reading.source.text, dict[str, str]()
    taken: set[str] = set()
    for part in ("trigger", "quote"):
        for event in gold["events"]:
            stretch = stretch_of(text, event["quote"], event[part])
            if stretch is None or event["id"] in found:
                continue
            inside = [
                (
                    frame.type != event["class"],
                    "Other" not in (frame.type, event["class"]),
                    frame.trigger.start,
                    frame.id,
                )
                for frame in reading.events
                if frame.id not in taken
                and any(stretch[0] <= span.root.idx < stretch[1] for span in (frame.trigger, *frame.mentions))
            ]
            if inside:
                found[event["id"]] = min(inside)[-1]
                taken.add(found[event["id"]])
    names = {form(n): node.id for node in reading.nodes.values() for n in (node.name, *node.aliases)}
    for entity in gold["entities"]:
        node = next((names[form(n)] for n in (entity["name"], *entity["aliases"]) if form(n) in names), None)
        if node is not None:
            found.setdefault(entity["id"], node)
    return found


def examples(doc: Doc, gold: Json) -> list[Example]:
    """The numbers of a document, each with what it is annotated for."""
    reading = reading_of(doc)
    around = Surroundings(doc, reading)
    found = list(candidates(doc, reading))
    frames = frames_of(reading, gold)
    right: dict[int, str] = {}
    for strict in (True, False):
        for quantity in gold["quantities"]:
            stretch = stretch_of(reading.source.text, quantity["quote"], quantity["quote"])
            fitting = [
                i
                for i, each in enumerate(found)
                if i not in right
                and same_value(each, quantity)
                and (not strict or (stretch and stretch[0] <= each.number.start < stretch[1]))
            ]
            if fitting and not quantity.get("done"):
                right[fitting[0]] = frames.get(str(quantity["about"]), UNMATCHED)
                quantity["done"] = True
    return [(around, each, right.get(i)) for i, each in enumerate(found)]


def same_value(each: Candidate, quantity: Json) -> bool:
    """Whether a number has an annotated value."""
    try:
        return abs(each.counted.value - float(quantity["value"])) <= 1e-6 * abs(float(quantity["value"]))
    except (TypeError, ValueError):
        return False


def choices(found: Sequence[Example]) -> list[Choice]:
    """Every number with a target: the features of all that it may be given for, and which of them is right."""
    chosen: list[Choice] = []
    for around, each, right in found:
        if each.person is None and not each.counted.hyphened:
            targets = list(NumberLinks(around, each.span, each.counted).targets())
            which = [number for number, (target, _) in enumerate(targets) if target == right]
            chosen += [([features for _, features in targets], number) for number in which]
    return chosen


def fit_choice(chosen: Sequence[Choice], strength: float) -> LinearScorer:
    """The weights of a conditional logit (McFadden, 1973): of all targets of a number the right one."""
    rows = [row for each, _ in chosen for row in each]
    matrix, names = matrix_of(rows)
    sizes = [len(each) for each, _ in chosen]
    starts = numpy.concatenate([[0], numpy.cumsum(sizes)[:-1]])
    right = starts + numpy.array([number for _, number in chosen])
    group = numpy.repeat(numpy.arange(len(chosen)), sizes)
    seen = numpy.asarray(matrix[right].sum(0)).ravel()

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        highest = numpy.maximum.reduceat(scores, starts)
        raised = numpy.exp(scores - highest[group])
        sums = numpy.add.reduceat(raised, starts)
        value = (highest + numpy.log(sums)).sum() - scores[right].sum() + weights @ weights / (2 * strength)
        return value, matrix.T @ (raised / sums[group]) - seen + weights / strength

    found = minimize(loss, numpy.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return LinearScorer({n: float(w) for n, w in zip(names, found.x, strict=True) if abs(w) >= SLIGHT}, 0.0)


def matrix_of(rows: Sequence[Sequence[str]]) -> tuple[Any, list[str]]:
    """Rows of features as a matrix, rare features left out, and the names of its columns."""
    counts = Counter(feature for row in rows for feature in set(row))
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{f: 1.0 for f in row if counts[f] >= RARE} for row in rows]).tocsr()
    return matrix, list(vectorizer.get_feature_names_out())


def keep_rows(reader: QuantityReader, found: Sequence[Example]) -> Rows:
    """Every number: whether it is annotated."""
    rows: list[list[str]] = []
    for around, each, _ in found:
        rows.append(NumberLinks(around, each.span, each.counted).own_features(reader.link(around, each)[2]))
    return rows, [float(right is not None) for _, _, right in found]


def fit(rows: Rows, strength: float) -> LinearScorer:
    """The weights of a logistic regression."""
    matrix, names = matrix_of(rows[0])
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(matrix, numpy.array(rows[1]))
    weights = zip(names, model.coef_[0], strict=True)
    return LinearScorer({n: float(w) for n, w in weights if abs(w) >= SLIGHT}, float(model.intercept_[0]))


def train(documents: Sequence[list[Example]], strength: dict[str, float]) -> dict[str, LinearScorer]:
    """Both scorers; the numbers to keep are learned from links by scorers that have not seen the document."""
    every = [example for document in documents for example in document]
    link = fit_choice(choices(every), strength["link"])
    rows: Rows = [], []
    for seen, unseen in GroupKFold(FOLDS).split(documents, groups=range(len(documents))):
        partly = fit_choice(choices([e for i in seen for e in documents[i]]), strength["link"])
        more = keep_rows(QuantityReader({"link": partly}), [e for i in unseen for e in documents[i]])
        rows[0].extend(more[0])
        rows[1].extend(more[1])
    return {"link": link, "keep": fit(rows, strength["keep"])}


def report(documents: Sequence[list[Example]], missed: int, strength: dict[str, float]) -> None:
    """Cross-validated: how often the link is right, and what each threshold gives."""
    judged: list[tuple[float, bool, bool]] = []
    for seen, unseen in GroupKFold(FOLDS).split(documents, groups=range(len(documents))):
        reader = QuantityReader(train([documents[i] for i in seen], strength))
        for i in unseen:
            for around, each, right in documents[i]:
                about, _, score = reader.best(around, each)
                judged.append((score, right is not None, about == right))
    known = sum(noted for _, noted, _ in judged)
    print(strength, "numbers", len(judged), "noted", known, "beyond reach", missed)
    print("linked rightly, of the noted", round(sum(r for _, n, r in judged if n) / known, 3))
    for worth in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4):
        kept = [row for row in judged if row[0] >= worth]
        value, both = sum(n for _, n, _ in kept), sum(r for _, _, r in kept)
        f1, f2 = (2 * hits / (len(kept) + known + missed) for hits in (both, value))
        print(f"  worth {worth}: kept {len(kept)}, value and link F1 {f1:.3f}, value F1 {f2:.3f}")


def write(scorers: dict[str, LinearScorer]) -> None:
    """Write ``figurelinks.toml``; weights near zero are left out."""
    lines = ["# Weights of the scorers of figures, made by extract/training/train_figurelinks.py."]
    for name, scorer in scorers.items():
        lines += ["", f"[{name}]", f"bias = {scorer.bias:.3f}", "", f"[{name}.weights]"]
        lines += [f"{json.dumps(n, ensure_ascii=False)} = {w:.3f}" for n, w in scorer.weights.items()]
    (Path(__file__).parent.parent / "figurelinks.toml").write_text("\n".join(lines) + "\n", "utf8")


def main(folders: Sequence[Path], judge: bool) -> None:
    """Train on folders and write the weights beside the extractor; with ``judge``, cross-validate first."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    sources = [item for path in paths for item in read_file(path) if isinstance(item, Source)]
    golds = [json.loads(path.with_suffix(".json").read_text("utf8")) for path in paths]
    nlp = make_nlp()
    after = nlp.pipe_names[nlp.pipe_names.index("claimgraph_quantities") :]
    with nlp.select_pipes(disable=after):
        docs = list(nlp.pipe(make_doc(nlp, source) for source in sources))
    documents = [examples(doc, gold) for doc, gold in zip(docs, golds, strict=True)]
    missed = sum("done" not in quantity for gold in golds for quantity in gold["quantities"])
    if judge:
        report(documents, missed, STRENGTH)
    write(train(documents, STRENGTH))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:] if argument != "--judge"], "--judge" in sys.argv)
