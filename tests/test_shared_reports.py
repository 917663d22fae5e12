"""The reports claimgraph was conceived for, where they are beside this checkout: what must come out of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph import build, open_graph
from claimgraph.graph.knowledge import KnowledgeGraph

SHARED = Path(__file__).parents[2] / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "reports").is_dir(), reason="the shared reports are not beside this checkout"
)


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    """The graph of the shared reports."""
    folder = tmp_path_factory.mktemp("shared") / "kg"
    build([SHARED / "reports"], folder)
    yield open_graph(folder)


def gold_places() -> dict[str, set[str]]:
    """Every place of the gold, by its first name, with all the names it goes by."""
    places: dict[str, set[str]] = {}
    for path in sorted((SHARED / "gold").glob("*.json")):
        for entity in json.loads(path.read_text("utf-8"))["entities"]:
            if entity["type"] == "Place":
                forms = {entity["name"], *entity["aliases"]}
                key = next((k for k, v in places.items() if v & forms), entity["name"])
                places.setdefault(key, set()).update(forms)
    return places


def test_each_place_is_one_node_with_coordinates(kg: KnowledgeGraph) -> None:
    places = [entity for entity in kg.entities.values() if entity.kind == "Place"]
    nodes = {name: [p for p in places if forms & {p.name, *p.aliases}] for name, forms in gold_places().items()}
    once = [found[0] for found in nodes.values() if len(found) == 1]
    assert len(once) >= 34, {name: len(found) for name, found in nodes.items() if len(found) != 1}
    assert sum(p.grounding is not None and p.grounding.latitude is not None for p in once) >= 30


def test_the_movement_is_one_node_under_its_names(kg: KnowledgeGraph) -> None:
    wanted = {"People’s Mojahedin Organization of Iran", "PMOI", "MEK", "Mujahedin-e Khalq"}
    bearing = [e for e in kg.entities.values() if wanted & {e.name, *e.aliases} and e.kind == "Organization"]
    assert len(bearing) == 1
    assert wanted <= {bearing[0].name, *bearing[0].aliases}


def test_the_commemorations_have_their_days_and_cities(kg: KnowledgeGraph) -> None:
    rows = kg.named("events", begin="2020-07-29", end="2020-08-03").rows
    days = {row[0] for row in rows if row[2] in ("Commemoration", "Graffiti", "Protest", "Other")}
    assert {"2020-07-29", "2020-07-31", "2020-08-01", "2020-08-02", "2020-08-03"} <= days
    on_the_first = {row[3] for row in rows if row[0] == "2020-08-01"}
    assert {"Babol", "Zahedan", "Rasht", "Shiraz", "Kerman", "Dorud", "Bandar Anzali"} <= on_the_first


def test_the_president_elect_is_tied_to_her_council(kg: KnowledgeGraph) -> None:
    assert kg.query(
        'ASK { ?who rdfs:label "Maryam Rajavi"@en ; cg:leaderOf ?council . '
        'FILTER (STRSTARTS(STR(?label), "National Council of Resistance")) ?council rdfs:label ?label }'
    ).truth


def test_rival_figures_stand_side_by_side_with_who_says_them(kg: KnowledgeGraph) -> None:
    rival = [c for c in kg.conflicts() if c.about == "figures: killed"]
    values = [position.value for conflict in rival for position in conflict.values]
    assert any("30,000" in value for value in values)
    assert any("thousands" in value for value in values)
    assert "Secretariat of the National Council of Resistance of Iran (NCRI) (000.txt" in kg.conflicts_text()
    assert not kg.query("ASK { ?event cg:figure/cg:value 30000 }").truth


@pytest.mark.parametrize("furniture", ["728 x 90", "Exit mobile version", "bloggers like this", "_MG_4408"])
def test_page_furniture_makes_no_claim(furniture: str, kg: KnowledgeGraph) -> None:
    assert kg.named("sources").rows
    words = "GRAPH ?g { ?passage oa:exact ?words } FILTER (CONTAINS(?words, ?piece))"
    assert not kg.query(f"ASK {{ {words} }}", piece=furniture).truth
    assert not any(furniture in form for e in kg.entities.values() for form in (e.name, *e.aliases))


@pytest.mark.parametrize("words", ["sentenced to death", "must be brought to justice"])
def test_calls_and_hypotheticals_are_no_plain_triples(words: str, kg: KnowledgeGraph) -> None:
    """What is called for or only possible is no plain triple; at most the call itself is one."""
    events = kg.query(
        "SELECT DISTINCT ?event ?stance { GRAPH ?g { ?claim rdf:subject ?event ; rdf:predicate rdf:type ; "
        "cg:stance ?stance ; prov:wasQuotedFrom/oa:hasSelector/oa:exact ?quote FILTER (CONTAINS(?quote, ?words)) } }",
        words=words,
    ).rows
    assert events
    for event, stance in events:
        plain = {
            str(row[0]).removeprefix("https://w3id.org/claimgraph#")
            for row in kg.query(f"SELECT ?type {{ <{event}> a ?type }}").rows
        }
        assert plain <= (
            {"Demand", "http://semanticweb.cs.vu.nl/2009/11/sem/Event"} if str(stance).endswith("#Actual") else set()
        )
