"""The component that reads relations between entities and events.

Each matcher looks at one kind of words: roles, verbs, places, lives, events. What they find is checked
against the kinds that a relation may join, freed of repeats, and given the stance of its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from ..model import Text
from ..ontology import vocabulary
from ..ontology.vocabulary import Vocabulary
from .found import Found
from .labelmatch import LabelRelations
from .lives import Lives
from .pairrelations import ModelRelations, voted
from .phrases import Phrases
from .relatedbodies import Bodies
from .relatedevents import EventRelations
from .relatedplaces import Locations
from .relatedverbs import VerbRelations
from .roles import Roles
from .stance import StanceReader
from .state import Reading, RelationFrame, reading_of
from .subevents import SubEvents

ONE_WAY = frozenset({"locatedIn", "partOf", "partOfEvent"})
"""Properties that hold in one direction alone."""


@Language.factory(
    "claimgraph_relations",
    requires=["token.dep", "token.pos", "token.lemma"],
    assigns=["doc._.reading"],
    default_config={"ontology": None, "model": None},
)
def make_relations(nlp: Language, name: str, ontology: str | None, model: str | None) -> Callable[[Doc], Doc]:
    """The component, with the words of ``relations.toml`` and the relations of the ontology at a path (None: ours).

    ``model`` is the file of a classifier that votes, too.
    """
    words = vocabulary.load(Path(ontology) if ontology else None)
    return RelationReader.of(words, nlp, ModelRelations.of(Path(model), words) if model else None)


class RelationReader:
    """Fills ``doc._.reading.relations``."""

    def __init__(
        self,
        phrases: Phrases,
        stance: StanceReader,
        own: LabelRelations | None = None,
        trained: ModelRelations | None = None,
    ) -> None:
        self.phrases = phrases
        self.stance = stance
        self.own = own
        self.trained = trained

    @classmethod
    def of(cls, words: Vocabulary, nlp: Language, trained: ModelRelations | None = None) -> RelationReader:
        """A reader of the relations of a vocabulary: the core's by our lists, a user's own by their labels."""
        names = words.own & words.properties.keys()
        return cls(Phrases.of(words), StanceReader.load(), LabelRelations(words, nlp) if names else None, trained)

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        # First, so that it sees the candidates that it was trained on.
        learnt = list(self.trained.found(doc, reading)) if self.trained is not None else []
        matchers = (
            Roles(doc, reading, self.phrases),
            VerbRelations(doc, reading, self.phrases),
            Bodies(doc, reading),
            Locations(doc, reading),
            Lives(doc, reading),
            EventRelations(doc, reading),
            SubEvents(reading),
        )
        found = [each for matcher in matchers for each in matcher.found()]
        found = [each for each in found if self._fits(each, reading)]
        if self.own is not None:
            found += self.own.found(doc, reading)
        for each in _distinct(voted(found, learnt)):
            rule = each.rule if each.rule.startswith("model:") else f"relation:{each.rule}"
            reading.relations.append(
                RelationFrame(
                    each.subject, each.predicate, each.object, each.span, self.stance.of_role(each.token), rule,
                    each.score, each.arguments,
                )
            )  # fmt: skip
        return doc

    def _fits(self, found: Found, reading: Reading) -> bool:
        """Whether a relation joins the kinds that it may join."""
        if found.predicate not in self.phrases.known:
            return False
        if not isinstance(found.object, str):
            return found.subject in reading.nodes and reading.nodes[found.subject].kind == "Person"
        domain, range_ = self.phrases.joins.get(found.predicate, (frozenset(), frozenset()))
        kinds = _kind(found.subject, reading), _kind(found.object, reading)
        return found.subject != found.object and kinds[0] in domain and kinds[1] in range_


def _kind(identifier: str, reading: Reading) -> str:
    node = reading.nodes.get(identifier)
    return node.kind if node is not None else "Event"


def _distinct(found: Iterable[Found]) -> Iterator[Found]:
    """Each relation once; of positions held, those whose words another one of the same person has are left out.

    What lies in a thing, or is a part of it, does not hold it.
    """
    seen: set[tuple[str, str, object]] = set()
    positions: dict[tuple[str, str], list[set[str]]] = {}
    for each in found:
        key = each.subject, each.predicate, each.object
        if isinstance(each.object, Text):
            words = set(each.object.value.lower().split())
            held = positions.setdefault(key[:2], [])
            if any(words <= other or other <= words for other in held):
                continue
            held.append(words)
        elif key in seen or (each.predicate in ONE_WAY and key[::-1] in seen):
            continue
        seen.add(key)
        yield each
