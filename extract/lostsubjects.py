"""Subjects that the parser takes for the noun of a preposition: "closed after its founder, Kim Lee, was arrested".

The name between commas makes "after its founder" look complete, and the verb behind it goes on from the clause before,
whose subject it then has: the bank was arrested, not its founder. What ends at the comma before such a verb is its
subject. So it is where such a verb looks like a participle: "it will close, its founder, Kim Lee, announced".
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .cues import Cues
from .grammar import NOUN_SUBJECTS, PREDICATES, is_passive

CONJUNCTIONS = frozenset({"after", "before", "since", "until"})
"""Prepositions that are conjunctions as well."""
ASIDES = frozenset({"appos", "npadvmod"})
ASTRAY = frozenset({"acl", "advcl"})
"""Labels that such a verb gets where it reports what stands before it."""
PAST = frozenset({"VBD", "VBN"})
CLAIMED = NOUN_SUBJECTS | {"agent", "mark"}
"""Labels of what shows that a verb is where it belongs."""


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


def return_years(doc: Doc) -> None:
    """Give a year that the parser counts names with back to its preposition: "In 2003 Lee founded the party".

    >>> import spacy
    >>> doc = spacy.tokens.Doc(spacy.blank("en").vocab, ["In", "2003", "Lee", "left"], heads=[3, 2, 3, 3],
    ...     deps=["prep", "nummod", "nsubj", "ROOT"], pos=["ADP", "NUM", "PROPN", "VERB"])
    >>> return_years(doc)
    >>> doc[1].head.text, doc[1].dep_
    ('In', 'pobj')
    """
    for year in doc[1:]:
        before, name = year.nbor(-1), year.head
        if year.dep_ != "nummod" or year.shape_ != "dddd" or name.pos_ != "PROPN" or name.i < year.i:
            continue
        if before.lower_ not in {"by", "in", "since"} or before.dep_ != "prep":
            continue
        verb = before.head
        alone = verb.pos_ in PREDICATES and not any(child.dep_ in NOUN_SUBJECTS for child in verb.children)
        if name.head == before and alone and before.i < name.i < verb.i:
            name.head, name.dep_ = verb, "nsubjpass" if is_passive(verb) else "nsubj"
        if name.head != before:
            year.head, year.dep_ = before, "pobj"


def return_deeds(doc: Doc) -> None:
    """Give a past deed that the parser adds to what is still to come back to who tells of that.

    >>> import spacy
    >>> from claimgraph.extract import DEFAULT_MODEL
    >>> doc = spacy.load(DEFAULT_MODEL)("Lee said the cabinet would discuss it on Thursday but ruled out a deal.")
    >>> return_deeds(doc)
    >>> [token.head.text for token in doc if token.text == "ruled"]
    ['said']
    """
    for deed in doc:
        awaited = deed.head
        if deed.dep_ != "conj" or deed.tag_ != "VBD" or awaited.dep_ != "ccomp" or awaited.tag_ != "VB":
            continue
        is_modal = any(child.tag_ == "MD" for child in awaited.lefts)
        is_alone = not any(child.dep_ in CLAIMED for child in deed.children)
        if is_modal and is_alone and awaited.head.tag_ == "VBD" and awaited.head.i < awaited.i:
            deed.head = awaited.head
            for between in [child for child in awaited.rights if child.dep_ in {"cc", "punct"}]:
                between.head = awaited.head


def return_tellers(doc: Doc) -> None:
    """Give what a sentence reports to the verb that reports it, and that verb its subject.

    >>> import spacy
    >>> from claimgraph.extract import DEFAULT_MODEL
    >>> text = "The club will hand back the art to the town of Arvika, its director, Ann Lee, announced on Thursday."
    >>> doc = spacy.load(DEFAULT_MODEL)(text)
    >>> return_tellers(doc)
    >>> [(token.text, token.dep_) for token in doc if token.head.text == "announced"][:2]
    [('hand', 'ccomp'), ('director', 'nsubj')]
    """
    for verb in doc:
        if verb.dep_ not in ASTRAY or verb.tag_ not in PAST or verb.lemma_.lower() not in Cues.load().say:
            continue
        noun, clause = _put_aside(verb), verb.sent.root
        if noun is None or clause.pos_ not in PREDICATES or clause.i > noun.left_edge.i:
            continue
        verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
        clause.head, clause.dep_ = verb, "ccomp"
        noun.head, noun.dep_ = verb, "nsubj"


def _put_aside(verb: Token) -> Token | None:
    """The noun between commas that is named between commas right before a verb: ", its founder, Kim Lee, said"."""
    doc = verb.doc
    if verb.i < 2 or doc[verb.i - 1].text != "," or any(child.dep_ in CLAIMED for child in verb.children):
        return None
    name = doc[verb.i - 2]
    noun = name.head
    named = name.dep_ == "appos" and name.pos_ == "PROPN" and doc[name.left_edge.i - 1].text == ","
    aside = noun.dep_ == "appos" and noun.left_edge.i > 0 and doc[noun.left_edge.i - 1].text == ","
    return noun if named and aside and noun.i < name.i else None


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
