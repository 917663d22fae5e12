"""What may be an argument of a relation under a user's ontology."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from claimgraph.extract.candidates import Candidates, entity_of
from claimgraph.extract.state import reading_of
from claimgraph.ontology import vocabulary

Annotate = Callable[..., Doc]
SHIPS = vocabulary.load(Path(__file__).with_name("ships.ttl"))


def found(doc: Doc) -> list[tuple[str, str, str]]:
    """The candidates of a document: words, kind and class."""
    return [(one.span.text, one.kind, one.type) for one in Candidates(SHIPS).of(doc, reading_of(doc))]


@pytest.mark.parametrize(
    ("text", "candidate"),
    [
        ("The tanker Calypso left on Monday.", ("Calypso", "Thing", "Tanker")),
        ("Anna Berger steered the vessel.", ("Anna Berger", "Person", "")),
        ("It was built in 1976.", ("1976", "date", "")),
        ("It carries 77,000 tonnes of oil.", ("77,000", "number", "")),
        ('She wrote "The Long Night Watch" at sea.', ("The Long Night Watch", "Thing", "")),
        ("Anna Berger is a long-distance runner.", ("long-distance runner", "text", "")),
    ],
)
def test_a_candidate_is_found(annotate: Annotate, text: str, candidate: tuple[str, str, str]) -> None:
    assert candidate in found(annotate(text))


def test_no_candidate_overlaps_another(annotate: Annotate) -> None:
    doc = annotate('The "Calypso" of Anna Berger, a tanker of 77,000 tonnes built in Poland in 1976, sank off Lisbon.')
    places = [token.i for one in Candidates(SHIPS).of(doc, reading_of(doc)) for token in one.span]
    assert len(places) == len(set(places))


def test_a_candidate_becomes_one_entity_however_often_it_is_named(annotate: Annotate) -> None:
    doc = annotate("The tanker Calypso left Lisbon. Later the Calypso sank.")
    reading = reading_of(doc)
    names = [one for one in Candidates(SHIPS).of(doc, reading) if one.span.text == "Calypso"]
    assert len({entity_of(one, reading, "Ship") for one in names}) == 1
    node = next(node for node in reading.nodes.values() if node.name == "Calypso")
    assert (node.kind, node.type) == ("Thing", "Tanker")


@pytest.mark.parametrize("label", ["", " ", "/"])
def test_a_class_whose_label_is_blank_has_no_nouns(tmp_path: Path, label: str) -> None:
    prefixes = "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    path = tmp_path / "blank.ttl"
    path.write_text(f'{prefixes} <https://example.org/Hull> a owl:Class ; rdfs:label "{label}" .', "utf-8")
    assert not Candidates(vocabulary.load(path)).nouns.classes


@pytest.mark.parametrize("text", ["", " \n", '"', "” “", '""'])
def test_odd_input_has_no_candidates(annotate: Annotate, text: str) -> None:
    assert found(annotate(text)) == []
