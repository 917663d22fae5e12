"""Who said what, sentence by sentence: the said-type extractions of CaRB's dev part (Bhardwaj et al. 2019).

    python -m benchmarks.said said_type_annotations_dev.tsv.gz [gold_dev.tsv.gz ...]

Counted are extractions whose predicate has said, told, added, adds or says (https://aclanthology.org/D19-1651), one for
each sentence and speaker; what several of them say is one content. A quotation is right where its speaker and its
content share half of their words with them (F1). Beside ours textacy's direct quotations (``pip install .[bench]``).
What a system reports by other verbs is not judged. The sentences stand alone: a pronoun's name is never in them.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from claimgraph.extract.pipeline import make_nlp
from claimgraph.extract.state import reading_of

from .machine import describe

SAID = re.compile(r"\b(said|told|added|adds|says)\b")
PASSIVE = re.compile(r"\b(is|are|was|were|been|be)\b")
VERBS = frozenset({"say", "tell", "add"})
PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who", "which"})
ENOUGH = 0.5
AFTER = ("claimgraph_events", "claimgraph_stance", "claimgraph_quantities", "claimgraph_relations")

Said = tuple[str, str]
"""Speaker and content."""


@dataclass
class Sentence:
    """A sentence, and by speaker all that the annotators let it say."""

    text: str
    said: dict[str, list[str]] = field(default_factory=dict)


def plain(tokenized: str) -> str:
    """A tokenized sentence as it would be printed.

    >>> plain("`` We do n't know , '' said Al 's boss .")
    '“We don\\'t know,” said Al\\'s boss.'
    """
    text = re.sub(r"``\s*", "“", tokenized.lstrip("\ufeff"))
    text = re.sub(r"\s*''", "”", text)
    text = re.sub(r"\s+(n't|'s|'re|'ve|'ll|'d|'m|')(?=\s|$)", r"\1", text)
    return re.sub(r"\s+([,.;:?!%])", r"\1", re.sub(r"([$(])\s+", r"\1", text)).replace(" - ", "-").strip()


def sentences_of(paths: Iterable[Path]) -> list[Sentence]:
    """The sentences with said-type extractions."""
    found: dict[str, Sentence] = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                row = [cell.lstrip("\ufeff").strip() for cell in row]
                if len(row) < 4 or not SAID.search(row[1]) or PASSIVE.search(row[1]) or " to" in row[1]:
                    continue
                sentence = found.setdefault("".join(row[0].split()), Sentence(plain(row[0])))
                content = " ".join(cell for cell in row[3:] if not re.match(r"[A-Z]: ", cell))
                sentence.said.setdefault(plain(row[2]), []).append(plain(content))
    return list(found.values())


def words_of(text: str) -> Counter[str]:
    """The words of a text without case and marks."""
    return Counter(re.findall(r"[\w$%]+", text.lower().replace("'", "").replace("’", "")))


def agreement(one: str, other: str) -> float:
    """F1 of the words of two texts."""
    a, b = words_of(one), words_of(other)
    return 2 * (a & b).total() / max(a.total() + b.total(), 1)


def phrase_around(span: Span) -> str:
    """The noun phrase that a mention stands in, without what a relative clause adds."""
    root = span.root
    while root.dep_ in {"compound", "appos", "poss", "nmod", "amod"} and root.head.pos_ in {"NOUN", "PROPN"}:
        root = root.head
    inside = [t.i for t in root.subtree if not any(a.dep_ == "relcl" and a in root.subtree for a in t.ancestors)]
    return span.doc[min(inside) : max(inside) + 1].text


def ours(doc: Doc) -> Iterator[Said]:
    """What claimgraph reads: speakers in the words of the sentence, not by node."""
    reading = reading_of(doc)
    for quotation in reading.quotations:
        if quotation.cue.root.lemma_.lower() not in VERBS:
            continue
        inside = range(quotation.span.start, quotation.span.end)
        mentions = [m.span for m in reading.mentions if m.node == quotation.speaker and m.span.start not in inside]
        at = quotation.cue.start
        nearest = min(mentions, key=lambda span: abs(span.start - at), default=None)
        if nearest is not None:
            yield phrase_around(nearest), quotation.span.text


def textacys(doc: Doc) -> Iterator[Said]:
    """What textacy finds; nothing where a quotation is not closed, as it then refuses."""
    from textacy.extract.triples import direct_quotations

    try:
        quotations = list(direct_quotations(doc))
    except ValueError:
        return
    for found in quotations:
        if any(token.lemma_.lower() in VERBS for token in found.cue):
            yield " ".join(token.text for token in found.speaker), found.content.text


@dataclass
class Tally:
    """Right, found and gold."""

    right: int = 0
    recalled: int = 0
    found: int = 0
    gold: int = 0

    def row(self) -> str:
        """Precision, recall and F1 as cells."""
        p, r = self.right / max(self.found, 1), self.recalled / max(self.gold, 1)
        return f"{p:.3f} | {r:.3f} | {2 * p * r / max(p + r, 1e-9):.3f} | {self.found}"


def is_right(found: Said, sentence: Sentence) -> list[str]:
    """The speakers of a sentence whose words these are."""
    speaker, content = found
    return [
        who
        for who, contents in sentence.said.items()
        if (agreement(speaker, who) >= ENOUGH or contains(speaker, who))
        and any(agreement(content, each) >= ENOUGH for each in [*contents, " ".join(contents)])
    ]


def contains(one: str, other: str) -> bool:
    """Whether one speaker's words are a part of the other's: a name with and without its role."""
    a, b = words_of(one), words_of(other)
    return bool(a and b) and (a <= b or b <= a)


def score(system: Callable[[Doc], Iterator[Said]], docs: list[Doc], sentences: list[Sentence]) -> tuple[Tally, Tally]:
    """All speakers, and those without pronouns."""
    every, named = Tally(), Tally()
    for doc, sentence in zip(docs, sentences, strict=True):
        answers = list(dict.fromkeys(system(doc)))
        hits = [is_right(answer, sentence) for answer in answers]
        recalled = {who for hit in hits for who in hit}
        for tally, counted in ((every, set(sentence.said)), (named, {w for w in sentence.said if not is_pronoun(w)})):
            if tally is named and not counted:
                continue
            tally.found += len(answers)
            tally.right += sum(bool(hit) for hit in hits)
            tally.gold += len(counted)
            tally.recalled += len(recalled & counted)
    return every, named


def is_pronoun(speaker: str) -> bool:
    """Whether a speaker is a mere pronoun."""
    return speaker.lower() in PRONOUNS


def read(nlp: Language, sentences: list[Sentence]) -> list[Doc]:
    """The sentences, each a document of its own."""
    return list(nlp.pipe(sentence.text for sentence in sentences))


def main() -> None:
    """Print one line a system."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--misses", action="store_true", help="print what was not found")
    options = parser.parse_args()
    sentences = sentences_of(options.files)
    nlp = make_nlp()
    nlp.select_pipes(disable=list(AFTER))
    docs = read(nlp, sentences)
    print(f"# {describe()}; {len(sentences)} sentences\n")
    print("| system | precision | recall | F1 | found | without pronouns: precision | recall | F1 | found |")
    print("|---|---|---|---|---|---|---|---|---|")
    systems = {"textacy, direct quotations": textacys, "claimgraph": ours}
    for name, system in systems.items():
        every, named = score(system, docs, sentences)
        print(f"| {name} | {every.row()} | {named.row()} |")
    if options.misses:
        for doc, sentence in zip(docs, sentences, strict=True):
            answers = list(ours(doc))
            got = {who for answer in answers for who in is_right(answer, sentence)}
            for who in sentence.said.keys() - got:
                print(f"- {who}: {sentence.said[who][0]}\n    {sentence.text}\n    {answers}")


if __name__ == "__main__":
    main()
