"""Relations read from titles, appositions, verbs, kin, places and lives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract.relations import RelationReader
from claimgraph.extract.state import Reading
from claimgraph.model import Interval, Text
from claimgraph.ontology import vocabulary

Read = Callable[..., Reading]


def facts(reading: Reading) -> list[tuple[str, str, str]]:
    out = []
    for relation in reading.relations:
        value = relation.object
        if isinstance(value, Text):
            words = value.value
        elif isinstance(value, Interval):
            words = value.begin or ""
        else:
            words = reading.nodes[value].name if value in reading.nodes else value
        subject = reading.nodes[relation.subject].name if relation.subject in reading.nodes else relation.subject
        out.append((subject, relation.predicate, words))
    return out


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The accused, Ola Roe, was the director of Delta Fuels.", ("Ola Roe", "leaderOf", "Delta Fuels")),
        ("Ann Lee is an economist who served as head of the World Bank.", ("Ann Lee", "leaderOf", "World Bank")),
        ("In 2003 Ann Lee co-founded Acme Steel.", ("Ann Lee", "founderOf", "Acme Steel")),
        ("Ann Lee was sworn in as president of Peru.", ("Ann Lee", "leaderOf", "Peru")),
        ("Ann Lee took over as mayor of Lima on Monday.", ("Ann Lee", "leaderOf", "Lima")),
        ("Ann Lee, a former head of the collapsed bank Acme Trust, left.", ("Ann Lee", "leaderOf", "Acme Trust")),
        ("The mayor of Haut-Lomami, Ann Lee, left.", ("Ann Lee", "positionHeld", "mayor of Haut-Lomami")),
        ("Chief Executive Ann Lee resigned.", ("Ann Lee", "positionHeld", "Chief Executive")),
    ],
)
def test_whoever_is_described_holds_the_office(read_text: Read, text: str, fact: tuple[str, str, str]) -> None:
    assert fact in facts(read_text(text))


def test_what_somebody_is_does_not_hang_on_what_comes(read_text: Read) -> None:
    reading = read_text("Acme Steel's founder and chairman, Ann Lee, will join the board.")
    assert {relation.stance.value for relation in reading.relations} == {"actual"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Polish President Lech Walesa spoke in Poland.", ("Lech Walesa", "leaderOf", "Poland")),
        ("Lech Walesa, the chairman of Solidarity, spoke.", ("Lech Walesa", "positionHeld", "chairman of Solidarity")),
        ("A warrant was issued on Monday for General Otto Brandt.", ("Otto Brandt", "positionHeld", "General")),
        (
            "Otto Brandt, an astronomer at the Niels Bohr Institute, spoke.",
            ("Otto Brandt", "employedBy", "Niels Bohr Institute"),
        ),
        ("NATO spoke. Its North Africa director, Otto Brandt, left.", ("Otto Brandt", "leaderOf", "NATO")),
        ("Prime Minister Theresa May spoke.", ("Theresa May", "positionHeld", "Prime Minister")),
        ("NATO spokesman James Shea spoke.", ("James Shea", "spokespersonFor", "NATO")),
        ("The strike began in Gdynia, Poland.", ("Gdynia", "locatedIn", "Poland")),
        ("A bridge fell in Kutaisi, western Georgia.", ("Kutaisi", "locatedIn", "Georgia")),
        ("He flew to Lisbon, the capital of Portugal.", ("Lisbon", "locatedIn", "Portugal")),
        ("Marie Curie was born in Warsaw on 7 November 1867.", ("Marie Curie", "bornIn", "Warsaw")),
        ("Marie Curie was born in Warsaw on 7 November 1867.", ("Marie Curie", "bornOn", "1867-11-07")),
        ("Marie Curie (7 November 1867 – 4 July 1934) was a chemist.", ("Marie Curie", "diedOn", "1934-07-04")),
        ("Curie's aide, Jane Roux, who was tried with him, died in 1921.", ("Jane Roux", "diedOn", "1921-01-01")),
        ("Pierre Curie married Marie Sklodowska in 1895.", ("Pierre Curie", "spouseOf", "Marie Sklodowska")),
        ("Ruth Bello, daughter of the singer Karl Moss, left.", ("Ruth Bello", "childOf", "Karl Moss")),
        ("Ruth Bello was born to Karl Moss and Ann Lee.", ("Ruth Bello", "childOf", "Ann Lee")),
        ("Ruth Bello was replaced by Karl Moss as mayor of Lima.", ("Karl Moss", "leaderOf", "Lima")),
        ("Ruth Bello is married to the surgeon Karl Moss.", ("Ruth Bello", "spouseOf", "Karl Moss")),
        ("Tom Lee's son, Jan Lee, leads the Green Union.", ("Jan Lee", "leaderOf", "Green Union")),
        ("The Green Union was founded by the poet Ann Lee.", ("Ann Lee", "founderOf", "Green Union")),
        ("Karl Moss is a citizen of Peru.", ("Karl Moss", "citizenOf", "Peru")),
        ("Kivu Cement, a subsidiary of Acme Group, cut jobs.", ("Kivu Cement", "subsidiaryOf", "Acme Group")),
        ("Nordbank is a unit of Acme Group.", ("Nordbank", "partOf", "Acme Group")),
        ("Norway is a member of NATO.", ("Norway", "memberOf", "NATO")),
    ],
)
def test_relation(read_text: Read, text: str, fact: tuple[str, str, str]) -> None:
    assert fact in facts(read_text(text))


def test_a_list_of_places_is_no_address(read_text: Read) -> None:
    for text in ("Strikes began in Gdansk, Gdynia and Sopot.", "Graz, Linz, Salzburg, Carinthia saw storms."):
        assert not [fact for fact in facts(read_text(text)) if fact[1] == "locatedIn"]


@pytest.mark.parametrize(
    ("text", "not_told"),
    [
        ("Karl Moss ruled out a pact with the Green Union.", ("Karl Moss", "leaderOf", "Green Union")),
        ("Karl Moss ruled out the Green Union.", ("Karl Moss", "leaderOf", "Green Union")),
        ("Ruth Bello left the Green Union to join the Red Party.", ("Green Union", "memberOf", "Red Party")),
        ("Ruth Bello, her husband Karl and Ann Lee were lost.", ("Ann Lee", "spouseOf", "Ruth Bello")),
        ("Kenya signed a deal with Tanzania in Nairobi.", ("Tanzania", "locatedIn", "Nairobi")),
        ("President Tomas Vega spoke in Geneva. Switzerland agreed.", ("Tomas Vega", "leaderOf", "Switzerland")),
        ("The army attacked the village of Kirin near Oslo.", ("army", "opposes", "Oslo")),
        ("It shook Shaya County, Xinjiang Region, on Monday.", ("Xinjiang Region", "locatedIn", "Shaya County")),
        ("Rebels shelled Kharkiv, Russia's army said.", ("Kharkiv", "locatedIn", "Russia")),
        (
            "Russia and Lyman fell silent. Russia left Lviv and Kyiv. Later President Ivo Roe blamed Russia.",
            ("Ivo Roe", "leaderOf", "Russia"),
        ),
        ("Russia was warned. Russia was calm. President Ivo Roe blamed Russia.", ("Ivo Roe", "leaderOf", "Russia")),
    ],
)
def test_what_is_not_said_is_no_relation(read_text: Read, text: str, not_told: tuple[str, str, str]) -> None:
    assert not_told not in facts(read_text(text))


def test_a_name_does_not_say_where_a_body_is(read_text: Read) -> None:
    found = facts(read_text("The National Union of Chad met in Paris. It wants to return to Chad."))
    assert not [fact for fact in found if fact[1] == "locatedIn"]


def test_a_foreign_minister_does_not_lead_the_country(read_text: Read) -> None:
    found = facts(read_text("French Foreign Minister Alain Juppe left France."))
    assert ("Alain Juppe", "leaderOf", "France") not in found


def test_every_relation_names_its_rule(read_text: Read) -> None:
    reading = read_text("NATO spokesman James Shea lives in Gdynia, Poland.")
    assert reading.relations
    assert all(relation.rule.startswith("relation:") for relation in reading.relations)


@pytest.mark.parametrize("text", ["", " \n", "President", "Prime Minister (", "born in , ("])
def test_odd_input_has_no_relations(read_text: Read, text: str) -> None:
    assert facts(read_text(text)) == []


MENTORS = """
@prefix cg: <https://w3id.org/claimgraph#> . @prefix my: <https://example.org/my#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
my:mentorOf a owl:ObjectProperty ; rdfs:label "mentor of"@en ; rdfs:domain schema:Person ; rdfs:range schema:Person ;
    rdfs:comment "Somebody taught somebody else the trade."@en ; skos:altLabel "mentor of"@en, "mentor/VERB"@en .
my:Duel a owl:Class ; rdfs:subClassOf cg:Event ; rdfs:label "duel"@en ; skos:altLabel "duel"@en .
"""


@pytest.mark.parametrize(
    "text",
    ["Nadia Boulanger mentored Aaron Copland.", "Nadia Boulanger, the mentor of Aaron Copland, spoke."],
)
def test_a_relation_of_another_ontology_is_read(
    annotate: Callable[..., Doc], nlp: Language, tmp_path: Path, text: str
) -> None:
    (tmp_path / "my.ttl").write_text(MENTORS)
    reader = RelationReader.of(vocabulary.load(tmp_path / "my.ttl"), nlp)
    doc = annotate(text)
    reader(doc)
    assert ("Nadia Boulanger", "mentorOf", "Aaron Copland") in facts(doc._.reading)


def test_whom_a_spokeswoman_speaks_for_holds_no_position(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Robin Castle, spokeswoman for Ida Kendall, said the senator was well.")
    assert [who for who, relation, _ in facts(doc._.reading) if relation == "positionHeld"] == ["Robin Castle"]


def test_whoever_is_named_something_is_it(annotate: Callable[..., Doc]) -> None:
    doc = annotate("The company appointed Ann Lee chief executive.")
    assert [who for who, relation, _ in facts(doc._.reading) if relation == "positionHeld"] == ["Ann Lee"]


def test_a_leader_in_a_town_does_not_lead_it(annotate: Callable[..., Doc]) -> None:
    doc = annotate("Ola Berg, a union leader in Hamar, was arrested on Monday.")
    assert "leaderOf" not in {relation for _, relation, _ in facts(doc._.reading)}
    doc = annotate("Ola Berg, the mayor of Hamar, was arrested on Monday.")
    assert ("Ola Berg", "leaderOf", "Hamar") in facts(doc._.reading)
    doc = annotate("Ola Berg, the captain of the Santa Clara, was arrested on Monday.")
    assert "leaderOf" not in {relation for _, relation, _ in facts(doc._.reading)}


@pytest.mark.parametrize(
    ("text", "not_told"),
    [
        ("The Chilean director Ann Lee won a prize.", ("Ann Lee", "leaderOf", "Chile")),
        ("Bangladesh's refugee commissioner, Shah Rezwan, left.", ("Shah Rezwan", "leaderOf", "Bangladesh")),
        ("The army, led by Ola Roe, fought the Red Front, led by Ann Lee.", ("Ola Roe", "leaderOf", "Red Front")),
        ("The Red Front attacked the South Hospital.", ("Red Front", "opposes", "South Hospital")),
    ],
)
def test_nobody_leads_what_others_lead(read_text: Read, text: str, not_told: tuple[str, str, str]) -> None:
    assert not_told not in facts(read_text(text))
