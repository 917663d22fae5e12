"""Which sources are independent of each other: copies, shared agencies and one outlet's reports count once.

Two reports come from one desk when their texts are near-duplicates (runs of words compared by MinHash with locality-
sensitive hashing: Broder, 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3), when both
credit the same agency or author, or when one outlet published both. A single claim is also copied where the words
around it are.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

import networkx as nx

from ..model import Claim, Evidence, Source
from ..ontology.iris import slug

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_QUOTED = re.compile(r"“[^“”]{0,600}”|\"[^\"\n]{0,600}\"|«[^«»]{0,600}»")
_QUOTE = "\0"
_HEAD, _FOOT = 3, 4
_PERMUTATIONS = 128
Shingles = frozenset[tuple[str, ...]]
_Told = tuple[list[int], list[int], list[int | None]]


@dataclass(frozen=True, slots=True)
class Independence:
    """What is known of where sources come from: of each its desk, and why several share one."""

    texts: Mapping[str, str]
    """The text of each source, by its id."""
    desks: Mapping[str, str]
    """Source id to the least id of all sources that come from the same desk."""
    reasons: Mapping[frozenset[str], tuple[str, ...]] = field(default_factory=dict)
    """Why two sources count once, for each pair that is tied directly."""
    _words: dict[str, _Told] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, sources: Sequence[Source]) -> Independence:
        """Compare all sources with each other.

        >>> text = "GENOA (Wire One) - The ferry sank off Genoa with twelve people on board, the coast guard said."
        >>> a, b = Source.of("a", text, publisher="Post"), Source.of("b", text + " More follows.", publisher="Daily")
        >>> len(set(Independence.of([a, b]).desks.values()))
        1
        """
        reasons: dict[frozenset[str], list[str]] = defaultdict(list)
        for left, right, share in _near_duplicates(sources):
            reasons[frozenset((left, right))].append(f"{share:.0%} of their words are the same")
        for credit, ids in _shared(sources):
            # A chain ties them all: of many that share a credit not every pair need be written down.
            for left, right in pairwise(ids):
                reasons[frozenset((left, right))].append(credit)
        ties: nx.Graph[str] = nx.Graph()
        ties.add_nodes_from(source.id for source in sources)
        ties.add_edges_from(sorted(tuple(sorted(pair)) for pair in reasons))
        desks = {one: min(group) for group in nx.connected_components(ties) for one in group}
        texts = {source.id: source.readable for source in sources}
        return cls(texts, desks, {pair: tuple(given) for pair, given in reasons.items()})

    def groups(self, claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
        """The claims by independent source: those of one desk, or whose words are copied, stand together."""
        by_desk: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_desk[self.desks.get(claim.evidence.source, claim.evidence.source)].append(claim)
        ties: nx.Graph[str] = nx.Graph()
        ties.add_nodes_from(by_desk)
        first: dict[int, str] = {}
        for desk in sorted(by_desk) if len(by_desk) > 1 else ():
            for run in {run for claim in by_desk[desk] for run in self._around(claim.evidence)}:
                if (other := first.setdefault(run, desk)) != desk:
                    ties.add_edge(other, desk)
        parts = sorted(sorted(part) for part in nx.connected_components(ties))
        return [tuple(claim for desk in part for claim in by_desk[desk]) for part in parts]

    def count(self, claims: Iterable[Claim]) -> int:
        """How many independent sources make these claims."""
        return len(self.groups(claims))

    def _around(self, evidence: Evidence) -> set[int]:
        """The long runs of words around a claim's own, each as its hash; without those that hold quoted words."""
        settings = _settings()["reuse"]
        starts, ends, runs = self._told(evidence.source)
        first, last = bisect_right(ends, evidence.start), bisect_left(starts, evidence.end)
        near = runs[max(0, first - settings["around"]) : max(0, last + settings["around"] - settings["run"] + 1)]
        return {run for run in near if run is not None}

    def _told(self, source: str) -> _Told:
        """Where the words of a source start and end, and the hash of the run that starts with each."""
        if source not in self._words:
            text = _QUOTED.sub(lambda m: _QUOTE * len(m[0]), self.texts.get(source, ""))
            words = list(_WORD.finditer(text))
            starts, ends = [word.start() for word in words], [word.end() for word in words]
            lowered, length = [word[0].lower() for word in words], _settings()["reuse"]["run"]
            runs = [
                None if _QUOTE in text[starts[i] : ends[i + length - 1]] else hash(tuple(lowered[i : i + length]))
                for i in range(len(words) - length + 1)
            ]
            self._words[source] = starts, ends, runs
        return self._words[source]


def credits_of(source: Source) -> tuple[str, ...]:
    """Whom a source names as its origin besides its publisher: agencies in its text, and its author.

    >>> credits_of(Source.of("a", "GENOA, March 5 (AP) - A ferry sank.\\n\\nThe end.", author="Jane Roe"))
    ('associated press', 'jane roe')
    """
    patterns = _patterns()
    lines = [line.strip() for line in source.readable.splitlines() if line.strip()]
    found = [m["name"] for line in lines[:_HEAD] for p in patterns["head"] if (m := p.match(line))]
    ends = dict.fromkeys([*lines[:_HEAD], *lines[-_FOOT:]])
    found += [m["name"] for line in ends for p in patterns["line"] if (m := p.match(line))]
    names = (_name(name) for name in [*found, *re.split(r"\s*[,;&]\s*|\s+and\s+", source.author or "")])
    return tuple(dict.fromkeys(name for name in names if name and name not in _settings()["nobody"]["words"]))


def _name(written: str) -> str:
    name = re.sub(r"^the\s+", "", " ".join(written.lower().split()).strip(" .’'-"))
    return str(_settings()["aliases"].get(name, name))


def _shared(sources: Sequence[Source]) -> Iterator[tuple[str, list[str]]]:
    """Each origin that several sources name, or that published several, with their ids in order."""
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source in sources:
        published = _name(source.publisher or "")
        for credit in dict.fromkeys((*credits_of(source), published)):
            if credit:
                named[slug(credit) or credit, credit].append(source.id)
    by_slug: dict[str, tuple[str, set[str]]] = {}
    for (key, credit), ids in sorted(named.items()):
        by_slug.setdefault(key, (credit, set()))[1].update(ids)
    for _, (credit, together) in sorted(by_slug.items()):
        if len(together) > 1:
            yield f"both come from {credit}", sorted(together)


def _near_duplicates(sources: Sequence[Source]) -> Iterator[tuple[str, str, float]]:
    """Pairs of sources whose texts are almost the same, with the share of runs of words that they have in common."""
    # It takes a third of a second to load, and a graph of one source has no use for it.
    if len(sources) < 2:
        return
    from datasketch import MinHash, MinHashLSH

    settings = _settings()["texts"]
    shingles = {source.id: _shingles(source.readable, settings["run"]) for source in sources}
    index = MinHashLSH(threshold=settings["alike"] * 0.8, num_perm=_PERMUTATIONS)
    empty = MinHash(num_perm=_PERMUTATIONS)
    for identifier in sorted(shingles):
        if not shingles[identifier]:
            continue
        sketch = empty.copy()  # with the same permutations, which take longer to make than to use
        sketch.update_batch([" ".join(run).encode() for run in sorted(shingles[identifier])])
        for other in sorted(map(str, index.query(sketch))):
            one, two = shingles[identifier], shingles[other]
            share = len(one & two) / len(one | two)
            enough = "alike" if min(len(one), len(two)) >= settings["short"] else "alike_short"
            if share >= settings[enough]:
                yield other, identifier, share
        index.insert(identifier, sketch)


def _shingles(text: str, length: int) -> Shingles:
    words = [word[0].lower() for word in _WORD.finditer(text)]
    return frozenset(tuple(run) for run in _runs(words, min(length, len(words)))) if words else frozenset()


def _runs(items: Sequence[Any], length: int) -> Iterator[Sequence[Any]]:
    return (items[i : i + length] for i in range(len(items) - length + 1))


@cache
def _settings() -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / "credits.toml").read_text("utf-8"))


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    return {name: [re.compile(line) for line in lines] for name, lines in _settings()["credits"].items()}
