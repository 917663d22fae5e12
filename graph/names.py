"""Finding entities by what people call them: id, IRI, name or alias, whatever the case and the accents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.fuzz import WRatio

from ..errors import UsageError
from ..model import Entity
from ..ontology.iris import entity_id, slug

_ALIKE = 70  # of 100: from here on a name is worth suggesting


class Names:
    """The names of a graph's entities.

    >>> names = Names({"person/lech-walesa": Entity("person/lech-walesa", "Person", "Lech Wałęsa")}, "https://e.org/")
    >>> names.find("lech walesa"), names.find("https://e.org/person/lech-walesa")
    ('person/lech-walesa', 'person/lech-walesa')
    """

    def __init__(self, entities: Mapping[str, Entity], base: str) -> None:
        self.entities, self.base = entities, base
        self._by_name = _index((entity.id, (entity.name,)) for entity in entities.values())
        self._by_alias = _index((entity.id, entity.aliases) for entity in entities.values())

    def find(self, name: str) -> str:
        """The id of the one entity that goes by an id, IRI, name or alias.

        Raises UsageError if there is none, with what is nearest, or if there are several, with their ids.
        """
        found = self.matching(name)
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{name!r} is the name of several: {', '.join(found)}; say which, by its id")
        near = self.suggestions(name)
        hint = f"did you mean {' or '.join(near)}?" if near else "a name, an alias or an id of the graph would work"
        raise UsageError(f"nothing in the graph is called {name!r}; {hint}")

    def matching(self, name: str) -> list[str]:
        """The ids of all entities that go by a name; one whose own name it is comes before those that also have it."""
        for known in (name, entity_id(self.base, name)):
            if known in self.entities:
                return [known]
        key = _key(name)
        return self._by_name.get(key) or self._by_alias.get(key) or []

    def suggestions(self, name: str) -> list[str]:
        """Names of the graph that look like this one, the nearest first."""
        forms = sorted({*self._by_name, *self._by_alias})
        near = process.extract(_key(name), forms, scorer=WRatio, limit=3, score_cutoff=_ALIKE)
        ids = [(self._by_name.get(form) or self._by_alias[form])[0] for form, *_ in near]
        return list(dict.fromkeys(self.entities[i].name for i in ids))

    def trusted(self, trust: str | Collection[str]) -> str | Collection[str]:
        """What ``trust`` in the settings says, with the ids of the entities in place of their names."""
        if isinstance(trust, str):
            return trust
        return frozenset(i for name in trust for i in self.matching(name))


def _index(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entity, forms in named:
        for form in forms:
            found[_key(form)].add(entity)
    return {form: sorted(ids) for form, ids in found.items()}


def _key(name: str) -> str:
    return slug(name) or " ".join(name.casefold().split())
