"""The page's tabs, filters, paths, links and files, used as a reader uses them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from claimgraph.graph.view import render
from claimgraph.model import Claim, Entity, Evidence, Extraction, Interval, Reference, Source, Text

STRIKE = "Strike, Port Lindon, 4 March 2021"
CG = "https://w3id.org/claimgraph#"


def turn(page: Page, tab: str) -> None:
    """Open a tab."""
    page.get_by_role("tab", name=tab).click()


def seen(page: Page) -> set[str]:
    """The names of the nodes that the filters leave."""
    names = "JSON.parse(document.getElementById('details').textContent).entities.map(e => e.name)"
    return set(
        page.evaluate(
            f"(() => {{ const names = {names}; return [...claimgraph.visible.nodes].map(i => names[i]); }})()"
        )
    )


def save(page: Page, what: str) -> bytes:
    """What the page hands out for a button of its menu."""
    page.locator("#save summary").click()
    with page.expect_download() as download:
        page.locator(f"#save-{what}").click()
    return Path(download.value.path()).read_bytes()


def test_the_timeline_lists_dated_events_in_order_and_selects(harbor, show) -> None:
    page = show(render(*harbor.all))
    turn(page, "Timeline")
    rows = page.locator("#timeline li[data-node] .name").all_inner_texts()
    assert rows == ["Arrest of Ivo Strand", STRIKE]
    assert page.locator("#timeline h3").all_inner_texts() == ["March 2021"]
    assert page.locator("#timeline svg .event").count() == 2
    page.locator("#timeline .name", has_text=STRIKE).click()
    assert page.locator("#panel h2").inner_text() == STRIKE
    assert page.locator("#timeline li[aria-current] .name").inner_text() == STRIKE


def test_the_map_shows_places_and_selects_with_the_graph(harbor, show) -> None:
    page = show(render(*harbor.all))
    turn(page, "Map")
    assert page.locator(".gazetteer .name").all_inner_texts() == ["Port Lindon"]
    box = page.locator("#map canvas").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert page.locator("#panel h2").inner_text() == "Port Lindon"
    turn(page, "Graph")
    assert page.evaluate("claimgraph.network.getSelectedNodes().length") == 1


def test_rival_figures_stand_side_by_side(harbor, show) -> None:
    page = show(render(*harbor.all))
    turn(page, "Disputed")
    assert set(page.locator(".rival h4").all_inner_texts()) == {"about 900 participants", "300 participants"}
    text = page.locator("#disputes").inner_text()
    assert "some 900 people" in text and "according to Ministry of Ports" in text
    assert "had beaten Ana Lund" in text and "denied" in text


def test_the_number_of_reports_classes_and_period_filter(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.locator("#least").fill("2")
    assert seen(page) == {STRIKE, "Port Lindon"}
    page.locator("#everything").click()
    page.locator("#by-classes summary").click()
    page.locator("#by-classes").get_by_label("arrest").uncheck()
    assert "Arrest of Ivo Strand" not in seen(page)


def test_speakers_filter(harbor, show) -> None:
    page = show(render(*harbor.all))
    assert "Ministry of Ports" in seen(page)
    page.locator("#by-voices summary").click()
    page.locator("#by-voices").get_by_label("Ministry of Ports").uncheck()
    assert "Ministry of Ports" not in seen(page)


def test_two_ends_are_connected_step_by_step(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.get_by_role("button", name="How are two connected?").click()
    for name in ("Ana Lund", "Ivo Strand"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    steps = page.locator(".path .says").all_inner_texts()
    assert len(steps) == 5
    assert "leader of" in steps[0] and "Ivo Strand" in steps[-1]
    assert "Its head, Ána Lund" in page.locator(".path mark").first.inner_text()


def test_two_that_no_claim_ties_are_shown_where_they_are_named_together(show) -> None:
    text = "Bela Tor, a clerk, and Ćim Var, a cook, were both there."
    source = Source.of("a.txt", text)
    told = [("person/bela", "clerk"), ("person/cim", "cook")]
    claims = tuple(
        Claim(who, "positionHeld", Text(what), Evidence(source.id, 0, 8, "rule:test", 0.9)) for who, what in told
    )
    people = [Entity("person/bela", "Person", "Bela Tor"), Entity("person/cim", "Person", "Cim Var")]
    page = show(render([source], [Extraction(source.id, (), (), claims)], people))
    page.get_by_role("button", name="Find somebody").click()
    page.keyboard.type("Bela")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="How is it connected with").click()
    page.keyboard.type("Cim Var")
    page.keyboard.press("Enter")
    panel = page.locator("#panel").inner_text()
    assert "No claim ties Bela Tor, Cim Var" in panel.replace(" or ", ", ")
    assert "Named in one passage, which states no tie" in panel and text in panel


def test_a_link_brings_back_the_same_view(harbor, show) -> None:
    html = render(*harbor.all)
    page = show(html)
    page.get_by_label("denied").check()
    turn(page, "Table")
    page.locator("#table .name", has_text="Beating").click()
    address, before = page.url, seen(page)
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#tab-table").get_attribute("aria-selected") == "true"
    assert page.locator("#panel h2").inner_text() == "Beating of Ana Lund"
    assert seen(page) == before


def test_hide_and_neighborhood(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.fill("#search", "harbor union")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Only this and its neighbors").click()
    assert page.evaluate("claimgraph.drawn.nodes.size") == 4
    page.get_by_role("button", name="Hide").click()
    assert "Harbor Union" not in seen(page)
    page.get_by_role("button", name="Show everything again").click()
    assert "Harbor Union" in seen(page)


def test_neighbors_unfold_and_fold(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.fill("#search", "harbor union")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Only this and its neighbors").click()
    page.fill("#search", STRIKE)
    page.keyboard.press("Enter")
    before = page.evaluate("claimgraph.drawn.nodes.size")
    page.get_by_role("button", name="Add neighbors").click()
    assert page.evaluate("claimgraph.drawn.nodes.size") == before + 1  # Port Lindon, where it was
    page.get_by_role("button", name="Fold neighbors").click()
    assert page.evaluate("claimgraph.drawn.nodes.size") == before
    assert page.locator("#told").inner_text() == "1 neighbor folded away"


def test_words_of_reports_are_found(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.fill("#search", "spoke to some")
    page.keyboard.press("Enter")
    assert "Ána Lund" in page.locator("#panel blockquote").first.inner_text()
    assert STRIKE in page.locator("#panel").inner_text()


def test_a_slip_of_the_pen_is_forgiven(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.fill("#search", "habor unoin")
    assert page.locator("#found li").first.inner_text().startswith("Harbor Union")


def test_what_is_seen_is_saved_as_turtle(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.get_by_label("denied").check()
    graph = rdflib.Graph().parse(data=save(page, "turtle").decode("utf-8"), format="turtle")
    union = rdflib.URIRef("https://claimgraph.example/org/harbor-union")
    assert (rdflib.URIRef("https://claimgraph.example/person/ana-lund"), rdflib.URIRef(f"{CG}leaderOf"), union) in graph
    denied = list(graph.subjects(rdflib.URIRef(f"{CG}stance"), rdflib.URIRef(f"{CG}Denied")))
    assert len(denied) == 1
    beaten = graph.value(denied[0], rdflib.RDF.object)
    assert not list(graph.triples((None, rdflib.URIRef(f"{CG}patient"), beaten)))


def test_what_is_seen_is_saved_as_a_table_without_formulas(harbor, show) -> None:
    page = show(render(*harbor.all))
    rows = list(csv.DictReader(io.StringIO(save(page, "csv").decode("utf-8-sig"), newline="")))
    assert len(rows) == 6
    told = {(row["from"], row["claim"], row["to"]): row["sentence"] for row in rows}
    assert told["Ána Lund", "leader of", "Harbor Union"].startswith("Its head, Ána Lund")


@pytest.mark.parametrize("tab", ["Graph", "Timeline", "Map"])
def test_what_is_seen_is_saved_as_a_picture(harbor, show, tab: str) -> None:
    page = show(render(*harbor.all))
    turn(page, tab)
    assert save(page, "png").startswith(b"\x89PNG")
    text = "".join(ElementTree.fromstring(save(page, "svg")).itertext())
    assert {"Graph": "Harbor Union", "Timeline": STRIKE, "Map": "Port Lindon"}[tab] in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["Graph", "Timeline", "Map", "Disputed", "Table"])
def test_axe_finds_no_serious_violation(harbor, show, tab: str, scheme: str) -> None:
    page = show(render(*harbor.all))
    page.emulate_media(color_scheme=scheme)
    page.wait_for_selector(f"html[data-theme={scheme}]")
    turn(page, tab)
    page.fill("#search", "strike")
    page.keyboard.press("Enter")
    found = Axe().run(page).response["violations"]
    grave = [
        (one["id"], [node["target"] for node in one["nodes"]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert grave == []


def test_a_big_graph_opens_as_communities_that_unfold(show, generated) -> None:
    page = show(render(*generated(2000)))
    folded = page.evaluate("claimgraph.drawn.groups.size")
    assert 1 < folded <= 80 and page.evaluate("claimgraph.drawn.nodes.size") == 0
    group = page.evaluate("[...claimgraph.drawn.groups.keys()][0]")
    page.evaluate("g => claimgraph.showGroup(g)", group)
    page.get_by_role("button", name="Unfold").click()
    assert page.evaluate("claimgraph.drawn.groups.size") == folded - 1
    assert 0 < page.evaluate("claimgraph.drawn.nodes.size") <= 160
    page.fill("#search", "person 9")
    page.keyboard.press("Enter")
    assert page.evaluate("claimgraph.network.getSelectedNodes().length") == 1


def test_a_chain_that_the_filters_hide_is_told_of_and_shown_when_asked(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.get_by_role("button", name="How are two connected?").click()
    for end, name in enumerate(("Beating of Ana Lund", "Harbor Union")):
        page.locator(f"#end-{end}").fill(name)
        page.locator(f"#end-{end}").press("Enter")
    expect(page.locator("#panel")).to_contain_text("the filters on the left leave out there is a chain of 2 steps")
    page.get_by_role("button", name="Show it").click()
    expect(page.locator("#panel .path li")).to_have_count(2)
    expect(page.locator("#panel .path li").first).to_contain_text("denied that guards had beaten Ana Lund")


def test_who_has_a_name_is_found_before_events_that_hold_it(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.locator("#search").fill("ministry")
    expect(page.locator("#found li span").first).to_have_text("Ministry of Ports")


@pytest.fixture
def dated(show) -> Page:
    """The page of five events: two in May 2001, in two towns, one in June, one in May 2003, one of 2001 alone."""
    source = Source.of("a.txt", "Marches and strikes.")
    days = {"Walk": "2001-05-03", "Fair": "2001-05-20", "Ride": "2001-06-09", "Race": "2003-05-05"}
    times = {name: Interval(day, day) for name, day in days.items()} | {
        "Flood": Interval("2001-01-01", "2001-12-31", "year")
    }
    towns = (Entity("place/ab", "Place", "Abtown"), Entity("place/cd", "Place", "Çdtown"))
    events = [Entity(f"event/{name}", "Event", name, (), "Protest", named=False) for name in times]
    read = Evidence(source.id, 0, 7, "rule:test", 0.9)
    claims = [Claim(f"event/{name}", "time", time, read) for name, time in times.items()]
    claims += [Claim(event.id, "place", Reference(towns[event.name == "Fair"].id), read) for event in events]
    return show(render([source], [Extraction(source.id, (), (), tuple(claims))], [*events, *towns]))


@pytest.mark.parametrize(
    ("asked", "said", "told"),
    [
        ("May 2001", "May 2001", ["Walk", "Fair", "Flood"]),
        ("may", "May 2001", ["Walk", "Fair", "Flood"]),
        ("2003", "2003", ["Race"]),
        ("9 June 2001", "9 Jun 2001", ["Ride", "Flood"]),
        ("2001-06", "June 2001", ["Ride", "Flood"]),
        ("cdtown May 2001", "May 2001", ["Fair"]),
        ("What happened in Abtown in May 2001?", "May 2001", ["Walk", "Flood"]),
    ],
)
def test_a_month_that_is_typed_shows_what_happened_then(asked: str, said: str, told: list[str], dated: Page) -> None:
    dated.locator("#search").fill(asked)
    dated.keyboard.press("Enter")
    assert dated.locator("#tab-timeline").get_attribute("aria-selected") == "true"
    assert dated.locator("#period-said").inner_text() == said
    assert dated.locator(".chronicle .name").all_inner_texts() == told


def test_a_day_that_is_none_and_a_month_of_nothing_are_no_period(dated: Page) -> None:
    for asked, told in (("30 February 2001", "nothing of that name"), ("May 1990", "no event is known in May 1990")):
        dated.locator("#search").fill(asked)
        assert dated.locator("#found").inner_text() == told


def test_the_field_the_bars_and_the_headings_narrow_to_a_month_and_back(dated: Page) -> None:
    said = dated.locator("#period-said")
    dated.locator("#month").fill("june 2001")
    dated.keyboard.press("Enter")
    assert said.inner_text() == "June 2001" and seen(dated) == {"Ride", "Flood", "Abtown"}
    dated.locator("#any-time").click()
    assert said.inner_text() == "any time" and "Race" in seen(dated)
    dated.keyboard.type("no such month")
    dated.keyboard.press("Enter")
    assert said.inner_text() == "any time" and "no such month" in dated.locator("#told").inner_text()
    turn(dated, "Timeline")
    dated.get_by_role("button", name="May 2003").click()
    assert dated.locator(".chronicle .name").all_inner_texts() == ["Race"]
    dated.get_by_role("button", name="May 2003").click()
    assert said.inner_text() == "any time"
    box = dated.locator(".histogram").bounding_box()
    assert box
    dated.mouse.click(box["x"] + 2, box["y"] + 5)
    assert said.inner_text() == "January 2001" and seen(dated) == {"Flood", "Abtown"}


def test_very_many_events_of_a_kind_are_drawn_as_bars_that_open(show) -> None:
    source = Source.of("a.txt", "Marches.")
    town = Entity("place/ab", "Place", "Abtown")
    events = [Entity(f"event/{i}", "Event", f"Walk {i}", (), "Protest", named=False) for i in range(500)]
    read = Evidence(source.id, 0, 7, "rule:test", 0.9)
    days = [f"20{1 + i % 20:02}-0{1 + i % 9}-{1 + i % 28:02}" for i in range(500)]
    claims = [Claim(e.id, "time", Interval(day, day), read) for e, day in zip(events, days, strict=True)]
    claims += [Claim(event.id, "place", Reference(town.id), read) for event in events]
    page = show(render([source], [Extraction(source.id, (), (), tuple(claims))], [*events, town]))
    turn(page, "Timeline")
    bars = page.locator(".chart rect.event")
    assert 20 < bars.count() < 150 and page.locator(".chart [data-node]").count() == 0
    told = sum(int(bar.split()[0]) for bar in page.locator(".chart rect.event title").all_text_contents())
    assert told == 500
    bars.first.click()
    shown = page.locator(".chronicle li").count()
    assert 0 < shown < 100
    assert page.locator(".chart [data-node]").count() == shown  # few enough to be drawn one by one


def test_questions_are_understood_as_they_are_typed(harbor, show) -> None:
    page = show(render(*harbor.all))
    page.fill("#search", "Who denies the beating of Ana Lund?")
    page.keyboard.press("Enter")
    sheet = page.locator("#dispute-list")
    assert sheet.locator("h3").all_inner_texts() == ["Denied"]
    assert "The ministry denied that guards had beaten Ana Lund." in sheet.inner_text()
    page.fill("#search", "which figures are disputed?")
    page.keyboard.press("Enter")
    assert sheet.locator("h3").all_inner_texts() == ["Figures", "Denied"]
    page.fill("#search", "how are Ivo Strand and the Harbor Union connected")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "How Ivo Strand and Harbor Union are connected"
    page.fill("#search", "what happened in Port Lindon in July?")
    assert "Nothing of Port Lindon is dated to July" in page.locator("#found").inner_text()
    page.fill("#search", "who leads the HU?")
    assert page.locator("#found li").first.inner_text().startswith("Harbor Union")


def test_what_is_disputed_can_be_narrowed_to_words(harbor, show) -> None:
    page = show(render(*harbor.all))
    turn(page, "Disputed")
    page.fill("#narrow-disputes", "guards")
    assert [name.inner_text() for name in page.locator("#dispute-list .says .name").all()] == ["Beating of Ana Lund"]
    page.fill("#narrow-disputes", "no such words")
    assert page.locator("#dispute-list").inner_text() == "Nothing that is disputed or denied holds these words."


def test_a_month_of_very_many_events_is_listed_step_by_step(show) -> None:
    source = Source.of("march.txt", "It happened. " * 90)
    day = Interval("2021-03-04", "2021-03-04")
    town = Entity("place/town", "Place", "Town")
    events = [Entity(f"event/{number}", "Event", f"Meeting {number}", type="Meeting") for number in range(90)]
    claims = [
        Claim(event.id, predicate, value, Evidence(source.id, 13 * i, 13 * i + 12, "rule", 1.0))
        for i, event in enumerate(events)
        for predicate, value in (("time", day), ("place", Reference(town.id)))
    ]
    page = show(render([source], [Extraction(source.id, (), (), tuple(claims))], [town, *events]))
    turn(page, "Timeline")
    assert page.locator("#timeline li").count() == 40
    page.get_by_role("button", name="50 more").click()
    assert page.locator("#timeline li").count() == 90
    assert page.locator("#timeline button.more:visible").count() == 0
    assert not [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
