"""Whom a cue's subject means: a node, a pronoun's person, a role's holder, or somebody unnamed who is quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from ..model import Kind
from .cues import Cue, Cues, bearers
from .quotes import Stretch, is_break
from .roleholders import RoleHolders
from .state import MentionSpan, Node, Reading

PERSONAL = frozenset({"he", "she"})
COLLECTIVE = frozenset({"they", "it"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
LABEL = 10
"""The longest name, in tokens, that stands before a colon as a speaker's label."""
REACH = 8
NEAR = 120
"""Tokens within which a pronoun's name stands."""
FIELD = 4
"""The longest field of an office, in tokens: "trade and public works"."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: a node's id, or the ``key`` and words of a description that is no node yet."""

    key: str
    kind: Kind
    how: str
    span: Span | None = None


class Speakers:
    """Finds the voices of a document's cues, in the order of the text."""

    def __init__(self, doc: Doc, reading: Reading, cues: Cues, stretches: list[Stretch]) -> None:
        self.doc = doc
        self.reading = reading
        self.cues = cues
        self.made: dict[str, str] = {}
        self.heard: list[tuple[int, Voice]] = []
        self.voices: dict[int, Voice | None] = {}
        quoted = {i for stretch in stretches for i in range(stretch.start, stretch.end)}
        names = [m for m in reading.mentions if m.level == "name" and m.node and m.span.start not in quoted]
        self.names = sorted(names, key=lambda m: m.span.start)
        self.holders = RoleHolders(doc, reading)
        self.genders = self._genders()

    def hear(self, cues: list[Cue]) -> None:
        """Find whom each cue means; what was heard before tells whom later pronouns and roles mean."""
        for cue in cues:
            voice = self._of(cue)
            self.voices[cue.token.i] = voice
            if voice is not None:
                self.heard.append((cue.token.i, voice))

    def of(self, cue: Cue) -> Voice | None:
        """The voice of a cue, once heard."""
        return self.voices.get(cue.token.i)

    def node_of(self, voice: Voice) -> str:
        """The node of a voice, made on first use if it is somebody unnamed."""
        if voice.span is None:
            return voice.key
        if voice.key not in self.made:
            self.made[voice.key] = self.reading.add_node(voice.kind, " ".join(voice.span.text.split())).id
        mention = MentionSpan(voice.span, voice.kind, "nominal", self.made[voice.key], "quoted", 0.6)
        if mention not in self.reading.mentions:
            self.reading.mentions.append(mention)
        return self.made[voice.key]

    def named(self, node: Node, how: str = "name") -> Voice:
        """The voice of a node."""
        return Voice(node.id, node.kind, how)

    def _of(self, cue: Cue) -> Voice | None:
        for token in cue.subjects:
            if (found := self.voice(token)) is not None:
                return found
        if cue.subjects:
            return None
        if cue.token.pos_ == "NOUN":
            return self.latest(cue.token.i, ("Organization",)) or self.latest(cue.token.i, ("Person",))
        return self._neighbor(cue.token)

    def voice(self, token: Token) -> Voice | None:
        """Whom a noun phrase in a speaker's place stands for."""
        if token.lower_ in PERSONAL:
            return self.latest(token.i, ("Person",), token.lower_)
        if token.lower_ in COLLECTIVE:
            return self._collective(token)
        mention = self.reading.mention_at(token)
        node = self._node(token)
        if node is not None and mention is not None:
            if node.kind != "Person" and (holder := self.holders.named_behind(mention.span.end)):
                return self.named(holder, "holder")
            return self.named(node, mention.level)
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}:
            return None
        if (named := self.holders.named_within(token)) is not None:
            return self.named(named, "holder")
        return self._described(token)

    def _described(self, token: Token) -> Voice | None:
        """Whom a noun without a name stands for."""
        lemma = token.lemma_.lower()
        if lemma in self.cues.utterances:
            return self._author(token)
        owner = next(self._owners(token), None)
        if owner is not None and lemma in self.cues.members and owner.kind == "Organization":
            return self.named(owner, "member")
        definite = any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)
        if definite and owner is None and (found := self._taken_up(token, lemma)):
            return found
        if kind := self.cues.unnamed.get(lemma):
            return self._unnamed(token, "Person" if kind == "Person" else "Organization")
        return self._surname(token) if token.pos_ == "PROPN" else None

    def _taken_up(self, token: Token, lemma: str) -> Voice | None:
        """Who was described before by the noun that stands here with "the"."""
        if (holder := self.holders.holder_of(lemma, token.i)) is not None:
            return self.named(holder, "role")
        for _, voice in reversed(self.heard):
            if voice.span is not None and voice.span.root.lemma_.lower() == lemma:
                return voice
        bare = token.left_edge.i >= token.i - 1
        if lemma in self.cues.taken_up and bare:
            return self.latest(token.i, ("Organization",))
        return None

    def _author(self, token: Token) -> Voice | None:
        """Whose report or statement it is: its owner, who issued it, or who was heard last."""
        if (owner := next(self._owners(token), None)) is not None:
            return self.named(owner, "author")
        poss = next((c for c in token.children if c.dep_ == "poss"), None)
        if poss is not None:
            return self.voice(poss)
        lemma = token.lemma_.lower()
        for index in range(token.i - 1, max(-1, token.i - NEAR), -1):
            before = self.doc[index]
            if before.lemma_.lower() == lemma and before.pos_ == "NOUN":
                for maker in [*self._owners(before), *(self._node(t) for t in bearers(before))]:
                    if maker is not None and maker.kind != "Place":
                        return self.named(maker, "author")
        return self.latest(token.i, ("Organization", "Person"))

    def _surname(self, token: Token) -> Voice:
        """A person whom no name was recognized for: one whose name ends so, or a new one."""
        for node in self.reading.nodes.values():
            if node.kind in {"Person", "Organization"} and node.name.split()[-1:] == [token.text]:
                return self.named(node, "surname")
        first = token.i
        while first > token.left_edge.i and token.doc[first - 1].pos_ == "PROPN":
            first -= 1
        span = token.doc[first : token.i + 1]
        return Voice(f"name:{span.text}", "Person", "surname", span)

    def _owners(self, token: Token) -> Iterator[Node]:
        """The nodes inside a noun phrase: "the ministry's statement", "a statement by the ministry"."""
        for child in token.children:
            if child.dep_ in {"poss", "compound", "appos", "nmod", "amod"}:
                if (node := self._node(child)) is not None:
                    yield node
            elif child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"}:
                for below in child.children:
                    if (node := self._node(below)) is not None and node.kind != "Place":
                        yield node

    def _node(self, token: Token) -> Node | None:
        node = self.reading.node_at(token)
        return node if node is not None and node.kind != "Event" else None

    def _unnamed(self, token: Token, kind: Kind) -> Voice:
        """Somebody who is quoted but not named, one for each description."""
        doc = token.doc
        before = {"compound", "amod", "poss", "nmod", "nummod"}
        first = min([token.i, *(c.left_edge.i for c in token.children if c.dep_ in before)])
        first = first if token.i - first <= 5 else token.i
        if first and doc[first - 1].lower_ in {"one", "another"}:
            first -= 1
        span = doc[first : self._end(token)]
        key = token.lemma_.lower() if span.end == token.i + 1 else span.text.lower()
        return Voice(f"unnamed:{key}", kind, "unnamed", span)

    def _end(self, head: Token) -> int:
        """Where a description ends: "ministry of justice" goes on behind its head, "group of boys" does not."""
        of = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else head
        if head.lemma_.lower() in self.cues.offices and of.lower_ == "of" and of.head.i == head.i:
            field = head.doc[of.i + 1 : of.right_edge.i + 1]
            if 0 < len(field) <= FIELD and all(
                t.is_lower and t.pos_ in {"NOUN", "PROPN", "ADJ", "CCONJ"} for t in field
            ):
                return field.end
        return head.i + 1

    def _genders(self) -> dict[str, str]:
        """The pronoun by which a person is mostly taken up."""
        counts: dict[str, Counter[str]] = {}
        for mention in self.reading.mentions:
            if mention.level == "pronoun" and mention.node:
                she = mention.span.text.lower() in {"she", "her", "hers", "herself"}
                counts.setdefault(mention.node, Counter())["she" if she else "he"] += 1
        return {node: max(sorted(count), key=count.__getitem__) for node, count in counts.items()}

    def latest(self, index: int, kinds: tuple[Kind, ...], pronoun: str = "") -> Voice | None:
        """The last speaker, or else the last name of these kinds, before a token."""

        def fits(key: str, kind: Kind) -> bool:
            return kind in kinds and (not pronoun or self.genders.get(key, pronoun) == pronoun)

        heard = ((at, voice) for at, voice in reversed(self.heard) if at < index and fits(voice.key, voice.kind))
        since, best = next(heard, (-1, None))
        subject = False
        for mention in self.names:
            start = mention.span.start
            if not since < start < index or not mention.node or not fits(mention.node, mention.kind):
                continue
            leading = self._leads(mention.span.root)
            if best is None or leading or (not subject and start > index - NEAR and since < index - NEAR):
                best, since = Voice(mention.node, mention.kind, "anaphor"), start
                subject = leading
        return best

    def _leads(self, token: Token) -> bool:
        """Whether a name is its clause's subject, or stands in apposition to it."""
        for _ in range(CHAIN):
            if token.dep_ in SUBJECTS:
                return True
            if token.dep_ not in {"appos", "compound", "flat"}:
                return False
            token = token.head
        return False

    def _collective(self, token: Token) -> Voice | None:
        """Whom "it" and "they" stand for: the subject of the sentence before, if it is a body, or who was heard."""
        return self.latest(token.i, ("Organization",))

    def _neighbor(self, cue: Token) -> Voice | None:
        """The name next to a cue that the parser gave no subject."""
        doc = cue.doc
        for step in (1, -1):
            for distance in range(1, REACH):
                index = cue.i + step * distance
                if not 0 <= index < len(doc) or is_break(doc[index]) or doc[index].text in {".", ";", "?", "!"}:
                    break
                node = self._node(doc[index])
                if node is not None and node.kind != "Place":
                    return self.voice(doc[index]) or self.named(node)
                if doc[index].lower_ in PERSONAL and distance <= 2:
                    return self.latest(cue.i, ("Person",), doc[index].lower_)
        return None


CHAIN = 3
