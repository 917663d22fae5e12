"""Whether two words tell of one kind of happening: "blast" and "explosion", "convicted" and "conviction".

The table ``eventwords.txt`` is made of WordNet 3.0 by ``extract/training/eventwords.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

Kinship = Literal["same", "family", "synonym", "broader", ""]
"""How two words are related: one word, one root, one sense, a sense that the other's is a kind of; or not at all."""
_ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("es", "e"), ("es", ""), ("s", ""),
    ("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""),
)  # fmt: skip
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1(?:ed|ing)$")
_SHORTEST = 3


class Table(NamedTuple):
    """Words with their roots and senses, senses with the broader ones, and irregular forms with their words."""

    roots: dict[str, frozenset[str]]
    senses: dict[str, frozenset[str]]
    broader: dict[str, frozenset[str]]
    irregular: dict[str, str]


@cache
def table() -> Table:
    """The table, read once."""
    roots: dict[str, frozenset[str]] = {}
    senses: dict[str, frozenset[str]] = {}
    broader: dict[str, frozenset[str]] = {}
    irregular: dict[str, str] = {}
    for line in files(__package__).joinpath("eventwords.txt").read_text("utf8").splitlines():
        if line.startswith("#"):
            continue
        if ">" in line:
            sense, above = line.split(">")
            broader[sense] = broader.get(sense, frozenset()) | {above}
        elif "~" in line:
            form, word = line.split("~")
            irregular[form] = word
        else:
            word, made_of, meanings = line.split("|")
            roots[word], senses[word] = frozenset(made_of.split()), frozenset(meanings.split())
    return Table(roots, senses, broader, irregular)


@lru_cache(maxsize=1 << 16)
def lemmas(form: str) -> frozenset[str]:
    """The words of the table that a form may be of; the form itself where it is of none.

    >>> sorted(lemmas("Shot")), sorted(lemmas("bombings")), sorted(lemmas("planned")), sorted(lemmas("Ghent"))
    (['shoot', 'shot'], ['bombing'], ['plan'], ['ghent'])
    """
    form = form.lower()
    words = table()
    found = {form} if form in words.senses else set()
    if form in words.irregular:
        found.add(words.irregular[form])
    if not found or form.endswith("s"):
        found |= {base for base in _bases(form) if base in words.senses}
    return frozenset(found or {form})


def _bases(form: str) -> Iterable[str]:
    if _DOUBLED.search(form):
        yield re.sub(r"(.)\1(?:ed|ing)$", r"\1", form)
    for ending, base in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) + len(base) >= _SHORTEST:
            yield form[: len(form) - len(ending)] + base


@lru_cache(maxsize=1 << 16)
def kinship(left: frozenset[str], right: frozenset[str]) -> Kinship:
    """The closest kinship between the words of two sets (forms as :func:`lemmas` gives them).

    >>> kinship(lemmas("explosion"), lemmas("exploded")), kinship(lemmas("slain"), lemmas("killing"))
    ('family', 'broader')
    >>> kinship(lemmas("strike"), lemmas("marched"))
    ''
    """
    if left & right:
        return "same"
    words = table()
    mine, theirs = (_joined(side, words.roots) | side for side in (left, right))
    if mine & theirs:
        return "family"
    a, b = _joined(left, words.senses), _joined(right, words.senses)
    if a & b:
        return "synonym"
    return "broader" if (_joined(a, words.broader) & b) or (_joined(b, words.broader) & a) else ""


def _joined(keys: frozenset[str], values: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(value for key in keys for value in values.get(key, ()))
