"""The outline of the world under the map: coasts, borders and names of countries, small enough for every page.

Made from Natural Earth (public domain) in the form of the npm package ``world-atlas``:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m claimgraph.graph.outline package/countries-50m.json -o graph/world.json

Lines are thinned (Douglas and Peucker, 1973) arc by arc, so that neighbors keep their common border, and written as
differences of hundredths of a degree.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Json = dict[str, Any]
TOLERANCE = 0.05
"""How far a thinned line may stray from its own, in degrees."""
_LEAST = 0.02  # islands below so many square degrees are left out, unless they are a country's biggest part
_SOUTHERN = -60.0  # Antarctica is left out: no reports come from there, and it would take a third of the sheet


def outline(topology: Json, tolerance: float = TOLERANCE) -> Json:
    """``lines`` (each a start and differences), ``land`` (rings of lines), ``borders`` (lines), ``names``.

    A line's number below zero stands for the line with number ``~n`` taken backwards, as in TopoJSON.
    """
    lines = list(_decoded(topology))
    countries = topology["objects"]["countries"]["geometries"]
    rings: list[list[int]] = []
    names: list[list[Any]] = []
    for country in countries:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        parts = sorted(((_area(_ring(polygon[0], lines)), polygon) for polygon in polygons), reverse=True)
        kept = [polygon for number, (area, polygon) in enumerate(parts) if area >= _LEAST or number == 0]
        biggest = _ring(parts[0][1][0], lines)
        if max(y for _, y in biggest) < _SOUTHERN:
            continue
        rings += [ring for polygon in kept for ring in polygon]
        x, y = _middle(biggest)
        names.append([country["properties"]["name"], round(x, 1), round(y, 1), round(parts[0][0], 1)])
    uses = Counter(number if number >= 0 else ~number for ring in rings for number in ring)
    used = sorted(uses)
    renumbered = {old: new for new, old in enumerate(used)}
    return {
        "lines": [_differences(thinned(lines[number], tolerance)) for number in used],
        "land": [[renumbered[n] if n >= 0 else ~renumbered[~n] for n in ring] for ring in rings],
        "borders": [renumbered[number] for number in used if uses[number] > 1],
        "names": sorted(names, key=lambda name: (-name[3], name[0])),
    }


def thinned(line: Sequence[Point], tolerance: float) -> list[Point]:
    """The line without points that lie within ``tolerance`` of it.

    >>> thinned([(0.0, 0.0), (1.0, 0.01), (2.0, 0.0)], 0.1)
    [(0.0, 0.0), (2.0, 0.0)]
    """
    keep = {0, len(line) - 1}
    rest = [(0, len(line) - 1)]
    while rest:
        first, last = rest.pop()
        inner = range(first + 1, last)
        far = max(inner, key=lambda i: _distance(line[i], line[first], line[last]), default=None)
        if far is not None and _distance(line[far], line[first], line[last]) > tolerance:
            keep.add(far)
            rest += [(first, far), (far, last)]
    return [line[i] for i in sorted(keep)]


def _decoded(topology: Json) -> Iterator[list[Point]]:
    (across, up), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * across + left, y * up + low))
        yield points


def _ring(numbers: Sequence[int], lines: Sequence[list[Point]]) -> list[Point]:
    return [point for n in numbers for point in (lines[n] if n >= 0 else lines[~n][::-1])]


def _area(ring: Sequence[Point]) -> float:
    """Square degrees, as on the equator."""
    doubled = sum(
        (x1 * y2 - x2 * y1) * math.cos(math.radians((y1 + y2) / 2))
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)
    )
    return abs(doubled) / 2


def _middle(ring: Sequence[Point]) -> Point:
    """The centroid of a ring."""
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    crosses = [x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs]
    whole = sum(crosses) * 3 or 1.0
    x = sum((x1 + x2) * cross for ((x1, _), (x2, _)), cross in zip(pairs, crosses, strict=True)) / whole
    y = sum((y1 + y2) * cross for ((_, y1), (_, y2)), cross in zip(pairs, crosses, strict=True)) / whole
    return x, y


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a stretch of line; to a closed line's one end, if it is closed."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length)) if length else 0.0
    return math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))


def _differences(line: Sequence[Point]) -> list[int]:
    numbers: list[int] = []
    last = (0, 0)
    for x, y in line:
        here = (round(x * 100), round(y * 100))
        if here != last or not numbers:
            numbers += [here[0] - last[0], here[1] - last[1]]
        last = here
    return numbers


def main() -> None:
    """Write the outline of a TopoJSON file of countries."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("topology", help="countries-50m.json of world-atlas")
    parser.add_argument("-o", "--output", required=True, help="the file to write")
    options = parser.parse_args()
    made = outline(json.loads(Path(options.topology).read_text("utf-8")))
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    Path(options.output).write_text(text + "\n", "utf-8")
    print(f"{options.output}: {len(text.encode()):,} bytes, {len(made['lines']):,} lines, {len(made['names'])} names")


if __name__ == "__main__":
    main()
