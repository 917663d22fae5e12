"""Which mentions tell of one happening, across documents: ECB+, only the sentences whose annotation was checked.

    python -m benchmarks.eventcoref FOLDER [--topics dev|train]

FOLDER holds ``dev_topics.tar.xz`` and ``selected_sentences_train_dev.csv.gz``. Singletons are kept. With gold mentions,
the pipeline reads the documents and our judgement puts the annotated mentions together; the baseline puts together
those whose head has the same lemma. Both have the same clusters of documents: the gold topics (each of which tells of
two happenings), or none, all documents thrown together. With predicted mentions, the whole pipeline runs as it is
shipped; a found mention is the gold one that it overlaps.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

from spacy.tokens import Doc

from claimgraph.extract.eventprofiles import EventProfile
from claimgraph.extract.eventresolve import put_in_clusters
from claimgraph.extract.eventvetoes import World
from claimgraph.extract.pipeline import extract, make_nlp
from claimgraph.extract.resolve import resolve
from claimgraph.extract.training.corefscores import Clusters, clusters, table
from claimgraph.extract.training.ecbplus import Document, EventMention, documents, selected
from claimgraph.extract.training.eventpairs import THRESHOLD, gold_profiles
from claimgraph.model import Extraction

Labels = dict[Hashable, Hashable]
Row = tuple[str, Clusters, Clusters]


def head_lemmas(found: Sequence[Document]) -> dict[EventMention, str]:
    """The lemma of the head of each annotated mention."""
    nlp = make_nlp()
    lemmas = {}
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name.startswith("claimgraph_")]):
        for document, doc in zip(found, nlp.pipe(d.source.text for d in found), strict=True):
            lemmas |= {m: _head(doc, m.start, m.end) for m in document.mentions}
    return lemmas


def _head(doc: Doc, start: int, end: int) -> str:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root.lemma_.lower() if span is not None else doc.text[start:end].lower()


def by_gold_mentions(found: Sequence[Document], extractions: Sequence[Extraction]) -> Iterator[Row]:
    """The rows for gold mentions."""
    lemmas = head_lemmas(found)
    gold = clusters({m: m.event for m in lemmas})
    topics = sorted({d.topic for d in found}, key=int)
    yield "same head lemma, gold topics", gold, clusters({m: (m.document.split("_")[0], w) for m, w in lemmas.items()})
    mentions, profiles, world = gold_profiles(found, extractions)
    of_topic = {t: [i for i, m in enumerate(mentions) if m.document.split("_")[0] == t] for t in topics}
    ours: Labels = {}
    for topic, inside in of_topic.items():
        ours |= {mentions[i]: (topic, n) for i, n in _put_together(inside, profiles, world).items()}
    yield "claimgraph, gold topics", gold, clusters(ours)
    yield "same head lemma, all documents", gold, clusters(dict(lemmas))
    together = _put_together(range(len(mentions)), profiles, world)
    yield "claimgraph, all documents", gold, clusters({mentions[i]: n for i, n in together.items()})


def _put_together(chosen: Sequence[int], profiles: Sequence[EventProfile], world: World) -> dict[int, int]:
    """The number of its cluster for each chosen mention."""
    groups, _ = put_in_clusters([profiles[i] for i in chosen], world, {}, within=True)
    return {chosen[i]: number for number, group in enumerate(groups) for i in group}


def by_predicted_mentions(found: Sequence[Document]) -> Iterator[Row]:
    """The rows for mentions that the pipeline finds, all documents thrown together."""
    extractions = list(extract(make_nlp(), [d.source for d in found]))
    resolution = resolve(extractions, sources=[d.source for d in found])
    gold = clusters({m: m.event for d in found for m in d.mentions})
    ours: Labels = {}
    plain: Labels = {}
    for document, extraction in zip(found, extractions, strict=True):
        for mention in extraction.mentions:
            if mention.kind != "Event" or not _inside(document, mention.start, mention.end):
                continue
            key = _gold_at(document, mention.start, mention.end) or (document.name, mention.start, mention.end)
            ours.setdefault(key, resolution.ids[extraction.source, mention.entity])
            plain.setdefault(key, mention.text.split()[-1].lower())
    yield "same last word, predicted mentions, all documents", gold, clusters(plain)
    yield "claimgraph, predicted mentions, all documents", gold, clusters(ours)


def _inside(document: Document, start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in document.checked)


def _gold_at(document: Document, start: int, end: int) -> EventMention | None:
    return next((m for m in document.mentions if m.start < end and start < m.end), None)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--topics", choices=("dev", "train"), default="dev")
    options = parser.parse_args()
    sentences = selected(options.folder / "selected_sentences_train_dev.csv.gz")
    found = documents(options.folder / f"{options.topics}_topics.tar.xz", sentences)
    counts: dict[str, int] = defaultdict(int)
    for document in found:
        for mention in document.mentions:
            counts[mention.event] += 1
    mentions = sum(counts.values())
    print(f"{len(found)} documents, {mentions} mentions of {len(counts)} happenings\n")
    nlp = make_nlp(config={"claimgraph_events": {"threshold": THRESHOLD}})
    extractions = list(extract(nlp, [d.source for d in found]))
    print(table([*by_gold_mentions(found, extractions), *by_predicted_mentions(found)]))


if __name__ == "__main__":
    main()
