"""Subjects that the parser takes for the noun of a preposition: "closed after its founder, Kim Lee, was arrested".

The name between commas makes "after its founder" look complete, and the verb behind it goes on from the clause before,
whose subject it then has: the bank was arrested, not its founder. What ends at the comma before such a verb is its
subject.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .grammar import NOUN_SUBJECTS, PREDICATES, is_passive

CONJUNCTIONS = frozenset({"after", "before", "since", "until"})
"""Prepositions that are conjunctions as well."""
ASIDES = frozenset({"appos", "npadvmod"})


def return_subjects(doc: Doc) -> None:
    """Give such verbs their subjects.

    >>> import spacy
    >>> from claimgraph.extract import DEFAULT_MODEL
    >>> doc = spacy.load(DEFAULT_MODEL)("Varde Bank closed on Monday after its founder, Kim Lee, was arrested.")
    >>> return_subjects(doc)
    >>> [(token.text, token.dep_) for token in doc if token.head.text == "arrested"][:2]
    [('after', 'mark'), ('founder', 'nsubjpass')]
    """
    for verb in doc:
        clause = _clause_before(verb)
        subject = _lost(verb, clause) if clause is not None else None
        if clause is None or subject is None:
            continue
        mark = subject.head
        if clause.head == verb:
            clause.head, clause.dep_ = (clause if verb.head == verb else verb.head), verb.dep_
        verb.head, verb.dep_ = clause, "advcl"
        subject.head, subject.dep_ = verb, "nsubjpass" if is_passive(verb) else "nsubj"
        mark.head, mark.dep_ = verb, "mark"


def _clause_before(verb: Token) -> Token | None:
    """The verb that the parser has a verb go on from, or report."""
    if verb.pos_ not in PREDICATES:
        return None
    if verb.dep_ in {"conj", "ccomp"} and verb.head.i < verb.i:
        return verb.head if verb.head.pos_ in PREDICATES else None
    return next((child for child in verb.lefts if child.dep_ == "ccomp" and child.pos_ in PREDICATES), None)


def _lost(verb: Token, clause: Token) -> Token | None:
    """The noun behind "after" whose apposition ends right before a verb that has no subject and no "and"."""
    own = [child for child in verb.lefts if child.i > clause.i and not child.is_punct]
    first = next(iter(own), verb)
    if first.i < 2 or first.nbor(-1).text != "," or first.nbor(-2).pos_ != "PROPN":
        return None
    if any(child.dep_ in NOUN_SUBJECTS for child in verb.lefts):
        return None
    name = first.nbor(-2)
    before = name.left_edge.i - 2
    if name.dep_ not in ASIDES or before < clause.i or name.doc[before + 1].text != ",":
        return None
    noun = name.doc[before]
    while noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    told = noun.dep_ == "pobj" and noun.head.lower_ in CONJUNCTIONS and noun.head.head == clause
    return noun if told else None
