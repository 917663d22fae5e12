"""A graph's records with names, kinds or sources hidden, so that every export made of them holds none of these.

What is hidden is replaced in the records themselves: texts, titles, names, ids, file names. All that an export holds
is made of these, offsets included; ids that are hashes are those of the redacted text. :func:`redactproof.prove` looks
at what comes out.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Figure,
    Grounding,
    Mention,
    Quotation,
    Reference,
    Source,
    Text,
    Value,
)
from ..ontology.iris import slug
from .redactlabels import Hidden, Move, code, labels_of, replaced
from .redactwords import Form, Hit, Matcher, forms, particles

_FOLDERS = {"Person": "person", "Organization": "org", "Place": "place", "Event": "event"}


@dataclass(frozen=True, slots=True)
class Rules:
    """What is to be hidden.

    ``key`` makes pseudonyms that are the same in every export, ``coordinates`` is how many decimals of a degree stay,
    ``veiled`` are the ids of sources whose file name, title, address, author and publisher are hidden.
    """

    hidden: tuple[Hidden, ...] = ()
    key: str = ""
    coordinates: int | None = None
    veiled: frozenset[str] = frozenset()
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Redacted:
    """The records of a graph with what is hidden out of them, what finds it, and the ids that entities have now."""

    sources: tuple[Source, ...]
    extractions: tuple[Extraction, ...]
    entities: dict[str, Entity]
    matcher: Matcher
    ids: dict[str, str]


def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a person's name by which one would know them.

    >>> parts_of("Conor van der O'Brien, Jr")
    ('Conor', "O'Brien")
    """
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", name)
    telling = (word for word in words if len(word) > 2 and word.lower() not in particles())
    return tuple(telling) if len(words) > 1 else ()


def redact(
    sources: Sequence[Source], extractions: Sequence[Extraction], entities: Mapping[str, Entity], rules: Rules
) -> Redacted:
    """The records with what the rules hide out of them."""
    work = _Work.of(sources, extractions, entities, rules)
    ordered = sorted(sources, key=lambda source: source.id)
    named = {e.id: new for e in sorted(entities.values(), key=lambda e: e.id) if (new := work.entity(e))}
    kept = {new.id: new for new in named.values()}
    work.ids = {old: new.id for old, new in named.items()}
    read = {extraction.source: extraction for extraction in extractions}
    out = [work.source(source, read.get(source.id, Extraction(source.id)), kept) for source in ordered]
    return Redacted(tuple(s for s, _ in out), tuple(x for _, x in out), kept, work.matcher, work.ids)


@dataclass(slots=True)
class _Work:
    """What redacting needs to know."""

    rules: Rules
    matcher: Matcher
    labels: list[str]
    owner: dict[str, int]
    hidden_numbers: frozenset[int]
    hidden_countries: frozenset[str]
    taken: set[str] = field(default_factory=set)
    ids: dict[str, str] = field(default_factory=dict)
    source_ids: set[str] = field(default_factory=set)

    @classmethod
    def of(
        cls,
        sources: Sequence[Source],
        extractions: Sequence[Extraction],
        entities: Mapping[str, Entity],
        rules: Rules,
    ) -> _Work:
        """That for these records and rules."""
        looked_for: list[Form] = []
        for number, hidden in enumerate(rules.hidden):
            for name in (*hidden.names, *hidden.parts):
                looked_for += forms(name, number)
        matcher = Matcher.of(looked_for, rules.allowed)
        places = [entities[h.entity].grounding for h in rules.hidden if h.entity in entities]
        known = [place for place in places if place]
        owner = {hidden.entity: n for n, hidden in enumerate(rules.hidden) if hidden.entity}
        order = _first_told(sources, extractions, owner, matcher)
        return cls(
            rules,
            matcher,
            labels_of(rules.hidden, rules.key, [*order, *range(len(rules.hidden))]),
            owner,
            frozenset(place.geonames for place in known if place.geonames),
            frozenset(place.country for place in known if place.country and place.precision == "country"),
        )

    def clean(self, text: str) -> str:
        """A text with what stands for it in place of what is hidden."""
        return replaced(text, self.matcher.find(text), self.labels)[0]

    def cleaned(self, text: str | None) -> str | None:
        """The same of a text that there may be."""
        return None if text is None else self.clean(text)

    def entity(self, entity: Entity) -> Entity | None:
        """An entity as it may be shown; None if it is dropped."""
        number = self.owner.get(entity.id)
        if number is not None and self.rules.hidden[number].drop:
            return None
        ground = self.ground(entity, number is not None)
        if number is not None:
            label = self.labels[number]
            new = Entity("", entity.kind, label, (), entity.type, ground, entity.named)
            return dataclasses.replace(new, id=self._mint(entity.kind, label))
        name, aliases = self.clean(entity.name), tuple(dict.fromkeys(map(self.clean, entity.aliases)))
        told = (name, *aliases) == (entity.name, *entity.aliases)
        # The id of an event is cut off and may end in half a name; others hold a number that coordinates follow from.
        placed = entity.grounding and dataclasses.replace(entity.grounding, reason="")
        same = told and entity.kind != "Event" and self.clean(entity.id) == entity.id and ground == placed
        identifier = entity.id if same and entity.id not in self.taken else self._mint(entity.kind, name)
        self.taken.add(identifier)
        matches = entity.matches if told and all(self.clean(m) == m for m in entity.matches) else ()
        return Entity(identifier, entity.kind, name, aliases, entity.type, ground, entity.named, "", matches)

    def ground(self, entity: Entity, hidden: bool) -> Grounding | None:
        """Where an entity is, as exactly as may be shown."""
        place = entity.grounding
        if place is None:
            return None
        country = None if place.country in self.hidden_countries else place.country
        decimals = self.rules.coordinates
        near = hidden or place.geonames in self.hidden_numbers
        if (near and decimals is None) or place.latitude is None or place.longitude is None:
            point: tuple[float | None, float | None] = (None, None)
        else:
            point = _coarse(place.latitude, decimals), _coarse(place.longitude, decimals)
        number = None if near or decimals is not None else place.geonames
        return Grounding(place.precision, country, number, *point)

    def _mint(self, kind: str, name: str) -> str:
        base = f"{_FOLDERS.get(kind, kind.lower())}/{slug(name)[:80].strip('-') or 'unnamed'}"
        identifier, count = base, 1
        while identifier in self.taken:
            count += 1
            identifier = f"{base}-{count}"
        self.taken.add(identifier)
        return identifier

    def source(self, source: Source, read: Extraction, entities: Mapping[str, Entity]) -> tuple[Source, Extraction]:
        """A source and what was read in it, as they may be shown."""
        hits = self._hits(source, read)
        text, moved = replaced(source.text, hits, self.labels)
        metadata: dict[str, object] = {
            part: self.cleaned(getattr(source, part)) for part in ("title", "publisher", "author", "published", "url")
        }
        name = self.clean(source.name)
        if source.id in self.rules.veiled:
            name = self._veil(source)
            metadata |= dict.fromkeys(("title", "publisher", "author", "url"))
        changed = text != source.text or any(metadata[part] != getattr(source, part) for part in metadata)
        if changed:
            metadata["url"] = None  # it leads to the text with all its names
            furniture = tuple((moved(start), moved(end, ending=True)) for start, end in source.furniture)
            new = Source.of(name, text, furniture=furniture, **metadata)
        else:
            new = dataclasses.replace(source, name=name)
        while new.id in self.source_ids:
            new = dataclasses.replace(new, id=hashlib.sha256(new.id.encode()).hexdigest())
        self.source_ids.add(new.id)
        return new, self._read(read, new, moved, entities)

    def _veil(self, source: Source) -> str:
        return f"source-{code(self.rules.key or 'source', 'source', source.id)}"

    def _hits(self, source: Source, read: Extraction) -> list[Hit]:
        """What is hidden of a text: names wherever they stand, and the mentions by name of what is hidden."""
        hits = self.matcher.find(source.text)
        told = [
            Hit(m.start, m.end, self.owner[m.entity])
            for m in read.mentions
            if m.entity in self.owner and m.level == "name" and m.kind != "Event"
        ]
        ends = 0
        out: list[Hit] = []
        covered = sorted(hits, key=lambda hit: hit.start)
        loose = [hit for hit in told if not any(h.start < hit.end and hit.start < h.end for h in _near(covered, hit))]
        for hit in sorted([*hits, *loose], key=lambda hit: (hit.start, -hit.end)):
            if hit.start >= ends:
                out.append(hit)
                ends = hit.end
        return out

    def _read(self, read: Extraction, source: Source, moved: Move, entities: Mapping[str, Entity]) -> Extraction:
        mentions = []
        for m in read.mentions:
            if m.entity in self.ids:
                start, end = moved(m.start), moved(m.end, ending=True)
                words = source.text[start:end]
                mentions.append(Mention(source.id, start, end, words, m.kind, self.ids[m.entity], m.score, m.level))
        claims = tuple(new for claim in read.claims if (new := self._claim(claim, source, moved)))
        kept = tuple(entities[self.ids[e.id]] for e in read.entities if e.id in self.ids)
        return Extraction(source.id, kept, tuple(mentions), claims)

    def _claim(self, claim: Claim, source: Source, moved: Move) -> Claim | None:
        """A claim as it may be shown; None if it is about, or of, what is dropped."""
        others = [claim.object.id] if isinstance(claim.object, Reference) else []
        if any(i in self.owner and i not in self.ids for i in (claim.subject, claim.speaker, *others)):
            return None
        found = claim.evidence
        return Claim(
            self.ids.get(claim.subject, claim.subject),
            claim.predicate,
            self._value(claim.object),
            Evidence(source.id, moved(found.start), moved(found.end, ending=True), self.clean(found.rule), found.score),
            claim.stance,
            claim.speaker and self.ids.get(claim.speaker, claim.speaker),
        )

    def _value(self, value: Value) -> Value:
        if isinstance(value, Reference):
            return Reference(self.ids.get(value.id, value.id))
        if isinstance(value, Text):
            return Text(self.clean(value.value))
        if isinstance(value, Quotation):
            return Quotation(self.clean(value.words), self.clean(value.verb))
        if isinstance(value, Figure):
            return dataclasses.replace(value, counts=self.clean(value.counts), unit=self.cleaned(value.unit))
        return value


def _near(hits: Sequence[Hit], hit: Hit) -> Sequence[Hit]:
    """Those of some sorted hits that may overlap one."""
    at = bisect_right(hits, hit.start, key=lambda each: each.start)
    return hits[max(0, at - 1) : at + 1 + (hit.end - hit.start)]


def _coarse(degrees: float, decimals: int | None) -> float:
    return degrees if decimals is None else round(degrees, decimals)


def _first_told(
    sources: Sequence[Source], extractions: Sequence[Extraction], owner: Mapping[str, int], matcher: Matcher
) -> list[int]:
    """The numbers of what is hidden, in the order in which it is first told of, so that none follows from names."""
    seen: dict[int, None] = {}
    read = {extraction.source: extraction for extraction in extractions}
    for source in sorted(sources, key=lambda source: source.id):
        told = [(hit.start, hit.owner) for hit in matcher.find(source.text)]
        mentions = read[source.id].mentions if source.id in read else ()
        told += [(m.start, owner[m.entity]) for m in mentions if m.entity in owner]
        seen.update(dict.fromkeys(number for _, number in sorted(told)))
    return list(seen)
