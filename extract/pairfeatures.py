"""What a pair classifier knows of a candidate and of a pair of candidates: features of words and parse.

The features are those of Zhou et al., "Exploring Various Knowledge in Relation Extraction" (ACL 2005), and Mintz
et al., "Distant supervision for relation extraction without labeled data" (ACL 2009): words between, the path of
the dependency parse, types and heads; each is a string, known to the model by its CRC.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from spacy.tokens import Doc, Token

from .pairspans import Argument

BETWEEN = 10
"""Words between two candidates that are looked at, each of them; of more, only the outer ones."""
LONGEST_PATH = 7
"""Steps of the longest path in the parse of which more is told than its top."""
DISTANCES = (0, 1, 2, 3, 5, 8, 12, 20, 40)
"""Where the ranges begin that numbers of words between two candidates are told by."""


def hashed(features: Iterable[str]) -> list[int]:
    """Features by their CRC, the same on every machine.

    >>> hashed(["kind=Person"])
    [3196504620]
    """
    return [crc32(feature.encode()) for feature in features]


def step(number: int) -> int:
    """Which of :data:`DISTANCES` a number of words reaches.

    >>> [step(n) for n in (0, 4, 100)]
    [0, 3, 8]
    """
    return sum(number >= least for least in DISTANCES) - 1


class Features:
    """The features of one document's candidates, each word looked at once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lemmas = [token.lemma_.lower() for token in doc]
        self.lower = [token.lower_ for token in doc]
        self.parts = [token.pos_ for token in doc]
        self.sentences = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            self.sentences[sentence.start : sentence.end] = [number] * len(sentence)
        self.roots: dict[Argument, Token] = {}
        self.ups: dict[int, list[Token]] = {}

    def sentence(self, argument: Argument) -> int:
        """The number of the sentence that a candidate starts in."""
        return self.sentences[argument.start]

    def root(self, argument: Argument) -> Token:
        """The word of a candidate that the others hang on."""
        if argument not in self.roots:
            self.roots[argument] = argument.span(self.doc).root
        return self.roots[argument]

    def kind(self, argument: Argument) -> str:
        """The kind of a candidate; where it has none, how it was found."""
        return argument.kind or argument.way

    def of_argument(self, argument: Argument) -> list[str]:
        """What tells whether, and of what, a candidate is an argument."""
        doc, root = self.doc, self.root(argument)
        first, last = doc[argument.start], doc[argument.end - 1]
        head = root.head
        before = self._word(argument.start - 1)
        after = self._word(argument.end)
        kind = self.kind(argument)
        text = argument.span(doc).text.lower()
        is_entity = argument.node is not None and kind.partition(":")[0] in {"Person", "Organization", "Event"}
        text = "" if is_entity else text
        root_lemma = "" if is_entity else root.lemma_.lower()
        out = [
            "bias", f"k={kind}", f"way={argument.way}", f"t={text}", f"r={root_lemma}", f"tag={root.tag_}",
            f"d={root.dep_}", f"h={head.lemma_.lower()}", f"dh={root.dep_}>{head.lemma_.lower()}",
            f"b={before}", f"a={after}", f"n={min(argument.end - argument.start, 6)}",
            f"fs={first.shape_}", f"ls={last.shape_}", f"fl={first.pos_}>{last.pos_}", f"fw={first.lower_}",
            f"k+d={kind}+{root.dep_}", f"k+b={kind}+{before}", f"k+a={kind}+{after}", f"suf={last.lower_[-3:]}",
            f"bp={self._pos(argument.start - 1)}>{first.pos_}", f"ap={last.pos_}>{self._pos(argument.end)}",
            f"k+h={kind}+{head.lemma_.lower()}", f"b2={self._word(argument.start - 2)} {before}",
            f"a2={after} {self._word(argument.end + 1)}", f"pos={min(argument.start, 3)}",
            f"whole={self._is_whole(argument)}+{argument.way}",
        ]  # fmt: skip
        if root.dep_ == "pobj":
            out += [f"p={head.lower_}", f"k+p={kind}+{head.lower_}", f"pg={head.lower_}<{head.head.lemma_.lower()}"]
        if argument.way in {"name", "known", "capitals"}:
            out += [f"w={word}" for word in dict.fromkeys(t.lower_ for t in argument.span(doc) if t.is_alpha)]
            out.append(f"cap={''.join(map(_capitals, argument.span(doc)))[:5]}")
        return out

    def _is_whole(self, argument: Argument) -> bool:
        """Whether no word before it is a part of the same phrase."""
        return self.root(argument).left_edge.i >= argument.start

    def _word(self, i: int) -> str:
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def _pos(self, i: int) -> str:
        return self.parts[i] if 0 <= i < len(self.parts) else ""

    def of_pair(self, subject: Argument, object: Argument, kinds_between: str = "") -> list[str]:
        """What tells whether, and how, a subject and an object are related."""
        first, second = (subject, object) if subject.start <= object.start else (object, subject)
        order = "<" if first is subject else ">"
        kinds = f"{self.kind(subject)}{order}{self.kind(object)}"
        apart = self.sentence(second) - self.sentence(first)
        gap = range(first.end, second.start)
        out = [
            f"K={kinds}", f"G={step(max(len(gap), 0))}", f"K+G={kinds}+{step(max(len(gap), 0))}",
            f"far={min(apart, 3)}{order}", f"between={kinds_between}", f"K+between={kinds}+{kinds_between}",
            f"lap={first.end > second.start}", f"ways={subject.way}{order}{object.way}",
        ]  # fmt: skip
        outer = f"{self._word(first.start - 1)}_{self._word(second.end)}"
        out += [f"out={order}{outer}"]
        if not apart:
            out += self._path(subject, object, kinds)
        words = [self.lemmas[i] for i in gap]
        if len(words) <= BETWEEN:
            out += [f"w={order}{word}" for word in dict.fromkeys(words)]
            out += [f"ww={order}{one} {two}" for one, two in itertools.pairwise(words)]
        else:
            out += [f"wl={order}{word}" for word in dict.fromkeys(words[:3])]
            out += [f"wr={order}{word}" for word in dict.fromkeys(words[-3:])]
            out += [f"far w={order}{self.lemmas[i]}" for i in gap if self.parts[i] in {"VERB", "NOUN"}][:12]
        if len(words) <= 4:
            out += [f"W={kinds}|{' '.join(words)}", f"W={order}|{' '.join(words)}"]
        out += [f"rh={order}{self.root(subject).lemma_.lower()}+{self.root(object).lemma_.lower()}"]
        return out

    def _path(self, subject: Argument, object: Argument, kinds: str) -> Iterator[str]:
        ups, downs = self._ups(self.root(subject)), self._ups(self.root(object))
        places = {token.i: n for n, token in enumerate(downs)}
        meeting = next((n for n, token in enumerate(ups) if token.i in places), None)
        if meeting is None:
            yield "path=none"
            return
        top = ups[meeting]
        left, right = ups[:meeting], downs[: places[top.i]]
        if len(left) + len(right) > LONGEST_PATH:
            yield f"path=long+{top.lemma_.lower()}"
            return
        inner = [*left[1:], *([top] if left and right else []), *reversed(right[1:])]
        labels = "^".join(token.dep_ for token in left) + "|" + "v".join(token.dep_ for token in reversed(right))
        lemmas = " ".join(self.lemmas[token.i] for token in inner)
        yield f"L={labels}"
        yield f"L+K={labels}+{kinds}"
        yield f"P={labels}+{lemmas}"
        yield f"P+K={lemmas}+{kinds}"
        yield f"top={top.pos_}+{len(left)}+{len(right)}"
        yield f"lemma path={lemmas}"
        for token in inner:
            side = "s" if token in left else "o" if token in right else "t"
            yield f"in={side}{self.lemmas[token.i]}"
            yield f"in+K={self.lemmas[token.i]}+{kinds}"
        for token in inner:
            if token.pos_ in {"VERB", "NOUN"}:
                for child in token.children:
                    if child.dep_ in {"neg", "prt", "auxpass", "attr", "amod"}:
                        yield f"side={child.dep_}{self.lemmas[child.i]}"

    def _ups(self, token: Token) -> list[Token]:
        """A word and all above it."""
        if token.i not in self.ups:
            self.ups[token.i] = [token, *token.ancestors]
        return self.ups[token.i]


def _capitals(token: Token) -> str:
    return "X" if token.is_title else "A" if token.is_upper else "1" if token.like_num else "x"


def kinds_between(one: Argument, other: Argument, arguments: Sequence[Argument]) -> str:
    """The kinds of the candidates between two, at most three, each once."""
    first, second = (one, other) if one.start <= other.start else (other, one)
    found = {a.kind or a.way for a in arguments if first.end <= a.start and a.end <= second.start}
    return ",".join(sorted(found)[:3])
