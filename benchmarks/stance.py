"""How well it is told how happenings are meant: right on matched events, and each stance by itself.

    python -m benchmarks.stance FOLDER [FOLDER ...]

A FOLDER holds NAME.txt with NAME.json (the annotation format) beside it. Only events that are found count, so that
an event missed costs no stance; ``claimgraph evaluate`` prints the slot over all events.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from claimgraph.alignment import Annotation, align_entities, align_events
from claimgraph.annotation import annotation_of
from claimgraph.extract.pipeline import extract, make_nlp
from claimgraph.extract.read import read_file
from claimgraph.model import Source, Stance

from .machine import describe

Pair = tuple[dict[str, Any], dict[str, Any]]
Meant = tuple[str, str]
"""The stance of the gold, and that of ours."""


def read(folder: Path) -> Iterator[Pair]:
    """Gold and what was read, text by text."""
    paths = [path for path in sorted(folder.glob("*.txt")) if path.with_suffix(".json").exists()]
    if not paths:
        raise SystemExit(f"{folder}: no NAME.txt with a NAME.json beside it; give a folder of annotated reports")
    sources = [source for path in paths for source in read_file(path) if isinstance(source, Source)]
    for path, source, extraction in zip(paths, sources, extract(make_nlp(), sources), strict=True):
        yield json.loads(path.with_suffix(".json").read_text("utf8")), annotation_of(source, extraction)


def meant(pairs: Iterable[Pair]) -> Counter[Meant]:
    """How often each stance of the gold was taken for which."""
    counts: Counter[Meant] = Counter()
    for gold, found in pairs:
        left, right = Annotation(gold), Annotation(found)
        matched, loosely = align_entities(left, right)
        for ours, theirs in align_events(left, right, {**loosely, **matched}).items():
            counts[left.events[theirs].get("modality") or "actual", right.events[ours]["modality"]] += 1
    return counts


def table(counts: Counter[Meant]) -> Iterator[str]:
    """The lines of the table: all events, then each stance with precision, recall and F1."""
    right = sum(number for (gold, ours), number in counts.items() if gold == ours)
    yield f"right on {right} of {counts.total()} matched events: {right / max(counts.total(), 1):.3f}"
    for stance in map(str, Stance):
        hits = counts[stance, stance]
        found = sum(number for (_, ours), number in counts.items() if ours == stance)
        known = sum(number for (gold, _), number in counts.items() if gold == stance)
        rates = hits / max(found, 1), hits / max(known, 1), 2 * hits / max(found + known, 1)
        yield "{:13} P {:.2f}  R {:.2f}  F1 {:.2f}   ({} right, {} ours, {} of the gold)".format(
            stance, *rates, hits, found, known
        )


def main(folders: list[Path]) -> None:
    """Print the table of each folder."""
    print(describe())
    for folder in folders:
        print(f"\n{folder}")
        print("\n".join(table(meant(read(folder)))))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
