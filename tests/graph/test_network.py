"""The projection of claims onto a network."""

from __future__ import annotations

import dataclasses
import io

import networkx as nx
import pytest

from claimgraph.graph.network import actors, is_trusted, nearby, project
from claimgraph.model import Claim, Evidence, Reference, Stance


def edges(network: nx.MultiDiGraph) -> set[tuple[str, str, str]]:
    """Every edge as subject, predicate, object."""
    return {(start, predicate, end) for start, end, predicate in network.edges(data="predicate")}


def test_actual_claims_between_entities_become_edges(harbor) -> None:
    assert edges(project(*harbor.all)) == {
        ("event/strike", "organizer", "org/harbor-union"),
        ("event/strike", "place", "place/port-lindon"),
        ("event/arrest", "place", "place/port-lindon"),
        ("event/arrest", "patient", "person/ivo-strand"),
        ("person/ana-lund", "leaderOf", "org/harbor-union"),
    }


def test_every_entity_is_a_node_in_one_order(harbor) -> None:
    sources, extractions, entities = harbor.all
    again = project(sources[::-1], extractions[::-1], entities[::-1])
    assert list(again) == list(project(*harbor.all)) == sorted(entity.id for entity in entities)
    assert list(again.edges(keys=True, data=True)) == list(project(*harbor.all).edges(keys=True, data=True))


def test_an_edge_tells_what_it_rests_on(harbor) -> None:
    edge = project(*harbor.all).edges["event/strike", "place/port-lindon", "place"]
    assert edge["evidence"] == 2
    assert edge["sources"] == "bulletin.txt; gazette.txt"
    assert edge["publishers"] == "Lindon Courier; State Gazette"
    assert (edge["begin"], edge["end"]) == ("2021-03-04", "2021-03-04")


def test_a_place_carries_its_coordinates(harbor) -> None:
    place = project(*harbor.all).nodes["place/port-lindon"]
    assert (place["latitude"], place["longitude"], place["precision"]) == (58.25, -3.5, "city")


def test_other_stances_are_asked_for(harbor) -> None:
    network = project(*harbor.all, stances=[Stance.DENIED])
    assert list(network.edges(keys=True)) == [("event/beating", "person/ana-lund", "patient, denied")]


@pytest.mark.parametrize(
    ("trust", "believed"),
    [("publisher", False), ("any-speaker", True), (("person/x",), True), (("person/y",), False)],
)
def test_trust_decides_whose_words_count(trust, believed: bool) -> None:
    said = Claim("a", "supports", Reference("b"), Evidence("s", 0, 1, "r", 1.0), speaker="person/x")
    assert is_trusted(said, trust) is believed


def test_actors_are_joined_by_shared_events_and_by_claims(harbor) -> None:
    together = actors(project(*harbor.all, stances=tuple(Stance), trust="any-speaker"))
    assert set(together) == {e.id for e in harbor.entities if e.kind in ("Person", "Organization")}
    edge = together.edges["org/harbor-union", "org/ministry-of-ports"]
    assert edge == {
        "weight": 2.0,
        "shared": 1.0,
        "stated": 1.0,
        "events": "Meeting of the ministry and the union",
        "relations": "opposes",
    }


def test_nearby_stops_at_its_depth(harbor) -> None:
    network = project(*harbor.all)
    assert set(nearby(network, ["person/ana-lund"], 1)) == {"person/ana-lund", "org/harbor-union"}
    assert "event/strike" in nearby(network, ["person/ana-lund"], 2)


@pytest.mark.parametrize("write", [nx.write_graphml, nx.write_gexf])
def test_writers_of_networkx_take_it(harbor, write) -> None:
    file = io.BytesIO()
    write(project(*harbor.all), file)
    assert b"Harbor Union" in file.getvalue()


def test_no_records_give_an_empty_network() -> None:
    assert len(project([], [], [])) == 0


def test_a_time_window_leaves_out_events_outside_it_and_without_a_date(harbor) -> None:
    timeless = {("person/ana-lund", "leaderOf", "org/harbor-union")}
    assert edges(project(*harbor.all, begin="2021-03-05")) == timeless
    assert edges(project(*harbor.all, end="2021-03-03")) == timeless
    assert edges(project(*harbor.all, begin="2021-03-01", end="2021-03-31")) == edges(project(*harbor.all))


BOTH_STAND = {("event/strike", "place", "place/port-lindon")}


@pytest.mark.parametrize(
    ("alike", "left"),
    [
        pytest.param({}, BOTH_STAND, id="two-outlets"),
        pytest.param({"publisher": "One"}, set(), id="one-outlet"),
        pytest.param({"author": "Jane Roe"}, set(), id="one-author"),
        pytest.param({"publisher": None}, BOTH_STAND, id="outlets-unknown"),
    ],
)
def test_a_minimum_of_independent_sources(
    harbor, alike: dict[str, str | None], left: set[tuple[str, str, str]]
) -> None:
    sources, *rest = harbor.all
    assert edges(project([dataclasses.replace(source, **alike) for source in sources], *rest, least=2)) == left
