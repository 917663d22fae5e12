"""Which kind of entity a class of a user's ontology is."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.ontology import vocabulary
from claimgraph.ontology.kinds import kind_by_label

PREFIXES = """
@prefix : <https://example.org/my#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix schema: <https://schema.org/> .
"""


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("captain", "Person"),
        ("head of state", "Person"),
        ("shipping company", "Organization"),
        ("home port", "Place"),
        ("rivers", "Place"),
        ("cargo ship", "Thing"),
        ("", "Thing"),
        ("of", "Thing"),
    ],
)
def test_the_last_noun_of_a_label_tells_the_kind(label: str, kind: str) -> None:
    assert kind_by_label(label) == kind


def test_known_parents_decide_and_the_core_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "my.ttl").write_text(
        f"""{PREFIXES}
        :Vessel a owl:Class ; rdfs:label "vessel" . :Tanker a owl:Class ; rdfs:subClassOf :Vessel .
        :Station a owl:Class ; rdfs:subClassOf schema:Organization ."""
    )
    words = vocabulary.load(tmp_path / "my.ttl")
    kinds = {name: words.kind_of(name) for name in sorted(words.own)}
    assert kinds == {"Station": "Organization", "Tanker": "Thing", "Vessel": "Thing"}
    assert vocabulary.load().own == frozenset()
    assert vocabulary.load().kind_of("Claim") is None


@pytest.mark.parametrize(
    ("range_", "literal"),
    [("xsd:gYear", "date"), ("xsd:dateTime", "date"), ("xsd:integer", "number"), ("xsd:string", "text"), (":Ship", "")],
)
def test_what_a_datatype_property_holds(tmp_path: Path, range_: str, literal: str) -> None:
    (tmp_path / "my.ttl").write_text(
        f"{PREFIXES} :Ship a owl:Class . :p a rdfs:Property, owl:ObjectProperty ; rdfs:range {range_} ."
    )
    assert vocabulary.load(tmp_path / "my.ttl").properties["p"].literal == literal
