"""How well graphs agree with hand-made gold: the sample's, and that of any folders of texts and annotations.

    python -m benchmarks.accuracy [FOLDER ...] [--by-kind] [--model general]

A folder holds NAME.txt with NAME.json beside it, or ``reports/`` and ``gold/``.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claimgraph import report
from claimgraph.annotation import annotation_of
from claimgraph.builder import build
from claimgraph.content import content_of
from claimgraph.evaluate import Score, load_folder, score
from claimgraph.folder import Folder
from claimgraph.sample import sample_folder
from claimgraph.settings import Settings

from .machine import describe

KINDS = ("entities", "grounding", "events", "relations", "quantities", "attributions")


def measure(texts: Path, gold: Path, settings: Settings | None = None) -> dict[str, Score]:
    """Build a graph of the texts as a user would, and score each source that has a gold."""
    with tempfile.TemporaryDirectory() as folder:
        build([path for path in sorted(texts.iterdir()) if path.suffix != ".json"], folder, settings=settings)
        content = content_of(Folder.open(folder))
    predicted = {
        f"{Path(source.name).stem}.json": annotation_of(source, extraction)
        for source, extraction in zip(content.sources, content.extractions, strict=True)
    }
    return {name: score(data, predicted.get(name, {})) for name, data in load_folder(gold).items()}


@contextmanager
def _folders(given: list[str]) -> Iterator[list[tuple[str, Path, Path]]]:
    with sample_folder() as sample:
        found = [("sample", sample / "reports", sample / "gold")]
        for name in given:
            path = Path(name)
            parts = (path / "reports", path / "gold") if (path / "gold").is_dir() else (path, path)
            found.append((path.name, *parts))
        yield found


def main() -> None:
    """Print one line a folder, or the whole table of each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="texts with annotations beside them")
    parser.add_argument("--by-kind", action="store_true", help="print precision, recall and F1 by kind")
    parser.add_argument("--model", help='a classifier of relations that votes, too; "general" is the one that ships')
    options = parser.parse_args()
    print(f"# {describe()}\n")
    with _folders(options.folders) as folders:
        if not options.by_kind:
            print("| texts | documents | overall F1 | " + " | ".join(KINDS) + " |")
            print("|---|---|---|" + "---|" * len(KINDS))
        for name, texts, gold in folders:
            scores = measure(texts, gold, Settings(model=options.model))
            if options.by_kind:
                print(f"## {name}\n\n{report.as_text(scores)}")
                continue
            total = report.total_of(scores)
            figures = [f"{total.rates(kind).f1:.3f}" for kind in ("overall", *KINDS)]
            print(f"| {name} | {len(scores)} | " + " | ".join(figures) + " |")


if __name__ == "__main__":
    main()
