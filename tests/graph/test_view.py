"""The page, opened in a real Chromium with every request watched."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest
from playwright.sync_api import Page

from claimgraph.errors import UsageError
from claimgraph.graph.decisions import Decision
from claimgraph.graph.view import render
from claimgraph.model import Claim, Entity, Evidence, Extraction, Reference, Source, well_formed

HOSTILE = "<img src=x onerror=window.hit=1></script><script>window.hit=1</script>{{7*7}} href='javascript:1'"

NEXT = {"Meeting of the ministry and the union", "Ministry of Ports"}


def click(page: Page, x: float, y: float) -> None:
    """Click at a place of the graph's own coordinates."""
    spot = page.evaluate("([x, y]) => claimgraph.network.canvasToDOM({x, y})", [x, y])
    box = page.locator("#picture").bounding_box()
    assert box
    page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])


def node(page: Page, name: str) -> int:
    """The number of the node with this name."""
    names = page.evaluate("JSON.parse(document.getElementById('details').textContent).entities.map(e => e.name)")
    return int(names.index(name))


def place(page: Page, name: str) -> tuple[float, float]:
    """Where a node is drawn."""
    found = page.evaluate("i => claimgraph.network.getPosition(i)", node(page, name))
    return found["x"], found["y"]


def test_a_clicked_node_shows_the_sentences_and_who_says_them(harbor, show) -> None:
    page = show(render(*harbor.all, title="Harbor"))
    click(page, *place(page, "Strike, Port Lindon, 4 March 2021"))
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Strike, Port Lindon, 4 March 2021"
    text = panel.inner_text()
    assert "The Harbor Union stopped work in Port Lindon on 4 March 2021." in text
    assert "Lindon Courier · Cranes stand still · 2021-03-05 · bulletin.txt" in text
    assert "about 900 participants" in text and "according to Ministry of Ports" in text
    assert "some 900 people" in panel.locator("mark").all_inner_texts()


def test_the_verb_that_reports_a_quotation_is_told_once(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.fill("#search", "ministry of ports")
    page.keyboard.press("Enter")
    told = page.locator("#panel").inner_text()
    assert "said: “A strike drew 300 people”" in told and "said: said" not in told


def test_a_clicked_edge_shows_what_it_rests_on(harbor, show) -> None:
    page = show(render(*harbor.all))
    (x1, y1), (x2, y2) = place(page, "Ána Lund"), place(page, "Harbor Union")
    click(page, x1 * 0.5 + x2 * 0.5, y1 * 0.5 + y2 * 0.5)
    assert page.locator("#panel h2").inner_text() == "Ána Lund and Harbor Union"
    assert "leader of" in page.locator("#panel .claim").first.inner_text()
    assert "Its head, Ána Lund" in page.locator("#panel mark").first.inner_text()


def test_what_people_decided_is_told_as_text(harbor, show) -> None:
    union = ("org/harbor-union",)
    decision = Decision(3, "rename", union, union, ("Dock Union",), union, "Harbor Union", by="Jo", why=HOSTILE)
    page = show(render(*harbor.all, decisions=[decision]))
    page.fill("#search", "harbor union")
    page.keyboard.press("Enter")
    told = page.locator("#panel").inner_text()
    assert "Decided by people" in told and "correction 3: rename Dock Union → Harbor Union, by Jo: <img src=x" in told
    assert page.evaluate("window.hit") is None
    page.fill("#search", "ivo strand")
    page.keyboard.press("Enter")
    assert "Decided by people" not in page.locator("#panel").inner_text()


def test_search_is_blind_to_accents_and_works_by_keyboard(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.keyboard.press("Tab")
    page.locator("#search").focus()
    page.keyboard.type("ana lu")
    assert page.locator("#found li").first.inner_text().startswith("Ána Lund")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Ána Lund"
    assert page.evaluate("claimgraph.network.getSelectedNodes()") == [node(page, "Ána Lund")]


def test_aliases_are_found(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.fill("#search", "hu")
    assert page.locator("#found li").first.inner_text().startswith("Harbor Union")


def shown(page: Page) -> tuple[int, int]:
    """How many nodes and edges are visible."""
    return tuple(page.evaluate("[claimgraph.visible.nodes.size, claimgraph.visible.edges.size]"))


def test_only_what_is_stated_as_fact_is_drawn_at_first(harbor, show) -> None:
    page = show(render(*harbor.all))
    assert shown(page)[1] == 6
    page.get_by_label("denied").check()
    assert shown(page)[1] == 7
    page.get_by_label("planned").check()
    assert shown(page)[1] == 9
    page.get_by_label("said by those quoted").uncheck()
    assert shown(page)[1] == 8


def test_kinds_and_sources_can_be_left_out(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.get_by_label("Places").uncheck()
    assert shown(page)[1] == 4
    page.get_by_label("Places").check()
    page.locator("#by-sources summary").click()
    page.get_by_label("Cranes stand still").uncheck()
    assert shown(page)[1] == 4
    page.locator("#no-sources").click()
    assert shown(page) == (0, 0)
    assert "Nothing is left to show" in page.locator("#nothing").inner_text()


def test_the_table_says_the_same_as_the_picture(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.locator("#tab-table").click()
    rows = page.locator("#table tbody tr").all_inner_texts()
    assert len(rows) == 6
    assert any("leader of" in row and "Harbor Union" in row for row in rows)
    page.locator("#table").get_by_role("link", name="Ivo Strand", exact=True).click()
    assert page.locator("#panel h2").inner_text() == "Ivo Strand"


def test_every_control_has_a_name(harbor, show) -> None:
    page = show(render(*harbor.all))
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.get_by_role("tabpanel", name="Graph").count() == 1
    for control in page.locator("button, input, select, a").all():
        label = control.evaluate("e => e.ariaLabel || e.textContent || (e.labels && e.labels[0]?.textContent)")
        assert label and label.strip()


def test_keys_move_the_picture(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.locator("#picture").focus()
    before = page.evaluate("claimgraph.network.getScale()")
    page.keyboard.press("+")
    assert page.evaluate("claimgraph.network.getScale()") > before


def test_text_of_reports_never_runs(show) -> None:
    source = Source.of(HOSTILE, f"{HOSTILE} met {HOSTILE}.", title=HOSTILE, publisher=HOSTILE, published=HOSTILE)
    people = tuple(Entity(f"person/{i}{HOSTILE}", "Person", f"{HOSTILE}{i}", (HOSTILE,)) for i in range(2))
    met = Claim(people[0].id, HOSTILE, Reference(people[1].id), Evidence(source.id, 0, 9, HOSTILE, 1.0))
    said = dataclasses.replace(met, speaker=people[1].id)
    page = show(render([source], [Extraction(source.id, people, (), (met, said))], people, title=HOSTILE))
    page.fill("#search", "img")
    page.keyboard.press("Enter")
    page.locator("#tab-table").click()
    page.wait_for_timeout(100)
    assert page.evaluate("window.hit") is None
    assert page.locator("img").count() == 0
    assert HOSTILE in page.locator("#panel").inner_text()
    assert page.locator("h1").inner_text() == HOSTILE


def test_any_name_is_shown_as_it_is(show, all_nasty: dict[str, str]) -> None:
    names = [well_formed(text) for text in all_nasty.values()]
    source = Source.of("a.txt", " | ".join(names), title=names[0])
    people = tuple(Entity(f"person/{i}", "Person", name, (name,)) for i, name in enumerate(names))
    spots = [source.text.index(name) for name in names]
    claims = tuple(
        Claim("person/0", "met", Reference(e.id), Evidence(source.id, spot, spot + len(e.name), "rule", 1.0))
        for e, spot in zip(people[1:], spots[1:], strict=True)
    )
    page = show(render([source], [Extraction(source.id, people, (), claims)], people))
    page.locator("#tab-table").click()
    assert page.evaluate("[...document.querySelectorAll('#table td:nth-child(3)')].map(e => e.textContent)") == [
        name for _, name in sorted((e.id, e.name) for e in people[1:])
    ]
    for number in range(1, len(people)):
        page.evaluate("i => claimgraph.select(i)", number)
        shown = "[...document.querySelectorAll('#panel h2, #panel mark')].map(e => e.textContent)"
        entity = page.evaluate(
            "i => JSON.parse(document.getElementById('details').textContent).entities[i].name", number
        )
        assert set(page.evaluate(shown)) == {entity}
    assert page.evaluate("window.hit") is None and page.locator("img").count() == 0


def test_an_empty_graph_says_so(show) -> None:
    page = show(render([], [], []))
    assert "empty" in page.locator("#nothing").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_light_and_dark(harbor, show, scheme: str) -> None:
    page = show(render(*harbor.all))
    page.emulate_media(color_scheme=scheme)
    page.wait_for_selector(f"html[data-theme={scheme}]")
    paper, ink = (page.evaluate(f"getComputedStyle(document.body).{name}") for name in ("backgroundColor", "color"))
    assert (brightness(paper) < brightness(ink)) is (scheme == "dark")


def brightness(color: str) -> int:
    """The sum of red, green and blue of a CSS color."""
    return sum(map(int, re.findall(r"\d+", color)[:3]))


def test_two_thousand_nodes_open_quickly(show, generated) -> None:
    page = show(render(*generated(2000)))
    assert page.evaluate("performance.now()") < 10_000
    assert shown(page)[0] > 1000


@pytest.mark.parametrize(
    ("depth", "shown"),
    [
        (1, {"Ána Lund", "Harbor Union", "Beating of Ana Lund"}),
        (2, {"Ána Lund", "Harbor Union", "Beating of Ana Lund", "Strike, Port Lindon, 4 March 2021", *NEXT}),
    ],
)
def test_around_limits_the_page_to_what_is_near(harbor, depth: int, shown: set[str]) -> None:
    assert names_in(render(*harbor.all, around="person/ana-lund", depth=depth)) == shown
    assert names_in(render(*harbor.all)) == {entity.name for entity in harbor.entities}


def names_in(page: str) -> set[str]:
    """The names of the nodes of a page."""
    found = re.search(r'id="details">(.*?)</script>', page)
    assert found
    return {entity["name"] for entity in json.loads(found[1])["entities"]}


@pytest.mark.parametrize("around", ["person/nobody", "Harbor Union", ""])
def test_an_id_that_nothing_has_is_said(harbor, around: str) -> None:
    with pytest.raises(UsageError, match=f"no entity of this graph has the id '{around}'"):
        render(*harbor.all, around=around)


def test_the_page_is_the_same_each_time(harbor) -> None:
    sources, extractions, entities = harbor.all
    assert render(sources[::-1], extractions[::-1], entities[::-1]) == render(*harbor.all)
