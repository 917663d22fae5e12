"""The matcher that a trained model is."""

from __future__ import annotations

import os
from pathlib import Path

import numpy
import pytest

from claimgraph.errors import UsageError
from claimgraph.extract.pairmodel import Header, PairModel
from claimgraph.extract.pairrelations import meanings, reader_of
from claimgraph.ontology import vocabulary

WDT = "http://www.wikidata.org/prop/direct/"
CG = "https://w3id.org/claimgraph#"


def write(path: Path, label: str, changed: int) -> None:
    """Put a model of one property into a file that was last changed at a second."""
    keys, weights = numpy.zeros(0, numpy.uint32), numpy.zeros(0, numpy.float32)
    table = numpy.zeros((0, 2), numpy.float32)
    path.write_bytes(PairModel(Header((label,)), keys, weights, table, table, keys, table, keys, weights).dumped())
    os.utime(path, (changed, changed))


def test_a_model_is_loaded_again_only_where_its_file_changed(tmp_path: Path) -> None:
    path = tmp_path / "ships.model"
    write(path, "captain", 1_000)
    first = reader_of(path)
    assert reader_of(path) is first
    write(path, "builder", 2_000)
    assert reader_of(path).model.header.labels == ("builder",)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.model: no model"):
        reader_of(tmp_path / "none.model")


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["spouseOf"], {"spouseOf": [("spouseOf", False)]}),  # by name, as a model of the user's own has them
        ([CG + "spouseOf"], {CG + "spouseOf": [("spouseOf", False)]}),
        ([WDT + "P26"], {WDT + "P26": [("spouseOf", False)]}),  # an exact match
        ([WDT + "P112"], {WDT + "P112": [("founderOf", True)]}),  # an inverse
        ([WDT + "P54"], {WDT + "P54": []}),  # no more than a close match of "member of"
        ([WDT + "P35", CG + "leaderOf"], {WDT + "P35": [], CG + "leaderOf": [("leaderOf", False)]}),  # learnt as itself
    ],
)
def test_labels_are_properties_by_name_by_iri_and_by_what_the_ontology_says_of_them(
    labels: list[str], expected: dict[str, list[tuple[str, bool]]]
) -> None:
    found = meanings(labels, vocabulary.load())
    assert {label: [(term.name, turned) for term, turned in terms] for label, terms in found.items()} == expected
