"""Records are the same after a trip through JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.codec import from_json, to_json
from claimgraph.model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Figure,
    Grounding,
    Interval,
    Mention,
    Quotation,
    Reference,
    Stance,
    Term,
    Text,
)

words = st.text(max_size=20)
ids = st.from_regex(r"[en][0-9]{1,3}", fullmatch=True)
evidence = st.builds(Evidence, st.just("s"), st.integers(0, 99), st.integers(99, 200), words, st.floats(0, 1))
dates = st.dates().map(str)
values = st.one_of(
    st.builds(Reference, ids),
    st.builds(Term, words),
    st.builds(Text, words),
    st.builds(Interval, dates | st.none(), dates | st.none(), st.sampled_from(["day", "month", "year"])),
    st.builds(Figure, words, st.floats(0, 1e9), words, words | st.none()),
    st.builds(Quotation, words, words),
)
claims = st.builds(Claim, ids, words, values, evidence, st.sampled_from(Stance), ids | st.none())


@given(claims)
def test_a_claim_survives_json(claim: Claim) -> None:
    assert from_json(Claim, json.loads(json.dumps(to_json(claim)))) == claim


def test_an_extraction_survives_json() -> None:
    place = Entity("n1", "Place", "Lyon", ("Lyons",), "Place", Grounding("city", "FR", 2996944, 45.75, 4.85))
    extraction = Extraction(
        "s",
        (place,),
        (Mention("s", 0, 4, "Lyon", "Place", "n1"),),
        (Claim("n1", "type", Term("Place"), Evidence("s", 0, 4, "r", 1.0)),),
    )
    assert from_json(Extraction, json.loads(json.dumps(to_json(extraction)))) == extraction


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"subject": "n1"}, TypeError),
        ({"colour": "red"}, TypeError),
        ({"object": {"kind": "Term"}}, KeyError),
        ({"object": {"is": "Poem"}}, KeyError),
        ({"stance": "loud"}, ValueError),
    ],
)
def test_what_is_no_record_is_refused(data: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        from_json(Claim, data)
