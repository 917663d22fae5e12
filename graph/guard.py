"""Keeps a query from reaching beyond the store it is asked of.

Both Oxigraph and rdflib follow ``SERVICE`` to any address by default, which would let a query carry what a graph holds
to anybody. Updates, ``LOAD`` among them, are no queries and fail in the parser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..errors import QueryError

# The terminals of SPARQL in which a keyword is no keyword: https://www.w3.org/TR/sparql11-query/#sparqlGrammar
_TOKENS = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<text>\"{3}(?:[^\\]|\\.)*?\"{3} | \'{3}(?:[^\\]|\\.)*?\'{3} | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<comment>\#[^\n\r]*)
      | (?P<variable>[?$]\w+)
      | (?P<kept>[\w.-]*(?:service|silent):[\w.:%\\-]*)
      | (?P<name>[\w.-]*:[\w.:%\\-]*)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_SHORT = {"iri": "<>", "text": '""', "comment": " ", "variable": "?", "name": ":"}
# Oxigraph's parser needs no space around a keyword: "1SERVICE<...>{" and "SERVICE:a{" ask a server too.
_SERVICE = re.compile(r"service\s*(?:silent\s*)?(?:<>|\?|[\w.-]*:[\w.:%\\-]*)\s*\{", re.IGNORECASE)
_OUT_OF_BRACKET = re.compile(r"\).*service", re.IGNORECASE | re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse_reaching_out(query: str) -> None:
    """Raise QueryError if a query holds ``SERVICE``, which asks another server.

    >>> refuse_reaching_out("SELECT ?service { ?s rdfs:label 'SERVICE' } # SERVICE")
    >>> refuse_reaching_out("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
        ...
    claimgraph.errors.QueryError: SERVICE asks another server, which is never done; ask only what this graph holds
    """
    # Escapes stand for their characters before anything else is read (SPARQL 1.1, 19.2).
    plain = _ESCAPE.sub(lambda match: _character(int(match[1] or match[2], 16)), query)
    for text in {query, plain}:
        # A "<" that compares can look like the start of an IRI; to hide SERVICE in it, it must first close its bracket.
        hidden = any(_OUT_OF_BRACKET.search(m["iri"] or "") for m in _TOKENS.finditer(text))
        if hidden:
            raise QueryError("SERVICE asks another server, which is never done; ask only what this graph holds")
        if _SERVICE.search(_TOKENS.sub(lambda match: _SHORT.get(match.lastgroup or "", match[0]), text)):
            raise QueryError("SERVICE asks another server, which is never done; ask only what this graph holds")


def without_text(query: str) -> str:
    """A query without its comments, and with nothing in its strings, IRIs and names: what is left are its keywords.

    >>> without_text("PREFIX ask: <urn:ask> # ask\\nSELECT ?ask { ?ask ?p 'ask' }")
    'PREFIX : <>  \\nSELECT ? { ? ? "" }'
    """
    return _TOKENS.sub(lambda match: _SHORT.get(match.lastgroup or "", match[0]), query)


def names_in(query: str) -> list[str]:
    """The IRIs, in their angle brackets, and the prefixed names of a query.

    >>> names_in("SELECT ?a { ?a a cg:Protest ; <urn:b> 'ex:c' } # ex:d")
    ['cg:Protest', '<urn:b>']
    """
    found = [match for match in _TOKENS.finditer(query) if match.lastgroup in ("iri", "kept", "name")]
    return [match[0] for match in found]


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else ""


def with_values(query: str, literals: Mapping[str, str]) -> str:
    """A query with literals in place of its variables of those names: all at once, and only where variables stand.

    >>> with_values("SELECT ?a { ?s ?p ?a FILTER (?a != '?b') }", {"b": "1"})
    "SELECT ?a { ?s ?p ?a FILTER (?a != '?b') }"
    """

    def value(match: re.Match[str]) -> str:
        return literals.get(match[0][1:], match[0]) if match.lastgroup == "variable" else match[0]

    return _TOKENS.sub(value, query)
