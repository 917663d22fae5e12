"""Entities that the user knows beforehand, in the form in which they are compared with what reports name."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Entity, Kind

KNOWN = ""
"""What stands for the source of a known entity: no report."""


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """Somebody or something with an IRI. ``weak`` names alone prove nothing; countries are ISO 3166 codes."""

    iri: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    year: str = ""
    """Of birth or founding."""

    @property
    def entity(self) -> Entity:
        """The same as an entity whose id is the IRI.

        >>> KnownEntity("https://example.org/1", "Person", "Ann Lee", weak=("Annie",)).entity.aliases
        ('Annie',)
        """
        aliases = tuple(dict.fromkeys((*self.aliases, *self.weak)))
        return Entity(self.iri, self.kind, self.name, aliases, self.kind, matches=(self.iri,))
