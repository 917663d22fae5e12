"""The graph of what follows from all sources together."""

from __future__ import annotations

from claimgraph.graph.corroboration import reading
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.graph.weighed import WEIGHED, weigh
from claimgraph.model import Figure, Stance

SUPPORT = "?c cg:sourceCount ?n ; cg:independentSources ?k ; cg:corroboratedConfidence ?sure"


def test_every_claim_is_weighed_once(kg: KnowledgeGraph) -> None:
    claims = kg.query("SELECT ?c { GRAPH ?g { ?c a cg:Claim } }").rows
    pattern = f"{SUPPORT} . FILTER NOT EXISTS {{ ?c a cg:Position }}"
    weighed = kg.query(f"SELECT ?c ?n ?k ?sure {{ GRAPH <{WEIGHED}> {{ {pattern} }} }}").rows
    assert sorted({row[0] for row in weighed}) == sorted({row[0] for row in claims})
    assert len(weighed) == len(claims)
    assert all(1 <= int(str(k)) <= int(str(n)) <= 2 and 0 < float(str(sure)) < 1 for _, n, k, sure in weighed)


def test_two_reports_of_one_place_make_it_surer(kg: KnowledgeGraph) -> None:
    supports, _ = weigh(kg.sources, kg.extractions, kg.entities)
    places = [claim for claim in supports if (claim.subject, claim.predicate) == ("event/strike", "place")]
    assert len(places) == 2
    assert all(supports[claim].independent == 2 and supports[claim].confidence > reading(claim) for claim in places)


def test_a_rival_makes_it_less_sure(kg: KnowledgeGraph) -> None:
    supports, found = weigh(kg.sources, kg.extractions, kg.entities)
    figures = [claim for claim in supports if isinstance(claim.object, Figure)]
    assert len(figures) == 2 and len(found) == 1
    assert all(reading(claim) / 2 <= supports[claim].confidence < reading(claim) for claim in figures)


def test_figures_and_times_have_labels(kg: KnowledgeGraph) -> None:
    described = "GRAPH ?g { ?v a ?kind } VALUES ?kind { cg:Figure cg:Interval }"
    labels = kg.query(f"SELECT ?l {{ GRAPH <{WEIGHED}> {{ ?v rdfs:label ?l }} {described} }}").rows
    assert {row[0] for row in labels} == {"about 900 participants", "300 participants", "4 March 2021"}


def test_claims_of_several_days_answer_one_question(kg: KnowledgeGraph) -> None:
    answering = f"GRAPH <{WEIGHED}> {{ ?c cg:answers ?question }} GRAPH ?g {{ ?c rdf:subject ?it ; rdf:predicate ?p }}"
    rows = kg.query(f"SELECT ?question ?it ?p (COUNT(?c) AS ?n) {{ {answering} }} GROUP BY ?question ?it ?p").rows
    days = {source.id: source.published for source in kg.sources}
    told: dict[tuple[str, str], list[str | None]] = {}
    for extraction in kg.extractions:
        for claim in extraction.claims:
            if claim.stance is Stance.ACTUAL and claim.predicate not in ("type", "alsoKnownAs", "said"):
                told.setdefault((claim.subject, claim.predicate), []).append(days[claim.evidence.source])
    several = {key: len(found) for key, found in told.items() if len(set(found)) > 1}
    assert several
    assert {(str(it).split("example/")[-1], str(p).split("#")[-1]): int(str(n)) for _, it, p, n in rows} == several
    assert len({row[0] for row in rows}) == len(rows)
