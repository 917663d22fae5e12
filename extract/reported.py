"""Indirect speech: the clause that a reporting verb governs, and what stands "according to" somebody."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from .cues import Cue, Cues
from .persons import Speakers
from .quotes import Stretch, is_break
from .state import QuotationFrame

CONTENT = frozenset({"ccomp", "xcomp", "parataxis"})
SHORTEST = 3


class Reports:
    """Finds indirect quotations."""

    def __init__(self, doc: Doc, cues: list[Cue], lists: Cues, speakers: Speakers, stretches: list[Stretch]) -> None:
        self.doc = doc
        self.cues = cues
        self.lists = lists
        self.speakers = speakers
        self.stretches = stretches
        self.stretch_at = {i: s for s in stretches for i in range(s.start, s.end)}

    def frames(self, direct: set[int]) -> Iterator[QuotationFrame]:
        """Indirect quotations. ``direct`` holds the first tokens of the direct ones, which come before."""
        for cue in self.cues:
            span = self._content(cue)
            if span is None or self._mixed(span, direct):
                continue
            speaker = self.speakers.of(cue)
            if speaker is not None:
                yield QuotationFrame(speaker, span, cue.verb, cue.span, False, "clause", 0.8)
        for token in self.doc:
            if token.lower_ == "according" and token.i not in self.stretch_at:
                frame = self._according(token, direct)
                if frame is not None:
                    yield frame

    def _content(self, cue: Cue) -> Span | None:
        """The words that a cue governs."""
        lemma = cue.token.lemma_.lower()
        for child in cue.token.children:
            if child.i in self.stretch_at:
                continue
            if child.dep_ == "ccomp" and lemma in self.lists.say and lemma not in self.lists.weak:
                return self._trimmed(child.left_edge.i, child.right_edge.i + 1, cue.token.i)
        if lemma in self.lists.appeal:
            return self._appeal(cue.token)
        return None

    def _appeal(self, verb: Token) -> Span | None:
        """ "urged the parties to talk": the object and the infinitive."""
        clause = next((c for c in verb.rights if c.dep_ in CONTENT | {"advcl"} and c.tag_ == "VB"), None)
        if clause is None:
            return None
        start = min([clause.left_edge.i, *(c.left_edge.i for c in verb.rights if c.dep_ == "dobj")])
        if verb.lemma_.lower() in {"call", "appeal"}:
            start = min([start, *(b.left_edge.i for c in verb.rights if c.dep_ == "prep" for b in c.children)])
        return self._trimmed(start, clause.right_edge.i + 1, verb.i)

    def _trimmed(self, start: int, end: int, cue: int) -> Span | None:
        doc = self.doc
        if start < cue < end:
            return None
        if any(is_break(token) for token in doc[start:end]):
            end = next(token.i for token in doc[start:end] if is_break(token))
        while (
            start < end
            and (doc[start].is_punct or doc[start].is_space or doc[start].lower_ == "that")
            and doc[start].text not in '"“'
        ):
            start += 1
        while start < end and (doc[end - 1].is_space or doc[end - 1].text in {".", ",", ";", ":", "—", "–"}):
            end -= 1
        return doc[start:end] if end - start >= SHORTEST else None

    def _mixed(self, span: Span, direct: set[int]) -> bool:
        """Whether a quotation inside the clause already stands for it."""
        return any(start in direct for start in range(span.start, span.end))

    def _according(self, token: Token, direct: set[int]) -> QuotationFrame | None:
        doc = self.doc
        to = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if to is None or to.lower_ != "to":
            return None
        sent = token.sent
        phrase_end = max([to.i + 1, *(c.right_edge.i + 1 for c in to.children if c.dep_ == "pobj")])
        source = next((c for c in to.children if c.dep_ == "pobj"), None)
        if source is None and to.i + 1 < len(doc):
            source = doc[to.i + 1]
        if source is None:
            return None
        speaker = self.speakers.node(source) or self._inside(source)
        span = self._around(token, phrase_end, sent)
        if speaker is None or span is None or self._mixed(span, direct):
            return None
        return QuotationFrame(speaker, span, "according to", doc[token.i : to.i + 1], False, "according", 0.8)

    def _inside(self, source: Token) -> str | None:
        for token in source.subtree:
            node = self.speakers.reading.node_at(token)
            if node is not None and node.kind in {"Person", "Organization"}:
                return node.id
        return None

    def _around(self, token: Token, phrase_end: int, sent: Span) -> Span | None:
        before = [t.i for t in self.doc[sent.start : token.i] if not (t.is_punct or t.is_space)]
        if len(before) >= SHORTEST:
            start = sent.start
            for t in self.doc[sent.start : token.i - 1]:
                if t.text == ";":
                    start = t.i + 1
            return self._trimmed(start, token.i, -1)
        return self._trimmed(phrase_end, sent.end, -1)
