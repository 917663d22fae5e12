"""Train ``extract/attribution.toml``: ``python -m claimgraph.extract.training.train_attribution FOLDER...``.

Each FOLDER holds ``NAME.txt`` and ``NAME.json`` side by side (the annotation format). A proposal is right where an
annotated attribution has its speaker and at least half of its words. Needs scikit-learn.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from spacy.tokens import Doc

from claimgraph.extract.attribution import chosen
from claimgraph.extract.cues import Cues
from claimgraph.extract.pipeline import make_doc, make_nlp
from claimgraph.extract.read import read_file
from claimgraph.extract.reported import Candidate
from claimgraph.extract.speakers import Proposals
from claimgraph.extract.state import Reading, reading_of
from claimgraph.model import Source

from .train_salience import form

RARE = 3
"""Features of fewer examples are left out: they would only be learned by heart."""
STRENGTH = 0.1
"""Inverse of the regularization, chosen by cross-validation over the documents."""
SLIGHT = 0.015
"""Weights nearer to zero than this are left out."""
FOLDS = 8
TARGET = Path(__file__).parent.parent / "attribution.toml"


def words_of(text: str) -> Counter[str]:
    """The words of a text, as the reference scorer compares them: without case and marks."""
    plain = "".join(c if c.isalnum() else "" if c in "'’" else " " for c in text.lower())
    return Counter(plain.split())


def overlap(one: str, other: str) -> float:
    """The shared part of the longer of two texts, in words."""
    a, b = words_of(one), words_of(other)
    longest = max(a.total(), b.total())
    return (a & b).total() / longest if longest else 0.0


def labels_of(reading: Reading, candidates: Sequence[Candidate], gold: dict[str, Any]) -> list[float]:
    """1 for each candidate that an annotated attribution agrees with."""
    names: dict[str, set[str]] = {}
    for entity in gold["entities"]:
        for name in [entity["name"], *entity["aliases"]]:
            names.setdefault(form(name), set()).add(entity["id"])
    labels = []
    for candidate in candidates:
        node = reading.nodes.get(candidate.voice.key)
        known = (
            [node.name, *node.aliases]
            if node is not None
            else [candidate.voice.span.text]
            if candidate.voice.span
            else []
        )
        ids = {i for name in known for i in names.get(form(name), ())}
        same = [a for a in gold["attributions"] if a["speaker"] in ids]
        labels.append(float(any(overlap(a["said"], candidate.span.text) >= 0.5 for a in same)))
    return labels


def documents(folders: Sequence[Path]) -> Iterator[tuple[Doc, dict[str, Any]]]:
    """The documents of folders, read up to the names, with their annotations."""
    nlp = make_nlp()
    after = nlp.pipe_names[nlp.pipe_names.index("claimgraph_speakers") :]
    with nlp.select_pipes(disable=after):
        for path in (path for folder in folders for path in sorted(folder.glob("*.txt"))):
            for source in read_file(path):
                if isinstance(source, Source):
                    yield nlp(make_doc(nlp, source)), json.loads(path.with_suffix(".json").read_text("utf8"))


def train(read: Sequence[tuple[Doc, dict[str, Any]]]) -> dict[str, float]:
    """Fit the weights, tell how good they are on documents left out, and return them with the bias under ""."""
    rows: list[list[str]] = []
    labels: list[float] = []
    numbers: list[int] = []
    proposed: list[list[Candidate]] = []
    for number, (doc, gold) in enumerate(read):
        proposals = Proposals(doc, reading_of(doc), Cues.load())
        proposed.append(proposals.candidates)
        rows += proposals.features()
        labels += labels_of(reading_of(doc), proposals.candidates, gold)
        numbers += [number] * len(proposals.candidates)
    counts = Counter(feature for row in rows for feature in set(row))
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{f: 1.0 for f in row if counts[f] >= RARE} for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    told = numpy.array(labels)
    folds = GroupKFold(FOLDS)
    held_out = cross_val_predict(model, matrix, told, groups=numbers, cv=folds, method="predict_proba")[:, 1]
    print(
        len(rows),
        "proposals,",
        int(told.sum()),
        "right; average precision",
        round(average_precision_score(told, held_out), 4),
    )
    _report(proposed, held_out.tolist(), labels, sum(len(gold["attributions"]) for _, gold in read))
    model.fit(matrix, told)
    names = vectorizer.get_feature_names_out()
    return {"": float(model.intercept_[0])} | dict(sorted(zip(names, model.coef_[0].tolist(), strict=True)))


def _report(proposed: list[list[Candidate]], scores: list[float], labels: list[float], gold: int) -> None:
    """Precision and recall on documents that the weights were not fitted on."""
    kept = right = at = 0
    for candidates in proposed:
        part = scores[at : at + len(candidates)]
        label = {id(c): labels[at + i] for i, c in enumerate(candidates)}
        for candidate, _ in chosen(candidates, part):
            kept += 1
            right += int(label[id(candidate)])
        at += len(candidates)
    print("held out: precision", round(right / max(kept, 1), 3), "recall", round(right / max(gold, 1), 3))


def write(weights: dict[str, float]) -> None:
    """Write ``attribution.toml``; weights near zero are left out."""
    lines = ["# Weights of the choice among attributions, made by extract/training/train_attribution.py.", "", "[said]"]
    lines += [f"bias = {weights.pop(''):.3f}", "", "[said.weights]"]
    lines += [f"{json.dumps(n, ensure_ascii=False)} = {w:.3f}" for n, w in weights.items() if abs(w) >= SLIGHT]
    TARGET.write_text("\n".join(lines) + "\n", "utf8")


def main(folders: Sequence[Path]) -> None:
    """Train on folders and write the weights beside the extractor."""
    write(train(list(documents(folders))))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
