"""How alike two names are, layer by layer: as written, by form words, by acronym, and across scripts and spellings."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

from anyascii import anyascii
from rapidfuzz.distance import OSA

Level = Literal["equal", "form", "spelling", "part", "initial", "acronym", "near", "conflict", "none"]
"""From the surest to the least: written alike; but for form words; spelled or transliterated alike; one has more parts;
initials; an acronym; a slip of the pen or two; names of two; nothing in common."""

_DATA: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("namewords.toml").read_text("utf-8"))
_TITLES = frozenset(_DATA["titles"].split())
_DEGREES = frozenset(_DATA["degrees"].split())
_PARTICLES = frozenset(_DATA["particles"].split())
_GENERATIONS: dict[str, str] = _DATA["generations"]
_ROMANIZED = tuple((re.compile(pattern), to) for pattern, to in _DATA["romanized"].items())
_GIVEN = {name: group.split()[0] for group in _DATA["given"]["groups"] for name in group.split()}
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
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 1 and (words[-1] in _DEGREES or (words[-1] in _GENERATIONS and len(words) > 2)):
        generation = _GENERATIONS.get(words[-1], generation)
        words = words[:-1]
    strong = [w for i, w in enumerate(words) if w not in _PARTICLES or len(words) == 1 or (i == 0 and len(w) == 1)]
    return PersonName(tuple(strong or words), generation, is_latin(name))


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two names are, in words and as a number."""

    level: Level
    why: str = ""
    score: float = 0.0


NONE = Match("none")


def compare_persons(left: str, right: str) -> Match:
    """How alike two persons' names are.

    >>> compare_persons("Mohammed Mossadegh", "محمد مصدق").level
    'spelling'
    >>> compare_persons("John A. Smith", "John B. Smith").level
    'conflict'
    """
    a, b = person_name(left), person_name(right)
    if not a.parts or not b.parts:
        return NONE
    if a.generation and b.generation and a.generation != b.generation:
        return Match("conflict", f"{a.generation} and {b.generation}")
    if a.parts == b.parts or sorted(a.parts) == sorted(b.parts):
        if bool(a.generation) != bool(b.generation):
            return Match("part", f'the same name but for "{a.generation or b.generation}"', 0.7)
        return Match("equal", f'the same name, "{" ".join(a.parts)}"', 1.0)
    middles = a.parts[1:-1], b.parts[1:-1]
    shorter = min(map(len, middles))
    if all(len(part) == 1 for middle in middles for part in middle) and middles[0][:shorter] != middles[1][:shorter]:
        return Match("conflict", f'the middle initials of "{left}" and "{right}"')
    joined = "".join(a.parts), "".join(b.parts)
    if joined[0] == joined[1] and len(joined[0]) > 5:
        return Match("spelling", f'"{left}" and "{right}" differ in spaces alone', 0.95)
    return _aligned(a, b, left, right)


def _aligned(a: PersonName, b: PersonName, left: str, right: str) -> Match:
    """Pairs the words of two names, the surest first, and weighs what is left."""
    latin = a.latin and b.latin
    order = ("equal", "given", "spelling", "bones", "slip", "initial")
    pairs = sorted(
        (order.index(how), abs(i - j), i, j, how)
        for i, x in enumerate(a.parts[:8])
        for j, y in enumerate(b.parts[:8])
        if (how := _tokens(x, y, latin))
    )
    used: tuple[set[int], set[int]] = (set(), set())
    hows: list[tuple[str, int, int]] = []
    for _, _, i, j, how in pairs:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            hows.append((how, i, j))
    extra = (
        [x for i, x in enumerate(a.parts) if i not in used[0]],
        [y for j, y in enumerate(b.parts) if j not in used[1]],
    )
    if extra[0] and extra[1]:
        family = any(i == len(a.parts) - 1 or j == len(b.parts) - 1 for how, i, j in hows if how != "initial")
        return Match("conflict", f'"{extra[0][0]}" and "{extra[1][0]}"') if family else NONE
    shared = sum(how != "initial" for how, _, _ in hows)
    if not shared or (shared < 2 and not (len(a.parts) > 1 and len(b.parts) > 1)):
        return _lone(a, b, hows, left, right)
    return _weighed(a, b, hows, bool(extra[0] or extra[1]), f'"{left}" and "{right}"')


def _lone(a: PersonName, b: PersonName, hows: list[tuple[str, int, int]], left: str, right: str) -> Match:
    """Names of one word: the same across scripts, or the family name of a longer one."""
    if len(a.parts) == len(b.parts) == 1 and hows and hows[0][0] in ("spelling", "bones"):
        sure = hows[0][0] == "spelling" and len(a.parts[0]) > 5
        return Match("spelling" if sure else "near", f'"{left}" and "{right}" are spellings of one name', 0.8)
    if len(a.parts) != len(b.parts) and hows and hows[0][0] == "equal":
        return Match("near", f'"{left}" and "{right}" have one word in common', 0.3)
    return NONE


def _weighed(a: PersonName, b: PersonName, hows: list[tuple[str, int, int]], more: bool, both: str) -> Match:
    kinds = {how for how, _, _ in hows}
    length = sum(min(len(skeleton(a.parts[i])), len(skeleton(b.parts[j]))) for how, i, j in hows if how != "initial")
    bones = sum(how == "bones" for how, _, _ in hows)
    ends = any(i == len(a.parts) - 1 and j == len(b.parts) - 1 for _, i, j in hows) or not (a.latin and b.latin)
    starts = any(i == 0 and j == 0 for _, i, j in hows) or not (a.latin and b.latin)
    if "slip" in kinds or bones > 2:
        family = all(i == len(a.parts) - 1 and j == len(b.parts) - 1 for how, i, j in hows if how == "slip")
        steady = kinds <= {"slip", "equal"} and family and not more and len(hows) > 1
        if steady and all(_is_slip(a.parts[i], b.parts[j]) for how, i, j in hows if how == "slip"):
            return Match("spelling", f"{both} differ in one slip of the pen", 0.75)
        return Match("near", f"{both} differ in few letters", 0.5)
    if "bones" in kinds and (a.latin and b.latin) and (bones < 2 or length < 7):
        return Match("near", f"{both} have the same consonants, and other vowels", 0.5)
    if "bones" in kinds and length < 6:
        return Match("near", f"{both} have the same few consonants", 0.5)
    if "initial" in kinds:
        middle = all(0 < i < len(a.parts) - 1 and 0 < j < len(b.parts) - 1 for how, i, j in hows if how == "initial")
        if middle and not more and not bones:
            return Match("spelling", f"{both} agree in all they write out", 0.85)
        return Match("initial", f"an initial stands for a name in {both}", 0.5)
    if more:
        initials = [p for p in (*a.parts[1:-1], *b.parts[1:-1]) if len(p) == 1]
        level: Level = "part" if starts and ends else "near"
        return Match(level, f"{both} differ in a further name", 0.8 if initials else 0.75)
    if bool(a.generation) != bool(b.generation):
        return Match("part", f"{both} differ in a generation", 0.6)
    if kinds <= {"equal", "given"}:
        return Match("initial", f"{both} have forms of one given name", 0.6)
    return Match("spelling", f"{both} are spellings of one name", 0.9)


@lru_cache(maxsize=1 << 18)
def _tokens(x: str, y: str, latin: bool) -> str:
    """How two words of persons' names are one, or nothing."""
    if x == y:
        return "equal"
    if len(x) == 1 or len(y) == 1:
        return "initial" if x[0] == y[0] else ""
    if romanized(x) == romanized(y):
        return "spelling"
    if x in _GIVEN and y in _GIVEN:
        if _GIVEN[x] == _GIVEN[y]:
            return "spelling" if skeleton(x) == skeleton(y) else "given"
        return ""
    if not latin and skeleton(x) == skeleton(y):
        return "bones"
    if latin and "a" in (x[-1], y[-1]) and x.rstrip("aoe") == y.rstrip("aoe"):
        return ""  # Mario and Maria, Alexander and Alexandra
    if latin and skeleton(x) == skeleton(y) and len(skeleton(x)) > 2 and (x[0] == y[0] or x[0] not in "aeiou"):
        return "bones"
    least = min(len(x), len(y))
    return "slip" if least > 4 and OSA.distance(x, y, score_cutoff=1) <= 1 and x[0] == y[0] else ""


def _is_slip(x: str, y: str) -> bool:
    """Whether two long words differ as a slip does, in a letter lost or two swapped, and not as two names do."""
    swapped = len(x) == len(y) and sorted(x) == sorted(y)
    return min(len(x), len(y)) > 5 and x[-2:] == y[-2:] and x[:2] == y[:2] and (swapped or len(x) != len(y))


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


def compare_organizations(left: str, right: str) -> Match:
    """How alike two organizations' names are.

    >>> compare_organizations("World Food Programme", "WFP").level
    'acronym'
    >>> compare_organizations("Acme Holdings Ltd", "ACME Holdings").level
    'form'
    """
    a, b = organization_name(left), organization_name(right)
    both = f'"{left}" and "{right}"'
    if a.legal and b.legal and a.legal != b.legal and "company" not in (a.legal, b.legal) and a.words == b.words:
        return Match("near", f"{both} differ in legal form", 0.4)
    if a.words == b.words:
        if fold(left) == fold(right):
            return Match("equal", f'the same name, "{" ".join(a.words)}"', 1.0)
        return Match("form", f"{both} differ in form words alone", 0.95)
    if (a.acronym and a.acronym in b.initials) or (b.acronym and b.acronym in a.initials):
        return Match("acronym", f"one of {both} is the initials of the other", 0.6)
    if sorted(a.words) == sorted(b.words):
        return Match("form" if a.reorders else "near", f"{both} have the same words in another order", 0.7)
    if [romanized(w) for w in a.words] == [romanized(w) for w in b.words] and len("".join(a.words)) > 6:
        return Match("spelling", f"{both} are spellings of one name", 0.9)
    bones = ["".join(skeleton(w) for w in x.words) for x in (a, b)]
    if not (a.latin and b.latin) and bones[0] == bones[1] and len(bones[0]) > 2:
        return Match("spelling" if len(bones[0]) > 4 else "near", f"{both} are spellings of one name", 0.8)
    if len(a.words) == len(b.words) and sum(x != y for x, y in zip(a.words, b.words, strict=True)) == 1:
        x, y = next((x, y) for x, y in zip(a.words, b.words, strict=True) if x != y)
        if min(len(x), len(y)) > 6 and x[0] == y[0] and OSA.distance(x, y, score_cutoff=1) <= 1:
            return Match("near", f"{both} differ in one letter", 0.5)
    return NONE


@cache
def same_spelling(left: str, right: str) -> bool:
    """Whether two names of places or events are one, written in different ways."""
    a, b = fold(left), fold(right)
    return a == b or (len(a) > 4 and [romanized(w) for w in a.split()] == [romanized(w) for w in b.split()])
