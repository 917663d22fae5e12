"""What the name of a place can mean, as far as the gazetteer knows, before the rest of the document is asked."""

from __future__ import annotations

import functools

from .atlas import CITY, COUNTRY, DISTRICT, DIVISION
from .gazetteer import Gazetteer, Place
from .grounding import lies_in
from .namecues import cues
from .wordlists import toml_of


def meanings(text: str, places: Gazetteer) -> list[Place]:
    """All places that a name can mean.

    >>> from .gazetteer import gazetteer
    >>> [place.name for place in meanings("Gansu province", gazetteer())]
    ['Gansu Sheng']
    """
    text = text.removesuffix("'s").removesuffix("’s")
    if short := places.abbreviated(text):
        return [short, *(p for p in [places.country(text)] if p)]
    if (code := places.demonym(text)) and not places.country(text):
        country = places.country(places.country_names[code])
        return [country] if country else []
    found = unlike_their_seats(places.candidates(text))
    if found and text.isupper() and len(text) < 4:  # an acronym that looks like a town
        return [place for place in found if place.kind == COUNTRY]
    return found or _of_parts(text, places)


def _of_parts(text: str, places: Gazetteer) -> list[Place]:
    """What a name can mean without what only describes it: "Gansu Province", "Malmö-Sweden", "Western Siberia"."""
    if (bare := bare_place(text)) != text and (found := places.candidates(bare)):
        divisions = [place for place in found if place.kind in (DIVISION, DISTRICT)]
        return divisions or found if is_divided(text) else found
    left, _, right = text.rpartition("-")
    if left and right[:1].isupper():
        outer = areas(right, places)
        return [place for place in places.candidates(left) if any(lies_in(place, area) for area in outer)]
    words = text.split()
    if len(words) > 1 and words[0].casefold() in cues().directions:
        return [place for place in places.candidates(" ".join(words[1:])) if place.kind not in (CITY, DISTRICT)]
    return []


def areas(text: str, places: Gazetteer) -> list[Place]:
    """The countries, divisions and districts of a name: what other places can be said to lie in."""
    if country := places.country(text):
        return [country]
    return [place for place in meanings(text, places) if place.kind in (DIVISION, DISTRICT)]


def unlike_their_seats(found: list[Place]) -> list[Place]:
    """Without divisions named after a town in them: the bare name means the town, if they are not well known."""
    divisions = {p.division for p in found if p.kind == CITY}
    districts = {p.district for p in found if p.kind == CITY}

    def has_seat(place: Place) -> bool:
        if place.kind == DIVISION:
            return place.division in divisions
        return place.kind == DISTRICT and place.district in districts

    return [place for place in found if place.known or not has_seat(place)]


@functools.lru_cache(maxsize=1)
def facilities() -> frozenset[str]:
    """Words for what people build, and name after the town that it stands in."""
    return frozenset(toml_of("regions.toml")["facilities"])


def is_divided(name: str) -> bool:
    """Whether a name says that it is of a division: "Gansu Province"."""
    bare = bare_place(name)
    return bare != name and name.split()[-1].casefold() in cues().place_nouns


def bare_place(name: str) -> str:
    """A name without the word for what kind of place it is of, and without points of the compass.

    >>> bare_place("Gansu Province"), bare_place("city of Oruro"), bare_place("northern Chile")
    ('Gansu', 'Oruro', 'Chile')
    """
    words = name.split()
    lists = cues()
    if len(words) > 2 and words[1] == "of" and words[0].casefold() in lists.place_nouns:
        words = words[2:]
    while len(words) > 1 and words[-1].casefold() in lists.place_nouns:
        words = words[:-1]
    while len(words) > 1 and words[0].casefold() in lists.directions and words[0].islower():
        words = words[1:]
    return " ".join(words)
