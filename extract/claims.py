"""From what the components know of a document to records: entities, mentions and claims."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from ..model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Kind,
    Level,
    Mention,
    Quotation,
    Reference,
    Stance,
    Term,
    Text,
    Value,
)
from ..ontology.iris import passage_id
from .gazetteer import fold
from .labels import label_of
from .phrasing import Wordbook, shown
from .state import EventFrame, Node, Reading, reading_of
from .triggers import UTTERANCES


def extraction_of(doc: Doc) -> Extraction:
    """The records of an annotated document, in the order in which the text tells them."""
    reading = reading_of(doc)
    scribe = _Scribe(reading)
    claims = sorted(scribe.claims(), key=lambda c: (c.subject, c.evidence.start, c.evidence.end, c.predicate))
    return Extraction(
        reading.source.id,
        tuple(scribe.entities()),
        tuple(dict.fromkeys(scribe.mentions())),
        tuple(dict.fromkeys(claims)),
        tuple(dict.fromkeys(scribe.open_claims())),
    )


class _Scribe:
    """Writes down one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.source = reading.source.id
        # A named event goes by its node's id.
        self.ids = {event.id: event.node or event.id for event in reading.events}
        self.events = {event.id: event for event in reading.events}
        self.tellers = {
            event.trigger.root.i: each.node
            for event in reading.events
            if event.type in UTTERANCES and event.stance is Stance.ACTUAL
            for each in event.participants
            if each.role == "speaker"
        }
        self.book = Wordbook(reading)
        self.quoted: dict[int, str] = {}
        for quotation in sorted(reading.quotations, key=lambda q: -len(q.span)):
            self.quoted |= dict.fromkeys(range(quotation.span.start, quotation.span.end), quotation.speaker)

    def entities(self) -> Iterator[Entity]:
        types = {event.node: event.type for event in reversed(self.reading.events) if event.node}
        for node in self.reading.nodes.values():
            kind = node.type or types.get(node.id) or ("Other" if node.kind == "Event" else node.kind)
            aliases = tuple(dict.fromkeys(alias for alias in node.aliases if alias != node.name))
            refusal = self.reading.refusals.get(fold(node.name), "") if node.grounding is None else ""
            yield Entity(node.id, node.kind, shown(node), aliases, kind, node.grounding, refusal=refusal)
        for event in self.reading.events:
            if not event.node:
                yield Entity(event.id, "Event", label_of(event, self.book), (), event.type, named=False)

    def mentions(self) -> Iterator[Mention]:
        for event in self.reading.events:
            for span in [event.trigger, *event.mentions]:
                yield self._mention(span, "Event", self.ids[event.id], event.score)
        for mention in self.reading.mentions:
            if mention.node in self.reading.nodes:
                kind = self.reading.nodes[mention.node].kind
                yield self._mention(mention.span, kind, mention.node, mention.score, mention.level)

    def _mention(self, span: Span, kind: Kind, entity: str, score: float, level: Level = "name") -> Mention:
        return Mention(self.source, span.start_char, span.end_char, span.text, kind, entity, round(score, 3), level)

    def claims(self) -> Iterator[Claim]:
        for node in self.reading.nodes.values():
            yield from self._of_node(node)
        for event in self.reading.events:
            yield from self._of_event(event)
        for figure in self.reading.figures:
            about = self.events.get(figure.about)
            stance = about.stance if about else Stance.ACTUAL
            yield self._claim(
                figure.about,
                "figure",
                figure.figure,
                figure.span,
                stance,
                self._teller(figure.span, about),
                figure.rule,
                figure.score,
            )
        for relation in self.reading.relations:
            value = relation.object
            target: Value = Reference(self.ids.get(value, value)) if isinstance(value, str) else value
            yield self._claim(
                relation.subject, relation.predicate, target, relation.span, relation.stance, None, relation.rule,
                relation.score,
            )  # fmt: skip
        for quotation in self.reading.quotations:
            said = Quotation(quotation.span.text, quotation.verb)
            evidence = self._evidence(quotation.span, quotation.rule or "quotation", quotation.score)
            yield Claim(quotation.speaker, "said", said, evidence, speaker=quotation.via)

    def open_claims(self) -> Iterator[Claim]:
        """The clauses that no typed property has, in the order of the text."""
        for frame in sorted(self.reading.open, key=lambda f: (f.span.start, f.span.end)):
            subject, value = (
                each if isinstance(each, str) else passage_id(self.source, *each)
                for each in (frame.subject, frame.object)
            )
            evidence = self._evidence(frame.span, frame.rule, frame.score)
            cited = self.quoted.get(frame.verb.i)
            yield Claim(subject, frame.phrase, Reference(value), evidence, frame.stance, cited)

    def _of_node(self, node: Node) -> Iterator[Claim]:
        """What the names themselves say: that there is such an entity, and what else it is called."""
        names: dict[str, Span] = {}
        for mention in self.reading.mentions:
            if mention.node == node.id:
                names.setdefault(mention.span.text, mention.span)
        first = names.get(node.name) or next(iter(names.values()), None)
        if first is not None and node.kind != "Event":
            yield self._claim(node.id, "type", Term(node.type or node.kind), first, rule="mention")
        for alias in node.aliases:
            if alias in names and alias != node.name:
                yield self._claim(node.id, "alsoKnownAs", Text(alias), names[alias], rule="alias")

    def _of_event(self, event: EventFrame) -> Iterator[Claim]:
        slots: list[tuple[str, Value, Span, str, float]] = [
            ("type", Term(event.type), event.clause, event.rule, event.score)
        ]
        slots += [(p.role, Reference(p.node), p.span, p.rule, p.score) for p in event.participants]
        slots += [("place", Reference(p), span, _told("place", span, event), event.score) for p, span in event.places]
        slots += [("time", d.interval, d.span, _told("date", d.span, event), event.score) for d in event.times]
        slots += [("about", Reference(self.ids.get(t.value, t.value)), t.span, t.rule, t.score) for t in event.about]
        for predicate, value, span, rule, score in slots:
            yield self._claim(event.id, predicate, value, span, event.stance, event.speaker, rule or event.rule, score)
        for told in event.retold:
            yield self._claim(
                event.id, "type", Term(event.type), told.clause, told.stance, told.speaker, event.rule, event.score
            )

    def _claim(
        self,
        subject: str,
        predicate: str,
        value: Value,
        span: Span,
        stance: Stance = Stance.ACTUAL,
        speaker: str | None = None,
        rule: str = "",
        score: float = 1.0,
    ) -> Claim:
        """A claim, by whoever is cited for its words: the speaker of the innermost quotation around them."""
        cited = speaker or self.quoted.get(span.root.i)
        subject = self.ids.get(subject, subject)
        return Claim(subject, predicate, value, self._evidence(span, rule, score), stance, cited)

    def _teller(self, span: Span, about: EventFrame | None) -> str | None:
        """Who gives a figure that stands in nobody's reported words: "Police spoke of 4,500 marchers"."""
        if span.root.i in self.quoted:
            return self.quoted[span.root.i]
        for token in span.root.ancestors:
            if token.i in self.tellers:
                return self.tellers[token.i]
        return about.speaker if about is not None and about.trigger.sent.start == span.sent.start else None

    def _evidence(self, span: Span, rule: str, score: float) -> Evidence:
        return Evidence(self.source, span.start_char, span.end_char, rule or "rule", round(score, 3))


def _told(rule: str, span: Span, event: EventFrame) -> str:
    """The rule's name, marked where what it found stands in another sentence than the event."""
    spans = (event.trigger, *event.mentions)
    return rule if any(span.sent.start == own.sent.start for own in spans) else f"{rule}:inferred"
