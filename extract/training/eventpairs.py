"""Happenings of ECB+ as the judgement on events sees them: annotated mentions, and what the pipeline reads there."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from ...model import Extraction, Mention
from ..eventplaces import Places
from ..eventprofiles import LEAD, EventProfile, Key, background, content, profile_of
from ..eventprofiles import beside as neighbors
from ..eventvetoes import World
from ..eventwords import lemmas
from ..resolve import resolve
from .ecbplus import Document, EventMention

THRESHOLD = 0.0
"""The pipeline's threshold for events here: which words tell of one is given."""
_BREAK = re.compile(r"[.!?]\s|\n")


def gold_profiles(
    documents: Sequence[Document], extractions: Sequence[Extraction]
) -> tuple[list[EventMention], list[EventProfile], World]:
    """The annotated mentions, their profiles in the same order, and the world that they are compared in."""
    resolution = resolve([_without_events(x) for x in extractions])
    ids = resolution.ids
    sources = {document.source.id: document.source for document in documents}
    world = World(background(extractions, ids, sources), Places(resolution.entities, extractions, ids))
    mentions, found = [], []
    for document, extraction in zip(documents, extractions, strict=True):
        for mention in document.mentions:
            mentions.append(mention)
            found.append(_profile(mention, document, extraction, ids))
    return mentions, found, world


def _without_events(extraction: Extraction) -> Extraction:
    plain = tuple(e for e in extraction.entities if e.kind != "Event" or e.named)
    return dataclasses.replace(extraction, entities=plain)


def _profile(mention: EventMention, document: Document, extraction: Extraction, ids: Mapping[Key, str]) -> EventProfile:
    """What the pipeline reads at a mention; its sentence stands for the clause where the pipeline finds no event."""
    text, source = document.source.text, document.source.id
    events = {e.id: e for e in extraction.entities if e.kind == "Event"}
    others = [
        (m.start, m.end, ids[source, m.entity])
        for m in extraction.mentions
        if m.kind != "Event" and m.level != "pronoun"
    ]
    told = [m for m in extraction.mentions if m.kind == "Event" and m.start < mention.end and mention.start < m.end]
    words = text[mention.start : mention.end]
    own = Mention(source, mention.start, mention.end, words, "Event", "")
    best = min(told, key=lambda m: (abs(m.end - mention.end), m.start, m.entity), default=None)
    if best is None:
        start, end = sentence_around(text, mention.start, mention.end)
        beside = frozenset(i for a, b, i in others if a < end and start < b)
        basic = frozenset(w for form in content(words) for w in lemmas(form)) or frozenset(words.lower().split())
        terms = frozenset(content(text[start:end])) - basic
        near = frozenset(neighbors(text, mention.start, mention.end)) - basic
        own_key = (source, _key(mention))
        return EventProfile(own_key, "Other", basic, beside=beside, terms=terms, near=near, lead=start < LEAD)
    claims = [c for c in extraction.claims if c.subject == best.entity]
    clause = [c for c in claims if c.predicate != "type" or c.evidence.start < mention.end > mention.start >= 0]
    profile = profile_of(source, events[best.entity], clause, [own], others, ids, events, text)
    basic = profile.words or frozenset(words.lower().split())
    return dataclasses.replace(profile, key=(source, _key(mention)), words=basic, terms=profile.terms - basic)


def _key(mention: EventMention) -> str:
    return f"{mention.start:07}-{mention.end:07}"


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or line in which characters stand.

    >>> text = "It rained. The dam broke at dawn. Nobody slept."
    >>> first, last = sentence_around(text, 19, 24)
    >>> text[first:last]
    'The dam broke at dawn.'
    """
    breaks = [(m.start() + 1, m.end()) for m in _BREAK.finditer(text)]
    begin = max((after for _, after in breaks if after <= start), default=0)
    stop = min((at for at, _ in breaks if at >= end), default=len(text))
    return begin, stop
