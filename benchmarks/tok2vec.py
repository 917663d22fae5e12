"""The peer that the encoder has to beat: spaCy's own tok2vec and transition-based recognizer, trained on the same sets.

    python -m benchmarks.tok2vec CORPORA newswire.tsv.xz [--epochs N] [--every N]

Words under a label that a set leaves open are taken for "none": the recognizer of spaCy cannot be told otherwise.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from claimgraph.extract import DEFAULT_MODEL
from claimgraph.extract.gazetteer import gazetteer
from claimgraph.extract.recognizer import SPACY_LABELS
from claimgraph.extract.training.corpora import Passage, training_passages, without
from claimgraph.extract.training.silver import spans_of, with_silver

from .machine import describe
from .names import COUNTED, articles, f1, measure, stock_mentions

BATCH = 32
DROPOUT = 0.2


def example_of(nlp: Language, passage: Passage) -> Example:
    """A passage as spaCy trains on it."""
    gold = Doc(nlp.vocab, list(passage.words))
    gold.set_ents([Span(gold, start, end, SPACY_LABELS[kind]) for start, end, kind in spans_of(known(passage.labels))])
    return Example(Doc(nlp.vocab, list(passage.words)), gold)


def known(labels: Sequence[str]) -> list[str]:
    """The labels with what is not known taken for none."""
    return ["O" if label == "?" else label for label in labels]


def trained(examples: Sequence[Example], epochs: int) -> Language:
    """A pipeline with a tok2vec and a recognizer fitted to the examples."""
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    optimizer = nlp.initialize(lambda: examples)
    dice = random.Random(0)
    order = list(examples)
    for epoch in range(epochs):
        dice.shuffle(order)
        losses: dict[str, float] = {}
        started = time.perf_counter()
        for batch in spacy.util.minibatch(order, BATCH):
            nlp.update(batch, sgd=optimizer, drop=DROPOUT, losses=losses)
        print(f"epoch {epoch + 1}: loss {losses['ner']:,.0f}, {time.perf_counter() - started:.0f} s", flush=True)
    return nlp


def main() -> None:
    """Train, and print one line of the table of ``benchmarks.names``."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--every", type=int, default=6, metavar="N", help="read each N-th article only")
    options = parser.parse_args()
    held = [path.read_text("utf-8") for path in (options.corpora / "annotated-news" / "dev").glob("*.txt")]
    stock = spacy.load(DEFAULT_MODEL)
    nlp = spacy.blank("en")
    passages = [p for own in training_passages(options.corpora).values() for p in without(own, held)]
    examples = [example_of(nlp, passage) for passage in with_silver(passages, stock, gazetteer())]
    model = trained(examples, options.epochs)
    counts, speed = measure(model, stock_mentions, list(articles(options.file))[:: options.every])
    figures = [f"{f1(counts, [kind]):.3f}" for kind in COUNTED]
    print(f"# {describe()}\n\n| tok2vec trained on the same sets | " + " | ".join(figures), end="")
    print(f" | {f1(counts, COUNTED):.3f} | {speed:,.0f} |")


if __name__ == "__main__":
    main()
