"""Words per second of the whole build beside a bare spaCy run over the same texts, in the same run; peak memory.

    python -m benchmarks.speed [FOLDER] [--repeat N]

Bare spaCy is the same model with all its own components and none of ours, one process, ``nlp.pipe``. The build is
everything that ``claimgraph build`` does once its model is loaded: reading, extraction, resolution and the store.
The last row is the part of it that parses nothing: from the sources' files, resolved and corrected, to the store.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

import spacy

from claimgraph.builder import build, rebuild
from claimgraph.extract import DEFAULT_MODEL
from claimgraph.extract.pipeline import make_nlp
from claimgraph.extract.read import find_files, read_file
from claimgraph.model import Source
from claimgraph.sample import sample_folder

from .machine import describe


def _copies(folder: Path, target: Path, words: int) -> list[Path]:
    """Copies of the texts under other names, each with a line of its own, until there are enough words."""
    texts = [source.text for path in find_files([folder]) for source in read_file(path) if isinstance(source, Source)]
    made: list[Path] = []
    count = 0
    while count < words:
        text = texts[len(made) % len(texts)]
        path = target / f"{len(made):05d}.txt"
        path.write_text(f"{text}\n\nCopy number {len(made)}.\n", "utf-8")
        made.append(path)
        count += len(text.split())
    return made


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", help="reports to read (default: the sample)")
    parser.add_argument("--words", type=int, default=30_000, help="how many words to read (default: 30000)")
    options = parser.parse_args()
    with sample_folder() as sample, tempfile.TemporaryDirectory() as scratch:
        folder = Path(options.folder) if options.folder else sample / "reports"
        reports = Path(scratch) / "reports"
        reports.mkdir()
        texts = [path.read_text("utf-8") for path in _copies(folder, reports, options.words)]
        words = sum(len(text.split()) for text in texts)
        nlp = spacy.load(DEFAULT_MODEL)
        list(nlp.pipe(texts[:2]))  # warm
        start = time.perf_counter()
        for _ in nlp.pipe(texts):
            pass
        bare = time.perf_counter() - start
        start = time.perf_counter()
        make_nlp()
        loading = time.perf_counter() - start
        start = time.perf_counter()
        build([reports], Path(scratch) / "kg")
        whole = time.perf_counter() - start - loading
        start = time.perf_counter()
        rebuild(Path(scratch) / "kg")
        storing = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"# {describe()}; {words} words in {len(texts)} reports, one process\n")
    print("| run | seconds | words per second | against bare spaCy |")
    print("|---|---|---|---|")
    print(f"| bare spaCy {DEFAULT_MODEL} | {bare:.1f} | {words / bare:.0f} | 1.00 |")
    print(f"| claimgraph build | {whole:.1f} | {words / whole:.0f} | {bare / whole:.2f} |")
    print(f"| of it resolution and store | {storing:.1f} | {storing / whole:.1%} of the build | |")
    print(f"\nPeak memory {peak:.0f} MiB; loading the pipeline {loading:.1f} s, not counted.")


if __name__ == "__main__":
    main()
