"""How often a pronoun goes to the right name, and how often it is left alone: GAP (Webster et al. 2018).

    python -m benchmarks.coreference gap-validation.tsv.xz

Two names stand beside an ambiguous pronoun, one of them at most is meant (https://aclanthology.org/Q18-1042). As in
GAP's scorer each of the two counts as a yes or a no. Beside ours the simplest rule there is: the last name before it.
"""

from __future__ import annotations

import argparse
import csv
import lzma
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc

from claimgraph.extract.pipeline import make_doc, make_nlp
from claimgraph.extract.state import reading_of
from claimgraph.model import Source

from .machine import describe

Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    """The rows of the set as published."""
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def node_at(doc: Doc, offset: int) -> str | None:
    """The node of the mention that covers a character."""
    for mention in reading_of(doc).mentions:
        if mention.span.start_char <= offset < mention.span.end_char:
            return mention.node
    return None


def answers(doc: Doc, row: Row) -> Iterator[tuple[str, str, bool, bool]]:
    """For each system and each of the two names: the gender of the pronoun, what is predicted, what is so."""
    at = int(row["Pronoun-offset"])
    gender = "feminine" if row["Pronoun"].casefold() in {"she", "her", "hers"} else "masculine"
    meant = node_at(doc, at)
    before = [int(row[f"{name}-offset"]) for name in "AB" if int(row[f"{name}-offset"]) < at]
    for name in "AB":
        offset, truth = int(row[f"{name}-offset"]), row[f"{name}-coref"].upper() == "TRUE"
        yield "claimgraph", gender, meant is not None and node_at(doc, offset) == meant, truth
        yield "last name before", gender, offset == max(before, default=-1), truth


def main() -> None:
    """Print one line a system."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    nlp = make_nlp()
    nlp.select_pipes(
        disable=["claimgraph_events", "claimgraph_stance", "claimgraph_quantities", "claimgraph_relations"]
    )
    rows = rows_of(options.file)
    counts: Counter[tuple[str, str]] = Counter()
    docs = nlp.pipe(make_doc(nlp, Source.of(row["ID"], row["Text"])) for row in rows)
    for doc, row in zip(docs, rows, strict=True):
        for system, gender, predicted, truth in answers(doc, row):
            for group in ("all", gender):
                counts[system, f"{group} found"] += predicted
                counts[system, f"{group} gold"] += truth
                counts[system, f"{group} right"] += predicted and truth
    print(f"# {describe()}; {len(rows)} pronouns\n")
    print("| system | precision | recall | F1 | F1 masculine | F1 feminine |")
    print("|---|---|---|---|---|---|")
    for system in ("last name before", "claimgraph"):
        right, found, gold = (counts[system, f"all {name}"] for name in ("right", "found", "gold"))
        f1 = [
            2 * counts[system, f"{group} right"] / (counts[system, f"{group} found"] + counts[system, f"{group} gold"])
            for group in ("all", "masculine", "feminine")
        ]
        print(f"| {system} | {right / found:.3f} | {right / gold:.3f} | " + " | ".join(f"{x:.3f}" for x in f1) + " |")


if __name__ == "__main__":
    main()
