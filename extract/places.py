"""Where the places of a document are: each name grounded as far as the text allows, or refused with a reason."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from ..model import Grounding
from .atlas import CITY, COUNTRY, DISTRICT, DIVISION, SITE
from .gazetteer import Gazetteer, Place, fold
from .grounding import Name, Weighing, gathered
from .namecues import cues
from .outlets import ENGLISH, Home, home_of
from .placenames import areas, bare_place, facilities, is_divided, meanings, unlike_their_seats
from .state import MentionSpan, reading_of

__all__ = ["Grounder", "bare_place"]

INSIDE = frozenset({",", "(", "in", "of", "and", "the", ")", "near"})
"""With directions and nouns for places, all that may stand between a place and what it is said to lie in."""
NEAR = frozenset({"near", "outside", "beside", "at", "in", "off", "by"})
DASHES = ("—", "–", "--", "-")
DATELINE = 3
DATELINES = 5
"""How many of the first places of a text may be in a dateline, and how often that counts."""
KNOWN = 100_000
"""People in a town that a site may be named after though the text is not about its country."""
SMALL = 50_000
"""People in a place that is not meant if the text is about one other country and says nothing else of this one."""
SPOKEN_OF = 0.1
"""The share of a document's places that must be in a country before another spelling is looked for there."""
SEVERAL = 3
"""Towns that a text must name for unknown places to be put where most of them are."""
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
            name.candidates = meanings(name.text, places)
        self._contain()
        self._file()
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
                self.countries[place.grounding.country or ""] += share * name.count * _evidence(place)
        code = min(self.countries, key=lambda c: (-self.countries[c], c), default="")
        self.total = sum(self.countries.values())
        self.dominant = code if code and self.countries[code] >= DOMINANT * self.total else None

    def _contain(self) -> None:
        """What each place is said to lie in: "Reno, Nevada", "Luleå in northern Sweden", "Salem, Ore."."""
        for left, right in zip(self.mentions, self.mentions[1:], strict=False):
            if self._lists(left.span, right.span):
                self.names[fold(left.span.text)].peers += [p for p in self._named(right.span.text) if p.known]
            elif self._joins(left.span, right.span):
                self._state(left.span, areas(right.span.text, self.places))
        for mention in self.mentions:
            end = mention.span.end
            if end + 1 < len(self.doc) and self.doc[end].text in {",", "("}:
                short = self.places.abbreviated(self.doc[end + 1].text)
                self._state(mention.span, [short] if short else [])

    def _state(self, inner: Span, outer: list[Place]) -> None:
        name = self.names[fold(inner.text)]
        if not self.places.country(inner.text):
            name.stated += [area for area in outer if area not in name.stated]

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

    def _file(self) -> None:
        """Let the place of a dateline ("CAIRO (Reuters) —", "Lima, July 3 –") count as if the text kept naming it."""
        for mention in self.mentions[:DATELINES]:
            start, end = mention.span.start, mention.span.end
            first = start == 0 or self.doc[start - 1].text.startswith("\n")
            line = [t.text for t in self.doc[end : end + 12]]
            if first and any(dash in line and "\n" not in "".join(line[: line.index(dash)]) for dash in DASHES):
                self.names[fold(mention.span.text)].count += DATELINE

    def _lists(self, left: Span, right: Span) -> bool:
        """Whether these are members of a list of divisions: "Georgia, Florida and Texas"."""
        doc = left.doc
        after = next((i for i in range(right.end, min(right.end + 3, len(doc))) if i in self._starts), None)
        return (
            doc[left.end : right.start].text == ","
            and after is not None
            and all(t.lower_ in {",", "and", "or"} for t in doc[right.end : after])
            and all(any(p.known for p in self._named(text)) for text in (left.text, right.text))
        )

    def _named(self, text: str) -> list[Place]:
        return self.names[fold(text)].candidates

    def ground(self, span: Span) -> Grounding | None:
        """Where the place of this name is; ``None`` if nothing is known."""
        key = fold(span.text)
        if key not in self._known:
            self._known[key] = self._ground(span, self.names.get(key) or Name(span.text, 1))
        return self._known[key]

    def _ground(self, span: Span, name: Name) -> Grounding | None:
        if not name.candidates or self._is_strange(name):
            return self._approximate(span, name)
        if not name.shares:
            name.shares = [self.weighing.score(place, name) for place in name.candidates]
        return _because(name.candidates[name.best].grounding, self.weighing.reason(name))

    def _is_strange(self, name: Name) -> bool:
        """Whether all that a name could mean is a small place in a country of which the text says nothing else."""
        if not name.shares or self.dominant is None or name.stated:
            return False
        place = name.candidates[name.best]
        code = place.grounding.country or ""
        found = zip(name.candidates, name.shares, strict=True)
        own = sum(share * _evidence(p) for p, share in found if p.grounding.country == code)
        alone = self.countries.get(code, 0.0) - own * name.count < 0.5
        return place.kind in (CITY, DISTRICT) and code != self.dominant and place.population < SMALL and alone

    def _approximate(self, span: Span, name: Name) -> Grounding | None:
        """A similar spelling in the countries at hand, the place that it is near, or no more than the country."""
        text = name.text
        stated = max(name.stated, key=lambda p: self.weighing.score(p, Name(p.name)), default=None)
        country = stated.grounding.country if stated else self.dominant
        for word in text.split():
            country = self.places.demonym(word) or country
        if len(text) > 4 and (spelled := self._spelled(text, country)):
            return _because(spelled.grounding, f"another spelling of {spelled.name}")
        anchors = [*self._inner(text), *self._beside(span), *([stated] if stated else [])]
        anchor = next((p for p in anchors if p.point and p.kind != COUNTRY), None)
        if anchor is not None:
            where = anchor.grounding
            point = where.latitude, where.longitude
            return Grounding("near", where.country, None, *point, f"in or near {anchor.name}, by the text")
        if center := self._gathering:
            where = center.grounding
            point = where.latitude, where.longitude
            return Grounding("near", where.country, None, *point, f"in a text about {center.name}")
        if country:
            return Grounding("site", country, reason=f"in a text about {self.places.country_names[country]}")
        why = "no place of this name is known, and the text does not say where it is"
        reading_of(self.doc).refusals[fold(text)] = why
        return None

    def _spelled(self, text: str, country: str | None) -> Place | None:
        """The place of which this is another spelling, in the country at hand or those that the document speaks of."""
        bare, kinds = (bare_place(text), (DIVISION, DISTRICT)) if is_divided(text) else (text, (DIVISION, CITY, SITE))
        for code in [country] if country else self._spoken_of_most:
            found = unlike_their_seats(self.places.spelled(bare, code))
            if place := next((place for place in found if place.kind in kinds), None):
                return place
        return self.places.similar_city(text, country) if country and CITY in kinds else None

    @functools.cached_property
    def _spoken_of_most(self) -> list[str]:
        codes = [code for code in self.countries if code and self.countries[code] > SPOKEN_OF * self.total]
        return sorted(codes, key=lambda code: (-self.countries[code], code))

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
        found = unlike_their_seats(self.places.candidates(text))
        found = [place for place in found if (place.usual or place.population > KNOWN) and self._spoken_of(place)]
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
        towns = [(place, count) for place, count in best if place.kind in (CITY, DISTRICT) and place.point]
        return gathered(towns) if len(towns) >= SEVERAL else None


def _evidence(place: Place) -> float:
    """How far a place tells that a text is about its country; small ones may be anywhere."""
    return 1.0 if place.kind in (COUNTRY, DIVISION) or place.population > SMALL else 0.3


def _because(grounding: Grounding, reason: str) -> Grounding:
    return dataclasses.replace(grounding, reason=reason)


def _adjectives(doc: Doc, places: Gazetteer) -> Counter[str]:
    """How often a document speaks of each country by its adjective."""
    counts: Counter[str] = Counter()
    for token in doc:
        if token.text[:1].isupper() and (code := places.demonyms.get(token.lower_)):
            counts[code] += 1
    return counts
