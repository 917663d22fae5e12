"""Statements set out by layout, without quotation marks: "X said:" over paragraphs, and "NAME: words"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from spacy.tokens import Doc, Span

from .cues import Cue, Cues
from .heard import Voice
from .persons import Speakers
from .quotes import Stretch, is_break
from .reported import Candidate
from .state import Reading

LABEL = 10
"""The longest name, in tokens, that stands before a colon as a speaker's label."""
SHORTEST = 4
"""Fewer words than this after a colon are no statement but a label's value."""


class Statements:
    """Finds statements in one document."""

    def __init__(self, doc: Doc, cues: list[Cue], speakers: Speakers, stretches: list[Stretch]) -> None:
        self.doc = doc
        words = Cues.load()
        bare = (cue for cue in cues if cue.token.lemma_.lower() not in words.quote_only - words.say)
        self.cue_at = {cue.token.i: cue for cue in bare}  # "went on strike in two towns: ..." says nothing
        self.speakers = speakers
        self.quoted = {i for stretch in stretches for i in range(stretch.start - 1, stretch.end + 1)}

    def candidates(self) -> Iterator[Candidate]:
        """Quotations, one for each paragraph of a statement."""
        paragraphs = list(self._paragraphs())
        skip = 0
        for number, (start, end) in enumerate(paragraphs):
            if skip:
                skip -= 1
                continue
            colon = next((i for i in range(start, end) if self.doc[i].text == ":" and i not in self.quoted), None)
            if colon is None or (colon + 1 < end and colon + 1 in self.quoted):
                continue
            cue = next(
                (self.cue_at[i] for i in range(colon - 1, max(start - 1, colon - 9), -1) if i in self.cue_at), None
            )
            if cue is not None and (speaker := self.speakers.of(cue)) is not None:
                if self._words(colon + 1, end) >= SHORTEST:
                    yield self._frame(speaker, colon + 1, end, cue.verb, cue.span, "statement")
                elif self._words(colon + 1, end) == 0:
                    following = takewhile(lambda each: self._is_statement(*each), paragraphs[number + 1 :])
                    for first, last in following:
                        yield self._frame(speaker, first, last, cue.verb, cue.span, "statement")
                        skip += 1
            elif cue is None and colon - start <= 8 and self._words(colon + 1, end) >= SHORTEST:
                reading = self.speakers.reading
                named = label_before(self.doc, reading, colon + 1)
                person = named is not None and reading.nodes[named].kind == "Person"
                if named is not None and person and self._label(start, colon):
                    voice = self.speakers.named(reading.nodes[named])
                    yield self._frame(voice, colon + 1, end, "said", self.doc[colon : colon + 1], "label")

    def _paragraphs(self) -> Iterator[tuple[int, int]]:
        start = 0
        for token in self.doc:
            if is_break(token):
                if token.i > start:
                    yield start, token.i
                start = token.i + 1
        if start < len(self.doc):
            yield start, len(self.doc)

    def _words(self, start: int, end: int) -> int:
        return sum(1 for token in self.doc[start:end] if not (token.is_punct or token.is_space))

    def _is_statement(self, start: int, end: int) -> bool:
        """Whether a paragraph carries on a statement: whole sentences, none of them reporting speech."""
        closed = next((t for t in reversed(self.doc[start:end]) if not t.is_space), None)
        reported = any(i in self.cue_at or i in self.quoted for i in range(start, end) if self._told(i))
        return closed is not None and closed.text in {".", "!", "?"} and self._words(start, end) > 5 and not reported

    def _told(self, index: int) -> bool:
        cue = self.cue_at.get(index)
        return index in self.quoted if cue is None else cue.token.lemma_ == "say" and bool(cue.subjects)

    def _label(self, start: int, colon: int) -> bool:
        """Whether a line begins with nothing but a name, or a role and a name."""
        return all(
            t.pos_ in {"PROPN", "NOUN", "ADJ", "PUNCT", "ADP", "DET", "PART", "CCONJ"} for t in self.doc[start:colon]
        )

    def _frame(self, voice: Voice, start: int, end: int, verb: str, cue: Span, rule: str) -> Candidate:
        while start < end and (self.doc[start].is_space or self.doc[start].text in {":", "–", "—"}):
            start += 1
        while end > start and self.doc[end - 1].is_space:
            end -= 1
        return Candidate(voice, self.doc[start:end], verb, cue, True, rule)


def label_before(doc: Doc, reading: Reading, end: int) -> str | None:
    """The speaker of "NAME: words": a name, perhaps with a role, that fills a line up to a colon."""
    index = end - 1
    while index >= 0 and doc[index].is_space and not is_break(doc[index]):
        index -= 1
    if index < 1 or doc[index].text not in {":", "—", "–"}:
        return None
    found: str | None = None
    for back in range(index - 1, max(-1, index - 1 - LABEL), -1):
        token = doc[back]
        if is_break(token) or token.text in {".", "?", "!", "”", '"', "("}:
            return found
        node = reading.node_at(token)
        if node is not None and node.kind not in {"Place", "Event"}:
            found = node.id
        if back == 0:
            return found
    return None
