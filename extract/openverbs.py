"""The verbs of open claims: what governs a predicate, the words of its group, and whom it is about."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from .grammar import OBJECTS, PASSIVE_SUBJECTS, PREDICATES, SUBJECTS, subjects
from .openarguments import phrase

AUXILIARIES = frozenset({"aux", "auxpass"})


def own_subjects(verb: Token) -> list[Token]:
    """The heads of what a clause is about, its own or shared ones.

    As :func:`.grammar.subjects` has them, and those of an infinitive behind a passive ("was said to have left") and
    behind an adjective ("was able to leave").
    """
    return [each for each in _subjects(verb) if each.dep_ != "expl" and each.tag_ != "PRP$" and each.i != verb.i]


def _subjects(verb: Token) -> list[Token]:
    top = verb
    while top.dep_ == "conj" and not _has_subject(top) and top.head.pos_ in PREDICATES:
        top = top.head
    if top.dep_ == "pcomp" and top.head.head.pos_ not in PREDICATES:
        return []
    if top.dep_ == "xcomp" and not _has_subject(top):
        head = top.head.head if top.head.dep_ == "acomp" else top.head
        return _subjects(head) if head.i != top.i else []
    return subjects(verb)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS or child.dep_ in PASSIVE_SUBJECTS for child in verb.children)


def chain(verb: Token) -> Iterator[Token]:
    """A predicate behind the verbs and adjectives that govern it, the outermost first: "was able to leave"."""
    above = _governor(verb)
    if above is not None:
        yield from chain(above)
    yield verb


def _governor(verb: Token) -> Token | None:
    """What an open complement hangs on, also for those coordinated with one: "able to reinforce and defeat"."""
    while verb.dep_ == "conj" and not _has_subject(verb) and verb.head.pos_ in PREDICATES and _alike(verb, verb.head):
        verb = verb.head
    head = verb.head
    if verb.dep_ == "acomp" and head.pos_ in PREDICATES:
        return head
    if verb.dep_ == "xcomp" and head.i != verb.i and (head.pos_ in PREDICATES or head.dep_ == "acomp"):
        return head
    return None


def group(verb: Token) -> tuple[Token, ...] | None:
    """A verb with its auxiliaries, particles and negation, behind the verbs that govern it: "helped to raise".

    None for what no verb governs although it should.
    """
    own = [child for child in verb.children if child.dep_ in AUXILIARIES | {"neg", "prt"}]
    head = verb.head
    before: tuple[Token, ...] = ()
    if verb.dep_ == "xcomp" and verb.i != head.i:
        found = _governing(verb)
        if found is None:
            return None
        before = found
    elif verb.dep_ == "conj" and head.pos_ in PREDICATES and not _has_subject(verb):
        shared = group(head)
        if shared is None:
            return None
        if not any(child.dep_ in AUXILIARIES for child in own) and _alike(verb, head):
            before = tuple(t for t in shared if t.i < head.i and t.dep_ != "neg")
    return (*before, *sorted([*own, verb], key=lambda t: t.i))


def _alike(verb: Token, head: Token) -> bool:
    """Whether a verb can share the auxiliaries of another one; base forms are often mistaken for present ones."""
    form = {"VBP": "VB"}
    return form.get(verb.tag_, verb.tag_) == form.get(head.tag_, head.tag_)


def _governing(verb: Token) -> tuple[Token, ...] | None:
    """The words before an infinitive or participle: a verb, perhaps with its object, or "was able"."""
    head = verb.head
    if head.dep_ == "acomp" and head.head.pos_ in PREDICATES:
        above = group(head.head)
        return (*above, head) if above is not None else None
    above = group(head) if head.pos_ in PREDICATES else None
    if above is None:
        return None
    held = next((c for c in head.rights if c.dep_ in OBJECTS and c.i < verb.i), None)
    return (*above, *phrase(held).tokens) if held is not None else above
