"""Whatever stands in a report leaves every exit whole: each form is read back by a parser that is not ours.

What XML 1.0 cannot hold (control characters, lone surrogates) is U+FFFD in RDF and in all tables and networks, one for
one, so that the offsets of passages hold. The annotation JSON and the view keep every character, as JSON escapes.
Pages of plain text show it escaped.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.sparql.results.jsonresults import JSONResultParser
from rdflib.plugins.sparql.results.xmlresults import XMLResultParser
from rdflib.util import from_n3

from claimgraph.annotation import annotation_of
from claimgraph.graph import findings_page
from claimgraph.graph.answers import Job, Limits, answer_job
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.protocol import Request
from claimgraph.graph.query import ask
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
)
from claimgraph.ontology import vocabulary
from claimgraph.ontology.check import check

RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
FORMULA = ("=", "+", "@", "\t", "\r", "\n", "-1+1", "＝")
WORDS = "SELECT ?words { GRAPH ?g { ?s oa:exact ?words ; oa:start 8 } }"


def kept(text: str) -> str:
    """A text as forms without control characters hold it."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


@pytest.fixture
def kg(nasty: str) -> KnowledgeGraph:
    """A graph in which every name, title and word of a report is one nasty text."""
    source = Source.of(nasty, f"before: {nasty} :after", title=nasty, publisher=nasty, author=nasty, url=nasty)
    inside = len("before: "), len(source.text) - len(" :after")
    person = Entity("person/x", "Person", nasty, (nasty, f"also {nasty}"), "Person")
    union = Entity("org/y", "Organization", f"Union {nasty}", (), "Organization")
    strike = Entity("event/z", "Event", f"Strike {nasty}", type="Protest", named=False)

    def claim(subject: Entity, predicate: str, value: Value, stance: Stance = Stance.ACTUAL) -> Claim:
        where = inside if value != Figure("participants", 999, unit=nasty) else (0, 6)
        return Claim(subject.id, predicate, value, Evidence(source.id, *where, nasty, 1.0), stance, person.id)

    claims = (
        claim(strike, "type", Term("Protest")),
        claim(strike, "organizer", Reference(union.id)),
        claim(strike, "organizer", Reference(union.id), Stance.DENIED),
        claim(strike, "figure", Figure("participants", 10, unit=nasty)),
        claim(strike, "figure", Figure("participants", 999, unit=nasty)),
        claim(person, "leaderOf", Reference(union.id)),
        claim(person, "positionHeld", Text(nasty)),
        claim(person, "said", Quotation(nasty, nasty)),
    )
    mention = Mention(source.id, *inside, nasty, "Person", person.id)
    entities = (person, union, strike)
    extraction = Extraction(source.id, entities, (mention,), claims)
    named = {entity.id: entity for entity in entities}
    return KnowledgeGraph.of([source], [extraction], named, vocabulary=vocabulary.load(), trust="any-speaker")


# rdflib warns of what it calls itself.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("form", "theirs"), [("turtle", "turtle"), ("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")]
)
def test_rdf_is_read_back_by_rdflib(form: str, theirs: str, kg: KnowledgeGraph, nasty: str) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=kg.export_bytes(form).decode("utf-8"), format=theirs)
    found = {str(o) for s, p, o, _ in dataset.quads() if str(s).endswith("/person/x") and str(p) == RDFS_LABEL}
    assert found == {kept(nasty)}
    if form != "turtle":
        exact = {str(o) for _, p, o, _ in dataset.quads() if str(p).endswith("#exact")}
        assert exact == {kept(nasty), "before"}


def test_passages_keep_their_offsets_and_the_shapes_hold(kg: KnowledgeGraph, nasty: str) -> None:
    assert kg.query(WORDS).rows == [(kept(nasty),)]
    assert check(kg.graph) == []


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_are_read_back(form: str, read: Callable[..., nx.Graph], kg: KnowledgeGraph, nasty: str) -> None:
    network = read(io.BytesIO(kg.export_bytes(form)))
    assert network.nodes["person/x"]["label"] == kept(nasty)
    assert network.nodes["person/x"]["aliases"] == kept(f"{nasty}; also {nasty}")
    assert {data["predicate"] for _, _, data in network.edges(data=True)} == {"organizer", "leaderOf"}
    assert len(list(ElementTree.fromstring(kg.export_bytes(form)).iter())) > 20


def test_the_table_of_claims_is_read_back_and_holds_no_formula(kg: KnowledgeGraph, nasty: str) -> None:
    rows = list(csv.DictReader(io.StringIO(kg.export_bytes("csv").decode("utf-8"), newline="")))
    assert len(rows) == 8
    assert {row["quote"].removeprefix("'") for row in rows} == {kept(nasty), "before"}
    assert not any(cell.startswith(("=", "+", "@", "\t", "-1+")) for row in rows for cell in row.values())


def test_annotations_keep_every_character(kg: KnowledgeGraph, nasty: str) -> None:
    written = json.dumps(annotation_of(kg.sources[0], kg.extractions[0]), ensure_ascii=False).encode("utf-8", "replace")
    read = json.loads(written)
    assert read["entities"][0]["name"] == nasty.encode("utf-8", "replace").decode("utf-8")
    assert {r["quote"] for r in read["relations"]} == {kg.sources[0].text[8:-7]}


NAME = "SELECT ?name ?given { <person/x> rdfs:label ?name BIND (?value AS ?given) }"


def test_answers_are_read_back(kg: KnowledgeGraph, nasty: str) -> None:
    result = kg.query(NAME, value=nasty)
    (row,) = result.rows
    assert row == (kept(nasty), kept(nasty))
    answers = (
        JSONResultParser().parse(io.BytesIO(result.render("json").encode("utf-8"))),
        XMLResultParser().parse(io.BytesIO(result.render("xml").encode("utf-8"))),
    )
    for answer in answers:
        assert [tuple(map(str, each)) for each in answer] == [row]
    head, cells = csv.reader(io.StringIO(result.render("csv"), newline=""))
    assert head == ["name", "given"]
    assert [cell.removeprefix("'") for cell in cells] == list(row)
    assert not any(cell.startswith(("=", "+", "@", "\t", "-1+")) for cell in cells)


def test_a_character_that_a_query_makes_leaves_xml_whole() -> None:
    shown = ask(ox.Store(), r'SELECT ?x { BIND ("a\u0007b"@en AS ?x) }').render("xml")
    (literal,) = ElementTree.fromstring(shown).iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert literal.text == "a\ufffdb" and "en" in literal.attrib.values()


def test_a_table_has_one_line_a_row(kg: KnowledgeGraph, nasty: str) -> None:
    table = kg.query(NAME, value=nasty).render("table")
    assert len(table.split("\n")) == 5
    assert all(c.isprintable() or c == "\n" for c in table)


# rdflib warns of what it calls itself.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_constructed_turtle_is_read_back(kg: KnowledgeGraph, nasty: str) -> None:
    made = kg.query("CONSTRUCT { ?s rdfs:label ?l } { ?s a schema:Person ; rdfs:label ?l }").render("ttl")
    assert [str(o) for o in rdflib.Graph().parse(data=made, format="turtle").objects()] == [kept(nasty)]
    assert [t.object.value for t in ox.parse(made, format=ox.RdfFormat.TURTLE)] == [kept(nasty)]


def test_a_name_cannot_write_lines_of_its_own(kg: KnowledgeGraph, nasty: str) -> None:
    told = kg.explain("person/x")
    assert all(c.isprintable() or c == "\n" for c in told)
    assert [line for line in told.split("\n") if line.startswith("  id ")] == ["  id person/x"]
    assert told.split("\n")[1] == "  id person/x"
    starts = {line[:2] for line in told.split("\n")[2:] if line[:1] == " "}
    assert starts == {"  "}
    headings = [line for line in told.split("\n")[1:] if line and line[0] != " "]
    assert headings[:3] == ["leaderOf", "positionHeld", "said"] and len(headings) == 4
    assert told.count(" (person/x)") == 0 and told.count("claim/") == 3


def test_conflicts_are_told_line_by_line(kg: KnowledgeGraph) -> None:
    told = kg.conflicts_text()
    assert all(c.isprintable() or c == "\n" for c in told)
    heads = [line for line in told.split("\n") if line and line[0] != " "]
    assert [head.rpartition("  (")[2] for head in heads] == ["event/z)"]
    lines = told.split("\n")
    assert [len(line) - len(line.lstrip()) for line in lines] == [0, 2, 4, 8, 4, 8, 0, 2, 4, 8, 4, 8, 0]


class Scripts(HTMLParser):
    """The JSON in the page, by the id of its element."""

    def __init__(self) -> None:
        super().__init__()
        self.current: str | None = None
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.current = dict(attrs).get("id") if tag == "script" else None

    def handle_data(self, data: str) -> None:
        if self.current:
            self.found[self.current] = self.found.get(self.current, "") + data


def test_the_view_keeps_every_character(kg: KnowledgeGraph, nasty: str) -> None:
    page = kg.view()
    page.encode("utf-8")
    parser = Scripts()
    parser.feed(page)
    details = json.loads(parser.found["details"])
    person = next(entity for entity in details["entities"] if entity["id"] == "person/x")
    assert person["name"] == nasty
    assert kg.sources[0].text == details["passages"][0][1]
    assert nasty not in page or nasty.isprintable()
    assert "<script>window.hit" not in page and "</script><img" not in page


ANSWERS: dict[str, Callable[[str], object]] = {
    "application/sparql-results+json": lambda text: next(iter(JSONResultParser().parse(io.StringIO(text))))[0],
    "application/sparql-results+xml": lambda text: next(iter(XMLResultParser().parse(io.BytesIO(text.encode()))))[0],
    "text/csv": lambda text: list(csv.reader(io.StringIO(text, newline="")))[1][0],
    "text/tab-separated-values": lambda text: from_n3(text.split("\n")[1]),
}


@pytest.mark.parametrize("media", ANSWERS)
def test_answers_over_http_are_read_back_to_the_letter(media: str, kg: KnowledgeGraph, nasty: str) -> None:
    query = "SELECT ?name { ?x a schema:Person ; rdfs:label ?name }"
    answer = answer_job(kg.store, Job(Request(query), media, None), Limits())
    assert answer.outcome == "answered" and answer.media == media
    assert str(ANSWERS[media](answer.body.decode("utf-8"))) == kept(nasty)


def test_exact_cells_are_to_the_letter(kg: KnowledgeGraph, nasty: str) -> None:
    _, cells = csv.reader(io.StringIO(kg.query(NAME, value=nasty).render("csv-exact"), newline=""))
    assert cells == [kept(nasty), kept(nasty)]


def test_an_analysis_is_told_and_drawn_as_text(kg: KnowledgeGraph, nasty: str) -> None:
    found = kg.analyze()
    assert all(c.isprintable() or c == "\n" for c in found.text())
    rows = list(csv.reader(io.StringIO(findings_page.table(found), newline="")))
    assert {len(row) for row in rows} == {len(findings_page.COLUMNS)} and len(rows) > 3
    assert not any(cell.startswith(FORMULA) for row in rows for cell in row)
    page = Tags()
    page.feed(findings_page.page(found))
    assert {"script", "img", "iframe", "base"}.isdisjoint(page.tags)
    assert set(page.attributes) <= {"charset", "content", "http-equiv", "lang", "name", "rel", "href", *PLOTS}
    assert page.tags.count("link") == 1 and page.addresses == ["data:,"]


def test_a_path_is_told_line_by_line(kg: KnowledgeGraph) -> None:
    told = kg.connect("person/x", "org/y").text()
    assert all(c.isprintable() or c == "\n" for c in told)
    assert len(told.splitlines()) == len(told.split("\n")) - 1


PLOTS = ("class", "scope", "width", "height", "rx", "aria-hidden")


class Tags(HTMLParser):
    """The tags of a page, the names of their attributes, and the addresses in them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.addresses: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.addresses += [value for name, value in attrs if name in ("href", "src")]
