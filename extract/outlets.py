"""Where an outlet is at home, as far as its name and its address tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from ..model import Source
from .atlas import CITY, COUNTRY, DISTRICT, DIVISION, fold
from .gazetteer import Gazetteer, Place
from .wordlists import toml_of

SHORTEST = 5
"""Letters that a place must have to be picked out of the unbroken name of a site."""
ENGLISH = frozenset(toml_of("outlets.toml")["english"])
"""Where most outlets in English that have no country in their address are at home."""
_GENERIC = frozenset(toml_of("outlets.toml")["generic_domains"])
_WORDS = tuple(sorted(toml_of("outlets.toml")["words"], key=lambda word: (-len(word), word)))


class Home(NamedTuple):
    """Where an outlet may be at home: the country of its address, and what the places in its name can mean."""

    country: str | None = None
    names: Mapping[str, list[Place]] = MappingProxyType({})


def home_of(source: Source, places: Gazetteer) -> Home:
    """What an outlet's name and address say of its home.

    >>> from .gazetteer import gazetteer
    >>> home = home_of(Source.of("a", "", publisher="The Lima Gazette", url="https://news.example.pe"), gazetteer())
    >>> home.country, list(home.names)
    ('PE', ['lima'])
    """
    country = None
    for host in filter(None, (_host(source.url), _host(source.publisher))):
        code = host.rsplit(".", 1)[-1].upper().replace("UK", "GB")
        if code.lower() not in _GENERIC and code in places.country_names:
            country = code
    names = {}
    for texts in _names(source):
        for text in texts:
            found = [p for p in places.candidates(text) if p.kind in (CITY, DISTRICT, DIVISION, COUNTRY) and p.usual]
            if found:
                names[fold(text)] = found
                break
    return Home(country, names)


def _host(text: str | None) -> str:
    text = text or ""
    host = urlsplit(text).hostname or "" if "//" in text else text
    return host.lower() if "." in host and " " not in host else ""


def _names(source: Source) -> Iterator[list[str]]:
    """What may be a place in the name of a publisher or its site, the likelier first: "quito" of quitopost.example."""
    publisher = source.publisher or ""
    if publisher and not _host(publisher):
        words = [w for w in re.findall(r"[^\W\d_]+", publisher) if w.lower() not in _WORDS and w.lower() != "the"]
        yield [" ".join(words), *(word for word in words if len(word) > 3)]
        return
    for host in dict.fromkeys(filter(None, (_host(publisher), _host(source.url)))):
        for label in host.split(".")[:-1]:
            yield _stripped(label)


def _stripped(label: str) -> list[str]:
    """A label without the words for newspapers, then its longest beginnings and ends."""
    words = [part for part in label.split("-") if part not in _WORDS]
    if len(words) > 1 or "-" in label:
        return [" ".join(words), *(word for word in words if len(word) > 3)]
    whole = label.removeprefix("the").removeprefix("my")
    bare = [whole.removesuffix(w).removeprefix(w) for w in _WORDS if (whole.endswith(w) or whole.startswith(w))]
    lengths = range(len(whole), SHORTEST - 1, -1)
    ends = [part for n in lengths for part in dict.fromkeys((whole[:n], whole[-n:]))]
    return [text for text in [*bare, *ends] if len(text) >= SHORTEST and text not in _WORDS]
