"""Where the places of a document are: each name grounded in GeoNames as far as the text allows.

Namesakes are told apart by what the text says they lie in ("Paris, Texas"), by the countries that the document
is about, and by population (the three cues of Leidner, Toponym Resolution in Text, 2007).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from ..model import Grounding
from .gazetteer import Gazetteer, Place, fold
from .nametypes import cues
from .state import MentionSpan

STATED = 8.0
USUAL_NAME = 1.0
OF_THE_DOCUMENT = 3.0
DOMINANT = 0.5
"""The share of a document's places that must be in one country before unknown places are put there."""
INSIDE = frozenset({",", "(", "in", "of", "and", "the", ")", "near"})
"""With directions and nouns for places, all that may stand between a place and what it is said to lie in."""


class Grounder:
    """Grounds the places of one document."""

    def __init__(self, doc: Doc, mentions: Sequence[MentionSpan], places: Gazetteer) -> None:
        self.places = places
        self.mentions = [m for m in mentions if m.kind == "Place" and m.level == "name"]
        self.countries = _countries(doc, self.mentions, places)
        total = sum(self.countries.values())
        code, count = min(self.countries.most_common(), key=lambda c: (-c[1], c[0]), default=(None, 0))
        self.dominant = code if count and count >= DOMINANT * total else None
        self.containers = self._containers()

    def _containers(self) -> dict[str, list[Place]]:
        """What a place is said to lie in, by its folded name: "Reno, Nevada", "Luleå in northern Sweden"."""
        inside: dict[str, list[Place]] = defaultdict(list)
        inner = INSIDE | cues().place_nouns | cues().directions
        for left, right in zip(self.mentions, self.mentions[1:], strict=False):
            doc = left.span.doc
            between = doc[left.span.end : right.span.start]
            if (
                not 0 < len(between) < 5
                or any(t.lower_ not in inner for t in between)
                or all(t.lower_ in {"and", "the"} for t in between)
            ):
                continue
            after = doc[right.span.end].lower_ if right.span.end < len(doc) else ""
            if (
                between[0].text == ","
                and len(between) == 1
                and after not in {",", ".", ")", ";", "–", "-"}
                and not after.isspace()
            ):
                continue
            country = self.places.country(right.span.text)
            found = [country] if country else self._regions(right.span)
            if found and not self.places.country(left.span.text):
                inside[fold(left.span.text)] += found
        return inside

    def _regions(self, span: Span) -> list[Place]:
        return self.places.regions(span.text) or self.places.regions(bare_place(span.text))

    def ground(self, span: Span) -> Grounding | None:
        """Where the place of this name is; ``None`` if nothing is known."""
        name = span.text
        if country := self.places.country(name):
            return self.places.located(country)
        bare = bare_place(name)
        divided = bare != name and name.split()[-1].casefold() in cues().place_nouns
        regions = self._regions(span)
        cities = [] if divided else self.places.cities(name)
        stated = self.containers.get(fold(name), [])
        if regions and not self._rather_city(cities, regions, stated):
            return max(regions, key=self._fit).grounding
        if cities:
            best = max(cities, key=lambda place: self._score(place, stated))
            return best.grounding
        return self._approximate(name, bare, divided, stated)

    def _rather_city(self, cities: list[Place], regions: list[Place], stated: list[Place]) -> bool:
        return bool(cities and stated and any(c.grounding.country == stated[0].grounding.country for c in cities)
                    and regions[0].grounding.country != stated[0].grounding.country)  # fmt: skip

    def _approximate(self, name: str, bare: str, divided: bool, stated: list[Place]) -> Grounding | None:
        """A similar spelling in the country at hand, or no more than the country."""
        country = next((place.grounding.country for place in stated if place.grounding.country), self.dominant)
        for word in name.split():
            country = self.places.demonym(word) or country
        precision = "province" if divided else "site"
        if divided and (cities := self.places.cities(bare)):
            best = max(cities, key=lambda place: self._score(place, stated))
            return Grounding("province", best.grounding.country)
        if country is None:
            return None
        if not divided and len(name) > 4 and (city := self.places.similar_city(name, country)):
            return city.grounding
        return Grounding(precision, country)  # type: ignore[arg-type]

    def _fit(self, place: Place) -> float:
        return self.countries.get(place.grounding.country or "", 0)

    def _score(self, place: Place, stated: list[Place]) -> float:
        total = sum(self.countries.values()) or 1
        score = math.log10(place.population + 1) + USUAL_NAME * place.usual
        score += OF_THE_DOCUMENT * self.countries.get(place.grounding.country or "", 0) / total
        for container in stated:
            if container.grounding.country == place.grounding.country:
                same = not container.division or container.division == place.division
                score += STATED if same else 0
        return score


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


def _countries(doc: Doc, mentions: Sequence[MentionSpan], places: Gazetteer) -> Counter[str]:
    """How often a document speaks of each country: by name, by its adjective or by an unmistakable city."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        if country := places.country(mention.span.text):
            counts[str(country.grounding.country)] += 2
        elif regions := [r for r in places.regions(mention.span.text) if r.grounding.country]:
            counts[str(regions[0].grounding.country)] += 1
        elif cities := places.cities(mention.span.text):
            codes = Counter({c.grounding.country: 0 for c in cities})
            for city in cities:
                codes[city.grounding.country] += city.population
            code, people = codes.most_common(1)[0]
            if people > 0.8 * sum(codes.values()):
                counts[str(code)] += 1
    for token in doc:
        if token.text[:1].isupper() and (code := places.demonyms.get(token.lower_)):
            counts[code] += 1
    return counts
