"""From what a person types to the entity they mean."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import process

from ..errors import UsageError
from ..model import Entity
from ..ontology.iris import entity_id, slug
from .texts import printable


def find(name: str, entities: Mapping[str, Entity], base: str) -> str:
    """The id of the entity that a name, alias, id or IRI means, whatever its accents and capitals.

    Raises UsageError that names what is near, or the several entities that bear the name.

    >>> find("walesa", {"person/w": Entity("person/w", "Person", "Wałęsa")}, "https://example.org/")
    'person/w'
    """
    identifier = entity_id(base, name)
    if identifier in entities:
        return identifier
    wanted = _spelled(name)
    by_name = [e.id for e in entities.values() if wanted == _spelled(e.name)]
    found = by_name or [e.id for e in entities.values() if wanted in {_spelled(alias) for alias in e.aliases}]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{name!r} is the name of {len(found)} things; say which: {', '.join(sorted(found)[:12])}")
    names = {form: e.name for e in entities.values() for form in (e.name, *e.aliases)}
    near = [names[hit[0]] for hit in process.extract(name, sorted(names), limit=5, score_cutoff=60)]
    hint = f"; near it: {', '.join(map(printable, dict.fromkeys(near)))}" if near else ""
    raise UsageError(f"nothing is called {name!r} in this graph{hint}")


def _spelled(name: str) -> str:
    """What all spellings of a name share; a name of signs alone, such as an emoji, has but one."""
    return slug(name.casefold()) or name
