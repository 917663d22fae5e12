"""Queries: named ones with help, values that stay values, mistakes that are said, and the forms of an answer."""

from __future__ import annotations

import pytest

from claimgraph.errors import QueryError
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.query import ask, ask_named, named_queries
from claimgraph.graph.texts import storable
from claimgraph.model import Claim, Entity, Evidence, Extraction, Interval, Reference, Source, Term
from claimgraph.ontology import vocabulary


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_every_named_query_has_help_and_runs(name: str, kg: KnowledgeGraph) -> None:
    query = named_queries()[name]
    values = {p: "Port Lindon" for p in query.parameters if p not in query.defaults}
    assert query.help.endswith(".")
    assert all(query.parameters.values())
    assert kg.named(name, **values).columns


def test_there_are_a_dozen() -> None:
    assert len(named_queries()) >= 12


def test_a_value_stays_a_value(nasty: str, kg: KnowledgeGraph) -> None:
    assert kg.named("who-is", name=nasty).rows == []
    assert kg.query("SELECT ?given { BIND (?value AS ?given) }", value=nasty).rows == [(storable(nasty),)]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {", "not a SPARQL query: .*line 1"),
        ("DELETE WHERE { ?s ?p ?o }", "a query is SELECT, ASK, CONSTRUCT or DESCRIBE$"),
        ("", "a query is SELECT, ASK, CONSTRUCT or DESCRIBE$"),
        ("SELECT * { ?s no:such ?o }", "line 1, column 22: prefix not declared$"),
        ("SELECT * { ?s a cg:Event", 'line 1, column 25: expected one of ",", .*"~"$'),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE asks another server"),
    ],
)
def test_a_mistake_is_said(query: str, message: str, kg: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match=message):
        kg.query(query)


def test_relative_iris_are_under_the_base(kg: KnowledgeGraph) -> None:
    text = "SELECT ?l { <person/ana-lund> rdfs:label ?l }"
    assert ask(kg.store, text, base=kg.base).rows == kg.query(text).rows == [("Ána Lund",)]
    assert ask(kg.store, text, base="https://elsewhere.example/").rows == []


def test_a_named_query_is_asked_as_any_other(kg: KnowledgeGraph) -> None:
    own = ask(kg.store, named_queries()["who-is"].text, {"name": "HU"}, base=kg.base)
    assert (
        ask_named(kg.store, "who-is", {"name": "HU"}, base=kg.base).rows
        == own.rows
        == kg.named("who-is", name="HU").rows
    )
    assert own.rows


@pytest.mark.parametrize("name", ["base", "text", "store", "values"])
def test_any_variable_takes_a_value(name: str, kg: KnowledgeGraph) -> None:
    assert kg.query(f"SELECT ?x {{ BIND (?{name} AS ?x) }}", **{name: "1"}).rows == [("1",)]


SAID = "Strike, Port Lindon, 4 March 2021"


def test_who_says_names_everybody_by_label(kg: KnowledgeGraph) -> None:
    result = kg.named("who-says", name="strike")
    assert result.columns == ("subject", "property", "stance", "publisher", "speaker", "words")
    assert (SAID, "figure", "Actual", "State Gazette", "Ministry of Ports", "300 people") in result.rows
    assert (SAID, "figure", "Actual", "Lindon Courier", None, "some 900 people") in result.rows
    assert len(result.rows) == len(set(result.rows)) == 7
    assert not any(cell and "://" in cell for row in result.rows for cell in row)


@pytest.mark.parametrize("name", ["MEETING", "beating", "of the"])
def test_who_says_tells_what_is_no_plain_triple(name: str, kg: KnowledgeGraph) -> None:
    stances = {row[2] for row in kg.named("who-says", name=name).rows}
    assert stances and "Actual" not in stances


def test_denials_name_everybody_by_label(kg: KnowledgeGraph) -> None:
    result = kg.named("denials")
    assert result.columns == ("who", "subject", "property", "value", "asserted", "words")
    assert result.rows == [("State Gazette", "Beating of Ana Lund", "is a", "attack", None, "had beaten Ana Lund")]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"code": "Protests"}, [("Protests", SAID)]),
        ({"code": "arrests"}, [("Arrests", "Arrest of Ivo Strand")]),
        ({"scheme": "CAMEO", "code": "17"}, [("173", "Arrest of Ivo Strand")]),
        ({"scheme": "plover", "code": "PROTEST"}, [("PROTEST", SAID)]),
        ({"scheme": "plover"}, [("COERCE", "Arrest of Ivo Strand"), ("PROTEST", SAID)]),
        ({"code": "Battles"}, []),
    ],
    ids=str,
)
def test_events_are_found_by_the_codes_of_other_schemes(
    given: dict[str, str], found: list[tuple[str, str]], kg: KnowledgeGraph
) -> None:
    result = kg.named("by-scheme", **given)
    assert result.columns == ("codes", "date", "event", "place")
    assert [(row[0], row[2]) for row in result.rows] == found


@pytest.mark.parametrize(("kind", "found"), [("Gathering", [SAID]), ("arrest", ["Arrest of Ivo Strand"]), ("riot", [])])
def test_events_are_found_by_class_and_group(kind: str, found: list[str], kg: KnowledgeGraph) -> None:
    assert [row[1] for row in kg.named("events", kind=kind).rows] == found


def test_the_timeline_tells_each_event_once_without_repeating_its_place_and_date(kg: KnowledgeGraph) -> None:
    result = kg.named("timeline")
    assert result.columns == ("date", "what", "place", "who", "sources")
    assert result.rows == [
        ("4 March 2021", "Arrest of Ivo Strand", "Port Lindon", "Ivo Strand", "1"),
        ("4 March 2021", "Strike", "Port Lindon", "Harbor Union", "1"),
    ]


@pytest.mark.parametrize(("more", "places"), [((), "Ai; Bo; Cu; Di"), (("p/e",), "Ai; Bo; Cu and 2 more")])
def test_the_timeline_is_as_exact_as_what_is_known(more: tuple[str, ...], places: str) -> None:
    """A month is no first day, many places are told once, and what has no date is left out."""
    source = Source.of("a.txt", "Marches in May 2001, and a strike.")
    claims = (
        Claim("event/march", "type", Term("Protest"), Evidence(source.id, 0, 7, "test", 0.9)),
        Claim(
            "event/march",
            "time",
            Interval("2001-05-01", "2001-05-31", "month"),
            Evidence(source.id, 11, 19, "test", 0.9),
        ),
        *(
            Claim("event/march", "place", Reference(p), Evidence(source.id, 0, 7, "test", 0.9))
            for p in ("p/b", "p/a", "p/c", "p/d", *more)
        ),
        Claim("event/strike", "type", Term("Protest"), Evidence(source.id, 25, 33, "test", 0.9)),
    )
    entities = (
        Entity("event/march", "Event", "Marches, BO and 3 other places, May 2001", (), "Protest", named=False),
        Entity("event/strike", "Event", "Strike", (), "Protest", named=False),
        *(Entity(f"p/{name.lower()[0]}", "Place", name, (), "Place") for name in ("Ai", "Bo", "Cu", "Di", "Ek")),
    )
    extraction = Extraction(source.id, entities, (), claims)
    kg = KnowledgeGraph.of([source], [extraction], {e.id: e for e in entities}, vocabulary=vocabulary.load())
    assert kg.named("timeline").rows == [("May 2001", "Marches", places, None, "1")]


def test_conflicts_can_be_asked_for(kg: KnowledgeGraph) -> None:
    rows = kg.named("conflicts").rows
    assert [row[:7] for row in rows] == [
        (SAID, "figures: participants", "300 participants", "1", "1", "2021-03-06", "2021-03-06"),
        (SAID, "figures: participants", "about 900 participants", "1", "1", "2021-03-05", "2021-03-05"),
    ]
    assert [row[8] for row in rows] == ["State Gazette, citing Ministry of Ports", "Lindon Courier"]
    assert kg.named("conflicts", name="port lindon").rows == rows
    assert kg.named("conflicts", name="elsewhere").rows == []


@pytest.mark.parametrize(
    ("name", "known", "unknown"),
    [
        ("courier", (SAID, "organizer", "Harbor Union"), (SAID, "place", "Port Lindon")),
        ("ministry of ports", (SAID, "figure", "300 participants"), (SAID, "figure", "about 900 participants")),
        ("gazette.txt", (SAID, "figure", "300 participants"), (SAID, "place", "Port Lindon")),
    ],
)
def test_what_is_known_only_from_somebody(
    name: str, known: tuple[str, ...], unknown: tuple[str, ...], kg: KnowledgeGraph
) -> None:
    rows = {row[:3] for row in kg.named("known-only-from", name=name).rows}
    assert known in rows and unknown not in rows


def test_what_somebody_says_about_something(kg: KnowledgeGraph) -> None:
    rows = kg.named("says-about", speaker="ministry", name="strike").rows
    assert [row[:5] for row in rows] == [
        ("Ministry of Ports", "Ministry of Ports", "said", "said: “A strike drew 300 people”", "Actual"),
        ("Ministry of Ports", SAID, "figure", "300 participants", "Actual"),
    ]


def test_claims_with_a_single_independent_source(kg: KnowledgeGraph) -> None:
    rows = {row[:3] for row in kg.named("single-source", name="strike", least="1").rows}
    assert (SAID, "organizer", "Harbor Union") in rows and (SAID, "place", "Port Lindon") not in rows
    assert kg.named("single-source", least="2").rows == []


def test_what_changed_between_two_days(kg: KnowledgeGraph) -> None:
    rows = kg.named("changes", first="2021-03-05", second="2021-03-06").rows
    assert [row[:4] for row in rows] == [
        (SAID, "figure", "no longer told", "about 900 participants"),
        (SAID, "figure", "new", "300 participants"),
    ]
    assert kg.named("changes", first="2021-03-06").rows == kg.named("changes", first="2021-03-01").rows == []


def test_what_is_demanded_planned_or_possible_is_listed_with_its_stance(kg: KnowledgeGraph) -> None:
    everything = kg.named("demands").rows
    assert everything
    by_stance = [
        row for stance in ("demanded", "Planned", "Hypothetical") for row in kg.named("demands", stance=stance).rows
    ]
    assert sorted(map(str, by_stance)) == sorted(map(str, everything))
