"""Relations that verbs state between their subject and their object ("X founded Y", "Y, headed by X")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from .columns import columns_of
from .found import Found, named_behind, stretch
from .grammar import complements, is_passive, objects, subjects
from .phrases import Phrases
from .state import EventFrame, Reading

OF_BODIES = frozenset({"affiliatedWith", "employedBy", "memberOf"})
"""Relations whose verbs go with places of work and study too: "studied at Basel" joins no body."""
OF_STATE = frozenset({"locatedIn", "spouseOf"})
"""Relations that a participle tells of its subject: "based in", "married to"."""


class VerbRelations:
    """Finds what verbs state in one document. Objects may be events where ``events`` says so."""

    def __init__(self, doc: Doc, reading: Reading, phrases: Phrases) -> None:
        self.doc = doc
        self.reading = reading
        self.verbs = phrases.verbs
        self.event_at: dict[int, EventFrame] = {
            token.i: event for event in reversed(reading.events) for token in event.trigger
        }

    def found(self) -> Iterator[Found]:
        """All such relations, in the order of the text."""
        told = columns_of(self.doc)
        for i, lemma in enumerate(told.lemmas):
            # "Married" is either.
            if lemma not in self.verbs or (told.parts[i] != "VERB" and told.arcs[i] != "acomp"):
                continue
            token = self.doc[i]
            if any(child.dep_ == "prt" for child in token.children):
                continue  # "ruled out a coalition" rules none
            for preposition, name in self.verbs[lemma]:
                yield from self._arguments(token, preposition, name)

    def _arguments(self, verb: Token, preposition: str, name: str) -> Iterator[Found]:
        passive = is_passive(verb)
        bound = name in OF_STATE
        if passive and not preposition:
            agents = [t for p, t in complements(verb) if p == "by"]
            patients = subjects(verb)
        else:
            if passive and not bound:
                return
            agents = subjects(verb.head if verb.dep_ == "acomp" else verb)
            patients = [t for p, t in complements(verb) if p == preposition] if preposition else objects(verb)
        for agent in agents:
            source = self._thing(agent, events=False)
            for patient in patients:
                target = self._thing(patient, events=name in {"supports", "opposes"})
                if name in OF_BODIES and target in self.reading.nodes and self.reading.nodes[target].kind == "Place":
                    continue
                if source and target and source != target:
                    span = stretch(agent, patient)
                    yield Found(
                        source, name, target, span if len(span) < 40 else verb.doc[verb.i : verb.i + 1], verb, "verb"
                    )

    def _thing(self, token: Token, events: bool) -> str | None:
        node = self.reading.node_at(token) or named_behind(token, self.reading, "Person", "Organization", "Place")
        if node is not None:
            return node.id
        event = self.event_at.get(token.i) if events else None
        return event.id if event and event is not self.event_at.get(token.head.i) else None
