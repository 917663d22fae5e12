"""The records: frozen, hashable, and the same after a trip through JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    Source,
    Stance,
    Term,
    Text,
    from_json,
    to_json,
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


def test_renaming_reaches_every_place_where_an_id_stands() -> None:
    found = Evidence("s", 0, 1, "r", 1.0)
    extraction = Extraction(
        "s",
        (Entity("n1", "Person", "A"), Entity("n2", "Person", "B")),
        (Mention("s", 0, 1, "A", "Person", "n1"),),
        (Claim("n1", "spouseOf", Reference("n2"), found, Stance.ACTUAL, "n1"),),
    )

    renamed = extraction.renamed({"n1": "person/a", "n2": "person/b"})

    assert [e.id for e in renamed.entities] == ["person/a", "person/b"]
    assert renamed.mentions[0].entity == "person/a"
    assert renamed.claims[0] == Claim("person/a", "spouseOf", Reference("person/b"), found, Stance.ACTUAL, "person/a")


@pytest.mark.parametrize(
    ("change", "same"),
    [({}, True), ({"title": "T"}, False), ({"text": "Hello!"}, False), ({"name": "b.txt"}, True)],
)
def test_a_sources_id_is_its_content(change: dict[str, Any], same: bool) -> None:
    one = Source.of("a.txt", "Hello.")
    other = Source.of(**{"name": "a.txt", "text": "Hello.", **change})
    assert (one.id == other.id) is same


@given(st.text(max_size=60), st.integers(0, 30), st.integers(0, 30))
def test_blanking_furniture_moves_no_character(text: str, start: int, length: int) -> None:
    end = min(start + length, len(text))
    source = Source("1", "a", text, furniture=((min(start, end), end),))
    assert len(source.readable) == len(text)
    assert source.readable[end:] == text[end:]
    assert source.readable[min(start, end) : end].strip() == ""


def test_a_source_is_well_formed_and_keeps_its_offsets() -> None:
    source = Source.of("a\udcff.txt", "An \ud83d\ude00 \ud800 end", title="\udfff", published="2021-03-04")
    assert (source.name, source.title, source.published) == ("a\ufffd.txt", "\ufffd", "2021-03-04")
    assert source.text == "An \ufffd\ufffd \ufffd end"
    assert source.id == Source.of("b.txt", source.text, title=source.title, published="2021-03-04").id
