"""The shapes accept what is right and say in a sentence what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from claimgraph.errors import OntologyError
from claimgraph.ontology.check import check

GOOD = """
@prefix cg: <https://w3id.org/claimgraph#> . @prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix schema: <https://schema.org/> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://example.org/> .
<event/fair> a cg:Exhibition, sem:Event ; rdfs:label "Fair in Lyon"@en ; cg:begin "1999-05-01"^^xsd:date ;
    cg:end "1999-05-03"^^xsd:date ; cg:when "1–3 May 1999" ; cg:place <place/lyon> ; cg:figure <figure/1> .
<figure/1> a cg:Figure ; cg:counts "visitors" ; cg:value 300 ; cg:qualifier "about" .
<place/lyon> a schema:Place ; rdfs:label "Lyon"@en ; cg:precision "city" ; cg:countryCode "FR" ; geo:hasGeometry <g> .
<g> geo:asWKT "POINT(4.85 45.75)"^^geo:wktLiteral .
<claim/1> a cg:Claim, rdf:Statement ; rdf:subject <event/fair> ; rdf:predicate cg:place ; rdf:object <place/lyon> ;
    cg:stance cg:Actual ; prov:hadPrimarySource <source/1> ; prov:wasQuotedFrom <passage/1> ; cg:confidence 0.8 .
<passage/1> a oa:SpecificResource ; oa:hasSource <source/1> ; oa:hasSelector <s> .
<s> oa:exact "the fair in Lyon" ; oa:start 4 ; oa:end 20 .
<source/1> a schema:NewsArticle ; cg:sha256 "ab" .
"""


def graph(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


def test_a_right_graph_has_no_violation() -> None:
    assert check(graph(GOOD)) == []


def test_a_dataset_is_checked_over_all_its_graphs() -> None:
    dataset = rdflib.Dataset()
    dataset.graph(rdflib.URIRef("https://example.org/g")).parse(
        data=GOOD.replace("cg:Actual", "cg:Maybe"), format="turtle"
    )
    assert len(check(dataset)) == 1


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('rdfs:label "Fair in Lyon"@en ; ', "", "https://example.org/event/fair: must have a label"),
        (
            '"1999-05-03"^^xsd:date',
            '"1999-04-03"^^xsd:date',
            "Fair in Lyon (https://example.org/event/fair): must not end",
        ),
        ('"1999-05-01"^^xsd:date', '"May"', "must have at most one first day, an xsd:date; it is 'May'"),
        (
            '"1–3 May 1999"',
            '"May", "1999"',
            "Fair in Lyon (https://example.org/event/fair): must have at most one date in words",
        ),
        ('"city"', '"town"', "Lyon (https://example.org/place/lyon): must be as precise as"),
        ('"FR"', '"France"', "must have an ISO country code of two capitals; it is 'France'"),
        ("POINT(4.85 45.75)", "4.85, 45.75", "must have its coordinates as one POINT"),
        ("cg:stance cg:Actual ; ", "", "https://example.org/claim/1: must have one stance"),
        ("prov:hadPrimarySource <source/1> ; ", "", "must have the one source it was read in"),
        ("cg:confidence 0.8", "cg:confidence 1.8", "must have a confidence from 0 to 1; it is '1.8'"),
        ("oa:start 4 ; ", "", "https://example.org/passage/1: must have the character it starts at"),
        ('cg:qualifier "about"', 'cg:qualifier "roughly"', "must have one of the seven qualifiers; it is 'roughly'"),
    ],
)
def test_a_fault_is_said_in_a_sentence(right: str, wrong: str, sentence: str) -> None:
    assert right in GOOD
    violations = [str(violation) for violation in check(graph(GOOD.replace(right, wrong)))]
    assert any(sentence in violation for violation in violations), violations


def test_broken_shapes_are_named(tmp_path: Path) -> None:
    (tmp_path / "s.ttl").write_text("not turtle")
    with pytest.raises(OntologyError, match=r"s\.ttl: not valid Turtle"):
        check(graph(GOOD), tmp_path / "s.ttl")
