"""The component that reads relations between entities and events.

Each matcher looks at one kind of words: roles, verbs, places, lives, events. What they find is checked
against the kinds that a relation may join, freed of repeats, and given the stance of its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..model import Interval, Text
from .found import Found
from .lives import Lives
from .relatedevents import EventRelations
from .relatedplaces import Locations
from .relatedverbs import VerbRelations
from .roles import Roles
from .stance import StanceReader
from .state import Reading, RelationFrame, reading_of

AGENTS = frozenset({"Person", "Organization", "Place"})
BODIES = frozenset({"Organization", "Place"})
PERSON = frozenset({"Person"})
PLACE = frozenset({"Place"})
EVENT = frozenset({"Event"})
JOINS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "leaderOf": (AGENTS - {"Place"}, BODIES),
    "memberOf": (AGENTS, frozenset({"Organization"})),
    "employedBy": (PERSON, AGENTS),
    "spokespersonFor": (AGENTS, AGENTS),
    "founderOf": (AGENTS, BODIES),
    "partOf": (BODIES, BODIES),
    "affiliatedWith": (AGENTS, AGENTS - PLACE),
    "supports": (AGENTS, AGENTS | EVENT),
    "opposes": (AGENTS, AGENTS | EVENT),
    "locatedIn": (BODIES, PLACE),
    "citizenOf": (PERSON, PLACE),
    "spouseOf": (PERSON, PERSON),
    "parentOf": (PERSON, PERSON),
    "childOf": (PERSON, PERSON),
    "siblingOf": (PERSON, PERSON),
    "relativeOf": (PERSON, PERSON),
    "bornIn": (PERSON, PLACE),
    "diedIn": (PERSON, PLACE),
    "responsibleFor": (AGENTS, EVENT),
    "victimOf": (AGENTS, EVENT),
    "causedBy": (EVENT, EVENT),
    "partOfEvent": (EVENT, EVENT),
    "ownerOf": (AGENTS, BODIES),
    "authorOf": (AGENTS, EVENT),
}
"""The kinds of subject and object that each relation may join; relations to words or dates are not listed."""


@Language.factory("claimgraph_relations", requires=["token.dep", "token.pos", "token.lemma"], assigns=["doc._.reading"])
def make_relations(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component, with the words of ``relations.toml``."""
    return RelationReader(StanceReader.load())


class RelationReader:
    """Fills ``doc._.reading.relations``."""

    def __init__(self, stance: StanceReader) -> None:
        self.stance = stance

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        matchers = (Roles, VerbRelations, Locations, Lives, EventRelations)
        found = [each for matcher in matchers for each in matcher(doc, reading).found()]
        for each in _distinct(each for each in found if _fits(each, reading)):
            reading.relations.append(
                RelationFrame(
                    each.subject, each.predicate, each.object, each.span, self.stance.stance_of(each.token),
                    f"relation:{each.rule}", each.score,
                )
            )  # fmt: skip
        return doc


def _fits(found: Found, reading: Reading) -> bool:
    """Whether a relation joins the kinds that it may join."""
    if isinstance(found.object, Text | Interval):
        return found.subject in reading.nodes and reading.nodes[found.subject].kind == "Person"
    domain, range_ = JOINS[found.predicate]
    return (
        found.subject != found.object
        and _kind(found.subject, reading) in domain
        and _kind(found.object, reading) in range_
    )


def _kind(identifier: str, reading: Reading) -> str:
    node = reading.nodes.get(identifier)
    return node.kind if node is not None else "Event"


def _distinct(found: Iterable[Found]) -> Iterator[Found]:
    """Each relation once; of positions held, those whose words another one of the same person has are left out."""
    seen: set[tuple[str, str, object]] = set()
    positions: dict[str, list[set[str]]] = {}
    for each in found:
        key = each.subject, each.predicate, each.object
        if isinstance(each.object, Text):
            words = set(each.object.value.lower().split())
            held = positions.setdefault(each.subject, [])
            if any(words <= other or other <= words for other in held):
                continue
            held.append(words)
        elif key in seen:
            continue
        seen.add(key)
        yield each
