"""Indirect speech: the clause that a reporting verb governs, and what stands "according to" somebody."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from .cues import Cue, Cues
from .persons import Speakers
from .quotes import Stretch, is_break
from .state import QuotationFrame

CONTENT = frozenset({"ccomp", "xcomp", "parataxis"})
CORE = frozenset({"say", "state", "claim", "announce", "report", "add", "note", "warn", "believe", "allege"})
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
        governs = lemma in self.lists.say and lemma not in self.lists.weak
        for child in cue.token.children:
            if child.i in self.stretch_at:
                continue
            if child.dep_ == "ccomp" and governs:
                return self._trimmed(child.left_edge.i, self._end(child), cue.token.i)
            if child.dep_ == "xcomp" and child.tag_ == "VB" and lemma in self.lists.promise:
                return self._trimmed(child.left_edge.i, child.right_edge.i + 1, cue.token.i)
        if governs and lemma in CORE:
            return self._rest(cue.token)
        if lemma in self.lists.appeal:
            return self._appeal(cue.token)
        return None

    def _end(self, clause: Token) -> int:
        """The end of a clause: before a relative clause set off by a comma, or after a clause coordinated with it."""
        doc = self.doc
        end = clause.right_edge.i + 1
        for token in doc[clause.i : end - 1]:
            if token.text == "," and token.nbor().lower_ in {"who", "which", "with"} and token.i - clause.i > 4:
                return token.i
        sent_end = clause.sent.end
        for index in range(end, min(end + 2, sent_end)):
            if doc[index].dep_ == "cc":
                after = doc[index + 1] if index + 1 < sent_end else doc[index]
                other = next((c for c in doc[index].head.children if c.dep_ == "conj" and c.i > index), None)
                goes_on = other is not None and any(c.dep_ in {"nsubj", "nsubjpass"} for c in other.children)
                if after.lower_ == "that" or (
                    index == end and goes_on and other is not None and other.lemma_ not in self.lists.say
                ):
                    return other.right_edge.i + 1 if other is not None else sent_end
        return end

    def _rest(self, verb: Token) -> Span | None:
        """The words of a reporting verb that the parser governs nothing by: up to it, or after it."""
        doc = self.doc
        sent = verb.sent
        if any(t.i in self.stretch_at for t in sent) or verb.dep_ not in {"ROOT", "conj", "parataxis"}:
            return None
        tail = [t for t in doc[verb.i + 1 : sent.end] if not (t.is_punct or t.is_space)]
        if not tail:
            comma = next((i for i in range(verb.i - 1, sent.start + SHORTEST, -1) if doc[i].text == ","), None)
            return self._trimmed(sent.start, comma, verb.i) if comma is not None else None
        following = doc[verb.i + 1]
        finite = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in tail)
        if finite and following.pos_ in {"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM", "SCONJ"}:
            return self._trimmed(verb.i + 1, sent.end, verb.i)
        return None

    def _appeal(self, verb: Token) -> Span | None:
        """ "urged the parties to talk": the object and the infinitive."""
        clause = next((c for c in verb.rights if c.dep_ in CONTENT | {"advcl"} and c.tag_ == "VB"), None)
        if clause is None:
            return None
        start = min([clause.left_edge.i, *(c.left_edge.i for c in verb.rights if c.dep_ == "dobj")])
        if verb.lemma_.lower() == "call":
            called = [b.left_edge.i for c in verb.rights if c.lower_ in {"on", "upon"} for b in c.children]
            if not called:
                return None
            start = min([start, *called])
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
                if t.text == ";" or (t.text == "," and any(b.lower_ == "according" for b in self.doc[start : t.i])):
                    start = t.i + 1
            return self._trimmed(start, token.i, -1)
        return self._trimmed(phrase_end, sent.end, -1)
