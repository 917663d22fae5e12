"""Who is named among the dead, the injured and the arrested of what was told before: "The dead included Ann Lee".

The sentence has no happening of its own; the name is one more patient of the last one told that leaves such people.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set

from spacy.tokens import Doc, Token

from .grammar import COPULAS, NOUN_SUBJECTS, complements, conjuncts, is_passive, objects, predicate_nouns, subjects
from .namecontext import NAMING
from .state import EventFrame, Participant, Reading
from .wordlists import toml_of

ROLE, RULE, SCORE = "patient", "syntax:among", 0.8
REACH = 50
"""Events told further back than this have left no victims that are still spoken of."""
NOMINALS = frozenset({"NOUN", "ADJ", "VERB", "PROPN"})
DEFINITE = frozenset({"the", "these", "both", "all"})


def name_victims(doc: Doc, reading: Reading, frames: Sequence[EventFrame]) -> None:
    """Add who is named so to the participants of ``frames``, which stand in the order of the text."""
    classes: dict[str, list[list[str]]] = {}
    for entry in toml_of("events.toml")["victims"]:
        classes |= dict.fromkeys(entry["words"], entry["classes"])
    harmful = {kind for tiers in classes.values() for tier in tiers for kind in tier}
    for token in doc:
        if token.pos_ not in NOMINALS or not _is_definite(token):
            continue
        tiers = classes.get(token.lemma_.lower()) or classes.get(token.lower_)
        if tiers is None and not (token.tag_ == "NN" and _called(token)):
            continue
        heads = [below for each in _named(token) for below in (each, *_called(each))]
        named = [mention for each in heads if (mention := reading.mention_at(each)) is not None]
        people = [mention for mention in named if mention.kind == "Person" and mention.node]
        if not people:
            continue
        frame = _suffered(frames, tiers, token) if tiers is not None else _struck(frames, harmful, token)
        for mention in people:
            if frame is not None and mention.node not in {each.node for each in frame.participants}:
                frame.participants.append(Participant(mention.node or "", ROLE, mention.span, RULE, SCORE))


def _is_definite(noun: Token) -> bool:
    """Whether a noun takes up people told of before: "the dead", "both victims", but not "a victim"."""
    return noun.dep_ != "amod" and any(child.lower_ in DEFINITE for child in noun.lefts)


def _named(noun: Token) -> Iterator[Token]:
    """The heads of the names that the text says are those whom a noun tells of, or some of them."""
    yield from _called(noun)
    top = noun.head if noun.dep_ == "pobj" else noun
    if top.lower_ == "of" and top.head.pos_ in {"NUM", "NOUN", "DET", "PRON"}:
        top = top.head  # "one of the dead"
    verb = top.head
    lemma = verb.lemma_.lower()
    if lemma in COPULAS and (top.dep_ in NOUN_SUBJECTS or top.lower_ == "among"):
        yield from subjects(verb) if top.lower_ == "among" else predicate_nouns(verb)
    elif lemma == "include" and top.dep_ == "nsubj":
        yield from objects(verb)
    elif lemma in NAMING and (top.dep_ == "dobj" or (top.dep_ == "nsubjpass" and is_passive(verb))):
        yield from (each for preposition, each in complements(verb) if preposition == "as")
        yield from predicate_nouns(verb, "oprd")


def _called(noun: Token) -> list[Token]:
    """Who a noun says somebody is: "the victim, Ann Lee,", "the mayor, Jo Berg"."""
    return [each for child in noun.rights if child.dep_ == "appos" for each in conjuncts(child)]


def _struck(frames: Sequence[EventFrame], harmful: Set[str], noun: Token) -> EventFrame | None:
    """The last harm before a token that befell one such as it names: "shot a teacher. The teacher, Ann Lee,"."""
    end = bisect_left(frames, noun.i, key=lambda frame: frame.trigger.start)
    for frame in reversed(frames[max(end - REACH, 0) : end]):
        verb = frame.trigger.root
        struck = (subjects(verb) if is_passive(verb) else objects(verb)) if frame.type in harmful else []
        if any(each.lemma_ == noun.lemma_ and any(c.lower_ in {"a", "an"} for c in each.lefts) for each in struck):
            return frame
    return None


def _suffered(frames: Sequence[EventFrame], tiers: Sequence[Sequence[str]], token: Token) -> EventFrame | None:
    """The last event before a token of the first classes of which there is one; of one sentence, the first."""
    end = bisect_left(frames, token.i, key=lambda frame: frame.trigger.start)
    before = frames[max(end - REACH, 0) : end]
    for tier in tiers:
        told = [frame for frame in before if frame.type in tier]
        if told:
            return next(frame for frame in told if frame.trigger.start >= told[-1].trigger[0].sent.start)
    return None
