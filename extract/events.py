"""The component that reads events: triggers, participants, places, dates, what they are about, and repeats."""

from __future__ import annotations

import importlib.resources
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from .eventmerge import merge_repeats
from .grammar import clause_of
from .occasions import Occasion, occasions_of
from .participants import Participants
from .proposals import Draft, Proposal, Proposer
from .salience import Surroundings
from .scoring import load_scorers
from .state import DateSpan, EventFrame, Participant, Reading, reading_of
from .triggers import Lexicon, Trigger, find_triggers

SINGLE = frozenset({"time", "place"})


def load_settings() -> dict[str, Any]:
    """The word lists of ``events.toml``."""
    text = (importlib.resources.files(__package__) / "events.toml").read_text("utf8")
    return tomllib.loads(text)


@Language.factory(
    "claimgraph_events",
    requires=["token.dep", "token.pos", "token.lemma"],
    assigns=["doc._.reading"],
    default_config={"threshold": 0.28, "slot_threshold": 0.25},
)
def make_events(nlp: Language, name: str, threshold: float, slot_threshold: float) -> Callable[[Doc], Doc]:
    """The component, with the event phrases of the core ontology."""
    phrases = tomllib.loads((importlib.resources.files(__package__) / "event_phrases.toml").read_text("utf8"))
    return EventReader({p: k for k, v in phrases.items() for p in v}, threshold, slot_threshold)


class EventReader:
    """Fills ``doc._.reading.events``."""

    def __init__(self, phrases: dict[str, str], threshold: float, slot_threshold: float) -> None:
        settings = load_settings()
        self.lexicon = Lexicon(phrases)
        self.never = frozenset(settings["never"])
        self.participants = Participants(settings)
        self.scorers = load_scorers("salience.toml")
        self.threshold = threshold
        self.slot_threshold = slot_threshold

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        drafts = self.drafts(doc, reading)
        for draft, proposal, _ in self.chosen(reading, drafts):
            frame = draft.frame
            if proposal.slot == "time":
                frame.times.append(DateSpan(proposal.span, proposal.value))
            elif proposal.slot == "place":
                frame.places.append((proposal.value, proposal.span))
            elif proposal.slot == "who":
                frame.participants.append(
                    Participant(
                        proposal.value,
                        self.participants.role(draft.trigger, proposal),
                        proposal.span,
                        f"nearby:{proposal.reason}",
                        0.4,
                    )
                )
            elif proposal.slot == "about":
                frame.about.append((proposal.value, proposal.span))
        reading.events.extend(draft.frame for draft in drafts)
        return doc

    def drafts(self, doc: Doc, reading: Reading) -> list[Draft]:
        """The events of a document with what their own clauses say."""
        candidates = self.candidates(doc, reading)
        surroundings = Surroundings(reading, candidates)
        drafts = []
        for trigger, who, occasion in candidates:
            features = surroundings.features(trigger, who, occasion)
            score = self.scorers["event"].score(features)
            if score >= self.threshold:
                frame = EventFrame(
                    "", trigger.type, trigger.span, clause_of(trigger.token), who, occasion.places, occasion.times
                )
                frame.score = score
                number = surroundings.first_sentences[trigger.token.sent.start]
                edges = trigger.token.left_edge.i, trigger.token.right_edge.i + 1
                drafts.append(Draft(trigger, frame, features, number, score, edges))
        drafts = merge_repeats(drafts)
        for number, draft in enumerate(drafts, len(reading.events) + 1):
            draft.frame.id = f"e{number}"
        return drafts

    def proposals(self, reading: Reading, drafts: list[Draft]) -> Iterator[tuple[Draft, Proposal, float]]:
        """What the text around each event suggests for its slots, with how likely it is."""
        proposer = Proposer(reading, drafts)
        for number, draft in enumerate(drafts):
            for proposal in proposer.of(number):
                scorer = self.scorers.get(proposal.slot)
                features = proposer.features(draft, proposal)
                yield draft, proposal, scorer.score(features) if scorer else 0.0

    def chosen(self, reading: Reading, drafts: list[Draft]) -> list[tuple[Draft, Proposal, float]]:
        """The proposals that are likely enough; of times and places the likeliest alone."""
        best: dict[tuple[str, str], tuple[Draft, Proposal, float]] = {}
        for draft, proposal, score in self.proposals(reading, drafts):
            if score < self.slot_threshold:
                continue
            key = draft.frame.id, proposal.slot + ("" if proposal.slot in SINGLE else str(proposal.value))
            if key not in best or score > best[key][2]:
                best[key] = draft, proposal, score
        return list(best.values())

    def candidates(self, doc: Doc, reading: Reading) -> list[tuple[Trigger, list[Participant], Occasion]]:
        """Every trigger of a document with what its clause says, salient or not."""
        triggers = find_triggers(doc, reading, self.lexicon, self.never)
        occasions = occasions_of(doc, reading, triggers)
        return [(t, self.participants.of(t, reading), occasions[t.token.i]) for t in triggers]
