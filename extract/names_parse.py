"""What names of people and organizations consist of, in Latin letters, whatever script they came in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from .wordlists import toml_of

_DATA = toml_of("namewords.toml")
_TITLES = frozenset(_DATA["titles"].split())
_DEGREES = frozenset(_DATA["degrees"].split())
_PARTICLES = frozenset(_DATA["particles"].split())
_GENERATIONS: dict[str, str] = _DATA["generations"]
_ROMANIZED = tuple((re.compile(pattern), to) for pattern, to in _DATA["romanized"].items())
GIVEN = {name: group.split()[0] for group in _DATA["given"]["groups"] for name in group.split()}
"""Given names that have several forms, each with the first of them."""
_LEGAL: dict[str, str] = _DATA["organizations"]["legal"]
_CLUBS = frozenset(_DATA["organizations"]["clubs"].split())
_SMALL = frozenset(_DATA["organizations"]["small"].split())
_REORDER = frozenset(_DATA["organizations"]["reorder"].split())
_GENERIC = frozenset(_DATA["organizations"]["generic"].split())
_VARIANTS: dict[str, str] = _DATA["organizations"]["variants"]
_LONGEST = 200


@lru_cache(maxsize=1 << 17)
def fold(name: str) -> str:
    """A name in lower-case Latin letters without marks, whatever its script.

    >>> fold("Владимир Путин"), fold("Łódź"), fold("O'Neill")
    ('vladimir putin', 'lodz', "o'neill")
    """
    name = unicodedata.normalize("NFKC", name[:_LONGEST]).replace("’", "'")
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    if not name.isascii():
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "", anyascii(name))
    return " ".join(re.findall(r"[\w&']+", name.casefold().replace("_", " ")))


def is_latin(name: str) -> bool:
    """Whether all letters of a name are Latin ones."""
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() for c in name)


@lru_cache(maxsize=1 << 16)
def romanized(token: str) -> str:
    """What the usual romanizations of one name have in common.

    >>> romanized("dezfoul") == romanized("dezful"), romanized("hansen") == romanized("hanson")
    (True, False)
    """
    for pattern, to in _ROMANIZED:
        token = pattern.sub(to, token)
    return token


@lru_cache(maxsize=1 << 16)
def skeleton(token: str) -> str:
    """The consonants of a name: all that some scripts write.

    >>> skeleton("muhammad") == skeleton("mhmd")
    True
    """
    token = romanized(re.sub("th", "t", token.replace("'", ""))).translate(str.maketrans("gcqpv", "kkkbf"))
    bones = token[:1].translate(str.maketrans("aeou", "aaaa")) + re.sub("[aeiouj]", "", token[1:])
    return re.sub(r"(.)\1+", r"\1", bones)


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name that compare. ``latin`` is False where some vowels may not be written."""

    parts: tuple[str, ...]
    generation: str = ""
    latin: bool = True

    @property
    def full(self) -> bool:
        """Whether it has a word each for a given and a family name."""
        return sum(len(part) > 1 for part in self.parts) > 1


@lru_cache(maxsize=1 << 16)
def person_name(name: str) -> PersonName:
    """The parts of a person's name.

    >>> person_name("Dr. Martin Luther King, Jr.")
    PersonName(parts=('martin', 'luther', 'king'), generation='jr', latin=True)
    >>> person_name("Smith, John A.").parts
    ('john', 'a', 'smith')
    """
    generation = ""
    family, comma, given = name.partition(",")
    if comma and given.strip() and not {*fold(given).split()} & {*_GENERATIONS, *_DEGREES}:
        name = f"{given} {family}"
    words = fold(re.sub(r"\b([A-Z])\.(?=[A-Z]\.)", r"\1. ", name)).replace("'", "").split()
    title = max((i for i, word in enumerate(words[:-2]) if word in _TITLES), default=-1)
    words = words[title + 1 :]  # with what is said of the title: "Russian government spokesperson Ann Lee"
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 1 and (words[-1] in _DEGREES or (words[-1] in _GENERATIONS and len(words) > 2)):
        generation = _GENERATIONS.get(words[-1], generation)
        words = words[:-1]
    strong = [w for i, w in enumerate(words) if w not in _PARTICLES or len(words) == 1 or (i == 0 and len(w) == 1)]
    return PersonName(tuple(strong or words), generation, is_latin(name))


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """The words of an organization's name that compare, its legal class, and the initials of its words."""

    words: tuple[str, ...]
    legal: str = ""
    initials: frozenset[str] = frozenset()
    acronym: str = ""
    latin: bool = True
    reorders: bool = False


@lru_cache(maxsize=1 << 16)
def organization_name(name: str) -> OrganizationName:
    """The parts of an organization's name.

    >>> organization_name("The Acme Trading Co., Ltd.").words, organization_name("Acme GmbH").legal
    (('acme', 'trading'), 'limited')
    """
    spelled = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", name.replace("&", " and "))
    words = [w.removesuffix("'s").replace("'", "") for w in fold(spelled).split()]
    acronym = "".join(words) if re.fullmatch(r"[^\W\d_a-z]{2,8}\.?", spelled.strip()) else ""
    legal = ""
    while len(words) > 1 and words[-1] in _LEGAL:
        legal = legal if legal and _LEGAL[words[-1]] == "company" else _LEGAL[words[-1]]
        words = words[:-1]
    bare = [w for w in words if w not in _CLUBS]
    words = bare or words
    strong = [_VARIANTS.get(w, w) for w in words if w not in _SMALL] or words
    initials = {"".join(w[0] for w in words if w), "".join(w[0] for w in strong if w)} if len(strong) > 1 else set()
    return OrganizationName(
        tuple(strong), legal, frozenset(initials), acronym, is_latin(name), bool({*strong} & _REORDER)
    )


def is_generic(name: str) -> bool:
    """Whether a name consists of words alone that name a kind of organization: one is in every country.

    >>> is_generic("Ministry of Justice"), is_generic("Ministry of Magic")
    (True, False)
    """
    return all(word in _GENERIC or word.isdigit() for word in organization_name(name).words)
