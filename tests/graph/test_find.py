"""From what a person types to the entity they mean: the one look-up, whoever asks."""

from __future__ import annotations

import pytest

from claimgraph.errors import UsageError
from claimgraph.graph.find import find
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.model import Entity

BASE = "https://claimgraph.example/"
ENTITIES = {
    e.id: e
    for e in (
        Entity("person/ana-lund", "Person", "Ána Lund", ("Ana of the Cranes", "Boss")),
        Entity("person/ivo", "Person", "Ivo Strand", ("Boss",)),
        Entity("org/lund", "Organization", "Lund", ("Ana Lund",)),
        Entity("org/fire", "Organization", "🔥", ("Огонь",)),
    )
}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ana lund", "person/ana-lund"),
        ("Ána Lund", "person/ana-lund"),
        ("ANA OF THE CRANES", "person/ana-lund"),
        ("person/ana-lund", "person/ana-lund"),
        (f"{BASE}person/ana-lund", "person/ana-lund"),
        ("lund", "org/lund"),
        ("🔥", "org/fire"),
        ("огонь", "org/fire"),
    ],
)
def test_a_name_is_found_in_any_spelling_and_before_any_alias(name: str, found: str) -> None:
    assert find(name, ENTITIES, BASE) == found


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Ana Lunt", "nothing is called 'Ana Lunt' in this graph; near it: .*Ána Lund"),
        ("Zzzz", "nothing is called 'Zzzz' in this graph$"),
        ("", "nothing is called ''"),
        ("?!", "nothing is called"),
        ("https://elsewhere.example/person/ana-lund", "nothing is called"),
        ("boss", "'boss' is the name of 2 things; say which: person/ana-lund, person/ivo"),
    ],
)
def test_what_is_not_found_is_said(name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        find(name, ENTITIES, BASE)


def test_nothing_is_near_in_an_empty_graph() -> None:
    with pytest.raises(UsageError, match=r"nothing is called 'a' in this graph$"):
        find("a", {}, BASE)


@pytest.mark.parametrize("name", ["person/ana-lund", "ÁNA LUND", "ana lund", f"{BASE}person/ana-lund"])
def test_view_and_explain_find_the_same(name: str, kg: KnowledgeGraph) -> None:
    assert kg.find(name) == "person/ana-lund"
    assert kg.explain(name) == kg.explain("person/ana-lund")
    assert kg.view(around=name) == kg.view(around="person/ana-lund") != kg.view()


@pytest.mark.parametrize("name", ["Nobody At All", ""])
def test_view_and_explain_say_the_same(name: str, kg: KnowledgeGraph) -> None:
    with pytest.raises(UsageError) as viewed:
        kg.view(around=name)
    with pytest.raises(UsageError) as explained:
        kg.explain(name)
    assert str(viewed.value) == str(explained.value)


def test_near_names_are_shown_on_one_line(nasty: str) -> None:
    with pytest.raises(UsageError) as error:
        find("Ivo Strandd", {"person/x": Entity("person/x", "Person", f"Ivo Strand {nasty}"[:60])}, BASE)
    assert str(error.value).isprintable() and "near it: Ivo Strand" in str(error.value)
