"""Capitals for texts that have none to go by: telexes and old wire copy in capitals, notes all in lower case.

The parser and the search for names both lean on capitals. Where a whole text is written in one case, names are
looked for without regard to it, the gazetteer and the calendar are asked, and the words found get their capitals back
(Lita et al., "tRuEcasIng", ACL 2003, with a recognizer of names in place of the language model). Every letter stays in
its place, so that offsets hold; quotations still come from the text as it was.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

import numpy
from spacy.language import Language

from .encoder import LABELS, encoder
from .gazetteer import gazetteer
from .wordlists import toml_of

FEWEST_LETTERS = 40
"""Shorter texts are left as they are: a line in capitals may be a heading."""
ONE_CASE = 0.97
"""The share of letters in capitals from which on a text is taken to be written in capitals."""
LIKELY, KNOWN = 0.4, 0.12
"""The probability of being in a name from which on a word is one; and the same for words that name a place."""
LONGEST_PLACE = 3
NAMES = frozenset({"Person", "Organization", "Place", "Event", "Nationality"})
LONGEST_ACRONYM = 7
OPENING, CLOSING, VOWELS = frozenset("(["), frozenset(")]"), frozenset("aeiouy")
STOPS = frozenset({".", "!", "?", "--"})
_INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.)+(?![^\W\d_])")


def is_caseless(text: str) -> bool:
    """Whether a text is written in one case throughout.

    >>> is_caseless("THE GOVERNOR OF THE PROVINCE WAS SHOT AT HIS HOME LAST NIGHT, POLICE SAID.")
    True
    >>> is_caseless("The governor of the province was shot at his home last night, police said.")
    False
    """
    letters = [character for character in text if character.isalpha() and character.lower() != character.upper()]
    upper = sum(map(str.isupper, letters))
    return len(letters) >= FEWEST_LETTERS and (not upper or upper > ONE_CASE * len(letters))


def restored(nlp: Language, text: str) -> str:
    """A text with the capitals that its names and sentences ask for, letter by letter in the same places."""
    lowered = "".join(_alike(character, character.lower()) for character in text)
    lowered = _INITIALS.sub(lambda found: "".join(_alike(c, c.upper()) for c in found[0]), lowered)
    doc = nlp.make_doc(lowered)
    tokens = [token for token in doc if not token.is_space]
    words = [token.text for token in tokens]
    starts = _starts(lowered, [(token.idx, token.text) for token in tokens])
    cased = _with_names(words, starts)
    out, end = [], 0
    for token, word in zip(tokens, cased, strict=True):
        out += [lowered[end : token.idx], word]
        end = token.idx + len(token.text)
    return "".join([*out, lowered[end:]])


def _with_names(words: list[str], starts: list[int]) -> list[str]:
    chance = _name_chance(words, starts, shapes=False)
    places = _places(words)
    first = [chance[i] >= (KNOWN if i in places else LIKELY) for i in range(len(words))]
    cased = [capitalized(word) if name else word for word, name in zip(words, first, strict=True)]
    for start in starts:
        cased[start] = capitalized(cased[start])
    again = _name_chance(cased, starts, shapes=True)
    kept = _lists()["small"]
    for i, word in enumerate(words):
        if (again[i] >= LIKELY or first[i]) and word not in kept:
            cased[i] = capitalized(word)
        elif i not in starts:
            cased[i] = word
    return _special(words, cased)


def _name_chance(words: Sequence[str], starts: Sequence[int], shapes: bool) -> list[float]:
    scores = encoder().probabilities(words, starts, shapes=shapes)
    naming = numpy.array([label[2:] in NAMES for label in LABELS], numpy.float32)
    return [float(score) for score in scores @ naming]


def _places(words: Sequence[str]) -> set[int]:
    """The words that may be parts of the name of a place, or the adjective of one."""
    places, found = gazetteer(), set[int]()
    common = _lists()["small"]
    for i in range(len(words)):
        for length in range(1, LONGEST_PLACE + 1):
            part = words[i : i + length]
            if len(part) < length or not all(map(str.isalpha, part)) or part[0] in common or part[-1] in common:
                continue
            name = " ".join(map(capitalized, part))
            if places.demonym(name) or places.knows(name):
                found.update(range(i, i + length))
    return found


def _special(words: Sequence[str], cased: list[str]) -> list[str]:
    """Months, weekdays, acronyms; initials stay as they are."""
    lists = _lists()
    acronyms = set(_acronyms(words, cased)) | lists["acronyms"]
    for i, word in enumerate(words):
        beside = {*words[max(i - 1, 0) : i], *words[i + 1 : i + 2]}
        if word in acronyms:
            cased[i] = word.upper()
        elif word[-1] == ".":
            cased[i] = word
        elif word in lists["calendar"] or (word in lists["doubtful"] and any(map(str.isdigit, "".join(beside)))):
            cased[i] = capitalized(word)
    return cased


def _acronyms(words: Sequence[str], cased: Sequence[str]) -> Iterator[str]:
    """Words that stand in brackets, or before them, for what is spelled out; and names that nobody can pronounce."""
    for i, word in enumerate(words):
        if not word.isalpha() or not 2 <= len(word) <= LONGEST_ACRONYM or word in _lists()["abbreviations"]:
            continue
        before, after = words[i - 1] if i else "", words[i + 1] if i + 1 < len(words) else ""
        if before in OPENING and after in CLOSING and (_spells(word, words[max(i - 10, 0) : i]) or _is_odd(word)):
            yield word
        elif after in OPENING and _spells(word, words[i + 2 : i + 10]):
            yield word
        elif cased[i][0].isupper() and not set(word) & VOWELS:
            yield word


def _spells(acronym: str, words: Sequence[str]) -> bool:
    """Whether the letters of an acronym are initials of words, in their order."""
    initials = iter([word[0] for word in words])
    return all(letter in initials for letter in acronym)


def _is_odd(word: str) -> bool:
    """Whether a word is not among the common ones that the encoder knows as a whole."""
    return encoder().pieces(word) > 1


def _starts(text: str, tokens: Sequence[tuple[int, str]]) -> list[int]:
    """Which words begin a sentence: after a stop, or after an empty line."""
    out = []
    for number, (offset, _) in enumerate(tokens):
        before = tokens[number - 1] if number else (0, "")
        gap = text[before[0] + len(before[1]) : offset]
        if not number or before[1] in STOPS or gap.count("\n") > 1:
            out.append(number)
    return out


def capitalized(word: str) -> str:
    """A word with capitals where names have them: at its start, after a hyphen or an apostrophe of one letter.

    >>> capitalized("acan-efe"), capitalized("o'neill"), capitalized("workers'")
    ('Acan-Efe', "O'Neill", "Workers'")
    """
    return re.sub(r"(?:^|-|(?<=^.)['’])[^\W\d_]", lambda m: m[0][:-1] + _alike(m[0][-1], m[0][-1].upper()), word)


def _alike(character: str, other: str) -> str:
    return other if len(other) == 1 else character


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    table = toml_of("casing.toml")
    return {name: frozenset(words) for name, words in table.items()}
