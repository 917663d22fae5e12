"""Which event or thing a number is given for: a conditional logit over everything that it may be given for.

The weights stand in ``figurelinks.toml``; ``extract/training/train_figurelinks.py`` makes them. What tells is
where the number stands in the parse under the trigger, what it counts and of which class the event is, how far it
stands from the event's mentions, and how much of the report the event takes up: a toll three sentences on belongs to
the main happening rather than to the last one told.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from .counted import Counted
from .intervals import overlap
from .state import DateSpan, EventFrame, MentionSpan, Reading
from .triggers import UTTERANCES
from .ways import FAR, chain_of, verb_above, way_to
from .wordlists import toml_of

_DATA = toml_of("quantities.toml")
_FITTING: dict[str, list[str]] = _DATA["events"]
_NEVER: dict[str, list[str]] = _DATA["never"]
_GROUPED: dict[str, str] = {name: group for group, names in _DATA["groups"].items() for name in names}
_QUAKES = frozenset(_DATA["words"]["quakes"])
_ENDS = frozenset({"Death", "Killing"})
_PRONOUNS = frozenset({"it", "they", "this", "he", "she"})
REACH = 20
"""How many sentences off an event may be told, unless it is one of the main ones."""
MAIN = 3
_GAPS = (2, 4, 8, 16)
_FIRST = (1, 2, 4, 8)
_SCORES = (0.4, 0.55, 0.7, 0.85)


class Surroundings:
    """What the features of all numbers of a document share, gathered in one pass."""

    def __init__(self, doc: Doc, reading: Reading) -> None:
        self.reading = reading
        self.sentences = {sentence.start: number for number, sentence in enumerate(doc.sents)}
        self.spans = {event.id: [event.trigger, *event.mentions] for event in reading.events}
        self.told = {event.id: sorted({self.number(s.root) for s in self.spans[event.id]}) for event in reading.events}
        order = sorted(reading.events, key=lambda e: (-len(self.spans[e.id]), -len(e.participants), e.trigger.start))
        self.ranks = {event.id: min(rank, 3) for rank, event in enumerate(order)}
        self.fixed = {event.id: list(self._of_event(event)) for event in reading.events}
        self.by_sentence: dict[int, list[MentionSpan]] = {}
        for mention in reading.mentions:
            if mention.node in reading.nodes:
                self.by_sentence.setdefault(self.number(mention.span.root), []).append(mention)
        self.dates: dict[int, list[DateSpan]] = {}
        for date in reading.dates:
            self.dates.setdefault(self.number(date.span.root), []).append(date)
        self.main = order[:MAIN]
        self.roots: dict[int, list[EventFrame]] = {}
        for event in reading.events:
            for span in self.spans[event.id]:
                self.roots.setdefault(self.number(span.root), []).append(event)

    def near(self, sentence: int) -> list[EventFrame]:
        """The events that a number of a sentence may be given for: those told near by, and the main ones."""
        numbers = range(sentence - REACH, sentence + REACH + 1)
        told = {event.id: event for number in numbers for event in self.roots.get(number, ())}
        told |= {event.id: event for event in self.main}
        return sorted(told.values(), key=lambda event: (event.trigger.start, event.trigger.end, event.id))

    def number(self, token: Token) -> int:
        """The number of a token's sentence in the document."""
        return self.sentences[token.sent.start]

    def _of_event(self, event: EventFrame) -> Iterator[str]:
        """What does not depend on the number."""
        first = min(self.told[event.id])
        yield f"class={event.type}"
        yield f"told first={bisect(_FIRST, first)}"
        yield f"times told={min(len(self.spans[event.id]), 4)}"
        yield f"sure={bisect(_SCORES, event.score)}"
        yield f"trigger={event.trigger.root.pos_}"
        yield f"stance={event.stance}"
        yield f"main={self.ranks[event.id]}"
        if event.node:
            yield "named"
        yield f"slots={bool(event.places)}+{bool(event.times)}+{bool(event.participants)}"


class NumberLinks:
    """A number of a document, seen from the events and things it may be given for."""

    def __init__(self, around: Surroundings, span: Span, counted: Counted) -> None:
        self.around, self.span, self.counted = around, span, counted
        self.sentence = around.number(span[0])
        self.group = group_of(counted)
        self.fitting = _FITTING.get(counted.counts, ())
        self.chain = chain_of(counted.token)
        self.near = self._without_talk(around.near(self.sentence))
        here = {event.id: event for event in self._without_talk(around.roots.get(self.sentence, []))}
        self.nearest = self._by_distance(list(here.values()))
        fits = [event for event in here.values() if event.type in self.fitting]
        self.nearest_fitting = self._by_distance(fits)
        self.nodes_here = {mention.node for mention in around.by_sentence.get(self.sentence, ())}
        self.causes = any(
            event.type in self.fitting and event.type not in _ENDS and event.trigger.start < span.end
            for event in self.near
        )
        self.dates = around.dates.get(self.sentence, ())
        self.pronoun = any(each.lower_ in _PRONOUNS for each in span.sent[:3])
        self.fits_before = next(
            (e.id for e in reversed(self.near) if e.type in self.fitting and e.trigger.start < span.start),
            next((e.id for e in self.near if e.type in self.fitting), ""),
        )

    def _without_talk(self, events: list[EventFrame]) -> list[EventFrame]:
        """The events without those that are talk, where what is counted befell people at another: "spoke of 300"."""
        if not any(event.type in self.fitting for event in events):
            return events
        return [event for event in events if event.type not in UTTERANCES or event.type in self.fitting]

    def _by_distance(self, events: list[EventFrame]) -> dict[str, int]:
        ordered = sorted(events, key=lambda event: (min(self._gap(s) for s in self._here(event)), event.trigger.start))
        return {event.id: rank for rank, event in enumerate(ordered)}

    def _here(self, event: EventFrame) -> list[Span]:
        around = self.around
        return [span for span in around.spans[event.id] if around.number(span.root) == self.sentence]

    def _gap(self, span: Span) -> int:
        token = self.counted.token
        return min(abs(span.root.i - token.i), abs(span.root.i - self.span.start))

    def targets(self) -> Iterator[tuple[str, list[str]]]:
        """The events around or the main ones, and the things named in the sentence, with the features of each."""
        barred = _NEVER.get(self.counted.counts, ())
        near = [event for event in self.near if event.type not in barred]
        if self.counted.counts == "magnitude":  # that of the quake, not of the tsunami that it set off
            near = [event for event in near if event.trigger.root.lemma_.lower() in _QUAKES] or near
        yield from ((event.id, self.features(event)) for event in near)
        nearest: dict[str, MentionSpan] = {}
        for mention in self.around.by_sentence.get(self.sentence, ()):
            node = mention.node or ""
            if self.around.reading.nodes[node].kind != "Event" and (
                node not in nearest or self._off(mention) < self._off(nearest[node])
            ):
                nearest[node] = mention
        for node, mention in nearest.items():
            yield node, self.node_features(mention)

    def _off(self, mention: MentionSpan) -> int:
        return min(abs(mention.span.end - 1 - self.span.start), abs(mention.span.start - self.span.end))

    def features(self, event: EventFrame) -> list[str]:
        """The features of the pair of this number and an event."""
        out = list(self.around.fixed[event.id])
        out += [f"{self.group}+{event.type}", f"fits={self._fit(event)}"]
        here = self._here(event)
        if here:
            out += self._inside(event, here)
        else:
            out += self._outside(event)
        if event.clause.start <= self.counted.token.i < event.clause.end:
            out.append(f"in clause+{bool(here)}")
        if self.dates and event.times:
            clash = not any(overlap(mine.interval, its.interval) for mine in self.dates for its in event.times)
            out.append(f"dates clash={clash}+{bool(here)}")
        if event.type in _ENDS and self.group == "harmed":
            out.append(f"end with cause={self.causes}")
        if event.id == self.fits_before:
            out.append(f"last that fits+{bool(here)}")
        if {p.node for p in event.participants} & self.nodes_here:
            out.append("shares participant")
        if {node for node, _ in event.places} & self.nodes_here:
            out.append("shares place")
        return out

    def _fit(self, event: EventFrame) -> str:
        if not self.fitting:
            return "any"
        return "yes" if event.type in self.fitting else "no"

    def _inside(self, event: EventFrame, here: list[Span]) -> Iterator[str]:
        """The event is told in the number's sentence."""
        span = min(here, key=lambda s: (self._gap(s), s.start))
        way = min((way_to(self.chain, s.root) for s in here), key=lambda each: (each == FAR, len(each), each))
        gap = bisect(_GAPS, self._gap(span))
        side = "after" if span.root.i > self.counted.token.i else "before"
        yield f"way={way}"
        yield f"way+group={way}+{self.group}"
        yield f"way+class={way}+{event.type}"
        yield f"steps={'far' if way == FAR else way.count('<') + way.count('>') if way else -1}"
        yield f"last step={way.rpartition('<')[2]}"
        yield f"way+fits={way}+{self._fit(event)}"
        yield f"{gap}+{side}"
        yield f"rank={min(self.nearest[event.id], 3)}"
        yield f"rank+group={min(self.nearest[event.id], 3)}+{self.group}"
        if event.id in self.nearest_fitting:
            yield f"rank that fits={min(self.nearest_fitting[event.id], 2)}"
        yield f"events here={min(len(self.nearest), 4)}"
        yield f"here+{self.group}"
        yield f"here+{event.type}"
        if any(s.start <= self.counted.token.i < s.end for s in here):
            yield "is counted"

    def _outside(self, event: EventFrame) -> Iterator[str]:
        """The event is told in other sentences only."""
        told = self.around.told[event.id]
        gap = min((number - self.sentence for number in told), key=abs)
        away = f"{'later' if gap > 0 else 'before'} {min(abs(gap), 3)}"
        alone = "alone" if not self.nearest else "fitted" if self.nearest_fitting else "others"
        yield f"away={away}"
        yield f"away+fits={away}+{self._fit(event)}"
        yield f"away+here={away}+{alone}"
        yield f"away+group={min(abs(gap), 2)}+{self.group}"
        yield f"away+told={min(len(self.around.spans[event.id]), 3)}+{alone}"
        yield f"first of report+{alone}={bisect(_FIRST, min(told))}"
        yield f"away+{event.type}"
        yield f"away+pronoun={away}+{self.pronoun}"
        yield f"main+{alone}={self.around.ranks[event.id]}"

    def node_features(self, mention: MentionSpan) -> list[str]:
        """The features of the pair of this number and something named in its sentence."""
        way = way_to(self.chain, mention.span.root)
        gap = bisect(_GAPS, self._off(mention))
        side = "after" if mention.span.start > self.span.start else "before"
        return [
            f"{mention.kind}",
            f"{mention.kind}+{self.group}",
            f"{mention.kind}+{mention.level}",
            f"{mention.kind}+way={way}",
            f"thing+{gap}+{side}",
            f"thing+{self.group}+{gap}+{side}",
            f"thing+verb={verb_above(self.counted.token)}",
            f"thing+events={min(len(self.nearest), 3)}",
        ]

    def own_features(self, best: float) -> list[str]:
        """The features of the number itself: whether a reader would note it at all."""
        counted, span = self.counted, self.span
        token = counted.token
        value = counted.value
        return [
            f"own {self.group}",
            f"own rule={counted.rule}",
            f"own {self.group}+{counted.rule}",
            f"own tag={token.tag_}",
            f"own dep={token.dep_}",
            f"own fleeting={counted.fleeting}",
            f"own noun={token.lemma_.lower()}",
            f"own best={bisect((0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8), best)}",
            f"own value={bisect((1.5, 2.5, 5, 20, 100, 1000), value)}",
            f"own digits={span[-1].text[:1].isdigit()}",
            f"own digits+{self.group}={span[-1].text[:1].isdigit()}",
            f"own events={min(len(self.nearest), 3)}",
            f"own preposition={token.head.lower_ if token.dep_ == 'pobj' else ''}",
            f"own det={next((c.lower_ for c in token.children if c.dep_ == 'det'), '')}",
            f"own capital={token.text[:1].isupper()}",
            f"own sentence={bisect(_FIRST, self.sentence)}",
        ]


def group_of(counted: Counted) -> str:
    """The group of what a number counts: people harmed, people present, spans of time, money, other things."""
    if counted.counts in _GROUPED:
        return _GROUPED[counted.counts]
    return "time" if counted.fleeting else counted.counts if counted.counts in _FITTING else "thing"
