"""Openly licensed corpora as labelled words, for training the recognizer.

Each reader takes a corpus as published and yields passages. What a corpus does not label at all is unknown, not
"outside": nothing is to be learned from silence.
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

TYPES = ("Person", "Organization", "Place", "Event")
UNKNOWN = "?"
"""The label of a word about which a corpus says nothing that we can use."""
SIZE = 120
"""Words in a passage, about."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences of one document: words, a label each (``O``, ``B-Person``, ...), and the types not labelled."""

    words: tuple[str, ...]
    labels: tuple[str, ...]
    free: frozenset[str] = frozenset()


Sentence = list[tuple[str, str]]
Span = tuple[int, int, str]

_WORD = re.compile(r"\w+(?:[.’'-]\w+)*|[^\w\s]")


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a file that may be compressed."""
    opener: Callable[..., TextIO] = {".xz": lzma.open, ".gz": gzip.open}.get(path.suffix, open)  # type: ignore[assignment]
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from lines


def passages(sentences: Iterable[Sentence], free: Iterable[str] = ()) -> Iterator[Passage]:
    """Sentences of one document, joined into passages of about :data:`SIZE` words."""
    words: Sentence = []
    for sentence in [*sentences, None]:
        if words and (sentence is None or len(words) + len(sentence) > SIZE):
            yield Passage(tuple(word for word, _ in words), tuple(label for _, label in words), frozenset(free))
            words = []
        words += sentence or []


def _marked(words: list[str], spans: Iterable[Span]) -> Sentence:
    """Words with the labels of spans of words; where spans overlap the first holds."""
    labels = ["O"] * len(words)
    for start, end, kind in spans:
        if all(label == "O" for label in labels[start:end]):
            for i in range(start, end):
                labels[i] = kind if kind == UNKNOWN else f"{'B' if i == start else 'I'}-{kind}"
    return list(zip(words, labels, strict=True))


def _lines(text: str, spans: Iterable[Span]) -> Iterator[Sentence]:
    """The lines of a text with spans of characters as labelled words."""
    spans = sorted(spans)
    for line in re.finditer(r"[^\n]+", text):
        found = [(m.start() + line.start(), m.end() + line.start(), m[0]) for m in _WORD.finditer(line[0])]
        inside = []
        for start, end, kind in spans:
            covered = [i for i, (a, b, _) in enumerate(found) if a < end and start < b]
            if covered:
                inside.append((covered[0], covered[-1] + 1, kind))
        yield _marked([word for _, _, word in found], inside)


def annotated_news(folder: Path) -> Iterator[Passage]:
    """Texts with a graph in the annotation format beside them: every occurrence of every proper name."""
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
        spans: list[Span] = []
        forms = [(form, each["type"]) for each in data["entities"] for form in (each["name"], *each["aliases"])]
        for form, kind in sorted(forms, key=lambda pair: -len(pair[0])):
            form = re.sub(r"^[Tt]he ", "", form)
            last = form.rpartition(" ")[2]
            if form and form[0] + last[0] == (form[0] + last[0]).upper():
                for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                    if not any(start < found.end() and found.start() < end for start, end, _ in spans):
                        spans.append((*found.span(), kind))
        yield from passages(_lines(text, spans))


_PRONOUNS = "we we've our i my he his him she her hers they their them it its us this that these those who".split()
_RE3D = {"Organisation": "Organization", "Location": "Place", "Person": "Person", "Nationality": "Nationality"}


def re3d(path: Path) -> Iterator[Passage]:
    """re3d without its BBC texts, whose licence forbids commercial use."""
    for line in lines_of(path):
        data = json.loads(line)
        text = data["text"]
        if "BBC" not in data["source"]:
            marked = [(e["begin"], e["end"], _RE3D[e["type"]]) for e in data["entities"] if e["type"] in _RE3D]
            spans = [(a, b, kind) for a, b, kind in marked if text[a].isupper() and text[a:b].lower() not in _PRONOUNS]
            yield from passages(_lines(text, spans), ["Event"])


_DOCRED = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "TIME": "Date"}


def docred(path: Path) -> Iterator[Passage]:
    """Re-DocRED; its MISC and NUM are no types of ours."""
    for data in json.loads("".join(lines_of(path))):
        spans: list[list[Span]] = [[] for _ in data["sents"]]
        for mention in (mention for entity in data["vertexSet"] for mention in entity):
            spans[mention["sent_id"]].append((*mention["pos"], _DOCRED.get(mention["type"], UNKNOWN)))
        yield from passages((_marked(s, own) for s, own in zip(data["sents"], spans, strict=True)), ["Event"])


_GUM = {"person": "Person", "organization": "Organization", "place": "Place", "event": "Event"}
_LINKING = ("of", "the", "and", "for", "&")


def gum(path: Path) -> Iterator[Passage]:
    """GUM: of its nested noun phrases those with a proper head, cut down to the name."""
    document: list[Sentence] = []
    rows: list[list[str]] = []
    for line in [*lines_of(path), "# newdoc", "\n"]:
        if line.startswith("# newdoc"):
            yield from passages(document)
            document = []
        elif line[:1].isdigit():
            rows += [row for row in [line.rstrip("\n").split("\t")] if row[0].isdigit()]
        elif not line.strip() and rows:
            names = [
                name
                for span in sorted(_gum_phrases(rows), key=lambda s: s[0] - s[1])
                for name in _gum_name(rows, *span)
            ]
            document.append(_marked([row[1] for row in rows], names))
            rows = []


def _gum_name(rows: list[list[str]], start: int, end: int, kind: str) -> Iterator[Span]:
    """The run of proper nouns around the head of a noun phrase."""
    heads = [i for i in range(start, end) if not start < int(rows[i][6]) <= end]
    if kind not in _GUM or len(heads) != 1 or rows[heads[0]][3] != "PROPN":
        return
    left = right = heads[0]
    while left > start and rows[left - 1][3] == "PROPN":
        left -= 1
    while right + 1 < end:
        step = 1 if rows[right + 1][3] == "PROPN" else 2
        if (
            right + step >= end
            or rows[right + step][3] != "PROPN"
            or (step == 2 and rows[right + 1][1] not in _LINKING)
        ):
            break
        right += step
    yield left, right + 1, _GUM[kind]


def _gum_phrases(rows: list[list[str]]) -> Iterator[Span]:
    opened: dict[str, list[tuple[int, str]]] = {}
    for i, row in enumerate(rows):
        for part in row[9].split("|"):
            if not part.startswith("Entity="):
                continue
            for whole, entity, kind, closed, end in re.findall(r"(\((\w+)-(\w+)[^()]*(\))?|(\w+)\))", part[7:]):
                if whole.startswith("("):
                    opened.setdefault(entity, []).append((i, kind))
                    end = entity if closed else ""
                if end and opened.get(end):
                    begin, own = opened[end].pop()
                    yield begin, i + 1, own


_FLAT = {
    kind: ours
    for ours, kinds in {
        "Person": "per person politician writer scientist musicalartist researcher",
        "Organization": "org organisation politicalparty band university corporation",
        "Place": "loc location country",
        "Event": "event election",
    }.items()
    for kind in kinds.split()
}


def columns(path: Path, free: Iterable[str] = (), word: int = 0, label: int = -1) -> Iterator[Passage]:
    """A corpus of one word a line with BIO or IO labels (CrossNER, WikiGold, Universal NER)."""
    sentences: list[Sentence] = []
    sentence: Sentence = []
    before = ""
    for line in [*lines_of(path), "\n"]:
        row = line.split()
        if line.startswith("#") or not row:
            sentences += [sentence] if sentence else []
            sentence, before = [], ""
            continue
        mark, _, name = row[label].partition("-")
        kind = _FLAT.get(name.casefold(), UNKNOWN)
        first = mark == "B" or before != name
        sentence.append(
            (row[word], "O" if not name else kind if kind == UNKNOWN else f"{'B' if first else 'I'}-{kind}")
        )
        before = name
    yield from passages(sentences, free)


def training_passages(data: Path) -> dict[str, list[Passage]]:
    """Every corpus under a folder that weights which ship may be trained on, by name."""
    readers: dict[str, Iterable[Passage]] = {
        "annotated-news": annotated_news(data / "annotated-news" / "train"),
        "re3d": re3d(data / "re3d" / "train.jsonl.xz"),
        "gum": gum(data / "gum" / "train.conllu.xz"),
        "re-docred": docred(data / "re-docred" / "dev_revised.json.xz"),
        "docred": docred(data / "re-docred" / "docred_extra236_qcodes.json.xz"),
        "wikigold": columns(data / "wikigold" / "wikigold.conll.gz", ["Event"]),
        "uner-ewt": columns(data / "uner-ewt" / "dev.iob2.gz", ["Event"], 1, 2),
    }
    for field in ("politics", "science", "music", "literature", "ai"):
        for part in ("train", "dev"):
            readers[f"crossner-{field}-{part}"] = columns(data / "crossner" / field / f"{part}.txt.gz")
    return {name: list(reader) for name, reader in readers.items()}


def without(found: Iterable[Passage], texts: Iterable[str], run: int = 8) -> list[Passage]:
    """The passages that share no run of so many words with texts that are kept for measuring."""
    held = set()
    for text in texts:
        words = [m[0].casefold() for m in re.finditer(r"\w+", text)]
        held |= {tuple(words[i : i + run]) for i in range(len(words) - run + 1)}
    kept = []
    for passage in found:
        words = [m[0].casefold() for m in re.finditer(r"\w+", " ".join(passage.words))]
        if not any(tuple(words[i : i + run]) in held for i in range(len(words) - run + 1)):
            kept.append(passage)
    return kept
