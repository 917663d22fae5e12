"""Keeps a query from reaching beyond the store it is asked of.

Both Oxigraph and rdflib follow ``SERVICE`` to any address by default, which would let a query carry what a graph holds
to anybody. Updates, ``LOAD`` among them, are no queries and fail in the parser.
"""

from __future__ import annotations

import re

from ..errors import QueryError

# The terminals of SPARQL in which a keyword is no keyword: https://www.w3.org/TR/sparql11-query/#sparqlGrammar
_TOKENS = re.compile(
    r'''(?P<skip>
        <[^<>"{}|^`\\\x00-\x20]*>
      | """(?:[^\\]|\\.)*?""" | \'\'\'(?:[^\\]|\\.)*?\'\'\'
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | \#[^\n\r]*
      | [?$@][\w]+
      | [\w.-]*:[\w.:%\\-]*
    ) | (?P<word>\w+)''',
    re.VERBOSE | re.DOTALL,
)
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
        if any((match["word"] or "").upper() == "SERVICE" for match in _TOKENS.finditer(text)):
            raise QueryError("SERVICE asks another server, which is never done; ask only what this graph holds")


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else ""
