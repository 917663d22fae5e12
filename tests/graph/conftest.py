"""A small graph written by hand, about a strike in a harbor town that does not exist."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.types import ASGIApp

from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Figure,
    Grounding,
    Interval,
    Mention,
    Quotation,
    Reference,
    Source,
    Stance,
    Term,
    Text,
    Value,
)
from claimgraph.ontology import vocabulary

BULLETIN = Source.of(
    "bulletin.txt",
    "The Harbor Union stopped work in Port Lindon on 4 March 2021. Its head, Ána Lund, spoke to some 900 people. "
    "The Ministry of Ports is to meet the union on Friday.",
    title="Cranes stand still",
    publisher="Lindon Courier",
    published="2021-03-05",
)
GAZETTE = Source.of(
    "gazette.txt",
    "Ports stayed open. A strike in Port Lindon drew 300 people, the Ministry of Ports said. "
    "The ministry denied that guards had beaten Ana Lund. Guards arrested Ivo Strand in Port Lindon on 4 March 2021.",
    title="Ports <b>open</b>",
    publisher="State Gazette",
    published="2021-03-06",
    url="https://gazette.example/6?a=1&b=2",
)

NASTY: dict[str, str] = json.loads((Path(__file__).parents[1] / "nasty.json").read_text("utf-8"))
NASTY["long"] = (NASTY["long"] * 400)[:10_000]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever takes ``nasty`` is run once with each text of the list."""
    if "nasty" in metafunc.fixturenames:
        metafunc.parametrize("nasty", list(NASTY.values()), ids=list(NASTY))


@pytest.fixture(scope="session")
def all_nasty() -> dict[str, str]:
    """All of the list, by what is nasty in each."""
    return NASTY


@dataclass(frozen=True)
class Records:
    """What the functions of the graph side take."""

    sources: tuple[Source, ...]
    extractions: tuple[Extraction, ...]
    entities: tuple[Entity, ...]

    @property
    def all(self) -> tuple[tuple[Source, ...], tuple[Extraction, ...], tuple[Entity, ...]]:
        """The three, to be unpacked into a call."""
        return self.sources, self.extractions, self.entities


def claim(source: Source, subject: str, predicate: str, value: Value | str, words: str, **more: Any) -> Claim:
    """A claim read where ``words`` stand in the source; a string as value is an entity's id."""
    start = source.text.index(words)
    evidence = Evidence(source.id, start, start + len(words), "rule:test", 0.9)
    return Claim(subject, predicate, Reference(value) if isinstance(value, str) else value, evidence, **more)


ENTITIES = (
    Entity("event/meeting", "Event", "Meeting of the ministry and the union", type="Meeting", named=False),
    Entity("event/arrest", "Event", "Arrest of Ivo Strand", type="Arrest", named=False),
    Entity("event/beating", "Event", "Beating of Ana Lund", type="Attack", named=False),
    Entity("event/strike", "Event", "Strike, Port Lindon, 4 March 2021", type="Protest", named=False),
    Entity("org/harbor-union", "Organization", "Harbor Union", ("HU", "the union"), "Organization"),
    Entity("org/ministry-of-ports", "Organization", "Ministry of Ports", ("the ministry",), "Organization"),
    Entity("person/ana-lund", "Person", "Ána Lund", ("Ana Lund",), "Person"),
    Entity("person/ivo-strand", "Person", "Ivo Strand", (), "Person"),
    Entity("person/olga-ree", "Person", "Olga Ree", (), "Person"),
    Entity("place/port-lindon", "Place", "Port Lindon", (), "Place", Grounding("city", "NO", 12345, 58.25, -3.5)),
)
DAY = Interval("2021-03-04", "2021-03-04")
MINISTRY = "org/ministry-of-ports"


def bulletin_claims() -> tuple[Claim, ...]:
    """What the bulletin says."""
    return (
        claim(BULLETIN, "event/strike", "organizer", "org/harbor-union", "The Harbor Union stopped work"),
        claim(BULLETIN, "event/strike", "place", "place/port-lindon", "in Port Lindon"),
        claim(BULLETIN, "event/strike", "time", DAY, "4 March 2021"),
        claim(BULLETIN, "event/strike", "figure", Figure("participants", 900, "about"), "some 900 people"),
        claim(BULLETIN, "person/ana-lund", "leaderOf", "org/harbor-union", "Its head, Ána Lund"),
        claim(BULLETIN, "person/ana-lund", "positionHeld", Text("head"), "Its head, Ána Lund"),
        claim(BULLETIN, "event/meeting", "agent", MINISTRY, "meet the union", stance=Stance.PLANNED),
        claim(BULLETIN, "event/meeting", "attendee", "org/harbor-union", "meet the union", stance=Stance.PLANNED),
    )


def gazette_claims() -> tuple[Claim, ...]:
    """What the gazette says."""
    return (
        claim(GAZETTE, "event/strike", "place", "place/port-lindon", "in Port Lindon drew"),
        claim(GAZETTE, "event/strike", "figure", Figure("participants", 300), "300 people", speaker=MINISTRY),
        claim(GAZETTE, "event/beating", "patient", "person/ana-lund", "had beaten Ana Lund", stance=Stance.DENIED),
        claim(GAZETTE, "event/arrest", "patient", "person/ivo-strand", "arrested Ivo Strand"),
        claim(GAZETTE, "event/arrest", "place", "place/port-lindon", "in Port Lindon on"),
        claim(GAZETTE, "event/arrest", "time", DAY, "4 March 2021"),
        claim(GAZETTE, MINISTRY, "said", Quotation("A strike drew 300 people"), "the Ministry of Ports said"),
        claim(GAZETTE, MINISTRY, "opposes", "org/harbor-union", "Ports stayed open", speaker=MINISTRY),
    )


@pytest.fixture(scope="session")
def harbor() -> Records:
    """Two reports on a strike, read by hand."""
    mention = Mention(BULLETIN.id, 4, 16, "Harbor Union", "Organization", "org/harbor-union")
    extractions = (
        Extraction(BULLETIN.id, (), (mention,), bulletin_claims()),
        Extraction(GAZETTE.id, (), (), gazette_claims()),
    )
    return Records((BULLETIN, GAZETTE), extractions, ENTITIES)


OCCURRENCES = (
    (0, claim(BULLETIN, "event/strike", "type", Term("Protest"), "stopped work")),
    (0, claim(BULLETIN, "event/meeting", "type", Term("Meeting"), "meet the union", stance=Stance.PLANNED)),
    (1, claim(GAZETTE, "event/beating", "type", Term("Attack"), "had beaten Ana Lund", stance=Stance.DENIED)),
    (1, claim(GAZETTE, "event/arrest", "type", Term("Arrest"), "arrested Ivo Strand")),
)


def graph_of(records: Records, trust: str | tuple[str, ...] = "publisher") -> KnowledgeGraph:
    """The graph of the records in memory, with the claims that say that events took place."""
    extractions = [
        replace(x, entities=records.entities, claims=x.claims + tuple(c for i, c in OCCURRENCES if i == number))
        for number, x in enumerate(records.extractions)
    ]
    entities = {entity.id: entity for entity in records.entities}
    return KnowledgeGraph.of(records.sources, extractions, entities, vocabulary=vocabulary.load(), trust=trust)


@pytest.fixture(scope="session")
def kg(harbor: Records) -> KnowledgeGraph:
    """The graph of the harbor in memory."""
    return graph_of(harbor)


@pytest.fixture(scope="session")
def graph_with(harbor: Records) -> Callable[..., KnowledgeGraph]:
    """A function from a trust setting to the graph of the harbor under it."""
    return lambda trust: graph_of(harbor, trust)


@contextlib.contextmanager
def run_server(app: ASGIApp) -> Iterator[str]:
    """The address of an application on a real port, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(30)


@pytest.fixture(scope="session")
def running() -> Callable[[ASGIApp], contextlib.AbstractContextManager[str]]:
    """A function that runs an application on a real port."""
    return run_server


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "chromium")
QUIET = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        arguments = [*QUIET.split(), "--disable-component-update", "--disable-sync"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def show(show_static: Callable[[str], Page]) -> Callable[[str], Page]:
    """As ``show_static``, for the view: waits until its script has drawn the graph."""

    def open_page(html: str) -> Page:
        page = show_static(html)
        page.wait_for_selector("html[data-ready]", timeout=20_000)
        return page

    return open_page


@pytest.fixture
def show_static(browser: Browser, tmp_path: Path) -> Iterator[Callable[[str], Page]]:
    """A function that opens a page of HTML; afterwards nothing may have been asked of a host, nor gone wrong."""
    asked: list[str] = []
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": 1200, "height": 760}, reduced_motion="reduce")
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))

    def open_page(html: str) -> Page:
        file = tmp_path / "view.html"
        file.write_text(html, "utf-8")
        page.goto(file.as_uri())
        return page

    yield open_page
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert wrong == []


@pytest.fixture(scope="session")
def generated() -> Callable[[int], tuple[list[Source], list[Extraction], list[Entity]]]:
    """A function that makes a graph of so many nodes."""
    return make


def make(size: int) -> tuple[list[Source], list[Extraction], list[Entity]]:
    """A graph of so many nodes: events with two to four people, organizations or places each."""
    chance = random.Random(7)
    source = Source.of("generated.txt", "Something happened. " * 50, publisher="Nobody")
    kinds = (("Person", "person"), ("Organization", "org"), ("Place", "place"))
    others = [Entity(f"{folder}/{i}", kind, f"{kind} {i}") for i in range(size // 2) for kind, folder in [kinds[i % 3]]]
    events = [Entity(f"event/{i}", "Event", f"Event {i}", type="Protest") for i in range(size - len(others))]
    claims = [
        Claim(event.id, "attendee", Reference(others[min(int(chance.paretovariate(0.7)), len(others)) - 1].id),
              Evidence(source.id, 20 * i % 900, 20 * i % 900 + 9, "rule", 1.0))
        for i, event in enumerate(events)
        for _ in range(chance.randrange(1, 4))
    ]  # fmt: skip
    return [source], [Extraction(source.id, (), (), tuple(claims))], [*others, *events]
