"""Claims are judged by the gold as the scorer judges them, and the errors are those of the definitions."""

from __future__ import annotations

import pytest

from benchmarks.calibration import binned, errors, judge
from claimgraph.model import Claim, Entity, Evidence, Extraction, Figure, Interval, Mention, Reference, Source, Term

TEXT = "Dockers marched in Oslo on 4 March 2021. About 300 people came."
SOURCE = Source.of("a.txt", TEXT)
GOLD = {
    "entities": [
        {"id": "oslo", "type": "Place", "name": "Oslo"},
        {"id": "bergen", "type": "Place", "name": "Bergen"},
    ],
    "events": [
        {
            "id": "e1",
            "class": "Protest",
            "trigger": "marched",
            "start": "2021-03-04",
            "end": None,
            "places": ["oslo"],
            "quote": "Dockers marched in Oslo on 4 March 2021",
        }
    ],
    "quantities": [{"about": "e1", "what": "participants", "value": 300, "qualifier": "about"}],
}


@pytest.mark.parametrize(
    ("predicate", "value", "right"),
    [
        ("place", Reference("place/oslo"), 1.0),
        ("place", Reference("place/bergen"), 0.0),
        ("time", Interval("2021-03-04", "2021-03-04"), 1.0),
        ("time", Interval("2021-03-01", "2021-03-31", "month"), 0.5),
        ("figure", Figure("participants", 300, "about"), 1.0),
        ("figure", Figure("participants", 500, "about"), 0.0),
    ],
)
def test_claims_are_judged(predicate: str, value: Reference | Interval | Figure, right: float) -> None:
    where = Evidence(SOURCE.id, 0, TEXT.index("."), "rule", 0.8)
    claims = (Claim("event/1", "type", Term("Protest"), where), Claim("event/1", predicate, value, where))
    entities = (
        Entity("event/1", "Event", "March", type="Protest", named=False),
        Entity("place/oslo", "Place", "Oslo"),
        Entity("place/bergen", "Place", "Bergen"),
    )
    mention = Mention(SOURCE.id, 8, 15, "marched", "Event", "event/1")
    judged = dict(judge(SOURCE, Extraction(SOURCE.id, entities, (mention,), claims), GOLD))
    assert judged == {claims[0]: 1.0, claims[1]: right}


def test_errors() -> None:
    pairs = [(0.9, 1.0), (0.9, 1.0), (0.9, 0.0), (0.1, 0.0)]
    assert binned(pairs) == [(0.1, 0.0, 1), (pytest.approx(0.9), pytest.approx(2 / 3), 3)]
    brier, calibration = errors(pairs)
    assert brier == pytest.approx((0.01 + 0.01 + 0.81 + 0.01) / 4)
    assert calibration == pytest.approx((0.1 * 1 + (0.9 - 2 / 3) * 3) / 4)
    assert errors([(1.0, 1.0), (0.0, 0.0)]) == (0.0, 0.0)
