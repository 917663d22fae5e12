"""What an event is about: the trial, the killing; the statement, the verdict; the protest, the law.

Where the clause or the reported words name another happening, that is the first to come into question; failing that,
those told around it, and the few that the report itself is about. A trained scorer weighs where the two stand, what
they are, and how much the report has to say of the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import itemgetter

from spacy.tokens import Span, Token

from .drafts import Draft, sentence_numbers
from .eventmerge import stem
from .grammar import path_between, preposition_of
from .proposals import Proposal
from .state import Reading

OBJECTS = frozenset({"pobj", "dobj"})
GATHERINGS = frozenset({"Commemoration", "Protest", "Graffiti", "Exhibition", "Conference", "Trial", "Sentencing"})
"""Classes of events that are held because of another one: what their clause names is what they are about."""
SURE = 0.6
CENTRAL = 3
"""Events that come into question as the main event of a report."""
REACH = 8
"""Sentences from an event within which what it is about is looked for."""
MANY = 60
"""So many tellings on each side are looked at: keeps long lists of happenings linear."""
FAR = 5
"""Distances in sentences beyond this are not told apart, and counts beyond OFTEN."""
OFTEN = 4
NAMED = frozenset({"inside", "said"})
"""Where a happening stands that the event's own clause or reported words name."""


class Topics:
    """Proposals for what the events of one document are about."""

    def __init__(self, reading: Reading, drafts: Sequence[Draft]) -> None:
        self.reading = reading
        doc = drafts[0].trigger.token.doc if drafts else None
        self.sentences = sentence_numbers(drafts)
        self.tellings = sorted(
            ((self.sentences[token.i], token.i, draft) for draft in drafts for token in draft.tokens()),
            key=itemgetter(0, 1),
        )
        self.quotations = {quotation.cue.root.i: quotation for quotation in reversed(reading.quotations)}
        happenings = [draft for draft in drafts if not draft.is_utterance]
        self.rank = {d.frame.id: rank for rank, d in enumerate(sorted(happenings, key=_centrality)[:CENTRAL])}
        self.central = [draft for draft in happenings if draft.frame.id in self.rank]
        self.stems = Counter(map(stem, doc or ()))
        self.opening = set(map(stem, next(doc.sents))) if doc is not None else set()

    def of(self, draft: Draft) -> Iterator[Proposal]:
        """Proposals for one event, no value twice."""
        seen = {draft.frame.id, draft.frame.node}
        for proposal in (*self._happenings(draft), *self._nodes(draft)):
            if proposal.value not in seen:
                seen.add(proposal.value)
                yield proposal

    def _happenings(self, draft: Draft) -> Iterator[Proposal]:
        here = bisect_left(self.tellings, (draft.sentence, draft.trigger.token.i), key=itemgetter(0, 1))
        first = max(here - MANY, bisect_left(self.tellings, draft.sentence - REACH, key=itemgetter(0)))
        last = min(here + MANY, bisect_right(self.tellings, draft.sentence + REACH, key=itemgetter(0)))
        around = {d.frame.id: d for d in (*(telling[2] for telling in self.tellings[first:last]), *self.central)}
        around.pop(draft.frame.id, None)
        places = {value: self._where(draft, other) for value, other in around.items()}
        if not draft.is_utterance and (draft.frame.type not in GATHERINGS or draft.frame.rule == "caption"):
            places = {value: place for value, place in places.items() if place[0] in NAMED}
        rivals = min(sum(where in NAMED for where, _, _ in places.values()), 2)
        for value, (where, far, token) in places.items():
            other = around[value]
            extra = list(self._features(draft, other, where, token, rivals))
            yield Proposal("about", where, value, self._evidence(draft, other, where), far, extra=extra, whole=True)

    def _where(self, draft: Draft, other: Draft) -> tuple[str, int, Token]:
        """Where another happening is told, seen from an event, how many sentences away, and by which word."""
        top = draft.trigger.token
        tokens = list(other.tokens())
        held = next(filter(draft.holds, tokens), None)
        if held is not None or (draft.frame.rule == "caption" and self._is_named(draft, other)):
            return "inside", 0, held or tokens[0]
        quotation = self.quotations.get(top.i)
        inside = range(quotation.span.start, quotation.span.end) if quotation is not None else ()
        if quoted := next((token for token in tokens if token.i in inside), None):
            return "said", 0, quoted
        token = min(tokens, key=lambda t: (abs(self.sentences[t.i] - draft.sentence), t.i))
        apart = self.sentences[token.i] - draft.sentence
        if not apart:
            return "left" if token.i < top.i else "right", 0, token
        return f"after {min(apart, 2)}" if apart > 0 else f"before {min(-apart, FAR)}", abs(apart), token

    def _is_named(self, draft: Draft, other: Draft) -> bool:
        """Whether a caption has a word for a happening that the text tells."""
        if not other.trigger.known or other.frame.rule == "caption":
            return False
        line = draft.trigger.token.doc[draft.edges[0] : draft.edges[1]]
        return stem(other.trigger.token) in map(stem, line)

    def _evidence(self, draft: Draft, other: Draft, where: str) -> Span:
        """The words that suggest it."""
        if where == "inside":
            return other.frame.clause
        if where == "said":
            return self.quotations[draft.trigger.token.i].span
        return draft.trigger.span

    def _features(self, draft: Draft, other: Draft, where: str, token: Token, rivals: int) -> Iterator[str]:
        speaks = "utterance" if draft.is_utterance else "event"
        kind, topic = draft.frame.type, other.frame.type
        rank = self.rank.get(other.frame.id, CENTRAL)
        often = min(max(self.stems[stem(token)] for token in other.tokens()), OFTEN)
        opening = any(stem(token) in self.opening for token in other.tokens())
        told = bool(other.frame.times) + bool(other.frame.places)
        yield from (f"from={kind}", f"to={topic}", f"{kind}>{topic}", f"{speaks}>{topic}")
        yield from (where, f"{where}+{kind}", f"{where}+{speaks}", f"{where}+to utterance={other.is_utterance}")
        yield from (f"central={rank}", f"central={rank}+{speaks}", f"central={rank}+{where}")
        yield from (f"often={often}+{speaks}", f"often={often}+{where}")
        yield from (f"opening={opening}+{speaks}", f"opening={opening}+{where}")
        yield from (f"rivals={rivals}+{where}", f"told={told}+{speaks}", f"score={int(draft.score * 4)}")
        if not _names(draft).isdisjoint(_names(other)):
            yield f"same names+{speaks}"
        if draft.holds(token):
            preposition = preposition_of(token)
            yield f"path={path_between(token, draft.trigger.token)}"
            yield from (f"prep={preposition}", f"{kind}+prep={preposition}")

    def _nodes(self, draft: Draft) -> Iterator[Proposal]:
        taken = _names(draft)
        top = draft.trigger.token
        for token in top.doc[draft.edges[0] : draft.edges[1]]:
            node = self.reading.node_at(token)
            if node is None or node.id in taken or (token.dep_ not in OBJECTS and node.kind != "Event"):
                continue
            path = path_between(token, top)
            extra = [node.kind, f"prep={preposition_of(token)}", f"path={path}"]
            yield Proposal("about", "node", node.id, draft.trigger.span, extra=extra)


def sure(draft: Draft, proposal: Proposal) -> bool:
    """Whether a topic needs no scorer: an event named in the clause of one that is held because of another."""
    if draft.frame.type not in GATHERINGS and draft.frame.rule != "caption":
        return False
    own = f"to={draft.frame.type}" in proposal.extra
    return (proposal.reason == "inside" and not own) or (proposal.reason == "node" and "Event" in proposal.extra)


def _centrality(draft: Draft) -> tuple[float, int]:
    """The sooner in this order, the likelier the main event: often mentioned, early, of a known class."""
    weight = len(draft.frame.mentions) + 1.5 * (draft.sentence < 3) + draft.trigger.known + draft.score
    return -weight, draft.trigger.token.i


def _names(draft: Draft) -> set[str]:
    """Everybody and every place that an event's clause names."""
    return {p.node for p in draft.frame.participants} | {place for place, _ in draft.frame.places}
