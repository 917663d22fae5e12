"""The outline of the world."""

from __future__ import annotations

import itertools
import json
import math
from importlib import resources

import pytest

from claimgraph.graph.outline import outline, thinned

SQUARES = {  # two countries side by side, with a border that bulges by a hair, and an islet
    "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
    "arcs": [
        [[100, 0], [1, 50], [-1, 50]],
        [[100, 100], [-100, 0], [0, -100], [100, 0]],
        [[100, 0], [100, 0], [0, 100], [-100, 0]],
        [[300, 0], [1, 0], [0, 1], [-1, -1]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]], [[3]]], "properties": {"name": "East"}},
            ]
        }
    },
}


def test_neighbors_share_their_border_and_islets_go() -> None:
    made = outline(SQUARES, tolerance=0.2)
    assert [len(line) // 2 for line in made["lines"]] == [2, 4, 4]
    assert made["borders"] == [0]
    assert made["land"] == [[0, 1], [2, ~0]]
    assert [name for name, *_ in made["names"]] == ["West", "East"]


@pytest.mark.parametrize("tolerance", [0.01, 0.3])
def test_no_point_strays_farther_than_it_may(tolerance: float) -> None:
    line = [(x / 10, math.sin(x / 10)) for x in range(100)]
    kept = thinned(line, tolerance)
    for x, y in line:
        (x1, y1), (x2, y2) = next((a, b) for a, b in itertools.pairwise(kept) if a[0] <= x <= b[0])
        assert abs(y1 + (y2 - y1) * (x - x1) / (x2 - x1) - y) <= tolerance * 1.5


def test_what_is_shipped_is_small_and_whole() -> None:
    text = (resources.files("claimgraph.graph") / "world.json").read_text("utf-8")
    world = json.loads(text)
    assert len(text) < 200_000
    assert {"Poland", "Iran", "Brazil", "Japan"} <= {name for name, *_ in world["names"]}
    numbers = {n if n >= 0 else ~n for ring in world["land"] for n in ring}
    assert numbers == set(range(len(world["lines"])))
