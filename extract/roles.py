"""What people are and of what: titles before names, appositions and predicates.

"French President X", "X, a spokesman for the ministry,", "X is the founder of the union". The role's noun
decides the relation (``[roles]`` in ``relations.toml``), and the whole phrase is a position held.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from ..model import Text
from .countries import Countries
from .found import Found, nodes_within, relation_words, stretch
from .grammar import COPULAS, NOUN_SUBJECTS, complements, conjuncts, is_passive, objects, subjects
from .namecues import cues
from .phrases import Phrases
from .state import MentionSpan, Node, Reading

OF = frozenset({"of", "for", "at", "with", "in", "from", "to"})
AT = frozenset({"at", "with"})
POSTS = {name: frozenset(verbs) for name, verbs in relation_words()["posts"].items()}
"""Verbs that say what somebody is or was, by whether that is their subject, their object or a newcomer."""
NAMED_AS = frozenset().union(cues().installing, *POSTS.values())
TITLE = 12
"""The longest title before a name, in tokens."""
LESSER = frozenset({"deputy", "vice", "assistant", "associate"})
RUN = frozenset({"PROPN", "NOUN", "ADJ"})


class Roles:
    """Finds the roles of people in one document."""

    def __init__(self, doc: Doc, reading: Reading, phrases: Phrases) -> None:
        self.doc = doc
        self.reading = reading
        self.relation, self.joins = phrases.roles, phrases.joins
        self.state_titles = frozenset(relation_words()["nouns"]["state_titles"])
        self.countries = Countries(reading)

    def found(self) -> Iterator[Found]:
        """All role relations, in the order of the text."""
        for mention in self.reading.mentions:
            if mention.kind == "Person" and mention.node and mention.level == "name":
                yield from self._title(mention)
                yield from self._apposition(mention)
        for token in self.doc:
            if token.dep_ in {"attr", "oprd"} and self._is_role(token) and token.head.lemma_ in COPULAS | NAMED_AS:
                yield from self._predicate(token, token.head)
            elif token.dep_ == "pobj" and token.head.lower_ == "as" and self._is_role(token):
                verb = token.head.head
                if verb.lemma_.lower() in NAMED_AS:
                    yield from self._predicate(token, verb)

    def _is_role(self, token: Token) -> bool:
        return any(form in self.relation for form in _forms(token))

    def _range(self, noun: Token) -> frozenset[str]:
        return self.joins.get(self._role(noun), (frozenset(), frozenset()))[1]

    def _role(self, token: Token) -> str:
        return next(self.relation[form] for form in _forms(token) if form in self.relation)

    def _title(self, mention: MentionSpan) -> Iterator[Found]:
        """A role directly before a name."""
        end = mention.span.start
        start = end
        first = mention.span[0].sent.start
        while start > first and end - start < TITLE and self._in_title(self.doc[start - 1]):
            start -= 1
        of = [t.i for t in self.doc[start + 1 : end] if t.lower_ in {"of", "for"} and not self._is_role(t.nbor(-1))]
        start = max([start, *(i + 1 for i in of)])  # "the impeachment of President X"
        nouns = [t for t in self.doc[start:end] if self._is_role(t)]
        if not nouns:
            return
        noun = nouns[-1]
        rest = self.doc[noun.i + 1 : end]
        if len(rest) and (rest[0].pos_ != "ADP" or rest[-1].pos_ == "ADP"):
            return  # "spokeswoman for X"
        bodies = [m for m in self._mentions(start, end) if m.span.end <= noun.i or m.span.start > noun.i]
        first = max([m.span.end for m in bodies if m.span.end <= noun.i], default=start)
        demonym = next((n for t in self.doc[start : noun.i] if (n := self.countries.of_demonym(t))), None)
        if first == start and demonym is not None and self.countries.of_demonym(self.doc[start]):
            first += 1
        while first < noun.i and (self.doc[first].pos_ in {"PART", "CCONJ", "ADP"} or self.doc[first].is_punct):
            first += 1
        node = bodies[-1] if bodies else None
        body = self.reading.nodes.get(node.node or "") if node else None
        span = self.doc[start : mention.span.end]
        following = self.doc[mention.span.end : mention.span.end + 1].text
        if body is None and demonym is None and self._heads_state(noun) and following != "of":
            body = self._usual(mention)
        led = demonym if self._role(noun) != "leaderOf" or self._leads_states(noun) else None
        yield from self._states(mention, noun, self.doc[first:end], body or led, "title", span)
        if demonym is not None and mention.node and not self._heads_state(noun):
            yield Found(mention.node, "citizenOf", demonym.id, span, noun, "title:demonym")

    def _usual(self, mention: MentionSpan) -> Node | None:
        """The country a text is mostly about, unless the person does something to it: "President X blamed Russia"."""
        verb, country = mention.span.root.head, self.countries.usual
        aimed = any(country is not None and self.reading.node_at(each) is country for each in objects(verb))
        return None if aimed and mention.span.root.dep_ in NOUN_SUBJECTS else country

    def _heads_state(self, noun: Token) -> bool:
        """Whether a title without a body is that of the country a text is about: "Prime Minister X"."""
        if self._is_minister(noun):
            return False
        return noun.lower_ in self.state_titles

    def _leads_states(self, noun: Token) -> bool:
        """Whether a title with a country's adjective is that of its leader: not "the Chilean director"."""
        return noun.lemma_.lower() in relation_words()["nouns"]["state_leaders"]

    def _leads_places(self, noun: Token) -> bool:
        """Whether a title is of who leads a town or a country: no "refugee commissioner", no "police chief"."""
        words = relation_words()["nouns"]
        whole = not any(child.dep_ in {"compound", "amod"} and child.pos_ == "NOUN" for child in noun.lefts)
        return self._leads_states(noun) or (whole and noun.lemma_.lower() in words["place_leaders"])

    def _in_title(self, token: Token) -> bool:
        if token.is_space or token.is_punct:
            return token.text in {"-", ".", "'s", "’s"}
        mention = self.reading.mention_at(token)
        if mention is not None and mention.kind == "Person" and mention.level == "name":
            return False
        return token.pos_ in RUN or token.text in {"'s", "’s"} or token.lower_ in {"of", "for"} or token.tag_ == "POS"

    def _mentions(self, start: int, end: int) -> list[MentionSpan]:
        out: dict[int, MentionSpan] = {}
        for token in self.doc[start:end]:
            mention = self.reading.mention_at(token)
            if mention is not None and mention.kind in {"Organization", "Place"} and mention.node:
                out[mention.span.start] = mention
        return [out[key] for key in sorted(out)]

    @staticmethod
    def _is_minister(noun: Token) -> bool:
        """Whether somebody is one of several ministers, not the prime minister."""
        return noun.lemma_.lower() == "minister" and not (noun.i and noun.nbor(-1).lower_ == "prime")

    def _apposition(self, mention: MentionSpan) -> Iterator[Found]:
        """ "X, the chairman of Y," and "the chairman of Y, X"."""
        for token in mention.span:
            for child in token.children:
                if child.dep_ == "appos" and child.i not in range(mention.span.start, mention.span.end):
                    for each in conjuncts(child):
                        if self._is_role(each) and not self._is_person(each):
                            yield from self._phrase(mention, each, "apposition")
        above = mention.span.root
        while above.dep_ == "appos":  # "Acme's owner, the billionaire Kim Lee"
            above = above.head
            if self._is_role(above) and not self._is_person(above):
                yield from self._phrase(mention, above, "apposition")

    def _is_person(self, token: Token) -> bool:
        mention = self.reading.mention_at(token)
        return mention is not None and mention.level == "name" and mention.kind == "Person"

    def _predicate(self, noun: Token, verb: Token) -> Iterator[Found]:
        people, lemma = subjects(verb), verb.lemma_.lower()
        if lemma in POSTS["object"] | cues().installing:
            people = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}] or people
        elif lemma in POSTS["newcomer"] and is_passive(verb):
            people = [below for word, below in complements(verb) if word == "by"]
        for subject in people[:3]:
            mention = self._named(subject)
            if mention is not None and mention.node:
                for each in conjuncts(noun):
                    if self._is_role(each):
                        yield from self._phrase(mention, each, "predicate")

    def _named(self, noun: Token) -> MentionSpan | None:
        """The name that a noun is, or whose bearer it describes: "the accused, Jo Roe, was", "Lee is a man who was"."""
        if noun.dep_ == "attr" and noun.head.lemma_ in COPULAS:
            noun = next(iter(subjects(noun.head)), noun)
        elif noun.dep_ == "appos":
            noun = noun.head
        beside = (child for child in noun.rights if child.dep_ == "appos")
        found = (mention for each in (noun, *beside) if (mention := self.reading.mention_at(each)) is not None)
        return next((mention for mention in found if mention.kind == "Person"), None)

    def _phrase(self, mention: MentionSpan, noun: Token, rule: str) -> Iterator[Found]:
        """A role's noun phrase that stands apart from the name."""
        words = _literal(noun, self.reading)
        people = ("Person",) if "Person" in self._range(noun) else ()
        places = {node.id for node in nodes_within(noun, self.reading, OF - {"in"}, "Place")}
        within = nodes_within(noun, self.reading, OF, "Organization", "Place", *people)
        bodies = [node for node in within if node.kind != "Place" or node.id in places]  # not "a union leader in Oslo"
        if any(c.dep_ == "poss" and (n := self.reading.node_at(c)) in bodies and n.kind != "Place" for c in noun.lefts):
            bodies = [node for node in bodies if node.kind != "Place"]  # "its North Africa director"
        demonym = next((n for t in noun.lefts if (n := self.countries.of_demonym(t))), None)
        if demonym is not None and mention.node and not bodies and not self._heads_state(noun):
            yield Found(mention.node, "citizenOf", demonym.id, words, noun, f"{rule}:demonym")
        elif demonym is not None and not bodies:
            bodies.append(demonym)
        span = stretch(mention.span, words)
        if len(span) > 40:
            span = words
        yield from self._states(mention, noun, words, bodies[0] if bodies else None, rule, span)
        for body in bodies[1:]:
            yield from self._relation(mention, noun, body, rule, span)

    def _states(
        self, mention: MentionSpan, noun: Token, words: Span, body: Node | None, rule: str, span: Span
    ) -> Iterator[Found]:
        if mention.node and len(words) and self._role(noun) != "citizenOf":
            yield Found(mention.node, "positionHeld", Text(" ".join(words.text.split())), span, noun, rule)
        if body is not None:
            yield from self._relation(mention, noun, body, rule, span)

    def _works_at(self, noun: Token, body: Node) -> bool:
        """Whether an occupation is held with a body: "an astronomer at the Bohr Institute"."""
        return any(word in AT and self.reading.node_at(each) is body for word, each in complements(noun))

    def _relation(self, mention: MentionSpan, noun: Token, body: Node, rule: str, span: Span) -> Iterator[Found]:
        name = self._role(noun)
        if name == "positionHeld" and body.kind == "Organization" and self._works_at(noun, body):
            name = "employedBy"
        subject = mention.node or ""
        lesser = any(c.lemma_.lower() in LESSER for c in noun.lefts)
        if name == "leaderOf" and lesser:
            name = "memberOf"
        if name == "leaderOf" and self._is_minister(noun):
            name = "memberOf"
        if body.kind == "Place" and noun.lemma_.lower() in relation_words()["crews"]["nouns"]:
            return  # "the captain of the Santa Clara"
        if body.kind == "Place" and name not in {"leaderOf", "spokespersonFor", "citizenOf"}:
            return
        if body.kind == "Place" and name == "leaderOf" and not self._leads_places(noun):
            return
        if name != "positionHeld":
            yield Found(subject, name, body.id, span, noun, rule)


def _forms(token: Token) -> tuple[str, ...]:
    """A noun as the word lists may have it; of "president-elect", cut in three by the tokenizer, the whole."""
    forms = (token.lemma_.lower(), token.lower_)
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-2).whitespace_:
        return (f"{token.nbor(-2).lower_}-{token.lower_}", *forms)
    return forms


def _literal(noun: Token, reading: Reading) -> Span:
    """A role's words: without article, owner and names in front; with "of ...", "for ...", up to a clause."""
    start = noun.i
    while start > 0 and start > noun.left_edge.i:
        token = noun.doc[start - 1]
        mention = reading.mention_at(token)
        if token.text == "-" and not token.whitespace_ and start - 1 > noun.left_edge.i:
            start -= 1
            continue
        if token.pos_ not in RUN or (mention is not None and mention.level == "name"):
            break
        start -= 1
    end = noun.i + 1
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "for"} and child.i == end:
            end = min(child.right_edge.i + 1, end + 8)
            for token in noun.doc[child.i : end]:
                inside = token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_
                if (
                    (token.is_punct and not inside)
                    or token.is_space
                    or (token.pos_ in {"VERB", "AUX"} and token.dep_ != "amod")
                    or token.tag_.startswith("W")
                ):
                    end = token.i
                    break
    return noun.doc[start:end]
