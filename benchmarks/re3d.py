"""Entities and relations in reports on defence and security: re3d (Dstl, 2017, https://github.com/dstl/re3d).

    python -m benchmarks.re3d train.jsonl.xz [--folds 5] [--limit N]

An entity is right where first and last character and type are. Relations are read by a classifier trained on four
fifths of the documents, the last in turn; one is right where its type is and both arguments share characters with
those of the gold, whatever their direction in types that have none. Beside it a plain baseline: the entities of bare
spaCy, and between each two of a sentence the relation most usual for their types, where it is usual enough.

Our encoder has read this set's entities, all but those of the BBC, whose texts stand in a row of their own.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from claimgraph.extract import DEFAULT_MODEL
from claimgraph.extract.pairs import PairReader
from claimgraph.extract.pipeline import make_nlp
from claimgraph.extract.training.aligned import Example, Span, Told
from claimgraph.extract.training.fromexamples import read_texts
from claimgraph.extract.training.pairs import Options, train

from .machine import describe
from .redocred_scoring import Score

TURNING = frozenset({"CoLocated", "Apart", "AlliesOf", "FightingAgainst", "IsSynonymOf"})
"""Relations without a direction."""
TYPES = {
    **{"PERSON": "Person", "ORG": "Organisation", "GPE": "Location", "LOC": "Location", "FAC": "Location"},
    **{"NORP": "Nationality", "DATE": "Temporal", "TIME": "Temporal", "MONEY": "Money", "QUANTITY": "Quantity"},
}
"""The set's types by those of spaCy's entities; the recognizer of claimgraph gives the same labels."""
UNSEEN = "BBC Online"
Entity = tuple[int, int, str]
Relation = tuple[str, Span, Span]


@dataclass(frozen=True, slots=True)
class Report:
    """A document with its entities and relations, by characters."""

    source: str
    text: str
    entities: frozenset[Entity]
    relations: frozenset[Relation]


def load(path: Path) -> list[Report]:
    """The documents of a file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [report_of(json.loads(line)) for line in lines]


def report_of(data: dict[str, Any]) -> Report:
    """A document as it is written in the set."""
    relations = {
        (each["type"], (each["sourceBegin"], each["sourceEnd"]), (each["targetBegin"], each["targetEnd"]))
        for each in data["relations"]
    }
    entities = {(each["begin"], each["end"], each["type"]) for each in data["entities"]}
    return Report(data["source"], data["text"], frozenset(entities), frozenset(relations))


def same(one: Relation, other: Relation) -> bool:
    """Whether two relations say the same.

    >>> same(("Apart", (0, 4), (9, 12)), ("Apart", (10, 14), (2, 5)))
    True
    """
    if one[0] != other[0]:
        return False
    straight = all(_touch(a, b) for a, b in zip(one[1:], other[1:], strict=True))
    return straight or (one[0] in TURNING and _touch(one[1], other[2]) and _touch(one[2], other[1]))


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def score(gold: Sequence[Iterable[Relation]], found: Sequence[Iterable[Relation]]) -> Score:
    """Each relation found serves one of the gold, so that one that is found twice is wrong once."""
    right = total = expected = 0
    for one, own in zip(gold, found, strict=True):
        left, all_own = sorted(one), sorted(set(own))
        total, expected = total + len(all_own), expected + len(left)
        for relation in all_own:
            match = next((other for other in left if same(relation, other)), None)
            if match is not None:
                left.remove(match)
                right += 1
    return Score(right, total, expected)


def score_entities(reports: Sequence[Report], docs: Sequence[Doc]) -> Score:
    """Exact spans and types, of the types that spaCy has."""
    kinds = set(TYPES.values())
    right = total = expected = 0
    for report, doc in zip(reports, docs, strict=True):
        gold = {each for each in report.entities if each[2] in kinds}
        own = {(e.start_char, e.end_char, TYPES[e.label_]) for e in doc.ents if e.label_ in TYPES}
        right, total, expected = right + len(gold & own), total + len(own), expected + len(gold)
    return Score(right, total, expected)


class Usual:
    """The baseline: for two types of entity, the relation that they have most often in examples, if often enough."""

    def __init__(self, reports: Sequence[Report], docs: Sequence[Doc]) -> None:
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for report, doc in zip(reports, docs, strict=True):
            for kinds, one, other in self._pairs(doc):
                names = {name for name, s, o in report.relations if _touch(one, s) and _touch(other, o)}
                counts[kinds].update(names or {""})
        self.rates = {
            kinds: max((n / c.total(), name) for name, n in c.items() if name)
            for kinds, c in counts.items()
            if any(c.keys() - {""})
        }
        gold = [report.relations for report in reports]
        cuts = sorted({rate for rate, _ in self.rates.values()})
        self.least = 0.0
        self.least = max(cuts, key=lambda cut: score(gold, [self.read(doc, cut) for doc in docs]).f1, default=1.0)

    def read(self, doc: Doc, least: float | None = None) -> list[Relation]:
        """The relations of a document."""
        cut = self.least if least is None else least
        found = [(self.rates.get(kinds, (0.0, "")), one, other) for kinds, one, other in self._pairs(doc)]
        return [(name, one, other) for (rate, name), one, other in found if rate >= cut and name]

    def _pairs(self, doc: Doc) -> Iterable[tuple[tuple[str, str], Span, Span]]:
        for sentence in doc.sents:
            ents = [e for e in sentence.ents if e.label_ in TYPES]
            for one in ents:
                for other in ents:
                    if one != other:
                        places = (one.start_char, one.end_char), (other.start_char, other.end_char)
                        yield (TYPES[one.label_], TYPES[other.label_]), *places


def trained(reports: Sequence[Report], docs: Sequence[Doc]) -> PairReader:
    """A classifier of some documents."""
    examples = [
        Example(doc, tuple(Told((s,), name, (o,)) for name, s, o in sorted(report.relations)))
        for report, doc in zip(reports, docs, strict=True)
    ]
    names = sorted({name for report in reports for name, _, _ in report.relations})
    return PairReader(train(examples, names, [(name,) for name in names], Options(exact=False, folds=2)))


def read(reader: PairReader, doc: Doc) -> list[Relation]:
    """The relations of a document, by characters."""
    facts = [(fact.predicate, fact.subject.span(doc), fact.object.span(doc)) for fact in reader.facts(doc)]
    return [(name, (s.start_char, s.end_char), (o.start_char, o.end_char)) for name, s, o in facts]


def main() -> None:
    """Train, judge and print."""
    parser = argparse.ArgumentParser(description="re3d")
    parser.add_argument("file", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--limit", type=int, help="documents at most")
    options = parser.parse_args()
    reports = load(options.file)[: options.limit]
    bare = spacy.load(DEFAULT_MODEL)
    plain, docs = list(bare.pipe(r.text for r in reports)), read_texts(make_nlp(), (r.text for r in reports))
    usual: list[list[Relation]] = [[] for _ in reports]
    found: list[list[Relation]] = [[] for _ in reports]
    for fold in range(options.folds):
        seen = [n for n in range(len(reports)) if n % options.folds != fold]
        some = [reports[n] for n in seen]
        baseline, reader = Usual(some, [plain[n] for n in seen]), trained(some, [docs[n] for n in seen])
        for n in range(fold, len(reports), options.folds):
            usual[n], found[n] = baseline.read(plain[n]), read(reader, docs[n])
    print(f"{len(reports)} documents, {sum(len(r.relations) for r in reports)} relations; {describe()}\n")
    print("| | precision | recall | F1 |\n|---|---|---|---|")
    unseen = [n for n, report in enumerate(reports) if report.source == UNSEEN]
    gold = [report.relations for report in reports]
    news = [reports[n] for n in unseen]
    for name, one in (
        ("entities, bare spaCy", score_entities(reports, plain)),
        ("entities, claimgraph (has read most of these texts)", score_entities(reports, docs)),
        (f"entities of {UNSEEN}, bare spaCy", score_entities(news, [plain[n] for n in unseen])),
        (f"entities of {UNSEEN}, claimgraph", score_entities(news, [docs[n] for n in unseen])),
        ("relations, most usual of two types", score(gold, usual)),
        ("relations, claimgraph trained", score(gold, found)),
    ):
        print(f"| {name} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} |")
    for name in sorted({name for each in gold for name, _, _ in each}):
        own = [[[r for r in each if r[0] == name] for each in part] for part in (gold, found)]
        one = score(own[0], own[1])
        print(f"| {name} ({one.gold:.0f}) | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} |")


if __name__ == "__main__":
    main()
