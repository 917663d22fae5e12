"""What hangs on what, put right where the parser is often wrong, and what an apposition says a name is of.

In "the mayor of Ghent, Ann Maes," the parser often makes Ann Maes another name of Ghent. But a person is no town and no
company. So a person's name that hangs in apposition on one is given to the noun that tells what the person is: the
nearest such noun above it, failing that the head of the whole phrase.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import pairwise, takewhile

from spacy.tokens import Doc, Span, Token

from .cues import Cues
from .gazetteer import Gazetteer
from .grammar import ARTICLES, NOUN_SUBJECTS
from .namecues import cues
from .state import MentionSpan

ADVERBIALS = frozenset({"prep", "npadvmod"})
ASIDES = frozenset({"npadvmod", "dep", "oprd"})
SUBJECTS = NOUN_SUBJECTS | {"expl"}
DEPTH = 4
"""Phrases within phrases that are looked through: "the head of the board of the bank of the city"."""
LISTED = frozenset({"Person", "Organization"})
"""Kinds of names of which one is rarely said to be another."""
LISTING = frozenset({",", "and", "or", "the"})
PHRASE = 8
"""So many words behind a name may say what it is of."""


def reattach(mentions: Iterable[MentionSpan]) -> None:
    """Change the heads of people's names in the parse of their document.

    >>> import spacy
    >>> from claimgraph.extract import DEFAULT_MODEL
    >>> doc = spacy.load(DEFAULT_MODEL)("On 12 April 2016 the mayor of Gent, Lode Maes, commented on the letters.")
    >>> doc[10].head.text
    'Gent'
    >>> reattach([MentionSpan(doc[7:8], "Place"), MentionSpan(doc[9:11], "Person")])
    >>> doc[10].head.text
    'mayor'
    """
    found = list(mentions)
    named = {token.i: mention.kind for mention in found for token in mention.span}
    titles = cues().titles | Cues.load().callings  # "the head of the plant, Jo Berg"
    for mention in found:
        root = mention.span.root
        if mention.kind == "Person" and (holder := _holder(mention.span, named)) is not None:
            if holder.lemma_.lower() in titles:
                root.head, root.dep_ = holder, "appos"
            continue
        if mention.kind != "Person" and (clause := _of_people(root)) is not None:
            clause.head = next((n for n in _above(root) if _is_somebody(n, named, titles)), root)
        if mention.kind == "Organization" and root.dep_ == "appos" and root.head.pos_ == "NOUN":
            owner = next((n for n in _above(root.head) if n.lemma_.lower() in cues().holders and _is_definite(n)), None)
            root.head = owner or root.head  # "the maker of the drug, Halden Pharma"
        if mention.kind != "Person" or root.dep_ != "appos":
            continue
        if named.get(root.head.i) == "Person" or root.head.pos_ not in {"PROPN", "NOUN"}:
            continue
        start, common = mention.span.start, root.head.pos_ == "NOUN"
        if common and root.head.lemma_.lower() in titles:
            continue
        if start and (root.doc[start - 1].text == "," or root.head.i == start - 1):
            holders = [noun for noun in _above(root.head) if noun.i not in named]
            telling = [noun for noun in holders if noun.lemma_.lower() in titles]
            if telling or (holders and not common):
                root.head = (telling or holders[-1:])[0]


def _holder(span: Span, named: Container[int]) -> Token | None:
    """The noun before a comma of which the parser lost the name: "a case against the captain, Jo Berg"."""
    root, start = span.root, span.start
    if root.dep_ not in ASIDES or start < 2 or root.doc[start - 1].text != "," or start - 2 in named:
        return None
    noun = root.doc[start - 2]
    return noun if _is_definite(noun) and root.head.i < noun.i and noun.sent.start <= root.head.i else None


def _of_people(name: Token) -> Token | None:
    """The clause behind a name that tells of somebody, whom the name is not: "the editor of the Post, who resigned"."""
    for clause in name.rights:
        if clause.dep_ == "relcl" and any(c.lower_ == "who" and c.dep_ in NOUN_SUBJECTS for c in clause.lefts):
            return clause
    return None


def _is_somebody(noun: Token, named: Mapping[int, str], titles: Container[str]) -> bool:
    return noun.lemma_.lower() in titles or (noun.dep_ == "appos" and named.get(noun.head.i) == "Person")


def _above(token: Token) -> Iterator[Token]:
    """The nouns whose complement a noun is, the nearest first."""
    for _ in range(DEPTH):
        if token.dep_ != "pobj" or token.head.dep_ != "prep" or token.head.head.pos_ != "NOUN":
            return
        token = token.head.head
        yield token


def coordinate(mentions: Iterable[MentionSpan], places: Gazetteer) -> None:
    """Let the countries of a list hang on its first, as the parser does with "Peru and Chile".

    Of "Peru, Chile, and Bolivia" it makes "Chile" tell where Peru is, as in "Lima, Peru".
    """
    row: list[Token] = []
    end = -1
    for mention in sorted(mentions, key=lambda mention: mention.span.start):
        span = mention.span
        between = span.doc[end : span.start] if 0 <= end < span.start else span.doc[0:0]
        if places.country(span.text) is None:
            continue
        if not len(between) or any(token.lower_ not in LISTING for token in between):
            row = []
        row.append(span.root)
        if len(row) > 2 and any(token.pos_ == "CCONJ" for token in between):
            for token in row[1:]:
                if token.sent.start == row[0].sent.start:
                    token.head, token.dep_ = row[0], "conj"
        end = span.end


def install(mentions: Iterable[MentionSpan]) -> None:
    """Let a verb take whom it makes something: of "elected Ann Lee speaker" the parser makes an Ann Lee speaker."""
    for mention in mentions:
        name = mention.span.root
        office, verb = name.head, name.head.head
        if mention.kind != "Person" or name.dep_ not in {"compound", "nmod"} or office.i < mention.span.end:
            continue
        if office.pos_ == "NOUN" and office.dep_ in {"dobj", "oprd", "attr"} and verb.i < mention.span.start:
            if verb.lemma_.lower() in cues().installing:
                name.head, name.dep_, office.dep_ = verb, "dobj", "oprd"


def enlist(mentions: Iterable[MentionSpan]) -> None:
    """Let people and bodies of a list be as many: of "A, B and C" the parser often makes "A, that is B and C"."""
    row = sorted(mentions, key=lambda mention: mention.span.start)
    for before, mention in pairwise(row):
        root, comma = mention.span.root, mention.span.doc[before.span.end : mention.span.start]
        if mention.kind != before.kind or mention.kind not in LISTED or comma.text != ",":
            continue
        if root.dep_ == "appos" and root.head == before.span.root and any(c.dep_ == "conj" for c in root.children):
            root.dep_ = "conj"


def advance(doc: Doc) -> None:
    """Let what stands right behind a verb of saying say when or where it was said: "said on Monday it would close".

    The parser takes it for a part of what was said.
    """
    for token in doc[1:]:
        before, governed = token.nbor(-1), token.head
        if token.dep_ not in ADVERBIALS or before.pos_ != "VERB" or governed.i < token.i:
            continue
        told = governed.dep_ == "ccomp" and governed.head.i == before.i
        if told and any(child.dep_ in SUBJECTS and child.i > token.i for child in governed.lefts):
            token.head = before


def described(span: Span) -> str:
    """What a name is said to be behind a comma: the ship of "the Ocean Star, a Greek merchant ship"; else nothing."""
    doc, start = span.doc, span.end
    if start + 2 >= len(doc) or doc[start].text != ",":
        return ""
    if doc[start + 1].lower_ not in ARTICLES and doc[start + 1].tag_ != "PRP$":
        return ""
    phrase = list(takewhile(lambda t: t.tag_ == "POS" or _of_noun_phrase(t), doc[start + 2 : start + PHRASE]))
    return str(phrase[-1].lemma_.lower()) if phrase else ""


def introduced(span: Span) -> str:
    """What a name between commas is said to be before it: the captain of "the captain of the ferry, Jo Berg, said"."""
    doc, start, end = span.doc, span.start, span.end
    if start < 2 or doc[start - 1].text != "," or end >= len(doc) or doc[end].text not in {",", "."}:
        return ""
    noun = doc[start - 2]
    if doc[end].text == ".":  # "asked the regulator, Finma."
        return str(noun.lemma_.lower()) if noun.lemma_.lower() in cues().trades and _is_definite(noun) else ""
    below = noun if noun.dep_ == "pobj" else noun.head if noun.dep_ in {"compound", "nmod"} else noun
    found = list(_above(below)) or [noun]
    for words in (cues().titles, cues().trades | cues().holders):  # "the chairman of the bank in Lima, Jo Berg"
        for each in found:
            if each.lemma_.lower() in words and (_is_definite(each) or _is_spokesman(each)):
                return str(each.lemma_.lower())
    return ""


def _is_spokesman(noun: Token) -> bool:
    """Whether one of several holds an office that only people hold: "a spokesman of the bank, Jo Berg, said"."""
    return noun.lemma_.lower() in cues().offices and any(child.dep_ == "det" for child in noun.children)


def _is_definite(noun: Token) -> bool:
    """Whether there is only one such: "the mayor", "its captain", "the dam's operator"."""
    if noun.pos_ != "NOUN":
        return False
    owned = any(child.dep_ == "poss" for child in noun.children)
    return owned or any(child.dep_ == "det" and child.lower_ == "the" for child in noun.children)


def _of_noun_phrase(token: Token) -> bool:
    return token.text == "-" or token.pos_ == "ADJ" or (token.pos_ in {"NOUN", "ADV", "VERB"} and token.text.islower())
