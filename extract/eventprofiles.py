"""What a source tells of a happening, as far as sameness goes: its class, words, time, places, and who takes part.

Who and where are entities of the whole graph, which are resolved before the events are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import fsum, log

from ..model import Claim, Entity, Extraction, Figure, Interval, Mention, Reference, Source, Stance
from .eventrules import rules
from .eventstories import Story, stories
from .eventwords import lemmas

Key = tuple[str, str]

AGENTS = frozenset({"agent", "organizer", "speaker", "attendee"})
PATIENTS = frozenset({"patient", "target", "beneficiary"})
OF_OFFICE = "syntax:as"
"""The rule that gives an event of an office the body it is of: "resigned as head of the union"."""
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d{5,}|(?=\D*\d)[0-9a-f]{6}")
"""What ids end in that names alone would not tell apart."""
_PRIOR = 50
"""Sources taken to be there beforehand, so that in few sources nothing counts as common."""
_COMMON = 4.0
"""The rarity from which on a term counts in full."""
_MOST_TERMS = 30
LEAD = 300
"""Characters with which a source begins."""
_REACH = 40
"""Characters to each side of a word in which its neighbors stand."""
_NEXT = 2
"""So many neighbors to each side."""


@dataclass(frozen=True, slots=True)
class EventProfile:
    """A happening as one source tells it. Ids are those of entities of the whole graph."""

    key: Key
    type: str
    words: frozenset[str]
    """The words that evoke it, in their basic forms."""
    begin: str = ""
    end: str = ""
    day: bool = False
    dated: bool = False
    """Whether its own sentences give the time; otherwise it was inferred."""
    places: frozenset[str] = frozenset()
    placed: bool = False
    agents: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    """Whoever and whatever else is named in its clause or near it."""
    about: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    """The other words of its clause, in their basic forms."""
    near: frozenset[str] = frozenset()
    """Those that stand next to the words that evoke it."""
    lead: bool = False
    """Whether its source begins with it."""
    figures: frozenset[tuple[str, float]] = frozenset()
    stances: frozenset[Stance] = frozenset()
    named: bool = False
    id: str = ""
    """Of a named event: its id in the whole graph."""

    @property
    def who(self) -> frozenset[str]:
        """All who take part."""
        return self.agents | self.patients


@dataclass(frozen=True, slots=True)
class Background:
    """What the sources at large say: how rare each term is (0 to 1), and what each source is about."""

    rarity: Mapping[str, float]
    stories: Mapping[str, Story]
    published: Mapping[str, str] = field(default_factory=dict)

    def weight(self, terms: Iterable[str]) -> float:
        """How much terms prove together."""
        return fsum(self.rarity.get(term, 1.0) for term in terms)  # in whatever order a set has them


def background(extractions: Sequence[Extraction], ids: Mapping[Key, str], sources: Mapping[str, Source]) -> Background:
    """What the extractions, and their sources as far as known (by id), say at large."""
    told: dict[str, Counter[str]] = {}
    for extraction in extractions:
        entities = {e.id: ids[extraction.source, e.id] for e in extraction.entities if e.kind != "Event" and e.named}
        source = sources.get(extraction.source)
        told[extraction.source] = Counter(content(source.readable if source else ""))
        told[extraction.source].update(entities.values())
        told[extraction.source].update(entities[m.entity] for m in extraction.mentions if m.entity in entities)
    often = Counter(term for terms in told.values() for term in terms)
    rarity = {t: min(1.0, max(0.0, log((len(told) + _PRIOR) / (n + 1)) / _COMMON)) for t, n in often.items()}
    published = {i: source.published for i, source in sources.items() if source.published}
    return Background(rarity, stories(told, rarity), published)


@lru_cache(maxsize=1 << 16)
def _basic(form: str) -> str:
    return min(lemmas(form), key=lambda word: (len(word), word))


def content(text: str) -> Iterator[str]:
    """The words of a text that carry meaning, in their basic forms.

    >>> list(content("The fire at the mill killed two guards."))
    ['fire', 'mill', 'kill', 'two', 'guard']
    """
    stop = rules().stop
    for form in _WORD.findall(text.lower()):
        if form not in stop and (len(form) > 2 or form.isdigit()):
            yield _basic(form)


def plain(identifier: str) -> str:
    """An id as people read it.

    >>> plain("place/gdansk-3099434"), plain("org/indian-navy-05b4a8")
    ('gdansk', 'indian navy')
    """
    words = identifier.partition("/")[2].split("-") if "/" in identifier else [identifier]
    return " ".join(word for word in words if not _NUMBER.fullmatch(word)) or identifier


def beside(text: str, start: int, end: int) -> list[str]:
    """The words that carry meaning next to characters, in their basic forms.

    >>> beside("On Monday the jury found the former guard guilty of fraud.", 19, 24)
    ['monday', 'jury', 'former', 'guard']
    """
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    after = text[end : end + _REACH].partition("\n")[0]
    if start > _REACH:
        before = before.partition(" ")[2]
    if end + _REACH < len(text):
        after = after.rpartition(" ")[0]
    return [*list(content(before))[-_NEXT:], *list(content(after))[:_NEXT]]


def profiles_of_events(extraction: Extraction, ids: Mapping[Key, str], text: str = "") -> Iterator[EventProfile]:
    """A profile of every happening of an extraction."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    mentions: dict[str, list[Mention]] = defaultdict(list)
    events = {e.id: e for e in extraction.entities if e.kind == "Event"}
    for claim in extraction.claims:
        if claim.subject in events:
            claims[claim.subject].append(claim)
    for mention in extraction.mentions:
        mentions[mention.entity].append(mention)
    others = sorted(
        (m.start, m.end, ids[extraction.source, m.entity])
        for m in extraction.mentions
        if m.kind != "Event" and m.level != "pronoun"
    )
    for event in events.values():
        yield profile_of(extraction.source, event, claims[event.id], mentions[event.id], others, ids, events, text)


def profile_of(
    source: str,
    event: Entity,
    claims: Sequence[Claim],
    mentions: Sequence[Mention],
    others: Sequence[tuple[int, int, str]],
    ids: Mapping[Key, str],
    events: Mapping[str, Entity],
    text: str,
) -> EventProfile:
    """One profile; ``others`` are the mentions of all else (start, end, id), ``events`` all those of the source."""
    facts = _Facts(source, ids, events)
    for claim in claims:
        facts.learn(claim)
    words = frozenset(w for m in mentions for form in content(m.text) for w in lemmas(form))
    clauses = facts.clauses or [(m.start, m.end) for m in mentions]
    named = {i for start, end, i in others for a, b in clauses if start < b and a < end}
    terms = {t for a, b in clauses for t in content(text[a:b])} - words
    own = facts.roles["agents"] | facts.roles["patients"] | facts.roles["places"]
    time = facts.time
    return EventProfile(
        (source, event.id),
        event.type,
        words,
        (time.begin or time.end or "") if time else "",
        (time.end or time.begin or "") if time else "",
        bool(time and time.precision == "day"),
        facts.dated,
        frozenset(facts.roles["places"]),
        facts.placed,
        frozenset(facts.roles["agents"]),
        frozenset(facts.roles["patients"]),
        frozenset((facts.roles["beside"] | named) - own),
        frozenset(facts.roles["about"]),
        frozenset(sorted(terms)[:_MOST_TERMS]),
        frozenset(t for m in mentions for t in beside(text, m.start, m.end)) - words,
        any(m.start < LEAD for m in mentions),
        frozenset(facts.figures),
        frozenset(facts.stances),
        event.named,
        ids.get((source, event.id), "") if event.named else "",
    )


class _Facts:
    """What the claims on one event say."""

    def __init__(self, source: str, ids: Mapping[Key, str], events: Mapping[str, Entity]) -> None:
        self.source, self.ids, self.events = source, ids, events
        self.time: Interval | None = None
        self.dated = self.placed = False
        self.roles: dict[str, set[str]] = {role: set() for role in ("agents", "patients", "places", "beside", "about")}
        self.clauses: list[tuple[int, int]] = []
        self.figures: set[tuple[str, float]] = set()
        self.stances: set[Stance] = set()

    def learn(self, claim: Claim) -> None:
        """Take in what one claim says."""
        value, rule = claim.object, claim.evidence.rule
        told = not rule.endswith(":inferred")
        if claim.predicate == "type":
            self.clauses.append((claim.evidence.start, claim.evidence.end))
            self.stances.add(claim.stance)
        elif isinstance(value, Interval):
            if claim.predicate == "time" and (self.time is None or (told and not self.dated)):
                self.time, self.dated = value, told
        elif isinstance(value, Figure):
            self.figures.add((value.counts, value.value))
        elif isinstance(value, Reference):
            aside = rule.startswith("near:") or rule == OF_OFFICE
            self._who(claim.predicate, value.id, told, aside)

    def _who(self, predicate: str, other: str, told: bool, aside: bool) -> None:
        """A participant that merely stands near an event, or whose office it is about, is no more than company."""
        identifier = self.ids.get((self.source, other))
        if identifier is None:  # a plain happening, which has no id yet
            if predicate == "about" and other in self.events:
                self.roles["about"].add(f"a {self.events[other].type}")
        elif predicate == "about":
            self.roles["about"].add(identifier)
        elif predicate == "place":
            self.roles["places"].add(identifier)
            self.placed = self.placed or told
        elif predicate in AGENTS or predicate in PATIENTS:
            role = "beside" if aside else "agents" if predicate in AGENTS else "patients"
            self.roles[role].add(identifier)
