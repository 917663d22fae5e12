"""Texts that want to be more than text: as names, aliases, titles, publishers, quotes, classes, speakers and IRIs."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

from claimgraph.graph.view import render
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
    Stance,
    Text,
)

HOSTILE: list[str] = json.loads((Path(__file__).parent / "hostile.json").read_text("utf-8"))
DAY = Interval("2020-01-01", "2020-01-02", "span")


def page_of_all() -> str:
    """A page in which every text that a report can bring is hostile."""
    sources, extractions, entities = [], [], []
    for number, text in enumerate(HOSTILE):
        source = Source.of(f"{text}.txt", text, title=text, publisher=text, author=text, url=text)
        event = Entity(f"event/{number}{text}", "Event", text, (f"also {text}",), text, named=False)
        place = Entity(f"place/{number}", "Place", text, (), "Place", Grounding("city", text, None, number, number))
        person = Entity(f"person/{number}", "Person", text, (text,), text)
        evidence = Evidence(source.id, 0, len(text), text, 1.0)
        told = [
            (event.id, text, Reference(place.id)),
            (event.id, "agent", Reference(person.id)),
            (event.id, "time", DAY),
            *((event.id, "figure", Figure(text, value, unit=text)) for value in (3, 900)),
            (person.id, "said", Quotation(text, text)),
            (person.id, text, Text(text)),
        ]
        claims = [
            Claim(*claim, evidence, stance, person.id) for claim in told for stance in (Stance.ACTUAL, Stance.DENIED)
        ]
        sources.append(source)
        extractions.append(Extraction(source.id, (), (), tuple(claims)))
        entities += [event, place, person]
    return render(sources, extractions, entities, title=HOSTILE[1])


OPEN = """[...document.querySelectorAll("body *")].filter(element => {
  const style = getComputedStyle(element);
  return style.display === "inline" && style.unicodeBidi === "normal" && !element.closest("script, style, title")
    && element.childElementCount === 0 && element.textContent.trim();
}).map(element => element.tagName)"""


def untouched(page: Page) -> bool:
    """Whether nothing ran, and no element came into the page that only markup of a report can have made."""
    foreign = (
        "img, iframe, object, embed, video, math, template, xss, base, script:not([type]) ~ script:not([type]) ~ script"
    )
    return bool(page.evaluate("window.hit === undefined")) and page.locator(foreign).count() == 0


@pytest.mark.parametrize("tab", ["graph", "timeline", "map", "disputes", "table"])
def test_every_tab_shows_them_as_text(show, tab: str) -> None:
    page = show(page_of_all())
    for box in page.locator("#stances input").all():
        box.check()
    page.locator(f"#tab-{tab}").click()
    for details in page.locator("#facets summary").all():
        details.click()
    assert untouched(page)
    assert page.evaluate(OPEN) == []  # an override of direction would reach what stands beside it
    if tab in ("timeline", "table"):
        text = page.locator(f"#{tab}").text_content() or ""
        assert [words for words in HOSTILE if words not in text] == []


def test_panel_search_and_files_show_them_as_text(show) -> None:
    page = show(page_of_all())
    for words in HOSTILE:
        page.fill("#search", words)
        page.keyboard.press("Enter")
        assert (page.locator("#panel h2").text_content() or "") == words
        assert words in (page.locator("#panel figure").first.text_content() or "")
    page.locator("#save summary").click()
    with page.expect_download() as download:
        page.locator("#save-svg").click()
    saved = Path(download.value.path()).read_text("utf-8")
    assert "<script" not in saved and "<img" not in saved
    ElementTree.fromstring(saved)
    assert untouched(page)
