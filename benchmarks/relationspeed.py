"""What reading relations costs beside a bare spaCy run over the same texts, under our ontology and under another.

    python -m benchmarks.relationspeed [FOLDER] [--ontology TTL] [--model MODEL] [--words N]

Bare spaCy is the same model with all its own components, one process. The time of relations is that of their
component alone, over documents that the rest of the pipeline has annotated. Without ``--ontology`` the second row is
under the ontology of ships in ``docs/``, whose relations are read by their labels.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import spacy

from claimgraph.extract import DEFAULT_MODEL
from claimgraph.extract.pipeline import make_doc, make_nlp
from claimgraph.extract.read import find_files, read_file
from claimgraph.model import Source
from claimgraph.sample import sample_folder

from .machine import describe

SHIPS = Path(__file__).parents[1] / "docs" / "example-ontology" / "ships.ttl"
NAME = "claimgraph_relations"


def sources_of(folder: Path, words: int) -> list[Source]:
    """The sources of a folder, repeated under other names until there are enough words."""
    found = [each for path in find_files([folder]) for each in read_file(path) if isinstance(each, Source)]
    out: list[Source] = []
    while sum(len(source.text.split()) for source in out) < words:
        one = found[len(out) % len(found)]
        out.append(Source.of(f"{len(out)}.txt", f"{one.text}\n\nCopy number {len(out)}.", published=one.published))
    return out


def bare(sources: list[Source]) -> float:
    """Seconds of the bare model over the texts."""
    nlp = spacy.load(DEFAULT_MODEL)
    list(nlp.pipe(source.text for source in sources[:2]))  # warm
    start = time.perf_counter()
    for _ in nlp.pipe(source.text for source in sources):
        pass
    return time.perf_counter() - start


def relations(sources: list[Source], ontology: Path | None, model: Path | None) -> tuple[float, int]:
    """Seconds of the component of relations alone, and how many relations it read."""
    nlp = make_nlp(ontology=ontology, config={NAME: {"model": str(model)}} if model else None)
    component = nlp.get_pipe(NAME)
    seconds, found = 0.0, 0
    with nlp.select_pipes(disable=[NAME]):
        for doc in nlp.pipe(make_doc(nlp, source) for source in sources):
            start = time.perf_counter()
            component(doc)
            seconds += time.perf_counter() - start
            found += len(doc._.reading.relations)
    return seconds, found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="reports to read (default: the sample)")
    parser.add_argument("--ontology", type=Path, default=SHIPS, help="the other ontology (default: that of ships)")
    parser.add_argument(
        "--model", type=Path, help="a trained model that reads relations, too, under the other ontology"
    )
    parser.add_argument("--words", type=int, default=30_000, help="how many words to read (default: 30000)")
    options = parser.parse_args()
    with sample_folder() as sample:
        sources = sources_of(options.folder or sample / "reports", options.words)
        words = sum(len(source.text.split()) for source in sources)
        base = bare(sources)
        print(f"# {describe()}; {words} words in {len(sources)} reports, one process\n")
        print("| run | seconds | of bare spaCy's time | relations |")
        print("|---|---|---|---|")
        print(f"| bare spaCy {DEFAULT_MODEL} | {base:.1f} | 1.00 | |")
        for name, ontology, model in (
            ("our ontology", None, None),
            (options.ontology.name, options.ontology, options.model),
        ):
            seconds, found = relations(sources, ontology, model)
            print(f"| relations, {name} | {seconds:.1f} | {seconds / base:.2f} | {found} |")


if __name__ == "__main__":
    main()
