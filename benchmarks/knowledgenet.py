"""Facts of fifteen properties in passages of the web: KnowledgeNet (Mesquita et al., EMNLP 2019).

    python -m benchmarks.knowledgenet FILE [--train 1,2 | --general] [--test 3] [--limit N] [--save MODEL]

FILE holds the passages, one a line in JSON (``.jsonl``, also ``.jsonl.xz``). A model is trained on some folds as
``claimgraph train`` does, and judged on another one by the set's text F1: a fact is right where property, and
characters of subject and object, agree with a gold fact of the passage; facts of properties that the passage was not
annotated for are not counted. ``--general`` judges the model that ships, which has read folds 1 and 2 among other
corpora, and knows the properties by their numbers in Wikidata.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from claimgraph.extract import GENERAL, model_file
from claimgraph.extract.pairmodel import PairModel
from claimgraph.extract.pairs import PairReader
from claimgraph.extract.pipeline import make_nlp
from claimgraph.extract.training.aligned import Example, Span, Told
from claimgraph.extract.training.fromexamples import read_texts
from claimgraph.extract.training.pairs import Options, train
from claimgraph.extract.training.relationcorpora import WDT, load_passages
from claimgraph.extract.training.train_general import settings

from .machine import describe

Passage = dict[str, Any]
Triple = tuple[str, Span, Span]
"""Property, and the characters of subject and object."""
OTHERS = "a BERT baseline has .69 on the set's own test, spaCy with a BiLSTM .52"


@dataclass(slots=True)
class Counts:
    """Gold facts that were found, gold facts that were missed, and facts found that are none.

    >>> Counts(6, 2, 3).f1
    0.7058823529411765
    """

    right: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(passages: Sequence[Passage], found: Sequence[Iterable[Triple]]) -> dict[str, Counts]:
    """The counts by property.

    One fact that was found may serve several of the gold; one that matches none is wrong only where the passage was
    annotated for its property.
    """
    counts: dict[str, Counts] = {}
    for passage, facts in zip(passages, found, strict=True):
        gold, own = triples(passage), set(facts)
        for one in gold:
            of = counts.setdefault(one[0], Counts())
            if any(same(one, fact) for fact in own):
                of.right += 1
            else:
                of.missed += 1
        for fact in own:
            if fact[0] in passage["exhaustivelyAnnotatedProperties"] and not any(same(one, fact) for one in gold):
                counts.setdefault(fact[0], Counts()).wrong += 1
    return counts


def same(one: Triple, other: Triple) -> bool:
    """Whether two facts have one property, and subjects and objects that share characters."""
    return one[0] == other[0] and all(a[0] < b[1] and b[0] < a[1] for a, b in zip(one[1:], other[1:], strict=True))


def triples(passage: Passage) -> list[Triple]:
    """The gold facts of a passage."""
    return [
        (f["propertyName"], (f["subjectStart"], f["subjectEnd"]), (f["objectStart"], f["objectEnd"]))
        for f in passage["facts"]
    ]


def pooled(counts: Iterable[Counts]) -> Counts:
    """All counts together."""
    each = list(counts)
    return Counts(sum(c.right for c in each), sum(c.missed for c in each), sum(c.wrong for c in each))


def examples(nlp: Any, passages: Sequence[Passage]) -> list[Example]:
    """The passages as examples to train on."""
    docs = read_texts(nlp, (passage["passageText"] for passage in passages))
    return [
        Example(
            doc,
            tuple(Told((subject,), name, (object,)) for name, subject, object in dict.fromkeys(triples(passage))),
            frozenset(passage["exhaustivelyAnnotatedProperties"]),
        )
        for doc, passage in zip(docs, passages, strict=True)
    ]


def trained(nlp: Any, passages: Sequence[Passage]) -> PairModel:
    """A model of the properties that passages are annotated for."""
    labels = sorted({name for passage in passages for name in passage["exhaustivelyAnnotatedProperties"]})
    phrases = [(label.replace("_", " ").lower(),) for label in labels]
    return train(examples(nlp, passages), labels, phrases, Options(exact=False, folds=2))


def facts_of(reader: PairReader, docs: Iterable[Doc], names: Mapping[str, str]) -> Iterator[list[Triple]]:
    """What a model finds in each text; ``names`` are the set's for its properties ("^": the other way round)."""
    for doc in docs:
        own = []
        for fact in reader.facts(doc):
            name = names.get(fact.predicate)
            if name is not None:
                one, other = ((s.start_char, s.end_char) for s in (fact.subject.span(doc), fact.object.span(doc)))
                own.append((name[1:], other, one) if name[0] == "^" else (name, one, other))
        yield own


def named_by_number() -> dict[str, str]:
    """The set's names of properties by those of the model that ships.

    >>> named_by_number()["http://www.wikidata.org/prop/direct/P40"]
    '^CHILD_OF'
    """
    names = settings()["knowledgenet"].items()
    return {WDT + number.removeprefix("^"): f"{'^' * number.startswith('^')}{name}" for name, number in names}


def main() -> None:
    """Train, judge and print."""
    parser = argparse.ArgumentParser(description="KnowledgeNet")
    parser.add_argument("file", type=Path)
    parser.add_argument("--train", default="1,2", help="folds to train on (default: 1,2)")
    parser.add_argument("--general", action="store_true", help="judge the model that ships")
    parser.add_argument("--test", default="3", help="folds to judge on (default: 3)")
    parser.add_argument("--limit", type=int, help="passages of each part at most")
    parser.add_argument("--save", type=Path, help="the file to write the trained model to")
    options = parser.parse_args()
    parts = [set(folds.split(",")) for folds in (options.train, options.test)]
    passages = load_passages(options.file)
    seen, held = ([p for p in passages if str(p["fold"]) in part][: options.limit] for part in parts)
    nlp = make_nlp()
    start = time.perf_counter()
    model = PairModel.load(model_file(GENERAL)) if options.general else trained(nlp, seen)
    names = named_by_number() if options.general else {label: label for label in model.header.labels}
    learnt = f"{len(seen)} passages of folds {options.train} trained on in {time.perf_counter() - start:.0f} s"
    if options.save:
        options.save.write_bytes(model.dumped())
    docs = read_texts(nlp, (passage["passageText"] for passage in held))
    counts = score(held, list(facts_of(PairReader(model), docs, names)))
    print(f"{'the model that ships' if options.general else learnt}, {len(held)} passages judged; {describe()}")
    print("| property | precision | recall | text F1 |\n|---|---|---|---|")
    for name, of in [*sorted(counts.items()), ("all", pooled(counts.values()))]:
        print(f"| {name} | {of.precision:.3f} | {of.recall:.3f} | {of.f1:.3f} |")
    print(OTHERS)


if __name__ == "__main__":
    main()
