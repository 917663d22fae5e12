"""Who takes part in an event, and as what, read off the dependency parse.

The roles of a class for each grammatical place stand in ``events.toml``; semantic role labeling
by syntactic position follows Gildea and Palmer, "The Necessity of Parsing for Predicate Argument
Recognition" (ACL 2002).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from spacy.tokens import Token

from ..model import Kind
from .clauses import DEFINITE
from .eventarguments import NOMINALS, Arguments
from .grammar import (
    JUDGING,
    NOUN_SUBJECTS,
    complements,
    conjuncts,
    is_passive,
    objects,
    subjects,
)
from .namecontext import NAMING
from .namecues import cues
from .state import MentionSpan, Node, Participant, Reading
from .triggers import UTTERANCES, Trigger
from .wordlists import toml_of

CHARGING = JUDGING | set(toml_of("events.toml")["charging"])
"""Verbs whose object is said to have done what stands behind "for", "of", "over" or "with"."""
NAMESAKES = frozenset({"Award", "Appointment"})
"""Classes whose nouns are called by somebody who has no part: medals and chairs."""
SHOWS = frozenset({"Exhibition"})
"""Classes whose nouns bear the name of whoever's works are shown."""
EXAMPLES = frozenset({"including", "like"})
INSIDE = frozenset({"compound", "nmod", "amod", "poss", "appos"})
INSIDE_PREPOSITIONS = frozenset({"of", "for", "from"})


class Participants:
    """Finds the participants of triggers. ``settings`` is the content of ``events.toml``."""

    def __init__(self, settings: Mapping[str, Mapping[str, Mapping[str, str]] | list[str]]) -> None:
        roles = settings["roles"]
        assert isinstance(roles, Mapping)
        default = roles["default"]
        self.roles = {name: {**default, **own} for name, own in roles.items()}
        self.arguments = Arguments(settings)
        self.stand_for = frozenset(settings["stand_for"])
        self.owned, self.owning = frozenset(settings["owned"]), frozenset(settings["owning"])
        self.giving = frozenset(settings["giving"])
        self.serving = frozenset(settings["serving"])

    def of(self, trigger: Trigger, reading: Reading, said: Container[str]) -> list[Participant]:
        """The participants, each node once, in the order of the grammar. ``said`` are whose words the verb reports."""
        roles = self._roles(trigger)
        found: dict[str, Participant] = {}
        for place, token in self.arguments.of(trigger):
            standing = "subject" if place == "modifier" else place
            role = roles.get(standing)
            if not role or (
                standing != place and (self._is_called(trigger, token) or _is_site(trigger, token, reading))
            ):
                continue
            if place == "from" and token.lemma_.lower() in self.owned:
                continue  # "bodies from the Air Peru flight"
            for mention in self._body(token, reading) if place == "as" else self.mentions(token, reading):
                node = reading.nodes.get(mention.node or "")
                if node is None or node.kind == "Event" or _is_container(mention, reading):
                    continue
                if place == "object" and node.id in said:
                    role = roles.get("subject", role)  # "They left," added Berg
                gets = place == "to" and trigger.token.lemma_.lower() in self.giving
                if not _may_act(node, "object" if gets else place, trigger.type):
                    continue
                found.setdefault(node.id, Participant(node.id, role, mention.span, f"syntax:{standing}", 0.8))
        return list(found.values())

    @staticmethod
    def _is_called(trigger: Trigger, token: Token) -> bool:
        """Whether a name only says what an award or an office is called: "the Ronald Ross Medal"."""
        return trigger.type in NAMESAKES and token.pos_ == token.head.pos_ == "PROPN"

    def _roles(self, trigger: Trigger) -> Mapping[str, str]:
        """The roles of a verb in a class, of the class, or of any."""
        own = self.roles.get(f"{trigger.type}.{trigger.token.lemma_.lower()}")
        return own or self.roles.get(trigger.type, self.roles["default"])

    def keeps_out(self, trigger: Trigger, token: Token) -> bool:
        """Whether a word is the object of a verb whose object has no part in what happens ("succeeded the mayor").

        So is the subject of the verb above a clause with a subject of its own: who says that the police shot. So is
        whose works are shown.
        """
        verb = trigger.token
        if trigger.type in SHOWS and token.dep_ == "compound" and token.head == verb:
            return True
        if verb.dep_ in NOUN_SUBJECTS:
            verb = verb.head
        subject = token.head if token.dep_ == "appos" else token
        if verb.dep_ in {"xcomp", "ccomp"} and subject.dep_ in NOUN_SUBJECTS and subject in subjects(verb.head):
            own = subjects(verb)
            if own and subject not in own:
                return True
        if verb.dep_ == "pobj" and token.dep_ == "nsubj" and _charges(token.head, verb):
            return True  # "Police suspect the clerk of theft"
        top = trigger.token
        return not self._roles(trigger)["object"] and token in (subjects(top) if is_passive(top) else objects(top))

    def is_told(self, trigger: Trigger, kind: Kind) -> bool:
        """Whether the clause says who has the role that somebody not named in it would get: "two men were freed"."""
        token = trigger.token
        if token.pos_ in NOMINALS:
            return False
        role = self.likely_role(trigger, kind)
        roles = self._roles(trigger)
        return any(roles.get(place) == role and _is_new(each) for place, each in self.arguments.of(trigger))

    def likely_role(self, trigger: Trigger, kind: Kind) -> str:
        """The role of somebody of whom no more is known than that the event concerns them.

        That of the subject, but for people in what is mostly done to people: a trial, an arrest.
        """
        roles = self.roles.get(trigger.type, self.roles["default"])
        return roles.get("nearby", roles["subject"]) if kind == "Person" else roles["subject"]

    def mentions(self, token: Token, reading: Reading) -> Iterator[MentionSpan]:
        """The mentions that a noun phrase stands for: its head, or a name inside the phrase."""
        mention = reading.mention_at(token)
        called = [m for each in _called(token) if (m := reading.mention_at(each)) is not None and m.node]
        if called and (mention is None or mention.level != "name"):
            yield from called
            return
        if mention is not None and mention.node:
            yield mention
            return
        if token.dep_ == "appos" and (named := reading.mention_at(token.head)) is not None and named.node:
            yield named  # "Olga Petrova, a journalist who was jailed"
            return
        for child in token.rights:
            if child.dep_ == "appos":
                inside = [reading.mention_at(each) for each in conjuncts(child)]
                if found := [each for each in inside if each is not None and each.node]:
                    yield from found
                    return
        examples = [reading.mention_at(each) for each in _examples(token)]
        if found := [each for each in examples if each is not None and each.node]:
            yield from found  # "militias like the Iron Guard"
        elif token.lemma_.lower() in self.owned:
            yield from (each for each in self._inside(token, reading) if each.kind != "Place")
            for clause in token.rights:
                if clause.dep_ == "acl" and clause.lemma_.lower() in self.owning:
                    yield from (m for _, by in complements(clause) if (m := reading.mention_at(by)) and m.node)
        elif token.lemma_.lower() in self.stand_for:
            yield from (each for each in self._inside(token, reading) if not self._is_apart(token, each, reading))

    def _body(self, noun: Token, reading: Reading) -> Iterator[MentionSpan]:
        """The organization of an office: "resigned as head of the union"."""
        if noun.lemma_.lower() in cues().offices | cues().titles | self.stand_for:
            yield from (each for each in self._inside(noun, reading) if each.kind == "Organization")

    def _is_apart(self, noun: Token, mention: MentionSpan, reading: Reading) -> bool:
        """Whether a noun stands for somebody else than is named in its phrase: "Ann Lee's lawyer", "Bergen's mayor"."""
        if mention.kind == "Place" and noun.tag_ == "NN" and noun.lemma_.lower() in cues().offices:
            node = reading.nodes[mention.node or ""]
            return node.grounding is None or node.grounding.precision != "country"
        return mention.kind == "Person" and noun.lemma_.lower() in self.serving

    def _inside(self, token: Token, reading: Reading) -> Iterator[MentionSpan]:
        for child in token.children:
            if child.dep_ in INSIDE:
                inner = reading.mention_at(child)
                if inner is not None and inner.node:
                    yield inner
            elif child.dep_ == "prep" and child.lower_ in INSIDE_PREPOSITIONS:
                for below in child.children:
                    inner = reading.mention_at(below)
                    if inner is not None and inner.node:
                        yield inner


def _charges(verb: Token, deed: Token) -> bool:
    """Whether a verb says of its object that it has done something: "of theft", which the parser may hang on either."""
    if verb.lemma_.lower() not in CHARGING or is_passive(verb):
        return False
    above = deed.head.head
    return above == verb or (above.head == verb and above.dep_ == "dobj")


def _is_new(noun: Token) -> bool:
    """Whether a noun brings in somebody whom the text has not named: "a man", "miners", "Bergen's mayor"."""
    if noun.pos_ == "NUM":
        return True  # "three of them"
    words = {child.lower_ for child in noun.lefts}
    number = any(child.dep_ == "nummod" for child in noun.lefts)
    some = number or noun.tag_ == "NNS" or bool(words & {"a", "an", "another", "other"})
    some = some or any(child.dep_ == "poss" and child.pos_ == "PROPN" for child in noun.lefts)
    return noun.pos_ == "NOUN" and not words & DEFINITE and some


def _is_site(trigger: Trigger, token: Token, reading: Reading) -> bool:
    """Whether a name before an attack, with its country before it, tells what was attacked: "the US Capitol attack"."""
    if trigger.type not in AIMED:
        return False
    before = [each for each in trigger.token.lefts if each.dep_ in INSIDE and reading.mention_at(each) is not None]
    return token in before and len({id(reading.mention_at(each)) for each in before}) > 1


def _is_container(mention: MentionSpan, reading: Reading) -> bool:
    """Whether a place only says where the one before it lies: "a jury in Miami, Florida indicted him"."""
    doc, start = mention.span.doc, mention.span.start
    if mention.kind != "Place" or start < 2 or doc[start - 1].text != ",":
        return False
    before = reading.mention_at(doc[start - 2])
    if before is None or before.kind != "Place" or before.span.root.dep_ != "pobj":
        return False
    return before.span.root.head.head.pos_ in NOMINALS  # not "In Quito, Peru announced"


def _called(noun: Token) -> Iterator[Token]:
    """What those whom a noun tells of are called: "a group calling itself Black Heron", "a man known as Tiger"."""
    for clause in noun.rights:
        if clause.dep_ == "acl" and clause.lemma_.lower() in NAMING:
            yield from (child for child in clause.rights if child.dep_ == "oprd")
            yield from (child.nbor() for child in clause.rights if child.lower_ == "as" and child.i + 1 < len(noun.doc))
            yield from (each for preposition, each in complements(clause) if preposition == "as")


def _examples(noun: Token) -> Iterator[Token]:
    """Those named as examples of what a noun says: "militias such as the Iron Guard"."""
    for child in noun.rights:
        such = child.lower_ == "as" and child.nbor(-1).lower_ == "such"
        if child.dep_ == "prep" and (such or child.lower_ in EXAMPLES):
            for below in child.children:
                if below.dep_ == "pobj":
                    yield from conjuncts(below)


def _may_act(node: Node, place: str, kind: str) -> bool:
    """Whether a node may take part; a country may where its name stands for its state, a town only as subject.

    Whose name an exhibition bears is what it shows.
    """
    if node.kind != "Place":
        return not (place == "modifier" and kind in SHOWS and node.kind == "Person")
    if kind == "Travel" and place == "object":
        return False
    if kind in UTTERANCES and place in {"on", "to", "of"}:
        return True
    wide = node.grounding.precision == "country" if node.grounding is not None else place != "modifier"
    if kind in AIMED and place in {"on", "of"}:
        return wide
    return place in STATES and (wide or place == "subject")


AIMED = frozenset({"Sanction", "Attack", "MilitaryAction"})
"""Classes of what is done to the state that stands behind "on" or "of": "sanctions on Peru", "the invasion of Peru"."""
STATES = frozenset({"subject", "modifier", "object", "by", "between", "with", "against", "owner"})
"""Grammatical places in which the name of a country stands for its state."""


def nodes_of(participants: Iterable[Participant]) -> set[str]:
    """The ids of the nodes that take part."""
    return {participant.node for participant in participants}
