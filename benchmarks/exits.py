"""Every exit of a graph, read back by a parser that is not ours: what went in is what comes out, and nothing runs.

Used by the fuzzer with any text at all, and by the tests with the list of nasty ones.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import warnings
from html.parser import HTMLParser
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import rdflib

from claimgraph.annotation import annotation_of
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.texts import storable
from claimgraph.model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Figure,
    Mention,
    Quotation,
    Reference,
    Source,
    Stance,
    Term,
    Text,
    Value,
    well_formed,
)
from claimgraph.ontology import vocabulary

LABEL = rdflib.RDFS.label
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def graph_of(text: str) -> KnowledgeGraph:
    """A graph in which every name, title, quotation and word is one text."""
    text = well_formed(text)
    source = Source.of(f"{text}.txt", f"before: {text} :after", title=text, publisher=text, author=text, url=text)
    inside = len("before: "), len("before: ") + len(text)
    person = Entity("person/x", "Person", text, (text, f"also {text}"), "Person")
    union = Entity("org/y", "Organization", f"Union {text}", (), "Organization")
    strike = Entity("event/z", "Event", f"Strike {text}", type="Protest", named=False)

    def claim(subject: Entity, predicate: str, value: Value, stance: Stance = Stance.ACTUAL) -> Claim:
        return Claim(subject.id, predicate, value, Evidence(source.id, *inside, text, 1.0), stance, person.id)

    claims = (
        claim(strike, "type", Term("Protest")),
        claim(strike, "organizer", Reference(union.id)),
        claim(strike, "organizer", Reference(union.id), Stance.DENIED),
        claim(strike, "figure", Figure("participants", 10, unit=text)),
        claim(strike, "figure", Figure("participants", 999, unit=f"{text} ")),
        claim(person, "leaderOf", Reference(union.id)),
        claim(person, "positionHeld", Text(text)),
        claim(person, "said", Quotation(text, text)),
    )
    mention = Mention(source.id, *inside, text, "Person", person.id)
    extraction = Extraction(source.id, (person, union, strike), (mention,), claims)
    named = {entity.id: entity for entity in extraction.entities}
    return KnowledgeGraph.of([source], [extraction], named, vocabulary=vocabulary.load(), trust="any-speaker")


def read_back(text: str) -> None:
    """Send a text through every exit. Raises AssertionError, or the parser's error, where one does not hold."""
    kg = graph_of(text)
    kept = storable(well_formed(text))
    _rdf(kg, kept)
    _networks(kg, kept)
    _tables(kg, kept)
    _lines(kg)
    _page(kg, well_formed(text))
    annotation = json.loads(json.dumps(annotation_of(kg.sources[0], kg.extractions[0]), ensure_ascii=False))
    assert annotation["attributions"][0]["said"] == well_formed(text)


def _rdf(kg: KnowledgeGraph, kept: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for form, theirs in (("turtle", "turtle"), ("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")):
            dataset = rdflib.Dataset()
            dataset.parse(data=kg.export_bytes(form), format=theirs)
            found = {str(o) for s, p, o, _ in dataset.quads() if str(s).endswith("/person/x") and p == LABEL}
            assert found == {kept}, (form, found)


def _networks(kg: KnowledgeGraph, kept: str) -> None:
    for form, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        content = kg.export_bytes(form)
        ElementTree.fromstring(content)
        network = read(io.BytesIO(content))
        assert network.nodes["person/x"]["label"] == kept, form


def _tables(kg: KnowledgeGraph, kept: str) -> None:
    rows = list(csv.DictReader(io.StringIO(kg.export_bytes("csv").decode("utf-8"), newline="")))
    assert len(rows) == 8 and all(row["quote"].removeprefix("'") == kept.removeprefix("'") for row in rows)
    result = kg.query("SELECT ?name ?given { <person/x> rdfs:label ?name BIND (?value AS ?given) }", value=kept)
    assert result.rows == [(kept, kept)]
    cells = list(csv.reader(io.StringIO(result.render("csv"), newline="")))[1]
    for cell in [*(cell for row in rows for cell in row.values()), *cells]:
        assert not cell.startswith(FORMULA) or _is_number(cell), cell
    for form, parser in (("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML)):
        solutions = ox.parse_query_results(result.render(form), parser)
        assert isinstance(solutions, ox.QuerySolutions)
        assert [tuple(term.value for term in row) for row in solutions] == [(kept, kept)], form
    ElementTree.fromstring(result.render("xml"))


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _lines(kg: KnowledgeGraph) -> None:
    table = kg.query("SELECT ?name { <person/x> rdfs:label ?name }").render("table")
    assert len(table.split("\n")) == 5
    for told in (table, kg.explain("person/x"), kg.conflicts_text()):
        assert all(c.isprintable() or c == "\n" for c in told)


class Page(HTMLParser):
    """The text of a page's scripts by the id of their element, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: str | None = None
        self.found: dict[str, str] = {}
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember which script begins."""
        self.tags.append(tag)
        self.inside = dict(attrs).get("id") if tag == "script" else None

    def handle_data(self, data: str) -> None:
        """Gather what stands in it."""
        if self.inside:
            self.found[self.inside] = self.found.get(self.inside, "") + data


@functools.cache
def _plain_tags() -> list[str]:
    page = Page()
    page.feed(graph_of("plain").view())
    return page.tags


def _page(kg: KnowledgeGraph, text: str) -> None:
    page = Page()
    page.feed(kg.view())
    assert page.tags == _plain_tags()
    details = json.loads(page.found["details"])
    assert next(entity for entity in details["entities"] if entity["id"] == "person/x")["name"] == text
