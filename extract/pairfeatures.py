"""What a pair classifier knows of a candidate and of a pair of candidates: features of words and parse.

The features are those of Zhou et al., "Exploring Various Knowledge in Relation Extraction" (ACL 2005), and Mintz
et al., "Distant supervision for relation extraction without labeled data" (ACL 2009): words between, the path of
the dependency parse, types and heads; each is a string, known to the model by its CRC.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from spacy.tokens import Doc, Token

from ..model import Grounding
from .gazetteer import gazetteer
from .pairspans import Argument
from .state import reading_of

BETWEEN = 10
"""Words between two candidates that are looked at, each of them; of more, only the outer ones."""
LONGEST_PATH = 7
"""Steps of the longest path in the parse of which more is told than its top."""
DEGREES = (0.1, 0.5, 1.5, 4, 10)
"""Where the ranges begin that distances between places are told by."""
SIDES = frozenset({"neg", "prt", "auxpass", "attr", "amod"})
"""What hangs on a word of a path and is told with it."""
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


def _told(doc: Doc, attribute: str) -> list[str]:
    """What a document's words have as one attribute; many times faster than to ask each of them."""
    ids = doc.to_array(attribute).tolist()
    strings = {each: doc.vocab.strings[each] for each in set(ids)}
    return [strings[each] for each in ids]


class Features:
    """The features of one document's candidates, each word looked at once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lemmas = [lemma.lower() for lemma in _told(doc, "LEMMA")]
        self.lower, self.parts, self.arcs = (_told(doc, attribute) for attribute in ("LOWER", "POS", "DEP"))
        self.heads = [token.head.i for token in doc]
        self.text = doc.text
        self.sentences = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            self.sentences[sentence.start : sentence.end] = [number] * len(sentence)
        self.roots: dict[tuple[int, int], int] = {}
        self.lefts: dict[int, int] = {}
        self.ups: dict[int, list[int]] = {}
        self.sides: dict[int, list[str]] = {}
        self.of_roots: dict[int, list[str]] = {}
        self.of_starts: dict[int, list[str]] = {}
        self.of_ends: dict[int, list[str]] = {}
        self.reading = reading_of(doc)
        self.grounded: dict[Argument, Grounding | None] = {}
        self.counts: Counter[str] = Counter()
        self.topic = ""
        countries = Counter(g.country for n in self.reading.nodes.values() if (g := n.grounding) and g.country)
        self.country = min(countries, key=lambda code: (-countries[code], code), default=None)
        """The country of most of the document's places."""

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
            single = argument.end - argument.start == 1
            self.roots[place] = argument.start if single else argument.span(self.doc).root.i
        return self.roots[place]

    def kind(self, argument: Argument) -> str:
        """The kind of a candidate; where it has none, how it was found."""
        return argument.kind or argument.way

    def of_argument(self, argument: Argument) -> list[str]:
        """What tells whether, and of what, a candidate is an argument."""
        start, end, way = argument.start, argument.end, argument.way
        i, kind = self.root(argument), self.kind(argument)
        is_entity = argument.node is not None and kind.partition(":")[0] in {"Person", "Organization", "Event"}
        head, left = self.lemmas[self.heads[i]], self._left(i)
        text, lemma = ("", "") if is_entity else (self._text(argument).lower(), self.lemmas[i])
        out = [
            f"k={kind}", f"way={way}", f"t={text}", f"r={lemma}", f"n={min(end - start, 6)}",
            f"fl={self.parts[start]}>{self.parts[end - 1]}", f"k+d={kind}+{self.arcs[i]}",
            f"k+b={kind}+{self._word(start - 1)}", f"k+a={kind}+{self._word(end)}", f"k+h={kind}+{head}",
            f"whole={left >= start}+{way}", *self._of_root(i), *self._of_start(start), *self._of_end(end),
        ]  # fmt: skip
        if self.arcs[i] == "pobj":
            out.append(f"k+p={kind}+{self.lower[self.heads[i]]}")
        if way in {"name", "known", "capitals"}:
            words = argument.span(self.doc)
            out += [f"w={word}" for word in dict.fromkeys(t.lower_ for t in words if t.is_alpha)]
            out.append(f"cap={''.join(map(_capitals, words))[:5]}")
        return out

    def _left(self, i: int) -> int:
        """The place of the first of the words that hang on one."""
        if i not in self.lefts:
            self.lefts[i] = self.doc[i].left_edge.i
        return self.lefts[i]

    def _text(self, argument: Argument) -> str:
        first, last = self.doc[argument.start], self.doc[argument.end - 1]
        return self.text[first.idx : last.idx + len(last)]

    def _of_root(self, i: int) -> list[str]:
        """What the words tell that a candidate hangs on."""
        if i not in self.of_roots:
            arc, head = self.arcs[i], self.heads[i]
            lemma = self.lemmas[head]
            told = ["bias", f"tag={self.doc[i].tag_}", f"d={arc}", f"h={lemma}", f"dh={arc}>{lemma}"]
            if arc == "pobj":
                told += [f"p={self.lower[head]}", f"pg={self.lower[head]}<{self.lemmas[self.heads[head]]}"]
            self.of_roots[i] = told
        return self.of_roots[i]

    def _of_start(self, start: int) -> list[str]:
        """What a candidate's first word and those before it tell."""
        if start not in self.of_starts:
            before = self._word(start - 1)
            self.of_starts[start] = [
                f"b={before}", f"fs={self.doc[start].shape_}", f"fw={self.lower[start]}", f"pos={min(start, 3)}",
                f"bp={self._pos(start - 1)}>{self.parts[start]}", f"b2={self._word(start - 2)} {before}",
            ]  # fmt: skip
        return self.of_starts[start]

    def _of_end(self, end: int) -> list[str]:
        """What a candidate's last word and those behind it tell."""
        if end not in self.of_ends:
            after = self._word(end)
            self.of_ends[end] = [
                f"a={after}", f"ls={self.doc[end - 1].shape_}", f"suf={self.lower[end - 1][-3:]}",
                f"ap={self.parts[end - 1]}>{self._pos(end)}", f"a2={after} {self._word(end + 1)}",
            ]  # fmt: skip
        return self.of_ends[end]

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
        if self.counts:
            out += self._standing(subject, object, kinds)
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
        out += [f"rh={order}{self.lemmas[self.root(subject)]}+{self.lemmas[self.root(object)]}"]
        return out

    def _standing(self, subject: Argument, object: Argument, kinds: str) -> Iterator[str]:
        """What the document says of the two elsewhere: how often they come, and where they are."""
        counts = [min(self.counts[a.node], 4) if a.node else 0 for a in (subject, object)]
        topic = "s" if subject.node == self.topic else "o" if object.node == self.topic else ""
        yield f"often={counts[0]}{counts[1]}"
        yield f"topic={topic}+{kinds}"
        one, other = self._grounding(subject), self._grounding(object)
        if other is not None:
            inside = "" if one is None else "in" if one.country == other.country else "out"
            yield f"land={inside}{other.precision == 'country'}{other.country == self.country}+{kinds}"
            if one is not None:
                yield f"sizes={inside}{one.precision}>{other.precision}+{_degrees(one, other)}"
        elif one is not None:
            yield f"land of subject={one.country == self.country}+{kinds}"

    def _grounding(self, argument: Argument) -> Grounding | None:
        """Where a candidate is, if it is a place; where its country is, if it is an adjective of one."""
        if argument not in self.grounded:
            root = self.doc[self.root(argument)]
            node = self.reading.node_at(root)
            code = gazetteer().demonyms.get(root.lower_) if node is None else None
            of_node = node.grounding if node is not None else None
            self.grounded[argument] = Grounding("country", code) if code else of_node
        return self.grounded[argument]

    def _path(self, subject: Argument, object: Argument, kinds: str) -> Iterator[str]:
        ups, downs = self._ups(self.root(subject)), self._ups(self.root(object))
        meeting = next((n for n, i in enumerate(ups) if i in downs), None)
        if meeting is None:
            yield "path=none"
            return
        top = ups[meeting]
        left, right = ups[:meeting], downs[: downs.index(top)]
        if len(left) + len(right) > LONGEST_PATH:
            yield f"path=long+{self.lemmas[top]}"
            return
        inner = [*left[1:], *([top] if left and right else []), *reversed(right[1:])]
        labels = "^".join(self.arcs[i] for i in left) + "|" + "v".join(self.arcs[i] for i in reversed(right))
        lemmas = " ".join(self.lemmas[i] for i in inner)
        yield f"L={labels}"
        yield f"L+K={labels}+{kinds}"
        yield f"P={labels}+{lemmas}"
        yield f"P+K={lemmas}+{kinds}"
        yield f"top={self.parts[top]}+{len(left)}+{len(right)}"
        yield f"lemma path={lemmas}"
        for i in inner:
            side = "s" if i in left else "o" if i in right else "t"
            yield f"in={side}{self.lemmas[i]}"
            yield f"in+K={self.lemmas[i]}+{kinds}"
        for i in inner:
            yield from self._beside(i)

    def _beside(self, i: int) -> list[str]:
        """What hangs on a verb or noun of a path and changes what it says."""
        if i not in self.sides:
            told = self.doc[i].children if self.parts[i] in {"VERB", "NOUN"} else ()
            self.sides[i] = [f"side={c.dep_}{self.lemmas[c.i]}" for c in told if c.dep_ in SIDES]
        return self.sides[i]

    def _ups(self, i: int) -> list[int]:
        """A word and all above it."""
        if i not in self.ups:
            found = [i]
            while self.heads[found[-1]] != found[-1]:
                found.append(self.heads[found[-1]])
            self.ups[i] = found
        return self.ups[i]


def _degrees(one: Grounding, other: Grounding) -> str:
    """How far apart two places are, in steps of degrees; empty where that is not known."""
    places = one.latitude, one.longitude, other.latitude, other.longitude
    if None in places:
        return ""
    north, east, other_north, other_east = (place or 0.0 for place in places)
    apart = max(abs(north - other_north), abs(east - other_east))
    return str(sum(apart >= least for least in DEGREES))


def _capitals(token: Token) -> str:
    return "X" if token.is_title else "A" if token.is_upper else "1" if token.like_num else "x"


def kinds_between(one: Argument, other: Argument, arguments: Sequence[Argument]) -> str:
    """The kinds of the candidates between two, at most three, each once."""
    first, second = (one, other) if one.start <= other.start else (other, one)
    found = {a.kind or a.way for a in arguments if first.end <= a.start and a.end <= second.start}
    return ",".join(sorted(found)[:3])
