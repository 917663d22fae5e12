"""Whom a cue's subject means: a node, a pronoun's person, a role's holder, or somebody unnamed who is quoted."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ..model import Kind
from .contentedges import FINITE
from .cues import Cue, Cues, bearers
from .grammar import NOUN_SUBJECTS, complements, conjuncts, is_passive, subjects
from .heard import Heard, Voice
from .quotes import MARKS, Stretch, is_break
from .roleholders import RoleHolders
from .state import MentionSpan, Node, Reading
from .takenup import says_no_more

PERSONAL = frozenset({"he", "she"})
SINGLING = frozenset({"one", "another"})
DEFINITE = frozenset({"the", "its", "their", "his", "her"})
COLLECTIVE = frozenset({"they", "it"})
REPORTED = 4
"""More words than this before a comma are what somebody is then said to have said."""
REACH = 8
ENDING = MARKS | {".", ";", "?", "!"}
"""What stands between a cue and a name that does not go with it."""
BACK = 8
"""Sentences within which somebody acts who then bears placards."""
NEAR = 120
"""Tokens within which a pronoun's name stands."""
FIELD, LED = 4, 7
"""The longest field of an office ("trade and public works"), and name of what somebody leads, in tokens."""


class Speakers:
    """Finds the voices of a document's cues, in the order of the text."""

    def __init__(self, doc: Doc, reading: Reading, cues: Cues, stretches: list[Stretch]) -> None:
        self.doc = doc
        self.reading = reading
        self.cues = cues
        self.made: dict[str, str] = {}
        self.mentioned: set[int] = set()
        self.dated = {i for date in reading.dates for i in range(date.span.start, date.span.end)}
        self.voices: dict[int, Voice | None] = {}
        self.past = Heard(doc, reading, stretches)
        self.holders = RoleHolders(doc, reading)

    def hear(self, cues: list[Cue]) -> None:
        """Find whom each cue means; what was heard before tells whom later pronouns and roles mean."""
        for cue in cues:
            voice = self._of(cue)
            self.voices[cue.token.i] = voice
            if voice is not None:
                self.past.voices.append((cue.token.i, voice))

    def of(self, cue: Cue) -> Voice | None:
        """The voice of a cue, once heard."""
        return self.voices.get(cue.token.i)

    def node_of(self, voice: Voice) -> str:
        """The node of a voice, made on first use if it is somebody unnamed."""
        if voice.span is None:
            return voice.key
        if voice.key not in self.made:
            self.made[voice.key] = self.reading.add_node(voice.kind, voice.name).id
        if voice.span.start not in self.mentioned:
            self.mentioned.add(voice.span.start)
            mention = MentionSpan(voice.span, voice.kind, "nominal", self.made[voice.key], "quoted", 0.6)
            self.reading.mentions.append(mention)
        return self.made[voice.key]

    def named(self, node: Node, how: str = "name") -> Voice:
        """The voice of a node."""
        return Voice(node.id, node.kind, how)

    def _of(self, cue: Cue) -> Voice | None:
        if cue.token.tag_ == "VBG" and (teller := self._going_on(cue.token)) is not None:
            return teller
        for token in cue.subjects:
            if (found := self.voice(token)) is not None:
                return found
        if cue.subjects:
            return None
        if cue.token.pos_ == "NOUN":
            return self._actor(cue.token) if cue.lemma in self.cues.carriers else None
        return self._neighbor(cue.token)

    def _going_on(self, token: Token) -> Voice | None:
        """Who was heard before in a sentence that goes on with ", adding ..."."""
        before = token.nbor(-1) if token.i else token
        if before.text != "," or token.dep_ not in {"advcl", "conj", "acl", "dep"}:
            return None
        at, voice = self.past.voices[-1] if self.past.voices else (-1, None)
        return voice if voice is not None and token.sent.start <= at and self.doc[at].tag_ in FINITE else None

    def _actor(self, token: Token) -> Voice | None:
        """Who acted last in the sentences before: whoever bears placards that the text tells nothing more of."""
        sent = token.sent
        for _ in range(BACK):
            root = sent.root
            if root.pos_ == "VERB" and not is_passive(root):
                for subject in reversed(subjects(root)):
                    if subject.i < token.i and subject.pos_ in {"NOUN", "PROPN"}:
                        voice = self.voice(subject)
                        if voice is not None and voice.kind != "Place":
                            return voice
            if not sent.start:
                return None
            sent = self.doc[sent.start - 1].sent
        return None

    def voice(self, token: Token) -> Voice | None:
        """Whom a noun phrase in a speaker's place stands for."""
        if token.lower_ in PERSONAL:
            return self.past.latest(_outside(token), ("Person",), token.lower_)
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
        if token.lemma_.lower() in self.cues.utterances:
            return self._author(token)
        if (named := self.holders.named_within(token)) is not None:
            return self.named(named, "holder")
        return self._described(token)

    def _described(self, token: Token) -> Voice | None:
        """Whom a noun without a name stands for."""
        lemma = token.lemma_.lower()
        if lemma in SINGLING and (one := self._one_of(token)) is not None:
            return one
        owner = next((node for each in conjuncts(token) for node in self._owners(each)), None)
        several = lemma in self.cues.plural_members and token.tag_ == "NNS"
        if owner is not None and owner.kind == "Organization" and (several or lemma in self.cues.members):
            return self.named(owner, "member")
        pointed = any(c.lower_ in DEFINITE for c in token.children)
        placed = owner is not None and owner.kind == "Place"
        bare = owner is None or any(c.dep_ == "poss" and c.pos_ == "PRON" for c in token.children)  # "its source"
        if (placed or (pointed and bare)) and (found := self._taken_up(token, lemma)):
            return found
        if kind := self.cues.unnamed.get(lemma):
            return self._unnamed(token, "Person" if kind == "Person" else "Organization")
        return self._surname(token) if token.pos_ == "PROPN" else None

    def _one_of(self, token: Token) -> Voice | None:
        """Somebody out of several: "one of the patients", "another of those who fled"."""
        several = next((below for word, below in complements(token) if word == "of"), None)
        if several is None or not (several.pos_ == "PRON" or self.cues.unnamed.get(several.lemma_.lower()) == "Person"):
            return None
        span = token.doc[token.i : several.i + 1]
        return Voice(f"unnamed:{span.text.lower()}", "Person", "unnamed", span)

    def _taken_up(self, token: Token, lemma: str) -> Voice | None:
        """Who was described before by the noun that stands here with "the"."""
        if (holder := self.holders.holder_of(lemma, token.i)) is not None:
            return self.named(holder, "role")
        for _, voice in reversed(self.past.voices):
            if voice.span is not None and voice.span.root.lemma_.lower() == lemma and says_no_more(token, voice.span):
                return voice
        bare = token.left_edge.i >= token.i - 1
        if bare and (mention := self.past.ending_in(lemma, _outside(token))) is not None:
            return Voice(mention.node or "", mention.kind, "taken up")
        return self.past.body(_outside(token), lemma) if lemma in self.cues.taken_up and bare else None

    def _author(self, token: Token) -> Voice | None:
        """Whose report or statement it is: its owner, who issued it, or who was heard last."""
        if (owner := next(self._owners(token), None)) is not None:
            return self.named(owner, "author")
        if token.tag_ == "NNS" and not any(c.dep_ in {"det", "poss"} for c in token.children):
            return None
        poss = next((c for c in token.children if c.dep_ == "poss"), None)
        if poss is not None:
            return self.voice(poss) or self._possessor(poss)
        written = (child for child in token.children if child.dep_ == "acl" and child.tag_ == "VBN")
        authors = [below for each in (token, *written) for word, below in complements(each) if word in {"by", "from"}]
        if authors or any(c.lower_ in {"a", "an"} for c in token.children):
            return next((voice for each in authors if (voice := self.voice(each)) is not None), None)
        lemma = token.lemma_.lower()
        for index in range(token.i - 1, max(-1, token.i - NEAR), -1):
            before = self.doc[index]
            if before.lemma_.lower() == lemma and before.pos_ == "NOUN":
                if (maker := next(self._owners(before), None)) is not None:
                    return self.named(maker, "author")
                makers = (self.voice(t) for t in bearers(before) if t.i != token.i)
                if (made := next((m for m in makers if m is not None), None)) is not None:
                    return made
        return self.past.latest(token.i, ("Organization", "Person"))

    def _possessor(self, pronoun: Token) -> Voice | None:
        """Whom "his" or "their" stands for."""
        lower = pronoun.lower_
        if lower in {"his", "her"}:
            return self.past.latest(pronoun.i, ("Person",), "he" if lower == "his" else "she")
        return self._collective(pronoun) if lower in {"its", "their"} else None

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
        own = [c for c in token.children if c.dep_ in before and c.i < token.i]
        own = [c for c in own if self.dated.isdisjoint(t.i for t in c.subtree)]
        first = min([token.i, *(c.left_edge.i for c in own)])
        closed = (t.i + 1 for t in reversed(doc[first : token.i]) if t.text == ")")
        first = next(closed, first if token.i - first <= 5 else token.i)  # "(BBC) Soldiers"
        first -= first > 0 and doc[first - 1].lower_ in {"one", "another"}
        span = doc[first : self._end(token)]
        key = token.lemma_.lower() if span.end == token.i + 1 else span.text.lower()
        return Voice(f"unnamed:{key}", kind, "unnamed", span)

    def _end(self, head: Token) -> int:
        """Where a description ends: "ministry of justice" goes on behind its head, "group of boys" does not."""
        of = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else head
        if of.lower_ != "of" or of.head.i != head.i:
            return head.i + 1
        what = next((child.i + 1 for child in of.rights if child.dep_ == "pobj"), 0)
        if head.lemma_.lower() in self.cues.heads and 0 < what - of.i <= LED:
            return what  # "the head of the Jumhouri hospital in Hajjah"
        field = head.doc[of.i + 1 : of.right_edge.i + 1]
        lower = all(t.is_lower and t.pos_ in {"NOUN", "PROPN", "ADJ", "CCONJ"} for t in field)
        return field.end if lower and head.lemma_.lower() in self.cues.offices and len(field) <= FIELD else head.i + 1

    def _collective(self, token: Token) -> Voice | None:
        """Whom "it" and "they" stand for: the subject of the sentence before, if it speaks, or who was heard."""
        start = token.sent.start
        at, voice = self.past.voices[-1] if self.past.voices else (-1, None)
        several = self.past.several if token.lower_ == "it" else frozenset()
        if voice is not None and start <= at and voice.kind != "Person" and voice.key not in several:
            return voice
        if start and (
            before := next((c for c in self.doc[start - 1].sent.root.children if c.dep_ in NOUN_SUBJECTS), None)
        ):
            lemma = before.lemma_.lower()
            speaks = lemma in self.cues.unnamed or lemma in self.cues.taken_up or lemma in self.cues.utterances
            node = self._node(before)
            if (speaks and node is None) or (node is not None and node.kind == "Organization"):
                if (voice := self.voice(before)) is not None and voice.kind != "Person" and voice.key not in several:
                    return voice
        return self.past.latest(_outside(token), ("Organization",), barred=several)

    def _neighbor(self, cue: Token) -> Voice | None:
        """The name next to a cue that the parser gave no subject; not that in "graffiti: 'Down with Roe'"."""
        doc = cue.doc
        told = cue.lemma_.lower() in self.cues.told  # behind "tells" stands whom
        for step in (-1,) if told else (1, -1):
            for distance in range(1, REACH):
                index = cue.i + step * distance
                if not 0 <= index < len(doc) or is_break(doc[index]) or doc[index].text in ENDING:
                    break
                node = self._node(doc[index])
                if doc[index].tag_ == "POS":
                    break  # "a voice like Roe's tells her": whoever has something does not speak
                if node is not None and node.kind != "Place":
                    return self.voice(doc[index]) or self.named(node)
                if doc[index].lower_ in PERSONAL and distance <= 2:
                    return self.past.latest(cue.i, ("Person",), doc[index].lower_)
        return None


def _outside(token: Token) -> int:
    """Before which token somebody was named whom a pronoun or role may mean: not among the words just reported.

    In "The Acme works will close, the company said" Acme may well be another company.
    """
    start = token.left_edge.i
    before = token.doc[start - 1] if start else token
    reported = start - token.sent.start > REPORTED and before.text == ","
    return token.sent.start if reported else token.i
