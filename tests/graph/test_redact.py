"""What is hidden is in no export, however it was spelled; everything else stands where it stood."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.annotation import annotation_of
from claimgraph.errors import RedactionError
from claimgraph.graph.export import FORMATS
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.redact import Redacted, Rules, parts_of, redact
from claimgraph.graph.redactlabels import Hidden
from claimgraph.graph.redactproof import prove
from claimgraph.graph.redactwords import Matcher, forms
from claimgraph.graph.view import fixed
from claimgraph.model import Entity, Extraction, Grounding, Source
from claimgraph.ontology import vocabulary

ANA = Hidden("person/ana-lund", "Person", ("Ána Lund", "Ana Lund"), ("Ana", "Lund"))
IVO = Hidden("person/ivo-strand", "Person", ("Ivo Strand",), ("Ivo", "Strand"), drop=True)
PORT = Hidden("place/port-lindon", "Place", ("Port Lindon",))
PAPER = Hidden("", "Organization", ("Lindon Courier",))
RULES = Rules((ANA, IVO, PORT, PAPER), key="secret")
SECRETS = ("analund", "lund", "ivostrand", "ivo", "strand", "portlindon", "lindoncourier")


def plain(text: str) -> str:
    """A text in small letters without accents, all escapes read: written anew, to check the checker."""
    text = unquote(html.unescape(re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)))
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def secrets_in(text: str) -> set[str]:
    words = re.findall("[a-z0-9]+", plain(text))
    pairs = {a + b for a, b in pairwise(words)}
    return {secret for secret in SECRETS if secret in {*words, *pairs}}


@pytest.fixture(scope="module")
def done(kg: KnowledgeGraph) -> Redacted:
    """The harbor with four names hidden."""
    return redact(kg.sources, kg.extractions, kg.entities, RULES)


@pytest.fixture(scope="module")
def shown(done: Redacted) -> KnowledgeGraph:
    """The graph of it."""
    return KnowledgeGraph.of(done.sources, done.extractions, done.entities, vocabulary=vocabulary.load())


@pytest.mark.parametrize("form", [*FORMATS, "view", "json"])
def test_no_form_holds_what_is_hidden(form: str, kg: KnowledgeGraph, shown: KnowledgeGraph, done: Redacted) -> None:
    if form == "view":
        before, after = kg.view(), shown.view()
        for part in fixed():
            before, after = before.replace(part, ""), after.replace(part, "")
    elif form == "json":
        before, after = (
            "".join(json.dumps(annotation_of(s, x)) for s, x in zip(g.sources, g.extractions, strict=True))
            for g in (kg, shown)
        )
    else:
        before, after = kg.export_bytes(form).decode(), shown.export_bytes(form).decode()
    assert {"analund", "portlindon"} <= secrets_in(before)
    assert secrets_in(after) == set()
    prove(form, after, done.matcher)
    with pytest.raises(RedactionError, match="would still stand in it"):
        prove(form, before, done.matcher)


def test_offsets_hold_and_the_rest_stands(kg: KnowledgeGraph, done: Redacted, shown: KnowledgeGraph) -> None:
    texts = {source.id: source.text for source in done.sources}
    rows = list(csv.DictReader(io.StringIO(shown.export_bytes("csv").decode(), newline="")))
    quotes = {row["quote"] for row in rows}
    label = done.entities[done.ids["person/ana-lund"]].name
    assert re.fullmatch("Person [0-9A-F]{8}", label)
    assert {"The Harbor Union stopped work", f"Its head, {label}", f"had beaten {label}", "300 people"} <= quotes
    for extraction in done.extractions:
        assert all(m.text == texts[m.source][m.start : m.end] for m in extraction.mentions)
    assert "[…]" in texts[done.sources[0].id] + texts[done.sources[1].id]
    assert not any("Guards arrested" in row["quote"] and row["predicate"] == "patient" for row in rows)
    assert len(rows) == sum(len(x.claims) for x in kg.extractions) - 1
    assert all(source.url is None for source in done.sources)


def test_ids_and_hashes_are_those_of_what_is_shown(done: Redacted, kg: KnowledgeGraph) -> None:
    for source in done.sources:
        metadata = {part: getattr(source, part) for part in ("title", "publisher", "author", "published", "url")}
        assert Source.of(source.name, source.text, furniture=(), **metadata).id == source.id
    assert not {source.id for source in done.sources} & {source.id for source in kg.sources}
    quads = ox.parse(KnowledgeGraph.of(done.sources, done.extractions, done.entities, vocabulary=vocabulary.load())
                     .export_bytes("nquads"), format=ox.RdfFormat.N_QUADS)  # fmt: skip
    assert not any(source.id in str(quad) for quad in quads for source in kg.sources)


def test_pseudonyms_are_stable_with_a_key_and_tell_nothing_without(kg: KnowledgeGraph) -> None:
    def names(rules: Rules, count: int = 2) -> dict[str, str]:
        done = redact(kg.sources[:count], kg.extractions[:count], kg.entities, rules)
        return {
            old: done.entities[new].name for old, new in done.ids.items() if old in ("person/ana-lund", PORT.entity)
        }

    assert names(RULES) == names(RULES, 1) == names(replace(RULES, hidden=RULES.hidden[::-1]))
    assert names(RULES) != names(replace(RULES, key="other"))
    assert names(replace(RULES, key="")) == {"person/ana-lund": "Person 1", "place/port-lindon": "Place 1"}
    assert names(replace(RULES, hidden=(replace(ANA, label="the witness"),)))["person/ana-lund"] == "the witness"


def test_places_are_told_as_exactly_as_may_be(kg: KnowledgeGraph) -> None:
    def ground(rules: Rules) -> Grounding | None:
        done = redact(kg.sources, kg.extractions, kg.entities, rules)
        return done.entities[done.ids["place/port-lindon"]].grounding

    assert ground(Rules()) == Grounding("city", "NO", 12345, 58.25, -3.5)
    assert ground(Rules(coordinates=0)) == Grounding("city", "NO", None, 58.0, -4.0)
    assert ground(Rules((PORT,))) == Grounding("city", "NO")
    assert ground(Rules((PORT,), coordinates=1)) == Grounding("city", "NO", None, 58.2, -3.5)


def test_a_hidden_country_is_nobodys_country() -> None:
    country = Entity("place/norway-1", "Place", "Norway", grounding=Grounding("country", "NO", 1, 60.0, 10.0))
    city = Entity("place/oslo-2", "Place", "Oslo", grounding=Grounding("city", "NO", 2, 59.9, 10.7))
    source = Source.of("a.txt", "Oslo is in Norway.")
    read = Extraction(source.id, (country, city))
    rules = Rules((Hidden(country.id, "Place", ("Norway",)),))
    done = redact([source], [read], {e.id: e for e in (country, city)}, rules)
    graph = KnowledgeGraph.of(done.sources, done.extractions, done.entities, vocabulary=vocabulary.load())
    assert "Norway" not in graph.export_bytes("trig").decode() and "Oslo" in graph.export_bytes("trig").decode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lech Wałęsa's union", ["Lech Wałęsa"]),
        ("LECH  WALESA", ["LECH  WALESA"]),
        ("Wal\u0328e\u0328sa, Lech", ["Wal\u0328e\u0328sa"]),
        ("Wa\u00adłęsas and Wa\u200błęsa", ["Wa\u00adłęsas", "Wa\u200błęsa"]),
        ("event/arrest-of-lech-walesa-1980", ["lech-walesa"]),
        ("#FreeLechWalesa", ["FreeLechWalesa"]),
        ("x?q=Lech%20Wa%C5%82%C4%99sa&y", ["Lech%20Wa%C5%82%C4%99sa"]),
        ("conor-obrien's", ["conor-obrien"]),
        ("Lech Wa-\n  łęsa", ["Lech Wa-\n  łęsa"]),
        ("a mark, Mark's mark, MARK", ["Mark", "MARK"]),
        ("us and US", ["US"]),
        ("Москва, Moskva", ["Москва", "Moskva"]),
        ("Walesak; Lech met Anna", []),
    ],
)
def test_names_are_found_however_they_are_spelled(text: str, found: list[str]) -> None:
    names = ("Lech Wałęsa", "Wałęsa", "Conor O'Brien", "Mark", "US", "Москва")
    matcher = Matcher.of([form for name in names for form in forms(name, 0)])
    assert [text[hit.start : hit.end] for hit in matcher.find(text)] == found


@pytest.mark.parametrize(
    "written",
    [
        r'{"x": "Wa\u0142\u0119sa"}', r'"Wa\U00000142\u0119sa"', "<a>Wa&#322;&#x119;sa</a>", "Wa%C5%82%C4%99sa",
        r"Wa&amp;#322;\u0119sa", "-walesa-", "wAŁĘSAs", r"Wa\\u0142\\u0119sa",
    ],
)  # fmt: skip
def test_the_proof_reads_every_escape(written: str) -> None:
    with pytest.raises(RedactionError, match=r"x: .* would still stand in it.*allow = "):
        prove("x", f"before {written} after", Matcher.of(forms("Wałęsa", 0)))


def test_a_word_may_be_allowed() -> None:
    rules = Rules((Hidden("", "Person", ("Ann Actual",), ("Ann", "Actual")),), allowed=("actual",))
    source = Source.of("a.txt", "Ann Actual is an actual person. Ann Actual!")
    text = redact([source], [Extraction(source.id)], {}, rules).sources[0].text
    assert text == "Person 1 is an actual person. Person 1!"


def test_parts_of_names() -> None:
    assert parts_of("Anna van den Berg") == ("Anna", "Berg")
    assert parts_of("Solidarity") == ()


alphabet = st.sampled_from(
    ["Ána", "LUND", "lund", "Lund's", "Ivo", "strand", " ", " ", ". ", "-", "%20", "ł", "and", "Ports"]
)


@given(st.lists(alphabet, max_size=12).map("".join), st.text(max_size=20), st.integers(0, 9))
def test_whatever_the_text_it_holds_none_and_marks_move_along(mixed: str, other: str, at: int) -> None:
    source = Source.of(mixed, f"{other[:at]}{mixed}{other[at:]}", title=mixed, author=mixed, url=f"https://x/{mixed}")
    done = redact([source], [Extraction(source.id)], {}, RULES)
    (shown,) = done.sources
    for text in (shown.name, shown.text, shown.title, shown.author, shown.url):
        assert done.matcher.find(text or "") == []


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_can_be_read(form: str, read: Callable[..., nx.Graph], shown: KnowledgeGraph) -> None:
    network = read(io.BytesIO(shown.export_bytes(form)))
    assert set(network) == set(shown.entities)
