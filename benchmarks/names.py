"""How well names, nationalities and dates are found in world news, beside the stock model.

    python -m benchmarks.names train.tsv.xz [--every N]

The file is the English Worldwide Newswire set (Shan et al. 2023, https://aclanthology.org/2023.conll-1.23): a word and
its label a line. Nothing is trained on it. A name is right when its first word, last word and type are.
"""

from __future__ import annotations

import argparse
import calendar
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract import DEFAULT_MODEL
from claimgraph.extract.pipeline import make_nlp
from claimgraph.extract.state import reading_of
from claimgraph.extract.training.corpora import lines_of
from claimgraph.extract.training.silver import spans_of

from .machine import describe

Article = tuple[list[str], list[str]]
Mention = tuple[int, int, str]
Reader = Callable[[Doc], Iterator[Mention]]
COUNTED = ("Person", "Organization", "Location", "NORP", "Date")
NAMELESS = frozenset({"actor", "acting-group"})
"""Our rules for bodies that act without a name ("police", "the Kenyan government"), which the set does not label."""
STOCK = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Location",
    "LOC": "Location",
    "NORP": "NORP",
    "DATE": "Date",
}
OURS = {"Person": "Person", "Organization": "Organization", "Place": "Location"}


_NAMED = [*calendar.day_name, *calendar.day_abbr, *calendar.month_name[1:], *calendar.month_abbr[1:]]
CALENDAR = re.compile(rf"\b(?:{'|'.join(_NAMED)}|Sept|\d{{4}})\b")
"""The set labels calendar dates (days of the week, months, years), not "today" or "two weeks": so for every system."""


def articles(path: Path) -> Iterator[Article]:
    """Words and labels of each article; lines that hold an address are left out."""
    words: list[str] = []
    labels: list[str] = []
    for line in [*lines_of(path), "# doc"]:
        row = line.rstrip("\n").split("\t")
        if line.startswith("# doc"):
            if words:
                yield words, labels
            words, labels = [], []
        elif len(row) > 1 and not row[0].startswith("http"):
            words.append(row[0])
            labels.append(row[1])


def spaces_of(words: Sequence[str]) -> list[bool]:
    """Whether a space follows each word, as print has it: the set gives words alone, and hyphens as words of their own.

    >>> spaces_of("Said Jean - Luc ( 30 ) .".split())
    [True, False, False, True, False, False, False, True]
    """
    closing = {*",.;:!?)]%…", "'s", "’s", "-", "n't"}
    return [
        word not in {"(", "[", "-"} and (following is None or following not in closing)
        for word, following in zip(words, [*words[1:], None], strict=True)
    ]


def stock_mentions(doc: Doc) -> Iterator[Mention]:
    """What a spaCy model calls names."""
    for ent in doc.ents:
        kind = STOCK.get(ent.label_)
        if kind and (kind != "Date" or CALENDAR.search(ent.text)):
            yield ent.start, ent.end, kind


def our_mentions(doc: Doc) -> Iterator[Mention]:
    """Names after the whole document was looked at; nationalities and dates as recognized."""
    for mention in reading_of(doc).mentions:
        if mention.kind in OURS and mention.level == "name" and mention.rule not in NAMELESS:
            yield mention.span.start, mention.span.end, OURS[mention.kind]
    yield from (found for found in stock_mentions(doc) if found[2] in {"NORP", "Date"})


def systems() -> dict[str, tuple[Language, Reader]]:
    """What is compared: a pipeline each, and how to read its names."""
    stock = spacy.load(DEFAULT_MODEL)
    encoder = spacy.blank("en")
    encoder.add_pipe("claimgraph_recognizer")
    ruled = make_nlp(recognizer="model")
    whole = make_nlp()
    for nlp in (ruled, whole):
        nlp.select_pipes(disable=[n for n in nlp.pipe_names if n.startswith("claimgraph_") and n not in NAMING])
    return {
        "stock model": (stock, stock_mentions),
        "stock model and our rules": (ruled, our_mentions),
        "our encoder": (encoder, stock_mentions),
        "our encoder and rules": (whole, our_mentions),
    }


NAMING = {"claimgraph_recognizer", "claimgraph_mentions"}


def measure(
    nlp: Language, read: Callable[[Doc], Iterator[Mention]], gold: Sequence[Article]
) -> tuple[Counter[str], float]:
    """How many are right, predicted and in the gold, by type; words a second."""
    counts: Counter[str] = Counter()
    started = time.perf_counter()
    docs = list(nlp.pipe((Doc(nlp.vocab, words, spaces_of(words)) for words, _ in gold), batch_size=8))
    speed = sum(len(doc) for doc in docs) / (time.perf_counter() - started)
    for doc, (_, labels) in zip(docs, gold, strict=True):
        wanted = {span for span in spans_of(labels) if span[2] in COUNTED}
        found = set(read(doc))
        for name, group in (("right", wanted & found), ("found", found), ("gold", wanted)):
            counts.update(f"{name} {kind}" for _, _, kind in group)
    return counts, speed


def f1(counts: Counter[str], kinds: Sequence[str]) -> float:
    """The micro-averaged F1 of some types."""
    right, found, gold = (sum(counts[f"{name} {kind}"] for kind in kinds) for name in ("right", "found", "gold"))
    return 2 * right / (found + gold) if right else 0.0


def main() -> None:
    """Print one line a system."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--every", type=int, default=6, metavar="N", help="read each N-th article only")
    options = parser.parse_args()
    gold = list(articles(options.file))[:: options.every]
    print(f"# {describe()}\n\n{len(gold)} articles, {sum(len(words) for words, _ in gold):,} words\n")
    print("| system | " + " | ".join(COUNTED) + " | all five | words a second |")
    print("|---|" + "---|" * (len(COUNTED) + 2))
    for name, (nlp, read) in systems().items():
        counts, speed = measure(nlp, read, gold)
        figures = [f"{f1(counts, [kind]):.3f}" for kind in COUNTED]
        print(f"| {name} | " + " | ".join(figures) + f" | {f1(counts, COUNTED):.3f} | {speed:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
