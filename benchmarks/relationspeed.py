"""What reading relations costs beside a bare spaCy run over the same texts: by rules, by labels, by trained models.

    python -m benchmarks.relationspeed [FOLDER] [--ontology TTL] [--model MODEL]... [--words N]

Bare spaCy is the same model with all its own components, one process. The time of relations is that of their
component alone, over documents that the rest of the pipeline has annotated; rules and labels are always read, too.
All take turns, some reports at a time, so that a machine that is now fast and now slow is fair to each; the median of
the turns is told beside the whole.
Without options, the rows are our own ontology by rules, the ontology of ships in ``docs/`` by its labels, and that of
accidents with a model that is trained on its forty examples first. ``--model`` adds a row for a model under our own
ontology (``benchmarks.knowledgenet --save`` makes one of fifteen properties).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import spacy
from spacy.language import Language

from claimgraph.extract import DEFAULT_MODEL, model_file
from claimgraph.extract.examples import read
from claimgraph.extract.pipeline import make_doc, make_nlp
from claimgraph.extract.read import find_files, read_file
from claimgraph.extract.training.fromexamples import train_on
from claimgraph.extract.training.pairs import Options
from claimgraph.model import Source
from claimgraph.ontology import vocabulary
from claimgraph.sample import sample_folder

from .machine import describe

DOCS = Path(__file__).parents[1] / "docs"
SHIPS = DOCS / "example-ontology" / "ships.ttl"
ACCIDENTS = DOCS / "by-example"
NAME = "claimgraph_relations"
TURN = 8
"""Reports that one reads before the next one's turn."""
MOST = 0.5
"""The share of bare spaCy's time that relations may take."""


def sources_of(folder: Path, words: int) -> list[Source]:
    """The sources of a folder, repeated under other names until there are enough words."""
    found = [each for path in find_files([folder]) for each in read_file(path) if isinstance(each, Source)]
    out: list[Source] = []
    while sum(len(source.text.split()) for source in out) < words:
        one = found[len(out) % len(found)]
        out.append(Source.of(f"{len(out)}.txt", f"{one.text}\n\nCopy number {len(out)}.", published=one.published))
    return out


@dataclass
class Row:
    """What reading relations took, and how many it found."""

    nlp: Language
    turns: list[float] = field(default_factory=list)
    """Seconds of processor, turn by turn."""
    found: int = 0

    def read(self, sources: Sequence[Source]) -> None:
        """Read the relations of some reports; only their component is timed."""
        component = self.nlp.get_pipe(NAME)
        with self.nlp.select_pipes(disable=[NAME]):
            docs = list(self.nlp.pipe(make_doc(self.nlp, source) for source in sources))
        start = time.process_time()
        for doc in docs:
            component(doc)
        self.turns.append(time.process_time() - start)
        self.found += sum(len(doc._.reading.relations) for doc in docs)


def measure(sources: Sequence[Source], rows: Iterable[Row]) -> list[float]:
    """Let the rows read all reports. Seconds of processor that the bare model takes for them, turn by turn."""
    nlp = spacy.load(DEFAULT_MODEL)
    list(nlp.pipe(source.text for source in sources[:2]))  # warm
    turns = []
    for first in range(0, len(sources), TURN):
        some = sources[first : first + TURN]
        start = time.process_time()
        list(nlp.pipe(source.text for source in some))
        turns.append(time.process_time() - start)
        for row in rows:
            row.read(some)
    return turns


def of_forty(folder: Path) -> Path:
    """A model of the forty examples in ``docs/``, in a folder."""
    path = folder / "accidents.model"
    ontology = ACCIDENTS / "accidents.ttl"
    words = vocabulary.load(ontology)
    written = read(ACCIDENTS / "examples.txt", words)
    path.write_bytes(train_on(make_nlp(ontology=ontology), written, words, Options()).dumped())
    return path


def cases(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Path | None, Path | None]]:
    """What is measured: its name, its ontology and its model."""
    yield "rules, our ontology", None, None
    yield f"labels, {options.ontology.name}", options.ontology, None
    yield "labels and a model of forty examples, accidents.ttl", ACCIDENTS / "accidents.ttl", of_forty(folder)
    for model in options.model:
        yield f"rules and {model.name}, our ontology", None, model


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="reports to read (default: the sample)")
    parser.add_argument("--ontology", type=Path, default=SHIPS, help="another ontology (default: that of ships)")
    parser.add_argument(
        "--model", type=model_file, action="append", default=[], help="a trained model under our ontology"
    )
    parser.add_argument("--words", type=int, default=30_000, help="how many words to read (default: 30000)")
    options = parser.parse_args()
    with sample_folder() as sample, tempfile.TemporaryDirectory() as folder:
        sources = sources_of(options.folder or sample / "reports", options.words)
        words = sum(len(source.text.split()) for source in sources)
        rows = {name: Row(make_nlp(ontology=o, trained=m)) for name, o, m in cases(options, Path(folder))}
        base = measure(sources, rows.values())
    print(f"# {describe()}; {words} words in {len(sources)} reports, one process; at most {MOST} is asked\n")
    print(f"| relations | seconds | of bare spaCy's time | median of {len(base)} turns | found |")
    print("|---|---|---|---|---|")
    print(f"| none: bare spaCy {DEFAULT_MODEL} | {sum(base):.1f} | 1.00 | 1.00 | |")
    for name, row in rows.items():
        usual = median(own / bare for own, bare in zip(row.turns, base, strict=True))
        print(f"| {name} | {sum(row.turns):.1f} | {sum(row.turns) / sum(base):.2f} | {usual:.2f} | {row.found} |")


if __name__ == "__main__":
    main()
