"""When two names in one document are of the same person, organization, place or event."""

from __future__ import annotations

import re
from collections.abc import Container

from spacy.tokens import Span

from .gazetteer import Gazetteer, fold
from .namecues import cues
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
    return short == full[: len(short)] and (len(full) - len(short) == 1 or full[len(short)] == "of")


def same_event(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one name of an event is a part of the other, with the same last word or the same year."""
    return 0 < len(short) < len(full) and set(short) <= set(full) and (short[-1] == full[-1] or len(short) > 1)


def is_other_name(left: Span, right: Span, listed: bool = False) -> bool:
    """Whether the text puts the second name in parentheses or behind a slash, or says that the first is known as it.

    ``listed`` says that the first is itself another name in parentheses: "Northern Union (Union du Nord, UDN)".
    """
    doc = left.doc
    between = [t.lower_ for t in doc[left.end : right.start] if not t.is_space and t.text not in {"'s", "’s", '"', "“"}]
    after = doc[right.end].text if right.end < len(doc) else ""
    if between == ["("]:
        return after in {")", "/", ",", ";"}
    if between == [","]:
        return listed and after == ")"
    if between == ["/"]:
        return left.text.isupper()
    return " ".join(between).strip(", ") in cues().known_as


def of_country(name: str, places: Gazetteer) -> str | None:
    """A body of a country in one form, however it is named: "Government of Chile", "Chilean government", "Chile's ...".

    >>> from .gazetteer import gazetteer
    >>> {of_country(name, gazetteer()) for name in ("the Government of Chile", "Chilean government")}
    {'cl government'}
    """
    found = _body_and_country(name, cues().country_actors, places)
    return f"{found[1]} {found[0]}".casefold() if found else None


def state_body(name: str, places: Gazetteer) -> str:
    """A body of which each country has one, in one form; empty for anything else.

    >>> from .gazetteer import gazetteer
    >>> {state_body(name, gazetteer()) for name in ("the Indian navy", "Navy of India", "India's Navy")}
    {'navy of India'}
    >>> state_body("Indian police", gazetteer())
    ''
    """
    found = _body_and_country(name, cues().sole_actors, places)
    return f"{found[0]} of {places.country_names[found[1]]}" if found else ""


def _body_and_country(name: str, bodies: Container[str], places: Gazetteer) -> tuple[str, str] | None:
    """Which of some bodies a name is of, and the code of its country; the gazetteer is asked of these alone."""
    words = re.sub(r"^[Tt]he ", "", name).replace("’", "'").split()
    for cut in range(1, len(words)):
        front, rest = " ".join(words[:cut]), " ".join(words[cut:])
        behind = rest.startswith("of ")
        body = (front if behind else rest).casefold()
        if body not in bodies:
            continue
        country = rest.removeprefix("of ").removeprefix("the ") if behind else front.removesuffix("'s")
        place = places.country(country)
        code = (place.grounding.country if place else None) or places.demonym(country)
        if code:
            return body, code
    return None


def add_alias(node: Node, text: str) -> None:
    """Note another name of a node, its white space folded, unless it has it."""
    text = " ".join(text.split())
    if text and text != node.name and text not in node.aliases:
        node.aliases.append(text)
