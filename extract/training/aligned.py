"""Examples laid over the candidates of their texts: which pairs have which property, and which it leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..pairs import REACH, Fact, Prepared
from ..pairspans import Argument
from ..state import reading_of

Span = tuple[int, int]
FEW = 30
"""Below so many examples of a property, other kinds than those seen may be joined, too."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of an example: where its subject and object stand (any of these characters), and the property.

    One that is true, but perhaps not said here, ``is_open``: neither right nor wrong to find.
    """

    subject: tuple[Span, ...]
    predicate: str
    object: tuple[Span, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A text that was read, what it says, and the properties of which it says all (None: of every one).

    ``given`` are its candidates where they are known.
    """

    doc: Doc
    told: tuple[Told, ...]
    complete: frozenset[str] | None = None
    given: tuple[Argument, ...] | None = None


class Aligned:
    """An example's candidates, and which pairs of them have which property."""

    def __init__(
        self, example: Example, named_only: bool, known: frozenset[str], exact: bool, reach: int = REACH
    ) -> None:
        self.example = example
        self.prepared = Prepared.of(example.doc, reading_of(example.doc), named_only, known, example.given, reach)
        self.exact = exact
        doc = example.doc
        spans = [a.span(doc) for a in self.prepared.arguments]
        self.characters = [(s.start_char, s.end_char) for s in spans]
        self.holds: dict[tuple[int, int], set[str]] = {}
        self.open: dict[tuple[int, int], set[str]] = {}
        for told in example.told:
            self._align(told)
        self.arguments = {i for pair in self.holds for i in pair}

    def _align(self, told: Told) -> None:
        found = [(i, j) for i in self._matching(told.subject) for j in self._matching(told.object)]
        pairs = [pair for pair in found if self.prepared.apart(*pair)]
        if not pairs:
            return
        best = None if told.is_open else min(pairs, key=self._distance)
        if best is not None:
            self.holds.setdefault(best, set()).add(told.predicate)
        for pair in pairs:
            if pair != best:
                self.open.setdefault(pair, set()).add(told.predicate)

    def _distance(self, pair: tuple[int, int]) -> tuple[int, int, int]:
        one, other = (self.prepared.arguments[i] for i in pair)
        sentences = abs(self.prepared.features.sentence(one) - self.prepared.features.sentence(other))
        return sentences, max(other.start - one.end, one.start - other.end), pair[0]

    def _matching(self, places: Sequence[Span]) -> list[int]:
        exact = [i for i, span in enumerate(self.characters) if span in places]
        if exact or self.exact:
            return exact
        shared = [(max(shared_of(span, place) for place in places), -i) for i, span in enumerate(self.characters)]
        best = max(shared, default=(0.0, 0))
        return [-best[1]] if best[0] > 0.3 else []

    def tells(self, fact: Fact) -> int | None:
        """Which of the example's facts a fact is, if any."""
        one, other = (a.span(self.example.doc) for a in (fact.subject, fact.object))
        for number, told in enumerate(self.example.told):
            if told.predicate == fact.predicate and all(
                _fits((s.start_char, s.end_char), places, self.exact)
                for s, places in ((one, told.subject), (other, told.object))
            ):
                return number
        return None


def shared_of(one: Span, other: Span) -> float:
    """The share of characters of two stretches that both have."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def _fits(span: Span, places: Sequence[Span], exact: bool) -> bool:
    return span in places if exact else any(shared_of(span, place) > 0 for place in places)


def strings_used_twice(examples: Iterable[Example]) -> tuple[str, ...]:
    """Subjects and objects, in lower case, that at least two examples have."""
    count: Counter[str] = Counter()
    for example in examples:
        text = example.doc.text.lower()
        count.update({text[s:e] for told in example.told for places in (told.subject, told.object) for s, e in places})
    return tuple(sorted(text for text, number in count.items() if number > 1 and len(text) > 1))


def fold_of(examples: Sequence[Example], folds: int) -> list[int]:
    """A fold for each example, the same for examples about the same subject."""
    found: dict[str, int] = {}
    out = []
    for number, example in enumerate(examples):
        names = [example.doc.text[s:e].lower() for told in example.told for s, e in told.subject[:1]]
        usual = Counter(names).most_common(1)
        key = usual[0][0] if usual else f"{number}"
        out.append(found.setdefault(key, len(found)) % folds)
    return out


def single(examples: Iterable[Example]) -> tuple[str, ...]:
    """Properties of which hardly any subject of an example has two objects."""
    several: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for example in examples:
        objects: dict[tuple[str, tuple[Span, ...]], set[tuple[Span, ...]]] = {}
        for told in example.told:
            objects.setdefault((told.predicate, told.subject), set()).add(told.object)
        for (name, _), found in objects.items():
            total[name] += 1
            several[name] += len(found) > 1
    return tuple(sorted(name for name, number in total.items() if several[name] <= 0.02 * number))


def kinds_joined(aligned: Iterable[Aligned]) -> tuple[str, ...]:
    """Which kinds each property joined; where it has few examples, also what is no more a date or number than they."""
    seen: dict[str, Counter[str]] = {}
    for a in aligned:
        for pair, names in a.holds.items():
            for name in names:
                seen.setdefault(name, Counter())[a.prepared.kind_pair(*pair)] += 1
    every = sorted({kinds for counts in seen.values() for kinds in counts})
    found = set()
    for name, counts in seen.items():
        like = {_are_values(kinds) for kinds in counts} if counts.total() < FEW else set()
        found |= {f"{name}|{kinds}" for kinds in every if kinds in counts or _are_values(kinds) in like}
    return tuple(sorted(found))


def _are_values(kinds: str) -> tuple[bool, ...]:
    return tuple(kind in {"Date", "Number"} for kind in kinds.split(">"))
