"""What an event's clause leaves unsaid, its neighbors in the text may supply: time, place and participants.

Each slot gets proposals, every one with its reason ("the sentence", "the event before", "the main event"); a
trained scorer says how often such a reason holds, and what is likely enough fills the slot. News tells
the main event first and comes back to it (van Dijk, News as Discourse, 1988), which is why this works.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from ..model import Interval
from .datepatterns import WORDS
from .dates import tense_of
from .drafts import Draft
from .grammar import NOUN_SUBJECTS, path_between, preposition_of
from .intervals import is_long_before, period_of
from .layout import BULLETS
from .state import DateSpan, Reading
from .wordlists import toml_of

FAR = 4
"""Distances in sentences beyond this are not told apart."""
DEEP = 6
"""Steps up the parse in which a relative clause is looked for."""
HEADING = frozenset({":", "–", "—", "-"})
"""What stands between a date and what a line tells of it."""
UNITS = frozenset({"day", "week", "month", "year"})
RECALLING, BIRTH = "Commemoration", "Birth"
FATES = frozenset(toml_of("quantities.toml")["verbs"])
SHARED = ("quoted=", "aux=", "dep=", "slots=", "neg=")
"""The features of an event that also bear on its slots, by their beginning."""


@dataclass(slots=True)
class Proposal:
    """A value for a slot of an event, and why: a node's or event's id, or an interval for the slot "time"."""

    slot: str
    reason: str
    value: str
    span: Span
    distance: int = 0
    interval: Interval | None = None
    extra: list[str] = field(default_factory=list)
    whole: bool = False
    """Whether ``extra`` says everything, and is not to be crossed with the reason and the class."""
    certain: bool = False
    """Whether grammar says so, whatever the scorer says."""
    void: bool = False
    """Whether nothing stands in the slot where this would be the likeliest."""


class Neighbors:
    """Proposals from the events and names around the events of one document."""

    def __init__(self, reading: Reading, drafts: Sequence[Draft]) -> None:
        self.reading = reading
        self.by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            self.by_sentence.setdefault(draft.sentence, []).append(draft)
        self.first = next((draft for draft in drafts if not draft.is_utterance), None)
        self.quotations = {quotation.cue.root.i: quotation for quotation in reversed(reading.quotations)}
        self.entries = list(_entries(reading.dates))

    def of(self, draft: Draft, before: Sequence[Draft]) -> Iterator[Proposal]:
        """Proposals for one event; ``before`` are the happenings told before it, the nearest last."""
        if not draft.frame.times and (date := self._entry(draft.trigger.token)) is not None:
            yield Proposal("time", "entry", str(date.interval), date.span, 0, date.interval, certain=True)
        elif not draft.frame.times and not self._is_dated_otherwise(draft):
            yield from self._times(draft, before)
        if draft.frame.rule != "caption":
            yield from self._actors(draft)

    def _entry(self, token: Token) -> DateSpan | None:
        """The date of the line of a chronology in which a word stands."""
        return next((date for end, date in self.entries if date.span.start <= token.i < end), None)

    def _is_dated_otherwise(self, draft: Draft) -> bool:
        """Whether an event has a day that nobody can tell: "on Tuesday", or an utterance, where no day is known.

        So is what was "two weeks before the vote".
        """
        if any(_is_counted_off(token) for token in draft.frame.clause):
            return True
        if self.reading.source.published is not None:
            return False
        return draft.is_utterance or any(token.text in WORDS["weekdays"] for token in draft.frame.clause)

    def _times(self, draft: Draft, before: Sequence[Draft]) -> Iterator[Proposal]:
        if self._is_of_a_speaker(draft.trigger.token):
            return
        past, tense = self._is_of_the_past(draft), tense_of(draft.trigger.token)
        coming = tense == "future" and draft.trigger.token.pos_ == "VERB"
        for reason, other in (
            ("sentence", next((d for d in self.by_sentence[draft.sentence] if d.frame.times), None)),
            ("before", next((d for d in reversed(before) if d.frame.times and d.sentence != draft.sentence), None)),
            ("main", self.first),
        ):
            if past and reason != "sentence":
                continue
            if other is not None and other is not draft and other.frame.times and other.frame.type != BIRTH:
                date = other.frame.times[0]
                if self._names(date.span, other) or _is_aside(other, draft) or self._is_recalled(other, draft):
                    continue
                if (tense == "past" and self._is_to_come(date)) or (coming and self._is_over(date)):
                    continue  # what has happened did not happen on the day of what is to come, nor the other way round
                far = min(abs(draft.sentence - other.sentence), FAR) if reason == "before" else 0
                extra = [str(date.interval.precision)]
                certain = _results(draft.trigger.token, other.trigger.token)
                yield Proposal(
                    "time", reason, str(date.interval), date.span, far, date.interval, extra, certain=certain
                )
        if past or coming:
            return
        for precision in ("day", "month", "year"):
            interval = period_of(self.reading.source.published, precision)
            if interval is not None:
                yield Proposal("time", precision, str(interval), draft.frame.clause, interval=interval)

    def _is_of_a_speaker(self, verb: Token) -> bool:
        """Whether it only tells who speaks, not when what they tell of was: "said Ann Lee, who founded the group"."""
        return verb.dep_ == "relcl" and verb.head.dep_ in NOUN_SUBJECTS and verb.head.head.i in self.quotations

    def _is_of_the_past(self, draft: Draft) -> bool:
        """Whether its sentence has dates, all of years before the report's: "born in 1930, she studied in Graz"."""
        sentence = draft.trigger.token.sent
        inside = (date for date in self.reading.dates if sentence.start <= date.span.start < sentence.end)
        told = [date.interval for date in inside if date.span.root.dep_ == "pobj"]
        return is_long_before(told, self.reading.source.published)

    def _names(self, date: Span, draft: Draft) -> bool:
        """Whether a date is part of what an event is called ("the 1988 strike"), and so that of no other event."""
        node, noun = self.reading.node_at(date[0]), draft.trigger.token
        is_of_noun = noun.pos_ == "NOUN" and date.end == noun.i and date.root.head == noun
        return (node is not None and node.kind == "Event") or date.root in draft.trigger.tokens or is_of_noun

    def _is_recalled(self, other: Draft, draft: Draft) -> bool:
        """Whether a commemoration stands beside what may be remembered: a happening of a year before the report's."""
        ended = other.frame.times[0].interval.end or ""
        return draft.frame.type == RECALLING and ended[:4] < (self.reading.source.published or "")[:4]

    def _is_to_come(self, date: DateSpan) -> bool:
        """Whether a date lies after the day of the report."""
        return (date.interval.begin or date.interval.end or "") > (self.reading.source.published or "9999")

    def _is_over(self, date: DateSpan) -> bool:
        """Whether a date lies before the day of the report."""
        return (date.interval.end or "9999") < (self.reading.source.published or "")

    def _actors(self, draft: Draft) -> Iterator[Proposal]:
        seen = {participant.node for participant in draft.frame.participants}
        seen |= {place for place, _ in draft.frame.places}
        for proposal in self._named(draft):
            if proposal.value not in seen:
                seen.add(proposal.value)
                yield proposal

    def _named(self, draft: Draft) -> Iterator[Proposal]:
        top = draft.trigger.token
        quotation = next((q for t in draft.trigger.tokens if (q := self.quotations.get(t.i)) is not None), None)
        if quotation is not None:
            yield Proposal("who", "speaker", quotation.speaker, quotation.cue)
        for token in top.sent:
            mention, node = self.reading.mention_at(token), self.reading.node_at(token)
            if mention is None or node is None or node.kind == "Event" or _is_label(mention.span):
                continue
            root = mention.span.root
            path = path_between(root, top) if draft.holds(root) else "out"
            preposition = preposition_of(root)
            extra = [node.kind, f"path={path}", f"dep={root.dep_}", f"prep={preposition}", mention.level]
            extra += [f"{node.kind}+{preposition}", "left" if root.i < top.i else "right"]
            yield Proposal("who", "inside" if draft.holds(root) else "sentence", node.id, mention.span, extra=extra)


def features_of(draft: Draft, proposal: Proposal) -> list[str]:
    """The features of a proposal: its reason, crossed with what is known of the event."""
    if proposal.whole:
        return proposal.extra
    trigger, reason = draft.trigger, proposal.reason
    spoken = f"{reason}+utterance={draft.is_utterance}"
    out = [
        f"reason={reason}",
        f"type={trigger.type}",
        f"{reason}+{trigger.type}",
        f"{reason}+known={trigger.known}",
        f"{reason}+{trigger.token.tag_}",
        f"{reason}+score={int(draft.score * 5)}",
        f"{reason}+far={proposal.distance}",
        spoken,
        f"{spoken}+{trigger.token.tag_}",
        f"{reason}+who={min(len(draft.frame.participants), 2)}",
        f"{reason}+early={draft.sentence < 4}",
    ]
    out += [feature for feature in draft.features if feature.startswith(SHARED)]
    for extra in proposal.extra:
        out += [f"{reason}+{extra}", f"{reason}+{trigger.type}+{extra}"]
    return out


def _is_label(name: Span) -> bool:
    """Whether a name only says whose words follow: "Keller: What happens then?"."""
    return bool(name[0].is_sent_start) and name.end < len(name.doc) and name.doc[name.end].text == ":"


def _is_aside(other: Draft, draft: Draft) -> bool:
    """Whether a relative or participial clause of its sentence tells an event, and not the other.

    "Whom the yard sacked in 1976", "born in Graz in 1930".
    """
    token = other.trigger.token
    if other.sentence != draft.sentence:
        return token.dep_ == "relcl" and _lasts(other.frame.times[0].interval)
    if token.dep_ == "pobj" and token.head.lower_ == "over" and token.head.head == draft.trigger.token:
        return True  # "was fined over a crash in 2019"
    for _ in range(DEEP):
        if token.dep_ == "relcl" or (token.dep_ == "advcl" and token.tag_ == "VBN"):
            return not token.left_edge.i <= draft.trigger.token.i <= token.right_edge.i
        token = token.head
    return False


def _lasts(interval: Interval) -> bool:
    """Whether an interval reaches from one year into another: "who governed from 2009 to 2017"."""
    return (interval.begin or "9999")[:4] < (interval.end or "")[:4]


def is_credited(draft: Draft, proposal: Proposal) -> bool:
    """Whether somebody is known to have said what a statement reports, whose own clause names nobody."""
    return proposal.reason == "speaker" and draft.is_utterance and not draft.frame.participants


def _results(verb: Token, deed: Token) -> bool:
    """Whether a participle goes on with what came of a deed: "shelled the town on Friday, killing nine"."""
    introduced = any(child.dep_ in {"mark", "prep", "nsubj"} and child.i < verb.i for child in verb.children)
    if verb.dep_ == "conj" and verb.lemma_.lower() in FATES:
        return verb.head == deed  # "troops clashed in June, and nine died"
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head == deed and deed.i < verb.i and not introduced


def _is_counted_off(token: Token) -> bool:
    """Whether a time is counted from something else: "two weeks before the vote"."""
    doc = token.doc
    after = doc[token.i + 1] if token.i + 1 < len(doc) else token
    return token.lemma_ in UNITS and after.lower_ in {"after", "before"}


def _entries(dates: Sequence[DateSpan]) -> Iterator[tuple[int, DateSpan]]:
    """The dates that lines of a chronology begin with, each with the token behind its line: "May 2013: ...".

    A single line that begins so makes no chronology.
    """
    found = []
    for date in dates:
        doc, start, end = date.span.doc, date.span.start, date.span.end
        begins = all(token.is_space or token.text in BULLETS for token in doc[max(start - 1, 0) : start])
        if begins and end < len(doc) and doc[end].text in HEADING:
            stop = next((token.i for token in doc[end:] if "\n" in token.text), len(doc))
            found.append((stop, date))
    yield from found if len(found) > 1 else ()
