"""What is claimed of an entity: the words, the voice, the stance and the id behind every line."""

from __future__ import annotations

import pytest

from claimgraph.graph.explain import WIDTH, describe, explain, name_of, show, voice_of
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Figure,
    Grounding,
    Interval,
    Quotation,
    Reference,
    Source,
    Term,
    Text,
    Value,
)
from claimgraph.ontology.iris import claim_id


def test_explain_gives_words_voice_and_stance(kg: KnowledgeGraph) -> None:
    told = kg.explain("Ana Lund")
    assert "also called Ana Lund" in told
    assert "“Its head, Ána Lund”" in told
    assert "[denied]" in told
    assert "Lindon Courier; bulletin.txt" in told


def test_each_claim_is_told_with_its_id(kg: KnowledgeGraph) -> None:
    told = kg.explain("event/strike")
    own = {claim_id(c) for x in kg.extractions for c in x.claims if c.subject == "event/strike"}
    assert own and all(identifier in told for identifier in own)
    assert "State Gazette, citing Ministry of Ports; gazette.txt" in told


def test_what_others_have_to_do_with_it_comes_last(kg: KnowledgeGraph) -> None:
    headings = [line for line in kg.explain("HU").split("\n")[1:] if line and line[0] != " "]
    assert headings == [
        "attendee of", "leaderOf of", "opposes of", "organizer of", "named in bulletin.txt, gazette.txt"
    ]  # fmt: skip


def test_long_words_are_cut_and_an_entity_without_claims_is_told() -> None:
    source = Source.of("a.txt", "word " * 200)
    entity = Entity("person/a", "Person", "A")
    claim = Claim("person/a", "positionHeld", Text("x"), Evidence(source.id, 0, 1000, "rule", 1.0))
    read = Extraction(source.id, (entity,), (), (claim,))
    quote = next(
        line for line in explain("person/a", [source], [read], {"person/a": entity}).split("\n") if "“" in line
    )
    assert len(quote.strip()) == WIDTH + 2 and quote.endswith("…”")
    alone = explain("person/a", [source], [Extraction(source.id, (entity,))], {"person/a": entity})
    assert alone == "A  (Person)\n  id person/a\n\nnamed in a.txt\n"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Reference("a"), "Ann"),
        (Reference("gone"), "gone"),
        (Term("Protest"), "Protest"),
        (Text("head"), "head"),
        (Interval("2021-03-04", "2021-03-04"), "2021-03-04"),
        (Interval(None, "2021-03-04"), "… to 2021-03-04"),
        (Figure("killed", 30000), "30,000 killed"),
        (Figure("killed", 1000, "thousands of"), "thousands killed"),
        (Figure("money", 2.5, "about", "USD"), "about 2.5 USD"),
        (Quotation("Not\n so", "told"), "told: “Not so”"),
    ],
)
def test_values_in_words(value: Value, shown: str) -> None:
    assert show(value, {"a": Entity("a", "Person", "Ann")}) == shown


@pytest.mark.parametrize(
    ("entity", "described"),
    [
        (Entity("a", "Person", "A"), "Person"),
        (Entity("a", "Event", "A", type="Protest"), "Protest"),
        (Entity("a", "Place", "A", grounding=Grounding("site")), "Place; site"),
        (
            Entity("a", "Place", "A", grounding=Grounding("city", "NO", 7, 58.25, -3.5)),
            "Place; city in NO; 58.25, -3.50; GeoNames 7",
        ),
    ],
)
def test_entities_in_words(entity: Entity, described: str) -> None:
    assert describe(entity) == described


@pytest.mark.parametrize(
    ("publisher", "speaker", "voice"),
    [
        ("Courier", None, "Courier"),
        (None, None, "the report"),
        ("Courier", "a", "Courier, citing Ann"),
        (None, "gone", "the report, citing gone"),
    ],
)
def test_whose_voice_it_is(publisher: str | None, speaker: str | None, voice: str) -> None:
    claim = Claim("x", "met", Reference("y"), Evidence("s", 0, 1, "rule", 1.0), speaker=speaker)
    entities = {"a": Entity("a", "Person", "Ann")}
    assert voice_of(claim, Source("s", "s.txt", "x", publisher=publisher), entities) == voice
    assert name_of(None, entities) == "None"
