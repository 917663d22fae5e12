"""How alike two names are, layer by layer: as written, by form words, by acronym, and across scripts and spellings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from .names_parse import GIVEN, PersonName, fold, organization_name, person_name, romanized, skeleton

Level = Literal["equal", "form", "spelling", "part", "initial", "acronym", "near", "conflict", "none"]
"""From the surest to the least: written alike; but for form words; spelled or transliterated alike; one has more parts;
initials; an acronym; a slip of the pen or two; names of two; nothing in common."""


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two names are, in words and as a number."""

    level: Level
    why: str = ""
    score: float = 0.0


NONE = Match("none")


_MOST_PARTS = 8
_HOWS = {how: rank for rank, how in enumerate(("equal", "given", "spelling", "bones", "slip", "initial"))}
"""How two words are one, the surest first."""


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
    pairs = []
    for i, x in enumerate(a.parts[:_MOST_PARTS]):
        for j, y in enumerate(b.parts[:_MOST_PARTS]):
            if how := _tokens(x, y, latin):
                pairs.append((_HOWS[how], abs(i - j), i, j, how))
    pairs.sort()
    used: tuple[set[int], set[int]] = (set(), set())
    hows: list[tuple[str, int, int]] = []
    for _, _, i, j, how in pairs:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            hows.append((how, i, j))
    extra = [x for i, x in enumerate(a.parts) if i not in used[0]]
    further = [y for j, y in enumerate(b.parts) if j not in used[1]]
    if extra and further:
        family = any(i == len(a.parts) - 1 or j == len(b.parts) - 1 for how, i, j in hows if how != "initial")
        return Match("conflict", f'"{extra[0]}" and "{further[0]}"') if family else NONE
    shared = sum(how != "initial" for how, _, _ in hows)
    if not shared or (shared < 2 and not (len(a.parts) > 1 and len(b.parts) > 1)):
        return _lone(a, b, hows, left, right)
    return _weighed(a, b, hows, bool(extra or further), f'"{left}" and "{right}"')


def _lone(a: PersonName, b: PersonName, hows: list[tuple[str, int, int]], left: str, right: str) -> Match:
    """Names of one word: the same across scripts, or the family name of a longer one.

    Of two Latin words that differ in their vowels nothing says that they are one: Karimi and Karami are two families.
    """
    latin = a.latin and b.latin
    if (
        len(a.parts) == len(b.parts) == 1
        and hows
        and (hows[0][0] == "spelling" or (hows[0][0] == "bones" and not latin))
    ):
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
    if x in GIVEN and y in GIVEN:
        if GIVEN[x] == GIVEN[y]:
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
        return Match(
            "acronym", f"one of {both} is the initials of the other", 0.6 if min(len(left), len(right)) > 2 else 0.3
        )
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


@lru_cache(maxsize=1 << 16)
def same_spelling(left: str, right: str) -> bool:
    """Whether two names of places or events are one, written in different ways."""
    a, b = fold(left), fold(right)
    return a == b or (len(a) > 4 and [romanized(w) for w in a.split()] == [romanized(w) for w in b.split()])
