"""What a number without a noun counts: "a crowd of 20,000", "put the number of dead at 11", "six votes to three"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Span, Token

from .grammar import subjects
from .numberkinds import PUTTING, putting_verb
from .wordlists import toml_of

_DATA = toml_of("quantities.toml")
_PARENTS = frozenset(_DATA["words"]["parents"])
_AMOUNTS = frozenset(_DATA["words"]["amounts"])
_GAMES = frozenset(_DATA["words"]["games"])
_OLDEST = 110


def bare_counts(span: Span, value: float, name: Callable[[Token], str]) -> tuple[str | None, str]:
    """What a number without a noun counts, and the rule that says so; ``name`` names what a noun counts."""
    if is_score(span):
        return "score", "score"
    if _is_vote(span):
        return "votes", "vote"
    token = span[-1]
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "of" and head.head.pos_ == "NOUN":
        if head.head.ent_type_ or head.head.lemma_.lower() in _AMOUNTS:
            return _amount(head.head, name), "amount"
        if head.head.lemma_.lower() in _PARENTS:
            return None, ""  # "a father of four"
        return ("age", "age") if _singular(head.head) and _is_years(value) else (name(head.head), "of")
    if token.dep_ == "pobj" and head.lower_ == "at" and _is_years(value) and head.head.pos_ == "VERB":
        if head.head.lemma_.lower() not in PUTTING:
            return "age", "age"
    if token.dep_ in {"attr", "acomp"} and head.lemma_ == "be" and _is_years(value) and _person(head):
        return "age", "age"
    put = _put(token)
    if put is not None:
        return _amount(put, name), "amount"
    if token.dep_ in {"nsubj", "nsubjpass"} and head.pos_ in {"VERB", "AUX"}:
        return None, "subject"
    return None, ""


def _is_years(value: float) -> bool:
    return 2 < value <= _OLDEST and value == int(value)


def _singular(noun: Token) -> bool:
    """Whether a noun stands with "a": "a boy of twelve", not "a crowd of twelve"."""
    return noun.tag_ == "NN" and any(child.lower_ in {"a", "an"} for child in noun.children)


def _person(verb: Token) -> bool:
    return any(each.lower_ in {"he", "she", "i"} or each.ent_type_ == "PERSON" for each in subjects(verb))


def is_score(span: Span) -> bool:
    """Whether a number is half of the result of a game: "won 2-1", "a 2-1 win"."""
    doc, sentence = span.doc, span.sent
    pairs = ((span.end, span.end + 1), (span.start - 1, span.start - 2))
    paired = any(
        0 <= other < len(doc) and doc[dash].text in {"-", "–", "—"} and doc[other].like_num and not _is_year(doc[other])
        for dash, other in pairs
        if 0 <= dash < len(doc)
    )
    return paired and any(token.lemma_.lower() in _GAMES for token in sentence)


def _is_year(number: Token) -> bool:
    """Whether a number may end a dateline: "5 May 2021 - Two weeks before the vote"."""
    return number.text.isdigit() and len(number.text) == 4


def _is_vote(span: Span) -> bool:
    """Whether a number tells how many voted so: "76 for, 71 against"."""
    doc, at = span.doc, span.end
    sides = [token.lower_ for token in doc[at : at + 2]]
    closed = at + 1 >= len(doc) or not (doc[at + 1].is_alpha or doc[at + 1].like_num)
    return (closed and sides[:1] in (["for"], ["against"])) or sides in (["in", "favor"], ["in", "favour"])


def _put(token: Token) -> Token | None:
    """The noun whose amount a verb gives: "put the number of dead at 11", "the toll rose to 31"."""
    verb = putting_verb(token)
    if verb is None:
        return None
    around = [child for child in verb.children if child.dep_ in {"dobj", "nsubj", "nsubjpass"}]
    return next((noun for child in around for noun in _nouns(child) if noun.i != token.i), None)


def _nouns(top: Token) -> Iterator[Token]:
    """A noun of amount, or the first one below it, near by."""
    for token in (top, *top.children):
        if token.lemma_.lower() in _AMOUNTS:
            yield token


def _amount(noun: Token, name: Callable[[Token], str]) -> str:
    """What a noun of amount counts: in "the number of dead", the dead."""
    for child in noun.children:
        if child.lower_ == "of":
            for below in child.children:
                if below.dep_ == "pobj" and not below.like_num:
                    return name(below)
    return name(noun)
