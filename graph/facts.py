"""The default graph: plain triples, only of what is asserted as actual by those whose word counts.

Nothing denied, demanded, planned or hypothetical is here, nor what hangs on an event that nobody trusted asserts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from ..model import Claim, Entity, Extraction, Figure, Interval, Quotation, Reference, Stance, Term, Text
from .encode import label
from .figures import compatible
from .grounding import grounding_quads
from .network import is_trusted
from .terms import LABEL, TYPE, Mint, date, term, text

NAMES, PLACE, TIME, KIND, ABOUT = "alsoKnownAs", "place", "time", "type", "about"
_HERE = DefaultGraph()


def fact_quads(
    extractions: Iterable[Extraction],
    entities: Mapping[str, Entity],
    mint: Mint,
    trust: str | Collection[str],
) -> Iterator[Quad]:
    """All quads of the default graph. ``trust`` is as in :func:`~claimgraph.graph.network.is_trusted`."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for extraction in extractions:
        for claim in extraction.claims:
            claims[claim.subject].append(claim)
    facts = {subject: [c for c in told if _is_fact(c, trust)] for subject, told in claims.items()}
    absent = {e.id for e in entities.values() if not happened(e, claims.get(e.id, ()), facts.get(e.id, ()))}
    pointed_at: set[str] = set()
    for entity_id in sorted(entities):
        entity = entities[entity_id]
        if entity_id in absent:
            continue
        mine = sorted(facts.get(entity_id, ()), key=repr)
        yield from _entity(entity, claims.get(entity_id, ()), mine, mint)
        for claim in mine:
            target = claim.object.id if isinstance(claim.object, Reference) else ""
            if target and (target not in entities or target == entity_id):
                continue
            # What a demand or a protest is about need not have happened; all else about it would say that it did.
            if target in absent and claim.predicate != ABOUT:
                continue
            pointed_at.add(target)
            yield from _plain(claim, mint)
        if entity.kind == "Event":
            yield from _time(mint.node(entity_id), mine, mint)
        yield from _figures(mint.node(entity_id), claims.get(entity_id, ()), mine, mint)
    yield from grounding_quads(entities, mint)
    for entity_id in sorted(pointed_at & absent):
        yield Quad(mint.node(entity_id), LABEL, label(entities[entity_id]), _HERE)


def happened(entity: Entity, claims: Sequence[Claim], facts: Sequence[Claim]) -> bool:
    """Whether an entity is asserted to be: always, but for an event whose occurrence no trusted claim asserts.

    Where no claim speaks of its occurrence, a proper name or any trusted claim about it is enough.
    """
    if entity.kind != "Event":
        return True
    if any(claim.predicate == KIND for claim in claims):
        return any(claim.predicate == KIND for claim in facts)
    return bool(facts) or entity.named


def chosen_time(claims: Iterable[Claim]) -> Interval | None:
    """When an event was: what most sources say; of equals the narrowest, then the earliest.

    A source that gives several times means the stretch from the first to the last.
    """
    by_source: dict[str, set[Interval]] = defaultdict(set)
    for claim in claims:
        if claim.predicate == TIME and isinstance(claim.object, Interval):
            by_source[claim.evidence.source].add(claim.object)
    votes = [_hull(intervals) for intervals in by_source.values()]
    if not votes:
        return None
    return min(votes, key=lambda i: (-votes.count(i), _length(i), i.begin or "", i.end or "", i.precision))


def standing_figures(claims: Iterable[Claim], facts: Iterable[Claim]) -> list[Figure]:
    """The figures that no other voice contradicts, one for each thing counted: the most often told, then the exact."""
    told: dict[tuple[str, str | None], list[tuple[Figure, Stance]]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim.object, Figure):
            told[claim.object.counts, claim.object.unit].append((claim.object, claim.stance))
    candidates: dict[tuple[str, str | None], list[Figure]] = defaultdict(list)
    for claim in facts:
        if isinstance(claim.object, Figure):
            candidates[claim.object.counts, claim.object.unit].append(claim.object)
    chosen = []
    for key, figures in candidates.items():
        best = min(figures, key=lambda f: (-figures.count(f), f.qualifier != "exactly", f.qualifier, -f.value))
        actual = [figure for figure, stance in told[key] if stance is Stance.ACTUAL]
        denied = [figure for figure, stance in told[key] if stance is Stance.DENIED]
        if all(compatible(best, f) for f in actual) and not any(compatible(best, f) for f in denied):
            chosen.append(best)
    return chosen


def _is_fact(claim: Claim, trust: str | Collection[str]) -> bool:
    return claim.stance is Stance.ACTUAL and is_trusted(claim, trust)


def _hull(intervals: Collection[Interval]) -> Interval:
    if len(intervals) == 1:
        return next(iter(intervals))
    begins = sorted(i.begin or i.end or "" for i in intervals)
    ends = sorted(i.end or i.begin or "" for i in intervals)
    return Interval(begins[0] or None, ends[-1] or None, "day" if begins[0] == ends[-1] else "span")


def _length(interval: Interval) -> tuple[bool, int]:
    """How much time an interval covers, open ones last; months and years need not be exact to be compared."""
    if not interval.begin or not interval.end:
        return True, 0
    (year, month, day), (year_, month_, day_) = (
        (int(part) for part in f"{when}-01-01".split("-")[:3]) for when in (interval.begin, interval.end)
    )
    return False, (year_ - year) * 372 + (month_ - month) * 31 + day_ - day


def _entity(entity: Entity, claims: Sequence[Claim], facts: Sequence[Claim], mint: Mint) -> Iterator[Quad]:
    node = mint.node(entity.id)
    yield Quad(node, TYPE, mint.word(entity.kind), _HERE)
    for name in _types(entity, claims, facts):
        yield Quad(node, TYPE, mint.word(name), _HERE)
    yield Quad(node, LABEL, label(entity), _HERE)
    doubted = _aliases(claim for claim in claims if claim.stance is not Stance.ACTUAL)
    doubted -= _aliases(claim for claim in claims if claim.stance is Stance.ACTUAL)
    for alias in entity.aliases:
        if alias not in doubted:
            yield Quad(node, term("skos:altLabel"), text(alias), _HERE)


def _types(entity: Entity, claims: Sequence[Claim], facts: Sequence[Claim]) -> list[str]:
    """The classes of an entity: its own, unless only claims that are no facts give it that one."""
    own = entity.type or entity.kind
    asserted = _terms(facts)
    if entity.kind == "Event" and asserted and own not in asserted and own in _terms(claims):
        return sorted(asserted)
    return [own] if own != entity.kind else []


def _terms(claims: Iterable[Claim]) -> set[str]:
    return {c.object.name for c in claims if c.predicate == KIND and isinstance(c.object, Term)}


def _aliases(claims: Iterable[Claim]) -> set[str]:
    return {c.object.value for c in claims if c.predicate == NAMES and isinstance(c.object, Text)}


def _plain(claim: Claim, mint: Mint) -> Iterator[Quad]:
    """The plain triple of a fact; a role also as SEM has it, so that no reasoner is needed to ask for it."""
    node, value = mint.node(claim.subject), claim.object
    if isinstance(value, Figure | Term) or claim.predicate == TIME:
        return
    if isinstance(value, Interval):
        day = _date_of(value)
        if day is not None:
            yield Quad(node, mint.word(claim.predicate), day, _HERE)
        return
    target = mint.value(value)
    yield Quad(node, mint.word(claim.predicate), target, _HERE)
    if isinstance(value, Quotation):
        yield from mint.details(value, _HERE)
    if isinstance(value, Reference):
        if claim.predicate == PLACE:
            yield Quad(node, term("sem:hasPlace"), target, _HERE)
        elif mint.vocabulary.is_a(claim.predicate, "role"):
            yield Quad(node, term("sem:hasActor"), target, _HERE)


def _date_of(interval: Interval) -> Literal | None:
    """The date of a birth or a founding, as exact as it is known: a day, a month or a year."""
    day = date(interval.begin)
    if day is None or (interval.precision == "day" and interval.begin != interval.end):
        return None
    match interval.precision:
        case "day":
            return day
        case "month":
            return Literal(day.value[:7], datatype=term("xsd:gYearMonth"))
        case "year":
            return Literal(day.value[:4], datatype=term("xsd:gYear"))
        case _:
            return None


def _time(node: NamedNode, facts: Sequence[Claim], mint: Mint) -> Iterator[Quad]:
    interval = chosen_time(facts)
    if interval is None:
        return
    told = {"begin": date(interval.begin), "end": date(interval.end), "precision": text(interval.precision)}
    for name, value in told.items():
        if value is not None:
            yield Quad(node, term(f"cg:{name}"), value, _HERE)


def _figures(node: NamedNode, claims: Sequence[Claim], facts: Sequence[Claim], mint: Mint) -> Iterator[Quad]:
    for figure in standing_figures(claims, facts):
        target = mint.value(figure)
        if isinstance(target, NamedNode):
            yield Quad(node, term("cg:figure"), target, _HERE)
            yield from mint.details(figure, _HERE)
