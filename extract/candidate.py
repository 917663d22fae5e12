"""A candidate for an argument of a relation, and the pieces of names put together: "John" "van den" "Berg".

The recognizer and the tagger cut long names at numbers, particles and hyphens; what stands side by side within
one noun phrase is one name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from ..model import Interval, Level
from ..ontology.kinds import OTHER
from .numbers import Number

PARTICLES = frozenset(
    {"van", "den", "der", "de", "di", "da", "del", "della", "du", "von", "zu", "bin", "al", "el", "la", "le", "y", "."}
)
"""Small words that join two parts of one name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be an argument of a relation.

    ``kind`` is that of an entity ("Thing" where nobody knows), or "date", "number" or "text" for a literal.
    ``type`` is the class of the ontology that the text says it is of, if any; ``node`` the id of the entity in the
    reading that it is a mention of, if any; ``precision`` how exactly a place is grounded; ``interval`` and ``number``
    what a date and a number mean.
    """

    span: Span
    kind: str
    level: Level | str = "name"
    type: str = ""
    node: str = ""
    precision: str = ""
    interval: Interval | None = None
    number: Number | None = None

    @property
    def grounded(self) -> bool:
        """Whether it is a place that a gazetteer knows."""
        return bool(self.precision)

    @property
    def is_entity(self) -> bool:
        """Whether it names, describes or stands for an entity, and is no literal."""
        return self.kind not in {"date", "number", "text"}


def joined(left: Candidate, right: Candidate) -> Candidate | None:
    """Two candidates side by side as one, if they are parts of one name."""
    doc = left.span.doc
    gap = doc[left.span.end : right.span.start]
    if left.kind == "text" or right.kind == "text" or left.span.sent.start != right.span.sent.start:
        return None
    whole = doc[left.span.start : right.span.end]
    if left.is_entity and right.is_entity and left.level == right.level == "name" and left.node != right.node:
        if len(gap) and (all(token.lower_ in PARTICLES for token in gap) or _is_hyphen(gap)):
            return replace(max(left, right, key=_weight), span=whole)
        particle = right.span[0].lower_ in PARTICLES or left.span[-1].lower_ in PARTICLES
        parts = left.span.root.dep_ in {"compound", "nmod"} and left.span.root.head.i in range(whole.start, whole.end)
        if not len(gap) and (particle or (parts and not (left.grounded and right.kind == "Person"))):
            return replace(max(left, right, key=_weight), span=whole)
    number, name = (left, right) if right.is_entity else (right, left)
    if len(gap) or number.is_entity or name.level != "name" or name.kind == "Person":
        return None
    if len(number.span) > 1 or not _is_part_of_name(number.span[0], name.span, number is left):
        return None
    if name.kind != "Place":
        return replace(name, span=whole)
    behind = number is right and len(number.span.text) < 3  # a ship or a mission, where "Orla" alone is a town
    return replace(name, span=whole, kind=OTHER, node="", precision="") if behind else None


def numbered(one: Candidate) -> Candidate:
    """A name with the ordinal that it begins with: "11th Infantry Monument"."""
    start = one.span.start
    if start and one.is_entity and one.level == "name" and one.kind != "Person":
        before = one.span.doc[start - 1]
        inside = before.head.i in range(start, one.span.end) and before.dep_ in {"amod", "nummod", "compound"}
        if inside and before.text[:1].isdigit() and before.text.endswith(("th", "st", "nd", "rd", ".")):
            return replace(one, span=one.span.doc[start - 1 : one.span.end])
    return one


def _is_hyphen(gap: Span) -> bool:
    return gap.text in {"-", "–"} and not gap[0].whitespace_ and not gap.doc[gap.start - 1].whitespace_


def _weight(one: Candidate) -> tuple[bool, int]:
    return bool(one.node), len(one.span)


def _is_part_of_name(number: Token, name: Span, before: bool) -> bool:
    """Whether a number right before or behind a name belongs to it: "FC Basel 1893", "1 Decembrie University"."""
    if before:
        return len(number.text) < 3 and number.text.isdigit() and number.head.i in range(name.start, name.end)
    if len(number.text) < 3 and number.text.isdigit() and number.dep_ == "nummod":
        noun = name.root.head  # "Orla 6", "the Orla 6 mission", but not "the Orla 6 bridges"
        return number.head.i in range(name.start, name.end) or (number.head == noun and noun.tag_ in {"NN", "NNP"})
    return len(number.text) == 4 and number.text.isdigit()
