"""Which candidate triggers tell a happening worth a node: a logistic regression over features of the parse.

The weights stand in ``salience.toml``; ``extract/training/train_salience.py`` makes them. Event salience as
a trained ranking over such features follows Liu et al., "Automatic Event Salience Identification" (EMNLP 2018).
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from .grammar import is_passive, subjects
from .occasions import Occasion
from .quotes import MARKS
from .recognizer import told_of
from .state import Participant, Reading
from .triggers import Trigger

STEPS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""Between these the encoder's probabilities are not told apart."""


def told_features(trigger: Trigger) -> Iterator[str]:
    """What the encoder's head says of a trigger's words: nothing where the document was not read by it."""
    told = told_of(trigger.tokens)
    if told is not None:
        probability, kind, share = told
        step = bisect(STEPS, probability)
        yield f"told={step}"
        yield f"told+known={step}+{trigger.known}"
        yield f"told class={kind == trigger.type}+{bisect(STEPS, share) // 2}"


class Surroundings:
    """What features need to know of the whole document, gathered in one pass."""

    def __init__(
        self, doc: Doc, reading: Reading, candidates: Sequence[tuple[Trigger, list[Participant], Occasion]]
    ) -> None:
        self.reading = reading
        self.by_sentence: dict[int, int] = {}
        self.seen: dict[str, int] = {}
        self.cues = {quotation.cue.root.i for quotation in reading.quotations}
        self.quoted: set[int] = set()
        self.first_of: dict[int, int] = {}
        self.frequency: dict[str, int] = {}
        for mention in reading.mentions:
            if mention.node:
                self.frequency[mention.node] = self.frequency.get(mention.node, 0) + 1
        self.triggering = {trigger.token.i for trigger, _, _ in candidates}
        for trigger, _, _ in candidates:
            start = trigger.token.sent.start
            self.first_of.setdefault(start, trigger.token.i)
            self.by_sentence[start] = self.by_sentence.get(start, 0) + 1
        self.sentences = {sentence.start: number for number, sentence in enumerate(doc.sents)}
        inside = False
        for token in doc:
            if token.is_sent_start and token.i and "\n\n" in doc[token.i - 1].text:
                inside = False
            if token.text in MARKS:
                inside = not inside
            elif inside:
                self.quoted.add(token.i)

    def number(self, token: Token) -> int:
        """The number of a token's sentence in the document."""
        return self.sentences[token.sent.start]

    def features(self, trigger: Trigger, who: Sequence[Participant], occasion: Occasion) -> list[str]:
        """The features of a candidate; call in the order of the text, since repeats are counted."""
        out = list(self._words(trigger))
        out += told_features(trigger)
        out += self._arguments(trigger, who, occasion)
        out += self._position(trigger, who)
        return out

    def _words(self, trigger: Trigger) -> Iterator[str]:
        token = trigger.token
        lemma = token.lemma_.lower()
        yield f"type={trigger.type}"
        yield f"known={trigger.known}"
        yield f"lemma={lemma}"
        yield f"{token.pos_}"
        yield f"tag={token.tag_}"
        yield f"dep={token.dep_}"
        yield f"{trigger.type}+{token.pos_}"
        yield f"{token.tag_}+{token.dep_}"
        yield f"words={min(len(trigger.tokens), 2)}"
        if token.pos_ != "VERB":
            yield f"end={lemma[-3:]}"
        yield f"head={token.head.pos_}" + ("" if token.head.i != token.i else "+root")
        if token.dep_ in {"ccomp", "xcomp", "advcl"}:
            yield f"under={token.head.lemma_.lower()}"
        if token.dep_ == "dobj":
            yield f"object of={token.head.lemma_.lower()}"
        if token.dep_ == "pobj":
            yield f"behind={token.head.lower_}"
        if token.head.i in self.triggering and token.head.i != token.i:
            yield f"below trigger={token.dep_}"
        elif token.head.head.i in self.triggering:
            yield f"near trigger={token.dep_}"
        yield f"first of sentence={self.first_of.get(token.sent.start) == token.i}"
        for child in token.children:
            if child.dep_ in {"aux", "neg", "auxpass", "prt"}:
                yield f"{child.dep_}={child.lemma_.lower()}"
            elif child.dep_ == "det":
                yield f"det={child.lower_}"
            elif child.dep_ in {"mark", "poss", "nummod", "compound", "amod", "ccomp", "xcomp"}:
                yield f"has {child.dep_}"
        yield f"quoted={token.i in self.quoted}"

    def _arguments(self, trigger: Trigger, who: Sequence[Participant], occasion: Occasion) -> Iterator[str]:
        nodes = self.reading.nodes
        token = trigger.token
        yield f"named={min(len(who), 3)}"
        yield f"named+{token.pos_}={min(len(who), 2)}"
        if who:
            yield f"mentions={min(max(self.frequency.get(p.node, 0) for p in who), 6)}"
        for participant in who:
            place = participant.rule.partition(":")[2]
            yield f"{place}={nodes[participant.node].kind}"
        if token.pos_ == "VERB":
            subject = next(iter(subjects(token)), None)
            yield f"subject={'none' if subject is None else subject.pos_}"
            if subject is not None and subject.pos_ == "PRON":
                yield f"subject={subject.lower_}"
            yield f"passive={is_passive(token)}"
            carried = any(c.dep_ in {"dobj", "nsubjpass"} and c.i in self.triggering for c in token.children)
            yield f"object tells={carried}"
            yield f"object tells={carried}+{trigger.known}"
            complements = any(c.dep_ in {"ccomp", "xcomp"} and c.i in self.triggering for c in token.children)
            yield f"complement tells={complements}"
        elif token.dep_ in {"dobj", "nsubjpass"}:
            yield f"under verb={token.head.i in self.triggering}"
        yield f"place={bool(occasion.places)}"
        yield f"time={bool(occasion.times)}"
        known = bool(who) + bool(occasion.places) + bool(occasion.times)
        yield f"slots={known}"
        yield f"slots+known={known}+{trigger.known}"

    def _position(self, trigger: Trigger, who: Sequence[Participant]) -> Iterator[str]:
        token = trigger.token
        start = token.sent.start
        number = self.sentences[start]
        yield f"sentence={number if number < 4 else 4 if number < 10 else 10}"
        yield f"crowd={min(self.by_sentence.get(start, 1), 5)}"
        yield f"cue={token.i in self.cues}"
        key = f"{trigger.type}/{token.lemma_.lower()}"
        seen = self.seen.get(key, 0)
        yield f"seen={min(seen, 2)}"
        if trigger.type in {"Statement", "Demand"}:
            yield f"seen utterance={min(seen, 3)}"
            speaker = who[0].node if who else "nobody"
            said = self.seen.get(speaker, 0)
            yield f"said before={min(said, 3)}"
            yield f"speaker={bool(who)}+{said > 0}"
            self.seen[speaker] = said + 1
        self.seen[key] = seen + 1
