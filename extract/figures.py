"""Figures of speech, sport and technical terms: words that evoke an event elsewhere, and none here.

What shows it are the words around in the parse, a kind of selectional preference (Resnik, 1993): nobody attacks a
plan in earnest, and a storm of criticism uproots no tree. The words stand in ``events.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from spacy.tokens import Token

from .grammar import complements, is_passive, objects, subjects
from .triggers import Trigger

AIMS = frozenset({"xcomp", "advcl"})
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Figure:
    """What shows that words of some classes are a figure of speech, a matter of sport, or a technical term.

    Sets of lemmas: who cannot do it (``subjects``), to what it cannot be done (``objects``, also as "storm of
    criticism"), with or against what it cannot (``beside``), what turns a noun into something else (``modifiers``:
    "heart attack", ``heads``: "crash course"); and words of a sentence (``context``, two of them) that make the words
    ``playful`` unless one of ``earnest`` is there.
    """

    classes: Set[str]
    subjects: Set[str] = frozenset()
    objects: Set[str] = frozenset()
    beside: Set[str] = frozenset()
    modifiers: Set[str] = frozenset()
    heads: Set[str] = frozenset()
    playful: Set[str] = frozenset()
    context: Set[str] = frozenset()
    earnest: Set[str] = frozenset()
    aiming: Set[str] = frozenset()
    """Verbs that are meant so before an infinitive: "voted to remove"."""
    particles: Set[str] = frozenset()
    """With what a verb means something else: "hung up"."""
    to_be: Set[str] = frozenset()
    """What somebody wants to be done or not, and asks for nothing else with it: "asked not to be named"."""
    doing: Set[str] = frozenset()
    """What only the other kind does: a trial that enrolls patients."""
    under: Set[str] = frozenset()
    """Prepositions before a noun that is meant so: "in charge"."""
    done_to: Set[str] = frozenset()
    """What the recognizer has to call what it is done to: "the release of Ann Lee"."""
    governors: Set[str] = frozenset()
    """Verbs whose object is no event: "paid the ransom"."""
    words: Set[str] = frozenset()
    """The only words of the classes that are meant so; none: any of them."""
    instead: str = ""
    """The class that is meant, if it is one: a disease that kills is no killer; or that nothing happens at all."""

    def covers(self, trigger: Trigger) -> bool:
        """Whether a trigger is meant in this way."""
        if trigger.type not in self.classes or trigger.node:
            return False
        token = trigger.token
        if self.words and _lemma(token) not in self.words:
            return False
        own = {t.i for t in trigger.tokens}
        if token.pos_ == "VERB":
            return self._verb(token, own) or self._play(token)
        if token.dep_ == "acomp" and any(_lemma(each) in self.subjects for each in subjects(token.head)):
            return True  # "the deal is dead"
        return self._noun(token, own) or self._play(token)

    def _verb(self, verb: Token, own: Set[int]) -> bool:
        passive = is_passive(verb)
        doers, things = subjects(verb), objects(verb)
        if passive:
            doers, things = [], [*doers, *things]
        numbers = [each for each in things if each.pos_ == "NUM"]  # "eight of the fugitives were recaptured"
        things += [below for number in numbers for word, below in complements(number) if word == "of"]
        if verb.dep_ == "amod":
            doers, things = ([verb.head], things) if passive else (doers, [*things, verb.head])
        beside = (each for _, each in complements(verb))
        if any(each.ent_type_ in self.done_to for each in things):
            return True
        if any(self._turns(verb, child) for child in verb.children if child.i not in own):
            return True
        return (
            any(_lemma(each) in self.subjects for each in doers)
            or any(_lemma(each) in self.objects for each in things if each.i not in own)
            or any(_lemma(each) in self.beside for each in beside if each.i not in own)
            or any(self._is_modified(each, own) for each in (*doers, *things) if each.i in own)
        )

    def _turns(self, verb: Token, child: Token) -> bool:
        """Whether a word makes something else of its verb: an infinitive, or a particle."""
        lemma = _lemma(child)
        if child.dep_ == "prt":
            return lemma in self.particles
        if child.dep_ == "xcomp" and lemma in self.to_be and is_passive(child):
            return True
        return _lemma(verb) in self.aiming and child.dep_ in AIMS and child.tag_ == "VB"

    def _is_modified(self, noun: Token, own: Set[int]) -> bool:
        modifiers = (c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} and c.i not in own)
        return any(_lemma(child) in self.modifiers for child in modifiers)

    def _noun(self, noun: Token, own: Set[int]) -> bool:
        if self._is_modified(noun, own):
            return True
        if noun.dep_ == "nsubj" and _lemma(noun.head) in self.doing:
            return True
        if noun.dep_ == "pobj" and noun.head.lower_ in self.under:
            return True
        if noun.dep_ in {"dobj", "nsubjpass"} and _lemma(noun.head) in self.governors:
            return True
        if noun.dep_ in {"compound", "nmod"} and noun.head.i not in own and _lemma(noun.head) in self.heads:
            return True
        if any(word == "of" and each.ent_type_ in self.done_to for word, each in complements(noun)):
            return True
        return any(
            _lemma(each) in (self.objects if word == "of" else self.beside)
            for word, each in complements(noun)
            if each.i not in own
        )

    def _play(self, token: Token) -> bool:
        if _lemma(token) not in self.playful:
            return False
        words = {_lemma(each) for each in token.sent}
        return len(words & self.context) > 1 and not words & self.earnest


def figures_of(settings: Iterable[Mapping[str, list[str] | str]]) -> list[Figure]:
    """The figures of speech of ``events.toml``."""
    return [_figure(table) for table in settings]


def _figure(table: Mapping[str, list[str] | str]) -> Figure:
    instead = table.get("instead", "")
    lists = {name: frozenset(words) for name, words in table.items() if name != "instead"}
    return Figure(**lists, instead=str(instead))


def _lemma(token: Token) -> str:
    return str(token.lemma_.lower())


def literal(triggers: Iterable[Trigger], figures: Sequence[Figure]) -> Iterator[Trigger]:
    """The triggers without figures of speech ("attack the plan"); a verb among these stays, but is known no more."""
    for trigger in triggers:
        meant = next((figure for figure in figures if trigger.known and figure.covers(trigger)), None)
        if meant is None:
            yield trigger
        elif meant.instead == NOTHING:
            continue
        elif meant.instead:
            yield replace(trigger, type=meant.instead)
        elif trigger.token.pos_ == "VERB" and trigger.token.dep_ != "amod":
            yield Trigger(trigger.token, (trigger.token,), "Other", known=False)
