"""Indirect speech: the words that a reporting verb, noun or "according to" governs.

What a cue governs is read off the parse, with its usual mistakes mended: a clause whose subject was taken for the
verb's object, a clause that swallowed the next report. Cue, content and source follow Pareti, "PARC 3.0: A Corpus
of Attribution Relations" (LREC 2016).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from .contentedges import FINITE, ends_report, finite, group_of, trimmed
from .cues import Cue, Cues
from .grammar import is_passive
from .heard import Voice
from .persons import Speakers
from .quotes import Stretch

BORNE = "borne"
"""The rule of words on placards and walls, and in chants."""
DENIAL = "denial"
"""The rule of what somebody says was not so."""
SHORTEST = 3
THAT = 14
"""Tokens within which a verb's "that" stands behind it."""
LEADS = frozenset({"DET", "PRON", "PROPN", "NOUN", "SCONJ", "ADJ", "NUM"})
NOMINAL = frozenset({"NOUN", "ADJ", "PROPN", "NUM"})
GIVEN = {"put": "at", "give": "as", "estimate": "at"}
REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})


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
            if span is None or start <= cue.token.i < end or self.speakers.dated.issuperset(t.i for t in span):
                continue  # "called a strike for Monday" tells when
            yield rule, span

    def _of_verb(self, cue: Cue) -> Iterator[tuple[str, int, int]]:
        verb, lists = cue.token, self.lists
        clauses = [c for c in verb.rights if c.dep_ == "ccomp" and (finite(c) or _marked(c))]
        if clauses and cue.lemma in lists.say:
            start = self._start(verb, clauses[0])
            yield "clause", start, ends_report(verb, clauses[0], lists, start)
            return
        if cue.lemma in lists.denying and (denied := _denied(verb, lists)) is not None:
            yield DENIAL, denied.left_edge.i, ends_report(verb, denied, lists)
            return
        if cue.lemma in lists.naming and (named := list(self._naming(verb))):
            yield from (("naming", *edges) for edges in named)
            return
        if cue.lemma in lists.appeal and (asked := self._appeal(verb)):
            yield ("appeal", *asked)
            return
        infinitive = next((c for c in verb.rights if c.dep_ in {"xcomp", "advcl"} and c.tag_ == "VB"), None)
        if infinitive is not None and cue.lemma in lists.promise:
            yield "infinitive", infinitive.left_edge.i, ends_report(verb, infinitive, lists)
            return
        if cue.lemma in lists.say:
            around = list(self._around_group(cue)) or list(self._behind(cue))
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
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and not any(c.dep_ in {"mark", "advmod"} for c in verb.lefts):
            return  # "the bill, proposed by X, will take effect"
        if verb.dep_ == "relcl" and any(child.tag_ == "WP" for child in verb.lefts):
            return  # "Roe, who testified for three days, has left"
        first, last = group_of(verb, cue.lemma in self.lists.told)
        sent = verb.sent
        start = max([sent.start, *(t.i + 1 for t in doc[sent.start : first] if t.text == ";" or t.is_space)])
        before = first - 1
        tail = doc[last + 1 : sent.end]
        goes_on = bool(tail) and tail[0].text == ","
        ends = not tail or tail[0].is_punct or tail[0].is_space or tail[0].lower_ in {"in", "on", "at", "after", "as"}
        if before <= start or doc[before].text not in {",", "—", "–"} or not ends:
            return
        words = [t for t in doc[start:before] if not t.is_punct]
        whole = len(words) >= SHORTEST and any(map(_tells, words)) and not self._adverbial(start, verb)
        if whole and not any(i in self.quoted for i in range(start, before)):
            yield "before", start, before
        joined = len(tail) > 1 and tail[1].lower_ in {"and", "but", "or"}
        if goes_on and len(tail) > SHORTEST and (not whole or joined) and tail[1].i not in self.quoted:
            yield "behind", tail[1].i + joined, ends_report(verb, None, self.lists, tail[1].i)

    def _adverbial(self, start: int, verb: Token) -> bool:
        """Whether a sentence begins with a clause that tells when or why something was said."""
        first = self.doc[start]
        return first.dep_ == "mark" and first.head.dep_ == "advcl" and first.head.head.i == verb.i

    def _behind(self, cue: Cue) -> Iterator[tuple[str, int, int]]:
        """What stands behind a verb that the parser hung nothing on: from "that", or from the next clause."""
        doc, verb = self.doc, cue.token
        _, last = group_of(verb, cue.lemma in self.lists.told)
        end = verb.right_edge.i + 1 if verb.dep_ == "relcl" else verb.sent.end  # "Roe, who testified, has left"
        tail = doc[verb.i + 1 : end]
        for token in tail:
            if token.tag_ == "WDT" and token.head.dep_ == "relcl" and cue.lemma not in self.lists.told:
                return  # "found a bacterium that eats nylon"
            if token.lower_ == "that" and token.dep_ in {"mark", "nsubj", "det", "dobj"} and token.i - verb.i <= THAT:
                rest = doc[token.i + 1 : end]
                if any(t.tag_ in FINITE for t in rest):
                    yield "that", token.i, ends_report(verb, None, self.lists, token.i)
                return
            if token.tag_ in FINITE or token.text in {";", ":"} or token.i in self.quoted:
                break
        lead = next((t for t in doc[last + 1 : end] if not t.is_space), None)
        if lead is None or lead.i in self.quoted or lead.pos_ not in LEADS or cue.lemma in self.lists.weak:
            return
        if any(t.tag_ in FINITE for t in doc[lead.i : end]):
            yield "rest", lead.i, ends_report(verb, None, self.lists, lead.i)

    def _naming(self, verb: Token) -> Iterator[tuple[int, int]]:
        """What somebody calls something: "a last resort", "as premature", "the number of dead at eleven"."""
        lemma = verb.lemma_.lower()
        below = [each for c in verb.rights for each in (c, *c.rights)]
        what = next((c for c in verb.rights if c.dep_ == "dobj"), None)
        if lemma in GIVEN:
            at = next((c for c in below if c.dep_ in {"prep", "advmod"} and c.lower_ == GIVEN[lemma]), None)
            if at is not None and what is not None and any(token.like_num for token in at.subtree):
                yield what.left_edge.i, at.right_edge.i + 1
            return
        as_ = next((c for c in below if c.lower_ == "as" and c.dep_ in {"prep", "mark"}), None)
        if as_ is not None and lemma not in {"call", "deem", "dub"}:
            end = (as_ if as_.dep_ == "prep" else as_.head).right_edge.i + 1
            yield as_.i + 1, end
            if what is not None and what.pos_ != "PRON":
                yield what.left_edge.i, end
            return
        for child in verb.rights:
            if what is not None and what.lower_ in REFLEXIVES and child.pos_ == "PROPN":
                return  # "a group calling itself Black Heron"
            if child.dep_ in {"oprd", "ccomp", "attr", "xcomp", "acomp"} and child.pos_ in NOMINAL:
                subject = [c.right_edge.i + 1 for c in child.lefts if c.dep_.startswith("nsubj")]
                if what is None and not subject and not is_passive(verb) and child.pos_ in {"NOUN", "PROPN"}:
                    return  # "called a protest"
                yield max([child.left_edge.i, *subject]), child.right_edge.i + 1
                return

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
        whole = any(t.tag_ in FINITE for t in before)
        bare = before and before[-1].lower_ in {"which", "where", "whom", "and", "but", "that", "when", "while"}
        if whole and len(before) >= SHORTEST and not bare:
            earlier = [t.i for t in doc[start : token.i - 1] if t.lower_ == "according"]
            if earlier:
                start = next((t.i + 1 for t in doc[earlier[-1] : token.i - 1] if t.text == ","), start)
            yield "according", start, token.i
            return
        stop = ends_report(token, None, self.lists, end)
        but = next((t.i for t in doc[end:stop] if t.text == "," and doc[t.i + 1].lower_ == "but"), stop)
        yield "according", end, but if but - end > SHORTEST else stop


def _denied(verb: Token, lists: Cues) -> Token | None:
    """What a denial is of: "rejected claims that it had lied", "dismissed allegations of fraud", "denies having lied".

    Whose claims they are said to be has made them: those words are not the denier's.
    """
    for child in verb.rights:
        if child.dep_ == "xcomp" and (child.tag_ == "VBG" or any(c.tag_ == "VBG" for c in child.lefts)):
            return child
        if child.dep_ == "dobj" and child.lemma_.lower() in lists.deniable and not _is_credited(child):
            for below in child.rights:
                if below.dep_ in {"acl", "ccomp", "relcl"} and _marked(below):
                    return below
                if below.lower_ == "of":
                    return next((c for c in below.children if c.dep_ in {"pobj", "pcomp"}), None)
    return None


def _is_credited(noun: Token) -> bool:
    """Whether it is said whose words a noun stands for: "Berg's claim", "claims by residents"."""
    return any(child.dep_ == "poss" or child.lower_ in {"by", "from"} for child in noun.children)


def _marked(clause: Token) -> bool:
    """Whether a clause begins with "that"."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)


def _tells(word: Token) -> bool:
    """Whether a word is a finite verb, also where the tagger has it for a participle: "Two ferries collided"."""
    auxiliary = any(child.dep_ in {"aux", "auxpass"} for child in word.children)
    taken = word.tag_ == "VBN" and not auxiliary and any(child.dep_ == "nsubj" for child in word.lefts)
    return word.tag_ in FINITE or taken
