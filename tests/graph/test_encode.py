"""Sources, claims and passages in RDF: all that the contract names, and no blank node."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from claimgraph.graph.encode import dated
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.model import Interval
from claimgraph.ontology.check import check

CLAIM = """
GRAPH ?graph {
  ?claim a cg:Claim, rdf:Statement ; rdf:subject <event/strike> ; rdf:predicate cg:place ;
    rdf:object <place/port-lindon> ;
    cg:stance cg:Actual ; prov:wasAttributedTo ?publisher ; prov:hadPrimarySource ?source ; cg:confidence ?confidence ;
    prov:wasQuotedFrom ?passage .
  ?passage a oa:SpecificResource ; oa:hasSource ?source ; oa:hasSelector ?selector .
  ?selector a oa:TextQuoteSelector, oa:TextPositionSelector ; oa:exact "in Port Lindon" ; oa:start 30 ; oa:end 44 .
  ?source a schema:NewsArticle ; schema:headline "Cranes stand still" ; schema:publisher ?publisher ; cg:sha256 ?hash ;
    schema:datePublished "2021-03-05"^^xsd:date .
}
"""


def test_a_claim_has_all_that_the_contract_names(kg: KnowledgeGraph) -> None:
    (row,) = kg.query(f"SELECT ?graph ?source {{ {CLAIM} }}").rows
    assert row[0] == f"{row[1]}#claims"


def test_a_speaker_stands_with_what_is_quoted(kg: KnowledgeGraph) -> None:
    assert kg.query("ASK { GRAPH ?g { ?c rdf:predicate cg:opposes ; cg:speaker <org/ministry-of-ports> } }").truth


def test_there_is_no_blank_node(kg: KnowledgeGraph) -> None:
    assert not [q for q in kg.store if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]


def test_the_shapes_hold(kg: KnowledgeGraph) -> None:
    assert check(kg.graph) == []


@pytest.mark.parametrize(
    ("interval", "literal"),
    [
        (Interval("1960-05-17", "1960-05-17"), '"1960-05-17"^^xsd:date'),
        (Interval("1960-05-01", "1960-05-31", "month"), '"1960-05"^^xsd:gYearMonth'),
        (Interval("1960-01-01", "1960-12-31", "year"), '"1960"^^xsd:gYear'),
        (Interval("1960-01-01", "1969-12-31", "decade"), None),
        (Interval("1960-05-17", "1960-06-02", "span"), None),
        (Interval("1960-01-01", "1961-12-31", "year"), None),
        (Interval("1960-05-17", None), None),
        (Interval(None, "1960-12-31", "year"), None),
        (Interval(None, None, "span"), None),
    ],
)
def test_a_date_is_no_more_exact_than_what_was_read(interval: Interval, literal: str | None) -> None:
    found = dated(interval)
    assert (
        found and str(found).replace("http://www.w3.org/2001/XMLSchema#", "xsd:").replace("<", "").replace(">", "")
    ) == literal
