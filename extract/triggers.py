"""Which words of a text evoke an event, and of which class.

Two sources vote. The ontology's phrases ("lay wreath", "strike/NOUN") are matched on the lemmas of the
parse, words in between allowed; and every finite or participial verb that no phrase knows is a
candidate of class ``Other``. The :mod:`.salience` scorer then tells happenings from states and habits.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from .grammar import CLAUSES, is_passive, objects
from .namecontext import NAMING
from .state import MentionSpan, Reading

CONTENT = frozenset({"VERB", "NOUN", "ADJ"})
CARRIERS = frozenset({"nsubj", "nsubjpass", "dobj"})
"""Labels under which an event noun hangs on a verb that adds nothing to it."""
SURROUNDING = frozenset({"above", "around", "behind", "beside", "inside", "near", "outside", "under"})
"""Prepositions that tell where something is done, and nothing of what."""
PARTICLE = "PRT"
"""Part of speech in phrases of a word that goes with a verb and governs nothing: "go off", but not "go off Iceland"."""
ADVERBS = frozenset({"prt", "advmod"})
UNNAMED = frozenset({"", "EVENT"})
"""Entity types within which a proper noun may still evoke an event."""
UTTERANCES = frozenset({"Statement", "Demand"})
"""Classes of events that are somebody's words."""
SPAN_LIMIT = 4
"""Words of a phrase further apart than this are cited by the phrase's head word alone."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Lemmas that evoke a class, each with the part of speech it must have, or none."""

    words: tuple[tuple[str, str], ...]
    type: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that evoke an event. ``token`` is their head in the parse; ``known`` whether a phrase matched."""

    token: Token
    tokens: tuple[Token, ...]
    type: str
    known: bool
    node: str | None = None
    """The named event, where the words are its name."""

    @property
    def span(self) -> Span:
        """The words as one stretch of the text."""
        first, last = min(t.i for t in self.tokens), max(t.i for t in self.tokens)
        if last - first > SPAN_LIMIT:
            return self.token.doc[self.token.i : self.token.i + 1]
        return self.token.doc[first : last + 1]


class Lexicon:
    """Phrases of event classes, looked up by the lemma of their first word.

    >>> lexicon = Lexicon({"lay wreath": "Commemoration", "strike/NOUN": "Protest"})
    >>> sorted(lexicon.starts)
    ['lay', 'strike']
    """

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self.starts: dict[str, list[Phrase]] = {}
        for text in sorted(phrases, key=lambda t: (-len(t.split()), t)):
            words = tuple(_word(part) for part in text.split())
            if words:
                self.starts.setdefault(words[0][0], []).append(Phrase(words, phrases[text]))

    def match(self, token: Token, names: bool = False) -> tuple[Phrase, tuple[Token, ...]] | None:
        """The longest phrase that begins at a token, with the tokens of its words; ``names``: even within a name."""
        for phrase in self.starts.get(token.lemma_.lower(), ()):
            if not _has_part(token, phrase.words[0][1], len(phrase.words) == 1, names):
                continue
            if tokens := _grown(token, phrase.words[1:]):
                return phrase, tokens
        return None


def _grown(token: Token, words: Sequence[tuple[str, str]]) -> tuple[Token, ...]:
    """A token, and around it in the parse the other words of a phrase, in any order; nothing if one is not there."""
    tokens: tuple[Token, ...] = (token,)
    missing = list(words)
    allowed = {lemma for lemma, _ in words}
    while missing:
        around = [t for t in _near(tokens, allowed) if t not in tokens]
        word, found = next(((w, t) for w in missing for t in around if _is(t, *w)), (missing[0], None))
        if found is None:
            return ()
        tokens = (*tokens, found)
        missing.remove(word)
    return tokens


def _word(part: str) -> tuple[str, str]:
    lemma, _, tag = part.partition("/")
    return lemma, tag


def _has_part(token: Token, part: str, single: bool, names: bool) -> bool:
    if token.pos_ == "PROPN" and (names or token.ent_type_ in UNNAMED):
        return part in {"", "NOUN"}
    return token.pos_ == part if part else not single or token.pos_ in CONTENT


def _is(token: Token, lemma: str, part: str) -> bool:
    if token.lemma_.lower() != lemma or not (not part or token.pos_ == part or _is_particle(token, part)):
        return False
    # "marched on Friday" is no march on anything.
    return not (token.pos_ == "ADP" and any(child.ent_type_ in {"DATE", "TIME"} for child in token.children))


def _is_particle(token: Token, part: str) -> bool:
    return part == PARTICLE and token.dep_ in ADVERBS


def _near(tokens: tuple[Token, ...], words: Container[str] = ()) -> Iterator[Token]:
    """Neighbors of matched words in the parse: head, children, and children of prepositions.

    A preposition that governs a matched word is none: "on the attack" is no attack on anything; and one of a place
    that is none of the ``words`` of a phrase leads nowhere: who fights outside the ground breaks no ground.
    """
    for token in tokens:
        if token.head.pos_ != "ADP":
            yield token.head
        for child in token.children:
            if child.dep_ != "aux" or child.tag_ != "TO":  # "plans to travel" is no "travel to"
                yield child
            if child.dep_ in {"prep", "agent"} and (child.lower_ not in SURROUNDING or child.lower_ in words):
                yield from child.children
            elif child.dep_ in CLAUSES:  # "called for Berg to resign"
                yield from (mark for mark in child.lefts if mark.dep_ == "mark" and mark.lower_ == "for")


def _named(mention: MentionSpan, node: str, lexicon: Lexicon) -> Trigger:
    """The trigger of a named event; its class is that of the noun in its name ("massacre")."""
    matches = [lexicon.match(token, names=True) for token in mention.span]
    types = [match[0].type for match in matches if match]
    root = mention.span.root
    return Trigger(root, tuple(mention.span), types[-1] if types else "Other", known=bool(types), node=node)


def head_of(tokens: Iterable[Token]) -> Token:
    """The word of a phrase that governs the others; of "hold a ceremony", the verb."""
    members = list(tokens)
    inside = {token.i for token in members}
    return next((t for t in members if t.head.i not in inside or t.head.i == t.i), members[0])


def find_triggers(
    doc: Doc, reading: Reading, lexicon: Lexicon, never: frozenset[str], told: Iterable[int] = ()
) -> list[Trigger]:
    """All candidate triggers of a document in the order of the text.

    Verbs of ``never`` count only within phrases, the tokens of ``told`` not at all.
    """
    out: list[Trigger] = []
    shown = frozenset(told)
    used = {*shown} | {token.i for date in reading.dates for token in date.span}
    for token in doc:
        if token.is_space or token.is_punct:
            continue
        mention = reading.mention_at(token)
        if mention is not None and mention.level == "name":
            # The year in a name is a date too, and yet a part of the name.
            first = token.i == mention.span.start
            if mention.kind == "Event" and mention.node and first and token.i not in shown:
                out.append(_named(mention, mention.node, lexicon))
            continue
        if token.i in used:
            continue
        matched = lexicon.match(token)
        if matched and not used & {t.i for t in matched[1]}:
            phrase, tokens = matched
            used.update(t.i for t in tokens)
            out.append(Trigger(head_of(tokens), tokens, phrase.type, known=True))
        elif token.pos_ == "VERB" and token.dep_ != "amod" and token.lemma_.lower() not in never:
            out.append(Trigger(token, (token,), "Other", known=False))
    taken = {t.i for trigger in out if trigger.known for t in trigger.tokens}
    return [t for t in sorted(out, key=lambda t: t.token.i) if t.known or t.token.i not in taken]


def is_carried(noun: Token, befall: Set[str]) -> bool:
    """Whether a noun is where a verb that adds nothing to it has the event: its subject or object.

    Of a verb of ``befall`` only the subject, and not in the passive: "a bomb hit the march", "the march was hit".
    """
    return noun.dep_ == "nsubj" if noun.head.lemma_.lower() in befall else noun.dep_ in CARRIERS


def carried(clause: Token) -> list[Token]:
    """The nouns that a clause behind one does, or what does it: "a speech she gave", "the fire that gutted it"."""
    if clause.dep_ == "acl":
        return [clause.head] if clause.tag_ == "VBN" and clause.head.pos_ == "NOUN" else []
    told = any(child.dep_ == "nsubj" and child.tag_ in {"WDT", "WP"} for child in clause.lefts)
    return [clause.head] if told else objects(clause)


def without_carriers(triggers: Sequence[Trigger], light: Set[str], befall: Set[str] = frozenset()) -> list[Trigger]:
    """The triggers without verbs of ``light`` whose subject or object is an event noun itself ("a storm hit").

    So are those behind such a noun: "a march organized by the union", "a speech she gave"; and without nouns
    that only say what a verb of their class gives: "honored her with a prize"; and without what only names somebody.
    """
    known = {trigger.token.i for trigger in triggers if trigger.known}
    kinds = {t.token.i: t.type for t in triggers if t.token.pos_ == "VERB" and t.type != "Other"}

    def carries(token: Token) -> bool:
        if token.dep_ in {"acl", "relcl"} and token.head.i in known and token.head in carried(token):
            return True
        if goes_on(token) and token.head.lemma_.lower() in light and carries(token.head):
            return True  # "the strike began in March and ended on Monday"
        return any(is_carried(child, befall) and child.i in known for child in token.children)

    vague = (t for t in triggers if not t.known or (t.type == "Other" and t.token.lemma_.lower() in befall))
    told = (t for t in vague if t.type not in UTTERANCES and t.token.lemma_.lower() in light)
    empty = {t.token.i for t in told if carries(t.token)}
    empty |= {t.token.i for t in triggers if _is_of(t, kinds) or _only_names(t) or _is_known_by(t, known)}
    return [t for t in triggers if t.token.i not in empty]


def goes_on(verb: Token) -> bool:
    """Whether a verb has its subject from the one it is coordinated with."""
    own = any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
    return verb.dep_ == "conj" and verb.pos_ == verb.head.pos_ == "VERB" and not own


def _is_of(trigger: Trigger, verbs: Mapping[int, str]) -> bool:
    """Whether a noun behind "with" tells what its verb does; ``verbs`` are the classes of verbs by their tokens."""
    noun = trigger.token
    return noun.dep_ == "pobj" and noun.head.lower_ == "with" and verbs.get(noun.head.head.i) == trigger.type


def _is_known_by(trigger: Trigger, known: Set[int]) -> bool:
    """Whether a verb only says how what is ``known`` to happen came out: "were reported killed"."""
    verb = trigger.token
    told = (child for child in verb.rights if child.dep_ in {"oprd", "xcomp"} and child.tag_ in {"JJ", "VBN"})
    return trigger.type in UTTERANCES and is_passive(verb) and any(child.i in known for child in told)


def _only_names(trigger: Trigger) -> bool:
    """Whether a participle only says what those before it are called: "a group calling itself Black Heron"."""
    token = trigger.token
    named = any(child.dep_ == "oprd" or child.lower_ == "as" for child in token.rights)
    return token.dep_ == "acl" and named and token.lemma_.lower() in NAMING
