"""An analysis as a table and as a page."""

from __future__ import annotations

import csv
import io

import networkx as nx

from claimgraph.graph.analyze import analyze
from claimgraph.graph.findings_page import page, table

NASTY = "=1+1 <script>window.hit=1</script>"


def test_the_table_holds_every_finding(kg) -> None:
    rows = list(csv.DictReader(io.StringIO(table(kg.analyze()), newline="")))
    assert {"finding": "degree", "of": "Organization", "entity": "Harbor Union", "with": "", "value": "2"} in rows
    assert {"finding": "stated relations", "of": "", "entity": "Harbor Union", "with": "Ána Lund", "value": "1"} in rows
    assert {"finding": "events", "of": "2021-03", "entity": "", "with": "", "value": "2"} in rows


def test_the_page_opens_without_asking_anybody(kg, show_static) -> None:
    opened = show_static(page(kg.analyze()))
    assert "Harbor Union" in opened.locator("main").inner_text()
    assert opened.locator("rect").count() > 3


def test_names_are_text_in_both(show_static) -> None:
    network = nx.MultiDiGraph()
    network.add_nodes_from((n, {"kind": "Person", "label": f"{NASTY}{n}"}) for n in "ab")
    network.add_edge("a", "b", "p", predicate="p")
    found = analyze(network)
    assert all(not cell.startswith("=") for row in csv.reader(io.StringIO(table(found))) for cell in row)
    opened = show_static(page(found))
    assert NASTY in opened.locator("main").inner_text() and opened.evaluate("window.hit") is None


def test_an_empty_graph_has_a_page() -> None:
    assert "nothing to analyze" in page(analyze(nx.MultiDiGraph()))
