"""The vocabulary: terms by name, and any ontology with labels in place of the core or beside it."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import pytest

from claimgraph.errors import OntologyError
from claimgraph.ontology import vocabulary
from claimgraph.ontology.vocabulary import Vocabulary

CORE = vocabulary.load()
PREFIXES = """
@prefix my: <https://example.org/terms#> . @prefix cg: <https://w3id.org/claimgraph#> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
HARBOR = """
my:Docking a owl:Class ; rdfs:subClassOf sem:Event ; rdfs:label "Docking"@en, "Anlegen"@de .
my:dockedAt a owl:ObjectProperty ; rdfs:label "docked at"@en ; rdfs:domain my:Docking ;
    rdfs:range [ a owl:Class ; owl:unionOf ( my:Pier my:Buoy ) ] .
my:Pier a owl:Class . my:Buoy a owl:Class .
"""


def read(folder: Path, text: str, name: str = "my.ttl") -> Vocabulary:
    path = folder / name
    path.write_text(PREFIXES + text, "utf-8")
    return vocabulary.load(path)


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Person", "https://schema.org/Person"),
        ("Event", "http://semanticweb.cs.vu.nl/2009/11/sem/Event"),
        ("Protest", "https://w3id.org/claimgraph#Protest"),
        ("leaderOf", "https://w3id.org/claimgraph#leaderOf"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_a_name_has_an_iri(name: str, iri: str) -> None:
    assert CORE.iri(name) == iri


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(OntologyError, match="no class or property 'leadrOf'; did you mean leaderOf"):
        CORE.iri("leadrOf")


@pytest.mark.parametrize(
    ("name", "ancestor", "expected"),
    [("Massacre", "Killing", True), ("Massacre", "Event", True), ("Killing", "Massacre", False), ("?", "Event", False)],
)
def test_is_a_follows_the_hierarchy(name: str, ancestor: str, expected: bool) -> None:
    assert CORE.is_a(name, ancestor) is expected


def test_a_union_is_a_domain_of_several_classes() -> None:
    assert CORE.properties["memberOf"].domain == ("Person", "Organization", "Place")


def test_inverses_and_symmetry_are_read() -> None:
    assert CORE.properties["parentOf"].inverse == "childOf"
    assert CORE.properties["siblingOf"].symmetric and not CORE.properties["leaderOf"].symmetric


def test_terms_hold_plain_values() -> None:
    for term in [*CORE.classes.values(), *CORE.properties.values()]:
        for value in dataclasses.astuple(term):
            parts = value if isinstance(value, tuple) else (value,)
            parts = tuple(p for part in parts for p in (part if isinstance(part, tuple) else (part,)))
            assert {type(part) for part in parts} <= {str, bool, type(None)}


def test_reading_an_ontology_takes_less_than_a_third_of_a_second(tmp_path: Path) -> None:
    began = time.perf_counter()
    read(tmp_path, HARBOR)
    assert time.perf_counter() - began < 0.3


def test_five_lines_add_a_kind_of_event(tmp_path: Path) -> None:
    words = read(
        tmp_path,
        """my:Blockade a owl:Class ; rdfs:subClassOf cg:Protest ; rdfs:label "Blockade"@en ;
        rdfs:comment "People close a road."@en ; skos:altLabel "Seal off/VERB harbor"@en .""",
    )
    phrases = words.event_phrases()
    assert phrases["seal off/VERB harbor"] == phrases["blockade"] == "Blockade"
    assert phrases["lay wreath"] == "Commemoration"
    assert words.look("Blockade") == CORE.look("Protest")


def test_an_added_class_takes_a_phrase_from_the_core(tmp_path: Path) -> None:
    text = 'my:Rite a owl:Class ; rdfs:subClassOf cg:Gathering ; rdfs:label "rite" ; skos:altLabel "lay wreath" .'
    assert read(tmp_path, text).event_phrases()["lay wreath"] == "Rite"


def test_another_ontology_stands_in_place_of_the_core(tmp_path: Path) -> None:
    words = read(tmp_path, HARBOR)
    assert words.event_phrases() == {"docking": "Docking"}
    assert "Protest" not in words.classes and "leaderOf" not in words.properties


def test_what_every_graph_is_made_of_stays(tmp_path: Path) -> None:
    words = read(tmp_path, HARBOR)
    assert {*vocabulary.KINDS, "Claim", "Figure"} <= words.classes.keys()
    assert {"place", "agent", "begin", "said", "stance"} <= words.properties.keys()


def test_labels_are_phrases_of_a_users_properties(tmp_path: Path) -> None:
    docked = read(tmp_path, HARBOR).properties["dockedAt"]
    assert docked.phrases == ("docked at",)
    assert (docked.domain, docked.range) == (("Docking",), ("Pier", "Buoy"))


def test_a_name_is_spelled_out_where_there_is_no_label(tmp_path: Path) -> None:
    text = "my:ShipLaunch a owl:Class ; rdfs:subClassOf sem:Event ."
    assert read(tmp_path, text).event_phrases() == {"ship launch": "ShipLaunch"}


def test_two_terms_of_one_name_are_both_kept(tmp_path: Path) -> None:
    words = read(tmp_path, "my:Ship a owl:Class . <https://example.com/Ship> a owl:Class .")
    assert sum(name.rpartition("/")[2].rpartition("#")[2] == "Ship" for name in words.classes) == 2


def test_a_cycle_of_classes_ends(tmp_path: Path) -> None:
    words = read(tmp_path, "my:A a owl:Class ; rdfs:subClassOf my:B . my:B rdfs:subClassOf my:A .")
    assert words.ancestors("A") == {"A", "B"}


def test_rdf_xml_is_read(tmp_path: Path) -> None:
    (tmp_path / "my.owl").write_text(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:owl="http://www.w3.org/2002/07/owl#"
        xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#">
        <owl:Class rdf:about="https://example.org/Film"><rdfs:label>film</rdfs:label></owl:Class></rdf:RDF>"""
    )
    assert vocabulary.load(tmp_path / "my.owl").classes["Film"].label == "film"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", r"my\.ttl: is empty"),
        (b"# nothing\n", r"my\.ttl: holds no class or property"),
        (b"<urn:a> <urn:b> <urn:c> .\n\n<urn:a> nonsense", r"my\.ttl: line 3: "),
        (b"\xff\xfe\x00", r"my\.ttl: "),
    ],
)
def test_a_file_that_is_no_ontology_is_refused(tmp_path: Path, text: bytes, message: str) -> None:
    (tmp_path / "my.ttl").write_bytes(text)
    with pytest.raises(OntologyError, match=message):
        vocabulary.load(tmp_path / "my.ttl")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"none\.ttl: no such file or directory; give the path of a Turtle file"):
        vocabulary.load(tmp_path / "none.ttl")
