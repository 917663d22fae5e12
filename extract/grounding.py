"""Which of its namesakes a place is: every name of a document is weighed against all others.

What tells namesakes apart (Leidner, Toponym Resolution in Text, 2007): what the text says they lie in ("Paris, Texas"),
the countries, divisions and neighborhoods that the document's other names are in (spatial minimality), where the
outlet is at home, and how many people live there. Names that have one meaning speak first; in a few rounds, each name's
candidates are weighed again by what the others have come to mean.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from .atlas import CITY, COUNTRY, DISTRICT, DIVISION, SITE
from .gazetteer import Place, magnitude

ROUNDS = 3
MOST = 40
"""Candidates of one name that are weighed: the likeliest of those before the others have their say."""
CELL = 1.5
"""Degrees: the side of the squares in which neighbors are counted."""
GATHERED = 0.6
"""The share of a document's places that must be near one of them for unknown ones to be put there."""
LOCAL = (DISTRICT, CITY, SITE)
Key = tuple[str, object]


@dataclass(slots=True)
class Weights:
    """How much each cue counts."""

    people: float = 0.8
    usual: float = 1.5
    country: float = 3.0
    """A name that a country has; well-known divisions, other divisions and districts, regions of the world likewise."""
    division: float = 1.5
    district: float = -0.5
    region: float = 3.0
    capital: float = 2.0
    stated: float = 8.0
    peer: float = 3.0
    named: float = 2.0
    """For the names of countries and known divisions, as against those of places in them."""
    same_country: float = 5.0
    same_division: float = 1.2
    same_district: float = 1.0
    nearby: float = 1.2
    home_country: float = 2.0
    own_country: float = 2.0
    home: float = 2.0
    """For the weight of a name that the outlet bears, and against its being a country: few papers are named so."""


@dataclass(slots=True)
class Name:
    """A name of the document: how often it comes, what it can mean, and what the text says it lies in."""

    text: str
    count: int = 0
    candidates: list[Place] = field(default_factory=list)
    stated: list[Place] = field(default_factory=list)
    peers: list[Place] = field(default_factory=list)
    """What the next name of a list can mean: members of one list are of one kind."""
    shares: list[float] = field(default_factory=list)
    """How likely each candidate is; they sum to one."""
    prior: list[float] = field(default_factory=list)
    """What speaks for each candidate by itself."""
    home: bool = False
    """Whether the outlet's own name has it."""

    @property
    def best(self) -> int:
        """The position of the likeliest candidate."""
        return max(range(len(self.shares)), key=self.shares.__getitem__)


def cell(point: tuple[float, float], side: float = CELL) -> tuple[int, int]:
    """The square of the map that a point is in."""
    return math.floor(point[0] / side), math.floor(point[1] / side)


def lies_in(place: Place, container: Place) -> bool:
    """Whether the table says that a place lies in another one.

    >>> from .gazetteer import gazetteer
    >>> texas, = gazetteer().regions("Texas")
    >>> lies_in(gazetteer().cities("Laredo")[0], texas), lies_in(gazetteer().cities("Lyon")[0], texas)
    (True, False)
    """
    if container.kind == COUNTRY:
        return place.kind != COUNTRY and place.grounding.country == container.grounding.country
    if container.kind == DIVISION:
        return place.kind in LOCAL and place.division == container.division >= 0
    return container.kind == DISTRICT and place.kind in (CITY, SITE) and place.district == container.district >= 0


class Weighing:
    """Weighs the candidates of all names of a document.

    ``countries`` says how often the document speaks of each country in other ways, by adjectives; ``homes``
    are the countries in which the outlet may be at home.
    """

    def __init__(
        self,
        names: Sequence[Name],
        countries: Counter[str],
        homes: Collection[str] = (),
        weights: Weights | None = None,
    ) -> None:
        self.names = names
        self.weights = weights or Weights()
        self.countries = countries
        self.homes = homes
        self.support: Counter[Key] = Counter()
        self.total = 1.0
        for name in names:
            prior = [self._prior(place, name) for place in name.candidates]
            order = sorted(range(len(prior)), key=lambda i: (-prior[i], i))[:MOST]
            name.candidates = [name.candidates[i] for i in order]
            name.prior = [prior[i] for i in order]
            name.shares = _shares(name.prior)
        for _ in range(ROUNDS):
            self._round()

    def _round(self) -> None:
        self.support = Counter({("country", code): float(count) for code, count in self.countries.items()})
        own: list[Counter[Key]] = []
        weights = self.weights
        for name in self.names:
            mine: Counter[Key] = Counter()
            weight = 1.0 + math.log(name.count or 1) + weights.home * name.home
            for place, share in zip(name.candidates, name.shares, strict=True):
                if share > 0.02:
                    named = weights.named if place.kind == COUNTRY or place.known else 1.0
                    for key in _keys(place):
                        mine[key] += named * weight * share  # type: ignore[assignment]
            self.support.update(mine)
            own.append(mine)
        self.total = sum(value for key, value in self.support.items() if key[0] == "country") or 1.0
        for name, mine in zip(self.names, own, strict=True):
            scores = [prior + self._context(p, mine) for p, prior in zip(name.candidates, name.prior, strict=True)]
            name.shares = _shares(scores)

    def reason(self, name: Name) -> str:
        """Why the likeliest candidate of a name was taken, in words."""
        place, others = name.candidates[name.best], len(name.candidates) - 1
        if not others:
            return "the only place of this name that is known"
        stated = [container for container in name.stated if lies_in(place, container)]
        if stated:
            return f"in {stated[0].name}, as the text says"
        counted = f"{others} other place{'s' if others > 1 else ''} of this name"
        if all(place.population >= each.population for each in name.candidates):
            return f"more people live there than in {counted}"
        return f"fits the other places of the text better than {counted}"

    def score(self, place: Place, name: Name) -> float:
        """What speaks for a place that a name may mean which is not among the document's names."""
        return self._prior(place, name) + self._context(place, Counter())

    def _prior(self, place: Place, name: Name) -> float:
        """What speaks for a candidate whatever else the document names."""
        weights = self.weights
        score = weights.people * magnitude(place.population) + weights.usual * place.usual
        if place.kind == COUNTRY:
            score += weights.country
        elif place.kind == DIVISION:
            score += weights.division if place.known else weights.district
        elif place.kind == DISTRICT:
            score += weights.district
        elif place.kind not in (CITY, SITE):
            score += 7 + weights.region
        for container in name.stated:
            if lies_in(place, container):
                score += weights.stated
        if any(place.kind == peer.kind and place.grounding.country == peer.grounding.country for peer in name.peers):
            score += weights.peer
        if len(self.homes) == 1 and place.grounding.country in self.homes:
            score += weights.home_country
        if name.home:
            near = place.grounding.country in self.homes and place.kind != COUNTRY
            score += weights.own_country * near - weights.home * (place.kind == COUNTRY)
        return score + weights.capital * (place.capital and place.usual)

    def _context(self, place: Place, mine: Counter[Key]) -> float:
        """What the document's other names say of a candidate."""
        weights, support = self.weights, self.support

        def others(*key: object) -> float:
            return support[key] - mine[key]  # type: ignore[index]

        score = weights.same_country * others("country", place.grounding.country) / self.total
        if place.kind != COUNTRY and place.division >= 0:
            score += weights.same_division * math.log1p(max(others("division", place.division), 0.0))
        if place.kind in LOCAL and place.district >= 0:
            score += weights.same_district * math.log1p(max(others("district", place.district), 0.0))
        if place.kind in LOCAL and place.point is not None:
            y, x = cell(place.point)
            near = sum(others("cell", (y + dy, x + dx)) for dy in (-1, 0, 1) for dx in (-1, 0, 1))
            score += weights.nearby * math.log1p(max(near, 0.0))
        return score


def _keys(place: Place) -> Iterable[Key]:
    """The areas that a place is in or is, by which places support each other."""
    if place.grounding.country:
        yield "country", place.grounding.country
    if place.kind != COUNTRY and place.division >= 0:
        yield "division", place.division
    if place.kind in LOCAL and place.district >= 0:
        yield "district", place.district
    if place.kind in LOCAL and place.point is not None:
        yield "cell", cell(place.point)


def _shares(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    weights = [math.exp(score - top) for score in scores]
    whole = sum(weights)
    return [weight / whole for weight in weights]


def gathered(places: Iterable[tuple[Place, float]]) -> Place | None:
    """The place around which most of these are, within some 200 kilometers; ``None`` if they are scattered.

    >>> from .gazetteer import gazetteer
    >>> cities = [gazetteer().cities(name)[0] for name in ("Lyon", "Saint-Étienne", "Kyoto")]
    >>> gathered([(city, 1.0) for city in cities]).name
    'Lyon'
    """
    weights: defaultdict[Place, float] = defaultdict(float)
    cells: Counter[tuple[int, int]] = Counter()
    for place, weight in places:
        if place.point is not None:
            weights[place] += weight
            cells[cell(place.point)] += weight  # type: ignore[assignment]

    def around(place: Place) -> float:
        y, x = cell(place.point or (0.0, 0.0))
        return sum(cells[y + dy, x + dx] for dy in (-1, 0, 1) for dx in (-1, 0, 1))

    best = max(weights, key=lambda p: (around(p), weights[p], p.population, p.name), default=None)
    return best if best is not None and around(best) > GATHERED * sum(weights.values()) else None
