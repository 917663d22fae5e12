"""Relations of events: who is responsible, who the victim, what caused what, what is part of what."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from .found import Found, relation_words, stretch
from .grammar import objects, subjects
from .state import EventFrame, Reading


class EventRelations:
    """Finds relations of the events of one document."""

    def __init__(self, doc: Doc, reading: Reading) -> None:
        self.doc = doc
        self.reading = reading
        nouns = relation_words()["nouns"]
        self.cause_prepositions = frozenset(nouns["cause_prepositions"])
        self.cause_verbs = frozenset(nouns["cause_verbs"])
        self.violent = frozenset(relation_words()["nouns"]["violent"])
        self.event_at: dict[int, EventFrame] = {
            token.i: event
            for event in reversed(reading.events)
            for span in [event.trigger, *event.mentions]
            for token in span
        }

    def found(self) -> Iterator[Found]:
        """All such relations, by event."""
        for event in self.reading.events:
            root = event.trigger.root
            if event.type in self.violent:
                for part in event.participants:
                    name = {"agent": "responsibleFor", "patient": "victimOf", "target": "victimOf"}.get(part.role)
                    if name == "responsibleFor" and not part.rule.endswith(":by"):
                        continue  # The subject of "attack" may stand for a team or a critic; "killed by" is plain.
                    if name is not None:
                        yield Found(part.node, name, event.id, event.clause, root, f"participant:{part.role}")
            yield from self._causes(event, root)

    def _causes(self, event: EventFrame, root: Token) -> Iterator[Found]:
        for child in root.children:
            if child.dep_ in {"prep", "agent"}:
                cause = self._object(child)
                lower = child.lower_
                if cause is None or cause is event:
                    continue
                if lower in self.cause_prepositions:
                    yield Found(
                        event.id, "causedBy", cause.id, stretch(event.trigger, cause.trigger), root, f"cause:{lower}"
                    )
                elif lower == "during":
                    yield Found(
                        event.id, "partOfEvent", cause.id, stretch(event.trigger, cause.trigger), root, f"part:{lower}"
                    )
        for verb in (root, root.head):
            if verb.lemma_.lower() in self.cause_verbs and verb.pos_ == "VERB":
                yield from self._caused(verb)

    def _object(self, preposition: Token) -> EventFrame | None:
        for below in preposition.children:
            if below.dep_ in {"pobj", "pcomp"} and below.i in self.event_at:
                return self.event_at[below.i]
            if below.dep_ == "prep":
                for each in below.children:
                    if each.dep_ == "pobj" and each.i in self.event_at:
                        return self.event_at[each.i]
        return None

    def _caused(self, verb: Token) -> Iterator[Found]:
        passive = any(c.dep_ in {"agent"} for c in verb.children)
        causes = [t for c in verb.children if c.dep_ == "agent" for t in c.children] if passive else subjects(verb)
        effects = subjects(verb) if passive else objects(verb)
        for cause in causes:
            for effect in effects:
                first, second = self.event_at.get(effect.i), self.event_at.get(cause.i)
                if first is not None and second is not None and first is not second:
                    yield Found(first.id, "causedBy", second.id, stretch(effect, cause), verb, "cause:verb")
