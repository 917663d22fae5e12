"""Phrases for labels, out of the parse: short noun phrases, headline verbs, and what a verb is called as a noun."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

from spacy.tokens import Span, Token

from .grammar import ARTICLES, antecedent, complements, is_passive, objects, subjects
from .state import Node, Reading
from .wordlists import toml_of

LONG = 45
"""Characters from which on a noun phrase is cut down to its main words."""
SHORT = 4
"""A place's name of so many capitals may be initials."""
SAID, FEWEST = 40, 3
"""The most characters of what somebody says in a label, and the fewest words that say something."""
ORDINAL = re.compile(r"\d+(st|nd|rd|th)")


def wording() -> dict[str, Any]:
    """The word lists of ``labels.toml``."""
    return toml_of("labels.toml")


class Wordbook:
    """Look-ups over what was read in a document, made once for all its labels."""

    def __init__(self, reading: Reading) -> None:
        self.nodes = reading.nodes
        self.node_at = reading.node_at
        self.mention_at = reading.mention_at
        self.events = {event.id: event for event in reading.events}
        self.said = {token.i: q for q in reversed(reading.quotations) for token in q.cue}
        self.dated = frozenset(token.i for date in reading.dates for token in date.span)
        self._spans: dict[str, list[Span]] = defaultdict(list)
        self._names: dict[str, str] = {}
        for mention in reading.mentions:
            node = reading.nodes.get(mention.node or "")
            if node is not None and mention.span.text == node.name:
                self._spans[node.id].append(mention.span)

    def name(self, node: Node) -> str:
        """How an entity is called within a sentence."""
        if node.id not in self._names:
            self._names[node.id] = _name_within(node, self._spans.get(node.id, []))
        return self._names[node.id]


def shown(node: Node) -> str:
    """An entity's name; a place's not in the capitals of a dateline.

    >>> shown(Node("n1", "Place", "NEW YORK")), shown(Node("n2", "Organization", "UNESCO"))
    ('New York', 'UNESCO')
    """
    name = " ".join(node.name.split())
    town = node.grounding is not None and node.grounding.precision == "city"
    return name.title() if node.kind == "Place" and name.isupper() and len(name) > SHORT - town else name


def _name_within(node: Node, spans: Sequence[Span]) -> str:
    """A name with its article, and without a capital that is only a sentence's first."""
    name = shown(node)
    if node.kind == "Event" and name[0].isdigit():
        return f"the {name}"
    if not spans:
        return name
    first = spans[0][0]
    if first.is_sent_start and first.pos_ not in {"PROPN", "X"} and name[1:] == name[1:].lower():
        name = name[:1].lower() + name[1:]
    if re.match(r"(the|a|an|his|her|its|their|our|my)\s", name, re.IGNORECASE):
        return name[:1].lower() + name[1:]
    if name == name.lower():
        singular = spans[0].root.tag_ == "NN" and name not in wording()["names"]["bare"]
        return f"the {name}" if singular else name
    articled = [span.start > 0 and span.doc[span.start - 1].lower_ == "the" for span in spans]
    return f"the {name}" if node.kind != "Person" and 2 * sum(articled) > len(articled) else name


def noun_phrase(token: Token, book: Wordbook) -> str:
    """A noun with the words before it that say which, and an "of"; without figures; empty if it says nothing.

    A name is given in full, whatever the text writes; pronouns that nobody resolved say nothing.
    """
    words = wording()["left_out"]
    token = antecedent(token)
    if token.lemma_.lower() in words["measures"] or token.pos_ == "NUM":
        behind = [each for word, each in complements(token) if word == "of"]
        behind += [child for child in token.rights if child.dep_ == "appos"]
        return next(filter(None, (noun_phrase(each, book) for each in behind)), "")
    node = book.node_at(token)
    mention = book.mention_at(token)
    if node is not None and mention is not None and mention.span.root.i == token.i:
        return book.name(node)
    if (
        token.i in book.dated
        or token.pos_ not in {"NOUN", "PROPN"}
        or not token.text[0].isalnum()
        or token.lemma_.lower() in words["general"]
    ):
        return ""
    full = [*modifiers(token, book, article=True), _word(token)]
    of = next((each for word, each in complements(token) if word == "of"), None)
    tail = noun_phrase(of, book) if of is not None else ""
    phrase = re.sub(r"\ban(?= [^aeiouh])", "a", re.sub(r"\ba(?= [aeio])", "an", in_a_row(full)))
    if tail and len(phrase) + len(tail) + 4 <= LONG:
        return f"{phrase} of {tail}"
    return phrase if len(phrase) <= LONG else _word(token)


def in_a_row(words: Iterable[str]) -> str:
    """Words as they are written, hyphens without spaces.

    >>> in_a_row(["anti", "-", "war", "march"])
    'anti-war march'
    """
    return " ".join(words).replace(" - ", "-")


def _word(token: Token) -> str:
    """A word without the capital that it has only as the first of its sentence."""
    return token.text if token.pos_ == "PROPN" or not token.is_sent_start else token.lower_


def modifiers(token: Token, book: Wordbook, article: bool = False) -> Iterator[str]:
    """The words before a noun that belong into a label: adjectives that say which, compounds, owners by name."""
    skipped = wording()["left_out"]["adjectives"]
    for child in token.lefts:
        if child.i in book.dated or child.pos_ in {"NUM", "PUNCT", "SPACE"} or child.is_quote:
            continue
        if child.dep_ == "det":
            if article and child.lower_ in ARTICLES:
                yield child.lower_
        elif child.dep_ == "poss":
            owner = book.node_at(child)
            if article and child.pos_ == "PRON":
                yield child.lower_
            elif article and (name := owner.name if owner is not None else noun_phrase(child, book)):
                yield f"{name}'s"
        elif child.dep_ in {"amod", "compound", "nmod"} and not (book.node_at(child) and not article):
            if child.lower_ not in skipped and (child.text.isalpha() or "-" in child.text or ORDINAL.match(child.text)):
                glued = child.doc[child.left_edge.i : child.i + 1]
                inner = [w for w in modifiers(child, book) if child.dep_ == "compound"]
                yield glued.text if any(t.text == "-" for t in glued) else in_a_row([*inner, _word(child)])


def subject_phrase(verb: Token, book: Wordbook) -> tuple[str, bool]:
    """Who does what a verb says, by the parse alone, and whether these are several."""
    heads = by_phrase(verb) if is_passive(verb) else subjects(verb)
    return _joined(heads, book), _several(heads)


def object_phrase(trigger: Span, book: Wordbook, whole: bool = False) -> tuple[str, str]:
    """To whom or what is done what a verb or noun says, and the preposition that leads to it, if one does.

    ``whole``: even what the phrase itself names ("held a *rally*").
    """
    root = trigger.root
    heads: list[tuple[str, Token]]
    if root.pos_ != "VERB":
        heads = [(word, each) for word, each in complements(root) if word == "of"]
    elif is_passive(root):
        heads = [("", each) for each in subjects(root)]
    else:
        heads = [("", each) for each in objects(root)]
        if heads and not whole and all(each in trigger for _, each in heads):
            heads = [(word, each) for word, each in complements(root) if word in {"to", "on", "against"}]
    heads = [(word, each) for word, each in heads if whole or each not in trigger]
    return _joined([each for _, each in heads], book), heads[0][0] if heads else ""


def complement_phrase(token: Token, prepositions: Set[str], book: Wordbook) -> str:
    """What follows any of some prepositions."""
    return _joined([each for word, each in complements(token) if word in prepositions], book)


def by_phrase(token: Token) -> list[Token]:
    """The heads of what follows "by"."""
    return [each for word, each in complements(token) if word == "by"]


def headline(verb: Token, subject: str, several: bool, thing: str, book: Wordbook) -> str:
    """A clause as headlines put it: in the present, without figures.

    An infinitive that completes the verb is taken along, as is the first prepositional phrase where there is no object.
    """
    particle = next((f" {child.lower_}" for child in verb.children if child.dep_ == "prt"), "")
    modal = " ".join(c.lower_ for c in verb.lefts if c.tag_ == "MD" and c.lower_ in wording()["verbs"]["modal"])
    no = " not" if any(child.dep_ == "neg" for child in verb.children) else ""
    if is_passive(verb):
        state = f" {modal}{no} be" if modal else no
        return f"{thing}{state} {verb.lower_}{particle}" + (f" by {subject}" if subject else "")
    lemma = verb.lemma_.lower()
    if modal:
        phrase = f"{subject} {modal}{no} {lemma}"
    elif no:
        phrase = f"{subject} {'do' if several else 'does'} not {lemma}"
    else:
        phrase = f"{subject} {lemma if several else third_person(lemma)}"
    done = next((child for child in verb.rights if child.dep_ == "xcomp" and child.tag_ == "VB"), None)
    if done is not None:
        below = _joined(objects(done), book) or _complement(done, book, subject).strip()
        return f"{phrase}{particle} to {done.lemma_.lower()}" + (f" {below}" if below else "")
    return f"{phrase} {thing}{particle}" if thing else phrase + particle + _complement(verb, book, subject)


def content_of(verb: Token, book: Wordbook) -> str:
    """What is said, as a headline puts it, where a verb of saying governs a clause of its own."""
    told = next((child for child in verb.children if child.dep_ == "ccomp" and child.pos_ == "VERB"), None)
    if told is None or any(child.dep_ == "xcomp" for child in told.children):
        return ""
    subject, several = subject_phrase(told, book)
    thing, _ = object_phrase(told.doc[told.i : told.i + 1], book)
    if not (thing if is_passive(told) else subject and (thing or not objects(told))):
        return ""
    return headline(told, subject, several, thing, book)


def said_by(verb: Token, book: Wordbook) -> str:
    """The beginning of what a word of saying reports, in as many words as a label has room for."""
    quotation = book.said.get(verb.i)
    words = " ".join(quotation.span.text.split()) if quotation is not None else ""
    words = re.split(r"(?<=[.!?])\s", words.strip("\"'“”‘’ ,"))[0].rstrip(".,").removeprefix("that ")
    if quotation is None or len(words.split()) < FEWEST:
        return ""
    short = words if len(words) <= SAID else f"{words[:SAID].rsplit(' ', 1)[0].rstrip(',;:')}…"
    return f"“{short}”" if quotation.direct else short


def third_person(lemma: str) -> str:
    """The form of a verb behind he, she and it.

    >>> third_person("deny"), third_person("teach"), third_person("have"), third_person("pay")
    ('denies', 'teaches', 'has', 'pays')
    """
    if lemma in wording()["verbs"]["thirds"]:
        return str(wording()["verbs"]["thirds"][lemma])
    if re.search("[^aeiou]y$", lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if re.search("(s|x|z|ch|sh|o)$", lemma) else "s")


def gerund(lemma: str) -> str:
    """The form of a verb as a noun.

    >>> gerund("close"), gerund("free"), gerund("stop"), gerund("flee"), gerund("open"), gerund("die")
    ('closing', 'freeing', 'stopping', 'fleeing', 'opening', 'dying')
    """
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if re.search("[^eoy]e$", lemma):
        return lemma[:-1] + "ing"
    return lemma + (lemma[-1] if re.fullmatch("[^aeiou]*[aeiou][^aeiouwxy]", lemma) else "") + "ing"


def _complement(verb: Token, book: Wordbook, subject: str) -> str:
    for word, each in complements(verb):
        node = book.node_at(each)
        if each.i in book.dated or word == "by" or (node is not None and node.kind == "Place"):
            continue
        phrase = noun_phrase(each, book)
        if phrase and phrase not in subject:
            return f" {word} {phrase}"
    return ""


def _several(heads: list[Token]) -> bool:
    return len(heads) > 1 or any(head.tag_ in {"NNS", "NNPS"} for head in heads)


def _joined(heads: Iterable[Token], book: Wordbook) -> str:
    return listed(list(dict.fromkeys(filter(None, (noun_phrase(head, book) for head in heads)))))


def listed(names: list[str], most: int = 2) -> str:
    """Names in a row; of more than ``most`` the others are counted.

    >>> listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"]), listed(["A", "B", "C"], 3)
    ('A', 'A and B', 'A and 2 others', 'A, B and C')
    """
    if len(names) > most:
        return f"{names[0]} and {len(names) - 1} others"
    return ", ".join(names[:-1]) + (" and " if names[:-1] else "") + "".join(names[-1:])
