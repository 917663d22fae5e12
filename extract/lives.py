"""Births, deaths and kin: "born in X on D", "X (1900 - 1980)", "his brother Y", "Y, daughter of X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from .columns import columns_of
from .found import Found, named_behind, node_of, relation_words, stretch
from .grammar import complements, conjuncts, subjects
from .state import DateSpan, MentionSpan, Node, Reading

DASHES = frozenset({"-", "–", "—", "to"})


class Lives:
    """Finds what a document says of people's lives."""

    def __init__(self, doc: Doc, reading: Reading) -> None:
        self.doc = doc
        self.reading = reading
        self.kin = {noun: name for name, nouns in relation_words()["kin"].items() for noun in nouns}
        self.date_at: dict[int, DateSpan] = {t.i: date for date in reading.dates for t in date.span}

    def found(self) -> Iterator[Found]:
        """All such relations, in the order of the text."""
        told = columns_of(self.doc)
        for i, lemma in enumerate(told.lemmas):
            if told.lower[i] == "born":
                yield from self._life(self.doc[i], "born")
            elif lemma == "die" and told.parts[i] == "VERB":
                yield from self._life(self.doc[i], "died")
            elif lemma in self.kin and told.parts[i] in {"NOUN", "PROPN"}:
                yield from self._kin(self.doc[i])
        for mention in self.reading.mentions:
            if mention.kind == "Person" and mention.level == "name" and mention.node:
                yield from self._years(mention)

    def _life(self, verb: Token, event: str) -> Iterator[Found]:
        own = subjects(verb)
        who = next(filter(None, map(self._person, own)), None) if own else self._before_bracket(verb)
        if who is None:
            return
        parents = (
            each for word, below in complements(verb) if event == "born" and word == "to" for each in conjuncts(below)
        )
        for parent in filter(None, map(self._person, parents)):
            yield Found(who.id, "childOf", parent.id, stretch(verb, verb), verb, "kin")
        right = verb.right_edge.i + 1
        window = self.doc[verb.i + 1 : min(right, verb.i + 16)]
        seen: set[str] = set()
        for token in window:
            if token.dep_ in {"relcl", "conj"} and token.pos_ == "VERB":
                break
            date = self.date_at.get(token.i)
            if date is not None and "On" not in seen:
                seen.add("On")
                yield Found(who.id, f"{event}On", date.interval, stretch(verb, date.span), verb, "life")
        for preposition, token in complements(verb):
            place = node_of(token, self.reading, "Place")
            if place is not None and preposition in {"in", "at", "near"} and "In" not in seen:
                seen.add("In")
                yield Found(who.id, f"{event}In", place.id, stretch(verb, token), verb, "life")

    def _person(self, token: Token) -> Node | None:
        """The person that a noun names, or that is named right behind it: "the singer Jo Roe"."""
        return node_of(token, self.reading, "Person") or named_behind(token, self.reading, "Person")

    def _before_bracket(self, verb: Token) -> Node | None:
        index = verb.i - 1
        if index >= 1 and self.doc[index].text in {"(", ","}:
            return node_of(self.doc[index - 1], self.reading, "Person")
        return None

    def _years(self, mention: MentionSpan) -> Iterator[Found]:
        """ "Name (date - date)"."""
        index = mention.span.end
        if index >= len(self.doc) or self.doc[index].text != "(":
            return
        dates: list[DateSpan] = []
        dash = False
        for token in self.doc[index + 1 : index + 24]:
            if token.text == ")":
                break
            dash = dash or (len(dates) == 1 and token.text in DASHES)
            date = self.date_at.get(token.i)
            if date is not None and (not dates or dates[-1] is not date):
                dates.append(date)
        if dash and len(dates) == 2 and mention.node:
            yield Found(
                mention.node,
                "bornOn",
                dates[0].interval,
                stretch(mention.span, dates[0].span),
                mention.span.root,
                "years",
            )
            yield Found(
                mention.node,
                "diedOn",
                dates[1].interval,
                stretch(mention.span, dates[1].span),
                mention.span.root,
                "years",
            )

    def _kin(self, noun: Token) -> Iterator[Found]:
        """ "X's brother Y", "Y, the brother of X", "Y is X's brother"."""
        name = self.kin[noun.lemma_.lower()]
        owners = [c for c in noun.children if c.dep_ == "poss"]
        owners += [below for p, below in complements(noun) if p == "of"]
        people = [n for t in owners for o in conjuncts(t) if (n := self._person(o))]
        for token in self._bearers(noun):
            bearer = node_of(token, self.reading, "Person")
            for owner in people:
                if bearer is not None and bearer is not owner:
                    yield Found(bearer.id, name, owner.id, stretch(noun, token), noun, "kin")

    def _bearers(self, noun: Token) -> Iterator[Token]:
        named = [child for child in noun.children if child.dep_ == "appos"]
        if noun.tag_ != "NNS":
            yield from named[:1]  # "her husband Max and Kim Lee"
        else:
            yield from (each for child in named for each in conjuncts(child))
        if noun.dep_ == "attr":
            yield from subjects(noun.head)
        following = noun.i + 1
        if following < len(self.doc) and self.doc[following].pos_ == "PROPN":
            yield self.doc[following]
        elif noun.dep_ in {"appos", "compound"}:
            yield noun.head
