"""What an event's clause leaves unsaid, its neighbors in the text may supply: time, place, topic, participants.

Each slot gets proposals, every one with its reason ("the sentence", "the event before", "the main event"); a
trained scorer says how often such a reason holds, and what is likely enough fills the slot. News tells
the main event first and comes back to it (van Dijk, News as Discourse, 1988), which is why this works.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from ..model import Interval
from .occasions import period_of
from .state import EventFrame, Reading
from .triggers import Trigger

UTTERANCES = frozenset({"Statement", "Demand"})
TOPIC_PREPOSITIONS = frozenset(
    {"about", "on", "over", "regarding", "against", "for", "of", "in", "to", "at", "by", "after", "with", "during"}
)


@dataclass(slots=True)
class Draft:
    """An event in the making: its trigger, its frame, and the features by which it was chosen."""

    trigger: Trigger
    frame: EventFrame
    features: list[str]
    sentence: int
    score: float
    subtree: tuple[int, int] = (0, 0)

    @property
    def is_utterance(self) -> bool:
        """Whether it is somebody's saying or demanding."""
        return self.frame.type in UTTERANCES


@dataclass(slots=True)
class Proposal:
    """A value for a slot of an event, and why."""

    slot: str
    reason: str
    value: Interval | str
    span: Span
    distance: int = 0
    extra: list[str] = field(default_factory=list)


class Proposer:
    """Proposals for the slots of the events of one document."""

    def __init__(self, reading: Reading, drafts: Sequence[Draft]) -> None:
        self.reading = reading
        self.drafts = drafts
        self.by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            self.by_sentence.setdefault(draft.sentence, []).append(draft)
        self.happenings = [draft for draft in drafts if not draft.is_utterance]
        self.central = max(self.happenings, key=lambda d: (len(d.frame.mentions), -d.trigger.token.i), default=None)
        self.quotations = {q.cue.root.i: q for q in reversed(reading.quotations)}
        self.first = self.happenings[0] if self.happenings else None

    def of(self, number: int) -> Iterator[Proposal]:
        """All proposals for the draft with this number."""
        draft = self.drafts[number]
        before = [d for d in self.drafts[max(0, number - 8) : number] if not d.is_utterance]
        if not draft.frame.times:
            yield from self._times(draft, before)
        if not draft.frame.places:
            yield from self._places(draft, before)
        yield from self._topics(draft, before)
        yield from self._actors(draft, before)

    def _times(self, draft: Draft, before: Sequence[Draft]) -> Iterator[Proposal]:
        span = draft.frame.clause
        for other in self.by_sentence[draft.sentence]:
            if other.frame.times and other is not draft:
                date = other.frame.times[0]
                yield Proposal("time", "sentence", date.interval, date.span, 0, [date.interval.precision])
                break
        for other in reversed(before):
            if other.frame.times and other.sentence != draft.sentence:
                date = other.frame.times[0]
                far = min(draft.sentence - other.sentence, 4)
                yield Proposal("time", "before", date.interval, date.span, far, [date.interval.precision])
                break
        if self.first is not None and self.first.frame.times and self.first is not draft:
            date = self.first.frame.times[0]
            yield Proposal("time", "main", date.interval, date.span, 0, [date.interval.precision])
        for precision in ("day", "month", "year"):
            interval = period_of(self.reading.source.published, precision)
            if interval is not None:
                yield Proposal("time", precision, interval, span)

    def _places(self, draft: Draft, before: Sequence[Draft]) -> Iterator[Proposal]:
        seen: set[str] = set()
        token = draft.trigger.token
        for each in token.sent:
            mention = self.reading.mention_at(each)
            if mention is None or mention.kind != "Place" or not mention.node or mention.node in seen:
                continue
            seen.add(mention.node)
            inside = draft.subtree[0] <= each.i < draft.subtree[1]
            reason = "inside" if inside else "sentence"
            yield Proposal("place", reason, mention.node, mention.span, 0, [each.dep_, f"prep={_preposition(each)}"])
        for other in reversed(before):
            if other.frame.places and other.sentence != draft.sentence:
                far = min(draft.sentence - other.sentence, 4)
                for node, span in other.frame.places[:1]:
                    yield Proposal("place", "before", node, span, far)
                break
        if self.first is not None and self.first.frame.places and self.first is not draft:
            for node, span in self.first.frame.places[:1]:
                yield Proposal("place", "main", node, span)

    def _topics(self, draft: Draft, before: Sequence[Draft]) -> Iterator[Proposal]:
        frame = draft.frame
        seen = {frame.id, *(about for about, _ in frame.about)}
        start, end = draft.subtree
        for other in self.by_sentence[draft.sentence]:
            if other is not draft and start <= other.trigger.token.i < end and other.frame.id not in seen:
                seen.add(other.frame.id)
                path = _path(other.trigger.token, draft.trigger.token)
                yield Proposal(
                    "about", "inside", other.frame.id, other.frame.clause, 0, [f"path={path}", f"to={other.frame.type}"]
                )
        for token in draft.trigger.span.sent:
            if not (start <= token.i < end):
                continue
            node = self.reading.node_at(token)
            if node is not None and node.id not in seen and (token.dep_ in {"pobj", "dobj"} or node.kind == "Event"):
                if any(p.node == node.id for p in frame.participants) or any(p == node.id for p, _ in frame.places):
                    continue
                seen.add(node.id)
                yield Proposal(
                    "about",
                    "node",
                    node.id,
                    draft.trigger.span,
                    0,
                    [node.kind, f"prep={_preposition(token)}", f"path={_path(token, draft.trigger.token)}"],
                )
        quotation = self.quotations.get(draft.trigger.token.i)
        if quotation is not None:
            for other in self.drafts:
                if quotation.span.start <= other.trigger.token.i < quotation.span.end and other.frame.id not in seen:
                    seen.add(other.frame.id)
                    yield Proposal("about", "said", other.frame.id, quotation.span, 0, [f"to={other.frame.type}"])
        nearest = before[-1] if before else None
        for reason, other in (("central", self.central), ("first", self.first), ("before", nearest)):
            if other is not None and other.frame.id not in seen and other is not draft:
                seen.add(other.frame.id)
                far = min(abs(draft.sentence - other.sentence), 4)
                yield Proposal(
                    "about",
                    reason,
                    other.frame.id,
                    draft.trigger.span,
                    far,
                    [
                        f"to={other.frame.type}",
                        f"mentions={min(len(other.frame.mentions), 3)}",
                        f"both={other is self.central and other is self.first}",
                    ],
                )

    def _actors(self, draft: Draft, before: Sequence[Draft]) -> Iterator[Proposal]:
        frame, token = draft.frame, draft.trigger.token
        seen = {participant.node for participant in frame.participants}
        seen |= {place for place, _ in frame.places}
        quotation = self.quotations.get(token.i)
        if quotation is not None and quotation.speaker not in seen:
            seen.add(quotation.speaker)
            yield Proposal("who", "speaker", quotation.speaker, quotation.cue)
        for each in token.sent:
            mention = self.reading.mention_at(each)
            node = self.reading.node_at(each)
            if mention is None or node is None or node.kind == "Event" or node.id in seen:
                continue
            seen.add(node.id)
            root = mention.span.root
            inside = draft.subtree[0] <= root.i < draft.subtree[1]
            path = _path(root, token) if inside else "out"
            side = "left" if root.i < token.i else "right"
            extra = [
                node.kind,
                f"path={path}",
                f"dep={root.dep_}",
                f"prep={_preposition(root)}",
                f"{side}",
                f"{node.kind}+{_preposition(root)}",
                mention.level,
            ]
            yield Proposal("who", "inside" if inside else "sentence", node.id, mention.span, 0, extra)
        for reason, other in (("before", before[-1] if before else None), ("first", self.first)):
            if other is None or other is draft:
                continue
            far = min(draft.sentence - other.sentence, 4)
            for participant in other.frame.participants:
                if participant.node not in seen and other.sentence != draft.sentence:
                    seen.add(participant.node)
                    kind = self.reading.nodes[participant.node].kind
                    yield Proposal(
                        "who",
                        reason,
                        participant.node,
                        frame.clause,
                        far,
                        [participant.role, kind, f"subject={_subject(token)}"],
                    )

    def features(self, draft: Draft, proposal: Proposal) -> list[str]:
        """The features of a proposal: its reason, crossed with what is known of the event."""
        trigger, reason = draft.trigger, proposal.reason
        out = [
            f"reason={reason}",
            f"{reason}+{trigger.type}",
            f"{reason}+known={trigger.known}",
            f"{reason}+{trigger.token.tag_}",
            f"{reason}+score={int(draft.score * 5)}",
            f"{reason}+far={proposal.distance}",
            f"{reason}+utterance={draft.is_utterance}",
            f"{reason}+utterance={draft.is_utterance}+{trigger.token.tag_}",
            f"type={trigger.type}",
            f"{reason}+who={min(len(draft.frame.participants), 2)}",
            f"{reason}+early={draft.sentence < 4}",
        ]
        out += [f for f in draft.features if f.startswith(("quoted=", "aux=", "dep=", "slots=", "neg=", "mark"))]
        out += [f"{reason}+{extra}" for extra in proposal.extra]
        out += [f"{reason}+{trigger.type}+{extra}" for extra in proposal.extra]
        return out


def _subject(token: Token) -> str:
    subject = next((child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    return subject.pos_ if subject is not None else token.pos_


def _preposition(token: Token) -> str:
    for _ in range(4):
        if token.dep_ == "pobj":
            return str(token.head.lower_)
        if token.dep_ not in {"conj", "appos", "compound", "poss", "amod", "nmod"}:
            break
        token = token.head
    return str(token.dep_)


def _path(token: Token, top: Token) -> str:
    steps = []
    for _ in range(5):
        if token.i == top.i or token.head.i == token.i:
            break
        steps.append(str(token.dep_))
        token = token.head
    return "/".join(steps)
