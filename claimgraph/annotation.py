"""Extractions in the annotation format: one JSON object a source, for people who know no RDF and for scoring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from .model import Claim, Entity, Extraction, Figure, Interval, Quotation, Reference, Source, Text
from .ontology.iris import passage_of

ROLES = ("agent", "patient", "organizer", "speaker", "attendee", "target", "beneficiary")
YEAR, MONTH, DAY = 4, 7, 10
"""How long a date is that tells no more than its year, its month, its day."""
ASIDE = ":aside"
"""Ends the rule of reports that a reader would not list."""
SLOTS = {"type", "place", "time", "about", "figure", "said", *ROLES}


def annotation_of(source: Source, extraction: Extraction) -> dict[str, Any]:
    """What was read in a source, as the annotation format has it.

    >>> source = Source.of("a.txt", "Hello.")
    >>> annotation_of(source, Extraction(source.id))["doc"]
    'a.txt'
    """
    claims = extraction.claims

    def quote(claim: Claim) -> str:
        return source.text[claim.evidence.start : claim.evidence.end]

    events = {e.id: e for e in extraction.entities if e.kind == "Event"}
    happenings = [_event(source, extraction, e, quote) for e in events.values() if _happens(e, claims)]
    happened = {event["id"] for event in happenings}
    unheard = _unheard(extraction)
    forms: dict[str, list[str]] = defaultdict(list)
    for mention in extraction.mentions:
        if mention.level != "pronoun":
            forms[mention.entity].append(" ".join(mention.text.split()))
    out: dict[str, Any] = {
        "doc": source.name,
        "source": {"publisher": source.publisher, "author": source.author, "published": source.published},
        "entities": [_entity(e, forms.get(e.id, ())) for e in extraction.entities if e.named and e.id not in unheard],
        "events": happenings,
        "relations": [r for c in claims if (r := _relation(c, quote)) is not None],
        "quantities": [
            {
                "about": c.subject,
                "what": c.object.counts,
                "value": c.object.value,
                "qualifier": c.object.qualifier,
                "quote": quote(c),
            }
            for c in claims
            if isinstance(c.object, Figure) and (c.subject in happened or c.subject not in events)
        ],
        "attributions": [
            {"speaker": c.subject, "said": c.object.words, "verb": c.object.verb}
            for c in claims
            if isinstance(c.object, Quotation) and not c.evidence.rule.endswith(ASIDE)
        ],
    }
    if extraction.open_claims:
        out["open"] = [_open(claim, source) for claim in extraction.open_claims]
    return out


def _open(claim: Claim, source: Source) -> dict[str, Any]:
    """A clause that no property has: entities by their ids, all else by its words."""

    def argument(identifier: str) -> dict[str, Any]:
        passage = passage_of(identifier)
        return {"words": source.text[passage[1] : passage[2]]} if passage else {"id": identifier}

    assert isinstance(claim.object, Reference)
    return {
        "s": argument(claim.subject),
        "p": claim.predicate,
        "o": argument(claim.object.id),
        "modality": str(claim.stance),
        "speaker": claim.speaker,
        "quote": source.text[claim.evidence.start : claim.evidence.end],
    }


def _unheard(extraction: Extraction) -> set[str]:
    """Those who have no name and whose words nobody would list."""
    named = {m.entity for m in extraction.mentions if m.level == "name"}
    listed = {c.subject for c in extraction.claims if c.predicate == "said" and not c.evidence.rule.endswith(ASIDE)}
    acting = {c.object.id for c in extraction.claims if isinstance(c.object, Reference)}
    return {e.id for e in extraction.entities if e.named} - named - listed - acting


def _happens(event: Entity, claims: tuple[Claim, ...]) -> bool:
    """A plain happening always; a named event when the text says when, where or who."""
    return not event.named or any(c.subject == event.id and c.predicate in {"place", "time", *ROLES} for c in claims)


def _entity(entity: Entity, forms: Iterable[str]) -> dict[str, Any]:
    """An entity with all its surface forms: names, and descriptions such as "the ministry"."""
    out: dict[str, Any] = {
        "id": entity.id,
        "type": entity.kind,
        "name": entity.name,
        "aliases": [form for form in dict.fromkeys([*entity.aliases, *forms]) if form != entity.name],
    }
    if entity.kind == "Place":
        place = entity.grounding
        out |= {"geonames": place.geonames if place else None, "country": place.country if place else None}
    return out


def _event(source: Source, extraction: Extraction, event: Entity, quote: Callable[[Claim], str]) -> dict[str, Any]:
    claims = [c for c in extraction.claims if c.subject == event.id]
    mention = next((m for m in extraction.mentions if m.entity == event.id), None)
    occurrence = next((c for c in claims if c.predicate == "type"), claims[0] if claims else None)
    intervals = [c.object for c in claims if isinstance(c.object, Interval) and c.predicate == "time"]
    return {
        "id": event.id,
        "class": event.type,
        "trigger": mention.text if mention else event.name,
        **_dates(intervals),
        "places": _objects(claims, "place"),
        "participants": [
            {"entity": c.object.id, "role": c.predicate}
            for c in claims
            if c.predicate in ROLES and isinstance(c.object, Reference)
        ],
        "about": _objects(claims, "about"),
        "modality": str(occurrence.stance) if occurrence else "actual",
        "quote": quote(occurrence) if occurrence else "",
    }


def _objects(claims: list[Claim], predicate: str) -> list[str]:
    return list(
        dict.fromkeys(c.object.id for c in claims if c.predicate == predicate and isinstance(c.object, Reference))
    )


def _dates(intervals: Iterable[Interval]) -> dict[str, str | None]:
    """The first and the last day of intervals, each no more exact than it is told; the last only where it is another.

    >>> _dates([Interval("1980-08-01", "1980-08-31", "month")]), _dates([Interval("1947-01-01", "1960-12-31", "span")])
    ({'start': '1980-08', 'end': None}, {'start': '1947', 'end': '1960'})
    >>> _dates([Interval("2007-01-01", None, "year")])
    {'start': '2007', 'end': None}
    """
    told = [(interval, _exactness(interval)) for interval in intervals]
    begins = sorted((i.begin, size) for i, size in told if i.begin)
    ends = sorted((i.end, size) for i, size in told if i.end)
    start = begins[0][0][: begins[0][1]] if begins else None
    end = ends[-1][0][: ends[-1][1]] if ends else None
    return {"start": start, "end": None if start == end else end}


def _exactness(interval: Interval) -> int:
    """How many characters of its dates an interval tells: those of a year, a month or a day."""
    if interval.precision in {"year", "decade", "century"}:
        return YEAR
    whole = interval.begin is not None and interval.end is not None and interval.begin[8:] == "01"
    if interval.precision == "span" and whole:
        begin, end = str(interval.begin), str(interval.end)
        if begin[5:] == "01-01" and end[5:] == "12-31":
            return YEAR
        return MONTH if int(end[8:]) == _last_day(end[:7]) else DAY
    return MONTH if interval.precision == "month" else DAY


def _last_day(month: str) -> int:
    from calendar import monthrange

    return monthrange(int(month[:4]), int(month[5:7]))[1]


def _relation(claim: Claim, quote: Callable[[Claim], str]) -> dict[str, Any] | None:
    value = claim.object
    if claim.predicate in SLOTS or claim.predicate == "alsoKnownAs":
        return None
    target: str | None
    if isinstance(value, Reference):
        target = value.id
    elif isinstance(value, Text):
        target = value.value
    elif isinstance(value, Interval):
        dates = _dates([value])
        target = dates["start"] or dates["end"]
    else:
        return None
    return {"s": claim.subject, "p": claim.predicate, "o": target, "quote": quote(claim)}
