"""Training of the pair classifier on examples: aligned, gated, fitted, calibrated by cross-validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy
from numpy.typing import NDArray

from ..pairfeatures import hashed
from ..pairlabels import LabelFeatures, LabelWords
from ..pairmodel import Header, PairModel
from ..pairs import MANY, REACH, decoded
from .aligned import FEW, Aligned, Example, fold_of, kinds_joined, single, strings_used_twice
from .calibration import best_cut, figures_at, platt
from .pairfit import Mixed, Pairs, Table, fit_gate, fit_pairs

ENOUGH = 100
"""Facts that it takes to calibrate a model; with fewer, what is about as likely as "none" holds."""
LOWEST = -1.5
"""The lowest margin over "none" that does, where there are too few to tell."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a model is trained."""

    named_only: bool = False
    reach: int = REACH
    gate: float = 0.03
    strength: float = 0.3
    folds: int = 3
    exact: bool = True
    rounds: int = 50
    precision: float | None = None
    least: int | None = None
    """How many rows must have a feature (None: two, or one where there are few examples)."""
    every: int = 1
    """Of pairs that no property joins, one in so many is fitted: large sets have plenty."""
    faintest: float = -7.0
    """The lowest margin that is looked at in calibrating."""


Columns = NDArray[numpy.int64]
Seen = tuple[float, int, int | None]
"""What was found in an example that the model had not seen: margin, label, and which fact of the example it is."""


@dataclass(frozen=True, slots=True)
class Rows:
    """All aligned examples as rows to fit: words of candidates, pairs with their features."""

    aligned: Sequence[Aligned]
    pairs: Sequence[list[tuple[int, int]]]
    words: Table
    states: NDArray[numpy.float32]
    links: Table
    marks: Table
    least: int
    subject: NDArray[numpy.int64]
    object: NDArray[numpy.int64]
    holds: NDArray[numpy.bool_]
    known: NDArray[numpy.bool_]
    owner: NDArray[numpy.int64]
    fold: NDArray[numpy.int64]
    marked: NDArray[numpy.int64]
    """Of each row of ``marks``, its pair and its label."""

    def frequent(self, chosen: NDArray[numpy.int64]) -> tuple[Columns, Columns, Columns]:
        """The features that enough rows of some pairs have."""
        used = numpy.unique(numpy.concatenate([self.subject[chosen], self.object[chosen]]))
        parts = (self.words, used), (self.links, chosen), (self.marks, numpy.isin(self.marked[:, 0], chosen))
        words, links, marks = (numpy.flatnonzero(t.matrix[r].getnnz(axis=0) >= self.least) for t, r in parts)
        return words, links, marks

    def fitted(self, chosen: NDArray[numpy.int64], every: int) -> NDArray[numpy.int64]:
        """Of some pairs those that something joins, and one in so many of the rest."""
        found: NDArray[numpy.int64] = chosen[self.holds[chosen].any(1) | (chosen % every == 0)]
        return found


def train(
    examples: Sequence[Example], labels: Sequence[str], phrases: Sequence[Sequence[str]], options: Options
) -> PairModel:
    """A model of the examples, with its threshold and its calibration from cross-validation."""
    known = () if options.named_only else strings_used_twice(examples)
    strings = frozenset(known)
    aligned = [Aligned(e, options.named_only, strings, options.exact, options.reach) for e in examples]
    least = options.least or (2 if len(examples) >= FEW else 1)
    words = [row for a in aligned for row in a.prepared.words]
    truth = numpy.array([i in a.arguments for a in aligned for i in range(len(a.prepared.words))], bool)
    folds = fold_of(examples, options.folds)
    halves = zip(aligned, fold_of(examples, 2), strict=True)
    half = numpy.concatenate([numpy.full(len(a.prepared.words), part) for a, part in halves])
    table = Table.of(words, least)
    states = numpy.concatenate([a.prepared.states for a in aligned])
    mixed = Mixed(table.matrix, states)
    chances = numpy.zeros(len(words))
    for part in (0, 1):
        weights = fit_gate(mixed.chosen(half != part), truth[half != part], 1.0)
        chances[half == part] = 1 / (1 + numpy.exp(-mixed.chosen(half == part).times(weights)))
    gates = fit_gate(mixed, truth, 1.0)
    header = Header(
        labels=tuple(labels), examples=len(examples), gate=options.gate, named_only=options.named_only,
        reach=options.reach, single=single(examples), kinds=kinds_joined(aligned), known=known,
        phrases=tuple(map(tuple, phrases)),
    )  # fmt: skip
    rows = _rows(aligned, table, states, chances, header, folds, least)
    header = _calibrated(rows, header, options)
    every = rows.fitted(numpy.arange(len(rows.owner)), options.every)
    columns = numpy.arange(len(table.columns)), *rows.frequent(every)[1:]
    fitted = fit_pairs(_pairs(rows, every, columns), options.strength, options.rounds)
    links, marks = rows.links.columns[columns[1]], rows.marks.columns[columns[2]]
    return _model(header, table.columns, links, marks, gates, *fitted)


def _model(header: Header, columns: Any, links: Any, marks: Any, *weights: Any) -> PairModel:
    gates, subjects, objects, pairs, shared = (numpy.asarray(w, numpy.float32) for w in weights)
    return PairModel(header, columns, gates, subjects, objects, links, pairs, marks, shared)


def _rows(
    aligned: Sequence[Aligned],
    words: Table,
    states: Any,
    chances: Any,
    header: Header,
    folds: Sequence[int],
    least: int,
) -> Rows:
    column = {label: n for n, label in enumerate(header.labels)}
    few = len(aligned) < MANY  # which have no pairs to spare, not even of kinds that no property joins
    joined = {each.partition("|")[2] for each in header.kinds}
    pairs, subject, object_, holds, known, marked = [], [], [], [], [], []
    owner: list[int] = []
    links: list[list[int]] = []
    marks: list[list[int]] = []
    base, phrases = 0, LabelWords(header.phrases)
    for number, a in enumerate(aligned):
        around = LabelFeatures(a.example.doc, phrases)
        own = a.prepared.kept(chances[base : base + len(a.prepared.words)], header.gate)
        keep = sorted({*own, *a.arguments})
        found = [pair for pair in a.prepared.pairs(keep) if few or a.prepared.kind_pair(*pair) in joined]
        complete = a.example.complete
        usual = numpy.array([complete is None or label in complete for label in header.labels], bool)
        links += a.prepared.links(found, keep)
        for i, j in found:
            for label, features in around.of_pair(a.prepared.arguments[i], a.prepared.arguments[j]):
                marked.append((len(owner), label))
                marks.append(hashed(features))
            subject.append(base + i)
            object_.append(base + j)
            owner.append(number)
            true = numpy.zeros(len(column), bool)
            true[[column[name] for name in a.holds.get((i, j), ())]] = True
            sure = usual.copy()
            sure[[column[name] for name in a.open.get((i, j), ())]] = False
            holds.append(true)
            known.append(sure)
        pairs.append(found)
        base += len(a.prepared.words)
    return Rows(
        aligned, pairs, words, states, Table.of(links, 1), Table.of(marks, 1), least, numpy.array(subject),
        numpy.array(object_), numpy.array(holds), numpy.array(known), numpy.array(owner), numpy.array(folds),
        numpy.array(marked, int).reshape(-1, 2),
    )  # fmt: skip


def _pairs(rows: Rows, chosen: NDArray[numpy.int64], columns: tuple[Columns, Columns, Columns]) -> Pairs:
    words, links, marks = columns
    near = numpy.flatnonzero(numpy.isin(rows.marked[:, 0], chosen))
    used = numpy.unique(numpy.concatenate([rows.subject[chosen], rows.object[chosen]]))
    subject, object_ = (numpy.searchsorted(used, places[chosen]) for places in (rows.subject, rows.object))
    return Pairs(
        Mixed(rows.words.matrix[used][:, words], rows.states[used]), rows.links.matrix[chosen][:, links],
        subject, object_, rows.holds[chosen], rows.known[chosen], rows.marks.matrix[near][:, marks],
        numpy.searchsorted(chosen, rows.marked[near, 0]), rows.marked[near, 1],
    )  # fmt: skip


def _calibrated(rows: Rows, header: Header, options: Options) -> Header:
    """The header with what cross-validation tells: calibration, threshold, and how good the model is."""
    seen: list[list[Seen]] = []
    for fold in range(options.folds):
        own = numpy.flatnonzero(rows.fold[rows.owner] == fold)
        rest = rows.fitted(numpy.flatnonzero(rows.fold[rows.owner] != fold), options.every)
        if not len(own) or not len(rest):
            continue
        columns = rows.frequent(rest)
        weights = fit_pairs(_pairs(rows, rest, columns), options.strength, options.rounds)
        scores = _pairs(rows, own, columns).scores(weights)
        margins = scores[:, 1:] - scores[:, :1]
        margins[~rows.known[own] & ~rows.holds[own]] = -99
        _collect(rows, own, margins, header, seen, options.faintest)
    flat = [each for document in seen for each in document]
    margins, right = numpy.array([m for m, _, _ in flat]), numpy.array([told is not None for _, _, told in flat], bool)
    gold = sum(not told.is_open for a in rows.aligned for told in a.example.told)
    enough = gold >= ENOUGH and right.any() and not right.all()
    scale, shift, own_shifts = 1.0, 0.0, numpy.zeros(len(header.labels))
    if enough:
        scale, shift, own_shifts = platt(margins, right, numpy.array([n for _, n, _ in flat]), len(header.labels))
    logits = [[(float(scale * m + shift + own_shifts[n]), told) for m, n, told in document] for document in seen]
    cut, precision, recall, f1 = best_cut(logits, gold, options.precision)
    if not enough and options.precision is None:
        cut = min(0.0, max(LOWEST, cut))
        precision, recall, f1 = figures_at(logits, gold, cut)
        cut, shift = 0.0, -cut
    figures = {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}
    return replace(
        header, scale=scale, shift=shift, shifts=tuple(own_shifts.round(4).tolist()), figures=figures,
        threshold=round(float(1 / (1 + numpy.exp(-cut))), 4),
    )  # fmt: skip


def _collect(rows: Rows, own: Any, margins: Any, header: Header, seen: list[list[Seen]], faintest: float) -> None:
    """What a fold's model finds in the examples it has not seen."""
    column = {label: n for n, label in enumerate(header.labels)}
    dummy = _model(header, *(numpy.zeros(0),) * 8)
    place = 0
    while place < len(own):
        number = int(rows.owner[own[place]])
        a = rows.aligned[number]
        size = len(rows.pairs[number])
        part = margins[place : place + size]
        none = numpy.zeros(len(header.labels), bool)
        may = numpy.array([dummy.kinds.get(a.prepared.kind_pair(*pair), none) for pair in rows.pairs[number]])
        part = numpy.where(may, part, -99)
        found = decoded(a.prepared, rows.pairs[number], part, dummy, faintest)
        seen.append([(fact.score, column[fact.predicate], a.tells(fact)) for fact in found])
        place += size
