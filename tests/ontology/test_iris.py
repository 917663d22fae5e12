"""Names become IRIs that nothing in a document can break."""

from __future__ import annotations

import dataclasses
import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.model import Claim, Evidence, Figure, Reference, Stance
from claimgraph.ontology.iris import claim_id, content_id, entity_id, entity_iri, graph_id, passage_id, slug

BASE = "https://example.org/"
HOSTILE = st.text(st.characters(codec=None), max_size=40)
WELL_FORMED = st.text(st.characters(codec="utf-8"), max_size=40)
CLAIM = Claim("event/1", "place", Reference("place/1"), Evidence("4be1", 0, 6, "rule", 0.9))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Łódź", "lodz"),
        ("Þórshöfn", "thorshofn"),
        ("Straße der Pariser Kommune", "strasse-der-pariser-kommune"),
        ("O’Brien", "obrien"),
        ("  A--B  ", "a-b"),
        ("Ørsted A/S", "orsted-a-s"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_slug_is_plain_ascii(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_names_without_an_ascii_spelling_stay_apart() -> None:
    assert slug("Αθήνα") != slug("Πάτρα")


@given(HOSTILE)
def test_a_slug_holds_nothing_but_letters_digits_and_hyphens(name: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(name))


@given(HOSTILE)
def test_no_id_breaks_an_iri(name: str) -> None:
    iri = entity_iri(BASE, f"person/{name}")
    assert iri.startswith(BASE + "person/")
    assert re.fullmatch(r"[A-Za-z0-9:/#._~%-]+", iri)
    ox.NamedNode(iri)


@given(HOSTILE)
def test_no_full_iri_breaks_out_of_its_brackets(rest: str) -> None:
    assert not re.search(r"[\x00-\x20<>\"{}|\\^`]", entity_iri(BASE, f"https://example.com/{rest}"))


@given(WELL_FORMED.filter(lambda name: "#" not in name))
def test_an_id_is_got_back_from_its_iri(name: str) -> None:
    assert entity_id(BASE, entity_iri(BASE, f"person/{name}")) == f"person/{name}"


def test_an_id_cannot_climb_out_of_its_folder() -> None:
    assert entity_iri(BASE, "person/../../etc") == BASE + "person/%2E%2E/%2E%2E/etc"


def test_the_graph_of_a_source_keeps_its_fragment() -> None:
    assert entity_iri(BASE, graph_id("4be1")) == BASE + "source/4be1#claims"


def test_a_passage_is_named_by_its_characters() -> None:
    assert passage_id("4be1", 1, 2) == "passage/4be1-1-2"


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "event/2"},
        {"predicate": "about"},
        {"object": Figure("killed", 3)},
        {"stance": Stance.DENIED},
        {"speaker": "person/1"},
        {"evidence": Evidence("4be1", 1, 6, "rule", 0.9)},
    ],
)
def test_a_claim_that_says_something_else_has_another_id(change: dict[str, object]) -> None:
    assert claim_id(dataclasses.replace(CLAIM, **change)) != claim_id(CLAIM)  # type: ignore[arg-type]


def test_a_claim_keeps_its_id_whatever_rule_read_it() -> None:
    sure = dataclasses.replace(CLAIM.evidence, rule="model", score=1.0)
    assert claim_id(dataclasses.replace(CLAIM, evidence=sure)) == claim_id(CLAIM)


def test_content_ids_are_short_hashes() -> None:
    assert re.fullmatch("figure/[0-9a-f]{16}", content_id("figure", "killed", 3.0, None))


@pytest.mark.parametrize(
    ("identifier", "path"),
    [
        ("person/lech-walesa", "person/lech-walesa"),
        ("passage/4be1-120-174", "passage/4be1-120-174"),
        ("a_b~c.d/x.", "a_b~c.d/x."),
        ("a/../b", "a/%2E%2E/b"),
        ("a/.b", "a/.b"),
        ("a//b/", "a//b/"),
        ("", ""),
        ("person/walęsa\n", "person/wal%C4%99sa%0A"),
        ("person/x\n", "person/x%0A"),
    ],
)
def test_an_id_becomes_a_path_under_the_base(identifier: str, path: str) -> None:
    assert entity_iri("https://a.example/", identifier) == f"https://a.example/{path}"
    assert entity_id("https://a.example/", f"https://a.example/{path}") == identifier
