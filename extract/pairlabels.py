"""Where the words of a property's label stand around a pair of candidates: features that all properties share.

So what the classifier learns of one property ("the label's noun stands before the object") holds for another one of
which it saw few examples, as in Levy et al., "Zero-Shot Relation Extraction via Reading Comprehension" (CoNLL 2017), by
counting instead of reading.
"""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

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


class LabelFeatures:
    """For one document: what to say of a pair and a property whose words stand near."""

    def __init__(self, doc: Doc, phrases: Sequence[Sequence[str]]) -> None:
        self.phrases = [[label_words(phrase) for phrase in each] for each in phrases]
        self.places: Mapping[str, list[int]] = _places(doc)
        self.doc = doc
        self.present = [
            (number, [p for p in each if any(word in self.places for word in p)])
            for number, each in enumerate(self.phrases)
        ]
        self.present = [(number, each) for number, each in self.present if each]

    def of_pair(self, subject: Argument, object: Argument) -> list[tuple[int, list[str]]]:
        """For each property with a word near the two: its number and the features."""
        out = []
        for number, phrases in self.present:
            best = max((self._of_phrase(words, subject, object) for words in phrases), key=len)
            if best:
                out.append((number, best))
        return out

    def _of_phrase(self, words: frozenset[str], subject: Argument, object: Argument) -> list[str]:
        first, second = (subject, object) if subject.start <= object.start else (object, subject)
        order = "<" if first is subject else ">"
        zones: dict[str, set[str]] = defaultdict(set)
        for word in words:
            places = self.places.get(word, ())
            low, high = bisect_left(places, first.start - AROUND), bisect(places, second.end + AROUND)
            for i in places[low:high]:
                for zone in _zones(i, subject, object, first, second):
                    zones[zone].add(word)
        out = []
        for zone, found in sorted(zones.items()):
            share = "all" if len(found) == len(words) else "some"
            out += [f"{zone}={share}", f"{zone}{order}={share}"]
        if out and zones.keys() - {"around"}:
            out.append(f"zones={','.join(sorted(zones))}{order}")
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


def _places(doc: Doc) -> dict[str, list[int]]:
    told = columns_of(doc)
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(told.lower):
        if told.flags.alpha[i] and word not in EMPTY:
            places[stem(word)].append(i)
            other = stem(told.lemmas[i])
            if other != stem(word):
                places[other].append(i)
    return dict(places)
