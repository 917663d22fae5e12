"""From what the components know of a document to records: entities, mentions and claims."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from ..model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Quotation,
    Reference,
    Stance,
    Term,
    Text,
    Value,
)
from .state import EventFrame, Reading, reading_of


def extraction_of(doc: Doc) -> Extraction:
    """The records of an annotated document."""
    reading = reading_of(doc)
    return Extraction(
        reading.source.id,
        tuple(_entities(reading)),
        tuple(_mentions(reading)),
        tuple(dict.fromkeys(_claims(reading))),
    )


def _entities(reading: Reading) -> Iterator[Entity]:
    types = {event.node: event.type for event in reversed(reading.events) if event.node}
    for node in reading.nodes.values():
        yield Entity(
            node.id,
            node.kind,
            node.name,
            tuple(dict.fromkeys(a for a in node.aliases if a != node.name)),
            node.type or types.get(node.id, "") or ("Other" if node.kind == "Event" else node.kind),
            node.grounding,
        )
    for event in reading.events:
        if not event.node:
            name = event.label or " ".join(event.trigger.text.split())
            yield Entity(event.id, "Event", name, (), event.type, named=False)


def _mentions(reading: Reading) -> Iterator[Mention]:
    for mention in reading.mentions:
        if mention.node:
            span = mention.span
            yield Mention(
                reading.source.id,
                span.start_char,
                span.end_char,
                span.text,
                mention.kind,
                mention.node,
                mention.score,
            )
    for event in reading.events:
        for span in [event.trigger, *event.mentions]:
            entity = event.node or event.id
            yield Mention(reading.source.id, span.start_char, span.end_char, span.text, "Event", entity, event.score)


def _claims(reading: Reading) -> Iterator[Claim]:
    ids = {event.id: event.node or event.id for event in reading.events}

    def claim(
        subject: str,
        predicate: str,
        value: Value,
        span: Span,
        stance: Stance = Stance.ACTUAL,
        speaker: str | None = None,
        rule: str = "",
        score: float = 1.0,
    ) -> Claim:
        evidence = Evidence(reading.source.id, span.start_char, span.end_char, rule, round(score, 3))
        cited = speaker or _speaker_of(reading, span)
        subject = ids.get(subject, subject)
        return Claim(subject, predicate, value, evidence, stance, cited)

    for node in reading.nodes.values():
        for mention in reading.mentions:
            if mention.node == node.id and mention.level == "name" and mention.span.text == node.name:
                yield claim(node.id, "type", Term(node.type or node.kind), mention.span, rule=mention.rule or "mention")
                break
        for alias in node.aliases:
            span = next((m.span for m in reading.mentions if m.node == node.id and m.span.text == alias), None)
            if span is not None:
                yield claim(node.id, "alsoKnownAs", Text(alias), span, rule="alias")
    for event in reading.events:
        yield from (
            claim(event.id, predicate, value, span, event.stance, event.speaker, rule or event.rule, score)
            for predicate, value, span, rule, score in _event_slots(event, ids)
        )
    for figure in reading.figures:
        about = reading.event(figure.about)
        stance = about.stance if about else Stance.ACTUAL
        yield claim(figure.about, "figure", figure.figure, figure.span, stance, None, figure.rule, figure.score)
    for relation in reading.relations:
        value: Value
        if isinstance(relation.object, str):
            value = Reference(ids.get(relation.object, relation.object))
        else:
            value = relation.object
        yield claim(
            relation.subject,
            relation.predicate,
            value,
            relation.span,
            relation.stance,
            None,
            relation.rule,
            relation.score,
        )
    for quotation in reading.quotations:
        words = Quotation(quotation.span.text, quotation.verb)
        yield Claim(
            quotation.speaker,
            "said",
            words,
            Evidence(
                reading.source.id,
                quotation.span.start_char,
                quotation.span.end_char,
                quotation.rule,
                quotation.score,
            ),
        )


def _event_slots(event: EventFrame, ids: dict[str, str]) -> Iterator[tuple[str, Value, Span, str, float]]:
    yield "type", Term(event.type), event.clause, event.rule, event.score
    for participant in event.participants:
        yield participant.role, Reference(participant.node), participant.span, participant.rule, participant.score
    for place, span in event.places:
        yield "place", Reference(place), span, "", event.score
    for date in event.times:
        yield "time", date.interval, date.span, "", event.score
    for about, span in event.about:
        yield "about", Reference(ids.get(about, about)), span, "", event.score


def _speaker_of(reading: Reading, span: Span) -> str | None:
    """Whoever is cited for the words of a span: the speaker of the innermost quotation around it."""
    around = [
        q for q in reading.quotations if q.span.start <= span.root.i < q.span.end and q.span.end - q.span.start > 1
    ]
    return min(around, key=lambda q: len(q.span)).speaker if around else None
