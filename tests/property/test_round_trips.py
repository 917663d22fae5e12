"""Whatever a graph holds, each format it is written in is read back to the same: by parsers that are not ours.

``CLAIMGRAPH_EXAMPLES`` sets how many graphs are tried.
"""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.annotation import annotation_of
from claimgraph.codec import from_json, to_json
from claimgraph.correct import correction as corrections
from claimgraph.correct.correction import Correction
from claimgraph.correct.file import append, take_back
from claimgraph.graph.export import COLUMNS
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.texts import storable
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
    well_formed,
)
from claimgraph.ontology import vocabulary

WORDS = vocabulary.load()
EXAMPLES = int(os.environ.get("CLAIMGRAPH_EXAMPLES", "25"))
KINDS = ("Person", "Organization", "Place", "Event")
# Any characters, and those that formats have a use for.
texts = st.one_of(st.text(max_size=12), st.text("<>\"'\\{}^`|&;,=+-@\n\r\t #%:\x00\x1b\u202e\ud800é", max_size=12)).map(
    lambda text: well_formed(text) or "x"
)
days = st.dates().map(str)
stances = st.sampled_from(Stance)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Source, Extraction, dict[str, Entity]]:
    """A report and what might have been read in it."""
    source = Source.of(draw(texts), draw(st.text(min_size=1, max_size=40)), title=draw(texts), publisher=draw(texts))
    names = draw(st.lists(texts, min_size=2, max_size=4))
    entities = tuple(
        Entity(
            f"{kind.lower()}/{number}", kind, name, (draw(texts),), "Protest" if kind == "Event" else kind,
            Grounding("city", "NO", 5, draw(st.floats(-90, 90)), 10.5) if kind == "Place" else None, kind != "Event",
        )
        for number, name in enumerate(names)
        for kind in [draw(st.sampled_from(KINDS))]
    )  # fmt: skip
    ids = st.sampled_from([entity.id for entity in entities])
    values = st.one_of(
        ids.map(Reference),
        texts.map(Text),
        st.just(Term("Protest")),
        st.builds(Interval, days, st.none() | days),
        st.builds(
            Figure, st.sampled_from(["killed", "injured"]), st.integers(0, 10**9) | st.floats(0, 1e6), unit=texts
        ),
        st.builds(Quotation, texts, texts),
    )
    spots = st.tuples(st.integers(0, len(source.text)), st.integers(0, len(source.text))).map(sorted)
    predicates = st.sampled_from(["type", "leaderOf", "patient", "figure", "time", "said", "positionHeld"])
    claims = draw(
        st.lists(
            st.builds(
                lambda subject, predicate, value, spot, stance, speaker, score: Claim(
                    subject, predicate, value, Evidence(source.id, *spot, "rule", score), stance, speaker
                ),
                ids, predicates, values, spots, stances, st.none() | ids, st.floats(0, 1),
            ),
            max_size=5,
        )
    )  # fmt: skip
    begin, end = draw(spots)
    mention = Mention(source.id, begin, end, source.text[begin:end], entities[0].kind, entities[0].id)
    return source, Extraction(source.id, entities, (mention,), tuple(claims)), {e.id: e for e in entities}


def graph_of(made: tuple[Source, Extraction, dict[str, Entity]]) -> KnowledgeGraph:
    source, extraction, entities = made
    return KnowledgeGraph.of([source], [extraction], entities, vocabulary=WORDS, trust="any-speaker")


FORMS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@settings(max_examples=EXAMPLES, deadline=None)
@given(graphs())
def test_rdf(made: tuple[Source, Extraction, dict[str, Entity]]) -> None:
    kg = graph_of(made)
    for form, theirs in FORMS.items():
        read = set(ox.parse(kg.export_bytes(form), format=theirs))
        assert read == {q for q in kg.store if form != "turtle" or q.graph_name == ox.DefaultGraph()}


@settings(max_examples=EXAMPLES, deadline=None)
@given(graphs())
def test_networks(made: tuple[Source, Extraction, dict[str, Entity]]) -> None:
    kg = graph_of(made)
    own = kg.network()
    readers: dict[str, Callable[..., nx.Graph]] = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
    for form, read in readers.items():
        network = read(io.BytesIO(kg.export_bytes(form)))
        assert set(network) == set(own)
        for name in ("label", "aliases", "kind"):
            told, found = dict(own.nodes(data=name, default="")), dict(network.nodes(data=name, default=""))
            assert found == {node: storable(text) for node, text in told.items()}
        predicates = [sorted(predicate for *_, predicate in each.edges(data="predicate")) for each in (network, own)]
        assert predicates[0] == predicates[1]


@settings(max_examples=2 * EXAMPLES, deadline=None)
@given(graphs())
def test_tables(made: tuple[Source, Extraction, dict[str, Entity]]) -> None:
    source, extraction, _ = made
    rows = list(csv.DictReader(io.StringIO(graph_of(made).export_bytes("csv").decode("utf-8"), newline="")))
    assert len(rows) == len(extraction.claims)
    for row, claim in zip(rows, extraction.claims, strict=True):
        assert tuple(row) == COLUMNS
        quote = storable(source.text[claim.evidence.start : claim.evidence.end])
        assert row["quote"] in (quote, f"'{quote}")
        assert (row["subject"], row["predicate"], row["stance"]) == (claim.subject, claim.predicate, claim.stance)


@settings(max_examples=2 * EXAMPLES, deadline=None)
@given(graphs())
def test_json(made: tuple[Source, Extraction, dict[str, Entity]]) -> None:
    source, extraction, _ = made
    for kind, record in ((Source, source), (Extraction, extraction)):
        assert from_json(kind, json.loads(json.dumps(to_json(record), ensure_ascii=False))) == record
    read = json.loads(json.dumps(annotation_of(source, extraction), ensure_ascii=False))
    assert read == json.loads(json.dumps(annotation_of(source, extraction)))
    assert {e["name"] for e in read["entities"]} <= {e.name for e in extraction.entities}


odd = st.sampled_from(['"""', "'''", "[[correction]]", "# x", "\n[[correction]]\n# x"])
words = st.one_of(st.text(st.characters(codec="utf-8"), min_size=1, max_size=12), odd)
two = st.lists(words, min_size=2, max_size=3, unique=True).map(tuple)
signs = {"why": words | st.just(""), "by": words | st.just(""), "when": st.dates().map(str) | st.just("")}
decisions = st.one_of(
    st.builds(Correction, st.just("merge"), two, seen=two | st.just(()), **signs),
    st.builds(Correction, st.just("split"), two.filter(lambda t: "".join(t[1:]).strip()), **signs),
    st.builds(
        Correction, st.sampled_from(["rename", "retype"]), words.map(lambda w: (w,)), words.filter(str.strip), **signs
    ),
    st.builds(Correction, st.sampled_from(["reject", "confirm"]), words.map(lambda w: (w,)), **signs),
)


@settings(max_examples=2 * EXAMPLES, deadline=None)
@given(st.lists(decisions, min_size=1, max_size=4), st.lists(decisions, min_size=1, max_size=2), st.data())
def test_corrections(first: list[Correction], more: list[Correction], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "corrections.toml"
        append(path, first)
        mine = path.read_bytes().decode("utf-8").replace("\n[[correction]]", "\n# mine\n[[correction]]", 1)
        path.write_bytes(mine.encode("utf-8"))
        append(path, more)
        held = [*first, *more]
        assert corrections.load(path) == held
        assert path.read_bytes().decode("utf-8").startswith(mine.rstrip())
        while held:
            number = data.draw(st.integers(1, len(held)))
            assert take_back(path, number) == held.pop(number - 1)
            assert corrections.load(path) == held
        assert "\n# mine\n" in path.read_text("utf-8")
