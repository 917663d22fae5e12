"""What is claimed of an entity, by whom, and in which words: the sentence behind every line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..model import Claim, Entity, Extraction, Figure, Interval, Quotation, Reference, Source, Stance, Value
from ..ontology.iris import claim_id, passage_of
from ..ontology.spoken import counted
from .decisions import Decision, by_claim, told
from .texts import printable

WIDTH = 220


def explain(
    identifier: str,
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    entities: Mapping[str, Entity],
    decisions: Sequence[Decision] = (),
) -> str:
    """A page of plain text: names, what people decided, then every claim with its words, source, speaker and id."""
    entity = entities[identifier]
    by_id = {source.id: source for source in sources}
    lines = [f"{printable(entity.name)}  ({describe(entity)})", f"  id {entity.id}"]
    if entity.aliases:
        lines.append(f"  also called {'; '.join(map(printable, entity.aliases))}")
    lines += [f"  {line}" for line in told(identifier, decisions)]
    judged = by_claim(decisions)
    for heading, claims in _groups(identifier, extractions).items():
        lines += ["", heading]
        for claim in claims:
            lines += _claim(claim, identifier, by_id, entities)
            lines += [f"      {line}" for line in judged.get(claim_id(claim), ())]
    lines += _open(identifier, extractions, by_id, entities)
    mentioned = sorted(
        {printable(by_id[x.source].name) for x in extractions if any(e.id == identifier for e in x.entities)}
    )
    lines += ["", f"named in {', '.join(mentioned)}"]
    return "\n".join(lines) + "\n"


def describe(entity: Entity) -> str:
    """What an entity is, in a few words."""
    place = entity.grounding
    if place is None:
        return "; ".join(filter(None, [entity.type or entity.kind, entity.refusal]))
    where = [f"{place.precision} in {place.country}" if place.country else place.precision]
    if place.latitude is not None:
        where.append(f"{place.latitude:.2f}, {place.longitude:.2f}")
    if place.geonames:
        where.append(f"GeoNames {place.geonames}")
    if place.reason:
        where.append(place.reason)
    return "Place; " + "; ".join(where)


def _open(
    identifier: str, extractions: Sequence[Extraction], sources: Mapping[str, Source], entities: Mapping[str, Entity]
) -> list[str]:
    """The clauses about it that no property has, behind a heading of their own."""
    told = [c for x in extractions for c in x.open_claims if identifier in (c.subject, getattr(c.object, "id", None))]
    told.sort(key=lambda c: (c.evidence.source, c.evidence.start, c.evidence.end, c.predicate))
    lines = ["", "in the reports' own words"] if told else []
    for claim in told:
        source = sources[claim.evidence.source]
        assert isinstance(claim.object, Reference)
        ends = (words_of(argument, source, entities) for argument in (claim.subject, claim.object.id))
        said = printable(f" | {claim.predicate} | ".join(ends))
        lines += [f"  {said}{_meant(claim)}", *_behind(claim, source, entities)]
    return lines


def words_of(argument: str, source: Source, entities: Mapping[str, Entity]) -> str:
    """What an open claim is about: an entity's name, or words of the source."""
    passage = passage_of(argument)
    return name_of(argument, entities) if passage is None else " ".join(source.text[passage[1] : passage[2]].split())


def _groups(identifier: str, extractions: Sequence[Extraction]) -> dict[str, list[Claim]]:
    """Its claims by what they are about: itself first, then what others are said to have to do with it."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    claims = sorted(
        (c for x in extractions for c in x.claims), key=lambda c: (c.predicate, c.evidence.source, c.evidence.start)
    )
    for claim in claims:
        if claim.subject == identifier and claim.predicate != "alsoKnownAs":
            groups[claim.predicate].append(claim)
    for claim in claims:
        if isinstance(claim.object, Reference) and claim.object.id == identifier:
            groups[f"{claim.predicate} of"].append(claim)
    return groups


def _claim(claim: Claim, identifier: str, sources: Mapping[str, Source], entities: Mapping[str, Entity]) -> list[str]:
    other = claim.subject if claim.subject != identifier else None
    said = printable(name_of(other, entities) if other else show(claim.object, entities))
    words, voice = _behind(claim, sources[claim.evidence.source], entities)
    return [f"  {said}{_meant(claim)}", words, f"{voice}; {claim_id(claim)}"]


def _meant(claim: Claim) -> str:
    return "" if claim.stance is Stance.ACTUAL else f" [{claim.stance}]"


def _behind(claim: Claim, source: Source, entities: Mapping[str, Entity]) -> list[str]:
    """The words of a claim, and whose they are."""
    quote = printable(source.text[claim.evidence.start : claim.evidence.end])
    quote = quote if len(quote) <= WIDTH else quote[: WIDTH - 1] + "…"
    voice = printable(f"{voice_of(claim, source, entities)}; {source.name}")
    return [f"      “{quote}”", f"      {voice}"]


def voice_of(claim: Claim, source: Source, entities: Mapping[str, Entity]) -> str:
    """Who says so: the publisher, or whom it cites."""
    publisher = source.publisher or "the report"
    return f"{publisher}, citing {name_of(claim.speaker, entities)}" if claim.speaker else publisher


def name_of(identifier: str | None, entities: Mapping[str, Entity]) -> str:
    """The name of an entity, or its id where the graph no longer has it."""
    return entities[identifier].name if identifier and identifier in entities else str(identifier)


def show(value: Value, entities: Mapping[str, Entity]) -> str:
    """A claim's object for people.

    >>> show(Figure("killed", 30000, "more than"), {}), show(Interval("1980-08-14", "1980-08-31"), {})
    ('at least 30,000 killed', '1980-08-14 to 1980-08-31')
    """
    if isinstance(value, Reference):
        return name_of(value.id, entities)
    if isinstance(value, Figure):
        return counted(value)
    if isinstance(value, Interval):
        if value.begin == value.end:
            return str(value.begin)
        return f"{value.begin or '…'} to {value.end or '…'}"
    if isinstance(value, Quotation):
        return f"{value.verb}: “{' '.join(value.words.split())}”"
    return value.name if hasattr(value, "name") else value.value
