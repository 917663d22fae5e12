"""What happened to a number of people: whether they were killed, hurt, held, or took part, as the words around say."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from .grammar import objects
from .wordlists import toml_of

_DATA = toml_of("quantities.toml")
_VERBS: dict[str, str] = _DATA["verbs"]
_NOUNS: dict[str, str] = _DATA["nouns"]
_THINGS = frozenset(_DATA["words"]["things"])
_HOMES = frozenset(_DATA["words"]["homes"])
_KIN = frozenset(_DATA["words"]["kin"])
_PEOPLE = frozenset(_DATA["words"]["people"])
_TRADES = tuple(_DATA["words"]["trades"])
_DOERS = tuple(_DATA["words"]["doers"])
_BEASTS = frozenset(_DATA["words"]["beasts"])
SUFFERED = frozenset(_DATA["words"]["fates"])
_WINDOW = 4
_NEAR = 8
"""How far from a word its children are looked for: it may have thousands in a list that no parser understands."""


def left(span: Span) -> str | None:
    """What happened to a number of people by the word behind it, which ends its clause: "left 12,000 homeless,"."""
    after = span.doc[span.end : span.end + 2]
    ends = len(after) == 2 and (after[1].is_punct or after[1].pos_ in {"CCONJ", "ADP", "SCONJ"})
    return _VERBS.get(after[0].lower_) if ends and after[0].pos_ == "ADJ" else None


def has_company(noun: Token) -> bool:
    """Whether others share what happened to those whom a noun counts: "a mother and her two children were killed"."""
    first = noun.head if noun.dep_ == "conj" else noun
    several = [first, *(child for child in _near(first) if child.dep_ == "conj")]
    return noun in several and any(each.i != noun.i and _is_somebody(each) for each in several)


def _is_somebody(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return _is_people(noun) or noun.ent_type_ in {"PERSON", "NORP"} or lemma in _KIN or _is_doer(lemma)


def _is_doer(lemma: str) -> bool:
    """Whether a noun is of somebody by what they do: "driver", but no "panther"."""
    return lemma.endswith(_DOERS) and lemma not in _BEASTS


def _is_people(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in _PEOPLE or lemma.endswith(_TRADES) or noun.tag_ == "NNPS"


def befell(noun: Token) -> str | None:
    """What happened to those whom a noun names, if they are people: "11 hikers were killed"."""
    lemma = noun.lemma_.lower()
    if _is_people(noun):  # also "two Spaniards"
        return happened_to(noun)
    if not _is_doer(lemma):
        return None
    happened = happened_to(noun)
    return happened if happened in SUFFERED else None


def happened_to(token: Token) -> str | None:
    """What the words around a number of people say happened to them."""
    for child in _near(token):
        if child.dep_ in {"amod", "acl", "oprd", "acomp"} and child.lemma_.lower() in _VERBS:
            return _VERBS[child.lemma_.lower()]
    current, joined = token, False
    for _ in range(_WINDOW):
        if (deed := deed_of(current)) is not None:
            return deed
        of_people = _NOUNS.get(current.lemma_.lower()) if current is not token and not joined else None
        if of_people is not None and of_people not in _THINGS:
            return of_people
        for child in _near(current):
            is_said = child.dep_ in {"oprd", "acomp"} or (child.dep_ == "xcomp" and child.tag_ == "VBN")
            if is_said and (deed := deed_of(child)) is not None:
                return deed  # "were reported missing"
        beside = current.dep_ == "conj" and current.pos_ == "VERB"  # "killing 19 and forcing thousands to flee"
        if current.dep_ == "acl" and current.tag_ == "VBG":
            return None  # "a ferry carrying 120 people sank, and 31 drowned"
        joined = current.dep_ == "conj"  # "14 marchers and two officers"
        if current.head is current or current.dep_ in {"ccomp", "relcl"} or beside:
            return None
        current = current.head
    return None


def deed_of(verb: Token) -> str | None:
    """What a verb says of those it is of, in the name of a count."""
    origins = (noun for child in _near(verb) if child.lower_ == "from" for noun in child.rights)
    if any(noun.lemma_.lower() in _HOMES for noun in origins):
        return "displaced"  # "forcing thousands from their homes"
    if verb.lemma_.lower() == "force":  # "forced to evacuate"
        made = (child for child in verb.rights if child.dep_ in {"xcomp", "ccomp"} and child.i - verb.i <= _NEAR)
        return next((deed for child in made if (deed := deed_of(child)) is not None), None)
    if verb.lemma_.lower() == "leave" and any(noun.lemma_.lower() in _HOMES for noun in objects(verb)):
        return "displaced"
    lemma = "missing" if verb.lower_ == "missing" else verb.lemma_.lower()  # "are missing" is no "miss"
    if lemma == "take" and any(child.lower_ == "part" for child in _near(verb)):
        lemma = "participate"
    return _VERBS.get(lemma)


def _near(token: Token) -> Iterator[Token]:
    """The children of a word that stand near it."""
    around = token.doc[max(token.i - _NEAR, 0) : token.i + _NEAR + 1]
    return (other for other in around if other.head.i == token.i and other.i != token.i)
