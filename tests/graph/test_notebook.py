"""The view inside a notebook: a frame of its own, sealed off."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claimgraph.errors import UsageError
from claimgraph.graph.knowledge import KnowledgeGraph

expect.set_options(timeout=30_000)
HOSTILE = "\"></iframe><script>top.hit = 1</script><img src=x onerror='top.hit = 1'>"


def shown(kg: KnowledgeGraph, show_static: Callable[[str], Page], name: str) -> Page:
    """A notebook's page with the view as the output of a cell."""
    return show_static(f"<!doctype html><title>A notebook</title>{kg.show(name)._repr_html_()}")


def test_a_name_is_shown_with_what_is_near_it(kg: KnowledgeGraph, show_static: Callable[[str], Page]) -> None:
    frame = shown(kg, show_static, "harbor union").frame_locator("iframe[title='Harbor Union']")
    frame.locator("html[data-ready]").wait_for()
    frame.locator("#search").fill("lund")
    frame.locator("#found li").first.click()
    expect(frame.locator("#panel h2")).to_have_text("Ána Lund")
    frame.locator("#search").fill("strand")
    expect(frame.locator("#found li")).to_have_text("nothing of that name")


def test_a_hostile_name_stays_text(kg: KnowledgeGraph, show_static: Callable[[str], Page]) -> None:
    lund = dataclasses.replace(kg.entities["person/ana-lund"], name=HOSTILE)
    page = shown(dataclasses.replace(kg, entities={**kg.entities, lund.id: lund}), show_static, lund.id)
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for()
    expect(frame.locator("h1")).to_have_text(HOSTILE)
    assert page.evaluate("window.hit") is None
    assert page.locator("body > *").count() == 1
    assert page.frames[1].evaluate("origin") == "null"


def test_a_name_that_is_not_there_is_told(kg: KnowledgeGraph) -> None:
    with pytest.raises(UsageError, match="nothing is called"):
        kg.show("nobody")
