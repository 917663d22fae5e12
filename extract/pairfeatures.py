"""What a pair classifier knows of a candidate: features of words and parse.

The features are those of Zhou et al., "Exploring Various Knowledge in Relation Extraction" (ACL 2005), and Mintz
et al., "Distant supervision for relation extraction without labeled data" (ACL 2009): words between, the path of
the dependency parse, types and heads; each is a string, known to the model by its CRC.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from zlib import crc32

from spacy.tokens import Doc

from .columns import columns_of
from .pairspans import Argument
from .state import reading_of


def hashed(features: Iterable[str]) -> list[int]:
    """Features by their CRC, the same on every machine.

    >>> hashed(["kind=Person"])
    [3196504620]
    """
    return [*map(crc32, map(str.encode, features))]


class Features:
    """The features of one document's candidates, each word looked at once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.columns = told = columns_of(doc)
        self.lemmas, self.lower, self.parts, self.arcs = told.lemmas, told.lower, told.parts, told.arcs
        self.tags, self.shapes, self.heads = told.tags, told.shapes, told.heads
        self.sentences = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            self.sentences[sentence.start : sentence.end] = [number] * len(sentence)
        self.roots: dict[tuple[int, int], int] = {}
        self.lefts: dict[int, int] = {}
        self.of_roots: dict[int, list[int]] = {}
        self.of_starts: dict[int, list[int]] = {}
        self.of_ends: dict[int, list[int]] = {}
        self.reading = reading_of(doc)
        self.counts: Counter[str] = Counter()
        self.topic = ""

    def introduce(self, arguments: Sequence[Argument]) -> None:
        """Count how often each node is mentioned, and tell which comes first: what the document is likely about."""
        self.counts = Counter(a.node for a in arguments if a.node is not None)
        self.topic = next((a.node for a in arguments if a.node and a.kind != "Date"), "")

    def sentence(self, argument: Argument) -> int:
        """The number of the sentence that a candidate starts in."""
        return self.sentences[argument.start]

    def root(self, argument: Argument) -> int:
        """The place of the word of a candidate that the others hang on."""
        place = argument.start, argument.end
        if place not in self.roots:
            self.roots[place] = self.columns.root(*place)
        return self.roots[place]

    def kind(self, argument: Argument) -> str:
        """The kind of a candidate; where it has none, how it was found."""
        return argument.kind or argument.way

    def of_argument(self, argument: Argument) -> list[int]:
        """What tells whether, and of what, a candidate is an argument: hashed features."""
        start, end, way = argument.start, argument.end, argument.way
        i, kind = self.root(argument), self.kind(argument)
        is_entity = argument.node is not None and kind.partition(":")[0] in {"Person", "Organization", "Event"}
        head, left = self.lemmas[self.heads[i]], self._left(i)
        text, lemma = ("", "") if is_entity else (self.columns.between(start, end).lower(), self.lemmas[i])
        out = [
            f"k={kind}", f"way={way}", f"t={text}", f"r={lemma}", f"n={min(end - start, 6)}",
            f"fl={self.parts[start]}>{self.parts[end - 1]}", f"k+d={kind}+{self.arcs[i]}",
            f"k+b={kind}+{self.word(start - 1)}", f"k+a={kind}+{self.word(end)}", f"k+h={kind}+{head}",
            f"whole={left >= start}+{way}",
        ]  # fmt: skip
        if self.arcs[i] == "pobj":
            out.append(f"k+p={kind}+{self.lower[self.heads[i]]}")
        if way in {"name", "known", "capitals"}:
            alpha = (self.lower[i] for i in range(start, end) if self.columns.flags.alpha[i])
            out += [f"w={word}" for word in dict.fromkeys(alpha)]
            out.append(f"cap={''.join(map(self._capitals, range(start, min(end, start + 5))))}")
        return [*hashed(out), *self._of_root(i), *self._of_start(start), *self._of_end(end)]

    def _left(self, i: int) -> int:
        """The place of the first of the words that hang on one."""
        if i not in self.lefts:
            self.lefts[i] = self.doc[i].left_edge.i
        return self.lefts[i]

    def _of_root(self, i: int) -> list[int]:
        """What the words tell that a candidate hangs on."""
        if i not in self.of_roots:
            arc, head = self.arcs[i], self.heads[i]
            lemma = self.lemmas[head]
            told = ["bias", f"tag={self.tags[i]}", f"d={arc}", f"h={lemma}", f"dh={arc}>{lemma}"]
            if arc == "pobj":
                told += [f"p={self.lower[head]}", f"pg={self.lower[head]}<{self.lemmas[self.heads[head]]}"]
            self.of_roots[i] = hashed(told)
        return self.of_roots[i]

    def _of_start(self, start: int) -> list[int]:
        """What a candidate's first word and those before it tell."""
        if start not in self.of_starts:
            before = self.word(start - 1)
            self.of_starts[start] = hashed([
                f"b={before}", f"fs={self.shapes[start]}", f"fw={self.lower[start]}", f"pos={min(start, 3)}",
                f"bp={self._pos(start - 1)}>{self.parts[start]}", f"b2={self.word(start - 2)} {before}",
            ])  # fmt: skip
        return self.of_starts[start]

    def _of_end(self, end: int) -> list[int]:
        """What a candidate's last word and those behind it tell."""
        if end not in self.of_ends:
            after = self.word(end)
            self.of_ends[end] = hashed([
                f"a={after}", f"ls={self.shapes[end - 1]}", f"suf={self.lower[end - 1][-3:]}",
                f"ap={self.parts[end - 1]}>{self._pos(end)}", f"a2={after} {self.word(end + 1)}",
            ])  # fmt: skip
        return self.of_ends[end]

    def word(self, i: int) -> str:
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def _pos(self, i: int) -> str:
        return self.parts[i] if 0 <= i < len(self.parts) else ""

    def _capitals(self, i: int) -> str:
        word, told = self.columns.words[i], self.columns
        return "X" if told.flags.title[i] else "A" if word.isupper() else "1" if told.flags.number[i] else "x"
