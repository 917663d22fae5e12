"""Relations across whole documents: Re-DocRED (Tan et al., EMNLP 2022), its development part by five-fold.

    python -m benchmarks.redocred dev_revised.json.xz [--more FILE] [--facts FILE] [--folds 5] [--limit N]

A classifier is trained on four fifths of the documents and read on the last, in turn. With gold entities, the mentions
are given; end to end, the classifier looks at what claimgraph finds in the bare text, and an entity found is that of
the gold with most of its mentions (those that share characters; ``--exact``: those with the same first and last).
What a score is worth, in all and by property, and from which on facts are taken, is told on the other folds: for the
best F1, and for the most facts at a precision (``--precision``). ``--more`` are further documents to train on, whose
labels miss facts; ``--facts``, those of the set's "Ign F1".
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy
from spacy.tokens import Doc

from claimgraph.extract.gazetteer import gazetteer
from claimgraph.extract.pairs import PairReader
from claimgraph.extract.pairspans import Argument, candidates
from claimgraph.extract.pipeline import make_nlp
from claimgraph.extract.state import reading_of
from claimgraph.extract.training.aligned import Example, Told
from claimgraph.extract.training.calibration import platt
from claimgraph.extract.training.fromexamples import read_texts
from claimgraph.extract.training.pairs import Options, train
from claimgraph.extract.training.relationcorpora import Label, Page, load_pages

from .machine import describe
from .redocred_scoring import FREQUENT, Score, among, ignoring, score, train_facts

KINDS = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "TIME": "Date", "NUM": "Number"}
"""Our kinds by those of the set; "MISC" has none."""
LEAST = 0.03
"""The least score of a fact that is kept to choose from."""
FEW = 40
"""Facts of a property in the whole set, fewer of which are not learnt."""
OPTIONS = Options(exact=False, folds=1, least=4, every=6, rounds=30)
OTHERS = "a large language model, 50 documents end to end: precision .56, recall .25, F1 .35"


@dataclass(frozen=True, slots=True)
class Task:
    """A page that was read, with its candidates and which of them are one entity."""

    page: Page
    doc: Doc
    given: tuple[Argument, ...]

    def example(self, labels: Set[str], complete: bool = True) -> Example:
        """The page as an example of some properties; of an incomplete one, what it does not say is open."""
        places = self.places()
        told = tuple(Told(places[h], name, places[t]) for h, t, name in sorted(self.page.labels) if name in labels)
        return Example(self.doc, told, None if complete else frozenset(), self.given)

    def places(self) -> list[tuple[tuple[int, int], ...]]:
        """Where each entity of the gold is mentioned: the gold's places, and those of our own mentions of it."""
        nodes = self.entities()
        own: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for entity in set(nodes.values()):
            spans = [self._characters(a) for a, other in nodes.items() if other == entity]
            gold = among(self.page, spans)
            if gold is not None:
                own[gold].update(spans)
        return [tuple(sorted({*spans, *own[n]})) for n, spans in enumerate(self.page.entities)]

    def entities(self) -> dict[Argument, str]:
        """By candidate, what it stands for."""
        return {a: a.node or "" for a in self.given}

    def _characters(self, argument: Argument) -> tuple[int, int]:
        span = argument.span(self.doc)
        return span.start_char, span.end_char

    def found(self, reader: PairReader, exact: bool) -> dict[Label, float]:
        """What a reader finds between entities of the gold, or in vain, each with a score."""
        nodes = self.entities()
        spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for argument, entity in nodes.items():
            spans[entity].append(self._characters(argument))
        gold: dict[str, int] = {}
        best: dict[Label, float] = {}
        for fact in reader.facts(self.doc, LEAST, self.given):
            ends = []
            for argument in (fact.subject, fact.object):
                entity = nodes[argument]
                if entity not in gold:
                    number = among(self.page, spans[entity], exact)
                    # An entity that the gold lacks gets a number of its own, so that its facts count as wrong.
                    gold[entity] = -1 - len(gold) if number is None else number
                ends.append(gold[entity])
            label = ends[0], ends[1], fact.predicate
            if ends[0] != ends[1]:
                # Several places that tell a fact make it surer than the surest of them.
                best[label] = 1 - (1 - best.get(label, 0.0)) * (1 - fact.score)
        return best


def given_gold(page: Page, doc: Doc) -> tuple[Argument, ...]:
    """The mentions of the gold as candidates."""
    found = {}
    for number, (mentions, kind) in enumerate(zip(page.entities, page.types, strict=True)):
        for start, end in mentions:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                key = span.start, span.end
                found[key] = Argument(*key, "name", KINDS.get(kind, ""), f"gold{number}")
    return tuple(found[key] for key in sorted(found))


def given_found(page: Page, doc: Doc) -> tuple[Argument, ...]:
    """What a document was found to mention: names, with what describes them and stands for them, dates, capitals."""
    every = candidates(doc, reading_of(doc))
    sure = [a for a in every if a.node or a.way in {"date", "amount"}]
    rest = [a for a in every if a.way in {"capitals", "quoted"} and not any(a.overlaps(b) for b in sure)]
    longest: list[Argument] = []
    for argument in sorted(rest, key=lambda a: (a.start - a.end, a.start)):
        if not any(argument.overlaps(other) for other in longest):
            longest.append(argument)
    nodes = reading_of(doc).nodes.values()
    countries = {g.country: n.id for n in nodes if (g := n.grounding) and g.country and g.precision == "country"}
    codes = gazetteer().demonyms
    found = []
    for argument in sorted([*sure, *longest], key=lambda a: (a.start, a.end)):
        text = argument.span(doc).text.lower()
        # An adjective of a country stands for it; what has no node, for its words.
        found.append(replace(argument, node=argument.node or countries.get(codes.get(text, ""), text)))
    return tuple(found)


Held = list[dict[Label, float]]


def held_out(tasks: Sequence[Task], more: Sequence[Task], labels: Sequence[str], options: Any) -> Held:
    """What is found in each page by a classifier that was not trained on it."""
    found: Held = [{} for _ in tasks]
    for fold in range(options.folds):
        seen = [task.example(set(labels)) for n, task in enumerate(tasks) if n % options.folds != fold]
        seen += [task.example(set(labels), False) for task in more]
        reader = PairReader(train(seen, labels, [(label,) for label in labels], OPTIONS))
        for n in range(fold, len(tasks), options.folds):
            found[n] = tasks[n].found(reader, options.exact)
    return found


def calibrated(pages: Sequence[Page], found: Held, folds: int) -> Held:
    """The scores as probabilities, by what they were worth on the other folds: in all, and by property."""
    out: Held = [{} for _ in pages]
    names = sorted({label[2] for own in found for label in own})
    column = {name: n for n, name in enumerate(names)}
    for fold in range(folds):
        seen = [
            (s, x, x in pages[n].labels) for n in range(len(pages)) if n % folds != fold for x, s in found[n].items()
        ]
        margins = logit([s for s, _, _ in seen])
        truth = numpy.array([true for _, _, true in seen], bool)
        scale, shift, own = platt(margins, truth, numpy.array([column[x[2]] for _, x, _ in seen], int), len(names))
        for n in range(fold, len(pages), folds):
            values = scale * logit(list(found[n].values())) + shift + own[[column[x[2]] for x in found[n]]]
            out[n] = dict(zip(found[n], (1 / (1 + numpy.exp(-values))).tolist(), strict=True))
    return out


def logit(scores: Sequence[float]) -> Any:
    """Scores from 0 to 1 as margins."""
    clipped = numpy.clip(numpy.array(scores, float), 1e-6, 1 - 1e-6)
    return numpy.log(clipped / (1 - clipped))


def chosen(pages: Sequence[Page], found: Held, folds: int, precision: float | None) -> list[set[Label]]:
    """The facts above the score that is best on the other folds: for F1, or for recall at a precision."""
    out: list[set[Label]] = [set() for _ in pages]
    for fold in range(folds):
        others = [n for n in range(len(pages)) if n % folds != fold]
        cut = threshold([pages[n] for n in others], [found[n] for n in others], precision)
        for n in range(fold, len(pages), folds):
            out[n] = {label for label, score in found[n].items() if score >= cut}
    return out


def threshold(pages: Sequence[Page], found: Sequence[dict[Label, float]], precision: float | None) -> float:
    """The score from which on F1 is best, or a precision still holds."""
    best, cut = 0.0, 1.0
    for score_, one in curve(pages, found):
        value = one.f1 if precision is None else one.recall * (one.precision >= precision)
        if value > best:
            best, cut = value, score_
    return cut


def curve(pages: Sequence[Page], found: Sequence[dict[Label, float]]) -> Iterator[tuple[float, Score]]:
    """Precision and recall from each score on."""
    gold = sum(len(page.labels) for page in pages)
    pairs = zip(pages, found, strict=True)
    every = sorted(((s, label in page.labels) for page, own in pairs for label, s in own.items()), reverse=True)
    right = 0
    for number, (value, true) in enumerate(every, 1):
        right += true
        if number == len(every) or every[number][0] != value:
            yield value, Score(right, number, gold)


def report(name: str, pages: Sequence[Page], found: Held, options: argparse.Namespace) -> None:
    """Print the rows of a setting."""
    facts = train_facts(options.facts) if options.facts else set()
    for goal, precision in (("best F1", None), (f"precision {options.precision}", options.precision)):
        own = chosen(pages, found, options.folds, precision)
        one = score(pages, own)
        ign = f"{ignoring(pages, own, facts):.3f}" if facts else ""
        parts = [sliced(pages, own, keep) for keep in (near, far, frequent, rare)]
        cells = " | ".join(f"{part:.3f}" for part in parts)
        print(f"| {name}, {goal} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} | {ign} | {cells} |")
    at = [one for _, one in curve(pages, found) if one.recall >= 0.2]
    print(f"{name}: precision {at[0].precision:.3f} at recall .20" if at else f"{name}: recall .20 is not reached")


def near(page: Page, label: Label) -> bool:
    """Whether the two entities are mentioned in one sentence."""
    return page.distance(label[0], label[1]) == 0 if min(label[:2]) >= 0 else True


def far(page: Page, label: Label) -> bool:
    """Whether they never are."""
    return not near(page, label)


def frequent(page: Page, label: Label) -> bool:
    """Whether the property is one of the ten most frequent."""
    return label[2] in FREQUENT


def rare(page: Page, label: Label) -> bool:
    """Whether it is not."""
    return label[2] not in FREQUENT


def sliced(pages: Sequence[Page], found: Sequence[set[Label]], keep: Any) -> float:
    """F1 of a part of the facts."""
    parts = [replace(p, labels=frozenset(x for x in p.labels if keep(p, x))) for p in pages]
    return score(parts, [{x for x in own if keep(p, x)} for p, own in zip(pages, found, strict=True)]).f1


def main() -> None:
    """Train, judge and print."""
    parser = argparse.ArgumentParser(description="Re-DocRED")
    parser.add_argument("dev", type=Path)
    parser.add_argument("--more", type=Path, help="further documents to train on, labels incomplete")
    parser.add_argument("--facts", type=Path, help="facts of training, for Ign F1")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--limit", type=int, help="documents at most")
    parser.add_argument("--precision", type=float, default=0.55, help="the precision asked for (default: .55)")
    parser.add_argument("--exact", action="store_true", help="mentions found must be those of the gold")
    options = parser.parse_args()
    pages = load_pages(options.dev)[: options.limit]
    more = load_pages(options.more) if options.more else []
    nlp = make_nlp()
    docs, more_docs = (read_texts(nlp, (page.text for page in each)) for each in (pages, more))
    counts = Counter(name for page in pages for _, _, name in page.labels)
    labels = sorted(name for name, number in counts.items() if number >= FEW)
    print(f"{len(pages)} documents, {counts.total()} facts of {len(counts)} properties; {describe()}\n")
    print("| setting | precision | recall | F1 | Ign F1 | same sentence | across | frequent | long tail |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, given in (("gold entities", given_gold), ("end to end", given_found)):
        tasks, others = (
            [Task(p, d, given(p, d)) for p, d in zip(*each, strict=True)] for each in ((pages, docs), (more, more_docs))
        )
        held = calibrated(pages, held_out(tasks, others, labels, options), options.folds)
        report(name, pages, held, options)
    print(OTHERS)


if __name__ == "__main__":
    main()
