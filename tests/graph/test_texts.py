"""Foreign text made fit for each way out."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from claimgraph.graph.texts import harmless, printable, storable


def test_what_is_storable_fits_into_xml_one_for_one(nasty: str) -> None:
    kept = storable(nasty)
    assert len(kept) == len(nasty) and storable(kept) == kept
    assert ElementTree.fromstring(ElementTree.tostring(element(kept), "utf-8")).get("value") == kept
    assert all(a == b or b == "\ufffd" for a, b in zip(nasty, kept, strict=True))


def element(text: str) -> ElementTree.Element:
    """An element with an attribute."""
    return ElementTree.Element("x", value=text)


def test_what_is_printable_is_one_line_and_hides_nothing(nasty: str) -> None:
    shown = printable(nasty)
    assert shown.isprintable()
    unescaped = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), shown)
    assert unescaped.split() == re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), nasty).split()


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\t=1", "\r=1", "=", "-1+1"])
def test_a_formula_is_disarmed(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1", "-5", "+3.5", "-1e3", "a=b", "'=1", "Ana"])
def test_a_number_or_word_is_left_alone(text: str) -> None:
    assert harmless(text) == text
