"""Relations of a user's ontology, read by its labels alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.relations import RelationReader
from claimgraph.extract.state import Reading, reading_of
from claimgraph.model import Figure, Interval, Text
from claimgraph.ontology import vocabulary

Annotate = Callable[..., Doc]
SHIPS = vocabulary.load(Path(__file__).with_name("ships.ttl"))
CAREERS = vocabulary.load(Path(__file__).with_name("careers.ttl"))


@pytest.fixture(scope="module")
def reader(nlp: Language) -> RelationReader:
    """The component, under an ontology of ships."""
    return RelationReader.of(SHIPS, nlp)


@pytest.fixture(scope="module")
def career_reader(nlp: Language) -> RelationReader:
    """The component, under an ontology of careers."""
    return RelationReader.of(CAREERS, nlp)


@pytest.fixture
def career(annotate: Annotate, career_reader: RelationReader) -> Callable[[str], set[tuple[str, str, str]]]:
    """A function from a text to the facts that are read in it under an ontology of careers."""

    def run(text: str) -> set[tuple[str, str, str]]:
        doc = annotate(text)
        reading_of(doc).relations.clear()
        return facts(reading_of(career_reader(doc)))

    return run


@pytest.fixture
def read(annotate: Annotate, reader: RelationReader) -> Callable[[str], Reading]:
    """A function from a text to what is read in it under an ontology of ships."""

    def run(text: str) -> Reading:
        doc = annotate(text)
        reading_of(doc).relations.clear()
        return reading_of(reader(doc))

    return run


def facts(reading: Reading) -> set[tuple[str, str, str]]:
    """The relations by names and words."""
    out = set()
    for one in reading.relations:
        value = one.object
        if isinstance(value, Interval):
            words = str(value.begin)[:4]
        elif isinstance(value, Figure):
            words = f"{value.value:g} {value.unit or ''}".strip()
        else:
            words = value.value if isinstance(value, Text) else reading.nodes[value].name
        out.add((reading.nodes[one.subject].name, one.predicate, words))
    return out


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The tanker Calypso was operated by Meridian Maritime.", ("Calypso", "operatedBy", "Meridian Maritime")),
        ("Meridian Maritime operates the tanker Calypso.", ("Calypso", "operatedBy", "Meridian Maritime")),
        ("The Calypso, operated by Meridian Maritime, sank.", ("Calypso", "operatedBy", "Meridian Maritime")),
        ("The Calypso, which Meridian Maritime operates, sank.", ("Calypso", "operatedBy", "Meridian Maritime")),
        ("Meridian Maritime, operator of the Calypso, is silent.", ("Calypso", "operatedBy", "Meridian Maritime")),
        ("The captain of the Calypso, Anna Berger, was arrested.", ("Calypso", "captain", "Anna Berger")),
        ("Anna Berger, captain of the Calypso, was arrested.", ("Calypso", "captain", "Anna Berger")),
        ("The Calypso's captain is Anna Berger.", ("Calypso", "captain", "Anna Berger")),
        ("Anna Berger captained the tanker Calypso.", ("Calypso", "captain", "Anna Berger")),
        ("The Calypso, whose home port is Rotterdam, is safe.", ("Calypso", "homePort", "Rotterdam")),
        ("The ship Calypso left. Its home port is Rotterdam.", ("Calypso", "homePort", "Rotterdam")),
        ("The tanker Calypso is 243 metres long.", ("Calypso", "length", "243 metre")),
        ("The tanker Calypso has a length of 243 metres.", ("Calypso", "length", "243 metre")),
        ("The tanker Calypso, built in 1976, sank.", ("Calypso", "builtIn", "1976")),
        ("Meridian Maritime owns the tankers Calypso and Ariadne.", ("Meridian Maritime", "ownerOf", "Calypso")),
        ("The Calypso (call sign PBXK) is safe.", ("Calypso", "callSign", "PBXK")),
    ],
)
def test_a_relation_is_read_by_its_label(read: Callable[[str], Reading], text: str, fact: tuple[str, str, str]) -> None:
    assert fact in facts(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "The report was written by the captain of industry Anna Berger.",
        "Anna Berger operates a small farm near Lisbon.",
        "The bridge is 243 metres long.",
        "Lisbon's captain of the guard left in 1976.",
    ],
)
def test_what_domain_and_range_do_not_allow_is_not_read(read: Callable[[str], Reading], text: str) -> None:
    assert facts(read(text)) == set()


def test_a_symmetric_property_is_written_once(read: Callable[[str], Reading]) -> None:
    reading = read("The Calypso is a sister ship of the Ariadne. The Calypso's sister ship is the Ariadne.")
    assert facts(reading) == {("Calypso", "sisterShip", "Ariadne")}


def test_everything_conforms_to_the_ontology_and_names_its_pattern(read: Callable[[str], Reading]) -> None:
    reading = read(
        "The tanker Calypso, built in 1976 and operated by Meridian Maritime, sank off Galicia. "
        "Its captain, Anna Berger, was born in Rotterdam, and married Piet Visser, the president of the yard."
    )
    own = SHIPS.own & SHIPS.properties.keys()
    mine = [relation for relation in reading.relations if relation.predicate in own]
    assert len(mine) == 3
    for relation in mine:
        term = SHIPS.properties[relation.predicate]
        subject = reading.nodes[relation.subject]
        assert subject.kind in {SHIPS.kind_of(name) for name in term.domain}
        if isinstance(relation.object, str):
            assert reading.nodes[relation.object].kind in {SHIPS.kind_of(name) for name in term.range}
        assert relation.rule.startswith("relation:label:")
    assert {relation.predicate for relation in reading.relations} <= SHIPS.properties.keys()


@pytest.mark.parametrize("text", ["", "captain", "The captain of", "operated by", "243 metres long", "Its captain."])
def test_odd_input_has_no_relations(read: Callable[[str], Reading], text: str) -> None:
    assert facts(read(text)) == set()


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Tarn Foods is a company based in Lyon.", ("Tarn Foods", "location", "Lyon")),
        ("Tarn Foods, a company that sells biscuits, is old.", ("Tarn Foods", "product", "biscuits")),
        ("Tarn Foods was founded and based in Lyon.", ("Tarn Foods", "location", "Lyon")),
        ("Tarn Foods employs 8,500 people.", ("Tarn Foods", "employees", "8500")),
        ("One of the leaders of Tarn Foods is Anna Berger.", ("Tarn Foods", "leader", "Anna Berger")),
        ("Anna Berger is a member of Olympique Lyon.", ("Anna Berger", "club", "Olympique Lyon")),
        ("The club that Anna Berger plays for is Tarn United.", ("Anna Berger", "club", "Tarn United")),
        ("Anna Berger was on the crew of Vostok 7 and is alive.", ("Anna Berger", "mission", "Vostok 7")),
        ("Anna Berger reached the rank of colonel.", ("Anna Berger", "rank", "colonel")),
    ],
)
def test_a_label_is_read_around_nouns_that_stand_for_the_name(
    career: Callable[[str], set[tuple[str, str, str]]], text: str, fact: tuple[str, str, str]
) -> None:
    assert fact in career(text)


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Anna Berger plays for Olympique Lyon.", "draftClub"),  # a player is not by that drafted
        ("Tarn Foods is located in Lyon.", "cityServed"),
        ("Anna Berger is a politician.", "rank"),
    ],
)
def test_a_longer_label_asks_for_more_than_its_last_noun(
    career: Callable[[str], set[tuple[str, str, str]]], text: str, predicate: str
) -> None:
    assert predicate not in {fact[1] for fact in career(text)}
