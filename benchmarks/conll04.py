"""Relations between people, organizations and places in news of the nineties: CoNLL04 (Roth and Yih, 2004).

    python -m benchmarks.conll04 TRAIN DEV [--limit N]

Both files in the format of the set (``.txt``, ``.txt.gz``). A model is trained on the first as ``claimgraph train``
does. In the second, a relation is right where its type, both spans and the types of both entities are; a relation here
tells the types of its entities.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimgraph.extract.pairs import PairReader
from claimgraph.extract.pipeline import make_nlp
from claimgraph.extract.training.aligned import Example, Span, Told
from claimgraph.extract.training.fromexamples import read_texts
from claimgraph.extract.training.pairs import Options, train

from .machine import describe

TYPES = {
    "Work_For": ("Peop", "Org"),
    "Live_In": ("Peop", "Loc"),
    "OrgBased_In": ("Org", "Loc"),
    "Located_In": ("Loc", "Loc"),
    "Kill": ("Peop", "Peop"),
}
"""What each relation joins."""
Relation = tuple[str, Span, Span]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with its relations, by characters, each with the types of both entities."""

    text: str
    relations: frozenset[tuple[Relation, str, str]]


def load(path: Path) -> list[Sentence]:
    """The sentences of a file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        return [sentence(rows) for rows in _blocks(file)]


def _blocks(lines: Iterable[str]) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    for line in [*lines, "#"]:
        if line.startswith("#") and rows:
            yield rows
            rows = []
        elif not line.startswith("#") and line.strip():
            rows.append(line.rstrip("\n").split("\t"))


def sentence(rows: Sequence[Sequence[str]]) -> Sentence:
    """A sentence of rows: number, word, tag, relations, and the last words of their objects.

    >>> rows = ["0 Ann B-Peop ['Live_In'] [2]", "1 in O ['N'] [1]", "2 Oslo B-Loc ['N'] [2]"]
    >>> sentence([row.split(" ") for row in rows]).relations
    frozenset({(('Live_In', (0, 3), (7, 11)), 'Peop', 'Loc')})
    """
    starts, place = [], 0
    for row in rows:
        starts.append(place)
        place += len(row[1]) + 1
    entities: dict[int, tuple[Span, str]] = {}
    begin = 0
    for n, row in enumerate(rows):
        mark, _, kind = row[2].partition("-")
        begin = n if mark == "B" else begin
        inside = n + 1 < len(rows) and rows[n + 1][2].startswith("I-")
        if mark != "O" and not inside:
            entities[n] = (starts[begin], starts[n] + len(row[1])), kind
    found = set()
    for n, row in enumerate(rows):
        for name, other in zip(ast.literal_eval(row[3]), ast.literal_eval(row[4]), strict=True):
            if name != "N":
                (one, kind), (two, another) = entities[n], entities[other]
                found.add(((name, one, two), kind, another))
    return Sentence(" ".join(row[1] for row in rows), frozenset(found))


def score(gold: Sequence[Sentence], found: Sequence[Iterable[Relation]]) -> tuple[int, int, int]:
    """How many relations are right, were found, and are in the gold."""
    right = total = expected = 0
    for one, relations in zip(gold, found, strict=True):
        own = {(relation, *TYPES[relation[0]]) for relation in relations}
        right += len(own & one.relations)
        total += len(own)
        expected += len(one.relations)
    return right, total, expected


def main() -> None:
    """Train, judge and print."""
    parser = argparse.ArgumentParser(description="CoNLL04")
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("--limit", type=int, help="sentences of each part at most")
    options = parser.parse_args()
    seen, held = (load(path)[: options.limit] for path in (options.train, options.dev))
    nlp = make_nlp()
    start = time.perf_counter()
    docs = read_texts(nlp, (one.text for one in seen))
    examples = [
        Example(doc, tuple(Told((s,), name, (o,)) for (name, s, o), _, _ in sorted(one.relations)))
        for doc, one in zip(docs, seen, strict=True)
    ]
    names = sorted(TYPES)
    model = train(examples, names, [(name.replace("_", " ").lower(),) for name in names], Options(folds=2))
    trained = time.perf_counter() - start
    reader = PairReader(model)
    found = [
        [
            (fact.predicate, (s.start_char, s.end_char), (o.start_char, o.end_char))
            for fact in reader.facts(doc)
            for s, o in [(fact.subject.span(doc), fact.object.span(doc))]
        ]
        for doc in read_texts(nlp, (one.text for one in held))
    ]
    right, total, expected = score(held, found)
    print(f"{len(seen)} sentences trained on in {trained:.0f} s, {len(held)} judged; {describe()}")
    print(f"strict: precision {right / max(total, 1):.3f}, recall {right / expected:.3f}, F1 ", end="")
    print(f"{2 * right / max(total + expected, 1):.3f} ({expected} relations)")


if __name__ == "__main__":
    main()
