"""By which words a text takes up a name: pronouns by a person's gender, nouns by what a body is called."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from itertools import takewhile

from spacy.tokens import Span, Token

from .namecues import cues
from .state import Node
from .wordlists import toml_of


@functools.cache
def _public() -> frozenset[str]:
    """The last words of the names of bodies that are no business."""
    return frozenset(toml_of("coreference.toml")["public"]["heads"])


@functools.cache
def given_names() -> Mapping[str, str]:
    """Given names in small letters, and the gender of nearly all who have them."""
    names: Mapping[str, list[str]] = toml_of("coreference.toml")["given"]
    return {name: gender for gender, members in names.items() for name in members}


def gender_of(node: Node) -> str:
    """The gender of a person by the given name, if it is nearly always that of men or of women.

    >>> gender_of(Node("n1", "Person", "Anna Keller")), gender_of(Node("n2", "Person", "Kim Lee"))
    ('female', '')
    """
    first, _, rest = node.name.partition(" ")
    return given_names().get(first.casefold(), "") if node.kind == "Person" and rest else ""


def is_business(noun: str) -> bool:
    """Whether a noun takes up none but a business: "the company".

    >>> is_business("company"), is_business("agency")
    (True, False)
    """
    return bool(toml_of("coreference.toml")["bodies"].get(noun) == "business")


def is_public(node: Node) -> bool:
    """Whether a body is no business, by the end of its name or by what stands before "of".

    >>> [is_public(Node("n1", "Organization", name)) for name in ("Red Cross", "Ministry of Trade", "Kivu Cement")]
    [True, True, False]
    """
    fronts = (name.casefold().partition(" of ")[0].split() for name in (node.name, *node.aliases))
    return any(front and front[-1] in _public() for front in fronts)


def is_several(node: Node) -> bool:
    """Whether a body is spoken of as several people, never as "it".

    >>> is_several(Node("n1", "Organization", "Oslo police")), is_several(Node("n1", "Organization", "Acme"))
    (True, False)
    """
    return node.name.casefold().rpartition(" ")[2] in _several()


def is_title(noun: str) -> bool:
    """Whether a noun stands in the name of whatever body it takes up.

    >>> is_title("ministry"), is_title("museum")
    (True, False)
    """
    return noun in _titled()


def may_take_up(noun: str, body: Node) -> bool:
    """Whether "the ministry", "the company" may be a body: nobody calls a ministry or a union a company.

    Only what is called a ministry is one; initials may stand for anything.

    >>> bodies = [Node("n1", "Organization", name) for name in ("Kivu Cement", "Ministry of Trade")]
    >>> [may_take_up("ministry", body) for body in bodies], [may_take_up("company", body) for body in bodies]
    ([False, True], [True, False])
    """
    if noun in _vague() or (not is_business(noun) and _bears(body, noun)):
        return True
    return not (is_public(body) or is_title(noun))


def says_no_more(noun: Token, before: Span) -> bool:
    """Whether a description may take up one before it: "the UN refugee agency" is none of the "aid agencies"."""
    more = {child.lower_ for child in noun.lefts if child.dep_ in {"amod", "compound", "nmod"}}
    return noun.tag_ == before.root.tag_ and more <= {token.lower_ for token in before}


def heads_of(node: Node) -> set[str]:
    """The nouns by which a description can take up a name: "the ministry", "the airfield", "the festival"."""
    words = cues()
    forms = [[word.casefold() for word in name.split()] for name in (node.name, *node.aliases)]
    if node.kind == "Organization":
        known = words.organizations | words.actors
        fronts = (list(takewhile(lambda word: word not in {"of", "for"}, form)) for form in forms)
        return {next((word for word in reversed(front) if word in known), "") for front in fronts} - {""}
    last = {form[-1] for form in forms if len(form) > 1}
    return last & (words.places if node.kind == "Place" else words.events if node.kind == "Event" else set())


def titles_of(node: Node) -> set[str]:
    """The titles in the forms of a person's name."""
    if node.kind != "Person":
        return set()
    return {word.casefold() for form in node.aliases for word in form.split()} & cues().titles


@functools.cache
def _vague() -> frozenset[str]:
    """Nouns that take up a body of any kind."""
    return frozenset(toml_of("speakers.toml")["vague"])


@functools.cache
def _several() -> frozenset[str]:
    """Last words of the names of bodies that are several people."""
    return frozenset(toml_of("coreference.toml")["several"]["heads"])


@functools.cache
def _titled() -> frozenset[str]:
    """Nouns that stand in the name of whatever body they take up."""
    return frozenset(toml_of("speakers.toml")["titled"])


def _bears(node: Node, noun: str) -> bool:
    """Whether a noun stands in a body's name, or may in that of which its initials are."""
    names = (node.name, *node.aliases)
    return any(name.isupper() or noun in name.casefold() for name in names)
