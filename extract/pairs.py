"""What a trained pair classifier reads in a document: candidates, the likely ones, their pairs, and the facts.

The gate drops candidates that are hardly an argument of anything, the classifier scores the pairs of the rest within
:data:`REACH` sentences, and of facts that share their words the likeliest stands.
"""

from __future__ import annotations

import itertools
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy
from scipy.sparse import csr_matrix
from spacy.tokens import Doc

from .encoder import SIZE
from .pairfeatures import Features, hashed
from .pairlabels import LabelFeatures, LabelWords
from .pairlinks import Links, kinds_between
from .pairmodel import Numbers, PairModel
from .pairspans import Argument, candidates, named
from .recognizer import STATES
from .state import Reading, reading_of

SHARE = 0.3
"""How much the encoder's numbers count beside features that are there or not."""

REACH = 2
"""Sentences between two candidates, at most, unless a model has a reach of its own."""
FAR = 60
"""Words between two candidates, at most."""
BOTH = 0.02
"""How likely it is, at least, that both candidates of a pair are arguments of something."""
MOST = 14
"""Candidates of one sentence whose pairs are looked at, the likeliest."""
WIDEST = 80
"""Ordered pairs for each sentence that are looked at, the likeliest."""
FEW, NARROW = 8, 14
"""As many for a model of few examples, which finds nearly every candidate likely; more found nothing more."""
MANY = 200
"""Examples from which on a model tells likely candidates well."""

UNSHARED = 1 << 18
"""Products of numbers that BLAS adds up in one thread (OpenBLAS, ``interface/gemm.c``)."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A property that joins two candidates, and how probable it is."""

    subject: Argument
    predicate: str
    object: Argument
    score: float


@dataclass(frozen=True)
class Prepared:
    """A document's candidates with their features."""

    doc: Doc
    features: Features
    arguments: Sequence[Argument]
    words: Sequence[Sequence[int]]
    wide: bool = False
    """Whether nodes of which no mentions are near each other make pairs, too."""
    reach: int = REACH

    @classmethod
    def of(
        cls,
        doc: Doc,
        reading: Reading,
        named_only: bool,
        known: frozenset[str],
        given: Sequence[Argument] | None = None,
        reach: int = REACH,
    ) -> Prepared:
        """The candidates of a document: those given, or all, or only the mentions of its nodes."""
        features = Features(doc)
        found = named(reading) if named_only else candidates(doc, reading, known)
        arguments = found if given is None else given
        if named_only or given is not None:
            features.introduce(arguments)
        words = [features.of_argument(a) for a in arguments]
        return cls(doc, features, arguments, words, given is not None, reach)

    @cached_property
    def states(self) -> Numbers:
        """What the encoder makes of each candidate in its sentence: the mean of its words."""
        states = self.doc.user_data.get(STATES)
        if states is None or not self.arguments:
            return numpy.zeros((len(self.arguments), SIZE), numpy.float32)
        sums = numpy.zeros((len(self.doc) + 1, SIZE), numpy.float32)
        numpy.cumsum(states, 0, numpy.float32, sums[1:])
        starts, ends = (numpy.array(places) for places in zip(*((a.start, a.end) for a in self.arguments), strict=True))
        means: Numbers = SHARE * (sums[ends] - sums[starts]) / (ends - starts)[:, None]
        return means

    def kept(self, chances: Sequence[float], least: float, most: int = MOST) -> list[int]:
        """The candidates that are likely enough, and among the likeliest of their sentence."""
        by_sentence: dict[int, list[int]] = {}
        for i in sorted(range(len(chances)), key=lambda i: (-chances[i], i)):
            if chances[i] >= least:
                by_sentence.setdefault(self.features.sentence(self.arguments[i]), []).append(i)
        return sorted(i for each in by_sentence.values() for i in each[:most])

    @cached_property
    def coarse(self) -> list[str]:
        """The kind of each candidate, without what it is called more closely."""
        return [argument.coarse for argument in self.arguments]

    def kind_pair(self, i: int, j: int) -> str:
        """The kinds of two candidates."""
        return f"{self.coarse[i]}>{self.coarse[j]}"

    def apart(self, i: int, j: int) -> bool:
        """Whether two candidates share no words, and are not one node."""
        one, other = self.arguments[i], self.arguments[j]
        return not one.overlaps(other) and (one.node is None or one.node != other.node)

    def pairs(self, kept: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Ordered pairs of candidates near each other that share no words."""
        for n, i in enumerate(kept):
            for j in kept[n + 1 :]:
                one, other = self.arguments[i], self.arguments[j]
                if (
                    self.features.sentence(other) - self.features.sentence(one) > self.reach
                    or other.start - one.end > FAR
                ):
                    break
                if self.apart(i, j):
                    yield i, j
                    yield j, i
        if self.wide:
            yield from self._nearest(kept)

    def _nearest(self, kept: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Of each two nodes that are nowhere near each other, the nearest mentions."""
        nearest: dict[tuple[str, str], tuple[int, int, int]] = {}
        for i, j in itertools.combinations(kept, 2):
            one, other = self.arguments[i], self.arguments[j]
            if one.node is None or other.node is None or one.node == other.node:
                continue
            key = (one.node, other.node) if one.node < other.node else (other.node, one.node)
            found = max(other.start - one.end, 0), i, j
            nearest[key] = min(found, nearest.get(key, found))
        for gap, i, j in sorted(nearest.values()):
            apart = self.features.sentence(self.arguments[j]) - self.features.sentence(self.arguments[i])
            if gap > FAR or apart > self.reach:
                yield i, j
                yield j, i

    def likeliest(self, pairs: Sequence[tuple[int, int]], chances: Sequence[float], most: int) -> list[tuple[int, int]]:
        """The pairs whose candidates are the likeliest, so many for each sentence that reading stays fast."""
        count: dict[int, int] = {}
        found = []
        for i, j in sorted(pairs, key=lambda pair: -chances[pair[0]] * chances[pair[1]]):
            sentence = self.features.sentence(self.arguments[max(i, j)])
            count[sentence] = count.get(sentence, 0) + 1
            if count[sentence] <= most:
                found.append((i, j))
        return sorted(found)

    def links(self, pairs: Iterable[tuple[int, int]], kept: Sequence[int]) -> Iterator[list[int]]:
        """The hashed features of each pair."""
        links, between = Links(self.features), dict[tuple[int, int], str]()
        for i, j in pairs:
            first, second = (i, j) if i < j else (j, i)
            gap = self.arguments[first].end, self.arguments[second].start
            if gap not in between:
                inner = kept[bisect(kept, first) : bisect(kept, second) - 1]
                between[gap] = kinds_between(*gap, [self.arguments[k] for k in inner])
            yield links.of_pair(self.arguments[i], self.arguments[j], between[gap])


class PairReader:
    """Reads facts with one model."""

    def __init__(self, model: PairModel) -> None:
        self.model = model
        self.known = frozenset(model.header.known)
        self.words = LabelWords(model.header.phrases)

    def facts(self, doc: Doc, least: float | None = None, given: Sequence[Argument] | None = None) -> list[Fact]:
        """The facts of a document that are at least so probable (None: as the model has it), the likeliest first.

        ``given`` are candidates in place of those that the document is searched for.
        """
        model = self.model
        header = model.header
        prepared = Prepared.of(doc, reading_of(doc), header.named_only, self.known, given, header.reach)
        words = chosen(prepared.words, model.word_rows)
        likely = model.likely(words, prepared.states).tolist()
        most, widest = (MOST, WIDEST) if header.examples >= MANY else (FEW, NARROW)
        kept = prepared.kept(likely, header.gate, most)
        pairs = [
            (i, j)
            for i, j in prepared.pairs(kept)
            if likely[i] * likely[j] >= BOTH and prepared.kind_pair(i, j) in model.kinds
        ]
        if not prepared.wide:
            pairs = prepared.likeliest(pairs, likely, widest)
        if not pairs:
            return []
        scores = self._scores(prepared, words[kept], kept, pairs)
        labels = LabelFeatures(doc, self.words)
        for n, (i, j) in enumerate(pairs):
            may_hold = model.joining[prepared.kind_pair(i, j)]
            for label, features in labels.of_pair(prepared.arguments[i], prepared.arguments[j], may_hold):
                scores[n, label + 1] += model.mark(hashed(features))
        may = numpy.array([model.kinds[prepared.kind_pair(*pair)] for pair in pairs])
        chances = model.probability(scores[:, 1:] - scores[:, :1]) * may
        return decoded(prepared, pairs, chances, model, model.header.threshold if least is None else least)

    def _scores(
        self, prepared: Prepared, words: csr_matrix, kept: Sequence[int], pairs: Sequence[tuple[int, int]]
    ) -> Numbers:
        """What the candidates of each pair, as subject and as object, and their features together add up to."""
        model = self.model
        place = {i: n for n, i in enumerate(kept)}
        size = len(model.words)
        states = prepared.states[kept]
        as_subject, as_object = (words @ t[:size] + times(states, t[size:]) for t in (model.subjects, model.objects))
        links = chosen([*prepared.links(pairs, kept)], model.link_rows)
        subject, object = ([place[pair[side]] for pair in pairs] for side in (0, 1))
        scores: Numbers = as_subject[subject] + as_object[object] + links @ model.pairs
        return scores


def times(rows: Numbers, table: Numbers) -> Numbers:
    """The product of two matrices, some rows at a time, so that one thread does it.

    A longer one BLAS shares out to threads that afterwards wait busily for more: a tenth of a second of each processor,
    for a product of a millisecond.

    >>> times(numpy.ones((3, 2)), numpy.ones((2, 1))).tolist()
    [[2.0], [2.0], [2.0]]
    """
    table = table.astype(rows.dtype, copy=False)
    some = max(UNSHARED // max(table.size, 1), 1)
    return numpy.concatenate([rows[start : start + some] @ table for start in range(0, max(len(rows), 1), some)])


def chosen(features: Sequence[Sequence[int]], rows: Mapping[int, int]) -> csr_matrix:
    """The matrix that adds up, for each list of features, the rows of a table that stand for them; it has ``rows``.

    >>> chosen([[7, 8, 9], [], [9]], {7: 1, 9: 0}).toarray().tolist()
    [[1.0, 1.0], [0.0, 0.0], [1.0, 0.0]]
    """
    ends = numpy.cumsum([0, *map(len, features)])
    keys = itertools.chain.from_iterable(features)
    columns = numpy.fromiter(map(rows.get, keys, itertools.repeat(-1)), numpy.int32, ends[-1])
    held = columns >= 0
    ends, columns = numpy.concatenate([[0], numpy.cumsum(held)])[ends], columns[held]
    return csr_matrix((numpy.ones(len(columns), numpy.float32), columns, ends), shape=(len(features), len(rows)))


def decoded(
    prepared: Prepared, pairs: Sequence[tuple[int, int]], chances: Numbers, model: PairModel, least: float
) -> list[Fact]:
    """The likeliest facts: of those of one property that share words on both sides, or a subject of one object, one."""
    found: list[Fact] = []
    rows, columns = numpy.nonzero(chances >= least)
    used = {i for row in set(rows.tolist()) for i in pairs[row]}
    words = {i: prepared.arguments[i].span(prepared.doc).text for i in used}
    # By property and by word or text of a subject, the objects: only such facts can exclude another one.
    alike: defaultdict[tuple[str, int | str], list[int]] = defaultdict(list)
    single = set(model.header.single)
    order = sorted(zip((-chances[rows, columns]).tolist(), rows.tolist(), columns.tolist(), strict=True))
    for chance, row, column in order:
        i, j = pairs[row]
        fact = Fact(prepared.arguments[i], model.header.labels[column], prepared.arguments[j], -chance)
        keys = [(fact.predicate, key) for key in (words[i], *range(fact.subject.start, fact.subject.end))]
        others = {other for key in keys for other in alike.get(key, ())}
        if others and (
            fact.predicate in single
            or any(words[o] == words[j] or prepared.arguments[o].overlaps(fact.object) for o in others)
        ):
            continue
        for key in keys:
            alike[key].append(j)
        found.append(fact)
    return found
