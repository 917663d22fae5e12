"""Labels of properties as patterns."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from claimgraph.extract.labelphrases import TIME, Compiler
from claimgraph.ontology import vocabulary

PREFIXES = """
@prefix : <https://example.org/my#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def patterns(nlp: Language, folder: Path, turtle: str) -> set[tuple[str, str, str, str, bool]]:
    """The patterns of an ontology: property, shape, words, preposition, and whether they are flipped."""
    (folder / "my.ttl").write_text(PREFIXES + turtle)
    found = Compiler(vocabulary.load(folder / "my.ttl"), nlp).patterns()
    return {(p.property, p.shape, " ".join(p.words), p.preposition, p.flipped) for p in found}


@pytest.mark.parametrize(
    ("label", "range_", "pattern"),
    [
        ("operated by", "", ("verb", "operate", "", True)),
        ("built in", "xsd:gYear", ("verb", "build", TIME, False)),
        ("moored in", "", ("verb", "moor", "in", False)),
        ("owns", "", ("verb", "own", "", False)),
        ("owner of", "", ("noun", "owner", "", True)),
        ("owner of", "", ("verb", "own", "", False)),
        ("founder", "", ("verb", "found", "", True)),
        ("is part of", "", ("noun", "part", "", True)),
        ("date of birth", "xsd:date", ("verb", "bear", TIME, False)),
        ("birth place", "", ("verb", "bear", "in", False)),
        ("number of crew members", "xsd:integer", ("count", "crew member", "", False)),
        ("height in metres", "xsd:decimal", ("noun", "height", "", False)),
        ("height in metres", "xsd:decimal", ("count", "tall", "", False)),
        ("languages spoken", "", ("verb", "speak", "", False)),
        ("operating company", "", ("verb", "operate", "", True)),
    ],
)
def test_a_label_becomes_a_pattern(
    nlp: Language, tmp_path: Path, label: str, range_: str, pattern: tuple[str, str, str, bool]
) -> None:
    kind = "Datatype" if range_ else "Object"
    turtle = f':p a owl:{kind}Property ; rdfs:label "{label}"{f" ; rdfs:range {range_}" if range_ else ""} .'
    assert ("p", *pattern) in patterns(nlp, tmp_path, turtle)


def test_a_name_stands_for_a_missing_label(nlp: Language, tmp_path: Path) -> None:
    assert ("homePort", "noun", "home port", "", False) in patterns(nlp, tmp_path, ":homePort a owl:ObjectProperty .")


def test_other_labels_count_and_say_their_part_of_speech(nlp: Language, tmp_path: Path) -> None:
    turtle = ':p a owl:ObjectProperty ; rdfs:label "tie" ; skos:altLabel "moor at/VERB", "berth" .'
    found = patterns(nlp, tmp_path, turtle)
    assert {("p", "verb", "moor", "at", False), ("p", "noun", "berth", "", False)} <= found


def test_of_two_inverse_properties_one_is_written(nlp: Language, tmp_path: Path) -> None:
    turtle = """:owner a owl:ObjectProperty ; rdfs:label "owner" .
    :ownerOf a owl:ObjectProperty ; rdfs:label "proprietor of" ; owl:inverseOf :owner ."""
    found = patterns(nlp, tmp_path, turtle)
    assert ("owner", "noun", "proprietor", "", False) in found
    assert {property for property, *_ in found} == {"owner"}


@pytest.mark.parametrize("label", ["", "of", "has", "by", "()", "-", "é", "in the", "123", "the", "is a"])
def test_odd_labels_do_no_harm(nlp: Language, tmp_path: Path, label: str) -> None:
    patterns(nlp, tmp_path, f':p a owl:ObjectProperty ; rdfs:label "{label}" .')
