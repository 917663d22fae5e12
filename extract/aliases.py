"""When two names in one document are of the same person, organization, place or event."""

from __future__ import annotations

import re

from .gazetteer import fold
from .nametypes import cues
from .state import Node

_SPELLED_OUT = {
    "un": ("united", "nations"),
    "us": ("united", "states"),
    "uk": ("united", "kingdom"),
    "eu": ("european", "union"),
}
_MINOR = frozenset({"of", "the", "for", "and", "in", "on", "de", "&", "to", "'s"})


def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, without possessives.

    >>> words_of("the People’s Assembly")
    ('peoples', 'assembly')
    """
    words = re.findall(r"\w+", re.sub(r"'s?\b", lambda m: m.group()[1:], fold(name)))
    return tuple(part for word in words for part in _SPELLED_OUT.get(word, (word,)))


def without_title(name: str) -> str:
    """A person's name without honorifics and suffixes.

    >>> without_title("Prime Minister Jane Roe"), without_title("Mr Doe Jr.")
    ('Jane Roe', 'Doe')
    """
    words = name.split()
    while len(words) > 1 and words[0].casefold() in cues().honorifics:
        words = words[1:]
    while len(words) > 1 and words[-1].casefold() in cues().suffixes and not words[-1].isupper():
        words = words[:-1]
    return " ".join(words).strip(",")


def same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the shorter name can be of the person with the longer one.

    >>> same_person(("doe",), ("jane", "doe")), same_person(("j", "doe"), ("jane", "ann", "doe"))
    (True, True)
    >>> same_person(("john", "doe"), ("jane", "doe"))
    False
    """
    if not short or len(short) > len(full):
        return False
    if len(short) == 1:
        return len(full) > 1 and short[0] in {full[0], full[-1]}
    if short[-1] != full[-1]:
        return short == full[: len(short)] and len(full) - len(short) < 3
    rest = iter(full[:-1])
    return all(any(_initial(part, other) for other in rest) for part in short[:-1])


def _initial(part: str, other: str) -> bool:
    return part == other or (len(part) == 1 and other.startswith(part)) or (len(other) == 1 and part.startswith(other))


def is_acronym(short: str, full: str) -> bool:
    """Whether the capitals of one name are the initials of the other.

    >>> is_acronym("ILO", "International Labour Organization"), is_acronym("MoD", "Ministry of Defence")
    (True, True)
    """
    letters = capitals_of(short)
    return bool(letters) and letters in initials_of(full)


def capitals_of(short: str) -> str:
    """The letters of a name that can be an acronym, in lower case; nothing for any other name."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not 2 <= len(letters) <= 8 or sum(c.isupper() for c in letters) < 2 or " " in short.strip():
        return ""
    return letters.casefold()


def initials_of(full: str) -> set[str]:
    """What a name of several words may be abbreviated to: its initials, with and without its minor words.

    >>> sorted(initials_of("Ministry of Defence"))
    ['md', 'mod']
    """
    parts = re.findall(r"[\w’']+", full.replace("-", " "))
    if len(parts) < 2:
        return set()
    major = (part[0] for part in parts if part.casefold() not in _MINOR)
    return {"".join(initials).casefold() for initials in (major, (part[0] for part in parts))}


def same_organization(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the shorter name leaves out a beginning or an end of the longer one.

    >>> same_organization(("red", "stars"), ("oslo", "red", "stars"))
    True
    """
    if not short or len(short) >= len(full):
        return False
    if len(short) == 1 and len(short[0]) < 4:
        return False
    if short == full[-len(short) :]:
        return True
    # "Acme" of "Acme Group", but no "Ministry of Justice" of a longer ministry.
    return (
        short == full[: len(short)]
        and (len(full) - len(short) == 1 or full[len(short)] == "of")
        and full[-1] in (cues().organizations | {"of"} | set(full))
    )


def same_event(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one name of an event is a part of the other, with the same last word or the same year."""
    return 0 < len(short) < len(full) and set(short) <= set(full) and (short[-1] == full[-1] or len(short) > 1)


def add_alias(node: Node, text: str) -> None:
    """Note another name of a node, its white space folded, unless it has it."""
    text = " ".join(text.split())
    if text and text != node.name and text not in node.aliases:
        node.aliases.append(text)
