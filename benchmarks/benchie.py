"""How many of the facts that a sentence states come out as open claims, and how many of those are right: BenchIE.

    python -m benchmarks.benchie FOLDER [--show]

FOLDER holds the part of BenchIE (Gashteovski et al., "BenchIE: A Framework for Multi-Faceted Fact-Based Open
Information Extraction Evaluation", ACL 2022) over CaRB's development sentences, and what other systems extract from
them. A fact is a cluster of the ways to put it, and an extraction is right if it is one of them word for word. As for
the others, only what is said with words of the sentence is scored. BenchIE wants relations as they are worded, so
auxiliaries, modals and negations, which a claim keeps apart as its stance, are put back here. Scores are given for the
sentences with odd numbers, on which rules were developed, for the even ones, and for all.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract import DEFAULT_MODEL
from claimgraph.extract.openclauses import propositions

from .machine import describe

Triple = tuple[str, str, str]
Found = Mapping[int, Sequence[Triple]]
"""Extractions by the number of their sentence."""

SYSTEMS = {"clausie": "ClausIE", "minie": "MinIE", "openie6": "OpenIE6"}
_GROUP = re.compile(r"(\[[^\]]*\])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its facts, each as the set of all ways to put it."""

    number: int
    text: str
    facts: tuple[frozenset[Triple], ...]


def variants(words: str) -> Iterator[str]:
    """What some words may be, with each bracketed group kept or left out.

    >>> sorted(variants("[the] court [of appeal]"))
    ['court', 'court of appeal', 'the court', 'the court of appeal']
    """
    parts = [part.strip() for part in _GROUP.split(words) if part.strip()]
    choices = [("", part[1:-1].strip()) if part.startswith("[") else (part,) for part in parts]
    for chosen in itertools.product(*choices):
        yield " ".join(filter(None, chosen))


def facts_of(lines: Iterable[str]) -> Iterator[Sentence]:
    """The sentences of a gold file."""
    number, text = 0, ""
    clusters: list[set[Triple]] = []
    for line in itertools.chain(lines, ["sent_id:0\t"]):
        if line.startswith("sent_id:"):
            if number:
                yield Sentence(number, text, tuple(map(frozenset, clusters)))
            label, _, text = line.rstrip("\n").partition("\t")
            number, clusters = int(label.removeprefix("sent_id:")), []
        elif re.match(r"\d+--> ?Cluster", line):
            clusters.append(set())
        elif line.strip():
            subject, relation, value = (list(variants(part)) for part in line.rstrip("\n").split(" --> ")[:3])
            clusters[-1] |= set(itertools.product(subject, relation, value))


def rows_of(lines: Iterable[str]) -> dict[int, list[Triple]]:
    """The extractions of a system's file: number, subject, relation and object by tabs."""
    out: dict[int, list[Triple]] = defaultdict(list)
    for line in lines:
        number, subject, relation, value = line.rstrip("\n").split("\t")[:4]
        out[int(number)].append((subject.strip(), relation.strip(), value.strip()))
    return out


def rates(gold: Iterable[Sentence], found: Found) -> tuple[float, float, float]:
    """Precision, recall and F1: facts hit, extractions that are none, facts missed.

    An extraction counts for the first fact that it puts; further ones of the same fact count for nothing.
    """
    hits = wrong = missed = 0
    for sentence in gold:
        hit = set[int]()
        for triple in found.get(sentence.number, ()):
            number = next((n for n, fact in enumerate(sentence.facts) if triple in fact), None)
            if number is None:
                wrong += 1
            else:
                hit.add(number)
        hits += len(hit)
        missed += len(sentence.facts) - len(hit)
    precision, recall = hits / ((hits + wrong) or 1), hits / ((hits + missed) or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def ours(nlp: Language, gold: Iterable[Sentence]) -> dict[int, list[Triple]]:
    """What claimgraph extracts of each sentence, tokenized as it comes, in the words of the sentence alone."""
    out: dict[int, list[Triple]] = {}
    for sentence in gold:
        doc = nlp(Doc(nlp.vocab, words=sentence.text.split()))
        explicit = (p for p in propositions(doc) if not p.implied)
        out[sentence.number] = [(p.subject.text, p.worded, p.object.text) for p in explicit]
    return out


def table(gold: Sequence[Sentence], systems: Mapping[str, Found]) -> str:
    """Precision, recall and F1 of each system, on the halves and on the whole, in Markdown."""
    parts = {
        "odd (developed on)": [s for s in gold if s.number % 2],
        "even": [s for s in gold if not s.number % 2],
        "all": gold,
    }
    lines = ["| system | " + " | ".join(f"{name} P / R / F1" for name in parts) + " |", "|" + "---|" * (len(parts) + 1)]
    for name, found in systems.items():
        cells = [" / ".join(f"{rate:.3f}" for rate in rates(part, found)) for part in parts.values()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def read(path: Path) -> list[str]:
    """The lines of a compressed file."""
    return gzip.decompress(path.read_bytes()).decode("utf8").splitlines()


def main() -> None:
    """Print the table, and with --show what is right, wrong and missed in the odd sentences."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--show", action="store_true", help="print what is right, wrong and missed, odd sentences alone"
    )
    options = parser.parse_args()
    gold = list(facts_of(read(options.folder / "gold_en_dev.txt.gz")))
    found = ours(spacy.load(DEFAULT_MODEL), gold)
    if options.show:
        for sentence in gold:
            if sentence.number % 2:
                _show(sentence, found[sentence.number])
    others = options.folder / "system_extractions"
    systems = {name: rows_of(read(others / f"{stem}_dev.tsv.gz")) for stem, name in SYSTEMS.items()}
    print(f"# {describe()}; {len(gold)} sentences, {sum(len(s.facts) for s in gold)} facts\n")
    print(table(gold, {"claimgraph": found, **systems}))


def _show(sentence: Sentence, found: Sequence[Triple]) -> None:
    print(f"\n{sentence.number} {sentence.text}")
    for triple in found:
        print("  ", "+" if any(triple in fact for fact in sentence.facts) else "-", " | ".join(triple))
    for fact in sentence.facts:
        if not fact & set(found):
            print("   missed", " | ".join(min(fact, key=lambda t: (-sum(map(len, t)), t))))


if __name__ == "__main__":
    main()
