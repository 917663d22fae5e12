"""How well events are found: the rules alone, the encoder's head alone and both; by group of classes, and by subject.

    python -m benchmarks.events FOLDER [FOLDER ...]

A FOLDER holds NAME.txt with NAME.json (the annotation format) beside it. The subject is the first words of NAME.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from claimgraph.alignment import Annotation, align_entities, align_events
from claimgraph.annotation import annotation_of
from claimgraph.evaluate import Score, score
from claimgraph.extract.events import EventReader, Votes
from claimgraph.extract.pipeline import extract, make_nlp
from claimgraph.extract.read import read_file
from claimgraph.model import Source
from claimgraph.ontology import vocabulary
from claimgraph.report import total_of

from .machine import describe

WAYS: tuple[Votes, ...] = ("rules", "head", "both")
SLOTS = ("events", "slot date", "slot places", "slot participants", "slot about")
Pair = tuple[dict[str, Any], dict[str, Any]]


def read(folder: Path, votes: Votes) -> dict[str, Pair]:
    """Gold and what was read, by the name of the text."""
    nlp = make_nlp()
    reader = nlp.get_pipe("claimgraph_events")
    assert isinstance(reader, EventReader)
    reader.votes = votes
    paths = [path for path in sorted(folder.glob("*.txt")) if path.with_suffix(".json").exists()]
    sources = [source for path in paths for source in read_file(path) if isinstance(source, Source)]
    found = [
        annotation_of(source, extraction) for source, extraction in zip(sources, extract(nlp, sources), strict=True)
    ]
    golds = [json.loads(path.with_suffix(".json").read_text("utf8")) for path in paths]
    return {path.stem: pair for path, pair in zip(paths, zip(golds, found, strict=True), strict=True)}


def by_group(pairs: Iterable[Pair]) -> dict[str, list[int]]:
    """For each group of classes: events found that are right, all found, those of the gold found, all of the gold."""
    groups = vocabulary.load().event_groups()
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for gold, found in pairs:
        left, right = Annotation(gold), Annotation(found)
        matched, loosely = align_entities(left, right)
        events = align_events(left, right, {**loosely, **matched})
        for name, event in right.events.items():
            counts[groups.get(event["class"], event["class"])][0] += name in events
            counts[groups.get(event["class"], event["class"])][1] += 1
        for name, event in left.events.items():
            counts[groups.get(event["class"], event["class"])][2] += name in events.values()
            counts[groups.get(event["class"], event["class"])][3] += 1
    return dict(sorted(counts.items()))


def subject_of(name: str) -> str:
    """The subject of a text by its name.

    >>> subject_of("wikinews-crime-and-law-sentence-1"), subject_of("re3d-centcom-08")
    ('wikinews crime and law', 're3d centcom')
    """
    words = re.sub(r"-(extra|\d+)\b", "", name).split("-")
    return " ".join(words[:4] if "and" in words[:4] else words[:2])


def figures(scores: dict[str, Score]) -> str:
    """F1 of the events and of their slots."""
    total = total_of(scores)
    return " | ".join(f"{total.rates(kind).f1:.3f}" for kind in SLOTS)


def main(folders: list[Path]) -> None:
    """Print the tables of each folder."""
    print(f"# {describe()}")
    for folder in folders:
        print(f"\n## {folder.name}\n\n| votes | {' | '.join(SLOTS)} |\n|---|{'---|' * len(SLOTS)}")
        pairs: dict[str, Pair] = {}
        for votes in WAYS:
            pairs = read(folder, votes)
            scores = {name: score(gold, found) for name, (gold, found) in pairs.items()}
            print(f"| {votes} | {figures(scores)} |")
        print("\n| group (both) | precision | recall | in the gold |\n|---|---|---|---|")
        for group, (right, said, hit, there) in by_group(pairs.values()).items():
            print(f"| {group} | {right / max(1, said):.2f} | {hit / max(1, there):.2f} | {there} |")
        print(f"\n| subject (both) | {' | '.join(SLOTS)} |\n|---|{'---|' * len(SLOTS)}")
        subjects: dict[str, dict[str, Score]] = defaultdict(dict)
        for name, (gold, found) in pairs.items():
            subjects[subject_of(name)][name] = score(gold, found)
        for subject, scores in sorted(subjects.items()):
            print(f"| {subject} | {figures(scores)} |")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
