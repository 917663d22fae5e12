"""What a store was made from, in digests, so that the next build can tell what has changed since.

The ledger lies among the store's own files and is put in place together with them: it never tells of another store.
Two digests are equal only where what they were taken of is; so what has not changed here need not be made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from .facts import located
from .records import Records

FILE = "LEDGER.json"
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Ledger:
    """Digests of all that the quads of a store follow from, by id."""

    maker: str
    """Of what is the same for all records: version, settings, ontology, who is believed."""
    sources: Mapping[str, str]
    """Of each source with what was read in it, under the ids of the graph."""
    entities: Mapping[str, str]
    """Of each entity, and of each country that none names, with the country that it lies in."""
    desks: Mapping[str, str]
    """The desk that each source comes from, where it is not its own."""

    @classmethod
    def of(cls, records: Records, maker: str) -> Ledger:
        """The ledger of a store that is made from some records; ``maker`` tells of settings and version."""
        trusted = records.trusted if isinstance(records.trusted, str) else sorted(records.trusted)
        sources = {}
        for source in records.sources:
            publisher = records.encoder.publisher(source) or ""
            known = records.entities.get(publisher)
            sources[source.id] = _digest(source, records.read.get(source.id), publisher, known and known.name)
        entities = {identifier: _digest(*found) for identifier, found in located(records.entities).items()}
        desks = {source: desk for source, desk in records.independence.desks.items() if source != desk}
        return cls(_digest(maker, records.base, trusted), sources, entities, desks)

    @classmethod
    def load(cls, store: Path) -> Ledger | None:
        """The ledger of a store; None if it has none that can be read."""
        try:
            return cls(**json.loads((store / FILE).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def save(self, store: Path) -> None:
        """Write the ledger among a store's files. Raises OSError."""
        (store / FILE).write_text(json.dumps(asdict(self)), "utf-8")


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The keys that one of two has and not the other, or that have other values.

    >>> sorted(changed({"a": "1", "b": "1"}, {"b": "2", "c": "1"}))
    ['a', 'b', 'c']
    """
    return {key for key, _ in before.items() ^ after.items()}


def parted(before: Ledger, after: Ledger) -> set[str]:
    """The sources of both that come from one desk with others than before.

    >>> old, new = (Ledger("", {"a": "", "b": "", "c": ""}, {}, desks) for desks in ({"b": "a"}, {"c": "a", "b": "a"}))
    >>> sorted(parted(old, new)), parted(old, old)
    (['a', 'b', 'c'], set())
    """
    both = sorted(before.sources.keys() & after.sources.keys())
    groups = [_groups(both, ledger.desks) for ledger in (before, after)]
    return {source for source in both if groups[0][source] != groups[1][source]}


def _groups(sources: list[str], desks: Mapping[str, str]) -> dict[str, frozenset[str]]:
    members: dict[str, list[str]] = {}
    for source in sources:
        members.setdefault(desks.get(source, source), []).append(source)
    return {source: group for group in map(frozenset, members.values()) for source in group}


def _digest(*content: object) -> str:
    # Of records of plain values alone: how Python writes these tells any two apart.
    return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
