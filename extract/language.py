"""Which language a text is in, asked only to leave out what is not English.

A short text, or one that is a list of names, tells too little: it is taken for English.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from .wordlists import toml_of

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000
_FEWEST_WORDS = 12
_FEWEST_LETTERS = 60
_ENGLISH_SHARE = 0.12
_SURE = 0.95


def foreign_language(text: str) -> str | None:
    """The English name of a text's language, or None if it is English or cannot be told.

    >>> foreign_language("Les ouvriers du chantier ont cessé le travail ce matin et demandent une hausse des salaires.")
    'French'
    >>> foreign_language("Workers at the shipyard put down their tools this morning and asked for higher wages.")
    >>> foreign_language("Gdańsk, Gdynia, Sopot")
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    latin = sum(character.isascii() for word in words for character in word)
    other_script = letters > 30 and latin < letters / 2
    if not other_script and (len(words) < _FEWEST_WORDS or letters < _FEWEST_LETTERS):
        return None
    function_words = _table()["function_words"]
    if sum(word in function_words for word in words) > _ENGLISH_SHARE * len(words):
        return None
    code, confidence = _identifier().classify(sample)
    if code == "en" or not (other_script or confidence > _SURE):
        return None
    return str(_table()["names"].get(code, f"the language {code!r}"))


@functools.cache
def _table() -> dict[str, Any]:
    table = toml_of("language.toml")
    return table | {"function_words": frozenset(table["function_words"])}


@functools.cache
def _identifier() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
