"""Places that everybody knows: countries, first-level divisions, regions of the world and cities.

Countries, divisions and cities come from the table of :mod:`atlas` (GeoNames, CC BY 4.0); demonyms, further names of
countries, well-known divisions and regions of the world from ``countries.toml`` and ``regions.toml``.
Look-ups by kind (``country``, ``regions``, ``cities``) know what news readers know, so that they can tell whether a
name is a place at all; ``candidates`` knows every place of the table.
"""

from __future__ import annotations

import functools
import math
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from ..model import Grounding
from .atlas import CITY, COUNTRY, DISTRICT, DIVISION, SITE, Row, atlas, fold
from .wordlists import toml_of

__all__ = ["CITY_POPULATION", "Gazetteer", "Place", "fold", "gazetteer"]

CITY_POPULATION = 15000
"""Smaller cities than this are not looked up as cities, only as candidates."""
SIMILAR = 86.0
"""How alike two spellings must be, of 100, to be taken for one city of a country that the text names."""
REGION = -1
"""The kind of a region of the world, beside the kinds of :mod:`atlas`."""
Point = tuple[float, float]
_PRECISIONS = {
    REGION: "province",
    COUNTRY: "country",
    DIVISION: "province",
    DISTRICT: "province",
    CITY: "city",
    SITE: "exact",
}


class Place(NamedTuple):
    """An entry: its usual name, where it is, and how many people live there (0 where that is not known)."""

    name: str
    grounding: Grounding
    population: int
    usual: bool = True
    """Whether it was found under its usual name rather than under an alternate one."""
    division: int = -1
    """The row of the first-level division: that a city or district lies in, or a division's own; -1 if none."""
    kind: int = REGION
    district: int = -1
    """The row of the district, such as a county: that a city lies in, or a district's own; -1 if none."""
    capital: bool = False
    """Whether it is the capital of its country."""
    known: bool = False
    """Whether it is a division that news readers know by its bare name."""

    @property
    def point(self) -> Point | None:
        """Latitude and longitude, where both are known."""
        where = self.grounding
        return None if where.latitude is None or where.longitude is None else (where.latitude, where.longitude)


class Gazetteer:
    """Look-ups by name. Make it with :func:`gazetteer`, which keeps one for the whole process."""

    def __init__(self, population: int = CITY_POPULATION) -> None:
        words, regions = toml_of("countries.toml"), toml_of("regions.toml")
        self._population = population
        self._countries: dict[str, Place] = {}
        self.country_names: dict[str, str] = {}
        self._exact = {name for names in words["names"].values() for name in names if fold(name) in {"us", "uk"}}
        for row in atlas().countries():
            point = words["centers"].get(row.country, (None, None))
            place = Place(row.name, Grounding("country", row.country, row.geonames, *point), row.population)
            place = place._replace(kind=COUNTRY)
            self.country_names[row.country] = row.name
            for name in (row.name, *words["names"].get(row.country, ())):
                self._countries[fold(name)] = place
        self.demonyms = {
            form: code
            for code, names in words["demonyms"].items()
            for name in names
            for form in (fold(name), fold(name) + "s")
        }
        self._regions: dict[str, list[Place]] = {}
        for name, (latitude, longitude, geonames) in regions["continents"].items():
            self._regions[fold(name)] = [Place(name, Grounding("province", None, geonames, latitude, longitude), 0)]
        inside = {name: code for code, names in regions["within"].items() for name in names}
        for name, point in (regions["lands"] | regions["waters"]).items():
            place = Place(name, Grounding("province", inside.get(name), None, *point), 0)
            self._regions.setdefault(fold(name), []).append(place)
        self._areas: dict[str, Point] = {name: (point[0], point[1]) for name, point in regions["areas"].items()}
        self._divisions: dict[str, list[tuple[str, str]]] = {}
        for code, names in regions["divisions"].items():
            for name in names:
                self._divisions.setdefault(fold(name), []).append((name, code))
        for state in regions["abbreviations"]["US"]:
            self._divisions.setdefault(fold(state), []).insert(0, (state, "US"))
        self.abbreviations: dict[str, tuple[str, str]] = {
            short: (name, code)
            for code, shorts in regions["abbreviations"].items()
            for name, forms in shorts.items()
            for short in forms
        }

    def country(self, name: str) -> Place | None:
        """The country of this name. "us" and "uk" must be written in capitals."""
        key = fold(name)
        if key in {"us", "uk", "uae"} and not name.strip(" .").isupper() and name not in self._exact:
            return None
        return self._countries.get(key)

    @functools.cached_property
    def _known_regions(self) -> dict[str, list[Place]]:
        return {}

    def regions(self, name: str) -> list[Place]:
        """Divisions and regions of the world of this name."""
        key = fold(name)
        if key not in self._known_regions:
            wellknown = [self._division(key, written, code) for written, code in self._divisions.get(key, ())]
            self._known_regions[key] = [*wellknown, *self._regions.get(key, ())]
        return self._known_regions[key]

    def _division(self, key: str, name: str, code: str) -> Place:
        """A division that the lists name, with what the table says of it."""
        if name in self._areas:
            return Place(name, Grounding("province", code, None, *self._areas[name]), 1_000_000, kind=DIVISION)
        rows = [r for r in map(atlas().row, atlas().entries(key)) if r.country == code and r.kind != CITY]
        rows = rows or [r for r in atlas().sounding(name, code) if r.kind != CITY]
        return self.place(rows[0]) if rows else Place(name, Grounding("province", code), 0, kind=DIVISION)

    def demonym(self, name: str) -> str | None:
        """The country whose people or things this word is for.

        >>> gazetteer().demonym("Icelanders")
        'IS'
        """
        return self.demonyms.get(fold(name))

    def cities(self, name: str) -> list[Place]:
        """Cities of this name, the most populous first."""
        return [self.place(r) for r in atlas().named(name) if r.kind == CITY and r.population >= self._population]

    def knows(self, name: str) -> bool:
        """Whether a country, a region or a city has this name.

        >>> gazetteer().knows("Reykjavik"), gazetteer().knows("Xyzzyville")
        (True, False)
        """
        return bool(self.country(name) or self.regions(name) or self.cities(name))

    def candidates(self, name: str) -> list[Place]:
        """All places of this name: countries and regions, divisions, districts, cities; each kind by population."""
        country = self.country(name)
        rows = [row for row in atlas().named(name) if row.kind != COUNTRY]
        known = {place.grounding: place._replace(known=True) for place in self.regions(name) if place.kind != REGION}
        places = [known.pop(place.grounding, place) for place in map(self.place, rows)]
        elsewhere = [place for place in known.values() if place.point]
        return [*([country] if country else []), *self._regions.get(fold(name), ()), *elsewhere, *places]

    def abbreviated(self, name: str) -> Place | None:
        """The division that addresses and datelines shorten so: "Calif.", "NSW".

        >>> gazetteer().abbreviated("Calif.").name
        'California'
        """
        if (found := self.abbreviations.get(name.replace(".", ""))) is None:
            return None
        return self._division(fold(found[0]), *found)

    def spelled(self, name: str, country: str) -> list[Place]:
        """The places of a country whose name is this one in another spelling; divisions first, then by population."""
        return [self.place(row) for row in atlas().sounding(name, country) if row.kind != COUNTRY]

    def similar_city(self, name: str, country: str) -> Place | None:
        """The city of a country whose name is spelled almost like this one."""
        spelled = [place for place in self.spelled(name, country) if place.kind == CITY]
        if spelled:
            return spelled[0]
        key = fold(name)
        found = process.extractOne(key, self._keys_in(country), scorer=fuzz.ratio, score_cutoff=SIMILAR)
        if found is None or found[0][:1] != key[:1]:
            return None
        return next(city for city in self.cities(found[0]) if city.grounding.country == country)

    @functools.lru_cache(maxsize=300)  # noqa: B019 (a gazetteer lives as long as its process)
    def _keys_in(self, country: str) -> list[str]:
        return atlas().keys_of_cities(country, self._population)

    @functools.lru_cache(maxsize=1 << 14)  # noqa: B019
    def place(self, row: Row) -> Place:
        """A row of the table as a place; a district without a point of its own is where its division is."""
        latitude, longitude = row.latitude, row.longitude
        if latitude is None and row.division >= 0:
            outer = atlas().row(2 * row.division)
            latitude, longitude = outer.latitude, outer.longitude
        precision: Any = _PRECISIONS[row.kind]
        grounding = Grounding(precision, row.country, row.geonames, latitude, longitude)
        division = row.position if row.kind == DIVISION else row.division
        district = row.position if row.kind == DISTRICT else row.district
        return Place(row.name, grounding, row.population, row.usual, division, row.kind, district, row.capital)

    def located(self, place: Place) -> Grounding:
        """A place's grounding; a country's point is in the middle of its largest piece of land."""
        return place.grounding


def magnitude(population: int) -> float:
    """The order of magnitude of a number of people."""
    return math.log10(population + 1)


@functools.lru_cache(maxsize=2)
def gazetteer(population: int = CITY_POPULATION) -> Gazetteer:
    """The gazetteer of this process.

    >>> gazetteer().country("Peru").grounding.country
    'PE'
    """
    return Gazetteer(population)
