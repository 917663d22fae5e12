"""Where the words of a property's label stand around a pair of candidates: features that all properties share.

So what the classifier learns of one property ("the label's noun stands before the object") holds for another one of
which it saw few examples, as in Levy et al., "Zero-Shot Relation Extraction via Reading Comprehension" (CoNLL 2017), by
counting instead of reading.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect, bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from .columns import columns_of
from .pairspans import Argument

STEM = 5
"""Characters of a word that tell it: "found" of "founder" and "founded"."""
NEAR = 4
AROUND = 12
"""Words before and behind a pair that are looked at."""
EMPTY = frozenset(
    {"of", "for", "the", "in", "by", "is", "has", "a", "to", "at"}
    | {"on", "with", "its", "was", "be", "from", "or", "and"}
)
"""Words that tell no property."""


def stem(word: str) -> str:
    """The first letters of a word, enough to find its kin.

    >>> stem("Affiliated") == stem("affiliation")
    True
    """
    return word.lower()[:STEM]


def label_words(label: str) -> frozenset[str]:
    """The stems of a label's words.

    >>> sorted(label_words("numberOfStaff"))
    ['numbe', 'staff']
    """
    spelled = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)
    words = [word.lower() for word in re.findall(r"\w+", spelled.replace("_", " "))]
    return frozenset(stem(word) for word in words if word not in EMPTY) or frozenset(map(stem, words))


class Phrase(NamedTuple):
    """A phrase of a property: the property's number, and how many words the phrase has."""

    label: int
    size: int


class LabelWords:
    """The phrases of all properties, and which of them have a word.

    >>> words = LabelWords([["flag"], ["built in", "year of building"]])
    >>> words.phrases, words.having["build"]
    ([Phrase(label=0, size=1), Phrase(label=1, size=1), Phrase(label=1, size=2)], [2])
    """

    def __init__(self, phrases: Iterable[Iterable[str]]) -> None:
        stems = [(number, label_words(phrase)) for number, each in enumerate(phrases) for phrase in each]
        self.phrases = [Phrase(number, len(words)) for number, words in stems]
        self.having: defaultdict[str, list[int]] = defaultdict(list)
        for place, (_, words) in enumerate(stems):
            for word in words:
                self.having[word].append(place)


class LabelFeatures:
    """For one document: what to say of a pair and a property whose words stand near."""

    def __init__(self, doc: Doc, words: LabelWords) -> None:
        self.words = words
        self.at = _stems(doc, words.having.keys())
        self.places = sorted(self.at)

    def of_pair(
        self, subject: Argument, object: Argument, labels: Container[int] | None = None
    ) -> list[tuple[int, list[str]]]:
        """For each property (of ``labels``, if given) with a word near the two: its number and the features."""
        first, second = (subject, object) if subject.start <= object.start else (object, subject)
        low, high = bisect_left(self.places, first.start - AROUND), bisect(self.places, second.end + AROUND)
        zones: defaultdict[str, set[str]] = defaultdict(set)
        for i in self.places[low:high]:
            told = _zones(i, subject, object, first, second)
            for word in self.at[i]:
                zones[word].update(told)
        near: defaultdict[int, list[set[str]]] = defaultdict(list)
        for word, found in zones.items():
            for place in self.words.having[word]:
                near[place].append(found)
        order = "<" if first is subject else ">"
        best: dict[int, list[str]] = {}
        for place in sorted(near):
            label, size = self.words.phrases[place]
            if labels is None or label in labels:
                best[label] = max(best.get(label, []), _of_phrase(near[place], size, order), key=len)
        return list(best.items())


def _of_phrase(zones: Sequence[Iterable[str]], size: int, order: str) -> list[str]:
    """Where the words of a phrase stand, word by word, and whether all of them do."""
    all_zones = sorted(itertools.chain.from_iterable(zones))
    told = sorted(set(all_zones))
    out = []
    for zone in told:
        share = "all" if all_zones.count(zone) == size else "some"
        out += [f"{zone}={share}", f"{zone}{order}={share}"]
    if told != ["around"]:
        out.append(f"zones={','.join(told)}{order}")
    return out


def _zones(i: int, subject: Argument, object: Argument, first: Argument, second: Argument) -> list[str]:
    if subject.start <= i < subject.end:
        return ["in subject"]
    if object.start <= i < object.end:
        return ["in object"]
    out = []
    if first.end <= i < second.start:
        out.append("between")
    if 0 < object.start - i <= NEAR:
        out.append("before object")
    elif 0 <= i - object.end < NEAR:
        out.append("after object")
    if 0 < subject.start - i <= NEAR:
        out.append("before subject")
    elif 0 <= i - subject.end < NEAR:
        out.append("after subject")
    return out or ["around"]


def _stems(doc: Doc, wanted: Container[str]) -> dict[int, set[str]]:
    """The words of a document that are wanted, by their place."""
    told = columns_of(doc)
    found: dict[int, set[str]] = {}
    for i, (word, lemma) in enumerate(zip(told.lower, told.lemmas, strict=True)):
        stems = {each for each in (word[:STEM], lemma[:STEM]) if each in wanted}
        if stems and told.flags.alpha[i] and word not in EMPTY:
            found[i] = stems
    return found
