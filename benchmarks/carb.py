"""How well open claims cover what crowd workers read in sentences: CaRB, word by word.

    python -m benchmarks.carb FOLDER

FOLDER holds the development part of CaRB (Bhardwaj, Aggarwal and Mausam, "CaRB: A Crowdsourced Benchmark for Open IE",
EMNLP 2019) with the output of OpenIE-5 on it. Scored as its authors do: extractions and gold are compared by their
words, predicate with predicate and argument with argument (all behind the first taken together); recall lets gold
tuples share an extraction, precision does not. Of all thresholds on the score the one with the best F1 counts; beside
it the area under the curve.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import re
import string
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract import DEFAULT_MODEL
from claimgraph.extract.openarguments import scores
from claimgraph.extract.openclauses import propositions

from .machine import describe

BE = frozenset({"be", "is", "am", "are", "was", "were", "been", "being"})
SAID = ("said", "told", "added", "adds", "says")
"""In predicates with these, speaker and words may change places."""
BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_ARGUMENT = re.compile(r"\w+Argument\((.*?),List\(")
_RELATION = re.compile(r"Relation\((.*?),List\(")


@dataclass(frozen=True, slots=True)
class Tuple:
    """A predicate, its first argument and all others as one, and how sure the system is."""

    predicate: str
    first: str
    rest: str
    score: float = 1.0


Tuples = Mapping[str, Sequence[Tuple]]
"""Tuples by the key of their sentence."""
Rates = tuple[float, float, float, float]
"""Precision, recall and F1 at the best threshold, and the area under the curve."""


def key_of(sentence: str) -> str:
    """A sentence without blanks and punctuation, by which files are joined.

    >>> key_of("He -LRB- 40 -RRB- left ."), key_of("He (40) left.")
    ('He40left', 'He40left')
    """
    for escaped, bracket in BRACKETS.items():
        sentence = sentence.replace(escaped, bracket)
    return "".join(c for c in sentence if c not in string.punctuation and not c.isspace())


def gold_of(lines: Iterable[str]) -> dict[str, list[Tuple]]:
    """The tuples of a gold file: sentence, predicate and arguments by tabs."""
    out: dict[str, list[Tuple]] = defaultdict(list)
    for line in lines:
        sentence, predicate, first, *rest = line.rstrip("\n").split("\t")
        out[key_of(sentence)].append(Tuple(predicate, first, " ".join(rest)))
    return out


def openie5_of(lines: Iterable[str]) -> dict[str, list[Tuple]]:
    """The tuples that OpenIE-5 printed; those that lack an argument are left out."""
    out: dict[str, list[Tuple]] = defaultdict(list)
    for line in lines:
        score, _, first, relation, rest, sentence = line.rstrip("\n").split("\t")
        subject, predicate = _ARGUMENT.search(first), _RELATION.search(relation)
        if subject and predicate and rest.strip():
            others = " ".join(_ARGUMENT.findall(rest))
            out[key_of(sentence)].append(Tuple(predicate[1], subject[1], others, float(score)))
    return out


def matched(gold: Tuple, found: Tuple) -> tuple[float, float]:
    """Which share of a found tuple's words is right, and which share of the gold one's words is found."""
    straight = _matched(gold, found)
    if any(word in gold.predicate for word in SAID):
        return max(straight, _matched(gold, Tuple(found.predicate, found.rest, found.first)))
    return straight


def _matched(gold: Tuple, found: Tuple) -> tuple[float, float]:
    wanted, words = gold.predicate.split(), found.predicate.split()
    common, left = _common(wanted, words)
    common += "be" in left and bool(BE & set(wanted))
    if not common or not found.rest:
        return 0.0, 0.0
    all_wanted, all_words = len(wanted), len(words)
    for theirs, ours in ((gold.first, found.first), (gold.rest, found.rest)):
        wanted, words = theirs.split(), ours.split()
        common += _common(wanted, words)[0]
        all_wanted, all_words = all_wanted + len(wanted), all_words + len(words)
    return common / all_words, common / all_wanted


def _common(wanted: Sequence[str], words: Sequence[str]) -> tuple[int, list[str]]:
    """How many words two lists have in common, each as often as both have it, and what is left of the second."""
    left = list(words)
    for word in wanted:
        if word in left:
            left.remove(word)
    return len(words) - len(left), left


def rates(gold: Tuples, found: Tuples) -> Rates:
    """The scores of a system."""
    thresholds = sorted({each.score for key in gold for each in found.get(key, ())}) or [1.0]
    sums = [[0.0, 0.0] for _ in thresholds]
    counts = [0] * len(thresholds)
    for key, wanted in gold.items():
        table = [(each.score, [matched(one, each) for one in wanted]) for each in found.get(key, ())]
        begin = 0
        for score in sorted({score for score, _ in table}):
            kept = [pairs for each, pairs in table if each >= score]
            right, covered = _greedy(kept), sum(max(column) for column in _recalls(kept))
            end = bisect_left(thresholds, score) + 1
            for index in range(begin, end):
                sums[index] = [sums[index][0] + right, sums[index][1] + covered]
                counts[index] += len(kept)
            begin = end
    total = sum(map(len, gold.values()))
    curve = [
        (right / count if count else 1.0, cover / total) for (right, cover), count in zip(sums, counts, strict=True)
    ]
    precision, recall = max(curve, key=_f1)
    points = [(1.0, 0.0), *reversed(curve)]
    area = sum((b[1] - a[1]) * (a[0] + b[0]) / 2 for a, b in itertools.pairwise(points))
    return precision, recall, _f1((precision, recall)), area


def _recalls(kept: Sequence[Sequence[tuple[float, float]]]) -> list[list[float]]:
    return [[pair[1] for pair in column] for column in zip(*kept, strict=True)]


def _greedy(kept: Sequence[Sequence[tuple[float, float]]]) -> float:
    """The sum of the precisions of pairs, the best first, with every tuple in at most one."""
    pairs = [(-pair[0], one, each) for each, row in enumerate(kept) for one, pair in enumerate(row)]
    total, ones, others = 0.0, set[int](), set[int]()
    for precision, one, each in sorted(pairs):
        if one not in ones and each not in others:
            total -= precision
            ones.add(one)
            others.add(each)
    return total


def _f1(point: tuple[float, float]) -> float:
    return 2 * point[0] * point[1] / (sum(point) or 1)


def ours(nlp: Language, sentences: Iterable[str]) -> dict[str, list[Tuple]]:
    """What claimgraph extracts of each sentence, tokenized as it comes."""
    out: dict[str, list[Tuple]] = {}
    for sentence in sentences:
        doc = nlp(Doc(nlp.vocab, words=sentence.split()))
        out[key_of(sentence)] = [
            Tuple(each.worded, each.subject.text, each.object.text, scores()[each.kind]) for each in propositions(doc)
        ]
    return out


def read(path: Path) -> list[str]:
    """The lines of a compressed file."""
    return gzip.decompress(path.read_bytes()).decode("utf8").splitlines()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    gold = gold_of(read(options.folder / "gold_dev.tsv.gz"))
    systems = {
        "claimgraph": ours(spacy.load(DEFAULT_MODEL), read(options.folder / "dev.txt.gz")),
        "OpenIE-5": openie5_of(read(options.folder / "openie5_output_dev.txt.gz")),
    }
    print(f"# {describe()}; {len(gold)} sentences, {sum(map(len, gold.values()))} tuples\n")
    print("| system | precision | recall | F1 | AUC |\n|---|---|---|---|---|")
    for name, found in systems.items():
        print(f"| {name} | " + " | ".join(f"{rate:.3f}" for rate in rates(gold, found)) + " |")


if __name__ == "__main__":
    main()
