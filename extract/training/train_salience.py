"""Train the weights of ``extract/salience.toml`` on annotated news: ``python train_salience.py FOLDER...``.

Each FOLDER holds ``NAME.txt`` and ``NAME.json`` side by side (the annotation format). A candidate is an example
of an event where its head lies within the trigger of an annotated event; a proposal for a slot is right
where the annotated event has that value. Needs scikit-learn.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.drafts import Draft
from claimgraph.extract.events import EventReader
from claimgraph.extract.pipeline import make_doc, make_nlp
from claimgraph.extract.proposals import Proposal, features_of
from claimgraph.extract.read import read_file
from claimgraph.extract.salience import Surroundings
from claimgraph.extract.scoring import LinearScorer
from claimgraph.extract.state import reading_of
from claimgraph.model import Source

RARE = 3
"""Features of fewer examples are left out: they would only be learned by heart."""
STRENGTH = {"event": 0.08, "time": 0.08, "place": 0.03, "about": 0.1, "who": 0.08}
"""Inverse of the regularization, chosen by cross-validation over the documents."""
SLIGHT = 0.015
"""Weights nearer to zero than this are left out."""
FOLDS = 8

Rows = list[tuple[list[str], float, int]]
"""Features, label (a proposal that is right in part has one between 0 and 1), number of the document."""


def stretch_of(text: str, quote: str, trigger: str) -> tuple[int, int] | None:
    """Where a trigger stands in the text, within its quote if it is part of it; white space is folded."""
    folded: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        if not character.isspace() or (folded and folded[-1] != " "):
            folded.append(" " if character.isspace() else character)
            offsets.append(offset)
    line = "".join(folded)
    start = max(line.find(" ".join(quote.split())), 0)
    at = line.find(" ".join(trigger.split()), start)
    return (offsets[at], offsets[at + len(" ".join(trigger.split())) - 1] + 1) if at >= 0 else None


def event_rows(reader: EventReader, doc: Doc, gold: dict[str, Any], number: int) -> Rows:
    """An example for every candidate of a document."""
    reading = reading_of(doc)
    candidates = reader.candidates(doc, reading)
    surroundings = Surroundings(doc, reading, candidates)
    positive: set[int] = set()
    for event in gold["events"]:
        for part in ("trigger", "quote"):
            stretch = stretch_of(reading.source.text, event["quote"], event[part])
            found = [
                number
                for number, (trigger, _, _) in enumerate(candidates)
                if stretch and stretch[0] <= trigger.token.idx < stretch[1] and fits(event["class"], trigger.type)
            ]
            if part == "quote":
                found = [i for i in found if i not in positive][:1]
            positive.update(found)
            if found:
                break
    return [(surroundings.features(*c), float(i in positive), number) for i, c in enumerate(candidates)]


def slot_rows(reader: EventReader, doc: Doc, gold: dict[str, Any], number: int) -> dict[str, Rows]:
    """Examples for every proposal of a document, by slot."""
    reading = reading_of(doc)
    drafts = reader.drafts(doc, reading)
    matched = match(drafts, gold["events"], reading.source.text)
    names = {form(n): e["id"] for e in gold["entities"] for n in [e["name"], *e["aliases"]]}
    nodes = {
        node.id: next((names[form(n)] for n in [node.name, *node.aliases] if form(n) in names), "?")
        for node in reading.nodes.values()
    }
    same = {i: event["id"] for i, event in matched.items()} | nodes
    rows: dict[str, Rows] = {"time": [], "place": [], "about": [], "who": []}
    for draft, proposal in reader.proposals(reading, drafts):
        label = is_right(proposal, matched.get(draft.frame.id), same)
        rows[proposal.slot].append((features_of(draft, proposal), label, number))
    return rows


def match(drafts: list[Draft], events: list[dict[str, Any]], text: str) -> dict[str, dict[str, Any]]:
    """The annotated event of each draft: whose trigger, or failing that whose quote, holds one of its triggers."""
    matched: dict[str, dict[str, Any]] = {}
    for part in ("trigger", "quote"):
        taken = {event["id"] for event in matched.values()}
        for event in events:
            stretch = stretch_of(text, event["quote"], event[part])
            if event["id"] in taken or stretch is None:
                continue
            for draft in drafts:
                spans = [draft.trigger.token, *(span.root for span in draft.frame.mentions)]
                if (
                    draft.frame.id not in matched
                    and fits(event["class"], draft.frame.type)
                    and any(stretch[0] <= t.idx < stretch[1] for t in spans)
                ):
                    matched[draft.frame.id] = event
                    break
    return matched


def fits(one: str, other: str) -> bool:
    """Whether two classes may be those of one event."""
    return one == other or "Other" in (one, other)


def form(name: str) -> str:
    """A name without case and article."""
    return re.sub(r"^the ", "", " ".join(name.lower().split()))


def is_right(proposal: Proposal, event: dict[str, Any] | None, same: dict[str, str]) -> float:
    """How right a proposal is for the annotated event: 1, for overlapping dates 0.5, else 0."""
    if event is None:
        return 0.0
    if proposal.interval is not None:
        if not event["start"] and not event["end"]:
            return 0.0
        begin, end = (event["start"] or event["end"]), (event["end"] or event["start"])
        begin, end = (
            begin + "-01-01"[len(begin) - 4 :],
            end + ("-12-31" if len(end) == 4 else "-31" if len(end) == 7 else ""),
        )
        mine = proposal.interval.begin or "", proposal.interval.end or ""
        if mine[0] == begin and (mine[1] == end or (mine[1][:7] == end[:7] and end.endswith("-31"))):
            return 1.0
        return 0.5 if mine[0] <= end and begin <= mine[1] else 0.0
    if proposal.slot == "who":
        listed = [participant["entity"] for participant in event["participants"]]
    else:
        listed = event["places"] if proposal.slot == "place" else event["about"]
    return float(same.get(proposal.value, "?") in listed)


def fit(name: str, rows: Rows, quiet: bool) -> dict[str, Any]:
    """The weights of one scorer."""
    counts = Counter(feature for row, _, _ in rows for feature in set(row))
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{f: 1.0 for f in row if counts[f] >= RARE} for row, _, _ in rows])
    labels = numpy.array([label for _, label, _ in rows])
    documents = numpy.array([number for _, _, number in rows])
    doubled = [numpy.concatenate([labels > 0, labels >= 1]), numpy.concatenate([documents, documents])]
    if name == "time":  # a date half right counts as one example for and one against
        from scipy.sparse import vstack

        matrix, labels, documents = vstack([matrix, matrix]).tocsr(), *doubled
    else:
        labels = labels > 0
    model = LogisticRegression(C=STRENGTH[name], max_iter=3000)
    if not quiet:
        for strength in (0.01, 0.03, 0.1, 0.3):
            trial = LogisticRegression(C=strength, max_iter=3000)
            p = cross_val_predict(
                trial, matrix, labels, groups=documents, cv=GroupKFold(FOLDS), method="predict_proba"
            )[:, 1]
            print(
                name,
                len(labels),
                int(labels.sum()),
                strength,
                "average precision",
                round(average_precision_score(labels, p), 4),
            )
    model.fit(matrix, labels)
    weights = sorted(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    return {"bias": model.intercept_[0], "weights": {n: w for n, w in weights if abs(w) >= SLIGHT}}


def train(nlp: Language, sources: Sequence[Source], golds: dict[str, dict[str, Any]], quiet: bool = True) -> None:
    """Train all scorers, one after the other, and write them."""
    reader = nlp.get_pipe("claimgraph_events")
    assert isinstance(reader, EventReader)
    after = nlp.pipe_names[nlp.pipe_names.index("claimgraph_events") :]
    with nlp.select_pipes(disable=after):
        docs = list(nlp.pipe(make_doc(nlp, source) for source in sources))
    gold = [golds[reading_of(doc).source.name] for doc in docs]
    rows = [row for number, doc in enumerate(docs) for row in event_rows(reader, doc, gold[number], number)]
    plain = [([f for f in row if not f.startswith("told")], label, number) for row, label, number in rows]
    scorers = {"event": fit("event", rows, quiet), "rules": fit("event", plain, quiet)}
    slots: dict[str, Rows] = {}
    for fold in range(FOLDS):  # events chosen by a scorer that has not seen the document, as in use
        others = fit("event", [row for row in rows if row[2] % FOLDS != fold], quiet=True)
        reader.scorers["event"] = LinearScorer(others["weights"], others["bias"])
        for number in range(fold, len(docs), FOLDS):
            for slot, more in slot_rows(reader, docs[number], gold[number], number).items():
                slots.setdefault(slot, []).extend(more)
    scorers |= {slot: fit(slot, each, quiet) for slot, each in slots.items()}
    write(scorers)


def write(scorers: dict[str, dict[str, Any]]) -> None:
    """Write ``salience.toml``; weights near zero are left out."""
    lines = ["# Weights of the event scorers, made by extract/training/train_salience.py."]
    for name, scorer in scorers.items():
        lines += ["", f"[{name}]", f"bias = {scorer['bias']:.3f}", "", f"[{name}.weights]"]
        lines += [f"{json.dumps(n, ensure_ascii=False)} = {w:.3f}" for n, w in scorer["weights"].items()]
    (Path(__file__).parent.parent / "salience.toml").write_text("\n".join(lines) + "\n", "utf8")


def main(folders: Sequence[Path]) -> None:
    """Train on folders and write the weights beside the extractor."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    sources = [item for path in paths for item in read_file(path) if isinstance(item, Source)]
    golds = {path.name: json.loads(path.with_suffix(".json").read_text("utf8")) for path in paths}
    train(make_nlp(), sources, golds, quiet=False)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
