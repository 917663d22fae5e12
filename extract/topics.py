"""What an event is about: the trial, the killing; the statement, the verdict; the protest, the law.

What is named inside the event's clause or its reported words comes first. Failing that, news that does not
say what somebody comments on means the main event of the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .drafts import Draft
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


class Topics:
    """Proposals for what the events of one document are about."""

    def __init__(self, reading: Reading, drafts: Sequence[Draft]) -> None:
        self.reading = reading
        self.drafts = drafts
        self.at = {token.i: draft for draft in reversed(drafts) for token in draft.tokens()}
        self.by_stem = {
            stem(d.trigger.token): d for d in reversed(drafts) if d.trigger.known and d.frame.rule != "caption"
        }
        self.quotations = {quotation.cue.root.i: quotation for quotation in reversed(reading.quotations)}
        happenings = [draft for draft in drafts if not draft.is_utterance]
        self.central = sorted(happenings, key=_centrality)[:CENTRAL]

    def of(self, draft: Draft, before: Sequence[Draft]) -> Iterator[Proposal]:
        """Proposals for one event, no value twice; ``before`` are the happenings told before it."""
        seen = {draft.frame.id, draft.frame.node}
        for proposal in self._all(draft, before):
            if proposal.value not in seen:
                seen.add(proposal.value)
                yield proposal

    def _all(self, draft: Draft, before: Sequence[Draft]) -> Iterator[Proposal]:
        yield from self._inside(draft)
        yield from self._said(draft)
        for rank, other in enumerate(self.central):
            yield self._around(draft, other, "central", [f"rank={rank}"])
        if before:
            yield self._around(draft, before[-1], "before", [])

    def _inside(self, draft: Draft) -> Iterator[Proposal]:
        taken = {participant.node for participant in draft.frame.participants}
        taken |= {place for place, _ in draft.frame.places}
        top = draft.trigger.token
        for token in top.doc[draft.edges[0] : draft.edges[1]]:
            other = self.at.get(token.i)
            if other is None and draft.frame.rule == "caption":
                other = self.by_stem.get(stem(token))
            if other is not None and other is not draft:
                extra = [f"path={path_between(token, top)}", f"prep={preposition_of(token)}", *_traits(other)]
                yield Proposal("about", "inside", other.frame.id, other.frame.clause, extra=extra)
            node = self.reading.node_at(token)
            if node is None or node.id in taken or (token.dep_ not in OBJECTS and node.kind != "Event"):
                continue
            path = path_between(token, top)
            extra = [node.kind, f"prep={preposition_of(token)}", f"path={path}"]
            yield Proposal("about", "node", node.id, draft.trigger.span, extra=extra)

    def _said(self, draft: Draft) -> Iterator[Proposal]:
        quotation = self.quotations.get(draft.trigger.token.i)
        if quotation is None:
            return
        for token in quotation.span:
            other = self.at.get(token.i)
            if other is not None:
                yield Proposal("about", "said", other.frame.id, quotation.span, extra=_traits(other))

    def _around(self, draft: Draft, other: Draft, reason: str, extra: list[str]) -> Proposal:
        far = min(abs(draft.sentence - other.sentence), 4)
        extra = [
            *extra,
            *_traits(other),
            f"mentions={min(len(other.frame.mentions), 3)}",
            f"known={other.trigger.known}",
        ]
        return Proposal("about", reason, other.frame.id, draft.trigger.span, far, extra=extra)


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


def _traits(draft: Draft) -> list[str]:
    return [f"to={draft.frame.type}"]
