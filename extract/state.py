"""What the pipeline's components know of one document, shared between them as ``doc._.reading``.

The components fill it in the order of the pipeline: mentions, dates, entities (nodes), quotations,
events, stance, figures, relations. ``claims.py`` then turns it into records. Nothing here is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from ..model import Figure, Grounding, Interval, Kind, Level, Source, Stance, Text


@dataclass(slots=True)
class MentionSpan:
    """Tokens that name (``name``), describe (``nominal``) or stand for (``pronoun``) a node."""

    span: Span
    kind: Kind
    level: Level = "name"
    node: str | None = None
    rule: str = ""
    score: float = 1.0
    grounding: Grounding | None = None

    @property
    def is_country(self) -> bool:
        """Whether it is grounded, and in a whole country."""
        return self.grounding is not None and self.grounding.precision == "country"


@dataclass(slots=True)
class Node:
    """An entity of this document: a person, an organization, a place or a named event."""

    id: str
    kind: Kind
    name: str
    aliases: list[str] = field(default_factory=list)
    type: str = ""
    grounding: Grounding | None = None


@dataclass(slots=True)
class DateSpan:
    """Tokens that say when, and the interval they mean."""

    span: Span
    interval: Interval


@dataclass(slots=True)
class Participant:
    """A node's part in an event; ``span`` is where the text says so."""

    node: str
    role: str
    span: Span
    rule: str = ""
    score: float = 1.0


class Topic(NamedTuple):
    """What an event is about: the id of a node or of another event, the words that suggest it, and how sure that is."""

    value: str
    span: Span
    rule: str = "about"
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Retelling:
    """A further clause of a happening that says the contrary: that it did not happen, or after all did."""

    clause: Span
    stance: Stance
    speaker: str | None


@dataclass(slots=True)
class EventFrame:
    """One happening. ``clause`` is the shortest text that tells it; ``trigger`` the words that evoke it."""

    id: str
    type: str
    trigger: Span
    clause: Span
    participants: list[Participant] = field(default_factory=list)
    places: list[tuple[str, Span]] = field(default_factory=list)
    times: list[DateSpan] = field(default_factory=list)
    about: list[Topic] = field(default_factory=list)
    stance: Stance = Stance.ACTUAL
    speaker: str | None = None
    node: str | None = None
    """The named event (a node of kind Event) that this is, if it has a name."""
    mentions: list[Span] = field(default_factory=list)
    """Further triggers of the same happening."""
    retold: list[Retelling] = field(default_factory=list)
    rule: str = ""
    score: float = 1.0


@dataclass(slots=True)
class QuotationFrame:
    """Words (``span``) that ``speaker`` is reported to have said, by ``verb`` at ``cue``."""

    speaker: str
    span: Span
    verb: str
    cue: Span
    direct: bool = False
    rule: str = ""
    score: float = 1.0
    via: str | None = None
    """Who passes the words on, where the text has them at second hand."""


@dataclass(slots=True)
class FigureFrame:
    """A number given for the event or node ``about``."""

    about: str
    figure: Figure
    span: Span
    rule: str = ""
    score: float = 1.0


@dataclass(slots=True)
class RelationFrame:
    """``subject predicate object``, where the object is a node or event id, words, a date or a number.

    ``arguments`` are the words of the subject and of the object, where the matcher has them.
    """

    subject: str
    predicate: str
    object: str | Text | Interval | Figure
    span: Span
    stance: Stance = Stance.ACTUAL
    rule: str = ""
    score: float = 1.0
    arguments: tuple[Span, Span] | None = None


@dataclass(slots=True)
class OpenFrame:
    """A clause with its own words as predicate. Arguments are node ids, or the characters that they are."""

    subject: str | tuple[int, int]
    phrase: str
    object: str | tuple[int, int]
    span: Span
    verb: Token
    stance: Stance = Stance.ACTUAL
    rule: str = ""
    score: float = 1.0


@dataclass(slots=True)
class Reading:
    """Everything read in one document so far."""

    source: Source
    mentions: list[MentionSpan] = field(default_factory=list)
    nodes: dict[str, Node] = field(default_factory=dict)
    dates: list[DateSpan] = field(default_factory=list)
    quotations: list[QuotationFrame] = field(default_factory=list)
    events: list[EventFrame] = field(default_factory=list)
    figures: list[FigureFrame] = field(default_factory=list)
    relations: list[RelationFrame] = field(default_factory=list)
    open: list[OpenFrame] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    """Why places have no grounding, by folded name."""
    _by_token: dict[int, MentionSpan] = field(default_factory=dict)
    _indexed: int = -1

    def mention_at(self, token: Token) -> MentionSpan | None:
        """The mention that covers a token (names before nominals before pronouns, longer before shorter)."""
        if self._indexed != len(self.mentions):
            rank = {"pronoun": 0, "nominal": 1, "name": 2}
            self._by_token = {
                i: mention
                for mention in sorted(self.mentions, key=lambda m: (rank[m.level], len(m.span)))
                for i in range(mention.span.start, mention.span.end)
            }
            self._indexed = len(self.mentions)
        return self._by_token.get(token.i)

    def node_at(self, token: Token) -> Node | None:
        """The node that a token is part of a mention of."""
        mention = self.mention_at(token)
        return self.nodes.get(mention.node) if mention and mention.node else None

    def add_node(self, kind: Kind, name: str) -> Node:
        """A new node with the next free id (``n1``, ``n2`` ...)."""
        node = Node(f"n{len(self.nodes) + 1}", kind, name)
        self.nodes[node.id] = node
        return node

    def event(self, event_id: str) -> EventFrame | None:
        """The event with this id."""
        return next((event for event in self.events if event.id == event_id), None)


def reading_of(doc: Doc) -> Reading:
    """The document's :class:`Reading`, made on first use (with the date from ``doc.user_data``, if set)."""
    if doc._.reading is None:
        source = doc.user_data.get("claimgraph_source") or Source.of("document", doc.text)
        doc._.reading = Reading(source)
    reading: Reading = doc._.reading
    return reading


if not Doc.has_extension("reading"):
    Doc.set_extension("reading", default=None)
