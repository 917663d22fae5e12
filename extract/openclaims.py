"""The component that makes open claims: clauses that no typed property has, with their own words as predicate.

Polarity and modality are no part of a predicate but the claim's stance, and who says so is its speaker, as in MinIE
(Gashteovski et al., EMNLP 2017): "the board must sell the mine" says that it sells it, as a demand. Predicates are in
dictionary form, so that tenses share one: "sold", "has sold" and "would sell" are "sell"; "was sold to", and "sold to"
behind a noun, are "be sold to".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Token

from ..model import Stance
from .grammar import PREDICATES, is_passive
from .openarguments import Phrase, scores
from .openclauses import Proposition, propositions
from .openverbs import AUXILIARIES
from .scopes import Scopes
from .speakers import ASIDE
from .state import OpenFrame, Reading, RelationFrame, reading_of


@Language.factory(
    "claimgraph_open",
    requires=["token.dep", "token.pos", "token.lemma"],
    assigns=["doc._.reading"],
)
def make_open(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component, with the words of ``open.toml`` and ``stance.toml``."""
    return OpenReader(Scopes.load())


class OpenReader:
    """Fills ``doc._.reading.open``."""

    def __init__(self, stance: Scopes) -> None:
        self.stance = stance

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        typed = _Typed(reading)
        seen = set[tuple[object, ...]]()
        for each in propositions(doc):
            if any(_says_nothing(part, reading) for part in (each.subject, each.object)) or typed.has(each):
                continue
            frame = self._frame(each, reading, typed)
            key = (frame.subject, frame.phrase.lower(), frame.object, frame.stance)
            if frame.phrase and frame.subject != frame.object and key not in seen:
                seen.add(key)
                reading.open.append(frame)
        return doc

    def _frame(self, found: Proposition, reading: Reading, typed: _Typed) -> OpenFrame:
        doc = found.subject.head.doc
        places = [t.i for part in (found.subject.tokens, found.relation, found.object.tokens) for t in part]
        stance, kept = self._meant(found, typed)
        return OpenFrame(
            argument_of(found.subject, reading),
            found.implied or self._phrase(found, kept),
            argument_of(found.object, reading) if found.kind != "apposition" else _characters(found.object),
            doc[min(places) : max(places) + 1],
            found.verbs[-1] if found.verbs else found.subject.head,
            stance,
            f"open:{found.kind}",
            scores()[found.kind],
        )

    def _meant(self, found: Proposition, typed: _Typed) -> tuple[Stance, tuple[Token, ...]]:
        """How a proposition is meant, and those of its verbs that do not merely say so: of "plans to sell" "sell"."""
        if not found.verbs:
            return Stance.ACTUAL, ()
        cues = [number for number, verb in enumerate(found.verbs[:-1]) if verb.i in typed.cues or self._is_cue(verb)]
        kept = found.verbs[cues[-1] + 1 :] if cues else found.verbs
        return self.stance.stance_of(found.verbs[-1] if cues else found.verbs[0]), kept

    def _is_cue(self, verb: Token) -> bool:
        lemma = verb.lemma_.lower()
        due = lemma == "be" and any(child.dep_ == "xcomp" for child in verb.children)  # "is to open in May"
        return due or lemma in self.stance.governor or (is_passive(verb) and lemma in self.stance.clause["rumored"])

    def _phrase(self, found: Proposition, kept: tuple[Token, ...]) -> str:
        """The predicate in dictionary form, from the first of the verbs on that are kept."""
        start, first = next((pair for pair in enumerate(found.relation) if pair[1] in kept), (0, found.verbs[-1]))
        passive = first.pos_ in PREDICATES and is_passive(first)
        out = ["be"] if passive or first.pos_ == "ADJ" else []
        for token in found.relation[start:]:
            if (token.dep_ in AUXILIARIES and token.tag_ != "TO") or token.dep_ == "neg":
                continue
            verbal = token in kept and token.pos_ in PREDICATES
            plain = verbal and not (passive and token.i == first.i)
            small = verbal or token.pos_ in {"ADP", "PART", "SCONJ"}
            out.append(token.lemma_.lower() if plain else token.lower_ if small else token.text)
        return " ".join(" ".join(out).split())


def argument_of(part: Phrase, reading: Reading) -> str | tuple[int, int]:
    """The node that an argument mentions, itself or by an apposition; failing that, the characters that it is."""
    above = [part.head.head] if part.head.dep_ == "appos" else []
    for head in (part.head, *above, *(child for child in part.head.rights if child.dep_ == "appos")):
        mention = reading.mention_at(head)
        if mention is not None and mention.node in reading.nodes and mention.span.root.i == head.i:
            return mention.node
    return _characters(part)


def _characters(part: Phrase) -> tuple[int, int]:
    last = part.tokens[-1]
    return part.tokens[0].idx, last.idx + len(last)


def _says_nothing(part: Phrase, reading: Reading) -> bool:
    """Whether an argument is a pronoun that stands for nobody we know."""
    alone = part.head.pos_ == "PRON" and len(part.tokens) == 1
    return alone and not isinstance(argument_of(part, reading), str)


class _Typed:
    """What the typed claims of a document have already."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        reports = [quotation for quotation in reading.quotations if not quotation.rule.endswith(ASIDE)]
        self.cues = {token.i for quotation in reports for token in quotation.cue}
        self.relations: dict[str, list[RelationFrame]] = defaultdict(list)
        for relation in reading.relations:
            for side in {relation.subject, relation.object}:
                if isinstance(side, str):
                    self.relations[side].append(relation)
        self.doers: dict[int, set[int]] = defaultdict(set)
        self.circumstances: dict[int, set[int]] = defaultdict(set)
        for event in reading.events:
            who = {token.i for participant in event.participants for token in participant.span}
            spans = (
                [span for _, span in event.places]
                + [topic.span for topic in event.about]
                + [date.span for date in event.times]
            )
            told = (span for span in spans if event.trigger.root not in span)  # a whole clause: the time is inferred
            around = {token.i for span in told for token in span}
            for trigger in (event.trigger, *event.mentions):
                for token in trigger:
                    self.doers[token.i] |= who
                    self.circumstances[token.i] |= around

    def has(self, found: Proposition) -> bool:
        """Whether a clause only reports what somebody said, cuts a name, tells a slot of an event, or is a relation."""
        value = found.object.head.i
        held = {token.i for token in (*found.verbs, *found.relation)}
        reports = bool(found.verbs) and found.verbs[-1].i in self.cues
        if reports or any(token.lower_ == "according" for token in found.relation):
            return True
        name = self.reading.mention_at(found.object.head)
        if name is not None and any(name.span.start <= token.i < name.span.end for token in found.relation):
            return True
        for i in held & self.doers.keys():
            if found.subject.head.i in self.doers[i] and value in self.doers[i] | self.circumstances[i]:
                return True
        return self._is_relation(found)

    def _is_relation(self, found: Proposition) -> bool:
        """Whether a relation joins the two arguments, or has one of them and was read where the other stands."""
        subject, value = (argument_of(part, self.reading) for part in (found.subject, found.object))
        for relation in self.relations[subject] if isinstance(subject, str) else ():
            inside = relation.span.start <= found.object.head.i < relation.span.end
            if inside or value in (relation.subject, relation.object):
                return True
        return False
