"""Settling what may be one: the open questions of a graph, the words they rest on, and the answers as corrections."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ..content import Content, content_of
from ..folder import Folder
from ..graph.texts import printable
from ..model import Source
from .correction import Correction, signed
from .file import append, editor, today, witnessed
from .lookup import Lookup

_AROUND = 110
ANSWERS = {"s": "merge", "same": "merge", "d": "apart", "different": "apart"}


@dataclass(frozen=True, slots=True)
class Question:
    """Two entities that may be one: their ids and names, why it may be so, and the words about each."""

    ids: tuple[str, str]
    names: tuple[str, str]
    reason: str
    words: tuple[str, str]

    def line(self, folder: str) -> str:
        """One line for a pipe: the command that settles it, and as a comment what it is about."""
        command = shlex.join(["claimgraph", "correct", folder, "merge", *self.ids])
        about = " / ".join(f"{name}: {words}" for name, words in zip(self.names, self.words, strict=True))
        return f"{command}  # or apart; {self.reason}; {about}"

    def __str__(self) -> str:
        lines = [f"{self.names[0]}  ({self.ids[0]})", f"    {self.words[0]}"]
        lines += [f"{self.names[1]}  ({self.ids[1]})", f"    {self.words[1]}", f"    may be one: {self.reason}"]
        return "\n".join(lines)


def questions(content: Content) -> Iterator[Question]:
    """The pairs that nobody has settled, the likeliest first."""
    sources = {source.id: source for source in content.sources}
    weight = Counter(content.resolution.ids.values())
    words = _words(content, sources)
    entities = content.resolution.entities
    for left, right, judgement in content.resolution.unsure():
        if frozenset((left, right)) in content.apart:
            continue
        ids = (left, right) if weight[left] >= weight[right] else (right, left)
        names = printable(entities[ids[0]].name), printable(entities[ids[1]].name)
        yield Question(ids, names, printable(judgement.reason), (words.get(ids[0], ""), words.get(ids[1], "")))


def _words(content: Content, sources: dict[str, Source]) -> dict[str, str]:
    """For each entity the words around its first mention by name, with the source's name."""
    found: dict[str, str] = {}
    for extraction in sorted(content.extractions, key=lambda x: sources[x.source].name):
        source = sources[extraction.source]
        for mention in sorted(extraction.mentions, key=lambda m: (m.level != "name", m.start)):
            if mention.entity not in found:
                begin, end = max(0, mention.start - _AROUND), mention.end + _AROUND
                line = printable(" ".join(source.text[begin:end].split()))
                found[mention.entity] = f"“{'…' * (begin > 0)}{line}{'…' * (end < len(source.text))}” ({source.name})"
    return found


@dataclass(slots=True)
class Session:
    """The answers of one sitting; each is written as soon as it is given."""

    lookup: Lookup
    write: Callable[[Correction], None]
    merged: dict[str, str] = field(default_factory=dict)
    settled: int = 0

    def ask(self, open_questions: Iterable[Question], answer: Callable[[str], str]) -> None:
        """Ask until all is answered or ``q`` (or the end of the input) ends it; an empty answer skips."""
        for question in open_questions:
            first, second = map(self._now, question.ids)
            if first == second:
                continue
            try:
                told = self._answer(question, answer)
            except EOFError:
                return
            if told == "q":
                return
            if told in ANSWERS:
                self._settle(ANSWERS[told], first, second, question)

    def _answer(self, question: Question, answer: Callable[[str], str]) -> str:
        prompt = f"{question}\nsame, different, skip or quit? [s/d/Enter/q] "
        while (told := answer(prompt).strip().casefold()) not in {*ANSWERS, "", "skip", "q", "quit"}:
            prompt = f"{told!r} is no answer: s (same), d (different), Enter (skip) or q (quit)? "
        return told[:1] if told.startswith("q") else told

    def _settle(self, verb: str, first: str, second: str, question: Question) -> None:
        correction = Correction(verb, (first, second), why=f"reviewed: {question.reason}")
        self.write(witnessed(correction, self.lookup))
        self.settled += 1
        if verb == "merge":
            self.merged[second] = first

    def _now(self, identifier: str) -> str:
        while identifier in self.merged:
            identifier = self.merged[identifier]
        return identifier


def run(folder: Folder, name: str) -> int:
    """Ask on a terminal, or print a line for each question into a pipe. Returns how many were settled."""
    content = content_of(folder, anchored=True)
    asked = list(questions(content))
    print(f"{name}: {len(asked) or 'nothing'} to settle", file=sys.stderr)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        for question in asked:
            print(question.line(name))
        return 0

    def write(correction: Correction) -> None:
        append(folder.corrections, [signed(correction, by, today())])

    by = editor(folder.path)
    session = Session(content.lookup, write)
    session.ask(asked, input)
    return session.settled
