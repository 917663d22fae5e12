"""The commands of training: annotate, train, and evaluate where what is judged is a model."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import SourceError, UsageError
from .extract import GENERAL, model_file
from .files import write_atomically

if TYPE_CHECKING:
    from .extract.examples import Written
    from .ontology.vocabulary import Vocabulary

HEAD = "# Take the question mark from what is right, delete the rest, add what is missing."
"""The first line of a file of examples."""
LEAST = 5
"""The fewest examples of anything that a model is trained on."""


def add_training(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the parsers of ``annotate`` and ``train``; ``command`` makes one from name, summary and example."""
    parser = command(
        "annotate",
        "prepare examples: sentences with what is read in them so far",
        "claimgraph annotate reports/ --ontology ships.ttl -o examples.txt",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or folder of reports")
    parser.add_argument("-o", "--output", metavar="FILE", help="the file of examples (default: standard output)")
    parser.add_argument("--model", metavar="MODEL", help="a model whose finds are suggested, too")
    add_words(parser)
    parser = command(
        "train",
        "train a classifier of relations on examples",
        "claimgraph train --ontology ships.ttl --examples examples.txt -o ships.model",
    )
    parser.add_argument("--examples", action="append", required=True, metavar="FILE", help="text, or .jsonl")
    parser.add_argument("-o", "--output", required=True, metavar="MODEL", help="the file to write")
    parser.add_argument("--precision", type=float, metavar="P", help="as many facts as can be had at this precision")
    add_words(parser)


def add_words(parser: argparse.ArgumentParser) -> None:
    """Add the options that say in which words examples are written, and what parses them."""
    parser.add_argument("--ontology", metavar="TTL", help="an OWL ontology in place of claimgraph's own")
    parser.add_argument("--parser", metavar="NAME", help="the spaCy model that parses")


def checked_paths(given: dict[str, Any]) -> dict[str, Any]:
    """Settings with full paths to ontology and model. Both are read once, so that what is broken is said at once."""
    if "ontology" in given:
        _vocabulary(given["ontology"])
    if "model" in given:
        from .extract.pairmodel import PairModel

        PairModel.load(model_file(given["model"]))
    paths = {"ontology"} if given.get("model") == GENERAL else {"ontology", "model"}
    return {k: str(Path(v).resolve()) if k in paths else v for k, v in given.items()}


def _vocabulary(ontology: str | None) -> Vocabulary:
    from .ontology import vocabulary

    return vocabulary.load(Path(ontology) if ontology else None)


def _nlp(options: argparse.Namespace, model: str | None = None) -> Any:
    from .builder import load_parser
    from .settings import Settings

    parser = {"parser": options.parser} if options.parser else {}
    return load_parser(Settings(ontology=options.ontology, model=model or None, **parser))


def _examples(paths: Sequence[str], vocabulary: Vocabulary) -> list[Written]:
    from .extract.examples import read

    return [example for path in paths for example in read(Path(path), vocabulary)]


def train(options: argparse.Namespace) -> int:
    """Train a classifier of relations on examples."""
    from dataclasses import replace

    from .extract.training.fromexamples import train_on
    from .extract.training.pairs import Options

    vocabulary = _vocabulary(options.ontology)
    written = _examples(options.examples, vocabulary)
    facts = sum(len(each.facts) for each in written)
    if facts < LEAST:
        raise UsageError(
            f"{', '.join(options.examples)}: {facts} facts; at least {LEAST} are needed, 40 examples are a start"
        )
    nlp = _nlp(options)
    chosen = Options(precision=options.precision)
    model = train_on(nlp, written, vocabulary, chosen)
    names = ", ".join(Path(path).name for path in options.examples)
    model = replace(model, header=replace(model.header, trained_on=names))
    write_atomically(Path(options.output), model.dumped())
    figures = model.header.figures
    print(f"{options.output}: {len(written)} examples, {facts} facts of {len(model.header.labels)} properties")
    print(
        f"on examples held out in turn: precision {figures['precision']:.2f}, recall {figures['recall']:.2f}, "
        f"F1 {figures['f1']:.2f}"
    )
    return 0


def annotate(options: argparse.Namespace) -> int:
    """Write the sentences of documents as a file of examples, with what is read in them so far as suggestions."""
    from .extract.find import find_files
    from .extract.read import read_file
    from .extract.suggestions import suggested

    nlp = _nlp(options, options.model)
    vocabulary = _vocabulary(options.ontology)
    status, blocks = 0, []
    for path in find_files([Path(path) for path in options.paths]):
        for source in read_file(path):
            if isinstance(source, SourceError):
                print(f"claimgraph: {source}", file=sys.stderr)
                status = 1
            else:
                blocks += suggested(nlp, source, vocabulary)
    text = "\n".join([HEAD, "", *blocks])
    if options.output:
        write_atomically(Path(options.output), text)
        print(f"{options.output}: {len(blocks)} sentences")
    else:
        print(text, end="")
    return status


def judge(options: argparse.Namespace) -> int:
    """Score what is read in examples: by labels alone, or with a model that was not trained on them."""
    from .extract.training.fromexamples import judge as run

    vocabulary = _vocabulary(options.ontology)
    written = _examples([options.gold], vocabulary)
    judged = run(_nlp(options, options.folder), written, vocabulary)
    if options.json:
        rows = {each.name or "all": [round(v, 3) for v in (each.precision, each.recall, each.f1)] for each in judged}
        print(json.dumps(rows, indent=1))
        return 0
    print(f"{'property':28} {'precision':>9} {'recall':>7} {'F1':>6} {'facts':>6}")
    for each in judged:
        print(f"{each.name or 'all':28} {each.precision:9.3f} {each.recall:7.3f} {each.f1:6.3f} {each.told:6d}")
    return 0
