"""The component that reads relations between entities and events.

Each matcher looks at one kind of words: roles, verbs, places, lives, events. What they find is checked
against the kinds that a relation may join, freed of repeats, and given the stance of its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from ..model import Interval, Text
from ..ontology import vocabulary
from .found import Found
from .lives import Lives
from .pairrelations import ModelRelations, voted
from .phrases import Phrases
from .relatedevents import EventRelations
from .relatedplaces import Locations
from .relatedverbs import VerbRelations
from .roles import Roles
from .stance import StanceReader
from .state import Reading, RelationFrame, reading_of


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
    trained = ModelRelations.of(Path(model), words) if model else None
    return RelationReader(Phrases.of(words), StanceReader.load(), trained)


class RelationReader:
    """Fills ``doc._.reading.relations``."""

    def __init__(self, phrases: Phrases, stance: StanceReader, trained: ModelRelations | None = None) -> None:
        self.phrases = phrases
        self.stance = stance
        self.trained = trained

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        matchers = (
            Roles(doc, reading, self.phrases),
            VerbRelations(doc, reading, self.phrases),
            Locations(doc, reading),
            Lives(doc, reading),
            EventRelations(doc, reading),
        )
        found = [each for matcher in matchers for each in matcher.found()]
        found = [each for each in found if self._fits(each, reading)]
        if self.trained is not None:
            found = voted(found, list(self.trained.found(doc, reading)))
        for each in _distinct(found):
            rule = each.rule if each.rule.startswith("model:") else f"relation:{each.rule}"
            reading.relations.append(
                RelationFrame(
                    each.subject, each.predicate, each.object, each.span, self.stance.stance_of(each.token), rule,
                    each.score,
                )
            )  # fmt: skip
        return doc

    def _fits(self, found: Found, reading: Reading) -> bool:
        """Whether a relation joins the kinds that it may join."""
        if isinstance(found.object, Text | Interval):
            return found.subject in reading.nodes and reading.nodes[found.subject].kind == "Person"
        domain, range_ = self.phrases.joins.get(found.predicate, (frozenset(), frozenset()))
        kinds = _kind(found.subject, reading), _kind(found.object, reading)
        return found.subject != found.object and kinds[0] in domain and kinds[1] in range_


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
