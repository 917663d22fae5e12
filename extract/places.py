"""Where the places of a document are: each name grounded as far as the text allows, or refused with a reason."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from ..model import Grounding
from .atlas import CITY, COUNTRY, DISTRICT, DIVISION
from .gazetteer import Gazetteer, Place, fold, toml_of
from .grounding import Name, Weighing, gathered, lies_in
from .nametypes import cues
from .outlets import ENGLISH, Home, home_of
from .state import MentionSpan, reading_of

INSIDE = frozenset({",", "(", "in", "of", "and", "the", ")", "near"})
"""With directions and nouns for places, all that may stand between a place and what it is said to lie in."""
NEAR = frozenset({"near", "outside", "beside", "at", "in", "off", "by"})
KNOWN = 100_000
"""People in a town that a site may be named after though the text is not about its country."""
DOMINANT = 0.5
"""The share of a document's places that must be in one country before unknown places are put there."""


class Grounder:
    """Grounds the places of one document."""

    def __init__(self, doc: Doc, mentions: Sequence[MentionSpan], places: Gazetteer) -> None:
        self.places = places
        self.doc = doc
        self.mentions = [m for m in mentions if m.kind == "Place" and m.level == "name"]
        self.names: dict[str, Name] = {}
        self._known: dict[str, Grounding | None] = {}
        for mention in self.mentions:
            name = self.names.setdefault(fold(mention.span.text), Name(mention.span.text))
            name.count += 1
        for name in self.names.values():
            name.candidates = self._candidates(name.text)
        self._contain()
        home = home_of(reading_of(doc).source, places) if self.names else Home()
        weighed = list(self.names.values())
        for text, found in home.names.items():
            if text in self.names:
                self.names[text].home = True
            else:
                weighed.append(Name(text, 1, found, home=True))
        adjectives = _adjectives(doc, places)
        self.weighing = Weighing(weighed, adjectives, [home.country] if home.country else ENGLISH)
        self.countries = defaultdict[str, float](float, adjectives)
        for name in self.names.values():
            for place, share in zip(name.candidates, name.shares, strict=True):
                self.countries[place.grounding.country or ""] += share * name.count
        code = min(self.countries, key=lambda c: (-self.countries[c], c), default="")
        self.dominant = code if code and self.countries[code] >= DOMINANT * sum(self.countries.values()) else None

    def _candidates(self, text: str) -> list[Place]:
        """What a name can mean, as far as the table knows it."""
        places = self.places
        text = text.removesuffix("'s").removesuffix("’s")
        if short := places.abbreviated(text):
            return [short, *(p for p in [places.country(text)] if p)]
        if (code := places.demonym(text)) and not places.country(text):
            country = places.country(places.country_names[code])
            return [country] if country else []
        found = self._unlike_their_seats(text, places.candidates(text))
        if found and text.isupper() and len(text) < 4:  # an acronym that looks like a town
            return [p for p in found if p.kind == COUNTRY]
        bare = bare_place(text)
        if not found and bare != text:
            found = places.candidates(bare)
            if is_divided(text):
                found = [p for p in found if p.kind in (DIVISION, DISTRICT)] or found
        left, _, right = text.rpartition("-")
        if not found and left and right[:1].isupper():  # "Malmö-Sweden"
            areas = self._areas(right)
            found = [p for p in places.candidates(left) if any(lies_in(p, area) for area in areas)]
        words = text.split()
        if not found and len(words) > 1 and words[0].casefold() in cues().directions:
            found = [p for p in places.candidates(" ".join(words[1:])) if p.kind not in (CITY, DISTRICT)]
        return found

    def _unlike_their_seats(self, text: str, found: list[Place]) -> list[Place]:
        """Without divisions named after a town in them: the bare name means the town, if they are not well known."""
        known = {place.grounding for place in self.places.regions(text)}
        divisions = {p.division for p in found if p.kind == CITY}
        districts = {p.district for p in found if p.kind == CITY}

        def has_seat(place: Place) -> bool:
            if place.kind == DIVISION:
                return place.division in divisions
            return place.kind == DISTRICT and place.district in districts

        return [place for place in found if place.grounding in known or not has_seat(place)]

    def _contain(self) -> None:
        """What each place is said to lie in: "Reno, Nevada", "Luleå in northern Sweden", "Salem, Ore."."""
        for left, right in zip(self.mentions, self.mentions[1:], strict=False):
            if self._joins(left.span, right.span):
                self._state(left.span, self._areas(right.span.text))
        for mention in self.mentions:
            end = mention.span.end
            if end + 1 < len(self.doc) and self.doc[end].text in {",", "("}:
                short = self.places.abbreviated(self.doc[end + 1].text)
                self._state(mention.span, [short] if short else [])

    def _state(self, inner: Span, areas: list[Place]) -> None:
        name = self.names[fold(inner.text)]
        if areas and not self.places.country(inner.text):
            name.stated += [area for area in areas if area not in name.stated]

    def _joins(self, left: Span, right: Span) -> bool:
        doc = left.doc
        between = doc[left.end : right.start]
        inner = INSIDE | cues().place_nouns | cues().directions
        if not 0 < len(between) < 5 or any(t.lower_ not in inner for t in between):
            return False
        if all(t.lower_ in {"and", "the"} for t in between):
            return False
        after = doc[right.end].lower_ if right.end < len(doc) else ""
        if between[0].text == "," and len(between) == 1:
            return after in {",", ".", ")", ";", "–", "-", ""} or after.isspace()
        return True

    def _areas(self, text: str) -> list[Place]:
        """The countries, divisions and districts of a name."""
        if country := self.places.country(text):
            return [country]
        if short := self.places.abbreviated(text):
            return [short]
        return [p for p in self._candidates(text) if p.kind in (DIVISION, DISTRICT)]

    def ground(self, span: Span) -> Grounding | None:
        """Where the place of this name is; ``None`` if nothing is known."""
        key = fold(span.text)
        if key not in self._known:
            self._known[key] = self._ground(span, self.names.get(key) or Name(span.text, 1))
        return self._known[key]

    def _ground(self, span: Span, name: Name) -> Grounding | None:
        if not name.candidates:
            return self._approximate(span, name)
        if not name.shares:
            name.shares = [self.weighing.score(place, name) for place in name.candidates]
        return _because(name.candidates[name.best].grounding, self.weighing.reason(name))

    def _approximate(self, span: Span, name: Name) -> Grounding | None:
        """A similar spelling in the countries at hand, the place that it is near, or no more than the country."""
        text = name.text
        stated = max(name.stated, key=lambda p: self.weighing.score(p, Name(p.name)), default=None)
        country = stated.grounding.country if stated else self.dominant
        for word in text.split():
            country = self.places.demonym(word) or country
        if country and len(text) > 4 and (spelled := self._spelled(text, country)):
            return _because(spelled.grounding, f"another spelling of {spelled.name}")
        anchors = [*self._inner(text), *self._beside(span), *([stated] if stated else [])]
        anchor = next((p for p in anchors if p.point and p.kind != COUNTRY), None)
        if anchor is not None:
            where = anchor.grounding
            return Grounding(
                "near", where.country, None, where.latitude, where.longitude, f"in or near {anchor.name}, by the text"
            )
        if center := self._gathering:
            where = center.grounding
            return Grounding(
                "near", where.country, None, where.latitude, where.longitude, f"in a text about {center.name}"
            )
        if country:
            return Grounding("site", country, reason=f"in a text about {self.places.country_names[country]}")
        reading_of(self.doc).refusals[fold(text)] = (
            "no place of this name is known, and the text does not say where it is"
        )
        return None

    def _spelled(self, text: str, country: str) -> Place | None:
        if is_divided(text):
            found = [p for p in self.places.spelled(bare_place(text), country) if p.kind in (DIVISION, DISTRICT)]
            return found[0] if found else None
        found = self._unlike_their_seats(text, self.places.spelled(text, country))
        found = [place for place in found if place.kind != DISTRICT]
        return found[0] if found else self.places.similar_city(text, country)

    def _inner(self, text: str) -> Iterator[Place]:
        """The place that a site is named after: "Accra Sports Stadium", "Downtown Quito"."""
        words = text.split()
        parts = []
        if words[-1].casefold() in facilities():
            parts = [words[:length] for length in range(len(words) - 1, 0, -1)]
        elif words[0].casefold() in cues().directions:
            parts = [words[1:], words[2:]]
        for part in parts:
            if part and part[0][:1].isupper() and (found := self._meant(" ".join(part))):
                yield found

    def _meant(self, text: str) -> Place | None:
        """What a name means in this document, whether or not the document has it as a name of its own."""
        if (name := self.names.get(fold(text))) and name.candidates:
            return name.candidates[name.best]
        found = self._unlike_their_seats(text, self.places.candidates(text))
        found = [place for place in found if place.usual and self._spoken_of(place)]
        if not found:
            return next(self._inner(text), None)
        name = Name(text, 1, found)
        return max(found, key=lambda p: self.weighing.score(p, name))

    def _spoken_of(self, place: Place) -> bool:
        """Whether the document's other names are in the same country, or a place is known everywhere."""
        return self.countries.get(place.grounding.country or "", 0) > 0.5 or place.population > KNOWN

    def _beside(self, span: Span) -> Iterator[Place]:
        """The place that the text says this one is near or in: "a camp near the airport of Tunis"."""
        for start in range(span.end + 1, span.end + 5):
            between = [t.lower_ for t in span.doc[span.end : start]]
            if start in self._starts and not NEAR.isdisjoint(between) and set(between) <= NEAR | {",", "the"}:
                if found := self._meant(self._starts[start]):
                    yield found

    @functools.cached_property
    def _starts(self) -> dict[int, str]:
        return {mention.span.start: mention.span.text for mention in self.mentions}

    @functools.cached_property
    def _gathering(self) -> Place | None:
        """The place around which most others of the document are."""
        best = [(name.candidates[name.best], float(name.count)) for name in self.names.values() if name.candidates]
        return gathered([(place, count) for place, count in best if place.kind in (CITY, DISTRICT) and place.point])


def _because(grounding: Grounding, reason: str) -> Grounding:
    return dataclasses.replace(grounding, reason=reason)


@functools.lru_cache(maxsize=1)
def facilities() -> frozenset[str]:
    """Words for what people build, and name after the town that it stands in."""
    return frozenset(toml_of("regions.toml")["facilities"])


def is_divided(name: str) -> bool:
    """Whether a name says that it is of a division: "Gansu Province"."""
    bare = bare_place(name)
    return bare != name and name.split()[-1].casefold() in cues().place_nouns


def bare_place(name: str) -> str:
    """A name without the word for what kind of place it is of, and without points of the compass.

    >>> bare_place("Gansu Province"), bare_place("city of Oruro"), bare_place("northern Chile")
    ('Gansu', 'Oruro', 'Chile')
    """
    words = name.split()
    lists = cues()
    if len(words) > 2 and words[1] == "of" and words[0].casefold() in lists.place_nouns:
        words = words[2:]
    while len(words) > 1 and words[-1].casefold() in lists.place_nouns:
        words = words[:-1]
    while len(words) > 1 and words[0].casefold() in lists.directions and words[0].islower():
        words = words[1:]
    return " ".join(words)


def _adjectives(doc: Doc, places: Gazetteer) -> Counter[str]:
    """How often a document speaks of each country by its adjective."""
    counts: Counter[str] = Counter()
    for token in doc:
        if token.text[:1].isupper() and (code := places.demonyms.get(token.lower_)):
            counts[code] += 1
    return counts
