"""Labels for what the corpora leave open, and other names in place of known ones.

Dates, times, quantities, money, nationalities and titles are closed enough that the stock model or our word lists label
them well; learned together with the names, they need no second pass. Exchanged names keep the recognizer from learning
by heart who was in the news when the corpora were written.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..gazetteer import Gazetteer
from ..namecues import cues
from .corpora import UNKNOWN, Passage

STOCK = {
    "NORP": "Nationality",
    "DATE": "Date",
    "TIME": "Time",
    "QUANTITY": "Quantity",
    "PERCENT": "Quantity",
    "MONEY": "Money",
}
LONGEST_TITLE = 4
SWAPPED = frozenset({"Person", "Organization", "Place"})


def with_silver(found: Sequence[Passage], nlp: Language, places: Gazetteer) -> list[Passage]:
    """The passages in the pipeline's own words, with the labels that the stock model and the word lists add."""
    known: dict[str, list[str]] = {}
    found = [_split(passage, nlp, known) for passage in found]
    docs = [Doc(nlp.vocab, list(passage.words)) for passage in found]
    return [_labelled(passage, doc, places) for passage, doc in zip(found, nlp.pipe(docs, batch_size=32), strict=True)]


def _split(passage: Passage, nlp: Language, known: dict[str, list[str]]) -> Passage:
    """The passage with each word split as the pipeline's tokenizer splits it: "Jean-Paul", "Lima's"."""
    words: list[str] = []
    labels: list[str] = []
    for word, label in zip(passage.words, passage.labels, strict=True):
        parts = known.setdefault(word, [] if word in known else [token.text for token in nlp.tokenizer(word)])
        words += parts
        labels += [label, *[label.replace("B-", "I-")] * (len(parts) - 1)] if parts else []
    return Passage(tuple(words), tuple(labels), passage.free)


def _labelled(passage: Passage, doc: Doc, places: Gazetteer) -> Passage:
    words, labels = passage.words, list(passage.labels)
    dated = any(label.endswith("-Date") for label in labels)
    for start, end, kind in spans_of(labels):
        _trim(words, labels, start, end, kind)
        adjective = end == start + 1 and kind == "Place" and places.demonym(words[start])
        if adjective and not places.country(words[start]):
            labels[start] = "O"
    for ent in doc.ents:
        silver = STOCK.get(ent.label_)
        if silver and not (silver == "Date" and dated):
            _mark(labels, ent.start, ent.end, silver, {"O", UNKNOWN} if silver == "Nationality" else {"O"})
    for i, word in enumerate(words):
        if word[:1].isupper() and places.demonym(word) and not places.country(word):
            _mark(labels, i, i + 1, "Nationality", {"O", UNKNOWN})
    for i, label in enumerate(labels):
        if label == "B-Person":
            _mark(labels, _title_start(words, i), i, "Title", {"O"})
    return Passage(words, tuple(labels), passage.free)


def _trim(words: Sequence[str], labels: list[str], start: int, end: int, kind: str) -> None:
    """Take articles, titles and a possessive off a name."""
    first, last = start, end
    left_off = {"the", ".", *(cues().titles | cues().honorifics if kind == "Person" else ())}
    while last - first > 1 and words[first].casefold() in left_off:
        first += 1
    if last - first > 1 and words[last - 1] in ("'s", "’s", "'", "’"):
        last -= 1
    labels[start:end] = ["O"] * (end - start)
    labels[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]


def _mark(labels: list[str], start: int, end: int, kind: str, over: set[str]) -> None:
    if start < end and all(label in over for label in labels[start:end]):
        labels[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]


def _title_start(words: Sequence[str], end: int) -> int:
    """Where the title before a name starts; ``end`` if there is none."""
    known = cues().titles | cues().honorifics
    start = end
    while start and end - start < LONGEST_TITLE and words[start - 1].rstrip(".").casefold() in known:
        start -= 1
    return start


class Exchange:
    """Other names of the same type and length, the same one everywhere in a passage."""

    def __init__(self, found: Iterable[Passage], towns: Sequence[str], seed: int) -> None:
        self.dice = random.Random(seed)
        self.towns = towns
        self.names: dict[tuple[str, int], list[tuple[str, ...]]] = {}
        for passage in found:
            for start, end, kind in spans_of(passage.labels):
                name = passage.words[start:end]
                if kind in {"Person", "Organization"} and all(word[:1].isupper() or word == "-" for word in name):
                    self.names.setdefault((kind, len(name)), []).append(name)

    def __call__(self, passage: Passage, share: float) -> Passage:
        """The passage with about this share of its people and places renamed."""
        chosen: dict[tuple[str, ...], tuple[str, ...]] = {}
        words: list[str] = []
        labels: list[str] = []
        at = 0
        for start, end, kind in [*spans_of(passage.labels), (len(passage.words), len(passage.words), "")]:
            words += passage.words[at:start]
            labels += passage.labels[at:start]
            name = passage.words[start:end]
            if kind in SWAPPED and name not in chosen:
                chosen[name] = self._other(name, kind) if self.dice.random() < share else name
            new = chosen.get(name, name) if kind in SWAPPED else name
            words += new
            labels += passage.labels[start:end] if new == name else [f"B-{kind}", *[f"I-{kind}"] * (len(new) - 1)]
            at = end
        return Passage(tuple(words), tuple(labels), passage.free)

    def _other(self, name: tuple[str, ...], kind: str) -> tuple[str, ...]:
        if kind == "Place":
            return tuple(self.dice.choice(self.towns).replace("-", " - ").split())
        return self.dice.choice(self.names.get((kind, len(name)), [name]))


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Mentions as (start, end, type) from the labels of words.

    >>> spans_of(["B-Person", "I-Person", "O", "B-Place", "B-Place"])
    [(0, 2, 'Person'), (3, 4, 'Place'), (4, 5, 'Place')]
    """
    found: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        mark, _, kind = label.partition("-")
        if mark == "I" and found and found[-1][1:] == (i, kind):
            found[-1] = (found[-1][0], i + 1, kind)
        elif kind:
            found.append((i, i + 1, kind))
    return found


def known_towns(rows: Iterable[dict[str, Any]], seed: int, count: int = 20_000) -> list[str]:
    """Names of towns of all countries, each country by the root of its number of people."""
    towns = [(row["name"], row["population"]) for row in rows if row["name"].isascii() and row["population"] > 5_000]
    return random.Random(seed).choices([name for name, _ in towns], [people**0.5 for _, people in towns], k=count)
