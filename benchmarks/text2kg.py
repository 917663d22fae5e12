"""Which triples of a given ontology come out of single sentences: Text2KGBench.

    python -m benchmarks.text2kg FOLDER [--part train|test] [--general] [--trained [--written]] [--limit N] [--show]

FOLDER holds the benchmark (``wikidata_tekgen`` and ``dbpedia_webnlg``). Its ontologies become Turtle, with the labels
that they have and nothing else; each sentence is a document of its own. Without ``--trained`` relations are read by the
labels alone, and dates and numbers are given as they stand; with it a model is trained on the sentences for training of
each ontology first, and the matchers of labels vote where they are right often enough in these sentences. With
``--written`` names, dates and numbers are then written as the triples for training have them, which need not stand so
in the sentence. Sentences of the part's other ontologies that tell a relation of this one are learnt from, too, but for
those that any test has. ``--general`` lets the model that ships vote, which was trained on other corpora.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span

from claimgraph.extract import GENERAL, model_file
from claimgraph.extract.pipeline import make_doc, make_nlp
from claimgraph.extract.state import Reading, RelationFrame, reading_of
from claimgraph.extract.training.corpora import lines_of
from claimgraph.model import Source

from .machine import describe
from .text2kg_scoring import Totals, Triple, pooled, relation
from .text2kg_trained import Trained

PARTS = ("wikidata_tekgen", "dbpedia_webnlg")
BASE = "https://example.org/text2kg/"
LITERALS = {"string": "string", "number": "decimal", "date": "date", "Date": "date", "year": "gYear", "Year": "gYear"}
HEADER = """@prefix : <%s> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the triples that are expected of it."""

    id: str
    text: str
    triples: tuple[Triple, ...] = ()


def turtle(ontology: Mapping[str, Any]) -> str:
    """An ontology of the benchmark as Turtle: classes, properties, labels, domains and ranges.

    >>> print(turtle({"concepts": [{"qid": "Q5", "label": "human"}], "relations": [
    ...     {"pid": "P1", "label": "born", "domain": "Q5", "range": "Year"}]}).partition("XMLSchema#> .")[2])
    <BLANKLINE>
    :Q5 a owl:Class ; rdfs:label "human" .
    :P1 a owl:DatatypeProperty ; rdfs:label "born" ; rdfs:domain :Q5 ; rdfs:range xsd:gYear ; skos:exactMatch wdt:P1 .
    <BLANKLINE>
    """
    labels = {concept["qid"]: concept["label"] for concept in ontology["concepts"]}
    ends = {r[end] for r in ontology["relations"] for end in ("domain", "range")}
    labels |= {name: name for name in ends if name and name not in LITERALS and not re.fullmatch(r"[QP]\d+", name)}
    lines = [f":{name} a owl:Class{_label(name, label)} ." for name, label in labels.items() if name not in LITERALS]
    for each in ontology["relations"]:
        is_known = re.fullmatch(r"P\d+", each["pid"]) is not None
        name = each["pid"] if is_known else each["label"]
        literal = LITERALS.get(each["range"])
        line = (
            f":{name} a owl:{'DatatypeProperty' if literal else 'ObjectProperty'}{_label(name, each['label'].strip())}"
        )
        if each["domain"] in labels:
            line += f" ; rdfs:domain :{each['domain']}"
        if literal or each["range"] in labels:
            line += f" ; rdfs:range {'xsd:' + literal if literal else ':' + each['range']}"
        lines.append(line + (f" ; skos:exactMatch wdt:{name} ." if is_known else " ."))
    return HEADER % BASE + "\n".join(lines) + "\n"


def _label(name: str, label: str) -> str:
    """The label, where it says more than the name does."""
    return "" if name == label else f' ; rdfs:label "{label}"'


def lines(path: Path) -> Iterator[Any]:
    """The objects of a file of JSON Lines, packed or not."""
    yield from map(json.loads, lines_of(path))


def sentences(path: Path) -> list[Sentence]:
    """The sentences of a file with their triples; a file for training tells a sentence once for each triple."""
    found: dict[str, tuple[str, str, list[Triple]]] = {}
    for row in lines(path):
        given = row.get("triples") or ([row] if "rel_label" in row or "rel" in row else [])
        triples = [
            (t.get("sub_label", t["sub"]), t.get("rel_label", t["rel"]), t.get("obj_label", t["obj"])) for t in given
        ]
        key = row["id"] if "triples" in row else row["sent"]
        found.setdefault(key, (row["id"], row["sent"], []))[2].extend(triples)
    return [Sentence(identifier, text, tuple(dict.fromkeys(ts))) for identifier, text, ts in found.values()]


class Reader:
    """Reads sentences under one ontology."""

    def __init__(self, ontology: Mapping[str, Any], path: Path, is_general: bool = False) -> None:
        path.write_text(turtle(ontology), "utf8")
        self.nlp = make_nlp(ontology=path, trained=model_file(GENERAL) if is_general else None)
        pids = {r["pid"] if re.fullmatch(r"P\d+", r["pid"]) else r["label"]: r["label"] for r in ontology["relations"]}
        self.names = {name: relation(label) for name, label in pids.items()}

    def read(self, texts: Sequence[str]) -> Iterator[list[Triple]]:
        """The triples of each sentence."""
        docs = [make_doc(self.nlp, Source.of(f"{i}.txt", text)) for i, text in enumerate(texts)]
        for doc in self.nlp.pipe(docs):
            yield list(self.told(doc))

    def told(self, doc: Doc) -> dict[Triple, str]:
        """The triples of a sentence that was read, and the matcher that found each."""
        found = ((self._triple(frame, doc._.reading), frame.rule) for frame in reading_of(doc).relations)
        return {triple: rule for triple, rule in found if triple is not None}

    def _triple(self, frame: RelationFrame, reading: Reading) -> Triple | None:
        if frame.predicate not in self.names or frame.arguments is None:
            return None
        subject, value = frame.arguments
        words = _written(frame.object, value, reading) if isinstance(frame.object, str) else value.text
        return _written(frame.subject, subject, reading), self.names[frame.predicate], " ".join(words.split())


def _written(node: str, words: Span, reading: Reading) -> str:
    """What an entity is called; if the sentence does not call it so ("an American"), how it stands there."""
    name = _name(node, reading)
    return name if name in words.doc.text else words.text


def _name(node: str, reading: Reading) -> str:
    """What an entity is called in the sentence; a town with its state, as in "Salem, Oregon"."""
    for mention in reading.mentions:
        end = mention.span.end
        doc = mention.span.doc
        if mention.node == node and mention.kind == "Place" and end + 1 < len(doc) and doc[end].text == ",":
            after = reading.mention_at(doc[end + 1])
            if after is not None and after.grounding is not None and after.grounding.precision == "province":
                return str(doc[mention.span.start : after.span.end].text)
    return reading.nodes[node].name


def measure(folder: Path, options: argparse.Namespace) -> dict[str, Totals]:
    """Totals by ontology."""
    out: dict[str, Totals] = {}
    trains, tests = (
        {_ontology(path): sentences(path) for path in sorted(folder.glob(f"{part}/*.jsonl.gz"), key=_number)}
        for part in ("train", "ground_truth")
    )
    with tempfile.TemporaryDirectory() as place:
        for name, test in tests.items():
            ontology = json.loads((folder / "ontologies" / f"{name}_ontology.json").read_text("utf8"))
            relations = {relation(r["label"]) for r in ontology["relations"]}
            by_label = Reader(ontology, Path(place) / f"{name}.ttl", options.general)
            reader: Reader | Trained = by_label
            if options.trained:
                own, others = _told(trains[name]), _told(_others(name, trains, tests))
                reader = Trained(by_label.nlp, by_label.told, own, others, relations, options.written)
            asked, limit = test if options.part == "test" else trains[name], options.limit
            asked = asked[:: max(1, len(asked) // limit)][:limit] if limit else asked
            totals = out[name] = Totals(relations=frozenset(relations))
            for sentence, found in zip(asked, reader.read([s.text for s in asked]), strict=True):
                totals.add(sentence.text, found, sentence.triples)
                if options.show:
                    print(f"\n{name}: {sentence.text}\n  gold  {sentence.triples}\n  found {found}")
    return out


def _told(given: Iterable[Sentence]) -> list[tuple[str, list[Triple]]]:
    """Sentences with their triples, relations named as triples name them."""
    return [(s.text, [(a, relation(p), b) for a, p, b in s.triples]) for s in given]


def _others(
    name: str, trains: Mapping[str, Sequence[Sentence]], tests: Mapping[str, Sequence[Sentence]]
) -> Iterator[Sentence]:
    """The sentences for training of all other ontologies but for those that any test has."""
    tested = {s.text.strip().lower() for test in tests.values() for s in test}
    for other in sorted(trains.keys() - {name}):
        yield from (s for s in trains[other] if s.text.strip().lower() not in tested)


def _ontology(path: Path) -> str:
    """The ontology that a file's sentences are written for, as files are named after it."""
    return path.name.removeprefix("ont_").removesuffix("_train.jsonl.gz").removesuffix("_ground_truth.jsonl.gz")


def _number(path: Path) -> int:
    return int(re.findall(r"\d+", path.name)[0])


def _row(name: str, totals: Totals, means: Sequence[float], pool: Sequence[float]) -> str:
    rates = [f"{value:.3f}" for value in (*means, *pool)]
    elsewhere = [f"{n / max(totals.found, 1):.3f}" for n in (totals.subjects_elsewhere, totals.objects_elsewhere)]
    conformance = f"{totals.conforming / totals.found if totals.found else 1:.3f}"
    return "| " + " | ".join([name, str(totals.sentences), *rates, conformance, *elsewhere]) + " |"


def main() -> None:
    """Print a table for each part of the benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.text2kg", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("train", "test"), default="test")
    parser.add_argument("--trained", action="store_true", help="train on each ontology's sentences for training first")
    parser.add_argument("--general", action="store_true", help="let the model that ships vote, too")
    parser.add_argument("--written", action="store_true", help="write what was found as the triples for training are")
    parser.add_argument("--limit", type=int, help="so many sentences of each ontology")
    parser.add_argument("--show", action="store_true", help="print each sentence with what was expected and found")
    options = parser.parse_args()
    for name in PARTS:
        found = measure(options.folder / name, options)
        print(f"\n{name}, {options.part}\n")
        print(
            "| ontology | sentences | P | R | F1 | unfiltered P | R | F1 | conformance | subjects elsewhere | objects |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|---|")
        sums: dict[int, float] = defaultdict(float)
        for ontology, totals in found.items():
            print(_row(ontology, totals, totals.means(), totals.unfiltered()))
            for i, value in enumerate(totals.means()):
                sums[i] += value / len(found)
        whole = pooled(found.values())
        print(_row("**mean**", whole, [sums[i] for i in range(3)], whole.unfiltered()))
    print(f"\n{describe()}")


if __name__ == "__main__":
    main()
