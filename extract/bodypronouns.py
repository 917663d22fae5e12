"""Pronouns that take up a body: "it", "its" and the "they" of a union that speaks.

"It" may stand for anything, or for nothing ("it rained"), so only where the grammar leaves one body: the words
that a body reports ("Acme said it had"), a verb that only somebody can do ("It vowed"), and what the subject of
a clause has ("Acme sold its mill"). The constraints are those of Lappin and Leass, "An Algorithm for Pronominal
Anaphora Resolution" (Computational Linguistics, 1994): an empty pronoun has none, a subject comes first.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from spacy.tokens import Doc, Token

from .cues import Cues
from .grammar import COPULAS, NOUN_SUBJECTS, PREDICATES, is_infinitive, is_passive, preposition_of, subjects
from .quotes import MARKS, is_across
from .state import MentionSpan, Node, Reading
from .takenup import is_several
from .wordlists import toml_of

NEUTER = frozenset({"it", "its"})
PLURAL = frozenset({"they", "their"})
CONTENT = frozenset({"ccomp", "parataxis"})
BESIDE = frozenset({"conj", "advcl", "ccomp"})
"""Labels of clauses whose own subject may have the subject of the clause before."""
LIMIT = 6
"""Steps up the parse from what a body has to the clause whose subject it is."""
FRONT = 5
"""A pronoun opens its sentence though so many tokens stand before it: "In 2016, it won"."""


@functools.cache
def _acting() -> frozenset[str]:
    """Verbs that only somebody can do."""
    return frozenset(toml_of("coreference.toml")["acting"]["verbs"])


@functools.cache
def _empty() -> frozenset[str]:
    """Verbs whose "it" stands for nothing, or for what happened."""
    return frozenset(toml_of("coreference.toml")["empty"]["verbs"])


class BodyPronouns:
    """Finds what "it" and "its" take up. ``found`` is the mention over each token, names and links so far."""

    def __init__(self, doc: Doc, reading: Reading, found: Mapping[int, MentionSpan]) -> None:
        self.doc = doc
        self.reading = reading
        self.found = found

    def link(self, token: Token) -> MentionSpan | None:
        """The mention of a body that a pronoun is, or none where it may stand for something else."""
        if token.lower_ not in NEUTER | PLURAL:
            return None
        if token.dep_ == "poss":
            node = None if token.lower_ in PLURAL and self._are_several(token) else self._owner(token)
        elif token.dep_ in NOUN_SUBJECTS:
            node = self._subject(token)
        else:
            return None
        if node is None or (token.lower_ in NEUTER and is_several(node)):
            return None
        return MentionSpan(self.doc[token.i : token.i + 1], node.kind, "pronoun", node.id, "pronoun:body", 0.6)

    def _subject(self, token: Token) -> Node | None:
        verb = token.head
        if verb.pos_ not in PREDICATES or is_empty(token):
            return None
        lemma = verb.lemma_.lower()
        above = verb.head
        if verb.dep_ in CONTENT and above.i < token.i and above.lemma_.lower() in Cues.load().say:
            if lemma not in COPULAS and not is_passive(verb):
                return self._of_clause(above, token)
        if token.lower_ in PLURAL or lemma not in _acting() or is_passive(verb):
            return None
        if verb.dep_ in {"conj", "advcl"} and above.pos_ in PREDICATES and above.i < token.i:
            return self._of_clause(above, token)
        return self._before(token) if verb.dep_ == "ROOT" or verb.head.i > verb.i else None

    def _are_several(self, token: Token) -> bool:
        """Whether "their" may be somebody's other than a body's: several were named, or people told of, before it."""
        start = token.sent.start
        front = self.doc[self.doc[max(start - 1, 0)].sent.start : token.i]
        return any(each.tag_ in {"NNS", "NNPS"} or each.dep_ == "conj" for each in front) or not len(front)

    def _owner(self, token: Token) -> Node | None:
        """Who has something: the subject of its clause, of the clause before, or of the sentence before."""
        noun = token.head
        if noun.dep_ == "conj":
            return self._body(noun.head, token)  # "Acme and its rivals"
        top = noun
        for _ in range(LIMIT):
            if top.dep_ in NOUN_SUBJECTS | {"ROOT"} or top.pos_ in PREDICATES:
                break
            top = top.head
        if top.pos_ in PREDICATES:
            return self._of_clause(top, token)
        if top.dep_ not in NOUN_SUBJECTS or top != noun:
            return None
        verb = top.head
        if verb.dep_ in BESIDE and verb.head.pos_ in PREDICATES:
            return self._of_clause(verb.head, token)  # "Acme closed after its founder left"
        told = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
        if told is not None and (teller := self._of_clause(told, token)) is not None:
            return teller  # "Acme will close, its founder said"
        return self._before(token)

    def _of_clause(self, verb: Token, pronoun: Token) -> Node | None:
        """The body that is the one subject of a clause, its own or that of the clause it goes on from."""
        found = [each for each in subjects(verb) if each.i < pronoun.i]
        if len(found) != 1 or (node := self._body(found[0], pronoun)) is None:
            return None
        start = found[0] if is_infinitive(verb) else verb
        return None if pronoun.dep_ == "poss" and self._is_rivaled(node, start.i, pronoun) else node

    def _is_rivaled(self, owner: Node, start: int, pronoun: Token) -> bool:
        """Whether another body stands on the way to what somebody has: "Acme sued Norda over its claim"."""
        between = [self.doc[i] for i in range(start, pronoun.i) if i in self.found]
        others = {self.found[each.i].node or "" for each in between if preposition_of(each) != "in"} - {owner.id, ""}
        return any(is_body(self.reading.nodes[other]) for other in others)

    def _before(self, token: Token) -> Node | None:
        """The body that is the subject of the sentence before, in the same paragraph."""
        start = token.sent.start
        if not start or not self._opens(token) or "\n\n" in self.doc[start - 1].text_with_ws:
            return None
        verb = self.doc[start - 1].sent.root
        return self._of_clause(verb, token)

    def _opens(self, token: Token) -> bool:
        """Whether nothing but a quotation, or a time or place without another name, stands before in the sentence."""
        front = [each for each in self.doc[token.sent.start : token.i] if not each.is_space]
        if front and front[0].text in MARKS:
            return sum(each.text in MARKS for each in front) % 2 == 0 and front[-1].text in MARKS | {","}
        return len(front) <= FRONT and not any(each.i in self.found or each.pos_ in PREDICATES for each in front)

    def _body(self, subject: Token, pronoun: Token) -> Node | None:
        if is_across(subject, pronoun):
            return None
        mention = self.found.get(subject.i)
        if mention is None or (node := self.reading.nodes.get(mention.node or "")) is None or not is_body(node):
            return None
        several = subject.tag_ == "NNS" and len(mention.span) == 1  # not "Doctors Without Borders"
        return None if several and pronoun.lower_ in NEUTER else node


def is_body(node: Node) -> bool:
    """Whether a node is an organization, or a country, whose name stands for its state.

    >>> is_body(Node("n1", "Organization", "Kivu Cement")), is_body(Node("n2", "Person", "Kim Lee"))
    (True, False)
    """
    if node.kind == "Place":
        return node.grounding is not None and node.grounding.precision == "country"
    return node.kind == "Organization"


def is_empty(pronoun: Token) -> bool:
    """Whether an "it" may stand for nothing: "it rained", "it is clear that", "it was reported that"."""
    verb = pronoun.head
    if verb.lemma_.lower() in _empty():
        return True
    clausal = any(child.dep_ in {"ccomp", "xcomp", "acomp", "csubj"} for child in verb.rights)
    return clausal and (verb.lemma_.lower() in COPULAS or is_passive(verb))
