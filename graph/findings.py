"""What an analysis has found, as records and as plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .network import ACTORS
from .texts import printable

PLURALS = {"Person": "people", "Organization": "organizations", "Place": "places", "Event": "events", "Thing": "things"}
MEASURES = {
    "degree": "is tied to the most others",
    "PageRank": "is tied to those who matter most",
    "betweenness": "lies most often on the shortest way between others",
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity and what a measure gives it."""

    id: str
    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Community:
    """Entities with more links among themselves than to others; the best connected first."""

    members: tuple[Ranked, ...]

    @property
    def name(self) -> str:
        """The community by its two best connected members."""
        return " and ".join(member.label for member in self.members[:2])


@dataclass(frozen=True, slots=True)
class Broker:
    """A person or organization without whom ``cut_off`` others lose their way to the rest."""

    id: str
    label: str
    cut_off: int
    communities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Two who go together: ``shared`` weighs common events, ``stated`` counts what is said of the two directly."""

    one: str
    other: str
    shared: float
    stated: float


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: its events, and who took part in most of them."""

    name: str
    events: int
    active: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """All findings. ``central`` maps a kind and a measure to the entities that it puts first."""

    kinds: Mapping[str, int]
    links: int
    components: tuple[int, ...]
    central: Mapping[tuple[str, str], tuple[Ranked, ...]]
    sampled: int | None
    communities: tuple[Community, ...]
    brokers: tuple[Broker, ...]
    bridges: tuple[Broker, ...]
    pairs: tuple[Together, ...]
    candidates: tuple[tuple[str, str, float], ...]
    periods: tuple[Period, ...]

    def text(self) -> str:
        """The findings in plain words."""
        if not self.kinds:
            return "The graph is empty: there is nothing to analyze.\n"
        return "\n".join("\n".join(map(_printable, [heading, *lines])) + "\n" for heading, lines in self.sections())

    def sections(self) -> list[tuple[str, list[str]]]:
        """Headings with their lines, those that have something to say."""
        parts = [
            (self._heading(), self._size()),
            *((f"Central {PLURALS[kind]}", self._central(kind)) for kind in ACTORS),
            ("Communities: entities with more links among themselves than to others", self._communities()),
            ("Brokers: who holds pieces together", self._brokers()),
            ("Bridges: whose links spread over most communities", self._bridges()),
            ("Closest pairs: who takes part in the same events, or is tied by name", self._pairs()),
            (
                "Candidates: no report ties these pairs, but much is near both; a guess, not a finding",
                self._candidates(),
            ),
            ("Change over time", self._periods()),
        ]
        return [(heading, lines) for number, (heading, lines) in enumerate(parts) if lines or not number]

    def rows(self) -> list[tuple[str, str, str, str, str]]:
        """The findings as a table: finding, of what kind, entity, the other one or the community, value."""
        out = [
            (measure, kind, r.label, "", f"{r.value:.6g}") for (kind, measure), rs in self.central.items() for r in rs
        ]
        out += [("community", c.name, m.label, "", f"{m.value:.6g}") for c in self.communities for m in c.members]
        out += [("broker", "", b.label, "; ".join(b.communities), str(b.cut_off)) for b in self.brokers]
        out += [("bridge", "", b.label, "; ".join(b.communities), str(len(b.communities))) for b in self.bridges]
        out += [("shared events", "", p.one, p.other, f"{p.shared:.6g}") for p in self.pairs if p.shared]
        out += [("stated relations", "", p.one, p.other, f"{p.stated:.6g}") for p in self.pairs if p.stated]
        out += [("candidate", "", one, other, f"{value:.6g}") for one, other, value in self.candidates]
        out += [("active", p.name, r.label, "", f"{r.value:.6g}") for p in self.periods for r in p.active]
        return [*out, *(("events", p.name, "", "", str(p.events)) for p in self.periods)]

    def _heading(self) -> str:
        counts = ", ".join(many(count, kind.lower(), PLURALS[kind]) for kind, count in self.kinds.items())
        return f"The graph has {counts}, and {many(self.links, 'link')} between them."

    def _size(self) -> list[str]:
        joined = [size for size in self.components if size > 1]
        alone = len(self.components) - len(joined)
        lines = []
        if joined:
            whole = sum(self.components)
            lines.append(
                f"It falls into {many(len(joined), 'connected piece')}; the biggest holds {joined[0]:,} "
                f"of the {whole:,} entities ({joined[0] / whole:.0%})."
            )
        if alone:
            lines.append(f"{many(alone, 'entity', 'entities')} {'has' if alone == 1 else 'have'} no link to any other.")
        return lines

    def _central(self, kind: str) -> list[str]:
        lines = []
        for measure, caption in MEASURES.items():
            if (kind, measure) in self.central:
                first, *rest = self.central[kind, measure]
                then = f"; then {listed(f'{r.label} ({_figure(r.value)})' for r in rest)}" if rest else ""
                guess = (
                    f", as estimated from {self.sampled} starts" if measure == "betweenness" and self.sampled else ""
                )
                lines.append(f"  {measure}: {first.label} {caption} ({_figure(first.value)}{guess}){then}.")
        return lines

    def _communities(self) -> list[str]:
        lines = []
        for number, community in enumerate(self.communities, 1):
            more = len(community.members) - 6
            shown = listed(member.label for member in community.members[:6])
            lines.append(f"  {number}. {shown}{f' and {more:,} more' if more > 0 else ''}.")
        return lines

    def _brokers(self) -> list[str]:
        lines = []
        for broker in self.brokers:
            number = len(broker.communities)
            bridge = f", and it is tied to {number} communities" if number > 1 else ""
            cut = many(broker.cut_off, "other")
            lines.append(f"  Without {broker.label}, {cut} would be cut off from the rest{bridge}.")
        return lines

    def _bridges(self) -> list[str]:
        return [f"  {b.label} is tied to {len(b.communities)}: {listed(b.communities[:4])}." for b in self.bridges]

    def _pairs(self) -> list[str]:
        lines = []
        for pair in self.pairs:
            shared = f"common events weigh {pair.shared:.2g}" if pair.shared else ""
            stated = f"{many(int(pair.stated), 'claim')} tied by name" if pair.stated else ""
            lines.append(f"  {pair.one} and {pair.other} ({'; '.join(filter(None, [shared, stated]))})")
        return lines

    def _candidates(self) -> list[str]:
        return [f"  {one} and {other} ({value:.2g})" for one, other, value in self.candidates]

    def _periods(self) -> list[str]:
        lines = []
        for period in self.periods:
            active = f"; most active: {listed(r.label for r in period.active)}" if period.active else ""
            lines.append(f"  {period.name}: {many(period.events, 'event')}{active}.")
        return lines


def many(count: int, one: str, more: str | None = None) -> str:
    """A number and what it counts.

    >>> many(1, "link"), many(2000, "entity", "entities")
    ('1 link', '2,000 entities')
    """
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def listed(items: Iterable[str]) -> str:
    """Items with commas between them."""
    return ", ".join(items)


def _printable(line: str) -> str:
    return f"{'  ' * line.startswith('  ')}{printable(line)}"


def _figure(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}"
