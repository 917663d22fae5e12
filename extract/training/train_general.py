"""Train the classifier of relations that ships: ``extract/weights/general.model``.

Called as ``python -m claimgraph.extract.training.train_general DATA -o MODEL``; DATA holds the folders
``knowledgenet``, ``re-docred``, ``fewrel`` and ``annotated-news``. The third fold of KnowledgeNet is left out, so that
``benchmarks.knowledgenet --general`` can measure on it. A quarter of an hour on two cores.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from ...ontology import vocabulary
from ...ontology.iris import PREFIXES
from ...ontology.triples import read
from ...ontology.vocabulary import Vocabulary
from ..pairmodel import PairModel
from ..pairspans import Argument, named
from ..pipeline import make_nlp
from ..state import reading_of
from .aligned import Example, Span, Told, shared_of
from .corpora import lines_of
from .fromexamples import read_texts
from .pairs import Options, train
from .relationcorpora import WDT, Marked, annotated_news, fewrel, knowledgenet, load_passages, redocred

FAINT = 0.03
"""The least weight of a feature, for any property, that is kept: the file is a third of what it would be."""
OPTIONS = Options(exact=False, reach=0, folds=2, least=4, every=3, rounds=30, faintest=-3, precision=0.8)
HALF = 0.5
"""The share of the properties that a relation of ours is of which a corpus must be complete for the relation to be."""
ALIKE = 0.3
"""The share of characters that the place of an argument and a mention have in common, at least."""
HELD_OUT = 3
"""The fold of KnowledgeNet that is kept for measuring."""
TRAINED_ON = "KnowledgeNet folds 1-2, Re-DocRED dev, DocRED (236 documents), FewRel val, annotated news train"
CG = PREFIXES["cg"]
Sources = Mapping[str, Sequence[tuple[str, bool]]]
"""By property of Wikidata, the relations of ours that it tells, and whether the other way round."""


def settings() -> dict[str, Any]:
    """What ``general.toml`` says."""
    return tomllib.loads((Path(__file__).parent / "general.toml").read_text("utf-8"))


def corpora(data: Path, names: Mapping[str, str], most: int, core: Iterable[str]) -> list[Marked]:
    """All texts."""
    passages = [p for p in load_passages(data / "knowledgenet" / "folds123.jsonl.xz") if p["fold"] != HELD_OUT]
    return [
        *knowledgenet(passages, names),
        *redocred(data / "re-docred" / "dev_revised.json.xz", True),
        *redocred(data / "re-docred" / "docred_extra236_qcodes.json.xz", False),
        *fewrel(data / "fewrel" / "val_wiki.json.xz", most),
        *annotated_news(data / "annotated-news" / "train", core),
    ]


def exact_and_near(core: Vocabulary, path: Path) -> tuple[dict[str, str], dict[str, list[tuple[str, bool]]]]:
    """What our ontology says of Wikidata: the property that each relation is, and the relations that each one tells."""
    statements = read(path)
    exact: dict[str, str] = {}
    told: dict[str, list[tuple[str, bool]]] = {}
    for name, term in core.properties.items():
        exact.update((name, iri) for iri in term.same if iri.startswith(WDT))
        for iri in (*term.same, *statements.iris(term.iri, PREFIXES["skos"] + "closeMatch")):
            told.setdefault(iri, []).append((name, False))
        for iri in term.turned:
            told.setdefault(iri, []).append((name, True))
    return exact, {iri: names for iri, names in told.items() if iri.startswith(WDT)}


class Labels:
    """Names what corpora tell as it is learnt: by property of Wikidata, and by relation of ours that merges several."""

    def __init__(self, merged: Iterable[str], exact: Mapping[str, str], told: Sources) -> None:
        self.merged, self.exact = frozenset(merged), exact
        self.told = {iri: [(n, t) for n, t in names if n in self.merged] for iri, names in told.items()}

    def facts(self, marked: Marked) -> Iterator[Told]:
        """What a text says, under each of its labels."""
        for fact in marked.facts:
            name = fact.predicate.removeprefix(CG)
            if fact.predicate.startswith(CG) and name not in self.merged:
                if name in self.exact:
                    yield replace(fact, predicate=self.exact[name])
                continue
            yield fact
            for other, is_turned in self.told.get(fact.predicate, ()):
                ends = (fact.object, fact.subject) if is_turned else (fact.subject, fact.object)
                yield Told(ends[0], CG + other, ends[1], fact.is_open)

    def complete(self, properties: frozenset[str]) -> frozenset[str]:
        """The labels of which a text says all, where it says all of some properties."""
        own = {self.exact.get(iri.removeprefix(CG), iri) if self._is_plain(iri) else iri for iri in properties}
        sources = {name: [p for p, names in self.told.items() for n, _ in names if n == name] for name in self.merged}
        also = {CG + n for n, of in sources.items() if of and sum(p in own for p in of) >= HALF * len(of)}
        return frozenset(own | also)

    def _is_plain(self, iri: str) -> bool:
        return iri.startswith(CG) and iri.removeprefix(CG) not in self.merged


def at_nodes(doc: Doc, facts: Iterable[Told]) -> Iterator[Told]:
    """Facts with all mentions of the nodes that their arguments are."""
    arguments = named(reading_of(doc))
    for fact in facts:
        one, other = (_of_node(doc, arguments, places) for places in (fact.subject, fact.object))
        if one != other:
            yield Told(one, fact.predicate, other, fact.is_open)


def _of_node(doc: Doc, arguments: Sequence[Argument], places: Sequence[Span]) -> tuple[Span, ...]:
    best: Argument | None = None
    most = ALIKE
    for argument in arguments:
        shared = max((shared_of(_characters(doc, argument), place) for place in places), default=0.0)
        if shared > most:
            best, most = argument, shared
    own = [_characters(doc, a) for a in arguments if best is not None and best.node == a.node is not None]
    return tuple(dict.fromkeys((*places, *own)))


def _characters(doc: Doc, argument: Argument) -> Span:
    span = argument.span(doc)
    return span.start_char, span.end_char


def examples(docs: Sequence[Doc], texts: Sequence[Marked], labels: Labels, least: int) -> list[Example]:
    """The texts as examples of the properties of which there are enough facts."""
    found = [tuple(at_nodes(doc, labels.facts(each))) for doc, each in zip(docs, texts, strict=True)]
    counts = Counter(fact.predicate for facts in found for fact in facts if not fact.is_open)
    learnt = {name for name, number in counts.items() if number >= least or name.removeprefix(CG) in labels.merged}
    every = frozenset(f.predicate for each in texts if each.complete is None for f in each.facts)
    out = []
    for doc, each, facts in zip(docs, texts, found, strict=True):
        complete = labels.complete(every if each.complete is None else each.complete)
        out.append(Example(doc, tuple(fact for fact in facts if fact.predicate in learnt), complete & learnt))
    return out


def slim(model: PairModel) -> PairModel:
    """The model without features that hardly weigh anything."""
    size = len(model.words)
    tables = abs(model.gates[:size])[:, None], abs(model.subjects[:size]), abs(model.objects[:size])
    kept = [max(parts) >= FAINT for parts in zip(*(table.max(1) for table in tables), strict=True)]
    numbers = [*kept, *[True] * (len(model.gates) - size)]  # the encoder's stand behind
    links = abs(model.pairs).max(1) >= FAINT
    return replace(
        model, words=model.words[kept], gates=model.gates[numbers], subjects=model.subjects[numbers],
        objects=model.objects[numbers], links=model.links[links], pairs=model.pairs[links],
    )  # fmt: skip


def phrases(labels: Iterable[str], core: Vocabulary, data: Path) -> list[tuple[str, ...]]:
    """What each property is called, and what else evokes it."""
    called: dict[str, tuple[str, ...]] = {}
    for path in (data / "fewrel" / "pid2name.json.gz", data / "re-docred" / "rel_info.json.gz"):
        names = json.loads("".join(lines_of(path)))
        called |= {key: (name,) if isinstance(name, str) else (name[0],) for key, name in names.items()}
    for name, term in core.properties.items():
        called[name] = tuple(dict.fromkeys((term.label.lower(), *(p.partition("/")[0] for p in term.phrases))))
    return [called.get(label.removeprefix(WDT).removeprefix(CG), ()) for label in labels]


def trained(data: Path) -> PairModel:
    """The model of all corpora in a folder."""
    chosen, core = settings(), vocabulary.load()
    exact, told = exact_and_near(core, Path(vocabulary.__file__).parent / "core.ttl")
    names = {*chosen["learnt"]["core"], *exact}
    texts = corpora(data, chosen["knowledgenet"], chosen["learnt"]["fewrel"], names)
    docs = read_texts(make_nlp(), (each.text for each in texts))
    labels = Labels(chosen["learnt"]["core"], exact, told)
    read_ = examples(docs, texts, labels, chosen["learnt"]["facts"])
    learnt = sorted({fact.predicate for example in read_ for fact in example.told if not fact.is_open})
    model = slim(train(read_, learnt, phrases(learnt, core, data), OPTIONS))
    return replace(model, header=replace(model.header, trained_on=TRAINED_ON))


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description="The classifier of relations that ships")
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    model = trained(options.data)
    options.output.write_bytes(model.dumped())
    print(f"{options.output}: {len(model.header.labels)} properties; held out: {model.header.figures}")


if __name__ == "__main__":
    main()
