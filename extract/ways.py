"""Ways through the parse from one word to another, as strings of labels: up with "<", then down with ">"."""

from __future__ import annotations

from spacy.tokens import Token

FAR = "far"
_UP = 6
_DOWN = 4


def chain_of(token: Token) -> dict[int, str]:
    """The tokens above a token, and the labels on the way up to each."""
    out = {token.i: ""}
    current = token
    labels: list[str] = []
    for _ in range(_UP):
        if current.head.i == current.i:
            break
        labels.append(_label(current))
        current = current.head
        out[current.i] = "<".join(labels)
    return out


def _label(token: Token) -> str:
    return token.head.lower_ if token.dep_ == "pobj" else token.dep_


def way_to(chain: dict[int, str], target: Token) -> str:
    """The way through the parse from a number to a word: up, then down; "far" where it is long."""
    current = target
    labels: list[str] = []
    for _ in range(_DOWN):
        if current.i in chain:
            return chain[current.i] + (">" + ">".join(reversed(labels)) if labels else "")
        if current.head.i == current.i:
            break
        labels.append(_label(current))
        current = current.head
    return FAR


def verb_above(token: Token) -> str:
    """The lemma of the verb above a token."""
    for _ in range(_UP):
        if token.pos_ in {"VERB", "AUX"} or token.head.i == token.i:
            break
        token = token.head
    return token.lemma_.lower()
