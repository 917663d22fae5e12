"""Foreign text made fit for each way out."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from claimgraph.graph.texts import csv_line, file_name, harmless, printable, storable, visible


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


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=", "-1+1", "＝1", "＠x"])
def test_a_formula_is_disarmed(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1", "-5", "+3.5", "-1e3", "a=b", "'=1", "Ana"])
def test_a_number_or_word_is_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_a_row_is_read_back_whatever_is_in_it(nasty: str) -> None:
    rows = [[nasty, "a"], ["", nasty], [nasty, nasty]]
    written = "".join(csv_line(row, exact=True) for row in rows)
    assert list(csv.reader(io.StringIO(written, newline=""))) == rows
    ((cell, _),) = csv.reader(io.StringIO(csv_line([nasty, "a"]), newline=""))
    assert cell in (nasty, f"'{nasty}")


def test_what_is_visible_keeps_its_lines(nasty: str) -> None:
    shown = visible(nasty)
    assert all(c.isprintable() or c == "\n" for c in shown)
    assert shown.count("\n") == nasty.count("\n")


def test_a_file_name_is_one_and_stays_in_its_folder(nasty: str, tmp_path: Path) -> None:
    name = file_name(nasty, "other")
    (tmp_path / name).write_text("x")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert not set(name) & set('/\\:*?"<>|') and name.isprintable()


@pytest.mark.parametrize("text", ["", ".", "..", "...", " ", "/", "\0"])
def test_what_is_no_name_gets_another(text: str) -> None:
    assert file_name(text, "4be1") == "4be1"
