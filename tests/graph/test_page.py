"""The query page in a real Chromium: YASGUI from our files alone, asking our endpoint, with hostile text as answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pyoxigraph
import pytest
from playwright.sync_api import Page, sync_playwright

from claimgraph.graph.query import named_queries
from claimgraph.graph.serve import examples, make_app

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "chromium")
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
LABELS = "SELECT ?name { ?thing rdfs:label ?name } ORDER BY ?thing"
WAIT = 60_000


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, all_nasty: dict[str, str], running: Any) -> Iterator[str]:
    """A running server over a store whose labels are hostile."""
    path = tmp_path_factory.mktemp("page") / "store"
    store = pyoxigraph.Store(str(path))
    label = pyoxigraph.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    for number, text in enumerate(all_nasty.values()):
        thing = pyoxigraph.NamedNode(f"urn:{number:03}")
        store.add(pyoxigraph.Quad(thing, label, pyoxigraph.Literal(text.encode("utf-8", "replace").decode())))
    store.flush()
    del store
    with running(make_app(path, queries=examples(), workers=2)) as address:
        yield address


@pytest.fixture(scope="module")
def requests() -> list[str]:
    """The addresses that the page has asked for."""
    return []


@pytest.fixture(scope="module")
def page(address: str, requests: list[str]) -> Iterator[Page]:
    """The query page, opened."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        page = browser.new_page()
        page.set_default_timeout(WAIT)
        page.on("request", lambda request: requests.append(request.url))
        page.goto(address)
        page.wait_for_selector("html[data-ready]")
        yield page
        browser.close()


def ask(page: Page, query: str) -> None:
    """Type a query and press the button."""
    page.evaluate("query => void yasgui.getTab().setQuery(query)", query)
    page.click(".tabPanel.active .yasqe_queryButton")
    page.wait_for_selector(".tabPanel.active .yasr .yasr_response_chip:not(.empty)")


def test_yasgui_asks_and_shows_text_as_text(page: Page, all_nasty: dict[str, str]) -> None:
    ask(page, LABELS)
    page.wait_for_selector(".tabPanel.active .yasr table td .nonIri")
    cells = page.eval_on_selector_all(".yasr table td .nonIri", "all => all.map(it => it.textContent)")
    assert len(cells) == len(all_nasty)
    for shown, text in zip(cells, all_nasty.values(), strict=True):
        if text.isascii() and text.isprintable() and "{{" not in text:  # YASR leaves double braces out
            assert text in shown
    assert page.evaluate("window.hit") is None
    assert page.evaluate("document.querySelectorAll('.yasr table :is(img, script, iframe, svg[onload])').length") == 0


def test_triples_and_mistakes_are_shown(page: Page) -> None:
    ask(page, "CONSTRUCT { <urn:made> rdfs:label 1 } {}")
    page.wait_for_selector(".tabPanel.active .yasr >> text=urn:made")
    page.evaluate("void yasgui.getTab().setQuery('SELECT ?x { <urn:function>() }')")
    page.click(".tabPanel.active .yasqe_queryButton")
    page.wait_for_selector(".tabPanel.active .yasr .errorResult >> text=cannot be understood")


def test_named_queries_are_examples(page: Page) -> None:
    offered = page.eval_on_selector_all("#named option", "all => all.map(it => it.value)")
    assert offered[1:] == list(named_queries())
    page.select_option("#named", "timeline")
    assert page.evaluate("yasgui.getTab().getQuery()") == examples()["timeline"]
    # The editor knows all prefixes that the example uses: it marks no mistake.
    assert page.evaluate("yasgui.getTab().getYasqe().queryValid") is True


def test_an_empty_answer_says_which_name_nothing_bears(page: Page) -> None:
    ask(page, "PREFIX cg: <https://w3id.org/claimgraph#>\nSELECT ?it { ?it a cg:Protset ; cg:place 'cg:Nowhere' }")
    page.wait_for_selector("#hint:not(:empty)", timeout=WAIT)
    assert page.locator("#hint").inner_text() == "Nothing here is called cg:Protset; did you mean cg:Protest?"
    ask(page, LABELS)
    assert page.locator("#hint").inner_text() == ""


def test_answers_are_not_kept_in_the_browser(page: Page) -> None:
    ask(page, LABELS)
    kept = page.evaluate("JSON.stringify(Object.values(localStorage))")
    assert "rdfs:label ?name" in kept and "onerror" not in kept


def test_nothing_was_asked_of_another_host(page: Page, address: str, requests: list[str]) -> None:
    assert f"{address}/sparql" in requests
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
