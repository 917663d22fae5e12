"""Where places and bodies are, where the text says so: "Gdynia, Poland", "the capital of", "X in Y"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Token

from .found import Found, node_of, relation_words, stretch
from .locatives import WIDTH, is_owner
from .namecues import cues
from .state import MentionSpan, Reading

AREAS = frozenset({"Place", "Organization"})
INSIDE = frozenset({"in", "inside", "within"})
JOINTS = frozenset({"and", "or", "&"})


class Locations:
    """Finds ``locatedIn`` and ``partOf`` in one document."""

    def __init__(self, doc: Doc, reading: Reading) -> None:
        self.doc = doc
        self.reading = reading
        self.places = frozenset(relation_words()["nouns"]["places"])
        self.directions = cues().directions

    def found(self) -> Iterator[Found]:
        """All such relations, in the order of the text."""
        names = sorted(
            (m for m in self.reading.mentions if m.node and m.kind in AREAS and m.level != "pronoun"),
            key=lambda m: (m.span.start, -m.span.end),
        )
        for first, second in pairwise(names):
            yield from self._adjacent(first, second)
        for mention in names:
            yield from self._in(mention)
            yield from self._kind_of_place(mention)
            yield from self._owner(mention)

    def _adjacent(self, first: MentionSpan, second: MentionSpan) -> Iterator[Found]:
        """Two names with only a comma or a bracket between: the smaller and the larger."""
        if first.node == second.node or second.kind != "Place" or first.kind != "Place":
            return
        between = self.doc[first.span.end : second.span.start]
        gap = " ".join(token.text for token in between if token.lower_ not in self.directions)
        if gap == "," and len(between) > 1:
            yield self._found(first, second, "place-direction")
            return
        if gap not in {",", "(", ", in", "in"} or self._is_adjective(second):
            return
        if gap == "," and is_owner(second):
            return  # "shelled Kharkiv, Russia's army said"
        if gap == "," and (self._is_list(first, second) or not _may_hold(second, first)):
            return
        if gap == "(" and second.grounding is None:
            return  # "KAMPALA (Lake Wire) -"
        if first.is_country and not second.is_country:
            return  # "signed a deal with Kenya in Nairobi"
        yield self._found(first, second, "place-comma")

    def _is_list(self, first: MentionSpan, second: MentionSpan) -> bool:
        """Whether the names are items of a list: "Lyon, Nantes and Lille"."""
        after = self.doc[second.span.end : second.span.end + 3]
        words = [t.lower_ for t in after]
        before = self.doc[first.span.start - 1].text if first.span.start else ""
        joined = any(word in JOINTS for word in words[: 2 if words[:1] == [","] else 1])
        width = second.grounding.precision if second.grounding is not None else ""
        if joined and before == "," and width == "province":  # "Turin, Reno, Nevada and Lima" is not how lists are told
            return True
        if before == "," and width == "province" and self._names_before(first) > 1:
            return True  # "Tabriz, Mashhad, Gilan"
        return (joined or before == ",") and width not in {"country", "province"}

    def _names_before(self, mention: MentionSpan) -> int:
        """How many places stand before one with only commas between."""
        count, start = 0, mention.span.start
        while start > 1 and self.doc[start - 1].text == ",":
            before = self.reading.mention_at(self.doc[start - 2])
            if before is None or before.kind != "Place":
                break
            count, start = count + 1, before.span.start
        return count

    def _is_adjective(self, mention: MentionSpan) -> bool:
        return mention.span.root.pos_ == "ADJ" or mention.span.root.ent_type_ == "NORP"

    def _in(self, mention: MentionSpan) -> Iterator[Found]:
        """ "X in Y" within one noun phrase."""
        root = mention.span.root
        for child in root.rights:
            if child.dep_ == "prep" and child.lower_ in INSIDE and child.i == mention.span.end:
                for below in child.children:
                    other = self.reading.mention_at(below)
                    if other is None or other.kind != "Place" or not other.node or other.node == mention.node:
                        continue
                    if not mention.is_country or other.is_country:
                        yield self._found(mention, other, "in")

    def _kind_of_place(self, mention: MentionSpan) -> Iterator[Found]:
        """ "Y's capital, X", "the Y city of X", "X, a town in Y"."""
        if mention.kind != "Place":
            return
        root = mention.span.root
        nouns: list[Token] = []
        if root.dep_ == "pobj" and root.head.lower_ == "of":
            nouns.append(root.head.head)
        elif root.dep_ in {"appos", "compound"}:
            nouns.append(root.head)
        nouns += [c for c in root.children if c.dep_ in {"appos", "compound"}]
        for noun in nouns:
            named = self.reading.mention_at(noun)
            if named is not None and named.level == "name" and named.node != mention.node:
                continue  # "Shaya County, Xinjiang Region"
            if noun.lemma_.lower() in self.places and noun.pos_ in {"NOUN", "PROPN"} and not mention.is_country:
                yield from self._whole(mention, noun)

    def _whole(self, mention: MentionSpan, noun: Token) -> Iterator[Found]:
        for child in noun.children:
            candidates = [child, *child.children] if child.dep_ in {"poss", "amod", "compound", "nmod", "prep"} else []
            for token in candidates:
                if child.dep_ == "prep" and child.lower_ not in {"in", "of"}:
                    continue
                other = self.reading.mention_at(token)
                if other is not None and node_of(token, self.reading, "Place") and other.node != mention.node:
                    yield self._found(mention, other, "kind-of-place")
                    return

    def _owner(self, mention: MentionSpan) -> Iterator[Found]:
        """ "Tokyo's National Stadium", "the union's strike committee"."""
        for child in mention.span.root.lefts:
            if child.dep_ == "poss" and child.i < mention.span.start:
                other = self.reading.mention_at(child)
                if other is None or not other.node or other.level == "pronoun" or other.node == mention.node:
                    continue
                if other.kind == "Place" and mention.kind in AREAS:
                    yield self._found(mention, other, "owner")
                elif other.kind == "Organization" == mention.kind:
                    span = stretch(other.span, mention.span)
                    yield Found(mention.node or "", "partOf", other.node, span, mention.span.root, "owner")

    def _found(self, part: MentionSpan, whole: MentionSpan, rule: str) -> Found:
        return Found(
            part.node or "", "locatedIn", whole.node or "", stretch(part.span, whole.span), part.span.root, rule
        )


def _may_hold(wide: MentionSpan, narrow: MentionSpan) -> bool:
    """Whether one place can hold another, as far as both are grounded: it is wider."""
    if wide.grounding is None:
        return True
    if narrow.grounding is None:
        return WIDTH[wide.grounding.precision] > WIDTH["city"]
    return WIDTH[wide.grounding.precision] > WIDTH[narrow.grounding.precision]
