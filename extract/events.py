"""The component that reads events: triggers, participants, places, dates, what they are about, and repeats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any, Literal

from spacy.language import Language
from spacy.tokens import Doc, Token

from ..ontology import vocabulary
from .captions import draft_of, find_captions, name_remembrance
from .clausespans import clause_of
from .drafts import Draft
from .eventmerge import merge_repeats, without_vehicles
from .figures import figures_of, literal
from .grammar import CLAUSES, is_passive, objects, preposition_of
from .harms import keep_counted, keep_meant, without_harm
from .namedevents import families_of, join_named
from .occasions import Occasion, occasions_of
from .participants import Participants
from .placeproposals import PlaceProposals
from .proposals import Neighbors, Proposal, features_of, is_credited
from .recognizer import told_of
from .salience import Surroundings
from .scoring import load_scorers
from .speakers import ASIDE, covering
from .state import DateSpan, EventFrame, Participant, Reading, Topic, reading_of
from .topics import SURE, Topics, sure
from .triggers import Lexicon, Trigger, find_triggers, without_carriers
from .victims import name_victims
from .wordlists import toml_of

LOWER = {"place": 0.05}
"""By how much less likely than the threshold a proposal for a slot may be: places are seldom sure, yet often right."""
SINGLE = frozenset({"time", "place"})
"""Slots for which only the likeliest proposal is taken."""
REACH = 8
"""Events told further back than this say nothing about an event's slots."""

MODIFIERS = frozenset({"compound", "nmod", "poss"})
STATELY = frozenset({"Sanction", "MilitaryAction", "Attack", "Agreement", "Other", "Statement", "Demand"})
"""Classes of what a state does anywhere: that it does so does not place it there."""

Votes = Literal["rules", "head", "both"]
Candidate = tuple[Trigger, list[Participant], Occasion]


def load_settings() -> dict[str, Any]:
    """The word lists of ``events.toml``."""
    return toml_of("events.toml")


@Language.factory(
    "claimgraph_events",
    requires=["token.dep", "token.pos", "token.lemma"],
    assigns=["doc._.reading"],
    default_config={"threshold": 0.25, "slot_threshold": 0.25, "ontology": None, "votes": "both"},
)
def make_events(
    nlp: Language, name: str, threshold: float, slot_threshold: float, ontology: str | None, votes: Votes
) -> Callable[[Doc], Doc]:
    """The component, with the event phrases of the ontology at the path ``ontology`` (None: the core ontology).

    ``threshold`` is the probability from which on a candidate is an event, ``slot_threshold`` the one from which
    on what the text around an event suggests fills a slot of it: the lower, the more is found and the more of it wrong.
    ``votes``: "both", or "rules" or the encoder's "head" alone.
    """
    words = vocabulary.load(Path(ontology) if ontology else None)
    return EventReader(words.event_phrases(), threshold, slot_threshold, words.event_groups(), votes)


class EventReader:
    """Fills ``doc._.reading.events``.

    ``phrases`` maps the phrases that evoke events to their classes, ``groups`` these to the groups they stand under,
    ``votes`` says what decides whether a candidate is an event: the rules' features, the encoder's head, or both.
    """

    def __init__(
        self,
        phrases: Mapping[str, str],
        threshold: float = 0.25,
        slot_threshold: float = 0.25,
        groups: Mapping[str, str] | None = None,
        votes: Votes = "both",
    ) -> None:
        settings = load_settings()
        self.groups = groups or {}
        self.votes = votes
        self.lexicon = Lexicon(phrases)
        self.never = frozenset(settings["never"])
        self.light = frozenset(settings["light"]) | frozenset(settings["occur"]) | frozenset(settings["befall"])
        self.befall = frozenset(settings["befall"])
        self.harms, self.harmful = frozenset(settings["harms"]), frozenset(settings["harmful"])
        self.apart = frozenset(settings["apart"])
        self.grave = frozenset(settings["grave"])
        self.figures = figures_of(settings["figures"])
        self.families = families_of(settings["families"])
        self.participants = Participants(settings)
        self.scorers = load_scorers("salience.toml")
        self.threshold = threshold
        self.slot_threshold = slot_threshold

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        if not doc.has_annotation("DEP"):
            return doc
        drafts = self.drafts(doc, reading)
        name_victims(doc, reading, [draft.frame for draft in drafts])
        for draft, proposal, score in self._likely(reading, drafts):
            self._fill(draft, proposal, score, reading)
        for frame in join_named([draft.frame for draft in drafts], reading, self.families):
            reading.events.append(frame)
        name_remembrance(reading.events)
        return doc

    def candidates(self, doc: Doc, reading: Reading) -> list[Candidate]:
        """Every trigger of a document with what its clause says, salient or not."""
        told = [token.i for caption in find_captions(doc, reading) for token in caption.line]
        triggers = find_triggers(doc, reading, self.lexicon, self.never, told)
        triggers = [*_uttered(literal(triggers, self.figures), reading)]
        triggers = without_carriers(triggers, self.light, self.befall)
        occasions = occasions_of(doc, reading, triggers, self.light, self.befall, self.participants.giving)
        said: dict[int, set[str]] = {}
        for quotation in reading.quotations:
            said.setdefault(quotation.cue.root.i, set()).add(quotation.speaker)
        return [(t, self.participants.of(t, reading, said.get(t.token.i, ())), occasions[t.token.i]) for t in triggers]

    def drafts(self, doc: Doc, reading: Reading) -> list[Draft]:
        """The events of a document, each once, with what their own clauses say."""
        candidates = self.candidates(doc, reading)
        surroundings = Surroundings(doc, reading, candidates)
        drafts = [
            draft_of(caption, self.lexicon, surroundings.number(caption.line[0]))
            for caption in find_captions(doc, reading)
        ]
        for trigger, who, occasion in candidates:
            features = surroundings.features(trigger, who, occasion)
            score = self._score(trigger, features)
            token = trigger.token
            kind = self._kind(trigger)
            frame = EventFrame("", kind, trigger.span, clause_of(token), who, occasion.places, occasion.times)
            frame.node, frame.score = trigger.node, round(score, 3)
            frame.rule = "phrase" if trigger.known else "verb"
            edges = token.left_edge.i, token.right_edge.i + 1
            drafts.append(Draft(trigger, frame, features, surroundings.number(token), score, edges))
        drafts.sort(key=lambda draft: draft.trigger.token.i)
        drafts = without_vehicles(without_harm(drafts, self.harms, self.harmful))
        keep_counted(drafts, self.threshold)
        keep_meant(drafts, reading, self.threshold)
        kept = merge_repeats(drafts, self.threshold, reading.source.published)
        for number, draft in enumerate(kept, len(reading.events) + 1):
            draft.frame.id = f"e{number}"
        return kept

    def _score(self, trigger: Trigger, features: list[str]) -> float:
        """How likely a candidate is an event: rules and head vote, or one of them alone."""
        told = told_of(trigger.tokens)
        if self.votes == "head" and told is not None:
            return told[0]
        if self.votes == "rules" or told is None:
            return self.scorers["rules"].score(features)
        return self.scorers["event"].score(features)

    def _kind(self, trigger: Trigger) -> str:
        told = told_of(trigger.tokens) if self.votes == "head" else None
        return told[1] if told is not None else trigger.type

    def proposals(self, reading: Reading, drafts: list[Draft]) -> Iterator[tuple[Draft, Proposal]]:
        """What the text around each event suggests for its slots."""
        neighbors, topics = Neighbors(reading, drafts), Topics(reading, drafts)
        places = PlaceProposals(reading, drafts, self.groups)
        for number, draft in enumerate(drafts):
            before = [d for d in drafts[max(0, number - REACH) : number] if not d.is_utterance]
            where = () if draft.frame.places else places.of(draft)
            for proposal in (*neighbors.of(draft, before), *where, *topics.of(draft)):
                yield draft, proposal

    def _likely(self, reading: Reading, drafts: list[Draft]) -> list[tuple[Draft, Proposal, float]]:
        best: dict[tuple[str, str, str], tuple[Draft, Proposal, float]] = {}
        by_token: dict[int, list[Draft]] = {}
        for draft in drafts:
            by_token.setdefault(draft.trigger.token.i, []).append(draft)
        for draft, proposal in self.proposals(reading, drafts):
            if proposal.slot != "about" and draft.frame.node:
                continue
            if proposal.slot == "who" and (
                self._is_barred(draft, proposal, reading) or _is_another_s(draft, proposal, by_token)
            ):
                continue
            if proposal.slot == "place" and draft.frame.type in STATELY and self._acts_a_state(draft, reading):
                continue
            score = self.scorers[proposal.slot].score(features_of(draft, proposal))
            told = proposal.certain or is_credited(draft, proposal)
            if told or (proposal.slot == "about" and sure(draft, proposal)):
                score = max(score, SURE)
            key = draft.frame.id, proposal.slot, "" if proposal.slot in SINGLE else proposal.value
            if score >= self.slot_threshold - LOWER.get(proposal.slot, 0) and (key not in best or score > best[key][2]):
                best[key] = draft, proposal, score
        return [each for each in best.values() if not each[1].void]

    def _is_barred(self, draft: Draft, proposal: Proposal, reading: Reading) -> bool:
        """Whether somebody whom the clause does not tell of may not be taken to have a part in it."""
        if draft.frame.type in self.grave or self.participants.keeps_out(draft.trigger, proposal.span.root):
            return True
        if draft.is_utterance and any(each.role == "speaker" for each in draft.frame.participants):
            return True
        if proposal.span.start and proposal.span[0].nbor(-1).lower_ == "not":
            return True  # "Ann Lee, not Jo Roe, closed the mill"
        kind = reading.nodes[proposal.value].kind
        if self._is_of_others(proposal.span.root):
            return True
        told = covering(reading, draft.trigger.span)
        if told is not None and not told.span.start <= proposal.span.start < told.span.end:
            return True  # "Ann Lee and Jo Roe said that the mill had closed"
        if proposal.reason == "inside":
            return self._belongs_elsewhere(draft, proposal)
        role = self.participants.likely_role(draft.trigger, kind)
        named = any(each.role == role and each.rule.startswith("syntax:") for each in draft.frame.participants)
        return named or self.participants.is_told(draft.trigger, kind)

    def _acts_a_state(self, draft: Draft, reading: Reading) -> bool:
        """Whether a state, by the name of its country or capital, does what is told: "Peru imposed sanctions"."""
        doers = (each for each in draft.frame.participants if each.role in {"agent", "speaker"})
        return any(reading.nodes[each.node].kind == "Place" for each in doers)

    def _belongs_elsewhere(self, draft: Draft, proposal: Proposal) -> bool:
        """Whether a name hangs on the verb of another clause: "appointed Lee to look into what Orteka had bought".

        So does who somebody turned out to be: "identified the man as Jo Berg".
        """
        top, token = draft.trigger.token, proposal.span.root
        if preposition_of(token) == "as":
            return token.i > top.i
        while token.i != top.i and token.head.i != token.i:
            by = token.dep_ == "pobj" and token.head.lower_ == "by"
            if by and token.head.head == top and objects(top) and not is_passive(top):
                return True  # "stole paintings by Edvard Munch"
            apart = token.i > top.i or token.doc[token.left_edge.i - 1].text == ","  # "the bill, proposed by X, passed"
            told_of = token.dep_ == "acl" and token.head != top and apart
            if told_of or token.dep_ == "xcomp" or token.dep_ in CLAUSES or self._is_of_others(token):
                return True
            token = token.head
        return False

    def _is_of_others(self, name: Token) -> bool:
        """Whether a name only says whose kin, rivals or owners act: "shareholders of Acme met"."""
        return name.dep_ == "pobj" and name.head.lower_ == "of" and name.head.head.lemma_.lower() in self.apart

    def _fill(self, draft: Draft, proposal: Proposal, score: float, reading: Reading) -> None:
        frame = draft.frame
        if proposal.interval is not None:
            frame.times.append(DateSpan(proposal.span, proposal.interval))
        elif proposal.slot == "place":
            frame.places.append((proposal.value, proposal.span))
        elif proposal.slot == "about":
            rule = "about:inferred" if proposal.distance else "about"
            frame.about.append(Topic(proposal.value, proposal.span, rule, round(score, 3)))
        else:
            role = self.participants.likely_role(draft.trigger, reading.nodes[proposal.value].kind)
            rule = f"near:{proposal.reason}"
            frame.participants.append(Participant(proposal.value, role, proposal.span, rule, round(score, 3)))


def _is_another_s(draft: Draft, proposal: Proposal, by_token: Mapping[int, Sequence[Draft]]) -> bool:
    """Whether a name has a part only in what happens below ("a match against Rapid"), or says whose a doer is.

    ``by_token`` holds what happens by the places of the words that evoke it.
    """
    top, token = draft.trigger.token, proposal.span.root
    path = {token.i} | set(takewhile(lambda i: i != top.i, (each.i for each in token.ancestors)))
    if proposal.reason != "inside" or top.i in path:
        return False
    said = {i for each in draft.frame.participants for i in range(each.span.start, each.span.end)}
    said |= {p.span.root.head.i for p in draft.frame.participants if p.span.root.dep_ == "appos"}  # "his daughter, Ann"
    if token.dep_ in MODIFIERS and said & path:
        return True  # "Rapid captain Ann Lee resigned"
    below = (each for i in path for other in by_token.get(i, ()) for each in other.frame.participants)
    return any(each.node == proposal.value and each.rule.startswith("syntax") for each in below)


def _uttered(triggers: Iterable[Trigger], reading: Reading) -> Iterator[Trigger]:
    """The triggers, of which verbs that report words evoke a statement: "called the ruling a disgrace"."""
    cues = {quotation.cue.root.i: quotation.rule.endswith(ASIDE) for quotation in reading.quotations}
    for trigger in triggers:
        aside = cues.get(trigger.token.i)
        if aside is not None and trigger.known and any(child.dep_ == "oprd" for child in trigger.token.children):
            trigger = Trigger(trigger.token, (trigger.token,), "Other", known=False)  # "called the strike a disgrace"
        yield replace(trigger, type="Statement") if aside is False and not trigger.known else trigger
