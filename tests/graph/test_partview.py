"""The view over a running server, in a real Chromium: parts of a graph, unfolded and searched on the way."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.types import ASGIApp

from claimgraph.graph.decisions import Decision
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.neighborhood import Reader
from claimgraph.graph.query import ask
from claimgraph.graph.records import Records
from claimgraph.graph.serve import make_app
from claimgraph.graph.store import Store
from claimgraph.model import Claim, Reference
from claimgraph.ontology import vocabulary
from claimgraph.ontology.iris import claim_id

expect.set_options(timeout=30_000)
HOSTILE = "</script><script>window.hit = 1</script><img src=x onerror='window.hit = 1'>"
STRAND = "person/ivo-strand"
STRIKE = "Strike, Port Lindon, 4 March 2021"
DECISIONS = [
    Decision(1, "rename", (STRAND,), (STRAND,), ("I. Strand",), (STRAND,), "Ivo Strand", by="Jo", why=HOSTILE),
    Decision(2, "confirm", ("org/harbor-union",), ("org/harbor-union",), ("Harbor Union",), ("org/harbor-union",)),
]
Running = Callable[[ASGIApp], AbstractContextManager[str]]


def read(kg: KnowledgeGraph, *ids: str, texts: bool = True) -> Any:
    """The neighborhood of some ids, from the store of a graph alone."""
    source_of = kg.source_of if texts else lambda _: None
    return Reader(lambda text: ask(kg.store, text, base=kg.base).terms, kg.base, kg.vocabulary, source_of).around(ids)


def told(claims: Any) -> set[Claim]:
    """Claims without the rule that read them and its exact score, which pages do not tell."""
    return {dataclasses.replace(c, evidence=dataclasses.replace(c.evidence, rule="", score=0.9)) for c in claims}


def test_claims_and_names_come_back_from_the_store_as_they_went_in(kg: KnowledgeGraph) -> None:
    part = read(kg, "event/strike", "org/ministry-of-ports")
    assert part.shown >= {"event/strike", "org/harbor-union", "place/port-lindon", "org/ministry-of-ports"}
    assert {e.id: e.name for e in part.entities} == {e.id: kg.entities[e.id].name for e in part.entities}
    assert {e.id: e.type for e in part.entities} == {e.id: kg.entities[e.id].type for e in part.entities}
    whole = {c for x in kg.extractions for c in x.claims if c.subject in part.shown and c.predicate != "alsoKnownAs"}
    assert told(c for x in part.extractions for c in x.claims) == told(whole)
    lindon = next(e for e in part.entities if e.id == "place/port-lindon").grounding
    assert lindon and (lindon.country, lindon.latitude, lindon.longitude) == ("NO", 58.25, -3.5)


def test_sources_have_their_text_or_what_is_known_of_it(kg: KnowledgeGraph) -> None:
    (with_text, *_), (without, *_) = read(kg, "event/strike").sources, read(kg, "event/strike", texts=False).sources
    assert with_text.text == kg.source_of(with_text.id).text  # type: ignore[union-attr]
    assert (without.title, without.published, without.publisher) == (
        with_text.title, with_text.published, with_text.publisher,
    )  # fmt: skip
    claims = [
        c for x in kg.extractions for c in x.claims if c.evidence.source == without.id and c.subject == "event/strike"
    ]
    spans = [(c.evidence.start, c.evidence.end) for c in claims]
    assert spans and all(without.text[start:end] == with_text.text[start:end] for start, end in spans)


def test_what_was_asked_before_does_not_show(kg: KnowledgeGraph) -> None:
    reader = Reader(lambda text: ask(kg.store, text, base=kg.base).terms, kg.base, kg.vocabulary)
    for center in ("event/strike", "org/ministry-of-ports", "event/strike"):
        assert reader.around([center]) == read(kg, center, texts=False)


@pytest.fixture(scope="module")
def address(kg: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory, running: Running) -> Iterator[str]:
    """A server over the harbor's graph, in which somebody has a hostile name."""
    path = tmp_path_factory.mktemp("part") / "store"
    lund = dataclasses.replace(kg.entities["person/ana-lund"], name=HOSTILE)
    entities = {**kg.entities, lund.id: lund}
    named = [dataclasses.replace(x, entities=tuple(entities[e.id] for e in x.entities)) for x in kg.extractions]
    records = Records(kg.sources, named, entities, kg.base, vocabulary.load(), decisions=DECISIONS)
    Store.rebuild(path, records)
    app = make_app(path, view=kg.view, base=kg.base, workers=2, source_of=kg.source_of)
    with running(app) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that asks nobody but the server, and in which nothing goes wrong."""
    asked: list[str] = []
    wrong: list[str] = []
    page = browser.new_page(viewport={"width": 1200, "height": 760}, reduced_motion="reduce")
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    page.close()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert wrong == []


def names(page: Page) -> set[str]:
    """The names of what the page holds."""
    page.wait_for_selector("html[data-ready]")
    held = page.evaluate("JSON.parse(document.getElementById('details').textContent).entities.map(({ name }) => name)")
    return set(held)


def test_neighbors_are_loaded_as_they_are_asked_for(page: Page, address: str) -> None:
    page.goto(f"{address}/view?with=person/ivo-strand")
    assert names(page) == {"Ivo Strand", "Arrest of Ivo Strand", "Port Lindon"}, "who and where of its events, too"
    page.locator("#search").fill("port lindon")
    page.locator("#found li").first.click()
    page.get_by_role("button", name="Add neighbors").click()
    page.wait_for_url("**place%2Fport-lindon**")
    assert names(page) == {"Ivo Strand", "Arrest of Ivo Strand", "Port Lindon", STRIKE, "Harbor Union"}
    expect(page.locator("#panel h2")).to_have_text("Port Lindon")
    expect(page.locator("#panel mark").first).to_be_visible()


def test_what_is_elsewhere_is_found_and_hostile_names_stay_text(page: Page, address: str) -> None:
    page.goto(f"{address}/view?with=person/ivo-strand")
    page.locator("#search").fill("window hit")
    found = page.locator("#found li", has_text="onerror")
    expect(found).to_contain_text(HOSTILE)
    found.click()
    page.wait_for_url("**ana-lund**")
    assert names(page) >= {HOSTILE, "Harbor Union"}
    expect(page.locator("#panel h2")).to_have_text(HOSTILE)
    page.locator("#search").fill("900 people")
    page.locator("#found li .quote", has_text="900").first.click()
    page.wait_for_load_state()
    assert "Harbor Union" in names(page)
    assert page.evaluate("window.hit") is None


def test_what_people_decided_about_things_and_their_claims_is_read_from_the_store(kg: KnowledgeGraph) -> None:
    place = next(c for x in kg.extractions for c in x.claims if c.object == Reference("place/port-lindon"))
    ids = (claim_id(place),)
    decisions = [*DECISIONS, Decision(3, "reject", ids, ids, ("a line",), (place.subject, "place/port-lindon"))]
    store = pyoxigraph.Store()
    store.extend(Records(kg.sources, kg.extractions, kg.entities, kg.base, kg.vocabulary, decisions=decisions).quads())
    part = Reader(lambda text: ask(store, text, base=kg.base).terms, kg.base, kg.vocabulary).around([place.subject])
    confirmed = ["correction: confirm Harbor Union"] if "org/harbor-union" in part.shown else None
    assert part.decided.get("org/harbor-union") == confirmed
    assert part.decided[place.subject] == part.decided["place/port-lindon"] == ["correction: reject a line"]
    assert STRAND not in part.decided


def test_what_is_disputed_or_denied_elsewhere_is_a_press_away(page: Page, address: str) -> None:
    page.goto(f"{address}/view?with={STRAND}")
    page.get_by_role("button", name="What do reports disagree on, or deny?").click()
    sheet = page.locator("#disputes")
    expect(sheet).to_contain_text("Strike, Port Lindon, 4 March 2021 — figures: participants")
    sheet.get_by_role("button", name="Beating of Ana Lund").click()
    page.wait_for_url("**event%2Fbeating**")
    expect(page.locator("#panel h2")).to_have_text("Beating of Ana Lund")


def test_two_are_connected_of_whom_the_page_has_one(page: Page, address: str) -> None:
    page.goto(f"{address}/view?with={STRAND}")
    page.get_by_role("button", name="How are two connected?").click()
    page.keyboard.type("Ivo Strand")
    page.keyboard.press("Enter")
    page.keyboard.type("Harbor Union")
    page.locator("#ends-1 li", has_text="Harbor Union").click()
    page.wait_for_url("**way=org%2Fharbor-union**")
    expect(page.locator("#panel h2")).to_have_text("How Ivo Strand and Harbor Union are connected")
    expect(page.locator("#panel")).to_contain_text("4 steps, the shortest way over the links of the whole graph")
    expect(page.locator(".path .says")).to_have_count(4)
    expect(page.locator(".path .says").first).to_contain_text("Arrest of Ivo Strand")


def test_a_question_names_both_and_where_no_way_is_what_was_looked_at_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}/view?with=org/harbor-union")
    page.locator("#search").fill("How are Ivo Strand and Olga Ree connected?")
    page.keyboard.press("Enter")
    page.wait_for_url("**way=person%2Folga-ree**")
    told = page.locator("#panel")
    expect(told).to_contain_text("No claim of the whole graph ties Olga Ree to anything else")
    page.get_by_role("button", name="What is near Ivo Strand").click()
    page.wait_for_url(f"**with={STRAND.replace('/', '%2F')}**")


def test_a_month_is_looked_for_in_the_whole_graph(page: Page, address: str) -> None:
    page.goto(f"{address}/view?with=org/ministry-of-ports")
    page.locator("#search").fill("What happened in Port Lindon in July?")
    expect(page.locator("#found li").first).to_contain_text("Nothing of Port Lindon is dated to July")
    expect(page.locator("#found li").first).to_contain_text("most is of March 2021")
    page.locator("#search").fill("What happened in Port Lindon in March?")
    expect(page.locator("#found li").first).to_contain_text("What happened: Port Lindon, March 2021")
    expect(page.locator("#found li").first).to_contain_text("2 events")
    page.keyboard.press("Enter")
    page.wait_for_url("**begin=2021-03-01&end=2021-03-31**")
    expect(page.locator("#timeline .note").first).to_have_text("All that the graph knows of Port Lindon in March 2021.")
    assert page.locator("#timeline li .name").all_inner_texts() == ["Arrest of Ivo Strand", STRIKE]


def test_namesakes_are_told_apart_by_how_much_is_said_of_them(page: Page, address: str) -> None:
    page.goto(f"{address}/view?with=org/ministry-of-ports")
    page.locator("#search").fill("who was Ivo Strand?")
    expect(page.locator("#found li").first).to_contain_text("person · 1 claim")
    assert httpx.get(f"{address}/view/weights?with={STRAND}&with=a", trust_env=False).json() == {STRAND: 1}


def test_months_are_told_with_how_many_events(address: str) -> None:
    def months(query: str) -> Any:
        return httpx.get(f"{address}/view/months{query}", trust_env=False).json()

    assert months("?with=place/port-lindon") == months("") == {"2021-03": 2}
    assert months(f"?with={STRAND}") == {"2021-03": 1}
    assert months("?with=person/olga-ree") == {}


def test_decisions_are_told_as_text(page: Page, address: str) -> None:
    page.goto(f"{address}/view?with={STRAND}#at={STRAND}")
    told = page.locator("#panel")
    expect(told).to_contain_text("Decided by people")
    expect(told).to_contain_text(f"correction: rename I. Strand → Ivo Strand, by Jo: {HOSTILE}")
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize(
    ("asked", "status", "holds"),
    [
        pytest.param("", 200, "Olga Ree", id="small-graphs-whole"),
        pytest.param("?whole", 200, "Olga Ree", id="whole"),
        pytest.param("?with=person/nobody", 200, "person/nobody", id="a-thing-that-is-not-there"),
        pytest.param("?with=http://%5B", 400, "no thing", id="no-iri"),
        pytest.param("?" + "&".join(["with=a"] * 30), 400, "at most 20", id="too-many"),
        pytest.param("?way=a", 400, "between two things", id="one-end-of-a-way"),
        pytest.param("?way=http://%5B&way=a", 400, "no thing", id="a-way-from-no-iri"),
        pytest.param("?begin=2021-02-30&end=2021-03-01", 400, "two days", id="no-day"),
        pytest.param("?begin=2021-03-01&end=2021-03-31", 200, "Arrest of Ivo Strand", id="a-period"),
        pytest.param("?begin=1990-03-01&end=1990-03-31", 200, "1990-03-01", id="a-period-without-events"),
        pytest.param("/months?with=http://%5B", 400, "no thing", id="months-of-no-iri"),
    ],
)
def test_what_is_answered(address: str, asked: str, status: int, holds: str) -> None:
    answer = httpx.get(f"{address}/view{asked}", trust_env=False)
    assert answer.status_code == status and holds in answer.text


def test_a_store_without_claims_has_a_view(tmp_path: Path, running: Running) -> None:
    pyoxigraph.Store(str(tmp_path / "store")).flush()
    with running(make_app(tmp_path / "store", view=lambda: "whole", workers=1)) as address:
        assert httpx.get(f"{address}/view", trust_env=False).text == "whole"
        assert httpx.get(f"{address}/view?with=person/x", trust_env=False).status_code == 200
