"""Which proposals a gold attribution agrees with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimgraph.extract.cues import Cues
from claimgraph.extract.speakers import Proposals
from claimgraph.extract.state import Reading

pytest.importorskip("sklearn", reason="only the extra 'train' brings scikit-learn")
from claimgraph.extract.training.train_attribution import labels_of, overlap


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("the dam held", "The dam held.", 1.0), ("the dam", "the dam held well", 0.5), ("", "the dam", 0.0)],
)
def test_overlap(one: str, other: str, expected: float) -> None:
    assert overlap(one, other) == expected


@pytest.mark.parametrize(
    ("speaker", "said", "label"),
    [
        ("Angela Merkel", "the dam had held", 1.0),
        ("Angela Merkel", "somebody had lied to everybody there", 0.0),
        ("Tariq Aziz", "the dam had held", 0.0),
    ],
)
def test_labels(read_text: Callable[..., Reading], speaker: str, said: str, label: float) -> None:
    reading = read_text("Angela Merkel said that the dam had held.")
    doc = reading.mentions[0].span.doc
    proposals = Proposals(doc, reading, Cues.load())
    gold = {
        "entities": [{"id": "a", "name": speaker, "aliases": []}],
        "attributions": [{"speaker": "a", "said": said, "verb": "said"}],
    }
    assert labels_of(reading, proposals.candidates, gold) == [label]
