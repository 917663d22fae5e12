"""The nouns of claimgraph: what passes between reading, extraction and the graph.

Every record is frozen, hashable and made of plain values, so that it can be compared, hashed,
written as JSON and sent to another process. This module imports nothing of ours but the errors.

>>> claim = Claim("event/1", "place", Reference("place/1"), Evidence("4be1", 0, 6, "rule", 0.9))
>>> claim.stance
<Stance.ACTUAL: 'actual'>
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

Kind = Literal["Person", "Organization", "Place", "Event", "Thing"]
"""The kinds of entity; its class (``Protest``; for a Thing one of the user's ontology, ``Ship``) is its ``type``."""
Level = Literal["name", "nominal", "pronoun"]
"""How a mention refers: by a name, by a description, or by a pronoun."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    """A text with U+FFFD for each lone surrogate, which no file can hold; file names and JSON may bring them."""
    return _SURROGATE.sub("\ufffd", text)


class Stance(StrEnum):
    """How a claim is meant by whoever makes it."""

    ACTUAL = "actual"
    PLANNED = "planned"
    DEMANDED = "demanded"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Source:
    """One document as it came in. ``text`` is what all character offsets refer to.

    ``furniture`` lists the ``(start, end)`` character ranges of the text that are page furniture
    (menus, advertisement sizes, repeated captions): kept, so that offsets hold, but never read.
    """

    id: str
    name: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    furniture: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, name: str, text: str, **metadata: Any) -> Source:
        """Make a source whose id is the SHA-256 of its text and metadata (not of its name), all of them well-formed.

        >>> Source.of("a.txt", "Hello.").id == Source.of("b.txt", "Hello.").id
        True
        """
        name, text = well_formed(name), well_formed(text)
        metadata = {k: well_formed(v) if isinstance(v, str) else v for k, v in metadata.items()}
        content = json.dumps([text, {k: metadata[k] for k in sorted(metadata)}], ensure_ascii=False)
        return cls(hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest(), name, text, **metadata)

    @property
    def readable(self) -> str:
        """The text with its furniture blanked out, character for character.

        >>> Source("1", "a", "728 x 90 Fire in Rome", furniture=((0, 8),)).readable
        '         Fire in Rome'
        """
        readable, at = "", 0
        for start, end in sorted(self.furniture):
            readable += self.text[at:start] + re.sub("[^\n]", " ", self.text[max(at, start) : end])
            at = max(at, end)
        return readable + self.text[at:]


@dataclass(frozen=True, slots=True)
class Grounding:
    """Where a place is: GeoNames id, country (ISO 3166 alpha-2), WGS 84 degrees, and how precise that is.

    The point is the place's own (``exact``), that of a place in or near which it is (``near``), or the middle of the
    city, province (or other part of a country or region of the world) or country; of a ``site`` no point is known.
    """

    precision: Literal["country", "province", "city", "site", "near", "exact"]
    country: str | None = None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    reason: str = ""
    """Why this place and no namesake, in words."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What several mentions are about. ``type`` is a class of the ontology; for events its event class."""

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    type: str = ""
    grounding: Grounding | None = None
    named: bool = True
    """False for a plain happening, whose name was made for people and stands nowhere in the text."""
    refusal: str = ""
    """Why a place has no grounding, in words."""
    matches: tuple[str, ...] = ()
    """IRIs of the user's known entities that it is."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters of a source that name, describe or evoke an entity."""

    source: str
    start: int
    end: int
    text: str
    kind: Kind
    entity: str
    score: float = 1.0
    level: Level = "name"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim was read, and which rule or model read it."""

    source: str
    start: int
    end: int
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Reference:
    """A claim's object that is an entity."""

    id: str


@dataclass(frozen=True, slots=True)
class Term:
    """A claim's object that is a class of the ontology, by its local name: ``Term("Protest")``."""

    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """A claim's object that is words of the source: a name, a position held."""

    value: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time: first and last day (``YYYY-MM-DD``, either may be open) and the precision stated."""

    begin: str | None
    end: str | None
    precision: Literal["day", "month", "year", "decade", "span"] = "day"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number somebody gives: what is counted, the value, its qualifier and, if it has one, its unit."""

    counts: str
    value: float
    qualifier: str = "exactly"
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that somebody is reported to have said, and the verb that reports them."""

    words: str
    verb: str = "said"


Value = Reference | Term | Text | Interval | Figure | Quotation


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement read in one source. ``predicate`` is a local name of the ontology, or a full IRI.

    ``speaker`` is the entity whom the source cites for it; ``None`` is the source's own voice.
    """

    subject: str
    predicate: str
    object: Value
    evidence: Evidence
    stance: Stance = Stance.ACTUAL
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read in one source. Entity ids are local to it until they are resolved."""

    source: str
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    open_claims: tuple[Claim, ...] = ()
    """Clauses as claims whose predicate is a phrase of theirs; what is no entity goes by the id of its passage."""

    def renamed(self, ids: Mapping[str, str]) -> Extraction:
        """The same extraction with every entity id replaced by ``ids[id]`` (kept where it is missing)."""

        def value(item: Value) -> Value:
            return Reference(ids.get(item.id, item.id)) if isinstance(item, Reference) else item

        def renamed(claim: Claim) -> Claim:
            speaker = ids.get(claim.speaker, claim.speaker) if claim.speaker else None
            subject = ids.get(claim.subject, claim.subject)
            return Claim(subject, claim.predicate, value(claim.object), claim.evidence, claim.stance, speaker)

        def referring(m: Mention) -> Mention:
            return Mention(m.source, m.start, m.end, m.text, m.kind, ids.get(m.entity, m.entity), m.score, m.level)

        return Extraction(
            self.source,
            tuple(dataclasses.replace(e, id=ids.get(e.id, e.id)) for e in self.entities),
            tuple(map(referring, self.mentions)),
            tuple(map(renamed, self.claims)),
            tuple(map(renamed, self.open_claims)),
        )
