"""Indirect speech: the words that a reporting verb, noun or "according to" governs.

What a cue governs is read off the parse, with its usual mistakes mended: a clause whose subject was taken for the
verb's object, a clause that swallowed the next report. Cue, content and source follow Pareti, "PARC 3.0: A Corpus
of Attribution Relations" (LREC 2016).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from .contentedges import ends_report, finite, group_of, trimmed
from .cues import Cue, Cues
from .persons import Speakers, Voice
from .quotes import Stretch

SHORTEST = 3
LEADING = 3
"""Fewer words than this before a report that stands between commas are no content of their own."""
GIVEN = {"put": "at", "give": "as", "estimate": "at"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that somebody may be reported to have said."""

    voice: Voice
    span: Span
    verb: str
    cue: Span
    direct: bool
    rule: str


class Reports:
    """Finds indirect quotations."""

    def __init__(self, doc: Doc, cues: list[Cue], lists: Cues, speakers: Speakers, stretches: list[Stretch]) -> None:
        self.doc = doc
        self.cues = cues
        self.lists = lists
        self.speakers = speakers
        self.quoted = {i for s in stretches for i in range(s.start - 1, s.end + 1)}

    def candidates(self) -> Iterator[Candidate]:
        """What each cue may report, in the order of the text."""
        for cue in self.cues:
            voice = self.speakers.of(cue)
            if voice is None:
                continue
            for rule, span in self._contents(cue):
                shown = cue.span if cue.lemma != "according" else self.doc[cue.token.i : cue.token.i + 2]
                yield Candidate(voice, span, cue.verb, shown, False, rule)

    def _contents(self, cue: Cue) -> Iterator[tuple[str, Span]]:
        if cue.token.lower_ == "according":
            found = self._according(cue.token)
        elif cue.token.pos_ == "NOUN":
            found = self._of_noun(cue.token) if cue.lemma in self.lists.nouns else iter(())
        else:
            found = self._of_verb(cue)
        for rule, start, end in found:
            span = trimmed(self.doc, start, end)
            if span is not None and not start <= cue.token.i < end:
                yield rule, span

    def _of_verb(self, cue: Cue) -> Iterator[tuple[str, int, int]]:
        verb, lists = cue.token, self.lists
        clauses = [c for c in verb.rights if c.dep_ == "ccomp" and finite(c)]
        if clauses and cue.lemma in lists.say:
            clause = clauses[0]
            yield "clause", self._start(verb, clause), ends_report(verb, clause, lists)
            return
        if cue.lemma in lists.naming and (named := self._naming(verb)):
            yield ("naming", *named)
            return
        if cue.lemma in lists.appeal and (asked := self._appeal(verb)):
            yield ("appeal", *asked)
            return
        infinitive = next((c for c in verb.rights if c.dep_ in {"xcomp", "advcl"} and c.tag_ == "VB"), None)
        if infinitive is not None and cue.lemma in lists.promise:
            yield "infinitive", infinitive.left_edge.i, ends_report(verb, infinitive, lists)
            return
        around = list(self._around_group(cue)) if cue.lemma in lists.say else []
        if around:
            yield from around
            return
        words = lists.prepositions.get(cue.lemma, frozenset())
        for child in (below for c in verb.rights for below in (c, *c.children)):
            if child.dep_ == "prep" and child.lower_ in words and child.right_edge.i > child.i:
                yield "preposition", child.i + 1, child.right_edge.i + 1
                return
        if cue.lemma in lists.judging:
            object_ = next((c for c in verb.rights if c.dep_ in {"dobj", "xcomp"} and c.pos_ != "PRON"), None)
            if object_ is not None and object_.i not in self.quoted:
                yield "object", object_.left_edge.i, ends_report(verb, object_, lists)

    def _start(self, verb: Token, clause: Token) -> int:
        """Where a clause begins, also where the parser took its subject for the verb's object."""
        start = max(clause.left_edge.i, verb.i + 1)
        own = any(c.dep_.startswith(("nsubj", "csubj", "expl")) for c in clause.children)
        if not own and verb.lemma_.lower() not in self.lists.told:
            taken = [c.left_edge.i for c in verb.rights if c.dep_ in {"dobj", "nsubj"} and verb.i < c.i < clause.i]
            start = min([start, *taken])
        return start

    def _around_group(self, cue: Cue) -> Iterator[tuple[str, int, int]]:
        """ "WORDS, X said" and "WORDS, X said, WORDS": what stands before and behind a report set off by commas."""
        doc, verb = self.doc, cue.token
        first, last = group_of(verb)
        sent = verb.sent
        start = max([sent.start, *(t.i + 1 for t in doc[sent.start : first] if t.text == ";" or t.is_space)])
        before = first - 1
        tail = doc[last + 1 : sent.end] if last + 1 < sent.end else doc[last:last]
        goes_on = bool(tail) and tail[0].text == ","
        if before > start and doc[before].text in {",", "—", "–"}:
            words = [t for t in doc[start:before] if not t.is_punct]
            whole = len(words) >= SHORTEST and any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in words)
            if whole and not any(i in self.quoted for i in range(start, before)):
                yield "before", start, before
            if goes_on and len(tail) > SHORTEST and (not whole or tail[1].lower_ in {"and", "but", "or"}):
                if not any(t.i in self.quoted for t in tail):
                    yield "behind", tail[1].i + (tail[1].lower_ in {"and", "but", "or"}), sent.end
        elif verb.dep_ in {"ROOT", "conj", "parataxis", "relcl", "ccomp"} and tail:
            lead = next((t for t in tail if not t.is_space), None)
            if lead is not None and lead.i not in self.quoted and lead.pos_ in {"DET", "PRON", "PROPN", "NOUN", "SCONJ"}:
                if any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in tail) and cue.lemma not in self.lists.quote_only:
                    yield "rest", lead.i, ends_report(verb, None, self.lists)

    def _naming(self, verb: Token) -> tuple[int, int] | None:
        """What somebody calls something: "a last resort", "as premature", "the number of dead at eleven"."""
        lemma = verb.lemma_.lower()
        below = [each for c in verb.rights for each in (c, *c.rights)]
        if lemma in GIVEN:
            at = next((c for c in below if c.dep_ in {"prep", "advmod"} and c.lower_ == GIVEN[lemma]), None)
            what = next((c for c in verb.rights if c.dep_ == "dobj"), None)
            return (what.left_edge.i, at.right_edge.i + 1) if at is not None and what is not None else None
        as_ = next((c for c in below if c.lower_ == "as" and c.dep_ in {"prep", "mark"}), None)
        if as_ is not None and lemma not in {"call", "deem", "dub"}:
            top = as_ if as_.dep_ == "prep" else as_.head
            return as_.i + 1, top.right_edge.i + 1
        for child in verb.rights:
            if child.dep_ in {"oprd", "ccomp", "attr", "xcomp", "acomp"} and child.pos_ in {"NOUN", "ADJ", "PROPN", "NUM"}:
                subject = [c.right_edge.i + 1 for c in child.lefts if c.dep_.startswith("nsubj")]
                return max([child.left_edge.i, *subject]), child.right_edge.i + 1
        return None

    def _appeal(self, verb: Token) -> tuple[int, int] | None:
        """ "urged the parties to talk": the object and the infinitive."""
        clause = next((c for c in verb.rights if c.dep_ in {"ccomp", "xcomp", "advcl"} and c.tag_ == "VB"), None)
        called = [b for c in verb.rights if c.lower_ in {"on", "upon"} and c.dep_ == "prep" for b in c.children]
        if clause is None and called:
            clause = next((b for c in called for b in c.children if b.tag_ == "VB"), None)
        if clause is None or (verb.lemma_.lower() == "call" and not called):
            return None
        objects = [c.left_edge.i for c in verb.rights if c.dep_ in {"dobj", "dative"} and c.i < clause.i]
        start = min([clause.left_edge.i, *objects, *(b.left_edge.i for b in called)])
        return max(start, verb.i + 1), ends_report(verb, clause, self.lists)

    def _of_noun(self, noun: Token) -> Iterator[tuple[str, int, int]]:
        """ "a claim by the mayor that ...": the clause that a noun governs."""
        for child in noun.rights:
            that = next((c for c in child.lefts if c.dep_ == "mark" and c.lower_ == "that"), None)
            if child.dep_ in {"acl", "ccomp", "relcl"} and that is not None:
                yield "noun", that.i, child.right_edge.i + 1
                return
            if child.dep_ == "acl" and child.tag_ == "VB":
                yield "noun", child.left_edge.i, child.right_edge.i + 1
                return

    def _according(self, token: Token) -> Iterator[tuple[str, int, int]]:
        """What stands before or behind "according to X"."""
        doc, sent = self.doc, token.sent
        to = token.nbor() if token.i + 1 < len(doc) else token
        phrase = [c.right_edge.i + 1 for c in to.children if c.dep_ == "pobj"]
        end = min(max([to.i + 2, *phrase]), sent.end)
        comma = next((t.i for t in doc[to.i + 1 : end] if t.text == ","), end)
        if comma < end and comma + 1 < sent.end and any(finite(t) for t in doc[comma:end]):
            end = comma
        start = max([sent.start, *(t.i + 1 for t in doc[sent.start : token.i] if t.text == ";" or t.is_space)])
        before = [t for t in doc[start : token.i] if not t.is_punct]
        whole = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in before)
        bare = before and before[-1].lower_ in {"which", "where", "whom", "and", "but", "that", "when", "while"}
        if whole and len(before) >= SHORTEST and not bare:
            earlier = [t.i for t in doc[start : token.i - 1] if t.lower_ == "according"]
            if earlier:
                start = next((t.i + 1 for t in doc[earlier[-1] : token.i - 1] if t.text == ","), start)
            yield "according", start, token.i
            return
        stop = ends_report(token, None, self.lists, start=end)
        yield "according", end, stop


def inner(candidate: Candidate, other: Candidate) -> bool:
    """Whether one report stands inside another one's content."""
    held = other.span.start <= candidate.cue.start < other.span.end
    return held and candidate.cue.start != other.cue.start


