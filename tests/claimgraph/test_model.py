"""The records: frozen, hashable, and made of plain values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Reference,
    Source,
    Stance,
)


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
