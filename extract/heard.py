"""Who was heard and named so far, and whom a pronoun or a bare role therefore takes up.

Recency and the preference for subjects follow Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution"
(1994); whoever was heard last is taken up most readily.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from ..model import Kind
from .grammar import NOUN_SUBJECTS
from .namecontext import is_credit
from .quotes import Stretch
from .state import MentionSpan, Reading
from .takenup import gender_of, is_several, is_title, may_take_up

HEARD, MAIN, MINOR, DISTANCE = 22.0, 20.0, 12.0, 7.0
"""How likely who spoke before, a main clause's subject and any other subject is taken up, and less a sentence."""
CHAIN = 3
PRONOUNS = {"male": "he", "female": "she"}
SINGULAR = frozenset({"he", "she"})
FEMININE = frozenset({"she", "her", "hers", "herself"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: a node's id, or the ``key`` and words of a description that is no node yet."""

    key: str
    kind: Kind
    how: str
    span: Span | None = None

    @property
    def name(self) -> str:
        """A description as it stands within a sentence: with a capital it would be a name, one in all reports."""
        if self.span is None:
            return ""
        words = " ".join(self.span.text.split())
        first = self.span[0]
        common = first.is_sent_start and first.tag_ not in {"NNP", "NNPS"} and first.text[1:].islower()
        return words[:1].lower() + words[1:] if common else words


class Heard:
    """Speakers and names of a document in the order of the text."""

    def __init__(self, doc: Doc, reading: Reading, stretches: list[Stretch]) -> None:
        quoted = {i for stretch in stretches for i in range(stretch.start, stretch.end)}
        names = [m for m in reading.mentions if m.level == "name" and m.node and m.span.start not in quoted]
        names = [m for m in names if not is_credit(m.span)]
        self.names = sorted(names, key=lambda m: m.span.start)
        self.name_starts = [m.span.start for m in self.names]
        self.by_last: dict[str, list[MentionSpan]] = defaultdict(list)
        for mention in self.names:
            if mention.kind != "Event":
                self.by_last[mention.span[-1].lower_].append(mention)
        self.voices: list[tuple[int, Voice]] = []
        self.genders = _genders(reading)
        self.bodies = [node for node in reading.nodes.values() if node.kind == "Organization"]
        self.several = frozenset(node.id for node in self.bodies if is_several(node))
        self.starts = [sentence.start for sentence in doc.sents]

    def latest(
        self, index: int, kinds: tuple[Kind, ...], pronoun: str = "", barred: Container[str] = ()
    ) -> Voice | None:
        """Whom a pronoun or a bare role before ``index`` most likely takes up: speakers and subjects near by.

        Nodes that are ``barred`` are not.
        """
        best: tuple[float, int] = (-math.inf, 0)
        found: Voice | None = None
        said: Iterable[tuple[int, Voice, float | Token]] = ((at, voice, HEARD) for at, voice in reversed(self.voices))
        named: Iterable[tuple[int, Voice, float | Token]] = (
            (m.span.start, Voice(m.node or "", m.kind, "anaphor"), m.span.root) for m in self._before(index)
        )
        for source in (said, named):
            for at, voice, how in source:
                if at >= index:
                    continue
                distance = DISTANCE * self._sentences(at, index)
                if HEARD - distance < best[0]:
                    break
                if voice.key in barred or (pronoun in SINGULAR and _is_several(voice)):
                    continue
                if voice.kind in kinds and self.genders.get(voice.key, pronoun) in {pronoun, ""}:
                    rank = ((how if isinstance(how, float) else _rank(how)) - distance, at)
                    if rank > best:
                        best, found = rank, voice
        return found

    def body(self, index: int, noun: str) -> Voice | None:
        """The organization that "the ministry", "the company" before ``index`` most likely takes up."""
        barred = {node.id for node in self.bodies if not may_take_up(noun, node)}
        if is_title(noun):
            barred |= {voice.key for _, voice in self.voices if voice.span and voice.span.root.lemma_.lower() != noun}
        return self.latest(index, ("Organization",), barred=barred)

    def _before(self, index: int) -> Iterator[MentionSpan]:
        """The names before a token, the nearest first."""
        for number in range(bisect(self.name_starts, index - 1) - 1, -1, -1):
            yield self.names[number]

    def ending_in(self, word: str, index: int) -> MentionSpan | None:
        """The last name before a token whose last word this is: "Chester Zoo" for "the zoo"."""
        found = (m for m in reversed(self.by_last.get(word, ())) if m.span.end <= index)
        return next(found, None)

    def _sentences(self, one: int, other: int) -> int:
        """How many sentences lie between two tokens."""
        return bisect(self.starts, other) - bisect(self.starts, one)


def _is_several(voice: Voice) -> bool:
    """Whether a description is of several: "around 20 men"."""
    return voice.span is not None and voice.span.root.tag_ in {"NNS", "NNPS"}


def _rank(token: Token) -> float:
    """How likely a name is taken up: the subject of a main clause most, then other subjects."""
    for _ in range(CHAIN):
        if token.dep_ in NOUN_SUBJECTS:
            return MAIN if token.head.dep_ in {"ROOT", "conj", "parataxis"} else MINOR
        if token.dep_ not in {"appos", "compound", "flat"}:
            return 0.0
        token = token.head
    return 0.0


def _genders(reading: Reading) -> dict[str, str]:
    """The pronoun by which a person is mostly taken up, or would be by the given name."""
    given = {node.id: PRONOUNS[gender] for node in reading.nodes.values() if (gender := gender_of(node))}
    counts: dict[str, Counter[str]] = {}
    for mention in reading.mentions:
        if mention.level == "pronoun" and mention.kind == "Person" and mention.node:
            she = mention.span.text.lower() in FEMININE
            counts.setdefault(mention.node, Counter())["she" if she else "he"] += 1
    return given | {node: max(sorted(count), key=count.__getitem__) for node, count in counts.items()}
