"""The component that tells how each event is meant: actual, planned, demanded, hypothetical or denied.

What the words around each trigger say, :mod:`.scopes` reads off the parse. What only the event knows is added here:
when it is, and the events that it hangs on.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from ..model import Stance
from .allegations import NOMINALS
from .clauses import DEFINITE
from .clausespans import clause_of
from .denials import deny_what_was_said
from .eventmerge import stem
from .grammar import PREDICATES
from .scopes import Scopes
from .speakers import covering
from .state import DateSpan, EventFrame, Reading, Retelling, reading_of
from .wordlists import toml_of

APART = frozenset(
    {"after", "following", "since", "over", "amid", "despite", "because", "due", "like", "as", "where", "when"}
)
TELLING = frozenset(toml_of("stance.toml")["clause"]["telling"])
"""Verbs of saying whose participle tells no more of the plan beside it: "demanded that he go, saying that"."""
BESIDE = frozenset({"appos", "compound", "nsubj", "nsubjpass", "poss"})
"""Labels of nouns that say in passing what somebody is."""
CONTRARY = {Stance.ACTUAL, Stance.DENIED}
INHERITED = frozenset({Stance.PLANNED, Stance.DEMANDED, Stance.HYPOTHETICAL})


class StanceReader(Scopes):
    """Decides the stance of words and fills that of events. Settings are those of ``stance.toml``."""

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        published = reading.source.published or ""
        for event in reading.events:
            event.stance = self._of_event(event, published)
            if event.stance in INHERITED - {Stance.HYPOTHETICAL}:
                event.times = [t for t in event.times if not _is_of_telling(t, event, published)]
            around = covering(reading, event.trigger)
            if around is not None and event.speaker is None:
                event.speaker = around.speaker
            event.retold = list(self._retold(event, reading))
        _pass_on(reading.events)
        deny_what_was_said(reading)
        return doc

    def _retold(self, event: EventFrame, reading: Reading) -> Iterator[Retelling]:
        """Where a text says of what happened that it did not, or the reverse: both are kept, each with its speaker."""
        for trigger in event.mentions:
            stance = self.stance_of(trigger.root)
            told = trigger.root.pos_ == "VERB" or stance is Stance.DENIED  # not "the attack", of one that is denied
            told = told and stem(trigger.root) == stem(event.trigger.root)  # not "nobody died", of a fire
            if told and {stance, event.stance} == CONTRARY:
                around = covering(reading, trigger)
                yield Retelling(clause_of(trigger.root), stance, around.speaker if around is not None else None)

    def of_role(self, token: Token) -> Stance:
        """How it is meant that somebody is something: a name beside a noun is that, whatever comes of them.

        "Its founder, Ann Lee, will leave" makes her the founder, and "the alleged leader, Jo Roe, was held" not quite.
        """
        if token.pos_ not in NOMINALS or token.dep_ not in BESIDE:
            return self.stance_of(token)
        told = (self.modifier.get(child.lower_) for child in token.lefts if child.dep_ == "amod")
        return next(filter(None, told), Stance.ACTUAL)

    def _of_event(self, event: EventFrame, published: str) -> Stance:
        """What the words say; but a demand is made by saying "must", and what is dated ahead is planned."""
        if event.rule == "caption":
            return Stance.ACTUAL  # It is pictured, whatever the words on the wall are.
        word = event.trigger.root
        stance = self.stance_of(word)
        if event.type == "Demand" and stance is Stance.DEMANDED and self.by_modal(word):
            return Stance.ACTUAL
        ahead = event.times and published and all((t.interval.begin or "") > published for t in event.times)
        if ahead and stance is Stance.ACTUAL:
            announced = word.pos_ in NOMINALS or word.lemma_.lower() in self.governor  # "called a strike for Friday"
            due = _is_present(word) or (announced and event.type in self.agenda)
            return Stance.PLANNED if due else stance
        if ahead and stance is Stance.HYPOTHETICAL and self.by_modal(word):
            return Stance.PLANNED
        return stance


def _is_of_telling(time: DateSpan, event: EventFrame, published: str) -> bool:
    """Whether a day that is over is only that on which a plan was told: "will close the plant, it said on Monday"."""
    root = event.trigger.root
    own = root.left_edge.i <= time.span.start <= root.right_edge.i
    return not own and (time.interval.end or published) < published


def _is_present(verb: Token) -> bool:
    """Whether a verb stands in the present tense, also by an auxiliary: "is meeting", "is held"."""
    forms = [verb, *(child for child in verb.children if child.dep_ in {"aux", "auxpass"} and child.lemma_ == "be")]
    return any(form.tag_ in {"VBZ", "VBP"} for form in forms)


def _pass_on(events: Sequence[EventFrame]) -> None:
    """Give an event noun that is new to the text the stance of the event it hangs on: "could be sent to prison"."""
    by_token = {event.trigger.root.i: event for event in events}
    for event in events:
        noun = event.trigger.root
        if event.stance is not Stance.ACTUAL or event.node or noun.pos_ in PREDICATES:
            continue
        if any(child.lower_ in DEFINITE for child in noun.children):
            continue
        above = next((by_token[token.i] for token in _reach(noun, by_token) if token.i in by_token), None)
        if above is not None and above.stance in INHERITED:
            event.stance = above.stance


def _reach(noun: Token, events: Container[int]) -> Iterator[Token]:
    """The words above a noun, up to what is told apart: "will recall them *after* a string of fires"."""
    for token in noun.ancestors:
        apart = token.lower_ in APART or any(child.lower_ in APART for child in token.children if child.dep_ == "mark")
        told = token.dep_ == "advcl" and token.lemma_.lower() in TELLING
        if apart or told or (token.tag_ == "VBD" and token.i not in events):
            return
        yield token


@Language.factory("claimgraph_stance", requires=["token.dep", "token.tag", "token.lemma"], assigns=["doc._.reading"])
def make_stance(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component, with the word lists of ``stance.toml``."""
    return StanceReader.load()
