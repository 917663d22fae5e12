"""What is known of an entity of one source, as far as sameness goes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ..model import Claim, Entity, Extraction, Interval, Reference, Text
from .aliases import state_body
from .gazetteer import gazetteer
from .known import KNOWN, KnownEntity
from .names_parse import fold

_LEADING = {"the", "a", "an", "mr", "mrs", "ms", "dr"}
_YEARS = {"bornOn": "born", "foundedOn": "born", "diedOn": "died"}
_SEATS = {"locatedIn", "citizenOf"}
_MOST_FORMS = 12


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity of one source (or a known one) with its names, its dates and places, and its company."""

    key: tuple[str, str]
    entity: Entity
    forms: frozenset[str] = frozenset()
    """Its proper names and aliases, normalized; descriptions ("the ministry") are left out."""
    names: tuple[str, ...] = ()
    """The same as they are written."""
    begin: str | None = None
    end: str | None = None
    born: str = ""
    died: str = ""
    countries: frozenset[str] = frozenset()
    """Where its source says it is or belongs."""
    scene: str = ""
    """The country that its source tells most of, or else the first place."""
    companions: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    """Who else its source names in full."""
    weak: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """Whether it is one of the user's known entities."""
        return self.key[0] == KNOWN


@dataclass(slots=True)
class _Facts:
    times: dict[str, Interval] = field(default_factory=dict)
    years: dict[tuple[str, str], str] = field(default_factory=dict)
    countries: dict[str, set[str]] = field(default_factory=dict)
    companions: dict[str, set[str]] = field(default_factory=dict)
    roles: dict[str, set[str]] = field(default_factory=dict)

    def learn(self, claim: Claim, entities: dict[str, Entity]) -> None:
        """Take in what one claim says."""
        subject, value = claim.subject, claim.object
        if isinstance(value, Interval):
            if claim.predicate == "time":
                self.times.setdefault(subject, value)
            elif claim.predicate in _YEARS and value.begin and value.begin[:4] == (value.end or value.begin)[:4]:
                self.years.setdefault((subject, _YEARS[claim.predicate]), value.begin[:4])
        elif isinstance(value, Text):
            if claim.predicate == "positionHeld":
                self.roles.setdefault(subject, set()).add(normalized(value.value))
        elif isinstance(value, Reference) and (other := entities.get(value.id)):
            country = other.grounding.country if other.grounding else None
            if claim.predicate in _SEATS and country:
                self.countries.setdefault(subject, set()).add(country)
            elif other.kind != "Event" and other.named:
                self.companions.setdefault(subject, set()).add(normalized(other.name))
                if subject in entities and entities[subject].kind != "Event":
                    self.companions.setdefault(other.id, set()).add(normalized(entities[subject].name))


def profiles(extraction: Extraction) -> Iterator[Profile]:
    """A profile of every entity of an extraction."""
    entities = {e.id: e for e in extraction.entities}
    facts = _Facts()
    for claim in extraction.claims:
        facts.learn(claim, entities)
    scenes = Counter(e.grounding.country for e in extraction.entities if e.grounding and e.grounding.country)
    where = [normalized(e.name) for e in extraction.entities if e.kind == "Place" and e.named]
    scene = min(scenes, key=lambda c: (-scenes[c], c)) if scenes else min(where, default="")
    full = (e.name for e in extraction.entities if e.named and e.kind in ("Person", "Organization"))
    company = frozenset(normalized(name) for name in full if " " in name.strip())
    for entity in extraction.entities:
        interval = facts.times.get(entity.id)
        names = _names(entity)
        yield Profile(
            (extraction.source, entity.id),
            entity,
            frozenset(map(normalized, names)) - {""},
            names,
            interval.begin if interval else None,
            interval.end if interval else None,
            facts.years.get((entity.id, "born"), ""),
            facts.years.get((entity.id, "died"), ""),
            frozenset(facts.countries.get(entity.id, ())),
            scene,
            frozenset(facts.companions.get(entity.id, ())),
            frozenset(facts.roles.get(entity.id, ())),
            company,
        )


def known_profiles(known: Iterable[KnownEntity]) -> Iterator[Profile]:
    """A profile of every known entity."""
    for item in known:
        names = tuple(dict.fromkeys((item.name, *item.aliases, *item.weak)))
        weak = frozenset(map(normalized, item.weak)) - set(map(normalized, (item.name, *item.aliases)))
        yield Profile(
            (KNOWN, item.iri),
            item.entity,
            frozenset(map(normalized, names)) - {""},
            names,
            born=item.year,
            countries=frozenset(item.countries),
            weak=weak,
        )


def _names(entity: Entity) -> tuple[str, ...]:
    """Its name, then its aliases, the longest first, as many as are worth comparing."""
    aliases = sorted({*entity.aliases} - {entity.name}, key=lambda a: (-len(a), a))
    forms = (entity.name, *aliases)
    places = gazetteer()
    bodies = {f: state_body(f, places) for f in forms} if entity.kind == "Organization" else {}
    proper = (f for f in forms if entity.kind == "Event" or is_proper(f) or bodies.get(f))
    return tuple(dict.fromkeys((*filter(None, bodies.values()), *proper)))[:_MOST_FORMS]


def is_proper(form: str) -> bool:
    """Whether a form is a name, not a description: its main word starts with a capital, a digit, or has no case."""
    words = [word for word in form.split() if word.casefold() not in _LEADING]
    if not words or words[-1][:1].islower():
        return False
    return any(word[:1].isupper() or (word[:1].isalpha() and not word[:1].islower()) for word in words)


@lru_cache(maxsize=1 << 17)
def normalized(name: str) -> str:
    """A name for comparison: no case, accents, punctuation, possessive or leading article.

    >>> normalized("The People’s Council"), normalized("Wałęsa"), normalized("Αθήνα")
    ('peoples council', 'walesa', 'athina')
    """
    name = unicodedata.normalize("NFKC", name).replace("’", "'").replace("'s", "s").replace("'", "")
    words = re.findall(r"\w+", fold(name))
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return " ".join(words)
