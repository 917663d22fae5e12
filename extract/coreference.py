"""Pronouns and descriptions that take up a name: "she", "the ministry", "the city".

Only where one name near by fits (the recency and subject preferences of Hobbs, Resolving Pronoun References,
1978, without his tree walk): a wrong link puts words into somebody's mouth, a missing one loses a claim.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from ..model import Kind
from .bodypronouns import BodyPronouns
from .cues import Cues
from .grammar import NOUN_SUBJECTS, preposition_of
from .namecontext import is_credit
from .namecues import cues
from .quotes import is_across
from .state import MentionSpan, Node, Reading
from .takenup import gender_of, heads_of, is_business, is_public, titles_of
from .wordlists import toml_of

OBJECTS = frozenset({"dobj", "dative"})
DEFINITE = frozenset({"the", "this", "that"})
CHANNELS = frozenset({"on", "via"})
"""Prepositions before what something is told or traded by: "wrote on Chirper"."""


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    """The lists of ``coreference.toml``: pronouns, titles and areas."""
    return toml_of("coreference.toml")


class Coreference:
    """Walks through a document and remembers what was named last."""

    def __init__(self, doc: Doc, reading: Reading) -> None:
        self.doc = doc
        self.reading = reading
        self.names = {m.span.start: m for m in reading.mentions if m.node}
        self.covered = {i for m in reading.mentions for i in range(m.span.start, m.span.end)}
        self.genders: dict[str, str] = {}
        self.heads: dict[str, Node] = {}
        """By noun, what was named last whose name has it for its head."""
        self.titles: dict[str, list[str]] = defaultdict(list)
        """By title, the people who have it, as far as the text was read."""
        self.past: list[MentionSpan] = []
        self.found: dict[int, MentionSpan] = {}
        """The mention over each token, as far as the text was read."""
        self.bodies = BodyPronouns(doc, reading, self.found)

    def links(self) -> Iterator[MentionSpan]:
        """A mention for every pronoun and description whose name is clear, in the order of the text."""
        for token in self.doc:
            if mention := self.names.get(token.i):
                if not is_credit(mention.span):
                    self._note(mention)
                    self._remember(mention)
            elif token.i in self.covered:
                continue
            elif link := self._pronoun(token) or self.bodies.link(token) or self._description(token):
                self._remember(link)
                yield link

    def _remember(self, mention: MentionSpan) -> None:
        self.past.append(mention)
        self.found.update(dict.fromkeys(range(mention.span.start, mention.span.end), mention))

    def _note(self, mention: MentionSpan) -> None:
        """Remember what a name tells of later pronouns and descriptions."""
        node = self.reading.nodes[mention.node or ""]
        start = mention.span.start
        title = _words()["titles"].get(self.doc[start - 1].lower_) if start else None
        root = mention.span.root
        kin = _words()["titles"].get(root.head.lower_) if root.dep_ == "appos" else None
        if gender := title or kin or gender_of(node):
            self.genders.setdefault(node.id, gender)
        self.heads |= dict.fromkeys(heads_of(node), node)
        described = [child.lower_ for child in root.children if child.dep_ == "appos"]
        if node.kind == "Organization":
            before = [child.lower_ for child in root.children if child.dep_ == "compound" and child.i < start]
            called = root.head.lower_ if root.dep_ == "appos" else ""
            self.heads |= dict.fromkeys(_words()["bodies"].keys() & {*described, *before, called}, node)
        for title in titles_of(node) | (cues().titles & set(described) if node.kind == "Person" else set()):
            if node.id not in self.titles[title]:
                self.titles[title].append(node.id)

    def _pronoun(self, token: Token) -> MentionSpan | None:
        gender = _words()["pronouns"].get(token.lower_)
        if gender is None:
            return None
        if self._is_unnamed_teller_s(token):
            return None
        found = self._nearest(token, "Person", gender)
        if found is None or found.node is None:
            return None
        self.genders.setdefault(found.node, gender)
        return MentionSpan(self.doc[token.i : token.i + 1], "Person", "pronoun", found.node, "pronoun", 0.6)

    def _is_unnamed_teller_s(self, pronoun: Token) -> bool:
        """Whether somebody unnamed may speak of themselves: "the guard says that he fired"."""
        verb = pronoun.head
        if pronoun.dep_ != "nsubj" or verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in Cues.load().say:
            return False
        tellers = (child for child in verb.head.lefts if child.dep_ == "nsubj" and child.i < pronoun.i)
        unnamed = (each for each in tellers if not any(child.dep_ == "appos" for child in each.rights))
        return any(each.lemma_.lower() in Cues.load().callings and each.i not in self.found for each in unnamed)

    def _nearest(self, token: Token, kind: Kind, gender: str) -> MentionSpan | None:
        """The last subject, or else the last name, of this kind in this sentence or one of the two before."""
        sentence = token.sent
        recent: list[MentionSpan] = []
        for mention in reversed(self.past[-40:]):
            if mention.kind != kind or not mention.node:
                continue
            if _sentences_between(mention.span, sentence) > 2:
                break
            if self.genders.get(mention.node, gender) != gender or _is_somebody_else(mention, token):
                continue
            recent.append(mention)
        subjects = [m for m in recent if _is_subject(m.span.root, sentence)]
        found = _teller(subjects, token) or _holder(subjects, token)
        return found or next(iter(subjects or recent), None)

    def _description(self, token: Token) -> MentionSpan | None:
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
            return None
        start = _phrase_start(token)
        article = self.doc[start].lower_ if start < token.i else ""
        lower = token.lower_
        if article in DEFINITE and token.i == start + 1:
            if node := self.heads.get(lower) or self._area(token) or self._titled(token) or self._business(token):
                return self._nominal(start, token, node)
        if lower in cues().actors and article in {"", "the"} and token.i - start <= 1:
            if node := self.heads.get(lower):
                return self._nominal(start, token, node)
        return None

    def _nominal(self, start: int, token: Token, node: Node) -> MentionSpan:
        return MentionSpan(self.doc[start : token.i + 1], node.kind, "nominal", node.id, "description", 0.6)

    def _titled(self, token: Token) -> Node | None:
        """The one person so far who has this noun for a title: "the minister"."""
        if token.lower_ not in cues().titles or any(child.dep_ == "prep" for child in token.children):
            return None
        if token.i + 1 < len(self.doc) and self.doc[token.i + 1].pos_ == "PROPN":
            return None
        holders = self.titles.get(token.lower_, [])
        return self.reading.nodes.get(holders[0]) if len(holders) == 1 else None

    def _business(self, noun: Token) -> Node | None:
        """The one organization named in this sentence or the two before that may be a company: "the firm"."""
        if not is_business(noun.lower_):
            return None
        found: dict[str, Node] = {}
        for mention in reversed(self.past[-25:]):
            if _sentences_between(mention.span, noun.sent) > 2:
                break
            node = self.reading.nodes.get(mention.node or "")
            if node is None or preposition_of(mention.span.root) in CHANNELS:
                continue
            if node.kind == "Organization" and not heads_of(node) and not is_public(node):
                found[node.id] = node
        return next(iter(found.values())) if len(found) == 1 else None

    def _area(self, noun: Token) -> Node | None:
        """The place named last that is a city, a country and so on, as the noun says."""
        precision = _words()["areas"].get(noun.lower_)
        if precision is None or any(below.pos_ == "PROPN" for of in noun.rights for below in of.rights):
            return None  # "the village of Kirin" is no place that was named before
        for mention in reversed(self.past[-25:]):
            node = self.reading.nodes.get(mention.node or "")
            if node is not None and node.grounding is not None and node.grounding.precision == precision:
                return node
        return None


def _is_subject(token: Token, sentence: Span) -> bool:
    """Whether a name is a subject; also in apposition: in another sentence right behind it, or to "the head of X"."""
    if token.dep_ == "appos":
        holder = token.head
        near = token.i >= sentence.start or holder.i + 2 == token.left_edge.i
        only = any(child.dep_ == "det" and child.lower_ == "the" for child in holder.children)
        office = only and holder.lemma_.lower() in Cues.load().callings
        return holder.dep_ in NOUN_SUBJECTS and (near or office)
    return token.dep_ in NOUN_SUBJECTS


def _teller(subjects: Sequence[MentionSpan], pronoun: Token) -> MentionSpan | None:
    """Who told of the last subject, if the pronoun tells, too.

    "Sow said that Mbeki was safe. The city was calm, she said": she is Sow.
    """
    if not subjects or not _speaks(pronoun):
        return None
    clause = subjects[0].span.root.head
    while clause.dep_ == "conj":
        clause = clause.head
    if clause.dep_ != "ccomp":
        return None
    return next((m for m in subjects[1:] if _subject_of(m.span.root).head.i == clause.head.i), None)


def _holder(subjects: Sequence[MentionSpan], pronoun: Token) -> MentionSpan | None:
    """The subject of the main clause, if the last one is that of a clause which tells of its time or reason.

    "Arend was a clerk until Costa hired him. He died in 1961.": he is Arend (the center of attention stays with the
    main clause: Grosz, Joshi and Weinstein, "Centering", 1995).
    """
    if not subjects or pronoun.dep_ not in NOUN_SUBJECTS or subjects[0].span.start >= pronoun.sent.start:
        return None
    clause = _subject_of(subjects[0].span.root).head
    while clause.dep_ == "conj":
        clause = clause.head
    if clause.dep_ != "advcl":
        return None
    above = {each.i for each in clause.ancestors}
    return next((m for m in subjects[1:] if _subject_of(m.span.root).head.i in above), None)


def _subject_of(name: Token) -> Token:
    """A name, or the noun that it stands in apposition to."""
    return name.head if name.dep_ == "appos" else name


def _does_it_to(name: Token, pronoun: Token) -> bool:
    """Whether a name is the subject of the verb whose object is the pronoun: then it is somebody else's."""
    subject = _subject_of(name)
    return pronoun.dep_ in OBJECTS and subject.dep_ in NOUN_SUBJECTS and subject.head.i == pronoun.head.i


def _is_somebody_else(mention: MentionSpan, pronoun: Token) -> bool:
    """Whether a pronoun cannot mean who is mentioned: who does it, or speaks the words: "Berg said: 'He lied.'"."""
    name = mention.span.root
    if _does_it_to(name, pronoun):
        return True
    return is_across(name, pronoun) and (_speaks(name) or (mention.level == "pronoun" and _speaks(pronoun)))


def _speaks(token: Token) -> bool:
    return token.dep_ in NOUN_SUBJECTS and token.head.lemma_.lower() in Cues.load().say


def _phrase_start(token: Token) -> int:
    start = token.i
    while (
        start
        and token.doc[start - 1].dep_ in {"det", "amod", "compound", "poss"}
        and token.doc[start - 1].head.i >= start
    ):
        start -= 1
    return start


def _sentences_between(span: Span, sentence: Span) -> int:
    """How many sentences before ``sentence`` a span stands (3 for anything farther)."""
    if span.start >= sentence.start:
        return 0
    edge = sentence.start
    for distance in (1, 2):
        edge = span.doc[edge - 1].sent.start
        if span.start >= edge:
            return distance
    return 3
