"""The table of the world's places (``places.npz``) and its index of names.

295,000 countries, divisions, counties and cities of GeoNames (CC BY 4.0) and airports of airportsdata (MIT), as columns
of numbers: it takes a fifth of a second to load, and look-ups are binary searches. ``training/atlas.py`` makes it.
"""

from __future__ import annotations

import functools
import importlib.resources
import math
import unicodedata
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy

from .spelling import sound, sound_hash

COUNTRY, DIVISION, DISTRICT, CITY, SITE = range(5)
"""Kinds of place: a division is a state or province, a district what it is divided into, such as a county;
sites are airports."""
PARTS = 10_000
"""Degrees are stored in so many parts."""
NOWHERE = 1000.0
"""The latitude and longitude of places whose point the table does not know."""

_LETTERS = str.maketrans({"’": "'", "‘": None, "ʻ": None, "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ı": "i"})
"""What Unicode does not decompose."""
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@functools.lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """A name without case, diacritics, leading article, hyphens and dots; "St.", "Mt." and "Ft." before a name in full.

    >>> fold("the Côte-d’Or"), fold("U.S."), fold("St. Gallen"), fold("Газпром")
    ("cote d'or", 'us', 'saint gallen', 'газпром')
    """
    if not name.isascii():
        whole = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        plain = whole.encode("ascii", "ignore").decode()
        # Of other letters nothing would be left, and all their names would be one.
        name = plain if any(map(str.isalnum, plain)) else "".join(c for c in whole if not unicodedata.combining(c))
    key = " ".join(name.lower().replace("-", " ").replace(".", "").replace(",", "").split())
    key = key.removeprefix("the ")
    first, _, rest = key.partition(" ")
    return f"{_SHORT[first]} {rest}" if rest and first in _SHORT else key


class Row(NamedTuple):
    """One place of the table; ``division`` and ``district`` are positions of other rows, -1 for none."""

    position: int
    name: str
    kind: int
    country: str
    geonames: int | None
    population: int
    latitude: float | None
    longitude: float | None
    division: int
    district: int
    capital: bool
    usual: bool
    """Whether it was found under its usual name rather than under another one."""


class Atlas:
    """Look-ups in the table. Make it with :func:`atlas`, which keeps one for the whole process."""

    def __init__(self) -> None:
        file = importlib.resources.files(__package__) / "places.npz"
        with file.open("rb") as opened, numpy.load(opened) as stored:
            table: dict[str, Any] = {name: stored[name] for name in stored.files}
        self._table = table
        for ends, lengths in (
            ("name_ends", "name_lengths"),
            ("key_ends", "key_lengths"),
            ("entry_ends", "entry_counts"),
        ):
            table[ends] = numpy.cumsum(table.pop(lengths), dtype="u4")
        self._keys: bytes = table["keys"].tobytes()
        self._key_ends = memoryview(table["key_ends"])
        self._entries = memoryview(table["entries"])
        self._entry_ends = memoryview(table["entry_ends"])
        self._countries: list[str] = table["countries"].tolist()
        self._capitals = frozenset(table["capitals"].tolist())
        self._rows: dict[int, Row] = {}

    def _key(self, i: int) -> bytes:
        return self._keys[self._key_ends[i - 1] if i else 0 : self._key_ends[i]]

    @functools.lru_cache(maxsize=1 << 14)  # noqa: B019 (an atlas lives as long as its process)
    def entries(self, key: str) -> tuple[int, ...]:
        """The places of a folded name, the most populous of a kind first: twice the position, plus one if usual."""
        wanted = key.encode()
        low, high = 0, len(self._key_ends)
        while low < high:
            middle = (low + high) // 2
            if self._key(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        if low == len(self._key_ends) or self._key(low) != wanted:
            return ()
        return self._of(low)

    def row(self, entry: int) -> Row:
        """What the table says of an entry."""
        if (known := self._rows.get(entry)) is None:
            known = self._rows[entry] = self._read(entry)
        return known

    def _read(self, entry: int) -> Row:
        table, i = self._table, entry // 2
        start = int(table["name_ends"][i - 1]) if i else 0
        name = table["names"][start : int(table["name_ends"][i])].tobytes().decode()
        latitude, longitude = int(table["latitude"][i]) / PARTS, int(table["longitude"][i]) / PARTS
        known = latitude < NOWHERE
        return Row(
            i,
            name,
            int(table["kind"][i]),
            self._countries[int(table["country"][i])],
            int(table["geonames"][i]) or None,
            int(table["population"][i]),
            latitude if known else None,
            longitude if known else None,
            int(table["division"][i]),
            int(table["district"][i]),
            i in self._capitals,
            bool(entry % 2),
        )

    def named(self, name: str) -> list[Row]:
        """The places of a name, by kind and population."""
        return [self.row(entry) for entry in self.entries(fold(name))]

    def sounding(self, name: str, country: str) -> list[Row]:
        """The places of a country whose name is another spelling of this one, by kind and population."""
        if country not in self._countries:
            return []
        wanted = sound(fold(name))
        table, code = self._table, self._countries.index(country)
        found: set[int] = set()
        hashes, order = self._by_sound
        filed = numpy.uint16(sound_hash(wanted))
        first, last = (int(numpy.searchsorted(hashes, filed, side)) for side in ("left", "right"))
        for i in order[first:last].tolist():
            if sound(self._key(i).decode()) == wanted:
                found.update(entry // 2 for entry in self._of(i))
        return [self.row(2 * i) for i in sorted(found) if int(table["country"][i]) == code]

    @functools.cached_property
    def _by_sound(self) -> tuple[Any, Any]:
        """The hashes of sounds in order, and which key each is of."""
        order = numpy.argsort(self._table["sounds"], kind="stable").astype("u4")
        return self._table["sounds"][order], order

    def _of(self, i: int) -> tuple[int, ...]:
        return tuple(self._entries[self._entry_ends[i - 1] if i else 0 : self._entry_ends[i]])

    def keys_of_cities(self, country: str, population: int) -> list[str]:
        """The folded names of the cities of a country that have so many people."""
        if country not in self._countries:
            return []
        table, code = self._table, self._countries.index(country)
        inside = (table["country"] == code) & (table["kind"] == CITY) & (table["population"] >= population)
        positions = numpy.nonzero(inside[table["entries"] // 2])[0]
        keys = numpy.unique(numpy.searchsorted(table["entry_ends"], positions, side="right"))
        return [self._key(i).decode() for i in keys.tolist()]

    def countries(self) -> Iterable[Row]:
        """The countries, the most populous first."""
        for i in range(int(numpy.searchsorted(self._table["kind"], DIVISION))):
            yield self.row(2 * i + 1)


@functools.lru_cache(maxsize=1)
def atlas() -> Atlas:
    """The atlas of this process.

    >>> [row.country for row in atlas().named("Cuzco")][:1]
    ['PE']
    """
    return Atlas()


def kilometers(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance between two points, given in degrees.

    >>> round(kilometers((48.85, 2.35), (51.51, -0.13)))
    344
    """
    a, b = math.radians(one[0]), math.radians(other[0])
    turn = math.sin((b - a) / 2) ** 2
    turn += math.cos(a) * math.cos(b) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(turn)))
